//! A step as an entry that fits the ledger more or less, attempted.

use super::*;

impl Book {
    pub fn entry(&self, by: PersonId, what: Event) -> Entry<Event> {
        let at = Moment::at(self.clock, 9, 0).unwrap();
        Entry::new(self.ledger.journal().next_number(), at, by, what).because("for a reason")
    }

    /// An amount from a step, where this much would fit.
    pub fn amount(step: &Step, fits: i128) -> Money {
        let fits = fits.clamp(0, of(Money::MAX));
        pence(match step.size {
            0 => 0,
            1 => i128::from(step.number % 99) + 1,
            2..=5 => i128::from(step.number) % (fits + 1),
            6..=9 => fits,
            10 => fits + 1,
            _ if step.number % 2 == 0 => of(Money::MAX),
            _ => i128::from(step.number) * 7_919,
        })
    }

    /// What a step attempts: mostly what leads on, where its own kind would be in vain.
    pub fn kind(&self, step: &Step) -> &'static str {
        let state = self.ledger.state();
        if step.wild > 0 || (step.number % 16 == 0) {
            return step.kind;
        }
        let is = |wanted: fn(Standing) -> bool| state.claims().any(|it| wanted(it.1));
        let is_pending = is(|it| it == Standing::Pending);
        match (state.phase(), step.kind) {
            (Phase::Offered, "declined" | "varied") => step.kind,
            (Phase::Offered, _) => "accepted",
            (Phase::Closed, _) => "reopened",
            (Phase::Suspended, kind) if step.number % 3 == 0 || !state.phase().permits(kind) => "resumed",
            (_, "terminated") if step.number % 4 > 0 => "claimed",
            (_, "instalment") if !self.case.advance => "claimed",
            (_, "instalment") if state.instalments_due(self.clock).next().is_none() => "scheduled",
            (_, "approved" | "claim-withdrawn") if !is_pending => "claimed",
            (_, "paid" | "disallowed") if !is(|it| matches!(it, Standing::Approved(_))) => {
                if is_pending {
                    "approved"
                } else {
                    "claimed"
                }
            }
            (_, "accepted" | "declined" | "offered" | "reopened" | "resumed") => "claimed",
            (_, kind) => kind,
        }
    }

    pub fn event(&mut self, step: &Step) -> (PersonId, Event) {
        let state = self.ledger.state();
        let [a, b, c] = step.picks.map(usize::from);
        let (lines, wild) = (self.case.shares.len(), step.wild);
        let on = if wild == 1 { "nowhere".parse().unwrap() } else { line(a % lines) };
        let other = line(b % lines);
        let by: SponsorId = if wild == 2 { "nobody".parse().unwrap() } else { sponsor(c) };
        let count = count(self.ledger.entries());
        let key = (on, by);
        let share = count.shares.get(&key).copied().unwrap_or(0);
        let claims: Vec<(ClaimId, Standing)> = state.claims().collect();
        // Mostly the newest that stands as the entry wants it.
        let pick = |wanted: fn(Standing) -> bool| -> ClaimId {
            let standing: Vec<ClaimId> = claims.iter().filter(|it| wanted(it.1)).map(|it| it.0).collect();
            let all: Vec<ClaimId> = claims.iter().map(|it| it.0).collect();
            let from = if wild == 3 || standing.is_empty() { all } else { standing };
            if wild == 4 || from.is_empty() { "no-such-claim".parse().unwrap() } else { from[b % from.len()] }
        };
        let is_pending = |it| it == Standing::Pending;
        let is_approved = |it| matches!(it, Standing::Approved(_));
        let unspent = || {
            let all = state.unspent();
            if step.size >= 8 {
                return if step.size == 10 { bumped(&all) } else { all };
            }
            let there = all.line(on).map_or(0, |all| of(all.get(by)));
            ByLine::of(on, by, Self::amount(step, there))
        };
        let today = self.clock;
        let whole_year = year().period();
        let here = Period::new(today.min(day("2015-08-31")), Some(today.min(day("2015-08-31")))).unwrap();
        match self.kind(step) {
            "offered" => (person(1), self.case.offer().into()),
            "accepted" => (person(2), Event::Accepted),
            "declined" => (person(2), Event::Declined),
            "suspended" => (person(1), Event::Suspended),
            "resumed" => (person(1), Event::Resumed),
            "closed" => (person(1), Event::Closed),
            "reopened" => (person(1), Event::Reopened),
            "condition-met" => {
                let condition = if wild == 0 { "bank" } else { "unknown" };
                (person(1), ConditionMet { condition: condition.parse().unwrap() }.into())
            }
            "claimed" => {
                let id = if wild == 3 { pick(|_| true) } else { format!("c{}", self.claims).parse().unwrap() };
                self.claims += 1;
                let costs = (0..=c % 3).map(|number| {
                    let on = if wild == 1 { on } else { line((a + number * b) % lines) };
                    let payable = state.award().lines.get(&on).map_or(0, |line| of(line.payable.amount()));
                    let left = payable - count.on.get(&(Posted::Claimed, on)).copied().unwrap_or(0);
                    let net = Self::amount(step, left / (1 + number as i128));
                    let kind = match wild {
                        5 => "lobbying",
                        6 => "venu",
                        _ => "staff",
                    };
                    let activity = match wild {
                        7 => Period::new(day("2014-08-01"), Some(today.max(day("2014-08-02")))).unwrap(),
                        8 => Period::since(here.first()),
                        _ => here,
                    };
                    let mut cost = Cost::new(on, kind.parse().unwrap(), activity, today, net);
                    if step.number % 3 == 0 {
                        let vat = pence(of(net) / 5);
                        cost = cost.with_vat(vat, if step.number % 2 == 0 { vat } else { Money::ZERO });
                    }
                    if wild != 9 {
                        let reference = if c % 4 == 0 {
                            format!("paper-{}", b % 5)
                        } else {
                            format!("paper-{}-{number}", self.claims)
                        };
                        let whole = claimable(&cost) + i128::from(step.number % 5) * 1000;
                        cost = cost.shown_by_part_of(reference, pence(whole));
                    }
                    if wild == 10 {
                        cost.paid = None;
                    }
                    if step.number % 11 == 0 { cost.in_kind() } else { cost }
                });
                let over = if step.number % 13 == 0 { Period::since(today) } else { here };
                (person(3), Claimed::new(id, over, costs.collect::<Vec<_>>()).into())
            }
            "claim-withdrawn" => (person(3), Event::ClaimWithdrawn(OfClaim { claim: pick(is_pending) })),
            "approved" => {
                let claim = pick(is_pending);
                let mut approved = Approved::in_full(claim);
                if step.number % 3 == 0 {
                    let place = u32::from(step.picks[0] % 3);
                    let cost = state.claim(claim).and_then(|(it, _)| it.costs.get(place as usize)).map_or(0, claimable);
                    approved = approved.less(place, Self::amount(step, cost));
                }
                (person(if wild == 5 { 3 } else { 4 }), approved.into())
            }
            "disallowed" => {
                let claim = pick(is_approved);
                let place = u32::from(step.picks[0] % 3);
                let cost = state.claim(claim).and_then(|(it, _)| it.costs.get(place as usize)).map_or(0, claimable);
                (person(4), Disallowed { claim, cost: place, amount: Self::amount(step, cost) }.into())
            }
            "paid" => {
                let claim = pick(is_approved);
                let due = state.payable(claim);
                let amounts = match step.size {
                    2..=9 => due,
                    10 => bumped(&due),
                    _ => ByLine::of(on, by, Self::amount(step, share - count.kept(key))),
                };
                (person(5), Paid { against: Against::Claim(claim), on: today, amounts }.into())
            }
            "instalment" => {
                let due: Vec<_> = state.instalments_due(today).collect();
                let (id, left) = match due.get(a % due.len().max(1)) {
                    Some((id, left)) if wild != 4 => (*id, *left),
                    _ => (format!("i{}", b % 4).parse().unwrap(), pence(100)),
                };
                let amount = if step.size <= 9 && step.size > 1 { left } else { Self::amount(step, of(left)) };
                let on = if wild == 5 { day("2014-08-01") } else { today };
                let amounts = state.spread(amount);
                (person(5), Paid { against: Against::Instalment(id), on, amounts }.into())
            }
            "scheduled" => {
                let instalments = (0..=b % 4).map(|number| {
                    let id: InstalmentId = format!("i{number}").parse().unwrap();
                    let due = day("2014-09-02") + Days::new(number as u64 * u64::from(step.picks[2] % 60));
                    let amount = Self::amount(step, of(state.award().ceiling) / (1 + b as i128 % 4));
                    let over = if step.number % 5 == 0 { Period::since(due) } else { whole_year };
                    (id, Instalment { due, over, amount })
                });
                (person(1), Scheduled { instalments: instalments.collect() }.into())
            }
            "passed-on" => {
                let to = school(if wild == 5 { 0 } else { 10 + u32::from(step.picks[1] % 3) });
                let fits = share - count.by(Posted::PassedOn, key);
                let caps = self.case.onward.map_or(fits, |(one, other)| i128::from(one.max(other)));
                let amount = Self::amount(step, fits.min(caps));
                let over = if wild == 7 { Period::since(today) } else { here };
                let mut passed = PassedOn::new(to, on, BySponsor::of(by, amount), today, over);
                if step.number % 2 == 0 {
                    passed = passed.matched_by(amount);
                }
                if step.number % 3 == 0 {
                    passed = passed.on_grounds(["small", "new"].map(|ground| ground.parse().unwrap()));
                }
                (person(3), passed.into())
            }
            "moved" => {
                let mut moved =
                    Moved::new(on, other, by, Self::amount(step, share / (1 + i128::from(step.number % 9))));
                if step.number % 2 == 0 {
                    moved = moved.with_consent(by);
                }
                moved.approved_by = [None, Some(person(1)), Some(person(6)), Some(person(6))][step.number as usize % 4];
                (person(1), moved.into())
            }
            "reduced" => (person(1), Reduced { by: ByLine::of(on, by, Self::amount(step, share)) }.into()),
            "varied" => {
                let mut varied = Varied::default();
                match step.number % 4 {
                    0 => varied.ceiling = Some(Self::amount(step, count.ceiling)),
                    1 => {
                        // Another share of one sponsor's.
                        let mut line = self.case.line(a % lines);
                        let mut by = [0, 1, 2].map(|at| count.shares.get(&(on, sponsor(at))).copied().unwrap_or(0));
                        by[c % 3] = of(Self::amount(step, by[c % 3] + 500)).min(1_000_000_000);
                        line = line.payable(payable(by));
                        varied.lines.insert(on, line);
                    }
                    2 => varied.until = Some(day("2015-12-31")),
                    _ => {
                        let id = if wild == 1 { on } else { format!("new-{}", step.picks[2] % 3).parse().unwrap() };
                        if state.award().lines.contains_key(&id) {
                            varied.until = Some(day("2015-08-31"));
                        } else {
                            varied.lines.insert(id, self.case.line(a % lines));
                        }
                    }
                }
                (person(1), Event::Varied(Box::new(varied)))
            }
            "novated" => {
                let (body, kind) = (school(u32::from(step.picks[0] % 2)), ["school", "academy"][b % 2]);
                (person(1), Novated { body, body_kind: kind.parse().unwrap(), from: today }.into())
            }
            "recovered" => {
                (person(1), Recovered { on: today + Days::new(step.picks[0] as u64 % 3), amounts: unspent() }.into())
            }
            "carried" => {
                let amounts =
                    if step.size < 8 { unspent() } else { ByLine::of(on, by, Self::amount(step, share / 10)) };
                let mut carried = Carried::with_consent(year().next().unwrap(), amounts);
                if step.number % 2 == 0 {
                    carried = carried.to(AwardId::new(Uuid::from_u128(0xa4a2 + u128::from(step.picks[2] % 4))));
                }
                (person(1), carried.into())
            }
            "brought-forward" => {
                let from = AwardId::new(Uuid::from_u128(0xa4a2 + u128::from(step.picks[2] % 4)));
                let amounts = ByLine::of(on, by, Self::amount(step, share - count.kept(key)));
                (person(1), BroughtForward::new(from, amounts).into())
            }
            "written-off" => (person(1), WrittenOff { amounts: unspent() }.into()),
            "reversed" => {
                let kinds = ["paid", "brought-forward", "passed-on", "recovered", "carried", "written-off", "approved"];
                let all: Vec<u64> = self
                    .ledger
                    .entries()
                    .iter()
                    .filter(|it| wild != 0 || kinds.contains(&it.what.kind()))
                    .map(|it| it.number)
                    .collect();
                let entry = if all.is_empty() || wild == 4 { 999 } else { all[all.len() - 1 - a % all.len()] };
                (person(1), Reversed { entry }.into())
            }
            "certified" => {
                let year = YearKind::Financial.containing(today).unwrap();
                (
                    person(1),
                    Certified { year, amount: pence(1), given_by: "auditors".to_owned(), qualified: false }.into(),
                )
            }
            "terminated" => {
                let last_day = if wild == 5 { day("2017-01-01") } else { today };
                (person(1), Terminated { last_day }.into())
            }
            _ => {
                let (digests, ground) = (vec![Digest::new([7; 32])], "privacy".to_owned());
                let entry = if wild == 4 { 999 } else { 1 + a as u64 % self.ledger.entries().len() as u64 };
                (person(1), Redacted { entry, digests, ground }.into())
            }
        }
    }

    pub fn attempt(&mut self, step: &Step, check: bool) {
        self.clock = self.clock + Days::new(u64::from(step.number % 4));
        let (by, what) = self.event(step);
        let mut entry = self.entry(by, what);
        match step.wild {
            9 if entry.what.kind() != "claimed" => entry.why = "".into(),
            11 => entry.number += 1,
            _ => {}
        }
        self.attempted.push(entry.clone());
        let before = self.ledger.clone();
        let permitted = before.state().phase().permitted();
        let may = before.permits(&entry);
        match self.ledger.apply(entry.clone()) {
            Err(refusal) => {
                let rule = refusal.rule().code;
                assert!(self.ledger == before, "{refusal} changed the ledger");
                assert_eq!(may.unwrap_err().to_string(), refusal.to_string());
                assert_eq!(refusal.permitted(), &permitted);
                assert!(!refusal.message().contains('{'), "{refusal}");
                let kind = entry.what.kind();
                if rule == "ledger/not-now" {
                    assert!(!permitted.contains(kind), "{refusal}");
                }
                if !permitted.contains(kind) {
                    let first = ["ledger/offered-once", "ledger/out-of-order", "ledger/not-now"];
                    assert!(first.contains(&rule), "{refusal}");
                }
                if check && step.number % 4 == 0 {
                    // An audit finds what was refused, by the same rule, and goes on.
                    let all = before.entries().iter().cloned().chain([entry]);
                    let audited = Ledger::audit(all).unwrap();
                    assert_eq!(audited.journal().irregular()[0].rule().code, rule);
                    conserved(&audited);
                }
            }
            Ok(()) => {
                assert!(may.is_ok());
                assert!(permitted.contains(entry.what.kind()), "{}", entry.what.kind());
                if check {
                    self.laws(&entry);
                    self.corrected(&before, &entry);
                }
            }
        }
    }
}

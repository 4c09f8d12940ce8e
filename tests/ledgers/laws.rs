//! What holds after every entry that was permitted.

use super::*;

impl Book {
    pub fn probe(&self, what: impl Into<Event>) -> &'static str {
        code(self.ledger.permits(&self.entry(person(9), what.into())))
    }

    pub fn laws(&self, entry: &Entry<Event>) {
        let (state, count, sums) = (self.ledger.state(), count(self.ledger.entries()), sums(&self.ledger));
        let said = || format!("after {entry:?}");
        conserved(&self.ledger);
        // The award is what the entries made of it.
        let shares: BTreeMap<Key, i128> = state
            .award()
            .shares()
            .filter(|it| !it.2.is_zero())
            .map(|(line, by, share)| ((line, by), of(share)))
            .collect();
        assert_eq!(shares, count.shares, "{}", said());
        assert_eq!(of(state.award().ceiling), count.ceiling, "{}", said());
        assert_eq!(state.accepted().is_some(), count.bound);
        let pending: BTreeSet<ClaimId> = state.claims().filter(|it| it.1 == Standing::Pending).map(|it| it.0).collect();
        assert_eq!(pending, count.pending);
        // Every figure is that of the count, to the penny.
        let of_sums = |what, key: Key| sums.get(&(what, key.0, Some(key.1))).copied().unwrap_or(0);
        let on_line = |what, on: LineId| -> i128 {
            sums.iter().filter(|((is, line, _), _)| (*is, *line) == (what, on)).map(|(_, sum)| sum).sum()
        };
        let keys: BTreeSet<Key> = sums.keys().filter_map(|(_, line, by)| Some((*line, (*by)?))).collect();
        let mut kept_in_all = 0;
        for key in keys {
            for what in [
                Posted::Paid,
                Posted::BroughtForward,
                Posted::PassedOn,
                Posted::Recovered,
                Posted::Carried,
                Posted::WrittenOff,
            ] {
                assert_eq!(of_sums(what, key), count.by(what, key), "{what} {key:?} {}", said());
            }
            let share = count.shares.get(&key).copied().unwrap_or(0);
            let (kept, approved) = (count.kept(key), of_sums(Posted::Approved, key));
            kept_in_all += kept;
            assert!(kept <= share, "{kept} of {share} {key:?} {}", said());
            assert!(approved <= share, "{approved} of {share} {key:?} {}", said());
            let settled = count.by(Posted::Carried, key) + count.by(Posted::WrittenOff, key);
            assert!(approved >= 0 && kept - settled >= 0, "{key:?} {}", said());
            let unspent = state.unspent().line(key.0).map_or(0, |by| of(by.get(key.1)));
            assert_eq!(unspent, (kept - settled - approved).max(0), "{key:?} {}", said());
        }
        assert!(kept_in_all <= count.ceiling, "{kept_in_all} of {} {}", count.ceiling, said());
        for (id, line) in &state.award().lines {
            for what in [Posted::Claimed, Posted::Approved, Posted::Matched] {
                assert_eq!(
                    on_line(what, *id),
                    count.on.get(&(what, *id)).copied().unwrap_or(0),
                    "{what} {id} {}",
                    said()
                );
            }
            assert!(on_line(Posted::Approved, *id) <= of(line.payable.amount()));
        }
        for (paper, (whole, used)) in &count.papers {
            assert!(used <= whole, "{used} on {paper}, which comes to {whole}, {}", said());
        }
        if let Some((matched, outright)) = self.case.onward {
            assert!(count.payees.values().all(|sum| *sum <= i128::from(matched.max(outright))));
        }
        self.asked_for(&count);
    }

    /// What the ledger says is to be paid, recovered and closed is permitted, and not a penny more.
    pub fn asked_for(&self, count: &Count) {
        let state = self.ledger.state();
        let permits = |kind| state.phase().permits(kind);
        let conditions =
            !self.case.condition || self.ledger.entries().iter().any(|it| matches!(it.what, Event::ConditionMet(_)));
        let pays = permits("paid") && conditions;
        // Some lines of random awards have sponsors who do not pay for them.
        let said_of = |amounts: &ByLine| {
            let (lines, sponsors) = (&state.award().lines, &state.policy().sponsors);
            let pays_for = |(line, sponsor, _)| sponsors[&sponsor].pays_for(lines[&line].purpose);
            if amounts.iter().all(pays_for) { "permitted" } else { "ledger/paid-beyond-purpose" }
        };
        for (claim, _) in state.claims() {
            let amounts = state.payable(claim);
            if pays && !amounts.is_empty() {
                let paid = |amounts| Paid { against: Against::Claim(claim), on: self.clock, amounts };
                assert_eq!(self.probe(paid(amounts.clone())), said_of(&amounts), "{claim}");
                assert_ne!(self.probe(paid(bumped(&amounts))), "permitted", "{claim}");
            }
        }
        let left: i128 = count.shares.iter().map(|(key, share)| share - count.kept(*key)).sum();
        let room = left.min(count.ceiling - count.shares.keys().map(|key| count.kept(*key)).sum::<i128>());
        for (id, amount) in state.instalments_due(self.clock) {
            let amounts = state.spread(amount);
            if !count.shares.is_empty() {
                assert_eq!(of(amounts.total().unwrap_or(Money::MAX)), of(amount));
            }
            if pays && self.case.advance && of(amount) <= room {
                let paid = |amounts| Paid { against: Against::Instalment(id), on: self.clock, amounts };
                assert_eq!(self.probe(paid(amounts.clone())), said_of(&amounts), "{id}");
                assert_ne!(self.probe(paid(bumped(&amounts))), "permitted", "{id}");
            }
        }
        if permits("recovered") {
            let mut settled = Book {
                case: self.case.clone(),
                attempted: Vec::new(),
                ledger: self.ledger.clone(),
                clock: self.clock,
                claims: 0,
            };
            let amounts = state.unspent();
            if !amounts.is_empty() {
                let back = |amounts| Recovered { on: self.clock, amounts };
                assert_ne!(self.probe(back(bumped(&amounts))), "permitted");
                let entry = settled.entry(person(9), back(amounts).into());
                settled.ledger.apply(entry).unwrap();
            }
            let sums = sums(&settled.ledger);
            let total = |what| -> i128 { sums.iter().filter(|(key, _)| key.0 == what).map(|(_, sum)| sum).sum() };
            let spent = [Posted::Approved, Posted::Recovered, Posted::Carried, Posted::WrittenOff].map(total);
            // Nothing is in hand any more, so what differs is owed.
            let owed = spent.into_iter().sum::<i128>() - total(Posted::Paid) - total(Posted::BroughtForward);
            assert!(owed >= 0);
            let expected = if !count.pending.is_empty() {
                "ledger/closed-with-claim"
            } else if owed > 0 {
                "ledger/closed-unreconciled"
            } else {
                "permitted"
            };
            assert_eq!(settled.probe(Event::Closed), expected);
        }
    }

    /// A correction leaves what would be there had the entry never been.
    pub fn corrected(&self, before: &Ledger, entry: &Entry<Event>) {
        let mut after = self.ledger.clone();
        let take_back: Event = match &entry.what {
            Event::Claimed(it) => Event::ClaimWithdrawn(OfClaim { claim: it.claim }),
            Event::Approved(_) => Reversed { entry: entry.number }.into(),
            Event::Paid(Paid { amounts, .. })
            | Event::Recovered(Recovered { amounts, .. })
            | Event::Carried(Carried { amounts, .. })
            | Event::BroughtForward(BroughtForward { amounts, .. })
            | Event::WrittenOff(WrittenOff { amounts })
                if !amounts.is_empty() =>
            {
                Reversed { entry: entry.number }.into()
            }
            Event::PassedOn(it) if !it.amounts.is_empty() => Reversed { entry: entry.number }.into(),
            _ => return,
        };
        after.apply(self.entry(person(9), take_back)).unwrap_or_else(|refusal| panic!("{refusal} after {entry:?}"));
        assert_eq!(sums(&after), sums(before), "{entry:?}");
        assert_eq!(after.state().unspent(), before.state().unspent());
        for (claim, _) in before.state().claims() {
            assert_eq!(after.state().payable(claim), before.state().payable(claim));
        }
        let due = |ledger: &Ledger| ledger.state().instalments_due(self.clock).collect::<Vec<_>>();
        assert_eq!(due(&after), due(before));
        // It can be made again, rightly or wrongly: to the same figures, and what it used up is free.
        let mut again = entry.what.clone();
        if let Event::Claimed(it) = &mut again {
            it.claim = "again".parse().unwrap();
        }
        let again = Entry::new(after.journal().next_number(), entry.at, entry.by, again).because("for a reason");
        after.apply(again).unwrap_or_else(|refusal| panic!("{refusal}: again after {entry:?}"));
        assert_eq!(sums(&after), sums(&self.ledger), "{entry:?}");
    }
}

/// What holds of any books, irregular ones too.
pub fn conserved(ledger: &Ledger) {
    let (state, sums) = (ledger.state(), sums(ledger));
    for what in Posted::ALL {
        let sum: i128 = sums.iter().filter(|(key, _)| key.0 == what).map(|(_, sum)| sum).sum();
        let most = i128::from(Balance::MAX.pence());
        assert_eq!(i128::from(state.total(what).pence()), sum.clamp(-most, most), "{what}");
    }
    let committed: BTreeMap<Key, i128> = sums
        .iter()
        .filter(|((what, ..), _)| *what == Posted::Committed)
        .map(|((_, line, by), sum)| ((*line, by.unwrap()), *sum))
        .collect();
    let shares = state.award().shares().filter(|it| !it.2.is_zero() && state.accepted().is_some());
    assert_eq!(committed, shares.map(|(line, by, share)| ((line, by), of(share))).collect());
}

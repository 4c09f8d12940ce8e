//! Interests: each kind of chain, what dates leave open, bars and waivers, and every chain against brute force.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    answer::Answer,
    calendar::Span,
    chrono::NaiveDate,
    identifiers::{ApplicationId, OrganisationId, PersonId, PlaceId, Urn},
    selection::interest::{
        Bars, Declaration, Derived, Interest, InterestPolicy, Link, Parties, Role, Strength, Tie, Waiver, WaiverFault,
        Web, bars, undeclared,
    },
    uuid::Uuid,
    vocabulary::Word,
};
use proptest::prelude::*;

const ON: &str = "2021-03-01";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn word(text: &str) -> Word {
    text.parse().unwrap()
}

fn person(number: u128) -> PersonId {
    Uuid::from_u128(number).into()
}

fn application(number: u128) -> ApplicationId {
    Uuid::from_u128(number).into()
}

fn school(number: u32) -> OrganisationId {
    Urn::try_from(100_000 + number).unwrap().into()
}

fn body(name: &str) -> OrganisationId {
    format!("X-BODY-{name}").parse().unwrap()
}

fn span(text: &str) -> Span {
    text.parse().unwrap()
}

fn employee(of: OrganisationId, when: &str) -> Link {
    Link::new(person(1), of, word("employee"), span(when))
}

fn tie(one: OrganisationId, other: OrganisationId, kind: &str, when: &str) -> Tie {
    Tie::new(one, other, word(kind), span(when))
}

/// Three years; trusts are shared; the principal sponsor and the coordinator run every round.
fn policy() -> InterestPolicy {
    let mut policy = InterestPolicy::new(36)
        .linked_by(word("employee"), Strength::Hard)
        .linked_by(word("adviser"), Strength::Soft)
        .tied_by(word("trust"), Strength::Hard)
        .tied_by(word("partner"), Strength::Soft)
        .tied_by(word("sponsor"), Strength::Hard)
        .through(word("trust"))
        .named_as(Role::Lead, Strength::Hard)
        .named_as(Role::Partner, Strength::Hard)
        .named_as(Role::CoSponsor, Strength::Soft)
        .exempting(body("dfe"));
    policy.former = Strength::Soft;
    policy
}

fn derive(links: &[Link], ties: &[Tie], parties: &Parties) -> Vec<String> {
    let web = Web::new(links.iter().copied(), ties.iter().copied());
    web.derive(person(1), parties, &policy(), day(ON)).iter().map(ToString::to_string).collect()
}

#[test]
fn ones_own_school_is_a_hard_interest_in_each_role_that_it_has() {
    let links = [employee(school(1), "from 2015")];
    assert_eq!(derive(&links, &[], &Parties::led_by([school(1)])), ["hard: employee of GB-EDU-100001, a lead"]);
    let named = Parties::led_by([school(2)]).partnered_by([school(1)]).co_sponsored_by([school(1)]);
    assert_eq!(
        derive(&links, &[], &named),
        ["soft: employee of GB-EDU-100001, a co-sponsor", "hard: employee of GB-EDU-100001, a named partner"]
    );
    assert!(derive(&links, &[], &Parties::led_by([school(2)])).is_empty());
}

#[test]
fn two_schools_of_one_trust_are_tied_only_while_both_are_in_it() {
    let trust: OrganisationId = "X-TRUST-TR01234".parse().unwrap();
    let links = [employee(school(1), "from 2015")];
    let lead = Parties::led_by([school(2)]);
    let together = [tie(trust, school(1), "trust", "from 2014-09"), tie(school(2), trust, "trust", "from 2016")];
    assert_eq!(
        derive(&links, &together, &lead),
        ["hard: employee of GB-EDU-100001; trust: X-TRUST-TR01234; trust: GB-EDU-100002, a lead"]
    );
    let one_left = tie(trust, school(1), "trust", "2014-09-01 to 2019-08-31");
    let after = [one_left, tie(school(2), trust, "trust", "from 2019-09-01")];
    assert!(derive(&links, &after, &lead).is_empty());
    let before = [one_left, tie(school(2), trust, "trust", "from 2019-08-31")];
    assert_eq!(
        derive(&links, &before, &lead),
        ["soft: formerly employee of GB-EDU-100001; trust: X-TRUST-TR01234; trust: GB-EDU-100002, a lead"]
    );
    // Partners of one university have no interest in one another: that tie is not shared.
    let partners =
        [tie(body("uni"), school(1), "partner", "from 2014"), tie(body("uni"), school(2), "partner", "from 2014")];
    assert!(derive(&links, &partners, &lead).is_empty());
    assert_eq!(
        derive(&links, &partners, &Parties::led_by([school(2)]).partnered_by([body("uni")])),
        ["soft: employee of GB-EDU-100001; partner: X-BODY-uni, a named partner"]
    );
}

#[test]
fn a_former_employer_counts_to_the_day_of_the_policys_months() {
    let lead = Parties::led_by([school(1)]);
    // Thirty-six months before 1 March 2021 is 1 March 2018.
    let until = |last: &str| derive(&[employee(school(1), &format!("2010 to {last}"))], &[], &lead);
    assert!(until("2018-02-28").is_empty());
    assert_eq!(until("2018-03-01"), ["soft: formerly employee of GB-EDU-100001, a lead"]);
    assert_eq!(until("2021-03-01"), ["hard: employee of GB-EDU-100001, a lead"]);
    // March 2018 reaches the window whichever its day; "2018" may not, and an end that nobody knows may be now.
    assert_eq!(until("2018-03"), ["soft: formerly employee of GB-EDU-100001, a lead"]);
    assert_eq!(until("2018"), ["soft perhaps: formerly employee of GB-EDU-100001, a lead"]);
    assert_eq!(until("unknown"), ["hard perhaps: now or formerly employee of GB-EDU-100001, a lead"]);
    assert!(derive(&[employee(school(1), "from 2021-03-02")], &[], &lead).is_empty());
}

#[test]
fn a_tie_to_or_through_one_that_runs_every_round_is_none() {
    let sponsored = |number| tie(body("dfe"), school(number), "sponsor", "from 2010");
    let ties = [
        sponsored(1),
        sponsored(2),
        tie(body("dfe"), school(1), "trust", "from 2010"),
        tie(body("dfe"), school(2), "trust", "from 2010"),
    ];
    let lead = Parties::led_by([school(2)]).co_sponsored_by([body("dfe")]);
    assert!(derive(&[employee(school(1), "from 2015")], &ties, &lead).is_empty());
    assert!(derive(&[employee(body("dfe"), "from 2015")], &ties, &lead).is_empty());
    // Its own application would be one.
    assert_eq!(
        derive(&[employee(body("dfe"), "from 2015")], &ties, &Parties::led_by([body("dfe")])),
        ["hard: employee of X-BODY-dfe, a lead"]
    );
}

#[test]
fn an_exempt_kind_of_tie_makes_none_and_an_unlisted_kind_counts_as_soft() {
    let ties = [tie(school(1), school(2), "twinned", "from 2010")];
    let web = Web::new(
        [employee(school(1), "from 2015"), Link::new(person(1), school(3), word("volunteer"), span("from 2015"))],
        ties,
    );
    let parties = Parties::led_by([school(2)]);
    let found = web.derive(person(1), &parties, &policy(), day(ON));
    assert_eq!(found.iter().map(|interest| interest.strength).collect::<Vec<_>>(), [Strength::Soft]);
    assert_eq!(web.unlisted(&policy()), BTreeSet::from([word("twinned"), word("volunteer")]));
    let mut exempting = policy();
    exempting.exempt_ties.insert(word("twinned"));
    assert!(web.derive(person(1), &parties, &exempting, day(ON)).is_empty());
    assert_eq!(web.unlisted(&exempting), BTreeSet::from([word("volunteer")]));
}

#[test]
fn days_at_the_ends_of_the_calendar_stop_nothing() {
    let web = Web::new([employee(school(1), "from 2015")], []);
    for months in [0, 36, u32::MAX] {
        let mut policy = policy();
        policy.recent_months = months;
        for on in [NaiveDate::MIN, day("1000-01-01"), day("9999-12-31"), NaiveDate::MAX] {
            let _ = web.derive(person(1), &Parties::led_by([school(1)]), &policy, on);
        }
        assert_eq!(web.derive(person(1), &Parties::led_by([school(1)]), &policy, day(ON)).len(), 1);
    }
}

/// Applications 1 and 2 are for place `one`, 2 and 3 for `two`; schools lead the application of their number.
fn places() -> BTreeMap<PlaceId, BTreeSet<ApplicationId>> {
    BTreeMap::from([
        ("one".parse().unwrap(), BTreeSet::from([application(1), application(2)])),
        ("two".parse().unwrap(), BTreeSet::from([application(2), application(3)])),
    ])
}

fn derived(links: &[Link]) -> Derived {
    let applications = (1..=4).map(|number| (application(number.into()), Parties::led_by([school(number)])));
    let web = Web::new(links.iter().copied(), []);
    web.derive_all(web.people(), &applications.collect(), &policy(), day(ON))
}

fn barred(bars: &Bars) -> [Answer; 4] {
    [1, 2, 3, 4].map(|number| bars.from_application(person(1), application(number)))
}

#[test]
fn a_hard_interest_bars_from_every_application_for_the_place_and_no_other() {
    use Answer::{No, Unknown, Yes};
    let own = derived(&[employee(school(1), "from 2015")]);
    assert_eq!(barred(&bars(&places(), &own, &[], &[])), [Yes, Yes, No, No]);
    // One that bids for two places bars from both.
    let two = derived(&[employee(school(2), "from 2015")]);
    assert_eq!(barred(&bars(&places(), &two, &[], &[])), [Yes, Yes, Yes, No]);
    // One for no listed place bars from itself.
    let alone = derived(&[employee(school(4), "from 2015")]);
    assert_eq!(barred(&bars(&places(), &alone, &[], &[])), [No, No, No, Yes]);
    // A soft one bars from nothing, and one that may not be is open until it is declared.
    let soft = derived(&[Link::new(person(1), school(1), word("adviser"), span("from 2015"))]);
    assert_eq!(barred(&bars(&places(), &soft, &[], &[])), [No; 4]);
    let perhaps = derived(&[employee(school(1), "2015 to unknown")]);
    assert_eq!(barred(&bars(&places(), &perhaps, &[], &[])), [Unknown, Unknown, No, No]);
    let none = [Declaration::none(person(1), application(1))];
    assert_eq!(barred(&bars(&places(), &perhaps, &none, &[])), [No; 4]);
    assert_eq!(barred(&bars(&places(), &own, &none, &[])), [Yes, Yes, No, No]);
    let hard = [Declaration::interest(person(1), application(3), Strength::Hard, "a cousin leads it")];
    assert_eq!(barred(&bars(&places(), &Derived::new(), &hard, &[])), [No, Yes, Yes, No]);
}

#[test]
fn only_a_reasoned_waiver_by_another_person_lifts_a_bar_and_only_that_of_its_application() {
    use Answer::{No, Yes};
    let own = derived(&[employee(school(1), "from 2015")]);
    let waiver = |reason: &str, by| Waiver::new(person(1), application(1), reason, person(by));
    assert_eq!(barred(&bars(&places(), &own, &[], &[waiver("a governor for a month", 2)])), [No; 4]);
    for (faulty, fault) in [(waiver("I can be fair", 1), WaiverFault::Own), (waiver(" ", 2), WaiverFault::NoReason)] {
        assert_eq!(faulty.fault(), Some(fault));
        assert_eq!(barred(&bars(&places(), &own, &[], &[faulty])), [Yes, Yes, No, No]);
    }
    assert_eq!(WaiverFault::Own.to_string(), "a waiver is approved by the person it is for; it takes another person");
    assert_eq!(WaiverFault::NoReason.to_string(), "a waiver gives no reason; it takes one");
    let both = derived(&[employee(school(1), "from 2015"), employee(school(2), "from 2015")]);
    let found = bars(&places(), &both, &[], &[waiver("a governor for a month", 2)]);
    assert_eq!(barred(&found), [Yes, Yes, Yes, No]);
    let bar = found.get(person(1), "one".parse().unwrap()).unwrap();
    assert_eq!(bar.because, BTreeMap::from([(application(2), Yes)]));
}

#[test]
fn what_is_certain_takes_a_declared_interest_and_what_is_not_takes_any_word() {
    let found = derived(&[employee(school(1), "from 2015"), employee(school(2), "2015 to unknown")]);
    let missing = |said: &[Declaration]| -> Vec<ApplicationId> {
        undeclared(&found, said).into_iter().map(|(application, _)| application).collect()
    };
    assert_eq!(missing(&[]), [application(1), application(2)]);
    let none = [Declaration::none(person(1), application(1)), Declaration::none(person(1), application(2))];
    assert_eq!(missing(&none), [application(1)]);
    assert_eq!(missing(&[Declaration::none(person(2), application(2))]), [application(1), application(2)]);
    let said = Declaration::interest(person(1), application(1), Strength::Soft, "I teach there").at(word("panel"));
    assert_eq!(missing(&[said]), [application(2)]);
}

#[test]
fn declarations_and_waivers_read_as_they_would_be_written_by_hand() {
    let id = "00000000-0000-0000-0000-000000000001";
    let none = format!(r#"{{"person":"{id}","application":"{id}","says":"none"}}"#);
    let some = format!(
        r#"{{"person":"{id}","application":"{id}","says":{{"interest":{{"strength":"soft","nature":"x"}}}},"at":"panel"}}"#
    );
    for json in [none, some] {
        let read: Declaration = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }
    let json = format!(r#"{{"person":"{id}","application":"{id}","reason":"r","by":"{id}"}}"#);
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Waiver>(&json).unwrap()).unwrap(), json);
    let json =
        r#"{"links":{"employee":"hard"},"ties":{},"roles":{"co-sponsor":"soft"},"former":"soft","recent_months":36}"#;
    assert_eq!(serde_json::to_string(&serde_json::from_str::<InterestPolicy>(json).unwrap()).unwrap(), json);
    let twice = json.replace(r#""co-sponsor":"soft""#, r#""lead":"soft","lead":"hard""#);
    let error = serde_json::from_str::<InterestPolicy>(&twice).unwrap_err().to_string();
    assert!(error.starts_with("the key `lead` is listed twice in this object"), "{error}");
}

const SPANS: [&str; 6] = [
    "from 2010-01-01",
    "2010-01-01 to 2018-03-01",
    "2019-01-01 to 2020-01-01",
    "2020-01-02 to 2020-06-30",
    "2005-01-01 to 2018-02-28",
    "from 2021-03-02",
];

fn links() -> impl Strategy<Value = Vec<Link>> {
    let kind = prop::sample::select(vec!["employee", "adviser"]);
    let link = (1_u128..4, 1_u32..7, kind, prop::sample::select(SPANS.to_vec()))
        .prop_map(|(who, of, kind, when)| Link::new(person(who), school(of), word(kind), span(when)));
    prop::collection::vec(link, 0..6)
}

fn ties() -> impl Strategy<Value = Vec<Tie>> {
    let kind = prop::sample::select(vec!["trust", "partner", "trust", "exempt"]);
    let tie = (1_u32..7, 1_u32..7, kind, prop::sample::select(SPANS.to_vec()))
        .prop_map(|(one, other, kind, when)| tie(school(one), school(other), kind, when));
    prop::collection::vec(tie, 0..9)
}

fn applications() -> impl Strategy<Value = BTreeMap<ApplicationId, Parties>> {
    let set = || prop::collection::btree_set((1_u32..7).prop_map(school), 0..3);
    let parties = (set(), set(), set()).prop_map(|(leads, partners, sponsors)| {
        Parties::led_by(leads).partnered_by(partners).co_sponsored_by(sponsors)
    });
    prop::collection::btree_map((1_u128..4).prop_map(application), parties, 0..3)
}

/// School 6 runs every round.
fn property_policy() -> InterestPolicy {
    let mut policy = policy().exempting(school(6));
    policy.exempt_ties.insert(word("exempt"));
    policy
}

type Chain = (ApplicationId, PersonId, Role, Vec<OrganisationId>, Strength, bool);

/// Every chain of no, one or two ties, tried one by one; whether it counts by asking each day of the window.
fn by_trying(links: &[Link], ties: &[Tie], applications: &BTreeMap<ApplicationId, Parties>) -> BTreeSet<Chain> {
    let policy = property_policy();
    let window: Vec<NaiveDate> = day("2018-03-01").iter_days().take_while(|on| *on <= day(ON)).collect();
    let has = |spans: &[Span]| window.iter().any(|on| spans.iter().all(|span| span.covers(*on).is_yes()));
    let ends = || ties.iter().flat_map(|tie| [(tie.one, tie.other, tie), (tie.other, tie.one, tie)]);
    let mut found = BTreeSet::new();
    for link in links.iter().filter(|link| has(&[link.span])) {
        let mut chains: Vec<(Vec<OrganisationId>, Vec<Tie>)> = vec![(vec![link.organisation], vec![])];
        for (from, to, tie) in ends().filter(|(from, to, _)| *from == link.organisation && to != from) {
            chains.push((vec![from, to], vec![*tie]));
            for (middle, last, next) in ends().filter(|(middle, last, _)| *middle == to && last != middle) {
                if tie.kind == word("trust") && next.kind == word("trust") && last != from {
                    chains.push((vec![from, middle, last], vec![*tie, *next]));
                }
            }
        }
        for (organisations, ties) in chains {
            let spans: Vec<Span> = ties.iter().map(|tie| tie.span).collect();
            let exempt = !ties.is_empty() && organisations.contains(&school(6));
            if exempt || ties.iter().any(|tie| tie.kind == word("exempt")) || !has(&spans) {
                continue;
            }
            for (application, parties) in applications {
                let last = *organisations.last().unwrap();
                let roles = [
                    (Role::Lead, &parties.leads),
                    (Role::Partner, &parties.partners),
                    (Role::CoSponsor, &parties.co_sponsors),
                ];
                for (role, named) in roles {
                    if !named.contains(&last) || (role != Role::Lead && last == school(6)) {
                        continue;
                    }
                    let current = spans.iter().chain([&link.span]).all(|span| span.covers(day(ON)).is_yes());
                    let hard = link.kind == word("employee")
                        && ties.iter().all(|tie| tie.kind == word("trust"))
                        && role != Role::CoSponsor
                        && (current || policy.former == Strength::Hard);
                    let strength = if hard { Strength::Hard } else { Strength::Soft };
                    found.insert((*application, link.person, role, organisations.clone(), strength, current));
                }
            }
        }
    }
    found
}

fn chain(application: ApplicationId, interest: &Interest) -> Chain {
    let Interest { person, strength, basis, .. } = interest;
    let steps = basis.steps.iter().map(|step| step.organisation);
    let organisations = std::iter::once(basis.link.organisation).chain(steps).collect();
    (application, *person, basis.role, organisations, *strength, basis.current.is_yes())
}

proptest! {
    #[test]
    fn the_interests_are_those_that_trying_every_chain_finds(
        links in links(), ties in ties(), applications in applications(),
    ) {
        let web = Web::new(links.iter().copied(), ties.iter().copied());
        let found = web.derive_all(web.people(), &applications, &property_policy(), day(ON));
        let chains: BTreeSet<Chain> = found
            .iter()
            .flat_map(|(application, interests)| interests.iter().map(|interest| chain(*application, interest)))
            .collect();
        prop_assert_eq!(chains, by_trying(&links, &ties, &applications));
        // All days are known here, and so is every interest.
        prop_assert!(found.values().flatten().all(|interest| interest.certain.is_yes()));
    }

    #[test]
    fn one_by_one_or_all_at_once_and_in_any_order_they_are_the_same(
        (links, links_otherwise) in links().prop_flat_map(|links| (Just(links.clone()), Just(links).prop_shuffle())),
        (ties, ties_otherwise) in ties().prop_flat_map(|ties| (Just(ties.clone()), Just(ties).prop_shuffle())),
        applications in applications(),
    ) {
        let policy = property_policy();
        let web = Web::new(links, ties);
        let turned = ties_otherwise.into_iter().map(|Tie { one, other, kind, span, .. }| Tie::new(other, one, kind, span));
        prop_assert_eq!(&web, &Web::new(links_otherwise, turned));
        let all = web.derive_all(web.people(), &applications, &policy, day(ON));
        let mut singly = Derived::new();
        for (application, parties) in &applications {
            for person in web.people() {
                let found = web.derive(person, parties, &policy, day(ON));
                if !found.is_empty() {
                    singly.entry(*application).or_default().extend(found);
                }
            }
        }
        prop_assert_eq!(&all, &singly);
        let json = serde_json::to_string(&all).unwrap();
        prop_assert_eq!(serde_json::from_str::<Derived>(&json).unwrap(), all);
    }

    #[test]
    fn a_bar_is_a_hard_interest_in_some_application_for_a_place_that_both_are_for(
        links in links(), ties in ties(), applications in applications(),
    ) {
        let web = Web::new(links, ties);
        let derived = web.derive_all(web.people(), &applications, &property_policy(), day(ON));
        let found = bars(&places(), &derived, &[], &[]);
        for who in web.people() {
            for target in (1..=4).map(application) {
                let expected = derived.iter().any(|(other, interests)| {
                    let share = *other == target
                        || places().values().any(|of| of.contains(other) && of.contains(&target));
                    share && interests.iter().any(|it| it.person == who && it.strength == Strength::Hard)
                });
                prop_assert_eq!(found.from_application(who, target), Answer::from(expected));
            }
        }
    }
}

#[test]
fn the_time_grows_with_what_is_tied_and_found_not_with_people_times_applications() {
    // 20,000 people at schools of trusts of ten, 1,000 applications: 20 million pairs, of which few are tied.
    let trust = |number: u32| body(&format!("trust-{number}"));
    let links = (0..20_000_u32)
        .map(|number| Link::new(person(number.into()), school(number / 2), word("employee"), span("from 2015")));
    let ties = (0..10_000_u32).map(|number| tie(school(number), trust(number / 10), "trust", "from 2014"));
    let web = Web::new(links, ties);
    let applications =
        (0..1_000_u32).map(|number| (application(number.into()), Parties::led_by([school(number * 10)])));
    let found = web.derive_all(web.people(), &applications.collect(), &policy(), day(ON));
    // Two people at each of the trust's ten schools, each by one chain.
    assert_eq!(found.len(), 1_000);
    assert!(found.values().all(|interests| interests.len() == 20));
}

/// Half-known spans, each with some of the exact ones that it may be.
const HALF_KNOWN: [(&str, &[&str]); 5] = [
    ("from 2015", &["from 2015-01-01", "from 2015-12-31"]),
    ("2010 to 2018", &["2010-01-01 to 2018-01-01", "2010-12-31 to 2018-02-28", "2010-06-01 to 2018-03-01"]),
    ("2016 to unknown", &["2016-01-01 to 2017-01-01", "2016-12-31 to 2020-01-01", "2016-12-31 to 2030-01-01"]),
    ("from 2021-03", &["from 2021-03-01", "from 2021-03-02"]),
    ("2019-05 to 2020", &["2019-05-01 to 2020-01-01", "2019-05-31 to 2020-12-31"]),
];

proptest! {
    #[test]
    fn what_half_known_dates_derive_holds_however_they_turn_out(
        which in prop::collection::vec((0_usize..HALF_KNOWN.len(), any::<prop::sample::Index>()), 3),
    ) {
        let derive = |spans: &[&str]| {
            let trust = body("trust");
            let ties = [tie(school(1), trust, "trust", spans[1]), tie(trust, school(2), "trust", spans[2])];
            let web = Web::new([employee(school(1), spans[0])], ties);
            let found = web.derive(person(1), &Parties::led_by([school(2)]), &policy(), day(ON));
            found.first().map(|interest| (interest.certain, interest.strength))
        };
        let half: Vec<&str> = which.iter().map(|(at, _)| HALF_KNOWN[*at].0).collect();
        let exact: Vec<&str> = which.iter().map(|(at, chosen)| *chosen.get(HALF_KNOWN[*at].1)).collect();
        match (derive(&half), derive(&exact)) {
            (None, turned_out) => prop_assert_eq!(turned_out, None),
            (Some((Answer::Yes, _)), turned_out) => prop_assert!(turned_out.is_some()),
            (Some((certain, _)), _) => prop_assert_eq!(certain, Answer::Unknown),
        }
        // Not known is never less grave than it turns out.
        if let (Some((_, half)), Some((_, exact))) = (derive(&half), derive(&exact)) {
            prop_assert!(half >= exact);
        }
    }
}

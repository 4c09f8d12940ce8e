//! The rules of enquiries: each broken alone, spared and kept; what they say of half-known dates; and enquiries beside their
//! network.

mod cases;

use cases::{Cases, assert_one_case_each};
use maths_hubs::{
    identifiers::HubId,
    network::{
        Addressee, Enquiries, Enquiry, Network, NetworkPolicy, NetworkSection, rules::enquiries::WAITING_TOO_LONG,
    },
    programme::{Affairs, Programme},
    rules::{Count, Judged, Level, Report, Verdict, check},
    strategies::{
        self,
        enquiries::{SoundEnquiries, cases},
    },
};
use proptest::prelude::*;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn policy() -> NetworkPolicy {
    Programme::maths_hubs().network
}

/// A school asks Solent for support, on a date.
fn asked(on: &str) -> Enquiry {
    Enquiry::received(id::<maths_hubs::identifiers::Urn>("140325"), id("asks-for-support"), id("solent"), id(on))
}

fn enquiries(enquiry: Enquiry) -> Enquiries {
    Enquiries::new(id("maths-hubs")).with(id("mastery"), enquiry)
}

fn judged(enquiry: Enquiry, on: &str) -> Report {
    check(&enquiries(enquiry), &policy(), id(on))
}

fn says(report: &Report) -> Vec<String> {
    report.findings().iter().map(|finding| finding.to_string()).collect()
}

fn counts(report: &Report, code: &str) -> [u64; 4] {
    let Count { held, broken, undetermined, not_applicable, .. } = report.count(code);
    [held, broken, undetermined, not_applicable]
}

fn all() -> Cases<SoundEnquiries> {
    Cases { sound: vec![SoundEnquiries::default()], cases: cases().collect(), check: SoundEnquiries::check }
}

#[test]
fn every_rule_has_one_case_and_one_that_spares_where_it_has_an_exception() {
    assert_one_case_each(cases().map(|case| case.rule), Enquiries::rules());
    all().spare_where_there_is_an_exception();
}

#[test]
fn every_rule_that_is_broken_says_so_alone_and_in_full() {
    all().break_alone_and_in_full();
}

#[test]
fn every_exception_spares_its_subject() {
    all().spare();
}

#[test]
fn every_rule_is_kept_by_something_that_it_judges() {
    all().keep(|report| report.findings().is_empty());
}

#[test]
fn the_first_two_dates_that_are_out_of_order_are_named() {
    let on = "2015-11-01";
    let early = asked("2015-10-05").answered_on(id("2015-10-01"));
    assert_eq!(
        says(&judged(early, on)),
        [
            "error[enquiry/dates-out-of-order] enquiries[\"mastery\"]: received (2015-10-05) lies after answered (2015-10-01)"
        ]
    );
    let turned = asked("2015-10-05")
        .referred_to(id::<HubId>("sussex"), id("2015-10-12"))
        .referred_to(id::<HubId>("jurassic"), id("2015-10-09"))
        .closed_on(id("2015-10-20"));
    assert_eq!(
        says(&judged(turned, on)),
        [
            "error[enquiry/dates-out-of-order] enquiries[\"mastery\"]: a referral (2015-10-12) lies after a referral (2015-10-09)"
        ]
    );
    // Two dates known to the same month are in order as far as they are known; of one date nothing can be said.
    let rule = "enquiry/dates-out-of-order";
    assert_eq!(counts(&judged(asked("2015-10-05").closed_on(id("2015-10")), on), rule), [1, 0, 0, 0]);
    assert_eq!(counts(&judged(asked("2015-10-05").closed_on(id("unknown")), on), rule), [0, 0, 0, 1]);
}

#[test]
fn an_enquiry_that_comes_back_is_passed_on_to_somebody_else_each_time() {
    let enquiry = asked("2015-10-05")
        .referred_to(id::<HubId>("sussex"), id("2015-10-06"))
        .referred_to(id::<HubId>("solent"), id("2015-10-07"))
        .referred_to(id::<HubId>("solent"), id("2015-10-08"))
        .closed_on(id("2015-10-09"));
    let report = judged(enquiry, "2015-11-01");
    assert_eq!(counts(&report, "enquiry/referred-to-itself"), [2, 1, 0, 0]);
    assert_eq!(
        says(&report),
        ["warning[enquiry/referred-to-itself] enquiries[\"mastery\"].referrals[2].to: it is passed on to solent on \
          2015-10-08, who has it"]
    );
}

#[test]
fn whoever_has_an_enquiry_too_long_is_named() {
    // The home edition gives 30 days: the last is 4 November.
    assert_eq!(policy().enquiry_days, Some(30));
    let rule = WAITING_TOO_LONG.code;
    assert_eq!(counts(&judged(asked("2015-10-05"), "2015-11-04"), rule), [1, 0, 0, 0]);
    let passed_on = asked("2015-10-05").referred_to(id::<HubId>("sussex"), id("2015-10-12"));
    let report = judged(passed_on.clone(), "2015-11-05");
    assert_eq!(
        says(&report),
        [
            "warning[enquiry/waiting-too-long] enquiries[\"mastery\"]: sussex has not answered on 2015-11-05 what was received \
          on 2015-10-05, where policy allows 30 days"
        ]
    );
    // One that was received some time in October may have waited for 5 days on the 5th of November, or for 35.
    assert_eq!(counts(&judged(asked("2015-10"), "2015-11-05"), rule), [0, 0, 1, 0]);
    assert_eq!(counts(&judged(asked("2015-10"), "2015-12-01"), rule), [0, 1, 0, 0]);
    // Answered some time in November: by the 5th, perhaps.
    assert_eq!(counts(&judged(asked("2015-10-05").answered_on(id("2015-11")), "2015-11-05"), rule), [0, 0, 1, 0]);
    assert_eq!(counts(&judged(asked("2015-10-05").answered_on(id("2015-11")), "2015-12-05"), rule), [0, 0, 0, 1]);
    let mut without = policy();
    without.enquiry_days = None;
    assert_eq!(counts(&check(&enquiries(passed_on), &without, id("2015-12-05")), rule), [0, 0, 0, 1]);
}

#[test]
fn a_kind_of_nobodys_list_is_named_with_the_nearest() {
    let mut enquiry = asked("2015-10-05");
    enquiry.kind = id("ask-for-support");
    assert_eq!(
        says(&judged(enquiry, "2015-10-06")),
        [
            "warning[enquiry/kind-not-listed] enquiries[\"mastery\"].kind: `ask-for-support` is not listed among the kinds of \
          enquiries; did you mean `asks-for-support`?"
        ]
    );
}

#[test]
fn a_programme_judges_enquiries_alone_and_beside_their_network() {
    let (programme, on) = (Programme::maths_hubs(), id("2018-10-20"));
    let enquiry = asked("2018-10-05").referred_to(id::<HubId>("sussex"), id("2018-10-12"));
    let mut enquiries = enquiries(enquiry.clone());
    // Alone, whether the hubs are there is nobody's to say.
    let alone = programme.check(&enquiries, on);
    assert!(alone.findings().is_empty(), "{alone}");
    assert_eq!(alone.count("programme/other-programme").held, 1);
    assert!(programme.validate(enquiries.clone(), on).is_ok());

    let mut network = Network::new(programme.id, "England");
    let places = |network: &Network, enquiries: &Enquiries, code: &str| {
        let report = programme.check_together(&Affairs::of(network).with_enquiries(enquiries), on);
        report.of(code).map(|finding| (finding.path.to_string(), finding.verdict)).collect::<Vec<_>>()
    };
    let both = |verdict| {
        [r#"enquiries["mastery"].hub"#, r#"enquiries["mastery"].referrals[0].to"#]
            .map(|path| (path.to_owned(), verdict))
    };
    let code = "programme/enquiry-hub-unknown";
    assert_eq!(places(&network, &enquiries, code), both(Verdict::Broken));
    // Where hubs may not be listed, they may be there.
    network.incomplete.insert(NetworkSection::Hubs);
    assert_eq!(places(&network, &enquiries, code), both(Verdict::Undetermined));
    network.hubs.insert(id("solent"), maths_hubs::network::Hub::new("Solent", maths_hubs::geography::Area::Unknown));
    assert_eq!(places(&network, &enquiries, code), both(Verdict::Undetermined)[1..]);

    // What is wrong with an enquiry stands at the same place together and alone; what is wrong with the document, below it.
    enquiries.programme = id("music-hubs");
    enquiries.enquiries.insert(id("mastery"), enquiry.closed_on(id("2018-10-01")));
    let dates = places(&network, &enquiries, "enquiry/dates-out-of-order");
    assert_eq!(dates, [(r#"enquiries["mastery"]"#.to_owned(), Verdict::Broken)]);
    let alone = programme.check(&enquiries, on);
    assert_eq!(alone.of("enquiry/dates-out-of-order").next().unwrap().path.to_string(), r#"enquiries["mastery"]"#);
    let other = places(&network, &enquiries, "programme/other-programme");
    assert_eq!(other, [("enquiries.programme".to_owned(), Verdict::Broken)]);
    assert!(programme.validate(enquiries, on).unwrap_err().report().at_level(Level::Error).count() >= 2);
}

#[test]
fn an_enquiry_in_two_documents_is_found() {
    let (programme, network) = (Programme::maths_hubs(), Network::new(id("maths-hubs"), "England"));
    let (one, again) = (enquiries(asked("2018-10-05")), enquiries(asked("2018-10-05")));
    let affairs = Affairs::of(&network).with_enquiries(&one).with_enquiries(&again);
    let report = programme.check_together(&affairs, id("2018-10-20"));
    let found: Vec<String> = report.of("programme/given-twice").map(|finding| finding.path.to_string()).collect();
    assert_eq!(found, [r#"enquiries["mastery"]"#]);
}

proptest! {
    /// Whatever the referrals: they are found out of order just where a later one certainly lies before an earlier.
    #[test]
    fn referrals_are_out_of_order_where_two_of_them_certainly_are(
        received in strategies::partial_date(), dates in proptest::collection::vec(strategies::partial_date(), 0..6),
    ) {
        let mut enquiry = asked("unknown");
        enquiry.received = received;
        for (place, date) in dates.iter().enumerate() {
            let to: HubId = id(&format!("hub-{place}"));
            enquiry = enquiry.referred_to(Addressee::Hub(to), *date);
        }
        let all: Vec<_> = [received].into_iter().chain(dates).collect();
        let wrong = all.iter().enumerate().any(|(place, one)| {
            all[place..].iter().any(|later| one.is_no_later_than(*later).is_no())
        });
        let report = judged(enquiry, "2018-10-20");
        prop_assert_eq!(report.count("enquiry/dates-out-of-order").broken > 0, wrong, "{}", report);
    }
}

//! The guide to the journal of a ledger says what the readers know: every line of it is read and written back, every kind
//! of entry and every field stands in it.

#[macro_use]
mod guides;

use guides::Guide;
use maths_hubs::{
    calendar::{AcademicYear, FinancialYear, Period},
    funding::{
        amounts::{ByLine, BySponsor},
        award::{Authority, Award, Line, Payable},
        ledger::{
            Event, Ledger, Offer, Phase,
            event::{
                Approved, BroughtForward, Carried, Certified, Claimed, ConditionMet, Cost, Disallowed, Evidence,
                Instalment, Moved, Novated, OfClaim, Paid, PassedOn, Recovered, Redacted, Reduced, Reversed, Scheduled,
                Terminated, Varied, WrittenOff,
            },
        },
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy, VatRefund},
        purpose::Purpose,
        sponsor::Sponsor,
    },
    identifiers::PersonId,
    journal::Entry,
    money::Money,
    rules,
};

const GUIDE: Guide = Guide(include_str!("../src/funding/ledger/format.md"));

#[test]
fn every_line_of_the_guide_is_read_and_written_back_byte_for_byte() {
    assert!(GUIDE.examples().len() > 30);
    GUIDE.is_read_and_written_back::<Event>();
}

#[test]
fn every_kind_of_entry_stands_in_the_guide_with_a_sentence_and_a_line() {
    GUIDE.shows_every_kind(Event::kind, "offered", Phase::ALL.into_iter().flat_map(Phase::permitted));
}

#[test]
fn the_guide_names_every_field_that_the_readers_know_and_no_other() {
    let mut fields = GUIDE.fields();
    records!(fields:
        Entry<Event>,
        Award,
        Authority,
        Line,
        Payable,
        Period,
        FundingPolicy,
        Sponsor,
        VatRefund,
        OnwardPolicy,
        CertificatePolicy,
        Approved,
        BroughtForward,
        Carried,
        Certified,
        Claimed,
        ConditionMet,
        Cost,
        Disallowed,
        Evidence,
        Instalment,
        Moved,
        Novated,
        OfClaim,
        Paid,
        PassedOn,
        Recovered,
        Redacted,
        Reduced,
        Reversed,
        Scheduled,
        Terminated,
        Varied,
        WrittenOff,
    );
    fields.of::<Offer>(r#""$format": "maths-hubs/ledger/1", "#);
    // A proportion has no name of its own.
    fields.of::<Payable>(r#""amount": "1.00", "in_proportion": [{"no such field": 0}], "#);
    fields.are_all_that_its_tables_name(&["grants_add_up", "in_proportion", "share", "less", "last_day", "programme"]);
    fields.are_named_in_its_prose_but_for(&[]);
}

/// What the guide offers can be kept to: an award that its own policy finds nothing wrong with.
#[test]
fn the_offer_of_the_guide_opens_a_ledger_in_which_nothing_is_wrong() {
    let first: Entry<Event> = serde_json::from_str(GUIDE.examples()[0]).unwrap();
    let on = first.at.day();
    let report = rules::check(&Ledger::open(first).unwrap(), &(), on);
    assert!(report.findings().is_empty(), "{report}");
}

fn value<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// What a newcomer makes in Rust is what the guide shows in JSON.
#[test]
fn entries_made_by_their_verbs_are_those_of_the_guide() {
    let shown: Vec<Event> =
        GUIDE.examples().iter().map(|json| serde_json::from_str::<Entry<Event>>(json).unwrap().what).collect();
    let money = value::<Money>;
    let (dfe, eef, leadership) = (value("dfe"), value("eef"), value("leadership"));
    let trial = value("number-sense");
    let of_dfe = |amount: &str| ByLine::of(leadership, dfe, money(amount));
    let autumn: Period = value("2026-09-01 to 2026-12-31");
    let october: Period = value("2026-10-01 to 2026-10-31");
    let summer: Period = value("2027-03-01 to 2027-07-31");
    let year: Period = value("2026-09-01 to 2027-08-31");

    let raised = Line::new("Hub lead", Purpose::Structural(value("leadership")), year)
        .payable(Payable::by(dfe, money("61000.00")));
    let varied = Varied::default().with_ceiling(money("111000.00")).until(value("2028-03-31"));
    let paid = value("2026-12-18");
    let payroll = Cost::new(leadership, value("staff"), autumn, paid, money("18000.00"));
    let mut books = Cost::new(trial, value("materials"), october, value("2026-11-02"), money("1000.00"))
        .with_vat(money("200.00"), money("50.00"))
        .shown_by_part_of("a bookshop, 77", money("1200.00"));
    books.invoiced = value("2026-10-05");
    let mut time = Cost::new(trial, value("staff"), october, value("2026-10-31"), money("900.00")).in_kind();
    time.paid = None;
    let costs = [payroll.shown_by("payroll, autumn 2026"), books, time];
    let spring: Period = value("2027-01-01 to 2027-03-31");
    let instalments = [
        (value("autumn"), Instalment::new(value("2026-09-15"), autumn, money("40000.00"))),
        (value("spring"), Instalment::new(value("2027-01-15"), spring, money("40000.00"))),
    ];
    let first = of_dfe("22000.00").and(trial, dfe, money("10800.00")).and(trial, eef, money("7200.00"));
    let pass = |to: &str, by: BySponsor, on: &str| PassedOn::new(value(to), trial, by, value(on), summer);
    let director: PersonId = value("00000000-0000-4000-8000-000000000006");

    let made: [Event; 23] = [
        ConditionMet { condition: value("bank-details") }.into(),
        varied.with_line(leadership, raised).into(),
        Novated::to(value("GB-COH-01234567"), value("academy-trust"), value("2027-01-01")).into(),
        Reduced { by: of_dfe("500.00") }.into(),
        Moved::new(leadership, trial, dfe, money("1000.00")).into(),
        Moved::new(trial, leadership, dfe, money("8000.00")).with_consent(dfe).approved_by(director).into(),
        Claimed::new(value("autumn"), autumn, costs).into(),
        Event::claim_withdrawn(value("mistaken")),
        Approved::in_full(value("autumn")).into(),
        Approved::in_full(value("spring")).less(0, money("50.00")).into(),
        Disallowed::new(value("autumn"), 0, money("100.00")).into(),
        Scheduled::new(instalments).into(),
        Paid::instalment(value("autumn"), value("2026-09-15"), first).into(),
        Paid::against_claim(value("summer"), value("2027-09-15"), of_dfe("2000.00")).into(),
        pass("GB-EDU-100011", BySponsor::of(dfe, money("2500.00")), "2027-02-10").matched_by(money("2500.00")).into(),
        pass("GB-EDU-100012", BySponsor::of(eef, money("5000.00")), "2027-02-11")
            .on_grounds([value("small"), value("new")])
            .into(),
        Carried::with_consent(value::<AcademicYear>("2027/28"), of_dfe("20.00"))
            .to(value("7d444840-9dc0-41d1-b245-5ffdce74fad2"))
            .into(),
        BroughtForward::new(value("4fa7c4b2-31c6-4c3a-8b1d-6a0e3f5a9d10"), of_dfe("1000.00")).into(),
        Recovered::new(value("2028-01-11"), of_dfe("70.00")).into(),
        WrittenOff { amounts: of_dfe("10.00") }.into(),
        Certified::new(value::<FinancialYear>("2026-27"), money("60000.00"), "the auditors of the trust")
            .qualified()
            .into(),
        Terminated::after(value("2027-05-31")).into(),
        Event::Closed,
    ];
    for event in made {
        assert!(shown.contains(&event), "{event:?}");
    }
}

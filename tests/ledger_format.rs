//! The guide to the journal of a ledger says what the readers know: every line of it is read and written back, every kind
//! of entry and every field stands in it.

#[macro_use]
mod guides;

use guides::Guide;
use maths_hubs::{
    calendar::Period,
    funding::{
        award::{Authority, Award, Line, Payable},
        ledger::{
            Event, Ledger, Offer, Phase,
            event::{
                Approved, Carried, Certified, Claimed, ConditionMet, Cost, Disallowed, Evidence, Instalment, Moved,
                Novated, OfClaim, Paid, PassedOn, Recovered, Redacted, Reduced, Reversed, Scheduled, Terminated,
                Varied, WrittenOff,
            },
        },
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy, VatRefund},
        sponsor::Sponsor,
    },
    journal::Entry,
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

//! The guide to the journal of a round says what the readers know: every line of it is read and written back, every kind
//! of entry and every field stands in it.

#[macro_use]
mod guides;

use guides::Guide;
use maths_hubs::{
    journal::Entry,
    selection::{
        criteria::{Bonus, Draft, Group, Leaf, Minimum},
        eligibility::{Fact, Gate, InYears},
        interest::{InterestPolicy, Link, Tie},
        policy::{Quota, RoutePolicy, SelectionPolicy, StagePolicy},
        round::{
            Application, Event, Opening, Phase, Place, Window,
            event::{
                Amended, Answered, Appointments, Asked, Assigned, CalledUp, ClosingPublished, Declared, Drawn,
                Enrolled, Examined, Extended, FactsFound, LateRuled, Marked, Moderated, Notified, Of, Practised,
                Redacted, Registered, ReviewAsked, ReviewEnded, Ruled, StageClosed, StageOpened, StageReopened,
                Started, Submitted, Unmoderated, Waived,
            },
        },
        scale::Point,
    },
};

const GUIDE: Guide = Guide(include_str!("../src/selection/round/format.md"));

#[test]
fn every_line_of_the_guide_is_read_and_written_back_byte_for_byte() {
    assert!(GUIDE.examples().len() > 45);
    GUIDE.is_read_and_written_back::<Event>();
}

#[test]
fn every_kind_of_entry_stands_in_the_guide_with_a_sentence_and_a_line() {
    GUIDE.shows_every_kind(Event::kind, "opened", Phase::ALL.into_iter().flat_map(Phase::permitted));
}

#[test]
fn the_guide_names_every_field_that_the_readers_know_and_no_other() {
    let mut fields = GUIDE.fields();
    records!(fields:
        Entry<Event>,
        SelectionPolicy,
        RoutePolicy,
        StagePolicy,
        Quota,
        Draft,
        Group,
        Leaf,
        Bonus,
        Minimum,
        Point,
        Gate,
        InYears,
        Fact,
        InterestPolicy,
        Link,
        Tie,
        Application,
        Place,
        Window,
        Amended,
        Answered,
        Appointments,
        Asked,
        Assigned,
        CalledUp,
        ClosingPublished,
        Declared,
        Drawn,
        Enrolled,
        Examined,
        Extended,
        FactsFound,
        LateRuled,
        Marked,
        Moderated,
        Notified,
        Of,
        Practised,
        Redacted,
        Registered,
        ReviewAsked,
        ReviewEnded,
        Ruled,
        StageClosed,
        StageOpened,
        StageReopened,
        Started,
        Submitted,
        Unmoderated,
        Waived,
    );
    fields.of::<Opening>(r#""$format": "maths-hubs/round/1", "#);
    fields.are_all_that_its_tables_name(&[
        "answers_until",
        "reference",
        "windows",
        "divergence_limit",
        "co_sponsors",
        "not_through",
    ]);
    fields.are_named_in_its_prose_but_for(&[
        "facts",
        "gate",
        "grounds",
        "guidance",
        "id",
        "is",
        "kind",
        "may_be_not_applicable",
        "met",
        "minimum",
        "nature",
        "not_through",
        "note",
        "of_last",
        "one",
        "organisation",
        "other",
        "person",
        "question",
        "scale",
        "scales",
        "skipping",
        "span",
        "stage",
        "taken",
        "text",
        "until",
        "years",
    ]);
}

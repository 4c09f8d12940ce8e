//! Enquiries and offers: by hand, with dates that are half known, and in any order.

use chrono::{Days, NaiveDate};
use maths_hubs::{
    answer::Answer,
    calendar::PartialDate,
    identifiers::{EnquiryId, HubId, OrganisationId, PersonId, Urn},
    network::{Addressee, Enquirer, Enquiries, Enquiry, EnquiryStatus, Referral},
    strategies,
    uuid::Uuid,
    vocabulary::Vocabulary,
};
use proptest::prelude::*;
use serde_json::json;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn hub(text: &str) -> Addressee {
    id::<HubId>(text).into()
}

fn school() -> Urn {
    Urn::new(140_325).unwrap()
}

/// Received by Solent on 5 October, passed on to Sussex on the 12th and to a university in November, answered on
/// 1 December and closed on the 15th.
fn passed_on() -> Enquiry {
    let university: OrganisationId = id("X-BODY-invented-university");
    Enquiry::received(school(), id("asks-for-support"), id("solent"), id("2015-10-05"))
        .about(id("work-groups"))
        .referred_to(id::<HubId>("sussex"), id("2015-10-12"))
        .referred_to(university, id("2015-11"))
        .answered_on(id("2015-12-01"))
        .closed_on(id("2015-12-15"))
}

fn offer() -> Enquiry {
    let person: PersonId = Uuid::from_u128(1).into();
    Enquiry::received(person, id("offers-expertise"), id("solent"), id("2015-10"))
}

fn enquiries() -> Enquiries {
    Enquiries::new(id("maths-hubs")).with(id("mastery"), passed_on()).with(id("bar-models"), offer())
}

#[test]
fn an_enquiry_stands_as_its_dates_say() {
    use EnquiryStatus::{Answered, Closed, NotReceived, Open, Referred};
    let university = Addressee::Organisation(id("X-BODY-invented-university"));
    for (on, status, with) in [
        ("2015-10-04", Some(NotReceived), None),
        ("2015-10-05", Some(Open), Some(hub("solent"))),
        ("2015-10-12", Some(Referred), Some(hub("sussex"))),
        // In November either Sussex or the university has it.
        ("2015-11-15", None, None),
        ("2015-11-30", Some(Referred), Some(university)),
        ("2015-12-01", Some(Answered), Some(university)),
        ("2015-12-15", Some(Closed), Some(university)),
    ] {
        assert_eq!(passed_on().status_on(id(on)), status, "{on}");
        assert_eq!(passed_on().was_with(id(on)), with, "{on}");
    }
    assert_eq!(passed_on().is_with(), university);
    assert_eq!(passed_on().chain().collect::<Vec<_>>(), [hub("solent"), hub("sussex"), university]);
    assert_eq!(offer().chain().collect::<Vec<_>>(), [offer().is_with()]);
}

#[test]
fn whoever_has_it_last_for_certain_has_it_whatever_came_before() {
    let enquiry = Enquiry::received(school(), id("asks-for-support"), id("solent"), id("2015-10-05"))
        .referred_to(id::<HubId>("sussex"), id("unknown"))
        .referred_to(id::<HubId>("solent"), id("2015-11-02"));
    assert_eq!(enquiry.was_with(id("2015-11-01")), None);
    assert_eq!(enquiry.was_with(id("2015-11-02")), Some(hub("solent")));
    // It came back: it is open where it was received.
    assert_eq!(enquiry.status_on(id("2015-11-02")), Some(EnquiryStatus::Open));
}

#[test]
fn open_ones_stand_with_whoever_has_them() {
    let enquiries = enquiries();
    let open = |on: &str| {
        let open = enquiries.open(id(on));
        open.map(|(id, _, open)| (id.to_string(), open)).collect::<Vec<_>>()
    };
    assert_eq!(open("2015-09-30"), []);
    // The offer came in October, nobody wrote on which day.
    let (bar_models, mastery) = ("bar-models".to_owned(), "mastery".to_owned());
    assert_eq!(open("2015-10-05"), [(bar_models.clone(), Answer::Unknown), (mastery.clone(), Answer::Yes)]);
    assert_eq!(open("2015-11-05"), [(bar_models.clone(), Answer::Yes), (mastery, Answer::Yes)]);
    assert_eq!(open("2015-12-01"), [(bar_models, Answer::Yes)]);

    let (mastery, bar_models): (EnquiryId, EnquiryId) = (id("mastery"), id("bar-models"));
    assert_eq!(enquiries.open_by_addressee(id("2015-10-12")), [(Some(hub("sussex")), [mastery].into())].into());
    let in_november = [(None, [mastery].into()), (Some(hub("solent")), [bar_models].into())];
    assert_eq!(enquiries.open_by_addressee(id("2015-11-15")), in_november.into());
}

#[test]
fn days_of_waiting_count_from_the_day_after_it_was_received() {
    // 5 October to 4 November is 30 days: the rest of October has 26 and November 4.
    let waits = |days, on| passed_on().is_waiting_longer_than(days, id(on));
    assert_eq!(waits(30, "2015-11-04"), Answer::No);
    assert_eq!(waits(29, "2015-11-04"), Answer::Yes);
    assert_eq!(waits(0, "2015-10-05"), Answer::No);
    // An answer ends it, and a referral does not.
    assert_eq!(waits(29, "2015-12-01"), Answer::No);
    // Received in October: on 10 November for 10 days at least, and 40 at most.
    let offered = |days| offer().is_waiting_longer_than(days, id("2015-11-10"));
    assert_eq!([9, 10, 39, 40].map(offered), [Answer::Yes, Answer::Unknown, Answer::Unknown, Answer::No]);
    assert_eq!(offered(u32::MAX), Answer::No);
    let enquiries = enquiries();
    let waiting = enquiries.waiting_longer_than(20, id("2015-11-10"));
    let waiting: Vec<_> = waiting.map(|(id, _, answer)| (id.to_string(), answer)).collect();
    assert_eq!(waiting, [("bar-models".to_owned(), Answer::Unknown), ("mastery".to_owned(), Answer::Yes)]);
}

#[test]
fn one_closed_without_an_answer_waits_no_longer() {
    let enquiry = offer().closed_on(id("2015-11-20"));
    assert_eq!(enquiry.is_open(id("2015-11-19")), Answer::Yes);
    assert_eq!(enquiry.is_open(id("2015-11-20")), Answer::No);
    assert_eq!(enquiry.status_on(id("2015-11-20")), Some(EnquiryStatus::Closed));
    // Closed in a month known as such: it may wait still.
    assert_eq!(offer().closed_on(id("2015-11")).is_open(id("2015-11-20")), Answer::Unknown);
    assert_eq!(offer().closed_on(id("2015-11")).status_on(id("2015-11-20")), None);
}

#[test]
fn kinds_are_words_of_the_programme() {
    let kinds = Vocabulary::new([("asks-for-support", "a school asks a hub for support")]).unwrap();
    let enquiries = enquiries();
    let unlisted: Vec<_> = enquiries.of_unlisted_kind(&kinds).map(|(id, _)| id.to_string()).collect();
    assert_eq!(unlisted, ["bar-models"]);
}

#[test]
fn enquiries_are_written_by_their_words() {
    assert_eq!(
        serde_json::to_value(enquiries()).unwrap(),
        json!({
            "$format": "maths-hubs/enquiries/1",
            "programme": "maths-hubs",
            "enquiries": {
                "bar-models": {
                    "from": {"person": "00000000-0000-0000-0000-000000000001"},
                    "kind": "offers-expertise",
                    "hub": "solent",
                    "received": "2015-10",
                },
                "mastery": {
                    "from": {"school": "140325"},
                    "kind": "asks-for-support",
                    "about": ["work-groups"],
                    "hub": "solent",
                    "received": "2015-10-05",
                    "referrals": [
                        {"to": {"hub": "sussex"}, "on": "2015-10-12"},
                        {"to": {"organisation": "X-BODY-invented-university"}, "on": "2015-11"},
                    ],
                    "answered": "2015-12-01",
                    "closed": "2015-12-15",
                },
            },
        })
    );
    // A school given as an organisation is the same enquirer.
    assert_eq!(Enquirer::from(OrganisationId::School(school())), school().into());
}

#[test]
fn other_documents_double_keys_and_unknown_fields_are_refused() {
    let refusal = |text: &str| serde_json::from_str::<Enquiries>(text).unwrap_err().to_string();
    for (text, said) in [
        (
            r#"{"$format": "maths-hubs/network/1", "programme": "maths-hubs"}"#,
            "this document calls itself `maths-hubs/network/1`, where `maths-hubs/enquiries/1` is wanted",
        ),
        (
            r#"{"$format": "maths-hubs/enquiries/2", "programme": "maths-hubs"}"#,
            "this document is in `maths-hubs/enquiries/2`, which is newer than this library reads: \
             `maths-hubs/enquiries/1`",
        ),
        (
            r#"{"$format": "maths-hubs/enquiries/1", "programme": "maths-hubs", "enquirie": {}}"#,
            "unknown field `enquirie`; did you mean `enquiries`?",
        ),
    ] {
        assert!(refusal(text).starts_with(said), "{}", refusal(text));
    }
    let one = r#"{"from": {"school": "140325"}, "kind": "offers-idea", "hub": "solent", "received": "2015"}"#;
    let twice = format!(
        r#"{{"$format": "maths-hubs/enquiries/1", "programme": "maths-hubs", "enquiries": {{"a": {one}, "a": {one}}}}}"#
    );
    assert!(refusal(&twice).starts_with("the key `a` is listed twice in this object"));
}

fn addressee() -> impl Strategy<Value = Addressee> {
    prop_oneof![
        strategies::hub_id().prop_map(Addressee::Hub),
        strategies::organisation_id().prop_map(Addressee::Organisation),
        strategies::person_id().prop_map(Addressee::Practitioner),
    ]
}

fn enquiry() -> impl Strategy<Value = Enquiry> {
    let from = prop_oneof![
        strategies::urn().prop_map(Enquirer::from),
        strategies::person_id().prop_map(Enquirer::from),
        strategies::organisation_id().prop_map(Enquirer::from),
    ];
    let referrals = proptest::collection::vec((addressee(), strategies::partial_date()), 0..4);
    let ends = (proptest::option::of(strategies::partial_date()), proptest::option::of(strategies::partial_date()));
    let parts = (from, strategies::word(), strategies::word(), strategies::hub_id(), strategies::partial_date());
    (parts, referrals, ends).prop_map(|((from, kind, about, hub, received), referrals, (answered, closed))| {
        let mut enquiry = Enquiry::received(from, kind, hub, received).about(about);
        enquiry.referrals = referrals.into_iter().map(|(to, on)| Referral::new(to, on)).collect();
        enquiry.answered = answered;
        enquiry.closed = closed;
        enquiry
    })
}

/// Every day that a date may be, as far as it makes a difference: its ends, and far away where nothing is known.
fn possible(date: PartialDate) -> [NaiveDate; 2] {
    [date.earliest().unwrap_or(id("1000-01-01")), date.latest().unwrap_or(id("9999-12-31"))]
}

proptest! {
    #[test]
    fn enquiries_of_any_kind_are_read_back(
        listed in proptest::collection::btree_map(strategies::slug(), enquiry(), 0..4), programme in strategies::programme_id(),
    ) {
        let mut enquiries = Enquiries::new(programme);
        for (id, enquiry) in listed.iter().rev() {
            enquiries = enquiries.with((*id).into(), enquiry.clone());
        }
        let json = serde_json::to_string(&enquiries).unwrap();
        let read: Enquiries = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &enquiries);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }

    /// What is open and waits is what every way of having the days says alike.
    #[test]
    fn half_known_dates_leave_open_what_their_days_would_differ_in(
        enquiry in enquiry(), on in strategies::day(), days in 0_u32..400,
    ) {
        let since = on.checked_sub_days(Days::new(days.into())).unwrap();
        let ends = |date: Option<PartialDate>| {
            date.map_or(vec![None], |date| possible(date).into_iter().map(Some).collect())
        };
        let (mut open, mut waiting) = (Vec::new(), Vec::new());
        for received in possible(enquiry.received) {
            for answered in ends(enquiry.answered) {
                for closed in ends(enquiry.closed) {
                    let over = [answered, closed].into_iter().flatten().any(|day| day <= on);
                    open.push(Answer::from(received <= on && !over));
                    waiting.push(Answer::from(received < since && !over));
                }
            }
        }
        prop_assert_eq!(enquiry.is_open(on), Answer::agreed(open));
        prop_assert_eq!(enquiry.is_waiting_longer_than(days, on), Answer::agreed(waiting));
        // Whoever has it stands in the chain, and who waits is open.
        prop_assert!(enquiry.was_with(on).is_none_or(|with| enquiry.chain().any(|it| it == with)));
        prop_assert!(enquiry.is_waiting_longer_than(days, on) <= enquiry.is_open(on));
    }
}

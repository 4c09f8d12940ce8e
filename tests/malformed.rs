//! What is refused of a document says where, what was found and what is meant, in the words of the document.

use std::{collections::BTreeSet, fs, path::Path};

use maths_hubs::{
    calendar::{Period, Span, Spans, YearKind},
    document::Source,
    funding::{
        allocation::{self, AllocationTable},
        apportionment, award, ledger,
        phasing::Profile,
        policy as funding_policy,
        portfolio::{Portfolio, Use},
        purpose::{Purpose, Side},
        sponsor::{Projects, Sponsor},
        statement::{self, Statement},
    },
    geography::{Area, Places, Point, Region},
    journal::{Digest, Entry, Text},
    network::{
        self, Addressee, Adviser, Board, BoardTemplate, Bridge, Change, Changes, Choice, Contact, Counted, CycleStep,
        Designation, Edge, Enquirer, Enquiries, Enquiry, EnquiryStatus, Forum, Handover, Hub, HubCount, HubYear,
        InterimCover, Lead, Leadership, Meeting, Member, Milestones, Network, NetworkPolicy, NetworkSection, Overseer,
        Parent, Partner, Partnership, Post, Project, PublishedCount, Referral, RequiredOf, Role, SeatGroup, Section,
        Served, Status, Supporter, Tenure, Trial, Vocabularies, WorkGroup,
    },
    organisation::{
        Continuity, Governance, Grade, Inspection, Kind, Location, NotGraded, Organisation, Outcome, People,
        PersonalDetails, Phase, Practitioner, Register, ReportGrade, School, Succession,
    },
    programme::{Difference, Programme, Record, Regraded},
    rules::{Count, Explanation, Finding, Report},
    selection::{
        agreement, criteria, eligibility, interest, outcome, policy,
        round::{self, Event, Opening, event},
        scale,
    },
};
use serde::de::DeserializeOwned;

/// Why `json` is no `T`.
fn refusal<T: DeserializeOwned>(json: &str) -> String {
    match serde_json::from_str::<T>(json) {
        Ok(_) => panic!("this was read: {json}"),
        Err(error) => error.to_string(),
    }
}

/// The last part of a type's path.
fn name_of<T>() -> &'static str {
    std::any::type_name::<T>().rsplit("::").next().unwrap()
}

macro_rules! of_each {
    ($run:ident: $($type:ty),* $(,)?) => { vec![$(($run::<$type> as fn() -> _, name_of::<$type>())),*] };
}

/// What a record says of a list that stands in its place.
fn of_a_list<T: DeserializeOwned>() -> Vec<String> {
    ["[]", r#"["2020-09-01"]"#, r#"["a", "b", "c", "d", "e", "f"]"#].map(refusal::<T>).into()
}

fn of_an_unknown_word<T: DeserializeOwned>() -> Vec<String> {
    vec![refusal::<T>(r#""no such word""#)]
}

type Refusals = Vec<(fn() -> Vec<String>, &'static str)>;

fn records() -> Refusals {
    of_each! { of_a_list:
        Adviser, Board, BoardTemplate, Bridge, Choice, Contact, CycleStep, Designation, Forum, Handover, Hub, HubYear,
        InterimCover, Lead, Leadership, Meeting, Member, Milestones, Network, NetworkPolicy, Partnership, Post, Project,
        PublishedCount, SeatGroup, Served, Supporter, Tenure, Trial, Vocabularies, WorkGroup, Change, Changes, Enquiries,
        Enquiry, HubCount, Referral,
        Inspection, Location, Organisation, People, PersonalDetails, Practitioner, Register, School, Succession,
        Programme, Difference, Record, Regraded, Count, Explanation, Finding, Report, Places, Span, Period, Point,
        criteria::Bonus, criteria::Draft, criteria::Group, criteria::Leaf, criteria::Minimum, scale::Point,
        eligibility::Eligibility, eligibility::Fact, eligibility::Facts, eligibility::Found, eligibility::Gate,
        eligibility::GateOutcome, eligibility::Gates, eligibility::InYears, eligibility::Part, eligibility::Ruling,
        interest::Basis, interest::Declaration, interest::Interest, interest::InterestPolicy, interest::Link,
        interest::Parties, interest::Step, interest::Tie, interest::Waiver,
        policy::Quota, policy::RoutePolicy, policy::SelectionPolicy, policy::StagePolicy,
        Entry<Event>, round::Application, round::Opening, round::Place, round::Window, event::Amended, event::Answered,
        event::Appointments, event::Asked, event::Assigned, event::CalledUp, event::ClosingPublished, event::Declared,
        event::Drawn, event::Enrolled, event::Examined, event::Extended, event::FactsFound, event::LateRuled,
        event::Marked, event::Moderated, event::Notified, event::Of, event::Practised, event::Redacted,
        event::Registered, event::ReviewAsked, event::ReviewEnded, event::Ruled, event::StageClosed, event::StageOpened,
        event::StageReopened, event::Started, event::Submitted, event::Unmoderated, event::Waived,
        award::Award, award::Authority, award::Line, award::Payable, Sponsor, Portfolio, Use, Statement, statement::Posting,
        statement::Terms, funding_policy::FundingPolicy, funding_policy::VatRefund, funding_policy::OnwardPolicy,
        funding_policy::CertificatePolicy,
        AllocationTable, allocation::AllocationPolicy, allocation::Allotted, allocation::Formula, allocation::Fund,
        allocation::HoldHarmless, allocation::OpenTie, allocation::Portion, allocation::Pot, allocation::Threshold,
        Entry<ledger::Event>, ledger::Offer, ledger::event::Approved, ledger::event::BroughtForward, ledger::event::Carried, ledger::event::Certified,
        ledger::event::Claimed, ledger::event::ConditionMet, ledger::event::Cost, ledger::event::Disallowed,
        ledger::event::Evidence, ledger::event::Instalment, ledger::event::Moved, ledger::event::Novated,
        ledger::event::OfClaim, ledger::event::Paid, ledger::event::PassedOn, ledger::event::Recovered,
        ledger::event::Redacted, ledger::event::Reduced, ledger::event::Reversed, ledger::event::Scheduled,
        ledger::event::Terminated, ledger::event::Varied, ledger::event::WrittenOff,
    }
}

fn choices() -> Refusals {
    of_each! { of_an_unknown_word:
        Counted, NetworkSection, Overseer, Parent, Partner, RequiredOf, Role, Section, Status, Addressee, Edge, Enquirer,
        EnquiryStatus, network::Fact,
        Continuity, Governance, Grade, Kind, NotGraded, Outcome, Phase, ReportGrade, Area, Region, Source,
        agreement::Metric, eligibility::Eligible, eligibility::FactValue, eligibility::Form, eligibility::Idle,
        eligibility::PartOf, eligibility::Standing, eligibility::Test, interest::Disclosure, interest::Role,
        interest::Strength, outcome::CandidateOutcome, outcome::PlaceOutcome, policy::Late, policy::Marking,
        policy::QuotaBy, policy::Route, policy::StageMarks, policy::Standstill, round::Phase, Event, event::Agreed,
        event::Given, event::Role,
        YearKind, Profile, Projects, Purpose, allocation::Bound, allocation::Limit, allocation::Measure,
        allocation::OddPenny, Side, allocation::Reason, apportionment::Method, award::Behaviour,
        award::Payment, funding_policy::Unspent, ledger::Event, ledger::Phase, ledger::event::Against,
        statement::Basis, statement::Posted,
    }
}

#[test]
fn no_record_is_read_from_a_list_and_none_names_a_type() {
    for (refusals, name) in records() {
        for refusal in refusals() {
            let (said, place) = refusal.split_once(" at line ").unwrap();
            assert!(said.starts_with("invalid type: sequence, expected "), "{name}: {refusal}");
            assert!(place.starts_with("1 column "), "{name}: {refusal}");
            assert!(!said.contains("struct ") && !said.contains(name), "{name}: {refusal}");
        }
    }
    assert_eq!(
        refusal::<Milestones>("{\n  \"announced\": \"2020\",\n  \"operating\": [\"2020\"]\n}"),
        "invalid type: sequence, expected a date as text at line 3 column 15"
    );
    assert_eq!(
        refusal::<Hub>("{\n  \"name\": \"North\",\n  \"milestones\": [\"2020-09-01\"]\n}"),
        "invalid type: sequence, expected milestones: {\"appointed\": …, \"announced\": …, \"operating\": …} \
         at line 3 column 17"
    );
    assert_eq!(
        refusal::<Served>(r#"{"span": ["2020-10"]}"#),
        r#"invalid type: sequence, expected a span: {"from": …, "until": …} at line 1 column 10"#
    );
    assert_eq!(
        refusal::<Served>(r#"{"span": "2020-10"}"#),
        r#"invalid type: string "2020-10", expected a span: {"from": …, "until": …} at line 1 column 18"#
    );
}

#[test]
fn spans_say_what_is_wrong_with_each_and_with_all_and_where() {
    let what = r#"expected a span: {"from": …, "until": …}"#;
    for (json, refused) in [
        (r#""2020""#, format!(r#"invalid type: string "2020", {what}, or a list of spans at line 1 column 6"#)),
        (r#"["2020"]"#, format!(r#"invalid type: string "2020", {what} at line 1 column 7"#)),
        (r#"[["2020"]]"#, format!(r#"invalid type: sequence, {what} at line 1 column 2"#)),
        ("[]", "`[]` is not a list of spans: one span or more at line 1 column 2".to_owned()),
        (r#"{"form": "2020"}"#, "unknown field `form`; did you mean `from`? at line 1 column 7".to_owned()),
        (r#"[{"form": "2020"}]"#, "unknown field `form`; did you mean `from`? at line 1 column 8".to_owned()),
        (
            r#"{"from": "2020", "until": "2019"}"#,
            "`2020 to 2019` is not a span: an end on or after the start at line 1 column 33".to_owned(),
        ),
        (
            "[{\"from\": \"2014\", \"until\": \"2016\"},\n {\"from\": \"2020\"},\n {\"from\": \"2014\", \"until\": \"2016\"}]",
            "`2014 to 2016 and 2014 to 2016` is not a list of spans: each span once, and no two that certainly share a \
             day at line 3 column 35"
                .to_owned(),
        ),
    ] {
        assert_eq!(refusal::<Spans>(json), refused, "{json}");
    }
    assert_eq!(
        refusal::<School>("{\n\"governance\": \"academy\", \"phases\": [],\n\"trusts\": {\"X-GROUP-1\": []}}"),
        "`[]` is not a list of spans: one span or more at line 3 column 26"
    );
    // And in a tree of values, which has no places.
    let tree: serde_json::Value = serde_json::from_str(r#"[{"from": "2020"}, {"from": "2019"}]"#).unwrap();
    assert!(serde_json::from_value::<Spans>(tree).unwrap_err().to_string().starts_with("`from 2020 and from 2019`"));
}

/// The fields that a record lists when it is given another.
fn fields_of<T: DeserializeOwned>() -> Vec<String> {
    let formats = ["", r#""$format": "maths-hubs/network/1", "#];
    let refusals = formats.map(|format| refusal::<T>(&format!(r#"{{{format}"no such field": 0}}"#)));
    let listed = refusals.iter().find_map(|refusal| refusal.split_once(", expected ")).unwrap().1;
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_guide_and_the_small_network_have_every_field_of_a_network() {
    let guide = include_str!("../src/network/format.md");
    let small = include_str!("../examples/data/small_network.json");
    let of_a_network: Refusals = of_each! { fields_of:
        Network, Adviser, Board, Bridge, Choice, Contact, Designation, Forum, Handover, Hub, HubYear, InterimCover, Lead,
        Leadership, Meeting, Member, Milestones, Partnership, Post, Project, PublishedCount, Served, Supporter, Tenure,
        Trial, WorkGroup, Inspection, Location, Organisation, Practitioner, Register, School, Succession, Explanation, Places,
        Span, Point,
    };
    let (_, shortest) = guide.split_once("```json\n").unwrap();
    assert!(serde_json::from_str::<Network>(shortest.split_once("```").unwrap().0).unwrap().hubs.is_empty());
    for (fields, name) in of_a_network {
        for field in fields() {
            assert!(
                guide.contains(&format!("`{field}`")) || guide.contains(&format!("\"{field}\":")),
                "{name}.{field}"
            );
            assert!(small.contains(&format!("\"{field}\":")), "{name}.{field}");
        }
    }
}

#[test]
fn an_unknown_word_is_refused_with_those_that_there_are() {
    for (refusals, name) in choices() {
        for refusal in refusals() {
            assert!(refusal.starts_with("unknown variant `no such word`, expected "), "{name}: {refusal}");
        }
    }
}

/// The names that follow `start` at the start of a line of a source, up to what is no letter.
fn names_after<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines()
        .filter_map(move |line| line.strip_prefix(start))
        .map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap())
}

/// A new record that is read leniently would pass unseen.
#[test]
fn the_lists_above_have_every_record_and_choice_of_the_wings() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let listed: BTreeSet<&str> = records().iter().chain(&choices()).map(|(_, name)| *name).collect();
    let mut found = BTreeSet::new();
    let selection = ["criteria", "eligibility", "interest", "proceedings", "proceedings/event"]
        .map(|part| format!("selection/{part}"));
    let funding = ["", "/account", "/account/event", "/allocation", "/apportionment", "/statement"]
        .map(|part| format!("funding{part}"));
    let wings = ["network", "organisation", "programme", "geography"].map(str::to_owned);
    for wing in wings.into_iter().chain(selection).chain(funding) {
        for file in fs::read_dir(src.join(wing)).unwrap().map(|entry| entry.unwrap().path()) {
            // What workers send one another is written by this library alone.
            let own = ["survey.rs", "coverage.rs", "judgement.rs", "facts.rs", "names.rs"];
            if !file.is_file() || own.iter().any(|own| file.ends_with(own)) {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            for start in ["pub struct ", "pub enum "] {
                for name in names_after(&text, start) {
                    let (before, _) = text.split_once(&format!("{start}{name}")).unwrap();
                    let attributes = before.rsplit("\n\n").next().unwrap();
                    let derived =
                        attributes.lines().any(|line| line.starts_with("#[derive(") && line.contains("Deserialize"));
                    if derived && !attributes.contains("try_from") {
                        found.insert(name.to_owned());
                    }
                }
            }
        }
    }
    // An answer about an area, which stands in no document.
    found.remove("Extent");
    // Maps, whose keys are ids.
    found.remove("BySponsor");
    found.remove("ByLine");
    let missing: Vec<&String> = found.iter().filter(|name| !listed.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "list these above: {missing:?}");
    assert!(found.len() > 50, "{found:?}");
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    assert_eq!(
        refusal::<Hub>("{\n  \"name\": \"North\",\n  \"millestones\": {}\n}"),
        "unknown field `millestones`; did you mean `milestones`? at line 3 column 15"
    );
    assert_eq!(
        refusal::<Programme>("{\n\"$format\": \"maths-hubs/programme/1\",\n\"nam\": \"\"}"),
        "unknown field `nam`; did you mean `name`? at line 3 column 5"
    );
    assert_eq!(
        refusal::<Role>(r#""stategic""#),
        "unknown variant `stategic`; did you mean `strategic`? at line 1 column 10"
    );
    assert_eq!(
        refusal::<Kind>(r#"{"School": {}}"#),
        "unknown variant `School`; did you mean `school`? at line 1 column 9"
    );
    // A key may be written with escapes; what is said of it is one line.
    assert_eq!(
        refusal::<Lead>(r#"{"nominate\n": ""}"#),
        "unknown field `nominate\\n`; did you mean `nominates`? at line 1 column 13"
    );
    assert_eq!(
        refusal::<Post>(r#"{"note": ""}"#),
        "unknown field `note`, expected one of `kind`, `holder`, `span` at line 1 column 7"
    );
}

#[test]
fn a_key_that_stands_twice_is_called_a_key_of_an_object() {
    let twice = r#"{"tenures": {}, "bridges": [], "vacancies": []}"#;
    assert!(serde_json::from_str::<Leadership>(twice).is_ok());
    assert_eq!(
        refusal::<Practitioner>(r#"{"accreditations": {"sle": {"from": "2020"}, "sle": {"from": "2021"}}}"#),
        "the key `sle` is listed twice in this object at line 1 column 50"
    );
}

#[test]
fn a_record_written_with_escaped_keys_is_read() {
    let lead: Lead = serde_json::from_str(r#"{"nomin\u0061tes": "GB-EDU-100000"}"#).unwrap();
    assert_eq!(lead.nominates, Some("GB-EDU-100000".parse().unwrap()));
    // And from a tree of values, which gives its keys as owned texts.
    let tree: serde_json::Value = serde_json::from_str(r#"{"span": {"from": "2020"}, "support": "rooms"}"#).unwrap();
    assert_eq!(serde_json::from_value::<Supporter>(tree).unwrap().support, "rooms");
    let list: serde_json::Value = serde_json::from_str(r#"[{"from": "2020"}, "rooms"]"#).unwrap();
    assert!(serde_json::from_value::<Supporter>(list).is_err());
}

/// A line of the golden journal with one piece of it changed.
fn changed(kind: &str, found: &str, instead: &str) -> String {
    let journal = include_str!("golden/round.jsonl");
    let line = journal.lines().find(|line| line.contains(&format!("\"what\":{{\"{kind}\":"))).unwrap();
    assert!(line.contains(found), "{found} in {line}");
    line.replacen(found, instead, 1)
}

#[test]
fn a_line_of_a_journal_is_refused_with_what_was_found_and_what_is_allowed() {
    for (kind, found, instead, message) in [
        ("marked", "\"marked\"", "\"markd\"", "unknown variant `markd`; did you mean `marked`?"),
        (
            "stage-closed",
            "stage-closed",
            "stage_closed",
            "unknown variant `stage_closed`; did you mean `stage-closed`?",
        ),
        ("marked", "\"what\"", "\"waht\"", "unknown field `waht`; did you mean `what`?"),
        (
            "marked",
            "\"number\":",
            "\"$format\":1,\"number\":",
            "unknown field `$format`, expected one of `number`, `at`",
        ),
        ("marked", "\"justification\"", "\"justifcation\"", "`justifcation`; did you mean `justification`?"),
        ("marked", r#"{"mark":"900"}"#, r#"{"mark":900}"#, "invalid type: integer `900`, expected a mark as text"),
        ("marked", r#"{"mark":"900"}"#, r#"{"mark":"9%"}"#, "`9%` is not a mark: a number, as in 4 or 0.5, or a word"),
        ("marked", r#"{"mark":"900"}"#, "\"decline\"", "unknown variant `decline`; did you mean `declined`?"),
        (
            "stage-closed",
            r#"{"stage":"form"}"#,
            r#"["form"]"#,
            "invalid type: sequence, expected a stage: {\"stage\": …}",
        ),
        (
            "decided",
            "\"appointed\":{",
            r#""appointed":{"00000000-0000-0000-0000-0000a0000001":"south","#,
            "the key `00000000-0000-0000-0000-0000a0000001` is listed twice in this object",
        ),
        ("moderated", "\"present\":[", r#""present":["00000000-0000-0000-0000-000000000002","#, "stands in it already"),
        ("moderated", "\"at\":\"2015-08-05T", "\"at\":\"2015-08-05 ", " is not a moment: YYYY-MM-DDThh:mm"),
        ("enrolled", "[\"chair\"]", "[\"chairs\"]", "unknown variant `chairs`; did you mean `chair`?"),
        ("redacted", "0707", "XX07", " is not a digest: 64 hexadecimal digits in lower case"),
        ("opened", r#""weight":"60""#, r#""weight":"35%""#, "`35%` is not a number: a whole number, a decimal"),
        ("opened", r#""weight":"60""#, r#""weight":60"#, "invalid type: integer `60`, expected a number as text"),
        ("opened", r#""weight":"60""#, r#""weight":"50""#, "the weights in the whole add up to 90, not to 100"),
        ("opened", r#""weight":"80""#, r#""weight":"70""#, "the weights in `leadership` add up to 90, not to 100"),
        ("opened", "\"north\":{\"title\"", "\"north\":{\"tilte\"", "unknown field `tilte`; did you mean `title`?"),
        ("opened", r#"{"weekdays":8}"#, r#"{"weekday":8}"#, "unknown variant `weekday`; did you mean `weekdays`?"),
        ("opened", "\"late\":\"refused\"", "\"late\":\"refuse\"", "unknown variant `refuse`; did you mean `refused`?"),
        (
            "opened",
            r#"{"assessors":2}"#,
            r#"{"assessors":2,"readers":2}"#,
            "unknown field `readers`, expected `assessors`",
        ),
        ("opened", "\"opens\":\"2015-07-02T09:00\"", "\"opens\":\"2015-07-02\"", "`2015-07-02` is not a moment: "),
        (
            "opened",
            "maths-hubs/round/1",
            "maths-hubs/round/2",
            "this document is in `maths-hubs/round/2`, which is newer than this library reads: `maths-hubs/round/1`",
        ),
        (
            "opened",
            "maths-hubs/round/1",
            "maths-hubs/network/1",
            "this document calls itself `maths-hubs/network/1`, where `maths-hubs/round/1` is wanted",
        ),
        (
            "opened",
            r#""$format":"maths-hubs/round/1","#,
            "",
            "the first key of a document is `$format`, which says what it is; found `round`",
        ),
    ] {
        let refusal = refusal::<Entry<Event>>(&changed(kind, found, instead));
        assert!(refusal.contains(message), "{kind}: {refusal}");
        assert!(refusal.contains(" at line 1 column "), "{refusal}");
    }
    assert_eq!(
        refusal::<Entry<Event>>("[1]"),
        r#"invalid type: sequence, expected an entry: {"number": …, "at": …, "by": …, "what": …} at line 1 column 1"#
    );
}

#[test]
fn a_text_is_a_text_or_what_is_left_of_one() {
    assert_eq!(
        refusal::<Text>("1"),
        r#"invalid type: integer `1`, expected a text, or {"redacted": …, "ground": …} at line 1 column 1"#
    );
    assert_eq!(
        refusal::<Text>(r#"{"redactd": ""}"#),
        "unknown field `redactd`; did you mean `redacted`? at line 1 column 10"
    );
    assert_eq!(
        refusal::<Text>(r#"{"redacted": "00", "ground": ""}"#),
        "`00` is not a digest: 64 hexadecimal digits in lower case at line 1 column 17"
    );
    assert!(serde_json::from_str::<Digest>(&format!("\"{}\"", "0".repeat(64))).is_ok());
    assert!(refusal::<Opening>("{}").contains("the first key of a document is `$format`"));
}

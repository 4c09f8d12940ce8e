//! What every public type keeps: it may be shared between threads, shows itself, compares, and reads what it writes.

use std::fmt::{Debug, Display};

use maths_hubs::{
    calendar::{Period, Span},
    document::{Format, Malformed, Source},
    geography::{Area, Authority, District, Extent, Place, Places, Point, Region},
    network::{
        Adviser, Around, Board, Bridge, Contact, Coverage, Designation, Forum, Fraction, Handover, Hub, HubView,
        HubYear, InterimCover, Lead, LeadStatus, Leadership, Meeting, Member, Milestones, Network, NetworkFormat,
        NetworkPolicy, NoSuchHub, Parent, Partial, Partner, PartnerView, Partners, Partnership, Post, Project,
        PublishedCount, Served, Supporter, Survey, Tenure, View, WorkGroup,
    },
    organisation::{
        Inspection, LegalBody, Location, Organisation, Outcome, People, Phases, Practitioner, Register, School,
        Succession,
    },
    programme::{Programme, Regrades},
    rules::{
        At, CannotRegrade, Count, DifferentDays, Draft, Explanation, Finding, Levels, Path, Reason, Rejected, Report,
        Rule, Sink, Tally, Valid, Value,
    },
    strategies::{Case, Shape, Sound},
    vocabulary::Vocabulary,
};
use serde::{Serialize, de::DeserializeOwned};

const fn shared<T: Send + Sync + Debug>() {}
const fn plain<T: Send + Sync + Debug + Clone + PartialEq>() {}
const fn error<T: Send + Sync + Debug + Display + std::error::Error + 'static>() {}

#[test]
fn everything_public_may_be_shared_and_shows_itself() {
    shared::<Format<NetworkFormat>>();
    shared::<Around<'_>>();
    shared::<At<'_>>();
    shared::<Draft<'_>>();
    shared::<HubView<'_>>();
    shared::<LeadStatus<'_>>();
    shared::<Levels>();
    shared::<PartnerView<'_>>();
    shared::<Partners<'_>>();
    shared::<Rule>();
    shared::<Sink>();
    shared::<Case>();
    shared::<Valid<Network>>();
    shared::<View<'_>>();
    shared::<&'static Authority>();
    shared::<&'static District>();
}

#[test]
fn plain_data_compares_and_is_copied() {
    macro_rules! all {
        ($($type:ty),* $(,)?) => { $(plain::<$type>();)* };
    }
    all!(
        Adviser,
        Area,
        Board,
        Bridge,
        Contact,
        Count,
        Coverage,
        Designation,
        Explanation,
        Extent,
        Finding,
        Forum,
        Fraction,
        Handover,
        Hub,
        HubYear,
        Inspection,
        InterimCover,
        Lead,
        Leadership,
        LegalBody,
        Location,
        Meeting,
        Member,
        Milestones,
        Network,
        NetworkPolicy,
        Organisation,
        Outcome,
        Parent,
        Partial,
        Partner,
        Partnership,
        Path,
        People,
        Phases,
        Place,
        Places,
        Point,
        Post,
        Practitioner,
        Programme,
        Project,
        PublishedCount,
        Reason,
        Region,
        Register,
        Regrades,
        Report,
        School,
        Served,
        Shape,
        Sound,
        Source,
        Succession,
        Supporter,
        Survey,
        Tally,
        Tenure,
        Value,
        Vocabulary,
        WorkGroup,
    );
}

#[test]
fn errors_are_errors() {
    error::<Malformed>();
    error::<NoSuchHub>();
    error::<CannotRegrade>();
    error::<DifferentDays>();
    error::<Rejected<Network>>();
}

fn read_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"));
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

#[test]
fn what_no_other_test_writes_is_read_back_too() {
    read_back::<Fraction>(r#""3/5""#);
    read_back::<Source>(r#"{"page":"a page"}"#);
    read_back::<Source>(r#"{"statute":"Academies Act 2010, section 3"}"#);
    read_back::<Source>(r#""convention""#);
    read_back::<Tally>(r#"{"hub/area-empty":{"held":1,"broken":0,"not_applicable":2,"undetermined":3}}"#);
    read_back::<Explanation>(
        r#"{"rule":"a/b","about":"coverage[\"330\"]","figures":{"hubs":{"number":2}},"reason":"on purpose","by":"us","until":"2027"}"#,
    );
    read_back::<Outcome>(r#"{"not-graded":"may-have-improved"}"#);
    read_back::<Outcome>(r#"{"report-card":{"inclusion":"expected-standard"}}"#);
    read_back::<Parent>(r#""unknown""#);
    read_back::<Parent>(r#"{"hub":"solent"}"#);
}

#[test]
fn facts_written_in_another_order_are_the_same_facts() {
    // Two places and two hubs, listed the wrong way round: what reads them by search must find them.
    let facts = r#"{"units":[
        {"unit":"E08000011","hub":"b","family":"b","certain":true},
        {"unit":"E06000001","hub":"a","family":"a","certain":true}],"open":[],"covered":[],"covered_beyond":[],"parents":[],"unlisted_hubs":false}"#;
    let coverage: Coverage = serde_json::from_str(facts).unwrap();
    assert_eq!(coverage.hubs_of("E06000001".parse().unwrap()).map(|hub| hub.to_string()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(coverage.hubs_of("E08000011".parse().unwrap()).map(|hub| hub.to_string()).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn periods_and_spans_read_what_they_display() {
    for text in ["2021-09-01 to 2022-08-31", "from 2021-09-01"] {
        assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
    }
    for text in ["2014-09 to 2021-08", "from unknown, seen 2026-10-01", "2014 to unknown", "from 2015-11"] {
        assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
    }
    assert_eq!(
        "2021 to 2022".parse::<Period>().unwrap_err().to_string(),
        "`2021 to 2022` is not a period: `YYYY-MM-DD to YYYY-MM-DD`, or `from YYYY-MM-DD`"
    );
    assert_eq!(
        "since 2021".parse::<Span>().unwrap_err().to_string(),
        "`since 2021` is not a span: `DATE to DATE` or `from DATE`, and `, seen DATE` behind it"
    );
    for text in ["2022-08-31 to 2021-09-01", "from 2021-02-30", "", "from "] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
    for text in ["2022 to 2021", "from 2021, seen 2020", "from 2021, seen", "2021"] {
        assert!(text.parse::<Span>().is_err(), "{text}");
    }
}

#[test]
fn a_period_keeps_to_years_that_documents_hold() {
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    assert!(Period::new(day(1000), Some(day(9999))).is_ok());
    assert!(Period::new(day(999), None).is_err());
    assert!(Period::new(day(2020), Some(day(10_000))).is_err());
}

//! What every public type keeps: it may be shared between threads, shows itself, compares, and reads what it writes.

use std::fmt::{Debug, Display};

use maths_hubs::{
    calendar::{Moment, Period, Span},
    document::{Format, Malformed, Source},
    funding::{
        allocation, amounts, apportionment, award, ledger, phasing, policy as funding_policy, portfolio, purpose,
        split, sponsor, statement,
    },
    geography::{Area, Authority, District, Extent, Place, Places, Point, Region},
    journal::{Before, Check, Digest, Entry, Figures, Journal, Refusal, Text, Transition, Verdict},
    network::{
        self, Addressee, Adviser, Around, Board, Bridge, Change, Changes, Contact, Coverage, Designation, Edge,
        Enquirer, Enquiries, EnquiriesFormat, Enquiry, EnquiryStatus, Forum, Fraction, Handover, Hub, HubCount,
        HubView, HubYear, InterimCover, Lead, LeadStatus, Leadership, Meeting, Member, Milestones, Network,
        NetworkFormat, NetworkPolicy, NoSuchHub, Parent, Partial, Partner, PartnerView, Partners, Partnership, Post,
        Project, PublishedCount, Referral, Served, Supporter, Survey, Tenure, View, WorkGroup,
    },
    organisation::{
        Inspection, LegalBody, Location, Organisation, Outcome, People, Phases, Practitioner, Register, School,
        Succession,
    },
    programme::{Affairs, Appointment, Founded, NotFounded, Programme, Record, RecordFormat, Regrades},
    ratio::{Inexact, Ratio, Rounding},
    rules::{
        At, CannotRegrade, Count, DifferentDays, Draft, Explanation, Finding, Levels, Path, Reason, Rejected, Report,
        Rule, Sink, Tally, Valid, Value,
    },
    selection::{
        agreement, assignment, criteria, eligibility, indicative, interest, outcome, places, policy, ranking,
        round::{self, Event, Proceedings, Redaction, Round, event},
        scale, sensitivity, totals,
    },
    strategies::{
        BrokenRecord, Case, Shape, Sound,
        affairs::{AffairsShape, BrokenAffairs, FurtherAward, FurtherRound, SoundAffairs},
        allocations::SoundTable,
        ledgers::{BrokenLedger, LedgerShape, SoundLedger, SoundPortfolio},
        rounds::{RoundShape, SoundRound},
    },
    vocabulary::Vocabulary,
};
use serde::{Serialize, de::DeserializeOwned};

const fn shared<T: Send + Sync + Debug>() {}
const fn plain<T: Send + Sync + Debug + Clone + PartialEq>() {}
const fn error<T: Send + Sync + Debug + Display + std::error::Error + 'static>() {}

#[test]
fn everything_public_may_be_shared_and_shows_itself() {
    shared::<Format<NetworkFormat>>();
    shared::<Format<EnquiriesFormat>>();
    shared::<Format<RecordFormat>>();
    shared::<Affairs<'_>>();
    shared::<BrokenAffairs>();
    shared::<BrokenRecord>();
    shared::<Case<SoundAffairs>>();
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
    shared::<Before<'_, Proceedings>>();
    shared::<Case<SoundRound>>();
    shared::<Case<SoundLedger>>();
    shared::<Case<SoundTable>>();
    shared::<Before<'_, ledger::Account>>();
    shared::<Check<ledger::Account>>();
    shared::<Check<Proceedings>>();
    shared::<Format<ledger::LedgerFormat>>();
    shared::<Format<statement::StatementFormat>>();
    shared::<Format<allocation::TableFormat>>();
    shared::<Journal<ledger::Account>>();
    shared::<SoundTable>();
    shared::<SoundPortfolio>();
    shared::<BrokenLedger>();
    shared::<Journal<Proceedings>>();
    shared::<Redaction<'_>>();
    shared::<criteria::Builder>();
    shared::<outcome::Decision<'_>>();
    shared::<outcome::Results>();
    shared::<outcome::Selection<'_>>();
    shared::<places::Contest<'_, u8, u8>>();
    shared::<Refusal>();
    shared::<&'static Authority>();
    shared::<&'static District>();
}

#[test]
fn plain_data_compares_and_is_copied() {
    macro_rules! all {
        ($($type:ty),* $(,)?) => { $(plain::<$type>();)* };
    }
    all!(
        Addressee,
        Adviser,
        AffairsShape,
        Appointment,
        Area,
        Board,
        Bridge,
        Change,
        Changes,
        Contact,
        Count,
        Coverage,
        Designation,
        Edge,
        Enquirer,
        Enquiries,
        Enquiry,
        EnquiryStatus,
        Explanation,
        Extent,
        Finding,
        Forum,
        Founded,
        Fraction,
        FurtherAward,
        FurtherRound,
        Handover,
        Hub,
        HubCount,
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
        network::Fact,
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
        Record,
        Referral,
        Region,
        Register,
        Regrades,
        Report,
        School,
        Served,
        Shape,
        Sound,
        SoundAffairs,
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
fn plain_data_of_journals_and_rounds_compares_and_is_copied() {
    macro_rules! all {
        ($($type:ty),* $(,)?) => { $(plain::<$type>();)* };
    }
    all!(
        Digest,
        Entry<Event>,
        Event,
        Figures,
        Moment,
        Proceedings,
        Ratio,
        Round,
        RoundShape,
        Rounding,
        SoundRound,
        Text,
        Transition,
        Verdict,
    );
    all!(
        agreement::Alpha,
        agreement::Deviation,
        agreement::Metric,
        agreement::Range,
        agreement::Undefined,
        assignment::Idle<u8, u8>,
        assignment::Load,
        assignment::Readings<u8, u8>,
        assignment::Starved<u8, u8>,
        criteria::Bonus,
        criteria::Criteria,
        criteria::Criterion,
        criteria::CriterionId,
        criteria::Draft,
        criteria::Group,
        criteria::Leaf,
        criteria::Minimum,
        eligibility::Condition,
        eligibility::Contradiction,
        eligibility::Eligibility,
        eligibility::Eligible,
        eligibility::Fact,
        eligibility::FactValue,
        eligibility::Facts,
        eligibility::Form,
        eligibility::Found,
        eligibility::Gate,
        eligibility::GateOutcome,
        eligibility::Gates,
        eligibility::Idle,
        eligibility::InYears,
        eligibility::Part,
        eligibility::PartOf,
        eligibility::Ruling,
        eligibility::Standing,
        eligibility::Test,
        indicative::Average,
        indicative::Indicative,
        interest::Bar,
        interest::Bars,
        interest::Basis,
        interest::Declaration,
        interest::Disclosure,
        interest::Interest,
        interest::InterestPolicy,
        interest::Link,
        interest::Parties,
        interest::Role,
        interest::Step,
        interest::Strength,
        interest::Tie,
        interest::Waiver,
        interest::WaiverFault,
        interest::Web,
        outcome::Because,
        outcome::CandidateOutcome,
        outcome::Explained,
        outcome::ExplainedLine,
        outcome::ExplainedMark,
        outcome::Moderated,
        outcome::PlaceOutcome,
        outcome::Scored,
        places::Bound<u8, u8>,
        places::Candidate<u8, u8>,
        places::CandidateOutcome<u8>,
        places::Choice<u8, u8>,
        places::Counted<u8, u8>,
        places::Held<u8, u8>,
        places::Limit<u8, u8>,
        places::Overtaken<u8, u8>,
        places::Place<u8>,
        places::PlaceOutcome<u8, u8>,
        places::Tie<u8, u8>,
        places::UnmetFloor<u8, u8>,
        places::Unfilled<u8, u8>,
        policy::Late,
        policy::Marking,
        policy::Quota,
        policy::QuotaBy,
        policy::Route,
        policy::RoutePolicy,
        policy::SelectionPolicy,
        policy::StageMarks,
        policy::StagePolicy,
        policy::Standstill,
        ranking::Contender<u8>,
        ranking::Standing<u8>,
        round::Application,
        round::Opening,
        round::Phase,
        round::Place,
        round::Window,
        scale::Mark,
        scale::Point,
        scale::RawMark,
        scale::Scale,
        sensitivity::AssessorMark<u8>,
        sensitivity::Change,
        sensitivity::Effect,
        sensitivity::Flip,
        sensitivity::Leaving,
        sensitivity::WithoutEach<u8>,
        totals::Cell,
        totals::Lacks,
        totals::Line<'_>,
        totals::Shortfall,
        totals::Total,
    );
    all!(
        event::Agreed,
        event::Amended,
        event::Answered,
        event::Appointments,
        event::Asked,
        event::Assigned,
        event::CalledUp,
        event::ClosingPublished,
        event::Declared,
        event::Drawn,
        event::Enrolled,
        event::Examined,
        event::Extended,
        event::FactsFound,
        event::Given,
        event::LateRuled,
        event::Marked,
        event::Moderated,
        event::Notified,
        event::Of,
        event::Practised,
        event::Redacted,
        event::Registered,
        event::ReviewAsked,
        event::ReviewEnded,
        event::Role,
        event::Ruled,
        event::StageClosed,
        event::StageOpened,
        event::StageReopened,
        event::Started,
        event::Submitted,
        event::Unmoderated,
        event::Waived,
    );
}

#[test]
fn plain_data_of_money_compares_and_is_copied() {
    macro_rules! all {
        ($($type:ty),* $(,)?) => { $(plain::<$type>();)* };
    }
    all!(
        LedgerShape,
        SoundLedger,
        allocation::Allocation,
        allocation::AllocationPolicy,
        allocation::AllocationTable,
        allocation::Allotted,
        allocation::Before,
        allocation::Bound,
        allocation::Change,
        allocation::Claim,
        allocation::Comparison,
        allocation::Cut,
        allocation::Division,
        allocation::Formula,
        allocation::Fund,
        allocation::HoldHarmless,
        allocation::LastYear,
        allocation::Limit,
        allocation::Measure,
        allocation::Mix,
        allocation::OddPenny,
        allocation::OpenTie,
        purpose::Side,
        allocation::PartExplained,
        allocation::Plan,
        allocation::Portion,
        allocation::Pot,
        allocation::Reason,
        allocation::Reduction,
        allocation::ShareExplained,
        allocation::Threshold,
        allocation::filling::Claimant,
        allocation::filling::Filled,
        allocation::filling::Filling<u8>,
        allocation::filling::OpenPence<u8>,
        allocation::filling::Edge,
        amounts::ByLine,
        amounts::BySponsor,
        apportionment::Admitted<u8>,
        apportionment::Apportioned<u8>,
        apportionment::Method,
        apportionment::Threshold,
        apportionment::Tie<u8>,
        award::Authority,
        award::Award,
        award::Behaviour,
        award::Line,
        award::Payable,
        award::Payment,
        funding_policy::CertificatePolicy,
        funding_policy::FundingPolicy,
        funding_policy::OnwardPolicy,
        funding_policy::Unspent,
        funding_policy::VatRefund,
        ledger::Account,
        ledger::Event,
        ledger::Ledger,
        ledger::Offer,
        ledger::Phase,
        ledger::Standing,
        phasing::Profile,
        portfolio::Portfolio,
        purpose::Purpose,
        split::Part<u8>,
        split::Split<u8>,
        sponsor::Projects,
        sponsor::Sponsor,
        statement::Basis,
        statement::Difference,
        statement::Figures,
        statement::Posted,
        statement::Posting,
        statement::Row,
        statement::Statement,
        statement::Table<u8>,
        statement::Terms,
        statement::Whereabouts,
    );
    all!(
        Entry<ledger::Event>,
        ledger::event::Against,
        ledger::event::Approved,
        ledger::event::BroughtForward,
        ledger::event::Carried,
        ledger::event::Certified,
        ledger::event::Claimed,
        ledger::event::ConditionMet,
        ledger::event::Cost,
        ledger::event::Disallowed,
        ledger::event::Evidence,
        ledger::event::Instalment,
        ledger::event::Moved,
        ledger::event::Novated,
        ledger::event::OfClaim,
        ledger::event::Paid,
        ledger::event::PassedOn,
        ledger::event::Recovered,
        ledger::event::Redacted,
        ledger::event::Reduced,
        ledger::event::Reversed,
        ledger::event::Scheduled,
        ledger::event::Terminated,
        ledger::event::Varied,
        ledger::event::WrittenOff,
    );
}

#[test]
fn errors_are_errors() {
    error::<allocation::AllocationError>();
    error::<allocation::DrawError>();
    error::<allocation::MixError>();
    error::<allocation::NotInPlan>();
    error::<allocation::PotError>();
    error::<allocation::ReductionError>();
    error::<allocation::filling::FillError<u8>>();
    error::<apportionment::Unapportionable>();
    error::<apportionment::Undrawn<u8>>();
    error::<award::Unshared>();
    error::<phasing::Unphasable>();
    error::<split::Unsplittable>();
    error::<statement::TooLarge>();
    error::<statement::Unmerged>();
    error::<statement::Unstated>();
    error::<Malformed>();
    error::<NoSuchHub>();
    error::<NotFounded>();
    error::<CannotRegrade>();
    error::<DifferentDays>();
    error::<Rejected<Network>>();
    error::<Inexact>();
    error::<Refusal>();
    error::<assignment::NoAssignment<u8, u8>>();
    error::<criteria::Unmarkable>();
    error::<criteria::Unsound>();
    error::<outcome::NoResult>();
    error::<places::Unchoosable>();
    error::<scale::OffScale>();
    error::<sensitivity::Unanswerable>();
    error::<totals::Misfit>();
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

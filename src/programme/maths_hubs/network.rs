//! What the home edition asks of its network.

use super::{ABOUT, TERMS_OF_REFERENCE, named};
use crate::{
    calendar::{PartialDate, TermCalendar},
    document::Source,
    network::{BoardTemplate, CycleStep, Fraction, NetworkPolicy, SeatGroup, Vocabularies},
    organisation::Phases,
    vocabulary::{Vocabulary, Word},
};

const NOTICE_2022: Source =
    Source::page("DfE notice of Maths Hub lead competitions, November 2022, bidstats.uk/tenders/2022/W45/786432386");
const TWO_YEARS_2018: Source =
    Source::page("New maths hubs to open in Cheshire and Lancashire, schoolsweek.co.uk, June 2018");
const TWO_LEADS_2026: Source =
    Source::page("NCETM hub pages, 1 October 2026: Cambridge and London South West are led by two schools each");
const SUSSEX_BOARD: Source = Source::page("Strategic board, sussexmathshub.co.uk/about-us/strategic-board");
const SEATS: Source = Source::page(
    "Strategic board terms of reference 2017-18; that teaching schools' designation ended in August 2021 is general knowledge",
);

pub(super) fn policy() -> NetworkPolicy {
    NetworkPolicy {
        territorial: true,
        phases: Phases::ALL,
        most_hubs_of_one_body: Some(2),
        most_joint_leads: 2,
        leads_within_area_from: Some(literal!(PartialDate::month(2022, 11))),
        nominations_from: Some(literal!(PartialDate::month(2022, 11))),
        vacancy_days: Some(30),
        forming_days: Some(730),
        settling_days: 365,
        interim_cover_days: Some(365),
        handover_days: Some(92),
        evaluation_days: Some(365),
        forum_each_term: true,
        forum_absences_in_a_row: Some(2),
        enquiry_days: Some(30),
        partners: true,
        fewest_schools_in_a_work_group: Some(2),
        required_posts: words!["hub-lead"],
        name_endings: ["hub", "maths hub"].map(str::to_owned).into(),
        terms: TermCalendar::USUAL,
        words: vocabularies(),
        board: Some(board()),
        sources: named([
            ("territorial", ABOUT),
            ("phases", ABOUT),
            ("most_hubs_of_one_body", Source::Illustrative),
            ("most_joint_leads", TWO_LEADS_2026),
            ("leads_within_area_from", NOTICE_2022),
            ("nominations_from", NOTICE_2022),
            ("vacancy_days", Source::Illustrative),
            ("forming_days", TWO_YEARS_2018),
            ("settling_days", Source::Illustrative),
            ("interim_cover_days", Source::Illustrative),
            ("handover_days", Source::Illustrative),
            ("evaluation_days", Source::Illustrative),
            ("forum_each_term", ABOUT),
            ("forum_absences_in_a_row", Source::Convention),
            ("enquiry_days", Source::Illustrative),
            ("partners", ABOUT),
            ("fewest_schools_in_a_work_group", Source::Convention),
            ("required_posts", Source::Convention),
            ("name_endings", Source::Convention),
            ("terms", Source::Convention),
            ("words.leads", NOTICE_2022),
            ("words.expertise", ABOUT),
            ("words.accredited", ABOUT),
            ("words.posts", TERMS_OF_REFERENCE),
            ("words.seats", TERMS_OF_REFERENCE),
            ("words.projects", ABOUT),
            ("words.advisers", Source::Convention),
            ("words.enquiries", Source::Convention),
            ("board.independent", Source::Illustrative),
            ("board.chair_independent", TERMS_OF_REFERENCE),
            ("board.leader_seat", TERMS_OF_REFERENCE),
            ("board.fewest_leaders", TERMS_OF_REFERENCE),
            ("board.phases", TERMS_OF_REFERENCE),
            ("board.specialist_seats", TERMS_OF_REFERENCE),
            ("board.most_specialists", TERMS_OF_REFERENCE),
            ("board.required_seats", SEATS),
            ("board.empty_seat_days", Source::Illustrative),
            ("board.seated_posts", TERMS_OF_REFERENCE),
            ("board.fewest_meetings", TERMS_OF_REFERENCE),
            ("board.cycle", SUSSEX_BOARD),
        ]),
    }
}

fn vocabularies() -> Vocabularies {
    Vocabularies {
        leads: vocabulary! {
            "school" => "a school with the credibility, capacity and commitment to lead",
            "college" => "a college with the credibility, capacity and commitment to lead",
            "trust" => "an academy trust, which nominates one of its schools",
        },
        expertise: vocabulary! {
            "teaching-school" => "a teaching school or teaching school alliance",
            "sle" => "a specialist leader of education",
            "cpd-standard-holder" => "a holder of the NCETM CPD Standard",
            "accredited-pd-lead" => "an accredited professional development lead",
            "university" => "a university",
            "subject-association" => "an association of mathematics teachers",
            "employer" => "an employer",
            "research-school" => "a research school",
            "school" => "a school that shares what it does well",
            "other" => "expertise of another kind",
        },
        accredited: words!["sle", "accredited-pd-lead"],
        posts: vocabulary! {
            "hub-lead" => "leads the hub's work",
            "assistant-lead" => "assists the Hub Lead",
            "senior-leadership-link" => "a senior leader of the lead school who answers for the hub",
            "administrator" => "administers the hub",
        },
        seats: vocabulary! {
            "school-leader" => "a leader of a school or college",
            "university" => "a specialist body: a university",
            "subject-association" => "a specialist body: a subject association",
            "local-authority" => "a specialist body: a local authority",
            "employer" => "the voice of employers",
            "higher-education" => "the voice of higher education",
            "ncetm" => "the NCETM's representative",
            "teaching-school" => "the voice of teaching schools",
            "hub" => "a Hub Lead or the Senior Leadership Link",
        },
        projects: project_kinds(),
        advisers: vocabulary! {
            "inspectorate" => "Ofsted",
            "school-council" => "the Teaching School Council",
            "advisory-committee" => "a committee such as JMC or ACME",
        },
        enquiries: vocabulary! {
            "asks-for-support" => "a school asks a hub for support",
            "offers-idea" => "somebody offers an idea for the hub's work",
            "offers-expertise" => "somebody offers expertise, such as to lead a work group",
        },
    }
}

/// The kinds of projects, which are those that money goes to.
pub(super) fn project_kinds() -> Vocabulary {
    vocabulary! {
        "national-collaborative-project" => "a project of the whole network",
        "local-project" => "a project that a hub designs for its area",
        "trial" => "a project that is evaluated as a trial",
    }
}

fn board() -> BoardTemplate {
    let group = |any_of, recommended, until| SeatGroup { any_of, recommended, until };
    let step =
        |what: &str, looks_back, before_the_plan| CycleStep { what: what.to_owned(), looks_back, before_the_plan };
    BoardTemplate {
        independent: literal!(Fraction::new(3, 5)),
        chair_independent: true,
        leader_seat: word!("school-leader"),
        fewest_leaders: 5,
        phases: Phases::ALL,
        specialist_seats: words!["university", "subject-association", "local-authority"],
        most_specialists: 2,
        required_seats: [
            (word!("employer-or-he"), group(words!["employer", "higher-education"], false, None)),
            (word!("ncetm"), group(words!["ncetm"], false, None)),
            (
                word!("teaching-school"),
                group(words!["teaching-school"], true, Some(literal!(PartialDate::month(2021, 8)))),
            ),
        ]
        .into(),
        empty_seat_days: 120,
        seated_posts: words!["senior-leadership-link", "hub-lead"],
        fewest_meetings: 3,
        cycle: [
            (word!("evaluation"), step("evaluates the year that is over", true, false)),
            (word!("priorities-and-succession"), step("agrees priorities, and who follows whom", false, false)),
            (word!("draft-plan"), step("reviews the draft plan before it is submitted", false, true)),
        ]
        .into(),
    }
}

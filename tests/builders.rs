//! What the builders build is what the documents say.

use maths_hubs::{
    calendar::{PartialDate, Period, Span, Spans},
    document::Source,
    geography::Area,
    identifiers::{PersonId, Urn},
    network::{
        Adviser, Board, Bridge, Counted, CycleStep, Designation, Forum, ForumReport, Handover, Hub, InterimCover,
        Meeting, Member, Overseer, Partnership, Post, Project, ProjectResult, PublishedCount, RequiredOf, SeatGroup,
        Status, Supporter, Tenure, Trial, WorkGroup,
    },
    organisation::{Continuity, Grade, Inspection, Outcome, PersonalDetails, Phases, Practitioner, Succession},
    uuid::Uuid,
};
use serde::Serialize;
use serde_json::{Value, json};

fn person(number: u128) -> PersonId {
    Uuid::from_u128(number).into()
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn since() -> PartialDate {
    id("2020-09")
}

fn says(value: &impl Serialize, document: Value) {
    assert_eq!(serde_json::to_value(value).unwrap(), document);
}

const ONE: &str = "00000000-0000-0000-0000-000000000001";

#[test]
fn a_hub_with_a_vacancy_posts_and_a_board() {
    let board = Board::formed(since())
        .with_member(
            person(1),
            Member::seated(id("ncetm"), Span::since(since())).coming_from(Urn::new(140_325).unwrap()),
        )
        .chaired_by(person(1), Span::since(since()))
        .met_on(id("2021-01-20"), Meeting::of([person(1)]).reviewing(id("draft-plan")));
    let hub = Hub::new("North", Area::Unknown)
        .vacant_from(since())
        .with_post(id("lead"), Post::held(id("hub-lead"), person(1), since()))
        .with_post(id("assistant"), Post::vacant(id("assistant-lead"), since()).lasting(Span::UNKNOWN))
        .with_board(board);
    let runs_on = json!({"from": "2020-09"});
    says(
        &hub,
        json!({
            "name": "North",
            "area": {"span": {"from": "unknown"}, "area": "unknown"},
            "leadership": {"vacancies": [runs_on]},
            "posts": {
                "assistant": {"kind": "assistant-lead", "span": {"from": "unknown", "until": "unknown"}},
                "lead": {"kind": "hub-lead", "holder": ONE, "span": runs_on},
            },
            "board": {
                "formed": "2020-09",
                "members": {ONE: {"seats": ["ncetm"], "span": runs_on, "from": "GB-EDU-140325"}},
                "chairs": {ONE: runs_on},
                "meetings": {"2021-01-20": {"present": [ONE], "reviewed": ["draft-plan"]}},
            },
        }),
    );
}

#[test]
fn one_who_left_and_came_back_is_recorded_for_both_times() {
    let span = |text: &str| text.parse::<Span>().unwrap();
    let board = Board::formed(since())
        .chaired_by(person(1), span("2021 to 2022"))
        .chaired_by(person(1), span("from 2025"))
        .chaired_by(person(2), span("from 2023"))
        // Until when that was is known by now.
        .chaired_by(person(2), span("2023 to 2024"));
    says(
        &board.chairs,
        json!({
            ONE: [{"from": "2021", "until": "2022"}, {"from": "2025"}],
            "00000000-0000-0000-0000-000000000002": {"from": "2023", "until": "2024"},
        }),
    );
    let both = Spans::from(span("2014 to 2016")).and(span("from 2020")).unwrap();
    let employer = id::<maths_hubs::identifiers::OrganisationId>("GB-EDU-140325");
    let practitioner = Practitioner::employed_by(employer, both);
    assert_eq!(practitioner.employers_on(id("2018-01-01")).count(), 0);
    assert_eq!(practitioner.employers_on(id("2021-01-01")).collect::<Vec<_>>(), [employer]);
}

#[test]
fn a_trust_nominates_whether_it_led_before_or_not() {
    let (trust, school) = (id::<maths_hubs::identifiers::OrganisationId>("X-GROUP-1"), Urn::new(140_325).unwrap());
    let nominates = json!({"X-GROUP-1": {"nominates": "GB-EDU-140325"}});
    let tenure = Tenure::of(trust, Span::since(since())).nominating(trust, school);
    assert_eq!(serde_json::to_value(&tenure).unwrap()["leads"], nominates);
    let jointly = Tenure::of(Urn::new(100_000).unwrap(), Span::since(since())).nominating(trust, school);
    assert_eq!(jointly.leads.len(), 2);
}

#[test]
fn the_rest_of_a_network() {
    let (span, runs_on) = (Span::since(since()), json!({"from": "2020-09"}));
    let group = WorkGroup::new(id("mastery"), id("2020/21")).led_by(person(1)).with_school(Urn::new(140_325).unwrap());
    says(&group, json!({"project": "mastery", "year": "2020/21", "lead": ONE, "schools": ["GB-EDU-140325"]}));
    let step = Designation::new(Status::Suspended, since());
    says(&step, json!({"status": "suspended", "from": "2020-09"}));
    let step = step.decided_by(id::<maths_hubs::identifiers::OrganisationId>("X-BODY-ncetm"), "inspected");
    says(&step, json!({"status": "suspended", "from": "2020-09", "by": "X-BODY-ncetm", "why": "inspected"}));
    let project = Project::new("Mastery", id("trial"), span);
    says(&project, json!({"name": "Mastery", "kind": "trial", "span": runs_on, "required_of": "nobody"}));
    says(
        &project.required_of(RequiredOf::Everybody),
        json!({"name": "Mastery", "kind": "trial", "span": runs_on, "required_of": "everybody"}),
    );
    let day = |text: &str| text.parse().unwrap();
    let wave = |from, until| Period::new(day(from), Some(day(until))).unwrap();
    let trial = Trial::new(id("efficacy"), id("X-BODY-university"));
    says(&trial, json!({"kind": "efficacy", "evaluator": "X-BODY-university"}));
    let trial = trial
        .in_schools([140_325, 100_000].map(|urn| Urn::new(urn).unwrap()))
        .delivered_in(wave("2021-09-01", "2022-07-20"))
        .delivered_in(wave("2020-09-01", "2021-07-20"));
    let written = json!({
        "kind": "efficacy",
        "evaluator": "X-BODY-university",
        "schools": ["100000", "140325"],
        "waves": [{"from": "2020-09-01", "until": "2021-07-20"}, {"from": "2021-09-01", "until": "2022-07-20"}],
    });
    says(&trial, written.clone());
    says(
        &Project::new("Mastery", id("trial"), span).tried_by(trial),
        json!({"name": "Mastery", "kind": "trial", "span": runs_on, "required_of": "nobody", "trial": written}),
    );
    says(&Forum::new(since()), json!({"on": "2020-09"}));
    says(&Forum::new(since()).attended_by([id("north")]), json!({"on": "2020-09", "present": ["north"]}));
    says(
        &Forum::new(since())
            .with_apologies([id("north")])
            .with_apologies([id("south")])
            .reporting(id("mastery"), ForumReport::of([id("north")]).saying("goes on"))
            .reporting(id("trial"), ForumReport::default()),
        json!({
            "on": "2020-09",
            "apologies": ["north", "south"],
            "reports": {"mastery": {"hubs": ["north"], "summary": "goes on"}, "trial": {}},
        }),
    );
    let result = ProjectResult::new().returned_by(id("north"), since()).saying("kept by the hub");
    let written = json!({"hubs": {"north": "2020-09"}, "summary": "kept by the hub"});
    says(&result, written.clone());
    says(
        &Project::new("Mastery", id("local-project"), span).with_result(id("2019/20"), result),
        json!({
            "name": "Mastery", "kind": "local-project", "span": runs_on, "required_of": "nobody",
            "results": {"2019/20": written},
        }),
    );
    says(
        &Partnership::strategic(id::<Urn>("140325"), since()).evaluating(id("mastery")),
        json!({
            "with": {"organisation": "GB-EDU-140325"}, "role": "strategic", "span": runs_on, "evaluates": ["mastery"],
        }),
    );
    says(&Adviser::new(id("inspectorate"), span), json!({"kind": "inspectorate", "span": runs_on}));
    says(&Supporter::new(span, "rooms"), json!({"span": runs_on, "support": "rooms"}));
    says(
        &InterimCover::new(Area::Unknown, Overseer::Hub(id("north")), span).while_forming(id("south")),
        json!({"area": "unknown", "by": {"hub": "north"}, "span": runs_on, "forming": "south"}),
    );
    says(
        &PublishedCount::new(since(), 32, Counted::Announced, Source::Convention),
        json!({"on": "2020-09", "hubs": 32, "counted": "announced", "source": "convention"}),
    );
    says(&Handover::new(id("next"), span), json!({"to": "next", "span": runs_on}));
    says(&Bridge::new(id("north"), span), json!({"span": runs_on, "by": "north"}));
    says(&SeatGroup::any_of([id("employer")].into()), json!({"any_of": ["employer"], "recommended": false}));
    says(&CycleStep::new("looks"), json!({"what": "looks", "looks_back": false, "before_the_plan": false}));
}

#[test]
fn organisations_and_people() {
    says(
        &Inspection::new(since(), Outcome::Graded(Grade::Good)),
        json!({"on": "2020-09", "outcome": {"graded": "good"}}),
    );
    says(
        &Succession::new(since(), id("2020-10"), Continuity::Merges),
        json!({"closed": "2020-09", "opened": "2020-10", "continuity": "merges"}),
    );
    says(&PersonalDetails::new("An invented name"), json!({"name": "An invented name"}));
    assert!(Hub::new("North", Area::Unknown).phases == Phases::ALL);
}

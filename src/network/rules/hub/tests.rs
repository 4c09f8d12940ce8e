//! Each rule at its edges: half-known dates, dates out of order, days to come.

use crate::{
    answer::Answer,
    geography::Area,
    identifiers::Slug,
    network::{
        Designation, Hub, Member, Milestones, Partnership, Post, Served, Status,
        rules::scene::{LEAD, Scene, body, date, day, la, scene, since, span},
    },
};

const TODAY: &str = "2026-11-24";

fn designated(steps: &[(Status, &str)]) -> Scene {
    let mut scene = scene(TODAY);
    let step = |(status, from): &(Status, &str)| Designation {
        status: *status,
        from: date(from),
        by: Some(body("X-BODY-coordinator")),
        why: "it was decided".to_owned(),
    };
    scene.hub().designations = steps.iter().map(step).collect();
    scene
}

#[test]
fn a_designation_that_may_have_begun_leaves_open_what_the_hub_is_where_it_matters() {
    use Status::{Ended, Forming, Operating, Suspended};
    for (steps, designation, status, operating) in [
        (&[][..], None, Some(Operating), Answer::Yes),
        (&[(Ended, "unknown")], None, None, Answer::Unknown),
        (&[(Operating, "2014-09"), (Ended, "2026-11")], None, None, Answer::Unknown),
        (&[(Operating, "2014-09"), (Ended, "2026-12")], Some(Operating), Some(Operating), Answer::Yes),
        (&[(Operating, "2014-09"), (Ended, "2026-10")], Some(Ended), Some(Ended), Answer::No),
        // By date, whatever stands last in the file.
        (&[(Ended, "2020-09-01"), (Operating, "2014-09-01")], Some(Ended), Some(Ended), Answer::No),
        // In turn where dates do not decide.
        (&[(Forming, "2014-09-01"), (Operating, "2014-09-01")], Some(Operating), Some(Operating), Answer::Yes),
        (&[(Forming, "2014"), (Operating, "2014")], Some(Operating), Some(Operating), Answer::Yes),
        // Neither makes a difference to whether it is at work.
        (&[(Suspended, "2020"), (Ended, "2026")], None, None, Answer::No),
        // It was at work by its milestones before it was by designation.
        (&[(Operating, "unknown")], None, Some(Operating), Answer::Yes),
        (&[(Operating, "2015"), (Operating, "2026-11")], Some(Operating), Some(Operating), Answer::Yes),
        // Each follows another: the list contradicts the dates.
        (&[(Operating, "2015-06-01"), (Ended, "2015"), (Suspended, "2015-03-01")], None, None, Answer::Unknown),
    ] {
        let mut scene = designated(steps);
        let hub: &Hub = scene.hub();
        let found = (hub.designation_on(day(TODAY)), hub.status_on(day(TODAY)), hub.is_operating(day(TODAY)));
        assert_eq!(found, (designation, status, operating), "{steps:?}");
    }
}

#[test]
fn an_end_known_to_the_month_leaves_that_month_open() {
    let mut scene = scene(TODAY);
    scene.hub().milestones.ended = Some(date("2026-11"));
    assert_eq!(scene.hub().status_on(day(TODAY)), None);
    assert_eq!(scene.hub().status_on(day("2026-10-31")), Some(Status::Operating));
    assert_eq!(scene.hub().status_on(day("2026-12-01")), Some(Status::Ended));
}

#[test]
fn a_designation_that_may_have_begun_may_disagree() {
    let code = "hub/designation-disagrees";
    assert_eq!(designated(&[(Status::Ended, "unknown")]).keeps(code), Some(Answer::Unknown));
    assert_eq!(designated(&[(Status::Ended, "2020")]).keeps(code), Some(Answer::No));
    assert_eq!(designated(&[(Status::Ended, "2027")]).keeps(code), None);
    assert_eq!(designated(&[(Status::Operating, "2014"), (Status::Ended, "2027")]).keeps(code), Some(Answer::Yes));
    assert_eq!(designated(&[]).keeps(code), None);
}

#[test]
fn designations_stand_in_the_order_of_their_dates() {
    let code = "hub/designations-out-of-order";
    assert_eq!(
        designated(&[(Status::Ended, "2020-09-01"), (Status::Forming, "2014"), (Status::Operating, "2014-09")])
            .says(code),
        [".designations: ended from 2020-09-01 stands before forming from 2014"]
    );
    for (steps, kept) in [
        (&[(Status::Operating, "2014-09-01"), (Status::Ended, "unknown")], None),
        (&[(Status::Operating, "2014-09-01"), (Status::Ended, "2014")], Some(Answer::Yes)),
    ] {
        assert_eq!(designated(steps).keeps(code), kept, "{steps:?}");
    }
}

#[test]
fn a_hub_is_seen_at_work_while_it_is() {
    let seen = |seen: &str| {
        let mut scene = scene(TODAY);
        scene.hub().milestones.ended = Some(date("2020-08-31"));
        scene.hub().milestones.seen_operating = Some(date(seen));
        scene.says("hub/dates-out-of-order")
    };
    assert_eq!(seen("2010-01-01"), [".milestones: operating (2014-09-01) lies after seen_operating (2010-01-01)"]);
    assert_eq!(seen("2026-10-01"), [".milestones: seen_operating (2026-10-01) lies after ended (2020-08-31)"]);
    assert!(seen("2014").is_empty() && seen("2020-08").is_empty());
}

#[test]
fn a_hub_that_was_chosen_and_of_which_nothing_since_is_known_may_have_been_forming_too_long() {
    let code = "hub/forming-too-long";
    let chosen = |milestones: Milestones| {
        let mut scene = scene(TODAY);
        scene.hub().milestones = milestones;
        scene
    };
    let appointed = |text: &str| Milestones { appointed: Some(date(text)), ..Milestones::default() };
    assert_eq!(
        chosen(appointed("2023-01-01")).says(code),
        [
            ": cannot be decided whether a hub is set up within the time that policy gives it: nobody wrote down whether its work has begun"
        ]
    );
    for (milestones, kept) in [
        (appointed("2026"), Some(Answer::Yes)),
        (appointed("2027"), None),
        (appointed("unknown"), None),
        (Milestones { announced: Some(date("2020")), ..appointed("unknown") }, Some(Answer::Unknown)),
        (Milestones { operating: Some(date("unknown")), ..appointed("2023") }, None),
        (Milestones { seen_operating: Some(date("2025")), ..appointed("2023") }, None),
        (Milestones { operating: Some(date("2027-01")), ..appointed("2023") }, Some(Answer::No)),
        (Milestones::default(), None),
    ] {
        assert_eq!(chosen(milestones).keeps(code), kept, "{milestones:?}");
    }
    let mut forming = designated(&[(Status::Forming, "2020-01")]);
    forming.hub().milestones = Milestones::default();
    assert_eq!(forming.says(code), [": forming since 2020-01, at least 2489 days, where policy gives 730"]);
}

fn formerly(scene: &mut Scene, id: &str, served: Served) {
    scene.hub().former_areas.insert(Slug::new(id).unwrap(), served);
}

#[test]
fn an_area_with_an_abolished_place_is_judged_at_both_days_on_which_it_may_have_ended() {
    // Northamptonshire was abolished at the end of March 2021.
    for (until, kept) in [
        ("2021-03-31", Answer::Yes),
        ("2021-04-01", Answer::No),
        ("2021", Answer::Unknown),
        ("unknown", Answer::Unknown),
        ("2022", Answer::No),
    ] {
        let mut scene = scene(TODAY);
        formerly(&mut scene, "county", Served::new(span("2014-09-01", until), Area::of([la("928")])));
        assert_eq!(scene.keeps("hub/area-authority-not-in-force"), Some(kept), "{until}");
    }
    let mut scene = scene(TODAY);
    formerly(&mut scene, "county", Served::new(span("2014-09-01", "2022"), Area::of([la("928")])));
    let gone = r#".former_areas["county"]: Northamptonshire (928) was abolished; its last day was 2021-03-31; North Northamptonshire and West Northamptonshire took its place"#;
    assert_eq!(scene.says("hub/area-authority-not-in-force"), [gone]);
    // What lies there is still found when another area is put before it.
    formerly(&mut scene, "before", Served::new(span("2010-09-01", "2014-08-31"), Area::Unknown));
    assert_eq!(scene.says("hub/area-authority-not-in-force"), [gone]);
}

#[test]
fn one_area_is_served_at_a_time() {
    let code = "hub/areas-overlap";
    let mut scene = scene(TODAY);
    assert_eq!(scene.keeps(code), None);
    scene.hub().area.span = since("2026");
    formerly(&mut scene, "former", Served::new(span("2014-09-01", "2026"), Area::of([la("331")])));
    assert_eq!(scene.keeps(code), Some(Answer::Yes));
    scene.hub().area.span = since("2026-09-01");
    formerly(&mut scene, "former", Served::new(since("2014-09-01"), Area::of([la("331")])));
    assert_eq!(
        scene.says(code),
        [r#".former_areas["former"]: former and the area of today are both served on 2026-09-01"#]
    );
    // Of several the first to begin is taken.
    assert_eq!(scene.hub().area_on(day(TODAY)).unwrap().area, Area::of([la("331")]));
    // Not before they do.
    scene.on = day("2026-08-31");
    assert_eq!(scene.keeps(code), Some(Answer::Yes));
    formerly(&mut scene, "another", Served::new(since("2016-09-01"), Area::Unknown));
    assert_eq!(scene.says(code), [r#".former_areas["another"]: another and former are both served on 2016-09-01"#]);
}

#[test]
fn what_belongs_to_a_hub_ends_with_it() {
    let code = "hub/runs-on-after-its-end";
    let with = |ended: &str, until: crate::calendar::Span| {
        let mut scene = scene(TODAY);
        scene.led("it", LEAD, until);
        let hub = scene.hub();
        hub.milestones.ended = Some(date(ended));
        let post = Post { kind: "hub-lead".parse().unwrap(), holder: None, span: until };
        hub.posts.insert(Slug::new("lead").unwrap().into(), post);
        *hub = hub.clone().with(Partnership::strategic(body(LEAD), date("2014-09-01")).lasting(until));
        let mut board = crate::network::Board::formed(date("2014-09-01"));
        board.members.insert(uuid::Uuid::from_u128(1).into(), Member::seated("employer".parse().unwrap(), until));
        hub.board = Some(board);
        scene
    };
    let on = "it runs on past 2020-08, when the hub ended";
    assert_eq!(
        with("2020-08", since("2014-09-01")).says(code),
        [
            format!(r#".board.members["00000000-0000-0000-0000-000000000001"]: {on}"#),
            format!(r#".leadership.tenures["it"]: {on}"#),
            format!(r#".partnerships["gb-edu-100001"]: {on}"#),
            format!(r#".posts["lead"]: {on}"#),
        ]
    );
    assert_eq!(with("2020-08", span("2014-09-01", "2020-08-31")).keeps(code), Some(Answer::Yes));
    assert_eq!(with("2020-08", span("2014-09-01", "unknown")).keeps(code), Some(Answer::Yes));
    assert_eq!(with("2020-08", span("2014-09-01", "2020-09")).keeps(code), Some(Answer::No));
    // One that will end, or may not have ended.
    for ended in ["2027-08-31", "2026-11", "unknown"] {
        assert_eq!(with(ended, since("2014-09-01")).keeps(code), None, "{ended}");
    }
}

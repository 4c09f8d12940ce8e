//! Who sits on a board: each rule kept, broken, not applicable and open.

use super::{RULES, fixture::*};
use crate::{
    network::{Board, Member, Post, Section, Tenure},
    organisation::{Phase, Phases},
    rules::{Level, Sink},
};

#[test]
fn a_sound_board_keeps_every_rule() {
    let report = sound().report();
    assert!(report.findings().is_empty(), "{report}");
    for rule in RULES {
        assert!(report.count(rule.code).held > 0, "{}:\n{}", rule.code, report.tally());
    }
}

#[test]
fn judging_a_sound_board_allocates_nothing_beyond_the_sink() {
    let world = sound();
    let mut sink = Sink::new("test", world.on, RULES);
    let count = allocation_counter::measure(|| world.judge_into(&mut sink));
    assert_eq!(count.count_total, 0);
    assert!(sink.into_report().findings().is_empty());
}

#[test]
fn without_a_template_no_rule_applies() {
    let report = sound().with(|world| world.policy.board = None).report();
    for rule in RULES {
        let count = report.count(rule.code);
        assert_eq!((count.not_applicable, count.applied()), (1, 0), "{}", rule.code);
    }
}

#[test]
fn without_a_board_only_its_absence_is_judged() {
    let report = sound().with(|world| world.hub.board = None).report();
    assert_eq!(report.codes(), ["board/missing"].into());
    for rule in RULES.iter().filter(|rule| rule.code != "board/missing") {
        let count = report.count(rule.code);
        assert_eq!((count.not_applicable, count.applied()), (1, 0), "{}", rule.code);
    }
}

#[test]
fn of_a_board_without_members_or_meetings_every_rule_gives_a_verdict() {
    let report = sound().with(|world| *world.board() = Board::formed(date("2015-09-10"))).report();
    for rule in RULES {
        let count = report.count(rule.code);
        assert!(count.applied() + count.not_applicable > 0, "{}", rule.code);
    }
    assert_eq!(report.count("board/seat-empty").broken, 2);
    assert_eq!(report.count("board/independence-not-large").not_applicable, 1);
}

#[test]
fn levels_are_those_of_the_catalogue() {
    for rule in RULES {
        let level = match rule.code {
            "board/chair-not-independent" => Level::Error,
            "board/recommended-voice-missing" => Level::Advice,
            _ => Level::Warning,
        };
        assert_eq!(rule.level, level, "{}", rule.code);
        assert!([rule.why, rule.message, rule.hint].iter().all(|text| !text.is_empty()), "{}", rule.code);
    }
}

#[test]
fn an_operating_hub_has_a_board() {
    let code = "board/missing";
    breaks(code, |world| world.hub.board = None);
    leaves_open(code, |world| {
        world.hub.board = None;
        world.hub.incomplete.insert(Section::Board);
    });
    leaves_open(code, |world| {
        world.hub.board = None;
        world.hub.milestones.operating = None;
    });
    does_not_apply(code, |world| {
        world.hub.board = None;
        world.hub.milestones.operating = Some(date("2018-09-01"));
    });
    keeps(code, |world| world.board().formed = date("2015"));
}

#[test]
fn a_board_formed_later_is_not_yet_there() {
    breaks("board/missing", |world| world.board().formed = date("2018-09-10"));
    leaves_open("board/missing", |world| {
        *world.board() = Board::formed(date("unknown"));
    });
}

#[test]
fn enough_members_are_independent_of_the_lead() {
    let code = "board/independence-not-large";
    let from_the_lead = |world: &mut World| {
        for (number, from) in [(1, LEAD), (2, TRUST), (3, "GB-EDU-140326")] {
            world.member(number).from = Some(body(from));
        }
    };
    assert_eq!(
        breaks(code, from_the_lead),
        ["at most 7 of 12 members are independent of whoever leads the hub, not 3/5"]
    );
    keeps(code, |world| world.member(1).from = Some(body(LEAD)));
    does_not_apply(code, vacate);
    leaves_open(code, |world| world.hub.incomplete = [Section::Board].into());
    // Three whose employers nobody recorded decide it.
    leaves_open(code, |world| {
        for number in [1, 2, 3] {
            world.member(number).from = None;
        }
    });
    leaves_open(code, |world| {
        from_the_lead(world);
        world.member(3).from = Some(body("GB-EDU-999999"));
    });
    // One such member does not.
    keeps(code, |world| world.member(1).from = Some(body("GB-EDU-999999")));
    leaves_open(code, |world| {
        let tenures = &mut world.hub.leadership.tenures;
        tenures.values_mut().for_each(|tenure| tenure.span = span("2015-09-01", "unknown"));
    });
}

#[test]
fn a_nominated_school_and_an_accountable_body_count_as_the_lead() {
    let code = "board/independence-not-large";
    breaks(code, |world| {
        let tenures = &mut world.hub.leadership.tenures;
        let tenure = Tenure::of(body(LEAD), since("2015-09-01")).nominating(body(TRUST), body("GB-EDU-100001"));
        tenures.insert("lead".parse().unwrap(), tenure.accountable_to(body("GB-EDU-100002")));
        world.member(3).from = Some(body("GB-EDU-100002"));
    });
}

#[test]
fn leaders_of_every_phase_sit_on_the_board() {
    let code = "board/phase-uncovered";
    let no_early_years = |world: &mut World| world.member(1).leads_phases = Phase::Primary.into();
    assert_eq!(breaks(code, no_early_years), ["no school or college leader on the board stands for early years"]);
    does_not_apply(code, |world| {
        no_early_years(world);
        world.template().phases = Phase::Secondary.into();
    });
    leaves_open(code, |world| world.member(1).leads_phases = Phases::NONE);
    leaves_open(code, |world| {
        no_early_years(world);
        world.hub.incomplete.insert(Section::Board);
    });
    leaves_open(code, |world| world.member(1).span = span("2015-09-10", "2018"));
}

#[test]
fn enough_school_and_college_leaders_sit_on_the_board() {
    let code = "board/too-few-school-leaders";
    let four = |world: &mut World| world.member(2).span = span("2015-09-10", "2018-03-31");
    assert_eq!(breaks(code, four), ["4 school or college leaders sit on the board; the template asks for 5"]);
    does_not_apply(code, |world| {
        four(world);
        world.board().formed = date("2018-05-20");
    });
    leaves_open(code, |world| {
        four(world);
        world.board().formed = date("2018");
        world.member(10).span = since("2018-06-01");
    });
    leaves_open(code, |world| {
        four(world);
        world.hub.incomplete.insert(Section::Board);
    });
    leaves_open(code, |world| world.member(2).span = span("2015-09-10", "2018-06"));
}

#[test]
fn specialist_bodies_do_not_crowd_the_board() {
    let code = "board/too-many-specialists";
    let third = |world: &mut World| {
        let third = Member::seated(word("subject-association"), since("2016-09-01")).coming_from(body("X-BODY-ncetm"));
        world.board().members.insert(person(13), third);
    };
    assert_eq!(breaks(code, third), ["3 members sit for specialist bodies; the template allows 2"]);
    keeps(code, |world| {
        third(world);
        world.member(9).seats.insert(word("higher-education"));
    });
    does_not_apply(code, |world| {
        third(world);
        world.policy.board = None;
    });
    leaves_open(code, |world| {
        third(world);
        world.member(13).span = since("2018-06");
    });
    leaves_open(code, |world| world.hub.incomplete = [Section::Board].into());
    // An excess stays one, however many are missing from the record.
    let report = sound().with(|world| {
        third(world);
        world.hub.incomplete.insert(Section::Board);
    });
    assert_eq!(report.report().count(code).broken, 1);
}

#[test]
fn no_required_seat_stays_empty_for_long() {
    let code = "board/seat-empty";
    let left = |until: &'static str| move |world: &mut World| world.member(7).span = span("2015-09-10", until);
    assert_eq!(
        breaks(code, left("2017-12-31")),
        ["nobody has filled the seat of `ncetm` for at least 166 days; the template allows 120"]
    );
    keeps(code, left("2018-02-15"));
    breaks(code, left("2018-02-14"));
    breaks(code, left("2018-01"));
    leaves_open(code, left("2018-02"));
    leaves_open(code, left("unknown"));
    leaves_open(code, |world| {
        left("2017-12-31")(world);
        world.hub.incomplete.insert(Section::Board);
    });
    // Nobody ever filled it: it is empty since the board was formed.
    breaks(code, |world| drop(world.board().members.remove(&person(7))));
    does_not_apply(code, |world| {
        left("2017-12-31")(world);
        world.template().required_seats.get_mut(&word("ncetm")).unwrap().until = Some(date("2018-05-31"));
    });
    leaves_open(code, |world| {
        left("2017-12-31")(world);
        world.template().required_seats.get_mut(&word("ncetm")).unwrap().until = Some(date("2018"));
    });
}

#[test]
fn every_recommended_voice_is_on_the_board() {
    let code = "board/recommended-voice-missing";
    let unheard = |world: &mut World| {
        world.board().members.remove(&person(8));
        for meeting in world.board().meetings.values_mut() {
            meeting.present.remove(&person(8));
        }
    };
    assert_eq!(breaks(code, unheard), ["nobody fills the recommended seat of `teaching-school`"]);
    does_not_apply(code, |world| {
        unheard(world);
        world.template().required_seats.get_mut(&word("teaching-school")).unwrap().until = Some(date("2018-05"));
    });
    does_not_apply(code, |world| {
        unheard(world);
        world.template().required_seats.remove(&word("teaching-school"));
    });
    leaves_open(code, |world| world.member(8).span = span("2015-09-10", "unknown"));
    leaves_open(code, |world| {
        unheard(world);
        world.hub.incomplete.insert(Section::Board);
    });
}

#[test]
fn whoever_holds_a_seated_post_is_a_member() {
    let code = "board/leadership-not-seated";
    fn lead(world: &mut World) -> &mut Post {
        world.hub.posts.get_mut(&"lead".parse().unwrap()).unwrap()
    }
    breaks(code, |world| drop(world.board().members.remove(&person(12))));
    breaks(code, |world| lead(world).holder = Some(person(40)));
    does_not_apply(code, |world| lead(world).holder = None);
    does_not_apply(code, |world| world.hub.posts.retain(|_, post| post.kind != word("hub-lead")));
    does_not_apply(code, |world| lead(world).span = span("2015-09-01", "2018-05-31"));
    leaves_open(code, |world| {
        world.hub.posts.clear();
        world.hub.incomplete.insert(Section::Posts);
    });
    leaves_open(code, |world| {
        lead(world).holder = Some(person(40));
        lead(world).span = since("2018-06");
    });
    leaves_open(code, |world| world.member(12).span = since("2018-06"));
    leaves_open(code, |world| {
        world.board().members.remove(&person(12));
        world.hub.incomplete.insert(Section::Board);
    });
}

#[test]
fn nobody_counts_towards_two_minimums() {
    let code = "board/seat-counted-twice";
    let twice = |world: &mut World| {
        world.member(6).seats.insert(word("school-leader"));
        world.member(6).leads_phases = Phase::Secondary.into();
    };
    let messages = breaks(code, twice);
    assert_eq!(messages, [format!("{} counts towards 2 minimums of the template", person(6))]);
    // A seat that is only recommended is no minimum.
    keeps(code, |world| world.member(1).seats = ["school-leader", "teaching-school"].map(word).into());
    leaves_open(code, |world| {
        twice(world);
        world.member(6).span = since("2018-06");
    });
    leaves_open(code, |world| {
        twice(world);
        let group = world.template().required_seats.get_mut(&word("employer-or-he")).unwrap();
        group.until = Some(date("2018"));
    });
    does_not_apply(code, |world| {
        let mut former = Member::seated(word("employer"), span("2015-09-10", "2016-08-31"));
        former.seats.insert(word("school-leader"));
        world.board().members.insert(person(14), former);
    });
}

#[test]
fn a_hub_that_has_ended_is_not_asked_who_sits_on_its_board() {
    let report = sound().with(|world| {
        world.hub.milestones.ended = Some(date("2017-08-31"));
        world.board().members.retain(|id, _| *id == person(6) || *id == person(8));
    });
    let report = report.report();
    assert_eq!(report.count("board/too-few-school-leaders").not_applicable, 1);
    assert_eq!(report.count("board/chair-not-independent").held, 4, "{report}");
}

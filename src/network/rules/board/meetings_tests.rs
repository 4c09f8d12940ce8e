//! The meetings of a board: each rule kept, broken, not applicable and open.

use std::collections::BTreeMap;

use super::fixture::*;
use crate::{
    calendar::Spans,
    network::{HubYear, Meeting, Partner, Section},
};

#[test]
fn whoever_chairs_a_meeting_is_independent() {
    let code = "board/chair-not-independent";
    let messages = breaks(code, |world| {
        world.board().chairs =
            [(person(6), span("2015-09-10", "2017-08-31").into()), (person(11), since("2017-09-01").into())].into();
    });
    assert_eq!(messages.len(), 1);
    keeps(code, |world| {
        world.board().chairs =
            [(person(6), span("2015-09-10", "2017-11").into()), (person(7), since("2017-11").into())].into();
    });
    leaves_open(code, |world| {
        world.board().chairs =
            [(person(6), span("2015-09-10", "2017-11").into()), (person(11), since("2017-11").into())].into();
    });
    leaves_open(code, |world| {
        world.board().chairs = [(person(77), since("2015-09-10").into())].into();
    });
    leaves_open(code, |world| {
        let meeting = world.board().meetings.remove(&date("2017-11-09")).unwrap();
        world.board().meetings.insert(date("2017-11"), meeting);
    });
    does_not_apply(code, |world| world.board().chairs = BTreeMap::new());
    does_not_apply(code, |world| {
        world.board().chairs = [(person(11), since("2015-09-10").into())].into();
        world.template().chair_independent = false;
    });
    // A meeting that is only planned has no chair to judge.
    keeps(code, |world| {
        world.board().chairs =
            [(person(6), span("2015-09-10", "2018-06-30").into()), (person(11), since("2018-07-01").into())].into();
        world.board().meetings.insert(date("2018-07-02"), Meeting::default());
    });
}

#[test]
fn a_chair_who_returned_is_judged_for_the_meetings_that_she_chaired() {
    let code = "board/chair-not-independent";
    let away = |world: &mut World, chair: u128| {
        let spans = Spans::from(span("2015-09-10", "2016-12-31")).and(since("2017-04-01")).unwrap();
        world.board().chairs = [(person(chair), spans)].into();
    };
    // She who comes from the lead chaired three of the four.
    assert_eq!(breaks(code, |world| away(world, 11)).len(), 3);
    keeps(code, |world| {
        away(world, 6);
        assert_eq!(world.board().chair_on("2017-03-02".parse().unwrap()), None);
        assert_eq!(world.board().chair_on("2017-06-20".parse().unwrap()), Some(person(6)));
        world.board().chairs.insert(person(11), span("2017-03-03", "2017-03-31").into());
    });
}

#[test]
fn the_board_meets_often_enough_in_a_full_year() {
    let code = "board/too-few-meetings";
    let two = |world: &mut World| {
        let third = world.board().meetings.remove(&date("2017-06-20")).unwrap();
        world.meeting("2017-03-02").reviewed.extend(third.reviewed);
    };
    assert_eq!(breaks(code, two), ["the board met 2 times in 2016/17; the template asks for 3"]);
    does_not_apply(code, |world| {
        two(world);
        world.board().formed = date("2016-09-02");
    });
    leaves_open(code, |world| {
        two(world);
        world.board().formed = date("2016-09");
    });
    leaves_open(code, |world| {
        two(world);
        world.hub.incomplete.insert(Section::Meetings);
    });
    leaves_open(code, |world| {
        two(world);
        world.board().meetings.insert(date("2017"), Meeting::default());
    });
    does_not_apply(code, |world| {
        two(world);
        world.hub.milestones.ended = Some(date("2017-03-31"));
    });
}

#[test]
fn the_board_deals_with_every_step_of_its_year_in_time() {
    let code = "board/cycle-step-missed";
    let forgotten = |world: &mut World| world.meeting("2016-11-10").reviewed.clear();
    assert_eq!(
        breaks(code, forgotten),
        ["no meeting of 2016/17 up to 2017-08-31 dealt with `evaluation`: evaluate the year before"]
    );
    // The draft came before the board after it had been submitted.
    let submitted = |on: &'static str| {
        move |world: &mut World| {
            world.hub.years.get_mut(&year("2016/17")).unwrap().plan_submitted = Some(date(on));
        }
    };
    assert_eq!(
        breaks(code, submitted("2017-06-19")),
        ["no meeting of 2016/17 up to 2017-06-19 dealt with `draft-plan`: advise on the draft plan"]
    );
    leaves_open(code, submitted("2017-06"));
    keeps(code, submitted("2017-06-20"));
    keeps(code, |world| world.hub.years.clear());
    // Where plans are submitted before their year begins, the draft of this year's meetings is the next year's plan.
    keeps(code, submitted("2016-07-07"));
    breaks(code, |world| {
        submitted("2016-07-07")(world);
        let next = HubYear { plan_submitted: Some(date("2017-05-31")), ..HubYear::default() };
        world.hub.years.insert(year("2017/18"), next);
    });
    does_not_apply(code, |world| {
        forgotten(world);
        world.hub.milestones.operating = Some(date("2016-09-01"));
    });
    leaves_open(code, |world| {
        forgotten(world);
        world.hub.milestones.operating = Some(date("2016"));
    });
    does_not_apply(code, |world| {
        forgotten(world);
        world.board().formed = date("2016-09-02");
    });
    leaves_open(code, |world| {
        forgotten(world);
        world.hub.incomplete.insert(Section::Meetings);
    });
}

#[test]
fn a_tie_to_a_paid_partner_is_minuted() {
    let code = "board/interest-undeclared";
    let partner = |world: &mut World| world.hub.partnerships.values_mut().next().unwrap().clone();
    let unminuted = |world: &mut World| world.meeting("2017-11-09").interests_minuted.clear();
    assert_eq!(
        breaks(code, unminuted),
        [format!(
            "{} comes from {TEACHING_SCHOOL}, which the hub pays in 2017/18, and the minutes of 2017-11-09 do not say so",
            person(8)
        )]
    );
    // One finding for the meeting, however many kept silent.
    let messages = breaks(code, |world| {
        unminuted(world);
        let mut second = partner(world);
        second.with = body("GB-EDU-100001").into();
        world.hub.partnerships.insert("second".parse().unwrap(), second);
        for on in ["2016-11-10", "2017-03-02", "2017-06-20"] {
            world.meeting(on).interests_minuted.insert(person(1));
        }
    });
    assert_eq!(messages.len(), 1);
    does_not_apply(code, |world| {
        unminuted(world);
        world.hub.partnerships.values_mut().for_each(|it| it.span = since("2017-12-01"));
    });
    does_not_apply(code, |world| {
        unminuted(world);
        world.hub.partnerships.values_mut().for_each(|it| it.paid_in = [year("2016/17")].into());
    });
    leaves_open(code, |world| {
        unminuted(world);
        world.hub.partnerships.values_mut().for_each(|it| it.span = since("2017-11"));
    });
    leaves_open(code, |world| drop(world.register.practitioners.remove(&person(9))));
    leaves_open(code, |world| world.meeting("2017-11-09").present.clear());
    leaves_open(code, |world| {
        unminuted(world);
        world.hub.partnerships.clear();
        world.hub.incomplete.insert(Section::Partnerships);
    });
    // Nor is anything known of a meeting of any of four years, in one of which the hub paid.
    let half_known = |world: &mut World, on: &str, paid: &str, since_when: &str| {
        unminuted(world);
        world.template().chair_independent = false;
        let meeting = world.board().meetings.remove(&date("2017-11-09")).unwrap();
        world.board().meetings.insert(date(on), meeting);
        for partnership in world.hub.partnerships.values_mut() {
            partnership.paid_in = [year(paid)].into();
            partnership.span = since(since_when);
        }
    };
    leaves_open(code, |world| half_known(world, "2014-10..2018-01", "2016/17", "2014-09-01"));
    // One known end is enough to see that it was before the hub paid, or worked with the partner.
    does_not_apply(code, |world| half_known(world, "..2017-08-31", "2017/18", "2014-09-01"));
    does_not_apply(code, |world| half_known(world, "..2017-11", "2017/18", "2017-12-01"));
    leaves_open(code, |world| half_known(world, "..2017-12-01", "2017/18", "2017-12-01"));
    // A practitioner whom the hub pays in person has an interest too.
    let paid_in_person = |world: &mut World| {
        let mut practitioner = partner(world);
        practitioner.with = Partner::Practitioner(person(1));
        practitioner.paid_in = [year("2017/18")].into();
        world.hub.partnerships = [("practitioner".parse().unwrap(), practitioner)].into();
        world.meeting("2017-11-09").present = [person(1)].into();
    };
    assert_eq!(
        breaks(code, |world| {
            paid_in_person(world);
            unminuted(world);
        }),
        [format!(
            "{} is a partner, which the hub pays in 2017/18, and the minutes of 2017-11-09 do not say so",
            person(1)
        )]
    );
    keeps(code, |world| {
        paid_in_person(world);
        world.meeting("2017-11-09").interests_minuted = [person(1)].into();
    });
    // The year before last is over and done with.
    keeps(code, |world| {
        let meeting = Meeting { present: [person(8)].into(), ..Meeting::default() };
        world.board().meetings.insert(date("2016-06-10"), meeting);
    });
}

//! Boards of hubs, their members and their meetings.

use super::Networks;
use crate::{
    calendar::Span,
    network::{
        Board, Member, Role,
        rules::board::{
            INDEPENDENCE_NOT_LARGE, LEADERSHIP_NOT_SEATED, MISSING, PHASE_UNCOVERED, RECOMMENDED_VOICE_MISSING,
            SEAT_COUNTED_TWICE, SEAT_EMPTY, TOO_FEW_SCHOOL_LEADERS, TOO_MANY_SPECIALISTS,
            meetings::{CHAIR_NOT_INDEPENDENT, CYCLE_STEP_MISSED, INTEREST_UNDECLARED, TOO_FEW_MEETINGS},
        },
    },
    organisation::Phase,
    strategies::{
        Sound,
        sound::{THIS_YEAR, day, word},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&MISSING, |sound| {
        if let Some(hub) = sound.first_hub() {
            hub.board = None;
        }
    })
    .sparing(without_template),
    Networks::of(&INDEPENDENCE_NOT_LARGE, |sound| {
        // All but the chair, who stays independent.
        let lead = sound.first_tenure().and_then(|tenure| tenure.leads.keys().next().copied());
        if let Some(board) = board(sound) {
            let chairs = &board.chairs;
            let others = board.members.iter_mut().filter(|(id, _)| !chairs.contains_key(id));
            others.for_each(|(_, member)| member.from = lead);
        }
    })
    .sparing(without_template),
    Networks::of(&CHAIR_NOT_INDEPENDENT, |sound| {
        if let Some(board) = board(sound) {
            let spans = board.chairs.pop_first().map(|(_, spans)| spans);
            let of_the_hub = board.members.iter().find(|(_, member)| seated(member, "hub"));
            if let (Some((id, _)), Some(spans)) = (of_the_hub, spans) {
                board.chairs.insert(*id, spans);
            }
        }
    })
    .sparing(|sound| {
        if let Some(board) = board(sound) {
            board.chairs.clear();
        }
    }),
    Networks::of(&PHASE_UNCOVERED, |sound| {
        let board = board(sound).into_iter();
        for member in board.flat_map(|board| board.members.values_mut()) {
            if member.leads_phases.contains(Phase::EarlyYears) {
                member.leads_phases = Phase::Primary.into();
            }
        }
    })
    .sparing(|sound| {
        if let Some(template) = &mut sound.programme.network.board {
            template.phases = Phase::Primary.into();
        }
    }),
    Networks::of(&TOO_FEW_SCHOOL_LEADERS, |sound| {
        // The last, of a phase for which the first stands too.
        remove_last(sound, "school-leader");
    })
    .sparing(|sound| {
        if let Some(board) = board(sound) {
            board.formed = day(2026, 10, 1).into();
        }
    }),
    Networks::of(&TOO_MANY_SPECIALISTS, |sound| {
        let board = board(sound).into_iter();
        for member in board.flat_map(|board| board.members.values_mut()).filter(|member| seated(member, "hub")) {
            member.seats.insert(word("local-authority"));
        }
    })
    .sparing(without_template),
    Networks::of(&SEAT_EMPTY, |sound| {
        remove_last(sound, "ncetm");
    })
    .sparing(|sound| {
        let template = &mut sound.programme.network.board;
        if let Some(group) = template.as_mut().and_then(|template| template.required_seats.get_mut(&word("ncetm"))) {
            group.until = Some(day(2025, 8, 31).into());
        }
    }),
    Networks::of(&RECOMMENDED_VOICE_MISSING, |sound| {
        recommended_for_good(sound);
        if let Some(member) = last_member(sound, "teaching-school") {
            member.seats.remove(&word("teaching-school"));
        }
    })
    // Teaching schools are no more.
    .sparing(|_| {})
    .keeping(recommended_for_good),
    Networks::of(&LEADERSHIP_NOT_SEATED, |sound| {
        remove_last(sound, "hub");
    })
    .sparing(|sound| {
        if let Some(hub) = sound.first_hub() {
            hub.posts.retain(|_, post| post.kind != word("senior-leadership-link"));
        }
    }),
    Networks::of(&SEAT_COUNTED_TWICE, |sound| {
        if let Some(member) = last_member(sound, "school-leader") {
            member.seats.insert(word("ncetm"));
        }
    })
    .sparing(|sound| {
        let ended = Span::since(day(2014, 9, 1)).until_end_of(day(2025, 8, 31));
        if let (Some(member), Ok(ended)) = (last_member(sound, "university"), ended) {
            member.span = ended;
        }
    }),
    Networks::of(&TOO_FEW_MEETINGS, |sound| {
        if let Some(board) = board(sound) {
            board.meetings.retain(|_, meeting| !meeting.reviewed.is_empty());
        }
    })
    .sparing(formed_last_year),
    Networks::of(&CYCLE_STEP_MISSED, |sound| {
        let step = word("priorities-and-succession");
        let board = board(sound).into_iter();
        for meeting in board.flat_map(|board| board.meetings.values_mut()) {
            meeting.reviewed.remove(&step);
        }
    })
    .sparing(formed_last_year),
    Networks::of(&INTEREST_UNDECLARED, university_paid)
        // Nobody is paid.
        .sparing(|_| {})
        .keeping(|sound| {
            university_paid(sound);
            let meetings = board(sound).into_iter().flat_map(|board| board.meetings.values_mut());
            meetings.for_each(|meeting| meeting.interests_minuted = meeting.present.clone());
        }),
];

/// The first hub's board.
fn board(sound: &mut Sound) -> Option<&mut Board> {
    sound.first_hub()?.board.as_mut()
}

fn seated(member: &Member, seat: &str) -> bool {
    member.seats.contains(&word(seat))
}

/// The last on the first hub's board who fills `seat`.
fn last_member<'a>(sound: &'a mut Sound, seat: &str) -> Option<&'a mut Member> {
    board(sound)?.members.values_mut().rev().find(|member| seated(member, seat))
}

/// Takes that member off the board.
fn remove_last(sound: &mut Sound, seat: &str) {
    let Some(board) = board(sound) else { return };
    let last = board.members.iter().rev().find(|(_, member)| seated(member, seat)).map(|(id, _)| *id);
    if let Some(id) = last {
        board.members.remove(&id);
    }
}

/// Makes the programme one that has no template of a board.
fn without_template(sound: &mut Sound) {
    sound.programme.network.board = None;
}

/// Makes the first hub's board one that was not there for the whole of the last year.
fn formed_last_year(sound: &mut Sound) {
    if let Some(board) = board(sound) {
        board.formed = day(2025, 10, 1).into();
    }
}

/// Makes the recommended voice of teaching schools one that is still asked for, and has it on every board.
fn recommended_for_good(sound: &mut Sound) {
    let template = sound.programme.network.board.iter_mut();
    let groups = template.flat_map(|template| template.required_seats.values_mut());
    groups.filter(|group| group.recommended).for_each(|group| group.until = None);
    for board in sound.network.hubs.values_mut().filter_map(|hub| hub.board.as_mut()) {
        if let Some(member) = board.members.values_mut().find(|member| seated(member, "school-leader")) {
            member.seats.insert(word("teaching-school"));
        }
    }
}

/// Has the first hub pay its strategic partners, the university among them, from which a member comes.
fn university_paid(sound: &mut Sound) {
    let partnerships = sound.first_hub().into_iter().flat_map(|hub| hub.partnerships.values_mut());
    for partnership in partnerships.filter(|partnership| partnership.role == Role::Strategic) {
        partnership.paid_in.insert(THIS_YEAR);
    }
}

//! The terms that have a forum or should have had one, and the days on which forums met.

use chrono::NaiveDate;

use super::{Around, Forum, Network};
use crate::{answer::Answer, calendar::Term};

/// The days on which the rules of forums ask whether hubs were at work.
pub(super) fn days_asked<'a>(
    network: &'a Network,
    around: &'a Around<'_>,
) -> impl Iterator<Item = NaiveDate> + use<'a> {
    let without = terms(network, around).filter(|term| !is_held(*term, network, around));
    let without = without.flat_map(|term| ends(term, around));
    without.chain(network.forums.iter().flat_map(|(term, forum)| days_of(*term, forum, around)))
}

/// The terms that are judged: from the first of which a forum is recorded to the last that is over; that one alone where
/// no forum is recorded.
pub(super) fn terms(network: &Network, around: &Around<'_>) -> impl Iterator<Item = Term> + use<> {
    let last = last_over(around).filter(|_| around.policy.forum_each_term);
    let first = network.forums.keys().next().copied().or(last);
    let all = std::iter::successors(first, |term| term.next());
    all.take_while(move |term| last.is_some_and(|last| *term <= last))
}

/// The last term that is over on the day.
fn last_over(around: &Around<'_>) -> Option<Term> {
    let near = Term::containing(around.on).map(|term| term.next().unwrap_or(term));
    let mut back = std::iter::successors(near, |term| term.previous()).take(5);
    back.find(|term| ends(*term, around).into_iter().all(|end| end < around.on))
}

/// The first and the last day of a term.
pub(super) fn ends(term: Term, around: &Around<'_>) -> [NaiveDate; 2] {
    let days = around.terms().period(term);
    [days.first(), days.last().unwrap_or(days.first())]
}

/// The first and the last day on which a forum may have met: within its term, whatever else is known of its day.
pub(super) fn days_of(term: Term, forum: &Forum, around: &Around<'_>) -> [NaiveDate; 2] {
    let [first, last] = ends(term, around);
    [
        forum.on.earliest().map_or(first, |earliest| earliest.clamp(first, last)),
        forum.on.latest().map_or(last, |latest| latest.clamp(first, last)),
    ]
}

/// Whether a forum met in its term, and by the day. One whose day certainly lies outside its term did not.
pub(super) fn met(term: Term, forum: &Forum, around: &Around<'_>) -> Answer {
    let [first, last] = ends(term, around);
    if forum.on.is_before(first).is_yes() || forum.on.is_on_or_before(last).is_no() {
        Answer::No
    } else if last <= around.on {
        Answer::Yes
    } else {
        forum.on.is_on_or_before(around.on)
    }
}

pub(super) fn is_held(term: Term, network: &Network, around: &Around<'_>) -> bool {
    network.forums.get(&term).is_some_and(|forum| met(term, forum, around).is_yes())
}

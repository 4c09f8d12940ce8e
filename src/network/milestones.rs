//! When a hub was appointed, told, announced, at work and at an end.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{answer::Answer, calendar::PartialDate};

/// The dates that "since" may mean. "32 hubs in July 2014" had been announced; their work began in September. Where
/// this library says *on a day*, it means at work.
///
/// `None` is a date that nobody wrote down, except for `ended`: a hub without it has not ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Milestones {
    /// The lead was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointed: Option<PartialDate>,
    /// The lead was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<PartialDate>,
    /// The hub was made public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced: Option<PartialDate>,
    /// Work began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operating: Option<PartialDate>,
    /// A day on which a source found it at work, where nobody wrote down when that began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen_operating: Option<PartialDate>,
    /// The last day of work. Of one with an open end (`2016-03..`) nobody knows whether it has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<PartialDate>,
}

crate::document::as_record! { Milestones, r#"milestones: {"appointed": …, "announced": …, "operating": …}"#; }

impl Milestones {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it has ended before `day`. One that was seen at work later, as far as the date of its end leaves that open,
    /// had not.
    #[must_use]
    pub fn has_ended(&self, day: NaiveDate) -> Answer {
        let seen_later = self.seen_operating.is_some_and(|seen| seen.is_before(day).is_no());
        match self.ended.map_or(Answer::No, |ended| ended.is_before(day)) {
            Answer::Unknown if seen_later => Answer::No,
            ended => ended,
        }
    }

    /// Whether it was at work on `day`. One that was seen at work by then, and has not ended, still is.
    #[must_use]
    pub fn is_operating(&self, day: NaiveDate) -> Answer {
        let began = self.operating.map_or(Answer::Unknown, |began| began.is_on_or_before(day));
        let seen = self.seen_operating.map_or(Answer::Unknown, |seen| seen.is_on_or_before(day));
        // Not having been seen by then says nothing.
        let began = if began.is_unknown() && seen.is_yes() { Answer::Yes } else { began };
        began.and(!self.has_ended(day))
    }

    /// Whether it was at work at `date`: certainly, where it was on every day that this may be.
    pub(super) fn is_operating_at(&self, date: PartialDate) -> Answer {
        at_each(date, self.turns(), |day| self.is_operating(day))
    }

    /// The dates on which it may begin or end work.
    pub(super) fn turns(&self) -> impl Iterator<Item = PartialDate> + use<> {
        [self.operating, self.seen_operating, self.ended].into_iter().flatten()
    }

    /// Whether it had been announced by `date`, and had not ended before.
    #[must_use]
    pub fn is_announced(&self, date: PartialDate) -> Answer {
        // What is at work has been announced, whatever is half known of that; what was announced later may still have been
        // told before.
        let by = |milestone: Option<PartialDate>| milestone.map_or(Answer::Unknown, |it| it.is_no_later_than(date));
        // Of one that was announced only after its work began, which a rule finds, the announcement counts.
        let agrees = |it: PartialDate| !self.announced.is_some_and(|announced| announced.is_no_later_than(it).is_no());
        let mut at_work = [self.operating, self.seen_operating].into_iter().flatten().filter(|it| agrees(*it));
        let announced = match by(self.announced) {
            Answer::Unknown if at_work.any(|it| it.is_no_later_than(date).is_yes()) => Answer::Yes,
            announced => announced,
        };
        // On its last day it has not ended yet.
        let not_ended = match self.ended.map_or(Answer::Yes, |ended| date.is_no_later_than(ended)) {
            Answer::Unknown if self.seen_operating.is_some_and(|seen| date.is_no_later_than(seen).is_yes()) => {
                Answer::Yes
            }
            not_ended => not_ended,
        };
        announced.and(not_ended)
    }

    /// The milestones in the order in which they must fall, with their names.
    pub(crate) fn in_order(&self) -> [(&'static str, Option<PartialDate>); 6] {
        [
            ("appointed", self.appointed),
            ("told", self.told),
            ("announced", self.announced),
            ("operating", self.operating),
            ("seen_operating", self.seen_operating),
            ("ended", self.ended),
        ]
    }
}

/// What `is` says of each day that `date` may be, where that is one answer: it changes on none but the days with which
/// `turns` begin and end, and the days after. An open end reaches to the first or the last day that may be written.
pub(super) fn at_each(
    date: PartialDate,
    turns: impl Iterator<Item = PartialDate>,
    is: impl Fn(NaiveDate) -> Answer,
) -> Answer {
    if let Some(day) = date.day() {
        return is(day);
    }
    if date.is_unknown() {
        return Answer::Unknown;
    }
    let (Some(start), Some(end)) = (PartialDate::year(1000), PartialDate::year(9999)) else { return Answer::Unknown };
    let (first, last) = (date.earliest().or(start.earliest()), date.latest().or(end.latest()));
    let ends = turns.flat_map(|turn| [turn.earliest(), turn.latest()]).flatten();
    let changes = ends.flat_map(|day| [Some(day), day.succ_opt()]).flatten();
    let within = changes.filter(|day| first.is_some_and(|first| first < *day) && last.is_some_and(|last| *day < last));
    Answer::agreed(within.chain(first).chain(last).map(is))
}

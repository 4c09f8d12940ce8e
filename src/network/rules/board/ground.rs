//! What the rules of a board look at, and the questions that several of them ask.

use chrono::NaiveDate;

use crate::{
    answer::Answer,
    calendar::{PartialDate, Span, Spans},
    identifiers::{OrganisationId, PersonId},
    network::{Around, Board, BoardTemplate, Hub, LeadStatus, Member, SeatGroup, Section, Tenure},
    rules::At,
};

/// The subjects to which no rule of a board applies, and those that one rule excepts beside.
macro_rules! no_board {
    ($others:literal) => {
        concat!("a hub without a board, or in an edition without a template of one", $others)
    };
}

pub(super) use no_board;

/// A board that existed on the day, with its hub, its template and what is around.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) hub: &'a Hub,
    pub(super) board: &'a Board,
    pub(super) template: &'a BoardTemplate,
    pub(super) around: &'a Around<'a>,
    /// The hub's place.
    pub(super) of_hub: &'a At<'a>,
    /// The board's place.
    pub(super) at: &'a At<'a>,
}

impl Ground<'_> {
    pub(super) fn on(&self) -> NaiveDate {
        self.around.on
    }

    /// Unknown where members may be missing from the record: joined to a shortfall by `or`, it leaves it open.
    pub(super) fn unlisted(&self) -> Answer {
        missing_from(self.hub, Section::Board)
    }

    /// Unknown where meetings may be missing from the record.
    pub(super) fn unminuted(&self) -> Answer {
        missing_from(self.hub, Section::Meetings)
    }

    /// Why a question about members is open.
    pub(super) fn because(&self, otherwise: &'static str) -> &'static str {
        if self.unlisted().is_no() { otherwise } else { "the members of the board are not all recorded" }
    }

    /// How many members of whom `holds` is true certainly sit on the day, and how many more may.
    pub(super) fn count(&self, holds: impl Fn(&Member) -> bool) -> (usize, usize) {
        self.board.members.values().filter(|member| holds(member)).fold((0, 0), |(certain, perhaps), member| {
            match member.span.covers(self.on()) {
                Answer::Yes => (certain.saturating_add(1), perhaps),
                Answer::Unknown => (certain, perhaps.saturating_add(1)),
                Answer::No => (certain, perhaps),
            }
        })
    }

    /// Who leads the hub on `day`.
    pub(super) fn lead(&self, day: NaiveDate) -> LeadStatus<'_> {
        self.hub.leadership.on(day, self.hub.is_complete(Section::Leadership))
    }

    /// Whether `person` is independent on `day` of every body that leads the hub or is accountable for it.
    pub(super) fn is_independent(&self, person: PersonId, day: NaiveDate) -> Answer {
        !self.comes_from(person, day.into(), |organisation| {
            let tenures = self.hub.leadership.tenures.values();
            Answer::any(tenures.map(|tenure| tenure.covers(day).and(self.is_tied(tenure, organisation, day))))
        })
    }

    fn is_tied(&self, tenure: &Tenure, organisation: OrganisationId, day: NaiveDate) -> Answer {
        let is_one_with = |body| self.around.register.is_one_group(organisation, body, day);
        let leads = tenure.leads.iter().flat_map(|(lead, details)| [Some(*lead), details.nominates]).flatten();
        let accountable = tenure.accountable.iter().map(|(body, spans)| spans.covers(day).and(is_one_with(*body)));
        Answer::any(leads.map(is_one_with).chain(accountable))
    }

    /// Whether `person` comes on `date` from an organisation of which `it_is` says yes: the one that the member is
    /// recorded as coming from, or else the employers in the register. Somebody with no certain employer may come
    /// from anywhere.
    pub(super) fn comes_from(
        &self,
        person: PersonId,
        date: PartialDate,
        it_is: impl Fn(OrganisationId) -> Answer,
    ) -> Answer {
        let member = self.board.members.get(&person).filter(|member| !covers(member.span, date).is_no());
        if let Some(from) = member.and_then(|member| member.from) {
            return it_is(from);
        }
        let Some(practitioner) = self.around.register.practitioners.get(&person) else { return Answer::Unknown };
        let (mut placed, mut found) = (Answer::No, Answer::No);
        for (employer, spans) in &practitioner.employers {
            let works = Answer::any(spans.iter().map(|span| covers(span, date)));
            placed = placed.or(works);
            found = found.or(works.and(it_is(*employer)));
        }
        if placed.is_yes() { found } else { found.or(Answer::Unknown) }
    }
}

/// Unknown where `section` may lack something, no where it is all there.
pub(super) fn missing_from(hub: &Hub, section: Section) -> Answer {
    if hub.is_complete(section) { Answer::No } else { Answer::Unknown }
}

/// Whether `board` had been formed by `day`. One that had a member, a chair or a meeting by then had, unless that was
/// before it can have been formed.
pub(super) fn existed(board: &Board, day: NaiveDate) -> Answer {
    let formed = board.formed.is_on_or_before(day);
    let is_sign =
        |date: PartialDate| date.is_on_or_before(day).is_yes() && !board.formed.is_no_later_than(date).is_no();
    let seen = || {
        let members = board.members.values().map(|member| member.span.from());
        let chairs = board.chairs.values().flat_map(Spans::iter).map(Span::from);
        members.chain(chairs).chain(board.meetings.keys().copied()).any(is_sign)
    };
    if formed.is_unknown() && seen() { Answer::Yes } else { formed }
}

/// Whether `member` fills a seat of `group`.
pub(super) fn fills(member: &Member, group: &SeatGroup) -> bool {
    !member.seats.is_disjoint(&group.any_of)
}

/// Whether `group` is asked for on `day`.
pub(super) fn is_asked(group: &SeatGroup, day: NaiveDate) -> Answer {
    group.until.map_or(Answer::Yes, |until| !until.is_before(day))
}

/// Whether at least `fewest` are there, of some certain and some possible ones.
pub(super) fn at_least(fewest: u32, (certain, perhaps): (usize, usize)) -> Answer {
    let enough = |count: usize| usize::try_from(fewest).is_ok_and(|fewest| count >= fewest);
    if enough(certain) {
        Answer::Yes
    } else if enough(certain.saturating_add(perhaps)) {
        Answer::Unknown
    } else {
        Answer::No
    }
}

/// Whether `date` lies from `first` to `last`.
pub(super) fn within(date: PartialDate, first: NaiveDate, last: NaiveDate) -> Answer {
    (!date.is_before(first)).and(date.is_on_or_before(last))
}

/// Whether `span` has the day of which `date` is what is known.
pub(super) fn covers(span: Span, date: PartialDate) -> Answer {
    if let Some(day) = date.day() {
        return span.covers(day);
    }
    let (first, last) = (date.earliest().unwrap_or(NaiveDate::MIN), date.latest().unwrap_or(NaiveDate::MAX));
    if span.covers(first).and(span.covers(last)).is_yes() {
        return Answer::Yes;
    }
    // Of a span that shares no day with those that it may be, none is it.
    let days = Span::new(date, None).and_then(|days| date.latest().map_or(Ok(days), |last| days.until_end_of(last)));
    days.map_or(Answer::Unknown, |days| span.overlaps(days)).and(Answer::Unknown)
}

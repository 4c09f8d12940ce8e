//! A hub's strategic board, which advises and scrutinises.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{PartialDate, Span, Spans},
    document::keyed,
    identifiers::{OrganisationId, PersonId},
    organisation::Phases,
    vocabulary::Word,
};

/// A strategic board: members with the seats that they fill, who chairs, and its meetings.
///
/// Chairing is an office, not a seat. Whether a member is independent is not stated but judged, from where members
/// work and who leads the hub.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Board {
    /// When it was formed.
    pub formed: PartialDate,
    /// The members.
    #[serde(default, deserialize_with = "keyed::map")]
    pub members: BTreeMap<PersonId, Member>,
    /// Who has chaired it, and for how long.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub chairs: BTreeMap<PersonId, Spans>,
    /// Its meetings, by date.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub meetings: BTreeMap<PartialDate, Meeting>,
}

crate::document::as_record! { Board, r#"a board: {"formed": …, "members": …}"#; }

/// A member of a board.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Member {
    /// The seats that the member fills, words of the policy's; usually one.
    #[serde(deserialize_with = "keyed::set")]
    pub seats: BTreeSet<Word>,
    /// For how long.
    pub span: Span,
    /// The organisation that the member comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<OrganisationId>,
    /// The phases that a school or college leader stands for; none for other members.
    #[serde(default, skip_serializing_if = "none")]
    pub leads_phases: Phases,
}

crate::document::as_record! { Member, r#"a member of a board: {"seats": […], "span": …}"#; }

fn none(phases: &Phases) -> bool {
    phases.is_empty()
}

/// A meeting of a board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Meeting {
    /// The members who came.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub present: BTreeSet<PersonId>,
    /// The steps of the yearly cycle that it dealt with, words of the policy's.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub reviewed: BTreeSet<Word>,
    /// The members whose interests were minuted.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub interests_minuted: BTreeSet<PersonId>,
}

crate::document::as_record! { Meeting, r#"a meeting: {"present": […], "reviewed": […]}"#; }

impl Board {
    /// A board formed at `formed`, still without members.
    #[must_use]
    pub const fn formed(formed: PartialDate) -> Self {
        Self { formed, members: BTreeMap::new(), chairs: BTreeMap::new(), meetings: BTreeMap::new() }
    }

    /// The same board with `member`.
    #[must_use]
    pub fn with_member(mut self, person: PersonId, member: Member) -> Self {
        self.members.insert(person, member);
        self
    }

    /// The same board chaired by `person` for `spans`, beside the spans for which it was already; one that they overlap
    /// they correct.
    #[must_use]
    pub fn chaired_by(mut self, person: PersonId, spans: impl Into<Spans>) -> Self {
        Spans::enter(&mut self.chairs, person, spans);
        self
    }

    /// The same board with a meeting at `on`.
    #[must_use]
    pub fn met_on(mut self, on: PartialDate, meeting: Meeting) -> Self {
        self.meetings.insert(on, meeting);
        self
    }

    /// The members who certainly sit on `day`.
    pub fn members_on(&self, day: NaiveDate) -> impl Iterator<Item = (PersonId, &Member)> {
        self.members
            .iter()
            .filter(move |(_, member)| member.span.covers(day).is_yes())
            .map(|(id, member)| (*id, member))
    }

    /// Who certainly chairs it on `day`.
    #[must_use]
    pub fn chair_on(&self, day: NaiveDate) -> Option<PersonId> {
        self.chairs.iter().find(|(_, spans)| spans.covers(day).is_yes()).map(|(id, _)| *id)
    }
}

impl Meeting {
    /// A meeting to which these members came.
    #[must_use]
    pub fn of(present: impl IntoIterator<Item = PersonId>) -> Self {
        Self { present: present.into_iter().collect(), ..Self::default() }
    }

    /// The same meeting as having dealt with this step of the yearly cycle too.
    #[must_use]
    pub fn reviewing(mut self, step: Word) -> Self {
        self.reviewed.insert(step);
        self
    }
}

impl Member {
    /// A member who fills `seat` for `span`: a word that the policy lists, see
    /// [the words of the home edition](crate::programme#the-words-of-the-home-edition).
    #[must_use]
    pub fn seated(seat: Word, span: Span) -> Self {
        Self { seats: [seat].into(), span, from: None, leads_phases: Phases::NONE }
    }

    /// The same member as coming from `organisation`.
    #[must_use]
    pub fn coming_from(self, organisation: impl Into<OrganisationId>) -> Self {
        Self { from: Some(organisation.into()), ..self }
    }

    /// The same member as a leader of a school or college of `phases`.
    #[must_use]
    pub fn leading(self, phases: Phases) -> Self {
        Self { leads_phases: phases, ..self }
    }
}

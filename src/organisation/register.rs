//! What is known of organisations and practitioners, by id.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Kind, Organisation, Practitioner, School, Succession};
use crate::{
    answer::Answer,
    document::keyed,
    identifiers::{OrganisationId, PersonId},
};

/// What is known of organisations, what became of them, and practitioners.
///
/// ```
/// use maths_hubs::{
///     identifiers::Urn,
///     organisation::{Governance, Kind, Organisation, Phases, Register, School, Succession},
/// };
///
/// // Woolwich Polytechnic became an academy a month after it was announced as a lead.
/// let maintained = Urn::new(100_187).unwrap().into();
/// let academy = Urn::new(141_163).unwrap().into();
/// let mut register = Register::default();
/// register.succeed(maintained, academy, Succession::converting("2014-07-31".parse().unwrap()));
///
/// assert_eq!(register.current(maintained, "2014-07-31".parse().unwrap()), maintained);
/// assert_eq!(register.current(maintained, "2014-08-01".parse().unwrap()), academy);
/// assert!(register.is_same(academy, maintained));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Register {
    /// Organisations, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub organisations: BTreeMap<OrganisationId, Organisation>,
    /// What became of organisations: predecessor, then successor.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "successions")]
    pub successions: BTreeMap<OrganisationId, BTreeMap<OrganisationId, Succession>>,
    /// Practitioners, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub practitioners: BTreeMap<PersonId, Practitioner>,
}

/// Both levels of the map refuse a key listed twice.
fn successions<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<OrganisationId, BTreeMap<OrganisationId, Succession>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Once(#[serde(deserialize_with = "keyed::map")] BTreeMap<OrganisationId, Succession>);

    let outer: BTreeMap<OrganisationId, Once> = keyed::map(deserializer)?;
    Ok(outer.into_iter().map(|(from, Once(to))| (from, to)).collect())
}

/// The legal body behind an organisation on a day: who can sign for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegalBody {
    /// This one.
    Is(OrganisationId),
    /// It is an academy whose trust on that day is not recorded, or of unknown kind or governance, or not recorded at
    /// all.
    Unknown,
}

impl LegalBody {
    /// The body, where it is known.
    #[must_use]
    pub const fn known(self) -> Option<OrganisationId> {
        match self {
            Self::Is(body) => Some(body),
            Self::Unknown => None,
        }
    }
}

impl Register {
    /// Records an organisation.
    pub fn record(&mut self, id: impl Into<OrganisationId>, organisation: Organisation) {
        self.organisations.insert(id.into(), organisation);
    }

    /// Records what became of an organisation.
    pub fn succeed(&mut self, from: OrganisationId, to: OrganisationId, succession: Succession) {
        self.successions.entry(from).or_default().insert(to, succession);
    }

    /// The organisation with this id, if it is recorded.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> Option<&Organisation> {
        self.organisations.get(&id)
    }

    /// The school with this id, if it is recorded and one.
    #[must_use]
    pub fn school(&self, id: OrganisationId) -> Option<&School> {
        self.organisation(id)?.school()
    }

    /// Its name, or its id where it is not recorded.
    #[must_use]
    pub fn name(&self, id: OrganisationId) -> String {
        self.organisation(id).map_or_else(|| id.to_string(), |organisation| organisation.name.clone())
    }

    /// What `id` goes on as next, if anything, with the link. Where several links say so, the first that opened; of those
    /// known to open on the same day none, since a tie is not for this library to break.
    #[must_use]
    pub fn successor(&self, id: OrganisationId) -> Option<(OrganisationId, Succession)> {
        let links = || self.successions.get(&id).into_iter().flatten().filter(|(_, link)| link.continuity.carries_on());
        let (to, first) = links().min_by_key(|(_, link)| link.opened)?;
        let alone = links().filter(|(_, link)| link.opened == first.opened).nth(1).is_none();
        alone.then_some((*to, *first))
    }

    /// `id` and all that it goes on as, in turn. A circle of links is followed once around.
    pub fn line(&self, id: OrganisationId) -> impl Iterator<Item = OrganisationId> {
        // Brent's way to find a circle: a mark that is moved up at each power of two is met again in one.
        let mut at = Some(id);
        let (mut mark, mut power, mut steps) = (id, 1_usize, 0_usize);
        std::iter::from_fn(move || {
            let here = at?;
            at = self.successor(here).map(|(to, _)| to).filter(|next| *next != id && *next != mark);
            steps = steps.saturating_add(1);
            if steps == power {
                (mark, power, steps) = (here, power.saturating_mul(2), 0);
            }
            Some(here)
        })
    }

    /// Whether `id` goes on as itself, by way of others.
    #[must_use]
    pub fn goes_in_a_circle(&self, id: OrganisationId) -> bool {
        self.line(id).last().and_then(|last| self.successor(last)).is_some_and(|(to, _)| to == id)
    }

    /// The id under which `id` goes on as of `day`: its successors are followed while they had certainly opened. One that
    /// goes on as itself by way of others stays what it is.
    #[must_use]
    pub fn current(&self, id: OrganisationId, day: NaiveDate) -> OrganisationId {
        let opened = |at: OrganisationId| {
            self.successor(at).filter(|(_, link)| link.opened.is_on_or_before(day).is_yes()).map(|(to, _)| to)
        };
        let mut line = self.line(id).peekable();
        while let Some(at) = line.next() {
            match (opened(at), line.peek()) {
                (None, _) => return at,
                // It would go on, and the line has been all the way around.
                (Some(_), None) => return id,
                (Some(_), Some(_)) => {}
            }
        }
        id
    }

    /// Whether one of the two goes on as the other: they are one organisation under two ids.
    #[must_use]
    pub fn is_same(&self, one: OrganisationId, another: OrganisationId) -> bool {
        one == another || self.line(one).any(|at| at == another) || self.line(another).any(|at| at == one)
    }

    /// Who can sign for `id` on `day`: of an academy its trust, of any other body itself. Successors are followed first.
    #[must_use]
    pub fn legal_body(&self, id: OrganisationId, day: NaiveDate) -> LegalBody {
        let current = self.current(id, day);
        match self.organisation(current).map(|organisation| &organisation.kind) {
            Some(Kind::School(school)) if school.governance.may_have_trust() => {
                school.trust_on(day).map_or(LegalBody::Unknown, LegalBody::Is)
            }
            Some(Kind::Unknown) | None => LegalBody::Unknown,
            Some(_) => LegalBody::Is(current),
        }
    }

    /// Whether both are the same body, or schools of one trust, or a trust and its school, on `day`.
    #[must_use]
    pub fn is_one_group(&self, one: OrganisationId, another: OrganisationId, day: NaiveDate) -> Answer {
        if self.is_same(one, another) {
            return Answer::Yes;
        }
        match (self.legal_body(one, day), self.legal_body(another, day)) {
            (LegalBody::Is(one), LegalBody::Is(another)) => (one == another).into(),
            _ => Answer::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u32) -> OrganisationId {
        crate::identifiers::Urn::new(100_000 + number).unwrap().into()
    }

    fn register(links: &[(u32, u32, &str)]) -> Register {
        let mut register = Register::default();
        for (from, to, closed) in links {
            register.succeed(id(*from), id(*to), Succession::converting(closed.parse().unwrap()));
        }
        register
    }

    fn current(register: &Register, number: u32, day: &str) -> OrganisationId {
        register.current(id(number), day.parse().unwrap())
    }

    #[test]
    fn of_several_successors_the_first_to_open_is_followed() {
        let register = register(&[(1, 9, "2010-08-31"), (1, 2, "2024-08-31")]);
        assert_eq!(current(&register, 1, "2010-08-31"), id(1));
        assert_eq!(current(&register, 1, "2015-01-01"), id(9));
        assert_eq!(current(&register, 1, "2025-01-01"), id(9));
    }

    #[test]
    fn a_tie_of_successors_is_not_broken() {
        let register = register(&[(1, 9, "2010-08-31"), (1, 2, "2010-08-31")]);
        assert_eq!(register.successor(id(1)), None);
        assert_eq!(current(&register, 1, "2015-01-01"), id(1));
    }

    #[test]
    fn a_circle_is_followed_once_and_leaves_each_what_it_is() {
        let mut register = register(&[(1, 2, "2010-08-31"), (2, 3, "2010-08-31"), (3, 1, "2010-08-31")]);
        for unrelated in [None, Some(7)] {
            if let Some(unrelated) = unrelated {
                register.succeed(id(unrelated), id(8), Succession::converting("2010-08-31".parse().unwrap()));
            }
            assert_eq!(register.line(id(1)).collect::<Vec<_>>(), [id(1), id(2), id(3)]);
            assert_eq!(current(&register, 1, "2015-01-01"), id(1));
            assert!(register.goes_in_a_circle(id(3)));
        }
        register.succeed(id(5), id(1), Succession::converting("2010-08-31".parse().unwrap()));
        assert!(!register.goes_in_a_circle(id(5)));
        assert!(register.line(id(5)).count() < 8);
        register.succeed(id(6), id(6), Succession::converting("2010-08-31".parse().unwrap()));
        assert!(register.goes_in_a_circle(id(6)));
    }

    #[test]
    fn a_line_follows_every_link_and_ends_with_the_last() {
        let links: Vec<(u32, u32, &str)> = (1..40).map(|number| (number, number + 1, "2010-08-31")).collect();
        let register = register(&links);
        assert_eq!(register.line(id(1)).count(), 40);
        assert_eq!(current(&register, 1, "2015-01-01"), id(40));
    }
}

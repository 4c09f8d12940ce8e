//! The answer: hubs in their order, and what there is to say beside them.

use std::fmt;

use super::{FoundPlace, NotUnderstood, Sureness};
use crate::{
    answer::Answer,
    geography::{Authority, Extent, name_of, rounded_root},
    identifiers::{GssCode, HubId, LaCode, OrganisationId, Slug},
    network::{Contact, LeadStatus, Status},
};

/// The hubs of a school or a place, in [the order of the finder](super#the-order).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Found<'a> {
    /// What was understood; `None` for a school that chose a hub and of which no place is known.
    pub place: Option<FoundPlace>,
    /// How sure the first hub is.
    pub sure: Sureness,
    /// The hubs, each once.
    pub hubs: Vec<FoundHub<'a>>,
    /// What there is to say beside them.
    pub notes: Vec<Note>,
}

/// One hub of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FoundHub<'a> {
    /// Its id.
    pub id: HubId,
    /// Its name on the day.
    pub name: &'a str,
    /// Why it stands here: the first ground there is in the order.
    pub how: How,
    /// How much of the place certainly lies in its area, whatever the ground; unknown where some may.
    pub extent: Extent,
    /// Whether it is at work on the day: yes, or unknown.
    pub at_work: Answer,
    /// Who leads it on the day.
    pub lead: LeadStatus<'a>,
    /// How to reach it.
    pub contact: &'a Contact,
    /// How far it is from the place's point, where both ends are known.
    pub distance: Option<Distance>,
}

/// Why a hub stands in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum How {
    /// The school chose it.
    Chosen,
    /// The whole of the place lies in its area.
    Whole,
    /// A part of the place lies in its area: which hub is a school's depends on the district.
    Part,
    /// It looks after the place, which has no hub, in the interim.
    Covers {
        /// The cover.
        cover: Slug,
        /// How much of the place is under the cover.
        extent: Extent,
    },
    /// It may be the hub, as far as the record goes.
    Perhaps(Ground),
    /// Nobody is known to serve the place, and no hub certainly at work is nearer.
    Nearest,
}

/// Why a hub may be the one, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Ground {
    /// The school chose it, and the days of the choice or of the hub are half known.
    Chosen,
    /// It lists the place, and the days of its area or of the hub are half known.
    Lists,
    /// It may look after the place in the interim.
    Covers,
    /// Its area is half known, and it is at home in the region: its lead lies there, or a place that it serves.
    AtHome,
    /// Its area is half known.
    Open,
}

/// How far a hub is from a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Distance {
    /// The square of the distance in metres, exact: what is ordered by.
    pub squared: u64,
    /// To what of the hub.
    pub to: Anchor,
}

/// A point that stands for a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Anchor {
    /// A school that leads it, at its own point.
    LeadSchool,
    /// The postcode district of a school that leads it.
    LeadPostcode,
    /// The middle of the district or authority of a school that leads it.
    LeadPlace,
    /// The middle of a place in its area: no point of a lead is known.
    Area,
}

impl Distance {
    /// The distance, rounded to the nearest metre.
    #[must_use]
    pub const fn metres(self) -> u64 {
        rounded_root(self.squared)
    }
}

/// As what a hub that cannot be offered is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedAs {
    /// A school's choice.
    Choice,
    /// Who looks after the place.
    Cover,
    /// The hub that is forming in a place under cover.
    Forming,
    /// A hub whose area has the place.
    Area,
}

/// What there is to say beside the hubs of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// A hub is named that is not at work on the day, so it is not offered.
    NotAtWork {
        /// The hub.
        hub: HubId,
        /// What it is on the day.
        status: Option<Status>,
        /// As what it is named.
        named_as: NamedAs,
    },
    /// A hub is named that the network does not have.
    NoSuchHub {
        /// The id.
        hub: HubId,
        /// As what it is named.
        named_as: NamedAs,
    },
    /// The place has no hub, and a body that is none looks after it in the interim, or may.
    CoveredByBody {
        /// The body.
        body: OrganisationId,
        /// Whether it certainly does.
        certain: Answer,
    },
    /// There may be hubs that the record lacks.
    HubsMayBeMissing,
    /// The school's district lies in another authority than its own; the district decides.
    AcrossABorder {
        /// The authority that was given.
        authority: LaCode,
        /// The district.
        unit: GssCode,
    },
    /// The school's district is abolished; one place took its own, and stands for it.
    Replaced {
        /// The code that was given.
        district: GssCode,
        /// The code of the place that stands for it.
        by: GssCode,
    },
    /// Something that was given of a school's place was not understood, and something else was used.
    NotUsed(NotUnderstood),
    /// The second nearest place, which may be the one, has other hubs.
    RunnerUpHas {
        /// The place.
        unit: GssCode,
        /// The hubs that certainly serve it.
        hubs: Vec<HubId>,
    },
}

impl<'a> Found<'a> {
    /// The first hub, where it is certain: the record says that the school takes part with it, or that it serves or looks
    /// after the place. The place itself may be an estimate.
    #[must_use]
    pub fn certain(&self) -> Option<&FoundHub<'a>> {
        self.hubs.first().filter(|hub| hub.how.is_certain())
    }

    /// Of all hubs of the answer the nearest, where any distance is known; of equally near ones the first.
    #[must_use]
    pub fn nearest(&self) -> Option<&FoundHub<'a>> {
        let known = self.hubs.iter().filter_map(|hub| Some((hub.distance?.squared, hub)));
        known.min_by_key(|(squared, _)| *squared).map(|(_, hub)| hub)
    }
}

impl How {
    /// Whether the record says so, and not only leaves it open.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Chosen | Self::Whole | Self::Part | Self::Covers { .. })
    }
}

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}")?,
            None => f.write_str("no known place")?,
        }
        match self.sure {
            Sureness::Recorded => f.write_str(": recorded")?,
            // The place says so itself.
            Sureness::Estimated(_) => {}
            Sureness::Unknown => f.write_str(": no hub is certain")?,
        }
        self.hubs.iter().try_for_each(|hub| write!(f, "\n{hub}"))?;
        self.notes.iter().try_for_each(|note| write!(f, "\n{note}"))
    }
}

impl fmt::Display for FoundHub<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}) {}", self.name, self.id, self.how)?;
        if let (How::Chosen, Extent::Whole) = (self.how, self.extent) {
            f.write_str(" and serves the whole of it")?;
        }
        if self.at_work.is_unknown() {
            f.write_str("; it may not be at work")?;
        }
        match self.lead {
            LeadStatus::Held(..) => {}
            LeadStatus::Bridged(by) => write!(f, "; without a lead, {by} stands in")?,
            LeadStatus::Vacant => f.write_str("; without a lead")?,
            LeadStatus::Unknown => f.write_str("; its lead is not known")?,
        }
        if let Some(distance) = self.distance {
            write!(f, "; {} m to {}", distance.metres(), distance.to)?;
        }
        let Contact { website, email, telephone, address, postcode, .. } = self.contact;
        for line in [email, telephone, website, address].into_iter().flatten() {
            write!(f, "; {line}")?;
        }
        postcode.map_or(Ok(()), |postcode| write!(f, "; {postcode}"))
    }
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chosen => "is the school's own choice",
            Self::Whole => "serves the whole of it",
            Self::Part => "serves a part of it",
            Self::Covers { extent: Extent::Part, .. } => "looks after a part of it in the interim",
            Self::Covers { .. } => "looks after it in the interim",
            Self::Perhaps(Ground::Chosen) => "may be the school's own choice",
            Self::Perhaps(Ground::Lists) => "may serve it, which it lists",
            Self::Perhaps(Ground::Covers) => "may look after it in the interim",
            Self::Perhaps(Ground::AtHome) => "may serve it, at home in its region",
            Self::Perhaps(Ground::Open) => "may serve it",
            Self::Nearest => "is the nearest",
        })
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::LeadSchool => "its lead school",
            Self::LeadPostcode => "its lead school's postcode district",
            Self::LeadPlace => "the middle of its lead school's place",
            Self::Area => "the middle of a place that it serves",
        })
    }
}

impl fmt::Display for NamedAs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Choice => "the school's choice",
            Self::Cover => "who looks after the place in the interim",
            Self::Forming => "the hub forming there",
            Self::Area => "a hub with the place in its area",
        })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |code: &GssCode| name_of(*code).map_or_else(|| code.to_string(), str::to_owned);
        match self {
            Self::NotAtWork { hub, status, named_as } => {
                write!(f, "{hub}, {named_as}, is not at work")?;
                status.map_or(Ok(()), |status| write!(f, ": it is {status}"))
            }
            Self::NoSuchHub { hub, named_as } => write!(f, "{hub}, {named_as}, is no hub of the network"),
            Self::CoveredByBody { body, certain } => {
                let may = if certain.is_yes() { "looks" } else { "may look" };
                write!(f, "{body} {may} after it in the interim")
            }
            Self::HubsMayBeMissing => f.write_str("there may be hubs that the record lacks"),
            Self::AcrossABorder { authority, unit } => {
                let given =
                    Authority::with_code(*authority).map_or_else(|| authority.to_string(), |it| it.name().into());
                write!(f, "it is a school of {given}, and lies in {}", name(unit))
            }
            Self::Replaced { district, by } => write!(f, "{} is now {}", name(district), name(by)),
            Self::NotUsed(not_understood) => write!(f, "not used: {not_understood}"),
            Self::RunnerUpHas { unit, hubs } if hubs.is_empty() => {
                write!(f, "{}, the second nearest, is served by no hub that is known", name(unit))
            }
            Self::RunnerUpHas { unit, hubs } => {
                write!(f, "{}, the second nearest, is served by ", name(unit))?;
                for (place, hub) in hubs.iter().enumerate() {
                    write!(f, "{}{hub}", if place == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
        }
    }
}

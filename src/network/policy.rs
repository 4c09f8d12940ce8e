//! What a programme decides about its network.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    num::NonZeroU32,
};

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{PartialDate, TermCalendar},
    document::{Malformed, Source, keyed},
    organisation::Phases,
    vocabulary::{Vocabulary, Word},
};

/// What a programme decides about its network: every figure, word and template that the network's rules look at.
///
/// Whatever is `None` the programme does not ask for, and the rules that need it do not apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct NetworkPolicy {
    /// Whether the hubs together serve all of England, place by place.
    pub territorial: bool,
    /// The phases that every hub is open to.
    pub phases: Phases,
    /// The most hubs that one accountable body may lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_hubs_of_one_body: Option<u32>,
    /// The most leads of one tenure.
    pub most_joint_leads: u32,
    /// The day from which a lead, or the school that a trust nominates, must lie in the area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads_within_area_from: Option<PartialDate>,
    /// The day from which a trust that leads must nominate one of its schools.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nominations_from: Option<PartialDate>,
    /// The days for which a lead may be vacant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vacancy_days: Option<u32>,
    /// The days for which a hub may be forming.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forming_days: Option<u32>,
    /// The days after its start in which a hub need not yet have partners.
    pub settling_days: u32,
    /// The days for which an area may go without a hub under interim cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interim_cover_days: Option<u32>,
    /// The days that a handover may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover_days: Option<u32>,
    /// The days after a year's end in which it is evaluated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evaluation_days: Option<u32>,
    /// Whether the network meets in a forum each term.
    pub forum_each_term: bool,
    /// How many forums in a row are too many for a hub to miss without an apology.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forum_absences_in_a_row: Option<u32>,
    /// The days in which an enquiry is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry_days: Option<u32>,
    /// Whether hubs have strategic and operational partners.
    pub partners: bool,
    /// The fewest schools of which teachers take part in a work group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fewest_schools_in_a_work_group: Option<u32>,
    /// The posts that every operating hub fills.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub required_posts: BTreeSet<Word>,
    /// The words that end hubs' names and do not tell them apart, in lower case: `maths hub`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "keyed::set")]
    pub name_endings: BTreeSet<String>,
    /// The terms of the year, where they differ from the usual months.
    #[serde(default)]
    pub terms: TermCalendar,
    /// The words that the programme uses.
    pub words: Vocabularies,
    /// The template of a strategic board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<BoardTemplate>,
    /// Where each of these comes from, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "keyed::map")]
    pub sources: BTreeMap<String, Source>,
}

crate::document::as_record! { NetworkPolicy, "the policy of a network, an object"; }

/// The words that a programme uses where this library has none of its own. A word that is not listed is a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Vocabularies {
    /// Kinds of bodies that may lead: `school`, `college`, `trust`.
    pub leads: Vocabulary,
    /// Why a partner is there.
    pub expertise: Vocabulary,
    /// The expertise that rests on an accreditation with an end.
    #[serde(deserialize_with = "keyed::set")]
    pub accredited: BTreeSet<Word>,
    /// Kinds of posts.
    pub posts: Vocabulary,
    /// Seats of a board.
    pub seats: Vocabulary,
    /// Kinds of projects.
    pub projects: Vocabulary,
    /// Kinds of advisers.
    pub advisers: Vocabulary,
    /// Kinds of enquiries and offers.
    pub enquiries: Vocabulary,
}

crate::document::as_record! { Vocabularies, r#"vocabularies: {"leads": …, "expertise": …}"#; }

impl Vocabularies {
    /// Each vocabulary with its field's name, in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Vocabulary)> {
        [
            ("leads", &self.leads),
            ("expertise", &self.expertise),
            ("posts", &self.posts),
            ("seats", &self.seats),
            ("projects", &self.projects),
            ("advisers", &self.advisers),
            ("enquiries", &self.enquiries),
        ]
        .into_iter()
    }
}

/// What a strategic board looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct BoardTemplate {
    /// The least part of the members who are independent of the lead and its trust.
    pub independent: Fraction,
    /// Whether the chair is independent.
    pub chair_independent: bool,
    /// The seat that school and college leaders fill.
    pub leader_seat: Word,
    /// The fewest school and college leaders.
    pub fewest_leaders: u32,
    /// The phases that the leaders together stand for.
    pub phases: Phases,
    /// The seats that count as specialist bodies'.
    #[serde(deserialize_with = "keyed::set")]
    pub specialist_seats: BTreeSet<Word>,
    /// The most members of specialist bodies.
    pub most_specialists: u32,
    /// The seats of which one each must be filled, by what each group is for.
    #[serde(default, deserialize_with = "keyed::map")]
    pub required_seats: BTreeMap<Word, SeatGroup>,
    /// The days for which a required seat may stay empty.
    pub empty_seat_days: u32,
    /// The posts whose holders are members.
    #[serde(default, deserialize_with = "keyed::set")]
    pub seated_posts: BTreeSet<Word>,
    /// The fewest meetings in a full year.
    pub fewest_meetings: u32,
    /// The steps of the year that meetings deal with.
    #[serde(default, deserialize_with = "keyed::map")]
    pub cycle: BTreeMap<Word, CycleStep>,
}

crate::document::as_record! { BoardTemplate, "the template of a board, an object"; }

/// Seats of which one must be filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct SeatGroup {
    /// Any of these will do.
    #[serde(deserialize_with = "keyed::set")]
    pub any_of: BTreeSet<Word>,
    /// Whether it is only recommended ("should").
    #[serde(default)]
    pub recommended: bool,
    /// The last day on which it is asked for; `None` for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

crate::document::as_record! { SeatGroup, r#"seats of which one is filled: {"any_of": […]}"#; }

impl SeatGroup {
    /// Seats of which one must be filled, for good.
    #[must_use]
    pub const fn any_of(seats: BTreeSet<Word>) -> Self {
        Self { any_of: seats, recommended: false, until: None }
    }
}

/// A step of the yearly cycle of a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct CycleStep {
    /// What the board does.
    pub what: String,
    /// Whether it looks back on a year, and so cannot be done in a hub's first.
    #[serde(default)]
    pub looks_back: bool,
    /// Whether it must be done before the year's plan is submitted.
    #[serde(default)]
    pub before_the_plan: bool,
}

crate::document::as_record! { CycleStep, r#"a step of the yearly cycle: {"what": …}"#; }

impl CycleStep {
    /// A step that may be done at any time, and in a hub's first year too.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), looks_back: false, before_the_plan: false }
    }
}

/// A fraction of at most 1, exact: `3/5`. It stands as it was written: `2/4` is another than `1/2`, and as much.
///
/// ```
/// use maths_hubs::network::Fraction;
///
/// let most: Fraction = "2/3".parse()?;
/// assert!(most.is_met(6, 9) && !most.is_met(5, 9));
/// assert!("3/2".parse::<Fraction>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    of: NonZeroU32,
    part: u32,
}

impl Fraction {
    /// `part` in `of`, or `None` where that is more than the whole, or of nothing.
    #[must_use]
    pub const fn new(part: u32, of: u32) -> Option<Self> {
        match NonZeroU32::new(of) {
            Some(of) if part <= of.get() => Some(Self { of, part }),
            _ => None,
        }
    }

    /// Whether `some` of `all` is at least this part.
    #[must_use]
    pub fn is_met(self, some: usize, all: usize) -> bool {
        let wide = |number: usize| u128::try_from(number).unwrap_or(u128::MAX);
        let by = |number: usize, factor: u32| wide(number).saturating_mul(u128::from(factor));
        by(some, self.of.get()) >= by(all, self.part)
    }
}

impl std::str::FromStr for Fraction {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let digits = |text: &str| {
            let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
            plain.then(|| text.parse().ok()).flatten()
        };
        let parts = text.split_once('/').and_then(|(part, of)| Self::new(digits(part)?, digits(of)?));
        parts.ok_or_else(|| Malformed::new("a fraction", text, "two whole numbers as in `2/3`, at most 1"))
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

crate::document::as_text! { Fraction, "a fraction"; }

//! Districts of the counties of two tiers.

use chrono::NaiveDate;

use super::{
    Authority,
    dates::Dates,
    name::Meant,
    tables::{CODES, DISTRICTS},
};
use crate::{
    calendar::Period,
    identifiers::{GssCode, GssEntity, LaCode},
};

/// A district (GSS code E07) of a county of two tiers, present or former.
///
/// The table holds the codes that were in use from 2017 on. A district whose start the sources do not give is in force
/// here since 1 January 2009, as its county is. That also holds for a place whose *code* is younger than that (East
/// Hertfordshire, St Albans, Stevenage and Welwyn Hatfield were given new codes between 2009 and 2017): the place is
/// older, and its former code is not in the table.
///
/// ```
/// use maths_hubs::geography::District;
///
/// let folkestone = District::named("Shepway").unwrap();
/// assert_eq!(folkestone.name(), "Folkestone and Hythe");
/// assert_eq!(folkestone.code().to_string(), "E07000112");
/// assert_eq!(folkestone.authority().number(), 886);
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct District {
    pub(super) authority: LaCode,
    pub(super) code: GssCode,
    pub(super) name: &'static str,
    pub(super) also: &'static [&'static str],
    pub(super) dates: Dates,
}

impl District {
    /// All of them, former ones too, by the DfE code of their county and then their own.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &DISTRICTS
    }

    /// The district with this GSS code.
    #[must_use]
    pub fn with_code(code: GssCode) -> Option<&'static Self> {
        if code.entity() != GssEntity::District {
            return None;
        }
        let at = CODES.binary_search_by_key(&code, |(code, _)| *code).ok()?;
        let (_, authority) = CODES.get(at)?;
        let at = DISTRICTS.binary_search_by_key(&(*authority, code), |it| (it.authority, it.code)).ok()?;
        DISTRICTS.get(at)
    }

    /// The district with this name, present or former, in any casing and in the forms that sources differ in.
    #[must_use]
    pub fn named(text: &str) -> Option<&'static Self> {
        let meant = Meant::by(text);
        DISTRICTS.iter().find(|it| it.is(meant))
    }

    pub(super) fn is(&self, meant: Meant<'_>) -> bool {
        meant.is_one_of(std::iter::once(self.name).chain(self.also.iter().copied()))
    }

    /// The districts of a county, former ones too.
    pub(super) fn of_authority(authority: LaCode) -> &'static [Self] {
        let start = DISTRICTS.partition_point(|it| it.authority < authority);
        let end = DISTRICTS.partition_point(|it| it.authority <= authority);
        DISTRICTS.get(start..end).unwrap_or_default()
    }

    /// The GSS code.
    #[must_use]
    pub const fn code(&self) -> GssCode {
        self.code
    }

    /// The name, the newest where it was renamed.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Names it bore before.
    #[must_use]
    pub const fn former_names(&self) -> &'static [&'static str] {
        self.also
    }

    /// The DfE code of its county.
    #[must_use]
    pub const fn authority(&self) -> LaCode {
        self.authority
    }

    /// Its county.
    #[must_use]
    pub fn county(&self) -> Option<&'static Authority> {
        Authority::with_code(self.authority)
    }

    /// The days on which it is in force.
    #[must_use]
    pub fn period(&self) -> Period {
        self.dates.period()
    }

    /// Whether it is in force on `day`.
    #[must_use]
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.dates.contains(day)
    }
}

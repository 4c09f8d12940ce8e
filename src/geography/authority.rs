//! Local authorities with duties for schools.

use chrono::NaiveDate;

use super::{
    District, Region,
    dates::Dates,
    name::Meant,
    tables::{AUTHORITIES, CODES},
};
use crate::{
    calendar::Period,
    identifiers::{GssCode, GssEntity, LaCode},
};

/// A local authority that has, or had, a code of the Department for Education (DfE).
///
/// The authority is known by its DfE code, which lasts; its GSS code changes with its boundary, or when a county of two
/// tiers becomes one council. Its days come from the Department's list, which opened on 1 January 2009: an authority
/// that is older starts on that day here. Five rows of that list, counties abolished on 31 March 2009, have no DfE code
/// (they say `x`); they are no authorities here.
///
/// ```
/// use maths_hubs::geography::Authority;
///
/// let barnsley = Authority::with_code("370".parse()?).unwrap();
/// assert_eq!(Authority::with_gss("E08000016".parse()?), Some(barnsley));
/// assert_eq!(Authority::with_gss("E08000038".parse()?), Some(barnsley));
/// assert_eq!(Authority::named("St Helens").map(Authority::name), Some("St. Helens"));
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Authority {
    pub(super) code: LaCode,
    pub(super) name: &'static str,
    pub(super) also: &'static [&'static str],
    pub(super) region: Region,
    pub(super) codes: &'static [(GssCode, Dates)],
}

impl Authority {
    /// All of them, former ones too, by DfE code.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &AUTHORITIES
    }

    /// The authority with this DfE code.
    #[must_use]
    pub fn with_code(code: LaCode) -> Option<&'static Self> {
        let at = AUTHORITIES.binary_search_by_key(&code, |authority| authority.code).ok()?;
        AUTHORITIES.get(at)
    }

    /// The authority of which this is, or was, the GSS code. A district's code is not its county's: see
    /// [`of_place`](Self::of_place).
    #[must_use]
    pub fn with_gss(code: GssCode) -> Option<&'static Self> {
        if code.entity() == GssEntity::District { None } else { Self::of_place(code) }
    }

    /// The authority to which this GSS code leads, its own or that of one of its districts, former ones too.
    #[must_use]
    pub fn of_place(code: GssCode) -> Option<&'static Self> {
        let at = CODES.binary_search_by_key(&code, |(code, _)| *code).ok()?;
        CODES.get(at).and_then(|(_, authority)| Self::with_code(*authority))
    }

    /// The authority with this name, in any casing and in the forms that sources differ in: "St Helens", "Bristol" and
    /// "Bristol, City of", "Hull", "Durham", "Liverpool City Council".
    ///
    /// Of two that bore the name one after another (Dorset, 835 and 838) the later; else [`named_on`](Self::named_on).
    #[must_use]
    pub fn named(text: &str) -> Option<&'static Self> {
        let meant = Meant::by(text);
        AUTHORITIES.iter().filter(|authority| authority.is(meant)).max_by_key(|it| it.first())
    }

    /// The authority with this name that is in force on `day`.
    #[must_use]
    pub fn named_on(text: &str, day: NaiveDate) -> Option<&'static Self> {
        let meant = Meant::by(text);
        AUTHORITIES.iter().find(|authority| authority.in_force_on(day) && authority.is(meant))
    }

    fn is(&self, meant: Meant<'_>) -> bool {
        meant.is_one_of(std::iter::once(self.name).chain(self.also.iter().copied()))
    }

    /// The DfE code.
    #[must_use]
    pub const fn code(&self) -> LaCode {
        self.code
    }

    /// The name, as the Department's list writes it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Other names that sources use.
    #[must_use]
    pub const fn other_names(&self) -> &'static [&'static str] {
        self.also
    }

    /// The region.
    #[must_use]
    pub const fn region(&self) -> Region {
        self.region
    }

    /// Its GSS codes, each with the days on which it was in force, in their order.
    pub fn codes(&self) -> impl Iterator<Item = (GssCode, Period)> + use<> {
        self.codes.iter().map(|(code, dates)| (*code, dates.period()))
    }

    /// The days on which it is in force: its codes follow one another without a gap.
    #[must_use]
    pub fn period(&self) -> Period {
        Dates { first: self.first(), last: self.codes.last().and_then(|(_, dates)| dates.last) }.period()
    }

    fn first(&self) -> NaiveDate {
        // Every authority has a code (a test sees to it), so the fallback is never reached.
        self.codes.first().map_or(NaiveDate::MIN, |(_, dates)| dates.first)
    }

    /// Whether it is in force on `day`.
    #[must_use]
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.gss_on(day).is_some()
    }

    /// Its GSS code on `day`, or `None` where it is not in force.
    #[must_use]
    pub fn gss_on(&self, day: NaiveDate) -> Option<GssCode> {
        self.codes.iter().find(|(_, dates)| dates.contains(day)).map(|(code, _)| *code)
    }

    /// Its newest GSS code.
    #[must_use]
    pub fn newest_gss(&self) -> Option<GssCode> {
        self.codes.last().map(|(code, _)| *code)
    }

    /// Whether it is a county of two tiers on `day`.
    #[must_use]
    pub fn has_districts_on(&self, day: NaiveDate) -> bool {
        self.gss_on(day).is_some_and(|code| code.entity() == GssEntity::County)
    }

    /// Its districts, former ones too, by GSS code; none for a council that has always been of one tier.
    #[must_use]
    pub fn districts(&self) -> &'static [District] {
        District::of_authority(self.code)
    }

    /// The units of coverage it is made of on `day`: its districts in force where it has two tiers, else its own GSS
    /// code; none where it is not in force.
    pub fn units_on(&self, day: NaiveDate) -> impl Iterator<Item = GssCode> + Clone + use<> {
        let own = self.gss_on(day);
        let (own, districts) = match own.map(GssCode::entity) {
            None => (None, &[][..]),
            Some(GssEntity::County) => (None, self.districts()),
            Some(_) => (own, &[][..]),
        };
        own.into_iter().chain(districts.iter().filter(move |it| it.in_force_on(day)).map(District::code))
    }
}

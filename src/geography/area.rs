//! The area that a hub serves, and how much of it is known.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Authority, District, Region, dates::encloses};
use crate::{
    answer::Answer,
    calendar::Period,
    document::keyed,
    identifiers::{GssCode, GssEntity, LaCode},
};

/// Local authorities, and districts inside others.
///
/// An authority stands for all its units in force on the day that is asked about. In `districts` a code that is an
/// authority's own (E06, E08, E09 or E10) stands for that authority, so that a source which lists districts by GSS code
/// can be taken as it is. A code that the tables do not know may stand here; [`unknown_codes`](Self::unknown_codes)
/// finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Places {
    /// Whole authorities, by DfE code.
    #[serde(default, deserialize_with = "keyed::set", skip_serializing_if = "BTreeSet::is_empty")]
    pub authorities: BTreeSet<LaCode>,
    /// Districts of authorities that are not listed whole, by GSS code.
    #[serde(default, deserialize_with = "keyed::set", skip_serializing_if = "BTreeSet::is_empty")]
    pub districts: BTreeSet<GssCode>,
}

crate::document::as_record! { Places, r#"places: {"authorities": […], "districts": […]}"#; }

/// One code of [`Places`], as it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// One of the authorities.
    Authority(LaCode),
    /// One of the districts.
    District(GssCode),
}

impl Place {
    /// The days on which it is in force, or `None` where the tables do not know it.
    #[must_use]
    pub fn period(self) -> Option<Period> {
        match self {
            Self::Authority(code) => Authority::with_code(code).map(Authority::period),
            Self::District(code) => District::with_code(code)
                .map(District::period)
                .or_else(|| Authority::with_gss(code).map(Authority::period)),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authority(code) => fmt::Display::fmt(code, f),
            Self::District(code) => fmt::Display::fmt(code, f),
        }
    }
}

impl Places {
    /// These authorities, whole.
    #[must_use]
    pub fn of(authorities: impl IntoIterator<Item = LaCode>) -> Self {
        Self { authorities: authorities.into_iter().collect(), ..Self::default() }
    }

    /// And these districts.
    #[must_use]
    pub fn and_districts(mut self, districts: impl IntoIterator<Item = GssCode>) -> Self {
        self.districts.extend(districts);
        self
    }

    /// Whether it lists nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.authorities.is_empty() && self.districts.is_empty()
    }

    /// Every code listed, authorities first.
    pub fn iter(&self) -> impl Iterator<Item = Place> {
        let districts = self.districts.iter().copied().map(Place::District);
        self.authorities.iter().copied().map(Place::Authority).chain(districts)
    }

    /// The codes that the tables do not know.
    pub fn unknown_codes(&self) -> impl Iterator<Item = Place> {
        self.iter().filter(|place| place.period().is_none())
    }

    /// The codes of places that are not in force on every day of `period`: abolished before it ends, or founded after it
    /// begins. Codes that the tables do not know are not among them.
    pub fn not_in_force(&self, period: Period) -> impl Iterator<Item = Place> {
        self.iter().filter(move |place| place.period().is_some_and(|in_force| !encloses(in_force, period)))
    }

    /// The codes of places that are not in force on `day`.
    pub fn not_in_force_on(&self, day: NaiveDate) -> impl Iterator<Item = Place> {
        self.iter().filter(move |place| place.period().is_some_and(|in_force| !in_force.contains(day)))
    }

    /// The units that they are made of on `day`, each once, without allocating; none for a place not in force.
    pub fn units_on(&self, day: NaiveDate) -> impl Iterator<Item = GssCode> {
        let of_authorities = self
            .authorities
            .iter()
            .filter_map(|code| Authority::with_code(*code))
            .flat_map(move |authority| authority.units_on(day));
        let of_districts = self.districts.iter().flat_map(move |code| {
            let (unit, authority) = match code.entity() {
                GssEntity::District => (self.own_unit(*code, day), None),
                _ => (None, self.authority_first_named_by(*code)),
            };
            unit.into_iter().chain(authority.into_iter().flat_map(move |authority| authority.units_on(day)))
        });
        of_authorities.chain(of_districts)
    }

    /// A listed district where it is a unit on `day` and its authority is not listed whole.
    fn own_unit(&self, code: GssCode, day: NaiveDate) -> Option<GssCode> {
        let authority = super::unit_authority(code, day)?;
        (!self.has_whole(authority)).then_some(code)
    }

    /// The authority whose code this is, unless it is listed by its DfE code or by an earlier one of its GSS codes.
    fn authority_first_named_by(&self, code: GssCode) -> Option<&'static Authority> {
        let authority = Authority::with_gss(code)?;
        let before = |(other, _): (GssCode, Period)| other < code && self.districts.contains(&other);
        (!self.authorities.contains(&authority.code()) && !authority.codes().any(before)).then_some(authority)
    }

    /// Whether an authority is listed whole, by any of its codes.
    fn has_whole(&self, authority: &Authority) -> bool {
        self.authorities.contains(&authority.code())
            || authority.codes().any(|(code, _)| self.districts.contains(&code))
    }

    /// Whether a unit, which belongs to `authority`, is listed by itself or with the whole authority.
    fn has_unit(&self, unit: GssCode, authority: &Authority) -> bool {
        self.districts.contains(&unit) || self.has_whole(authority)
    }
}

/// How much of an authority an area serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// Every unit of it.
    Whole,
    /// Some unit of it and not certainly every one: in a complete area certainly not every one.
    Part,
    /// No unit of it; also the answer about an authority that is not in force.
    None,
    /// The area, or the tables, do not say.
    Unknown,
}

/// The area that a hub serves, with what is known of it.
///
/// Published lists are often in part prose, or known to a region only. What is not known is not taken for "not served":
/// see [`Answer`].
///
/// ```
/// use maths_hubs::geography::Area;
///
/// let area: Area = serde_json::from_str(r#"{"at-least": {"authorities": ["341"], "districts": ["E07000218"]}}"#)?;
/// let on = "2024-09-01".parse().unwrap();
/// assert!(area.serves_unit("E08000012".parse()?, on).is_yes());
/// assert!(area.serves_unit("E08000025".parse()?, on).is_unknown());
/// assert_eq!(serde_json::to_string(&Area::Unknown)?, "\"unknown\"");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Area {
    /// These places and no others.
    Complete(Places),
    /// These places, and perhaps others.
    AtLeast(Places),
    /// Somewhere in this region, and nowhere outside it.
    Region(Region),
    /// Nothing is known of it.
    #[default]
    Unknown,
}

crate::document::as_record! { Area, r#"an area: {"complete": …}, {"at-least": …}, {"region": …} or "unknown""#; }

impl Area {
    /// These authorities, whole, and nothing else.
    #[must_use]
    pub fn of(authorities: impl IntoIterator<Item = LaCode>) -> Self {
        Self::Complete(Places::of(authorities))
    }

    /// These authorities, whole, and perhaps other places.
    #[must_use]
    pub fn at_least(authorities: impl IntoIterator<Item = LaCode>) -> Self {
        Self::AtLeast(Places::of(authorities))
    }

    /// And these districts. An area known to a region only, or not at all, becomes "at least" these districts.
    #[must_use]
    pub fn and_districts(self, districts: impl IntoIterator<Item = GssCode>) -> Self {
        match self {
            Self::Complete(places) => Self::Complete(places.and_districts(districts)),
            Self::AtLeast(places) => Self::AtLeast(places.and_districts(districts)),
            Self::Region(_) | Self::Unknown => Self::AtLeast(Places::default().and_districts(districts)),
        }
    }

    /// Whether all of it is known.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        matches!(self, Self::Complete(_))
    }

    /// The places listed, where any are.
    #[must_use]
    pub const fn places(&self) -> Option<&Places> {
        match self {
            Self::Complete(places) | Self::AtLeast(places) => Some(places),
            Self::Region(_) | Self::Unknown => None,
        }
    }

    /// Whether it serves a unit on `day`.
    ///
    /// A code that its authority gave up, or has yet to take, stands for the authority: both codes of Barnsley are served
    /// alike; where that authority is a county of two tiers on the day and not served whole or not at all, the answer is
    /// unknown. A place that the tables know and that is not in force on the day is served by nobody. A code that the
    /// tables do not know is served where it is listed, else unknown.
    #[must_use]
    pub fn serves_unit(&self, code: GssCode, day: NaiveDate) -> Answer {
        let Some(authority) = Authority::of_place(code) else {
            return match self.places() {
                Some(places) if places.districts.contains(&code) => Answer::Yes,
                _ => Answer::Unknown,
            };
        };
        if code.entity() == GssEntity::District {
            if super::unit_authority(code, day).is_none() {
                return Answer::No;
            }
        } else if authority.has_districts_on(day) {
            return match self.serves_authority(authority.code(), day) {
                Extent::Whole => Answer::Yes,
                Extent::None => Answer::No,
                Extent::Part | Extent::Unknown => Answer::Unknown,
            };
        } else if !authority.in_force_on(day) {
            return Answer::No;
        }
        match self {
            Self::Complete(places) => places.has_unit(code, authority).into(),
            Self::AtLeast(places) if places.has_unit(code, authority) => Answer::Yes,
            Self::Region(region) if *region != authority.region() => Answer::No,
            Self::AtLeast(_) | Self::Region(_) | Self::Unknown => Answer::Unknown,
        }
    }

    /// How much of an authority it serves on `day`.
    ///
    /// An authority that the tables do not know is served whole where it is listed, else unknown.
    #[must_use]
    pub fn serves_authority(&self, code: LaCode, day: NaiveDate) -> Extent {
        let Some(authority) = Authority::with_code(code) else {
            return match self.places() {
                Some(places) if places.authorities.contains(&code) => Extent::Whole,
                _ => Extent::Unknown,
            };
        };
        let Some(places) = self.places() else {
            return match self {
                _ if !authority.in_force_on(day) => Extent::None,
                Self::Region(region) if *region != authority.region() => Extent::None,
                _ => Extent::Unknown,
            };
        };
        let mut served = authority.units_on(day).map(|unit| places.has_unit(unit, authority));
        let Some(first) = served.next() else {
            return Extent::None;
        };
        match (first, served.all(|it| it == first)) {
            (true, true) => Extent::Whole,
            (false, true) if self.is_complete() => Extent::None,
            (false, true) => Extent::Unknown,
            (_, false) => Extent::Part,
        }
    }

    /// The units that it certainly serves on `day`, each once, without allocating.
    pub fn units_on(&self, day: NaiveDate) -> impl Iterator<Item = GssCode> {
        self.places().into_iter().flat_map(move |places| places.units_on(day))
    }

    /// The regions in which it certainly lies on `day`, in their order. Complete only where the area is, or is known to
    /// a region.
    pub fn regions(&self, day: NaiveDate) -> impl Iterator<Item = Region> + use<> {
        let mut lies_in = match self {
            Self::Region(region) => Region::ALL.map(|it| it == *region),
            Self::Complete(_) | Self::AtLeast(_) | Self::Unknown => [false; 9],
        };
        for authority in self.units_on(day).filter_map(Authority::of_place) {
            if let Some(lies) =
                Region::ALL.iter().position(|region| *region == authority.region()).and_then(|at| lies_in.get_mut(at))
            {
                *lies = true;
            }
        }
        Region::ALL.into_iter().zip(lies_in).filter_map(|(region, lies)| lies.then_some(region))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Area, Extent, Place, Places};
    use crate::{
        answer::Answer::{No, Unknown, Yes},
        calendar::Period,
        geography::Region,
        identifiers::{GssCode, LaCode},
    };

    fn la(number: u16) -> LaCode {
        LaCode::new(number).unwrap()
    }

    fn gss(text: &str) -> GssCode {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn units(area: &Area, on: &str) -> Vec<String> {
        area.units_on(day(on)).map(|unit| unit.to_string()).collect()
    }

    #[test]
    fn each_kind_of_area_answers_for_what_it_knows() {
        let on = day("2024-09-01");
        let places = || Places::of([la(341)]).and_districts([gss("E07000220")]);
        let liverpool = gss("E08000012");
        let rugby = gss("E07000220");
        let warwick = gss("E07000222");
        let leeds = gss("E08000035");
        for (area, answers, extents) in [
            (Area::Complete(places()), [Yes, Yes, No, No], [Extent::Whole, Extent::Part, Extent::None]),
            (Area::AtLeast(places()), [Yes, Yes, Unknown, Unknown], [Extent::Whole, Extent::Part, Extent::Unknown]),
            (Area::Region(Region::NorthWest), [Unknown, No, No, No], [Extent::Unknown, Extent::None, Extent::None]),
            (Area::Unknown, [Unknown; 4], [Extent::Unknown; 3]),
        ] {
            assert_eq!([liverpool, rugby, warwick, leeds].map(|unit| area.serves_unit(unit, on)), answers, "{area:?}");
            assert_eq!([341, 937, 383].map(|code| area.serves_authority(la(code), on)), extents, "{area:?}");
        }
        assert_eq!(Area::default(), Area::Unknown);
    }

    #[test]
    fn all_districts_of_a_county_are_the_whole_of_it() {
        let warwickshire = ["E07000218", "E07000219", "E07000220", "E07000221", "E07000222"].map(gss);
        let area = Area::of([]).and_districts(warwickshire);
        assert_eq!(area.serves_authority(la(937), day("2024-09-01")), Extent::Whole);
        assert!(area.is_complete());
    }

    #[test]
    fn a_unit_listed_in_several_ways_is_served_once() {
        let twice = Area::of([la(937)]).and_districts([gss("E07000220"), gss("E10000031")]);
        assert_eq!(units(&twice, "2024-09-01"), ["E07000218", "E07000219", "E07000220", "E07000221", "E07000222"]);
        let by_gss = Area::of([]).and_districts([gss("E07000220"), gss("E10000031")]);
        assert_eq!(units(&by_gss, "2024-09-01"), units(&twice, "2024-09-01"));
        let barnsley = Area::of([]).and_districts([gss("E08000016"), gss("E08000038")]);
        assert_eq!(units(&barnsley, "2025-04-30"), ["E08000016"]);
        assert_eq!(units(&barnsley, "2025-05-01"), ["E08000038"]);
    }

    #[test]
    fn both_codes_of_an_authority_are_served_alike() {
        let on = day("2025-09-01");
        for area in [
            Area::of([la(370)]),
            Area::of([]).and_districts([gss("E08000016")]),
            Area::of([]).and_districts([gss("E08000038")]),
        ] {
            assert_eq!(area.serves_unit(gss("E08000016"), on), Yes);
            assert_eq!(area.serves_unit(gss("E08000038"), on), Yes);
            assert_eq!(area.serves_authority(la(370), on), Extent::Whole);
            assert_eq!(area.serves_unit(gss("E08000039"), on), No);
        }
    }

    #[test]
    fn a_place_not_in_force_is_served_by_nobody() {
        let northamptonshire = Area::of([la(928)]);
        assert_eq!(units(&northamptonshire, "2021-03-31").len(), 7);
        assert!(units(&northamptonshire, "2021-04-01").is_empty());
        assert_eq!(northamptonshire.serves_authority(la(928), day("2021-03-31")), Extent::Whole);
        assert_eq!(northamptonshire.serves_authority(la(928), day("2021-04-01")), Extent::None);
        let corby = Area::of([]).and_districts([gss("E07000150")]);
        assert_eq!(units(&corby, "2021-03-31"), ["E07000150"]);
        assert!(units(&corby, "2021-04-01").is_empty());
        for area in [corby, Area::at_least([la(928)]), Area::Region(Region::EastMidlands), Area::Unknown] {
            assert_eq!(area.serves_unit(gss("E07000150"), day("2021-04-01")), No);
            assert_eq!(area.serves_unit(gss("E06000061"), day("2021-03-31")), No);
            assert_eq!(area.serves_authority(la(940), day("2021-03-31")), Extent::None);
        }
    }

    #[test]
    fn a_code_of_a_later_day_stands_for_its_county_as_far_as_that_says() {
        let on = day("2019-09-01");
        let buckinghamshire = gss("E06000060");
        assert_eq!(Area::of([la(825)]).serves_unit(buckinghamshire, on), Yes);
        assert_eq!(Area::of([la(341)]).serves_unit(buckinghamshire, on), No);
        assert_eq!(Area::of([]).and_districts([gss("E07000004")]).serves_unit(buckinghamshire, on), Unknown);
    }

    #[test]
    fn codes_that_the_tables_do_not_know_are_found() {
        let places =
            Places::of([la(341), la(660)]).and_districts([gss("E07000999"), gss("E12000001"), gss("E07000220")]);
        let unknown: Vec<_> = places.unknown_codes().map(|place| place.to_string()).collect();
        assert_eq!(unknown, ["660", "E07000999", "E12000001"]);
        let on = day("2024-09-01");
        let area = Area::Complete(places);
        assert_eq!(area.serves_unit(gss("E07000999"), on), Yes);
        assert_eq!(area.serves_unit(gss("E07000998"), on), Unknown);
        assert_eq!(area.serves_authority(la(660), on), Extent::Whole);
        assert_eq!(area.serves_authority(la(661), on), Extent::Unknown);
        assert_eq!(units(&area, "2024-09-01"), ["E08000012", "E07000220"]);
    }

    #[test]
    fn places_not_in_force_in_a_period_are_found() {
        let places = Places::of([la(341), la(928), la(815)]).and_districts([
            gss("E07000150"),
            gss("E07000246"),
            gss("E08000016"),
            gss("E07000999"),
        ]);
        let found = |from: &str, until: Option<&str>| -> Vec<_> {
            places.not_in_force(Period::new(day(from), until.map(day)).unwrap()).collect()
        };
        let county = Place::Authority(la(928));
        let [corby, somerset_west] = ["E07000150", "E07000246"].map(|code| Place::District(gss(code)));
        assert_eq!(found("2020-09-01", Some("2021-03-31")), []);
        assert_eq!(found("2020-09-01", Some("2021-04-01")), [county, corby]);
        assert_eq!(found("2019-03-31", Some("2019-04-01")), [somerset_west]);
        assert_eq!(found("2020-09-01", None), [county, corby, somerset_west]);
        assert_eq!(places.not_in_force_on(day("2021-04-01")).collect::<Vec<_>>(), [county, corby]);
    }

    #[test]
    fn an_area_names_its_regions_in_order() {
        let on = day("2024-09-01");
        let names = |area: Area| area.regions(on).map(Region::slug).collect::<Vec<_>>();
        assert_eq!(
            names(Area::of([la(330), la(341)]).and_districts([gss("E07000220")])),
            ["north-west", "west-midlands"]
        );
        assert_eq!(names(Area::Region(Region::London)), ["london"]);
        assert!(names(Area::Unknown).is_empty());
        assert!(names(Area::of([la(928)])).is_empty());
    }

    #[test]
    fn an_area_is_read_back_as_written() {
        for (area, text) in [
            (Area::of([la(342), la(341)]), r#"{"complete":{"authorities":["341","342"]}}"#),
            (
                Area::at_least([la(341)]).and_districts([gss("E07000220")]),
                r#"{"at-least":{"authorities":["341"],"districts":["E07000220"]}}"#,
            ),
            (Area::Unknown.and_districts([gss("E07000220")]), r#"{"at-least":{"districts":["E07000220"]}}"#),
            (Area::of([]), r#"{"complete":{}}"#),
            (Area::Region(Region::NorthWest), r#"{"region":"north-west"}"#),
            (Area::Unknown, r#""unknown""#),
        ] {
            assert_eq!(serde_json::to_string(&area).unwrap(), text);
            assert_eq!(serde_json::from_str::<Area>(text).unwrap(), area);
        }
        let explicit = r#"{"complete": {"authorities": ["341"], "districts": []}}"#;
        assert_eq!(serde_json::from_str::<Area>(explicit).unwrap(), Area::of([la(341)]));
    }

    #[test]
    fn a_malformed_area_is_refused() {
        for (text, why) in [
            (r#"{"complete":{"authorities":["341","341"]}}"#, "item 2 of this list stands in it already"),
            (r#"{"complete":{"authorities":["34"]}}"#, "`34` is not a local authority code"),
            (r#"{"complete":{"authority":["341"]}}"#, "unknown field `authority`"),
            (r#"{"region":"wales"}"#, "unknown variant `wales`"),
            (r#""nowhere""#, "unknown variant `nowhere`"),
        ] {
            let error = serde_json::from_str::<Area>(text).unwrap_err().to_string();
            assert!(error.starts_with(why), "{text}: {error}");
        }
    }
}

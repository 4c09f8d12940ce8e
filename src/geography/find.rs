//! A place by the name that somebody gave it.

use std::fmt;

use chrono::NaiveDate;

use super::{
    Authority, District, Place,
    name::{self, Meant},
    successors,
};
use crate::{
    calendar::Period,
    document::{DidYouMean, nearest},
    identifiers::GssCode,
};

/// The authority of this name that is in force on `day`, or else the district, in any of the forms that sources differ
/// in: see [`Authority::named`].
///
/// ```
/// use maths_hubs::geography::{Place, find};
///
/// let day = |text: &str| text.parse().unwrap();
/// assert_eq!(find("LB Camden", day("2026-11-24"))?, Place::Authority("202".parse()?));
/// assert_eq!(find("Rugby Borough Council", day("2026-11-24"))?, Place::District("E07000220".parse()?));
///
/// let refused = |text, on| find(text, day(on)).unwrap_err().to_string();
/// assert_eq!(refused("Liverpol", "2026-11-24"), "there is no place `Liverpol`; did you mean `Liverpool`?");
/// assert_eq!(
///     refused("Northamptonshire", "2026-11-24"),
///     "`Northamptonshire` was abolished; its last day was 2021-03-31; succeeded by North Northamptonshire and West \
///      Northamptonshire"
/// );
/// assert_eq!(refused("Cumberland", "2016-01-01"), "`Cumberland` was not yet there; its first day was 2023-04-01");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`NoSuchPlace`], with the nearest name, or with the days of a place that was not there on the day and what followed
/// it.
pub fn find(text: &str, day: NaiveDate) -> Result<Place, NoSuchPlace> {
    if let Some(authority) = Authority::named_on(text, day) {
        return Ok(Place::Authority(authority.code()));
    }
    let meant = Meant::by(text);
    let mut districts = District::all().iter().filter(|district| district.is(meant));
    if let Some(district) = districts.clone().find(|district| district.in_force_on(day)) {
        return Ok(Place::District(district.code()));
    }
    let gone = Authority::named(text)
        .map(|authority| (authority.period(), authority.newest_gss()))
        .or_else(|| districts.next().map(|district| (district.period(), Some(district.code()))));
    Err(match gone {
        Some((in_force, code)) => NoSuchPlace::not_in_force(text, code, in_force, day),
        None => NoSuchPlace::Unknown { text: text.to_owned(), nearest: nearest_on(text, day) },
    })
}

/// The name of the authority or district with this code.
pub(crate) fn name_of(code: GssCode) -> Option<&'static str> {
    District::with_code(code).map(District::name).or_else(|| Authority::with_gss(code).map(Authority::name))
}

fn nearest_on(text: &str, day: NaiveDate) -> Option<&'static str> {
    let authorities = Authority::all().iter().filter(|it| it.in_force_on(day));
    let authorities = authorities.flat_map(|it| std::iter::once(it.name()).chain(it.other_names().iter().copied()));
    let districts = District::all().iter().filter(|it| it.in_force_on(day)).map(District::name);
    nearest(name::place(text), authorities.chain(districts))
}

/// No place of this name is in force on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoSuchPlace {
    /// The tables know no place of this name.
    Unknown {
        /// The name asked for.
        text: String,
        /// The name nearest to it.
        nearest: Option<&'static str>,
    },
    /// There is one, and it was not in force on the day.
    NotInForce {
        /// The name asked for.
        text: String,
        /// The day asked for.
        day: NaiveDate,
        /// The days on which it is in force.
        in_force: Period,
        /// The names of what followed it, where the sources say.
        successors: Vec<&'static str>,
    },
}

impl NoSuchPlace {
    /// That the place called `text`, whose code is this, was not in force on `day`.
    pub(crate) fn not_in_force(text: &str, code: Option<GssCode>, in_force: Period, day: NaiveDate) -> Self {
        let successors = code.into_iter().flat_map(successors).filter_map(name_of).collect();
        Self::NotInForce { text: text.to_owned(), day, in_force, successors }
    }
}

impl std::error::Error for NoSuchPlace {}

impl fmt::Display for NoSuchPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { text, nearest } => {
                write!(f, "there is no place `{}`{}", text.escape_debug(), DidYouMean(*nearest))
            }
            Self::NotInForce { text, day, in_force, successors } => {
                let text = text.escape_debug();
                match in_force.last().filter(|last| last < day) {
                    Some(last) => write!(f, "`{text}` was abolished; its last day was {last}")?,
                    None => return write!(f, "`{text}` was not yet there; its first day was {}", in_force.first()),
                }
                if successors.is_empty() { Ok(()) } else { write!(f, "; succeeded by {}", successors.join(" and ")) }
            }
        }
    }
}

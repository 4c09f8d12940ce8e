//! Where hubs work: England's regions, authorities and districts with the days on which each was in force, the areas
//! made of them, points, and postcode districts.
//!
//! An [`Authority`] has duties for schools and a code of the Department for Education; in a county of two tiers it is
//! made of [`District`]s. What an [`Area`] covers is counted in *units*, the smallest pieces: on every day since
//! [`COVERED_SINCE`] each place lies in exactly one. Councils merge and split, so every question about units names its
//! day.
//!
//! Five counties of the Department's list were abolished on 31 March 2009 without ever having a code there (it says
//! `x`): they are not among the authorities, and their GSS codes are unknown here. Bedfordshire and Cheshire, abolished
//! on the same day, have a code but no districts in the tables. Their successors are complete.
//!
//! The tables are constants sorted for binary search: nothing is built at start-up, and no search by code allocates.
//!
//! ```
//! use maths_hubs::geography::{Area, Authority, District, Extent};
//!
//! let la = |text: &str| Authority::named(text).unwrap().code();
//! let district = |text: &str| District::named(text).unwrap().code();
//! let area = Area::of([la("Coventry"), la("Solihull")]).and_districts([district("Rugby"), district("Warwick")]);
//!
//! let day = "2024-09-01".parse().unwrap();
//! assert_eq!(area.units_on(day).count(), 4);
//! assert_eq!(area.serves_authority(la("Solihull"), day), Extent::Whole);
//! assert_eq!(area.serves_authority(la("Warwickshire"), day), Extent::Part);
//! assert!(area.serves_unit(district("Rugby"), day).is_yes());
//! ```

mod area;
mod authority;
mod dates;
mod district;
mod find;
mod name;
mod near;
mod point;
mod postcode;
mod region;
mod tables;
mod unit;

pub use area::{Area, Extent, Place, Places};
pub use authority::Authority;
pub use district::District;
pub(crate) use find::name_of;
pub use find::{NoSuchPlace, find};
pub(crate) use near::Near;
pub(crate) use point::rounded_root;
pub use point::{Point, point_of};
pub use postcode::{NoSuchPostcodeDistrict, PostcodeDistrict};
pub use region::Region;
pub use unit::{COVERED_SINCE, canonical, predecessors, successors, unit_authority, units_on};

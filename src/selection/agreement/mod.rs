//! How far assessors agree: coefficients, ranges, and assessors that stand apart.
//!
//! Nothing here decides anything. A coefficient tells people how far marks can be relied on, and it is the one place of
//! this library where a float is made: [`alpha`] gives an `f64`, from sums of whole numbers that are exact up to the last
//! divisions, and nothing in the library reads it back. [`range`] and [`outlying`] are exact.
//!
//! All three take plain marks: units (what is marked: an application, or one criterion of it) by assessors, with `None`
//! where there is no mark. Missing is not nought, and a missing mark is never filled in. Neither the order of the units
//! nor that of the assessors changes a result.
//!
//! ```
//! use maths_hubs::{
//!     answer::Answer,
//!     ratio::Ratio,
//!     selection::agreement::{Alpha, Metric, Undefined, alpha, outlying, range},
//! };
//!
//! let mark = |points: i32| Some(Ratio::from(points));
//! // Three applications; the third assessor marked two of them, and low.
//! let units = [vec![mark(4), mark(4), mark(1)], vec![mark(2), mark(3), None], vec![mark(5), mark(5), mark(2)]];
//!
//! let Alpha::Value(value) = alpha(&units, Metric::Interval) else { panic!("it is defined here") };
//! assert!(value < 0.5);
//! assert_eq!(alpha(&units[..0], Metric::Interval), Alpha::Undefined(Undefined::NoPairs));
//!
//! let first = range(&units[0]).unwrap();
//! assert_eq!((first.lowest, first.highest), (Ratio::from(1), Ratio::from(4)));
//!
//! let third = outlying(&units, Ratio::from(2))?[2];
//! assert_eq!((third.compared, third.mean, third.outlying), (2, Some(Ratio::from(-3)), Answer::Yes));
//! # Ok::<_, maths_hubs::ratio::Inexact>(())
//! ```

mod alpha;
mod outlying;
mod pairable;
mod range;

pub use alpha::{Alpha, Metric, Undefined, alpha};
pub use outlying::{Deviation, outlying};
pub use range::{Range, range};

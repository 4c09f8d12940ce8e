//! Years that begin in one calendar year and end in the next: what the academic and the financial one share.

use chrono::NaiveDate;

/// The first day of a month, or a day in it. Every caller gives a day that each year has.
pub(super) fn day_of(year: u16, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(i32::from(year), month, day).unwrap_or_default()
}

/// The last two digits of the year after `start`.
pub(super) fn next_two_digits(start: u16) -> u16 {
    start.saturating_add(1) % 100
}

macro_rules! split_year {
    ($(#[$doc:meta])* $year:ident, $what:literal, $separator:literal, $allowed:literal,
        from $first_month:literal, to $last_month:literal $last_day:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $year(u16);

        impl $year {
            /// The year that starts in this calendar year, or `None` outside 1000 to 9998.
            #[must_use]
            pub const fn starting(year: u16) -> Option<Self> {
                if year >= 1000 && year <= 9998 { Some(Self(year)) } else { None }
            }

            /// The year in which a day lies, or `None` before the first of them and after the last.
            #[must_use]
            pub fn containing(day: chrono::NaiveDate) -> Option<Self> {
                use chrono::Datelike;

                let year = u16::try_from(day.year()).ok()?;
                Self::starting(if day.month() < $first_month { year.checked_sub(1)? } else { year })
            }

            /// The calendar year in which it starts.
            #[must_use]
            pub const fn start(self) -> u16 {
                self.0
            }

            /// Its first day.
            #[must_use]
            pub fn first_day(self) -> chrono::NaiveDate {
                super::split_year::day_of(self.0, $first_month, 1)
            }

            /// Its last day.
            #[must_use]
            pub fn last_day(self) -> chrono::NaiveDate {
                super::split_year::day_of(self.0.saturating_add(1), $last_month, $last_day)
            }

            /// Its days, first to last.
            #[must_use]
            pub fn period(self) -> super::Period {
                super::Period::between(self.first_day(), self.last_day())
            }

            /// Whether a day lies in it.
            #[must_use]
            pub fn contains(self, day: chrono::NaiveDate) -> bool {
                Self::containing(day) == Some(self)
            }

            /// The year after it, or `None` after the last.
            #[must_use]
            pub const fn next(self) -> Option<Self> {
                Self::starting(self.0.saturating_add(1))
            }

            /// The year before it, or `None` before the first.
            #[must_use]
            pub const fn previous(self) -> Option<Self> {
                Self::starting(self.0.saturating_sub(1))
            }

            fn read(text: &str) -> Option<Self> {
                let (start, end) = text.split_once($separator)?;
                let number = |text, count| u16::try_from(crate::document::day::digits_of(text, count)?).ok();
                let year = Self::starting(number(start, 4)?)?;
                (number(end, 2)? == super::split_year::next_two_digits(year.0)).then_some(year)
            }
        }

        impl std::str::FromStr for $year {
            type Err = crate::document::Malformed;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::read(text).ok_or_else(|| crate::document::Malformed::new($what, text, $allowed))
            }
        }

        impl std::fmt::Display for $year {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let end = super::split_year::next_two_digits(self.0);
                crate::document::padded(f, format_args!(concat!("{}", $separator, "{:02}"), self.0, end))
            }
        }

        impl std::fmt::Debug for $year {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($year), "({})"), self)
            }
        }

        crate::document::as_text! { $year, $what; }
    };
}

pub(super) use split_year;

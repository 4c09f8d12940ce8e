//! Years of schools.

use super::split_year::split_year;

split_year! {
    /// An academic year, 1 September to 31 August: `2014/15`.
    ///
    /// The second part is the last two digits of the next year, so `1999/00`. The starting years are 1000 to 9998.
    ///
    /// ```
    /// use maths_hubs::calendar::AcademicYear;
    ///
    /// let day = |text: &str| text.parse().unwrap();
    /// let year: AcademicYear = "2014/15".parse()?;
    /// assert_eq!(AcademicYear::containing(day("2015-08-31")), Some(year));
    /// assert_eq!(year.period().to_string(), "2014-09-01 to 2015-08-31");
    /// assert_eq!(year.next().unwrap().to_string(), "2015/16");
    /// assert!("2014-15".parse::<AcademicYear>().is_err());
    /// # Ok::<_, maths_hubs::document::Malformed>(())
    /// ```
    AcademicYear, "an academic year", "/",
    "YYYY/YY, the second part the next year's last two digits, such as 2014/15; it starts in 1000 to 9998",
    from 9, to 8 31
}

#[cfg(test)]
mod tests {
    use super::AcademicYear;

    #[test]
    fn a_century_ends_in_two_noughts() {
        let year = AcademicYear::starting(1999).unwrap();
        assert_eq!(year.to_string(), "1999/00");
        assert_eq!("1999/00".parse(), Ok(year));
        assert_eq!(AcademicYear::starting(2008).unwrap().to_string(), "2008/09");
    }

    #[test]
    fn the_year_turns_on_the_first_of_september() {
        let containing = |day: &str| AcademicYear::containing(day.parse().unwrap()).map(|year| year.to_string());
        assert_eq!(containing("2014-08-31").as_deref(), Some("2013/14"));
        assert_eq!(containing("2014-09-01").as_deref(), Some("2014/15"));
        assert_eq!(containing("1000-08-31"), None);
        assert_eq!(containing("9999-08-31").as_deref(), Some("9998/99"));
        assert_eq!(containing("9999-09-01"), None);
    }

    #[test]
    fn the_first_and_the_last_year_have_no_neighbour_beyond() {
        assert_eq!(AcademicYear::starting(1000).unwrap().previous(), None);
        assert_eq!(AcademicYear::starting(9998).unwrap().next(), None);
        assert_eq!((AcademicYear::starting(999), AcademicYear::starting(9999)), (None, None));
    }

    #[test]
    fn another_second_part_or_separator_is_refused() {
        for text in
            ["", "2014/16", "2014/14", "2014-15", "2014/2015", "14/15", "2014", "0999/00", "9999/00", "2014/15 "]
        {
            assert!(text.parse::<AcademicYear>().is_err(), "{text}");
        }
    }
}

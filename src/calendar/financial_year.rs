//! Years of money.

use super::split_year::split_year;

split_year! {
    /// A financial year of government, 1 April to 31 March: `2014-15`.
    ///
    /// Only the separator tells it from an [`AcademicYear`](super::AcademicYear), so neither is read as the other. The
    /// starting years are 1000 to 9998.
    ///
    /// ```
    /// use maths_hubs::calendar::FinancialYear;
    ///
    /// let day = |text: &str| text.parse().unwrap();
    /// let year: FinancialYear = "2014-15".parse()?;
    /// assert_eq!(FinancialYear::containing(day("2015-03-31")), Some(year));
    /// assert_eq!(year.period().to_string(), "2014-04-01 to 2015-03-31");
    /// assert!("2014/15".parse::<FinancialYear>().is_err());
    /// # Ok::<_, maths_hubs::document::Malformed>(())
    /// ```
    FinancialYear, "a financial year", "-",
    "YYYY-YY, the second part the next year's last two digits, such as 2014-15; it starts in 1000 to 9998",
    from 4, to 3 31
}

#[cfg(test)]
mod tests {
    use super::FinancialYear;

    #[test]
    fn the_year_turns_on_the_first_of_april() {
        let containing = |day: &str| FinancialYear::containing(day.parse().unwrap()).unwrap().to_string();
        assert_eq!(containing("2014-03-31"), "2013-14");
        assert_eq!(containing("2014-04-01"), "2014-15");
    }

    #[test]
    fn a_month_is_not_a_year() {
        for text in ["", "2014-11", "2014/15", "2014-2015", "2014-15-01", "9999-00"] {
            assert!(text.parse::<FinancialYear>().is_err(), "{text}");
        }
    }
}

//! How a posting is spread over years.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Period, Year, YearKind},
    money::Balance,
};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Profile {
    #[default]
    Months,
    Days,
}
crate::document::as_record! { Profile, "a profile"; }

impl std::fmt::Display for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == Self::Months { "months" } else { "days" })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the period has no end, or lies outside the years")]
pub struct Unphased;

/// How long a period is: in months where it has whole ones, else in days.
fn length(over: Period, profile: &Profile) -> Option<u64> {
    use chrono::Datelike;
    let (first, after) = (over.first(), over.last()?.succ_opt()?);
    if first.day() != 1 || after.day() != 1 || *profile == Profile::Days {
        return over.days();
    }
    let months = |day: chrono::NaiveDate| i64::from(day.year()).checked_mul(12)?.checked_add(day.month0().into());
    u64::try_from(months(after)?.checked_sub(months(first)?)?).ok()
}

fn phased_up(amount: i128, over: Period, kind: YearKind, profile: &Profile) -> Option<BTreeMap<Year, Balance>> {
    let first = over.first();
    let whole = i128::from(length(over, profile)?);
    let last = over.last()?;
    let mut given = 0_i128;
    let mut year = kind.containing(over.first())?;
    let mut out = BTreeMap::new();
    loop {
        if year.first_day() > last {
            break;
        }
        let so_far = Period::new(first, Some(last.min(year.last_day()))).ok()?;
        let aligned = Period::new(first, Some(last)).ok()? == over && length(over, profile) != over.days();
        let before = i128::from(if aligned { length(so_far, profile)? } else { so_far.days()? });
        let upto = amount.checked_mul(before)?.checked_div(whole)?;
        out.insert(year, Balance::from_pence(i64::try_from(upto.checked_sub(given)?).ok()?)?);
        given = upto;
        year = year.next()?;
    }
    Some(out)
}

/// An amount spread over the years of a kind in which its days lie. What is below nothing is spread as its opposite is, so
/// that a correction takes back from each year what it corrects.
pub(super) fn phased(
    amount: Balance,
    over: Period,
    kind: YearKind,
    profile: &Profile,
) -> Result<BTreeMap<Year, Balance>, Unphased> {
    let years = phased_up(amount.magnitude().pence().into(), over, kind, profile).ok_or(Unphased)?;
    let turned = |part: Balance| if amount.is_negative() { part.reversed() } else { part };
    Ok(years.into_iter().map(|(year, part)| (year, turned(part))).collect())
}

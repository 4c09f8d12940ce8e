//! Strategies for postings, and for what statements make of them.

use std::ops::Range;

use chrono::{Datelike, Days, Months};
use proptest::{collection, option, prelude::*, sample};
use uuid::Uuid;

use super::values::{balance, day, hub_id, project_id, slug, word};
use crate::{
    calendar::{Month, Period, YearKind},
    funding::{
        phasing::Profile,
        purpose::Purpose,
        statement::{Basis, Figures, Posted, Posting, Terms},
    },
    identifiers::{AwardId, LineId, SponsorId},
    money::Balance,
};

/// An award's id.
pub fn award_id() -> impl Strategy<Value = AwardId> {
    any::<u128>().prop_map(|number| AwardId::from(Uuid::from_u128(number)))
}

/// A line's id.
pub fn line_id() -> impl Strategy<Value = LineId> {
    slug().prop_map(LineId::from)
}

/// A sponsor's id.
pub fn sponsor_id() -> impl Strategy<Value = SponsorId> {
    slug().prop_map(SponsorId::from)
}

/// What money is for, of either side.
pub fn purpose() -> impl Strategy<Value = Purpose> {
    prop_oneof![
        word().prop_map(Purpose::Structural),
        (project_id(), word()).prop_map(|(project, kind)| Purpose::Project { project, kind }),
    ]
}

/// What became of money.
pub fn posted() -> impl Strategy<Value = Posted> {
    sample::select(Posted::ALL.as_slice())
}

/// A month of the years 2000 to 2099.
pub fn month() -> impl Strategy<Value = Month> {
    day().prop_filter_map("within the calendar", Month::containing)
}

/// A kind of year.
pub fn year_kind() -> impl Strategy<Value = YearKind> {
    sample::select([YearKind::Academic, YearKind::Financial].as_slice())
}

/// A basis.
pub fn basis() -> impl Strategy<Value = Basis> {
    sample::select([Basis::Cash, Basis::Accrual].as_slice())
}

/// Days that money is for: up to six years, whole months or not. They end, so that they can be spread over years.
pub fn money_period() -> impl Strategy<Value = Period> {
    let days = (day(), 0_u64..2200).prop_filter_map("within the calendar", |(first, days)| {
        Period::new(first, Some(first.checked_add_days(Days::new(days))?)).ok()
    });
    let months = (day(), 1_u32..72).prop_filter_map("within the calendar", |(day, months)| {
        let first = day.with_day(1)?;
        Period::new(first, Some(first.checked_add_months(Months::new(months))?.pred_opt()?)).ok()
    });
    prop_oneof![days, months]
}

/// A posting of any kind.
pub fn posting() -> impl Strategy<Value = Posting> {
    let of = (award_id(), option::of(hub_id()), line_id(), purpose(), option::of(sponsor_id()));
    (of, posted(), day(), money_period(), balance()).prop_map(
        |((award, hub, line, purpose, sponsor), what, on, over, amount)| Posting {
            hub,
            sponsor,
            ..Posting::new(award, line, purpose, what, on, over, amount)
        },
    )
}

/// Postings that meet: of a few awards, hubs, lines and sponsors, so that several fall into one row. Some correct others.
pub fn postings(count: Range<usize>) -> impl Strategy<Value = Vec<Posting>> {
    let few = (
        collection::vec(award_id(), 1..3),
        collection::vec(option::of(hub_id()), 1..3),
        collection::vec((line_id(), purpose()), 1..3),
        collection::vec(option::of(sponsor_id()), 1..3),
    );
    let drawn = (posted(), day(), money_period(), balance(), any::<[sample::Index; 4]>(), 0_u8..8);
    (few, collection::vec(drawn, count)).prop_map(|((awards, hubs, lines, sponsors), drawn)| {
        let mut postings: Vec<Posting> = Vec::with_capacity(drawn.len());
        for (what, on, over, amount, [award, hub, line, sponsor], turn) in drawn {
            let (line, purpose) = *line.get(&lines);
            let (award, hub, sponsor) = (*award.get(&awards), *hub.get(&hubs), *sponsor.get(&sponsors));
            let met = Posting { hub, sponsor, ..Posting::new(award, line, purpose, what, on, over, amount) };
            postings.push(match postings.last() {
                Some(last) if turn == 0 => last.reversed(),
                _ => met,
            });
        }
        postings
    })
}

/// Figures, each of any sign.
pub fn figures() -> impl Strategy<Value = Figures> {
    let figure = prop_oneof![Just(Balance::ZERO), balance()];
    collection::vec((posted(), figure), 0..8).prop_filter_map("within what figures come to", |drawn| {
        Figures::sum(drawn.into_iter().map(|(what, amount)| Figures::of(what, amount))).ok()
    })
}

/// The terms of a statement on any day, by either basis, in years of either kind, with a profile that suits all periods.
pub fn terms() -> impl Strategy<Value = Terms> {
    let profile = sample::select([Profile::Months, Profile::Days].as_slice());
    (day(), basis(), year_kind(), any::<String>(), profile)
        .prop_map(|(on, basis, years, whose, profile)| Terms::new(on, basis, years, whose).phased_by(profile))
}

//! Strategies for claims, formulas and published tables of allocations: sound tables of any size, and for each rule the
//! smallest change that breaks it.

mod cases;
mod sound;

use std::collections::BTreeMap;

use proptest::{collection, option, prelude::*, sample};

use super::{Case, academic_year, financial_year, hub_id, money, path, programme_id, ratio, slug, source, word};
use crate::{
    calendar::Year,
    funding::{
        allocation::{
            AllocationPolicy, AllocationTable, Allotted, Bound, Claim, Formula, Fund, Limit, OddPenny, OpenTie,
            Portion, Pot, Reason,
        },
        purpose::Side,
    },
    identifiers::{HubId, SponsorId},
    money::Money,
    ratio::Ratio,
    rules::Explanation,
};

pub use cases::cases;
pub use sound::SoundTable;

/// The figures that every claim of [`claims`] has.
pub const FIGURES: [&str; 3] = ["free-meal-pupils", "pupils", "schools-served"];

/// A claim with all of [`FIGURES`]. Some are nought, and equal ones are not rare.
pub fn claim() -> impl Strategy<Value = Claim> {
    let figure = || prop_oneof![1 => Just(0_u32), 4 => 1_u32..10, 4 => 1_u32..100_000];
    [figure(), figure(), figure()].prop_filter_map("figures above nothing", |figures| {
        FIGURES.iter().zip(figures).try_fold(Claim::new(), |claim, (word, figure)| claim.with(word, figure)).ok()
    })
}

/// Claims of so many hubs, at most `most`.
pub fn claims(most: usize) -> impl Strategy<Value = BTreeMap<HubId, Claim>> {
    collection::btree_map(hub_id(), claim(), 1..=most.max(1))
}

fn share() -> impl Strategy<Value = Ratio> {
    (0_i128..=100).prop_filter_map("a share", |hundredths| Ratio::new(hundredths, 100))
}

fn amounts() -> impl Strategy<Value = BTreeMap<HubId, Money>> {
    collection::btree_map(hub_id(), money(), 0..4)
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![money().prop_map(Limit::All), amounts().prop_map(Limit::Each)]
}

/// A formula of any kind over [`FIGURES`]. Nothing says that its promises can be kept.
pub fn formulas() -> impl Strategy<Value = Formula> {
    let figure = || sample::select(FIGURES.as_slice());
    let mix = (1_i128..100).prop_filter_map("shares that add up", |hundredths| {
        let share = Ratio::new(hundredths, 100)?;
        Formula::mix([("pupils", share), ("free-meal-pupils", Ratio::ONE.minus(share).ok()?)]).ok()
    });
    let by = prop_oneof![
        Just(Formula::equal()),
        money().prop_map(Formula::each),
        figure().prop_filter_map("a word", |figure| Formula::by(figure).ok()),
        mix,
    ];
    let threshold = option::of((figure(), 0_u32..1000));
    let kept = option::of((amounts(), share()));
    (by, threshold, option::of(limit()), option::of(limit()), kept).prop_filter_map(
        "a word",
        |(formula, threshold, floor, cap, kept)| {
            let formula = floor.into_iter().fold(formula, Formula::floor);
            let formula = cap.into_iter().fold(formula, Formula::cap);
            let formula = kept.into_iter().fold(formula, |formula, (last, share)| formula.hold_harmless(last, share));
            match threshold {
                Some((figure, least)) => formula.from_threshold(figure, least).ok(),
                None => Some(formula),
            }
        },
    )
}

fn part() -> impl Strategy<Value = Side> {
    sample::select(Side::ALL.as_slice())
}

/// A pot of any kind; it may cost more than it has.
pub fn pots() -> impl Strategy<Value = Pot> {
    let fund = (money(), option::of(part())).prop_map(|(amount, only_for)| {
        let fund = Fund::new(amount);
        only_for.map_or(fund, |part| fund.only_for(part))
    });
    let sources = collection::btree_map(slug().prop_map(SponsorId::from), fund, 0..4);
    (sources, collection::btree_map(word(), money(), 0..3)).prop_map(|(sources, central)| Pot { sources, central })
}

/// A policy of allocations with every field set or not.
pub fn policies() -> impl Strategy<Value = AllocationPolicy> {
    let shares = [option::of(share()), option::of(share()), option::of(share()), option::of(share())];
    let sources = collection::btree_map("[a-z_]{1,8}", source(), 0..3);
    let shared = (option::of(share()), option::of(formulas()), option::of(formulas()));
    (shares, option::of(ratio()), option::of(money()), sources, shared).prop_map(
        |(shares, change, least, sources, shared)| {
            let mut policy = AllocationPolicy::new();
            (policy.structural_share, policy.structural, policy.projects) = shared;
            [policy.most_central, policy.least_structural, policy.most_structural, policy.hold_harmless] = shares;
            policy.most_change = change;
            policy.least_per_hub = least;
            policy.sources = sources;
            policy
        },
    )
}

fn bound() -> impl Strategy<Value = Bound> {
    sample::select([Bound::Floor, Bound::Cap, Bound::HeldHarmless].as_slice())
}

fn portion() -> impl Strategy<Value = Portion> {
    let penny = sample::select([OddPenny::Remainder, OddPenny::Drawn].as_slice());
    (money(), option::of(share()), option::of(bound()), option::of(penny)).prop_map(
        |(amount, weight, bound, odd_penny)| {
            let mut portion = Portion::of(amount);
            portion.weight = weight;
            portion.bound = bound;
            portion.odd_penny = odd_penny;
            portion
        },
    )
}

fn reason() -> impl Strategy<Value = Reason> {
    prop_oneof![
        Just(Reason::NewHub),
        Just(Reason::HubEnded),
        (money(), money()).prop_map(|(before, now)| Reason::PotChanged { before, now }),
        (part(), share(), share()).prop_map(|(part, before, now)| Reason::WeightChanged { part, before, now }),
        (part(), bound()).prop_map(|(part, bound)| Reason::Binds { part, bound }),
        (part(), bound()).prop_map(|(part, bound)| Reason::BoundNoMore { part, bound }),
        part().prop_map(|part| Reason::OthersBound { part }),
        part().prop_map(|part| Reason::OddPenny { part }),
        part().prop_map(|part| Reason::DrawnPenny { part }),
    ]
}

/// A table of any kind. Nothing says that it is sound: it may give out more than there is.
pub fn any_table() -> impl Strategy<Value = AllocationTable> {
    let year = prop_oneof![academic_year().prop_map(Year::from), financial_year().prop_map(Year::from)];
    let allotted = (portion(), portion(), collection::btree_set(reason(), 0..3))
        .prop_map(|(structural, projects, reasons)| Allotted { structural, projects, reasons });
    let tie = (part(), collection::btree_set(hub_id(), 0..4), any::<u64>())
        .prop_map(|(part, among, pence)| OpenTie::new(part, among, pence));
    let explanation = ("[a-z]{1,8}/[a-z]{1,8}", path(), any::<String>(), any::<String>())
        .prop_map(|(rule, about, reason, by)| Explanation::new(rule, about, reason, by));
    let lists = (
        collection::btree_map(hub_id(), allotted, 0..6),
        option::of(amounts()),
        collection::btree_set(tie, 0..3),
        collection::vec(hub_id(), 0..4),
        collection::btree_set(explanation, 0..3),
    );
    (programme_id(), year, pots(), lists).prop_map(
        |(programme, year, pot, (hubs, last_year, open, drawn, explanations))| {
            let mut table = AllocationTable::new(programme, year, pot);
            table.hubs = hubs;
            table.last_year = last_year;
            table.open = open;
            table.drawn = drawn;
            table.explanations = explanations;
            table
        },
    )
}

/// A sound table with the policy that it keeps, of so many hubs at most. It is a plan's, with its pence drawn.
pub fn tables(most: usize) -> impl Strategy<Value = SoundTable> {
    let pounds = 1_000_000_u64..100_000_000;
    let structural = (20_i128..=60).prop_filter_map("a share", |hundredths| Ratio::new(hundredths, 100));
    (claims(most), pounds, structural).prop_filter_map("a plan that can be kept", |(claims, pounds, structural)| {
        SoundTable::among(&claims, Money::pounds(pounds)?, structural)
    })
}

/// A table in which exactly one rule, any, is broken, and that rule; of so many hubs at most.
pub fn broken_tables(most: usize) -> impl Strategy<Value = (SoundTable, &'static Case<SoundTable>)> {
    let all: Vec<&'static Case<SoundTable>> = cases().collect();
    (tables(most), sample::select(all)).prop_map(|(mut table, case)| {
        (case.breaks)(&mut table);
        (table, case)
    })
}

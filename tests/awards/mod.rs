//! Awards and policies of any kind, with every field set or not. Nothing says that they keep any rule.
//!
//! They are boxed, since values that shrink are large, and those of many fields would fill the stack of a test.

use std::collections::BTreeMap;

use maths_hubs::{
    funding::{
        award::{Authority, Award, Line, Payable, Payment},
        phasing::Profile,
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy, Unspent, VatRefund},
        sponsor::{Projects, Sponsor},
    },
    identifiers::SponsorId,
    money::Money,
    ratio::Ratio,
    strategies::{
        self, academic_year, allocations, award_id, day, financial_year, hub_id, line_id, money, month,
        organisation_id, period, person_id, project_id, purpose, ratio, source, sponsor_id, word, year_kind,
    },
    vocabulary::Vocabulary,
};
use proptest::{collection, option, prelude::*, sample};

/// Amounts of which a few add up within range. Nothing is one of them.
fn grant() -> impl Strategy<Value = Money> {
    prop_oneof![Just(0), 0_u64..10_000_000_000].prop_map(|pence| Money::from_pence(pence).unwrap())
}

fn by_amounts() -> impl Strategy<Value = Payable> {
    collection::btree_map(sponsor_id(), grant(), 0..4).prop_map(|by| Payable::by_all(by.into_iter().collect()).unwrap())
}

fn in_proportion() -> impl Strategy<Value = Payable> {
    let weights = collection::btree_map(sponsor_id(), 1_i128..1000, 1..5);
    (grant(), weights).prop_flat_map(|(amount, weights)| {
        let whole: i128 = weights.values().sum();
        let share = |(sponsor, weight): (SponsorId, i128)| (sponsor, Ratio::new(weight, whole).unwrap());
        let shares: Vec<(SponsorId, Ratio)> = weights.into_iter().map(share).collect();
        // In any order, since the order decides who takes an odd penny.
        Just(shares).prop_shuffle().prop_map(move |shares| Payable::in_proportion(amount, shares).unwrap())
    })
}

/// What a line may be paid, by amounts or in proportion.
pub fn payable() -> BoxedStrategy<Payable> {
    prop_oneof![by_amounts().boxed(), in_proportion().boxed()].boxed()
}

/// A line of an award.
pub fn line() -> BoxedStrategy<Line> {
    (any::<String>(), purpose(), period(), payable(), option::of(word()), option::of((money(), money())))
        .prop_map(|(title, purpose, period, payable, per, costs)| {
            let line = Line::new(title, purpose, period).payable(payable);
            let line = per.into_iter().fold(line, Line::varying_with);
            costs.into_iter().fold(line, |line, (total, in_kind)| line.costing(total, in_kind))
        })
        .boxed()
}

fn profile() -> impl Strategy<Value = Profile> {
    prop_oneof![
        Just(Profile::Months),
        Just(Profile::Days),
        collection::btree_map(month(), ratio().prop_map(Ratio::magnitude), 0..4)
            .prop_map(|weights| Profile::weighted(weights).unwrap()),
    ]
}

/// An award.
pub fn award() -> BoxedStrategy<Award> {
    let year = prop_oneof![academic_year().prop_map(Into::into), financial_year().prop_map(Into::into)];
    let of = (award_id(), organisation_id(), word(), year, option::of(hub_id()));
    let holds = (collection::btree_map(line_id(), line(), 0..4), collection::btree_map(word(), any::<String>(), 0..3));
    let authority = (any::<String>(), person_id(), any::<String>(), any::<String>())
        .prop_map(|(power, officer, looked_into, case)| Authority::new(power, officer, looked_into, case));
    let terms = (option::of(day()), money(), option::of(authority), any::<bool>(), option::of(day()), profile());
    (of, holds, terms)
        .prop_map(
            |(
                (id, body, kind, year, hub),
                (lines, conditions),
                (until, ceiling, authority, advance, consented_from, profile),
            ): ((_, _, _, maths_hubs::calendar::Year, _), _, _)| {
                let mut award = Award::new(id, body, kind, year);
                (award.hub, award.until, award.ceiling, award.lines) = (hub, until, ceiling, lines);
                (award.conditions, award.authority) = (conditions, authority.unwrap_or_default());
                award.payment = if advance { Payment::Advance } else { Payment::Arrears };
                (award.consented_from, award.profile) = (consented_from, profile);
                award
            },
        )
        .boxed()
}

fn words() -> BoxedStrategy<Vocabulary> {
    collection::btree_map(word(), any::<String>(), 0..4)
        .prop_map(|words| {
            let words: BTreeMap<String, String> =
                words.into_iter().map(|(word, text)| (word.to_string(), text)).collect();
            Vocabulary::new(words.iter().map(|(word, text)| (word.as_str(), text.as_str()))).unwrap()
        })
        .boxed()
}

fn sponsor() -> impl Strategy<Value = Sponsor> {
    let projects =
        prop_oneof![Just(Projects::All), collection::btree_set(project_id(), 0..3).prop_map(Projects::Only),];
    let budgets = collection::btree_map(financial_year(), money(), 0..3);
    (any::<String>(), any::<[bool; 3]>(), projects, year_kind(), budgets).prop_map(
        |(name, [structural, restricted, public], projects, years, budgets)| {
            let mut sponsor = Sponsor::principal(name);
            (sponsor.structural, sponsor.restricted, sponsor.public) = (structural, restricted, public);
            (sponsor.projects, sponsor.years) = (projects, years);
            budgets.into_iter().fold(sponsor, |sponsor, (year, budget)| sponsor.with_budget(year, budget))
        },
    )
}

/// A policy of funding.
pub fn funding_policy() -> BoxedStrategy<FundingPolicy> {
    let lists = (collection::btree_map(sponsor_id(), sponsor().boxed(), 0..3), words(), words(), words(), words());
    let never = collection::btree_map(word(), any::<String>(), 0..3);
    let refund = (day(), any::<String>()).prop_map(|(since, law)| VatRefund::new(since, law));
    let refunds = collection::btree_map(word(), refund, 0..3);
    let onward = (money(), money(), any::<u32>(), words())
        .prop_map(|(matched, outright, needed, grounds)| OnwardPolicy::new(matched, outright, needed, grounds));
    let certificate = (money(), year_kind(), any::<u32>(), any::<bool>()).prop_map(|(threshold, years, days, all)| {
        let certificate = CertificatePolicy::new(threshold, years, days);
        if all { certificate.for_all_grants() } else { certificate }
    });
    let unspent = prop_oneof![Just(Unspent::Recovered), ratio().prop_map(Unspent::CarriedUpTo)];
    let shares = (ratio(), ratio(), unspent, any::<u32>(), option::of(any::<u32>()));
    let sources = collection::btree_map(sample::select(vec!["unspent", "costs", "onward"]), source(), 0..3);
    let more = (option::of(onward), option::of(certificate), option::of(allocations::policies().boxed()), sources);
    (lists, never, refunds, shares, more)
        .prop_map(
            |(
                (sponsors, headings, kinds, costs, outside),
                never,
                refunds,
                (tolerance, allowance, unspent, settled, claimed),
                (onward, certificate, allocation, sources),
            )| {
                let mut policy = FundingPolicy::new(sponsors, headings, kinds, costs);
                (policy.ineligible, policy.outside_period, policy.vat_refunds) = (never, outside, refunds);
                (policy.onward, policy.certificate, policy.allocation) = (onward, certificate, allocation);
                (policy.virement_tolerance, policy.advance_allowance) = (tolerance, allowance);
                (policy.unspent, policy.settled_within, policy.claimed_within) = (unspent, settled, claimed);
                policy.sources = sources.into_iter().map(|(field, source)| (field.to_owned(), source)).collect();
                policy
            },
        )
        .boxed()
}

/// A statement of any postings on any terms, where these can be told.
pub fn statement() -> impl Strategy<Value = maths_hubs::funding::statement::Statement> {
    (strategies::postings(0..24), strategies::terms()).prop_filter_map("what can be told", |(postings, terms)| {
        maths_hubs::funding::statement::Statement::of(&postings, &terms).ok()
    })
}

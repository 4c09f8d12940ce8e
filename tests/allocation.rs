//! Allocation by hand: formulas, bounds, ties, refusals, explanations, comparisons and cuts, each figure worked out in a
//! comment or taken from a publication.

use std::collections::BTreeMap;

use maths_hubs::{
    calendar::Year,
    funding::{
        allocation::{
            Allocation, AllocationError, AllocationPolicy, AllocationTable, Bound, Claim, Division, Formula, Fund,
            LastYear, OddPenny, OpenTie, Plan, Pot, Reason, reduction,
        },
        purpose::Side,
    },
    identifiers::HubId,
    money::Money,
    ratio::Ratio,
};

fn hub(id: &str) -> HubId {
    id.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

/// Claims of hubs by one figure.
fn claims<const N: usize>(figure: &str, of: [(&str, u32); N]) -> BTreeMap<HubId, Claim> {
    of.into_iter().map(|(id, has)| (hub(id), Claim::new().with(figure, has).unwrap())).collect()
}

fn amounts<const N: usize>(of: [(&str, &str); N]) -> BTreeMap<HubId, Money> {
    of.into_iter().map(|(id, amount)| (hub(id), money(amount))).collect()
}

/// What hubs get, in the order of their ids.
fn shares(plan: &Plan) -> Vec<String> {
    plan.shares().map(|(_, amount)| amount.to_string()).collect()
}

fn by_schools(formula: impl FnOnce(Formula) -> Formula) -> Formula {
    formula(Formula::by("schools-served").unwrap())
}

fn refused(result: Result<Plan, AllocationError>) -> String {
    result.unwrap_err().to_string()
}

// The whole pot of 2014 and the number of hubs: gov.uk news, 1 July 2014, "Network of 32 maths hubs across England aims to
// raise standards". How it was divided was never published; equal parts are illustrative.
#[test]
fn eleven_million_pounds_in_equal_parts_to_thirty_two_hubs() {
    let claims = (1..=32).map(|number| (hub(&format!("hub-{number}")), Claim::new())).collect();
    let plan = Allocation::of(money("11,000,000")).structural(Formula::equal()).among(&claims).unwrap();
    // 11,000,000 / 32 = 343,750 without a remainder.
    assert!(plan.shares().all(|(_, amount)| amount == money("343,750")));
    assert_eq!((plan.total(), plan.undivided()), (money("11,000,000"), Money::ZERO));
    assert_eq!(plan.explain("hub-7").unwrap().structural.unwrap().per_unit, Some(34_375_000.into()));
}

#[test]
fn music_hubs_share_nine_tenths_by_pupils_and_one_tenth_by_free_meal_pupils() {
    let claim =
        |pupils: u32, free: u32| Claim::new().with("pupils", pupils).unwrap().with("free-meal-pupils", free).unwrap();
    let claims = BTreeMap::from([
        (hub("east"), claim(50_000, 10_000)),
        (hub("north"), claim(30_000, 5_000)),
        (hub("west"), claim(20_000, 5_000)),
    ]);
    let music = Formula::mix([("pupils", ratio("0.9")), ("free-meal-pupils", ratio("0.1"))]).unwrap();
    let plan = Allocation::of(money("1,000,000")).projects(music).among(&claims).unwrap();
    // East: 900,000 × 50/100 + 100,000 × 10/20; north: 900,000 × 30/100 + 100,000 × 5/20; west: 900,000 × 20/100 + 100,000 × 5/20.
    assert_eq!(shares(&plan), ["£500,000.00", "£295,000.00", "£205,000.00"]);
    assert_eq!(
        plan.explain("north").unwrap().to_string(),
        "north: £295,000.00\n\
         projects: £295,000.00 of £1,000,000.00, 0.1 by free-meal-pupils: 5000 of 20000, 0.9 by pupils: 30000 of 100000"
    );
    assert_eq!(plan.portion(hub("north"), Side::Projects).unwrap().weight, Some(ratio("0.295")));
}

#[test]
fn a_mix_that_is_not_the_whole_is_refused_with_its_sum() {
    let refused = |shares: &[(&str, &str)]| {
        Formula::mix(shares.iter().map(|(word, share)| (*word, ratio(share)))).unwrap_err().to_string()
    };
    assert_eq!(refused(&[("pupils", "0.9"), ("schools", "0.2")]), "the shares of this mix add up to 1.1, not to 1");
    assert_eq!(refused(&[("pupils", "0.5"), ("pupils", "0.5")]), "`pupils` stands twice in this mix: each figure once");
    assert_eq!(
        refused(&[("pupils", "1"), ("schools", "0")]),
        "the share of `schools` is 0, where a share of a mix is above 0"
    );
    assert!(refused(&[("Pupils", "1")]).starts_with("`Pupils` is not a word of a vocabulary"));
}

#[test]
fn a_floor_a_cap_and_a_promise_bind_and_the_rest_is_shared() {
    let claims = claims("schools-served", [("a", 10), ("b", 20), ("c", 30), ("d", 140)]);
    let last_year = amounts([("b", "200"), ("c", "100"), ("gone", "500")]);
    let formula = by_schools(|it| it.floor(money("80")).cap(money("600")).hold_harmless(last_year, ratio("0.95")));
    let plan = Allocation::of(money("1,000")).projects(formula).among(&claims).unwrap();
    // By schools: 50, 100, 150, 700. The cap holds d at 600, the promise b at 190, the floor a at 80: c has 130 of what is
    // left, at 13/3 for a school; a would have 43.33, b 86.67, d 606.67.
    assert_eq!(shares(&plan), ["£80.00", "£190.00", "£130.00", "£600.00"]);
    let bound = |id: &str| plan.portion(hub(id), Side::Projects).unwrap().bound;
    let bounds = ["a", "b", "c", "d"].map(bound);
    assert_eq!(bounds, [Some(Bound::Floor), Some(Bound::HeldHarmless), None, Some(Bound::Cap)]);
    assert_eq!(plan.explain("c").unwrap().projects.unwrap().per_unit, Some(ratio("1300/3")));
    assert_eq!(
        ["a", "b", "c", "d"].map(|id| plan.explain(id).unwrap().projects.unwrap().to_string()),
        [
            "projects: £80.00 of £1,000.00, by schools-served: 10 of 200; its floor holds",
            "projects: £190.00 of £1,000.00, by schools-served: 20 of 200; it is held harmless",
            "projects: £130.00 of £1,000.00, by schools-served: 30 of 200, about £4.33 each",
            "projects: £600.00 of £1,000.00, by schools-served: 140 of 200; its cap holds",
        ]
    );
}

#[test]
fn a_promise_is_rounded_up_to_the_penny_so_that_it_is_kept() {
    let claims = claims("schools-served", [("a", 0), ("b", 1)]);
    let formula = by_schools(|it| it.hold_harmless(amounts([("a", "0.10")]), ratio("0.95")));
    let plan = Allocation::of(money("1")).projects(formula).among(&claims).unwrap();
    // 9.5 pence are kept by 10, not by 9.
    assert_eq!(shares(&plan), ["£0.10", "£0.90"]);
}

#[test]
fn bounds_may_be_a_hubs_own() {
    let claims = claims("schools-served", [("a", 1), ("b", 1), ("c", 2)]);
    let formula = by_schools(|it| it.floor(amounts([("a", "40")])).cap(amounts([("c", "35")])));
    let plan = Allocation::of(money("100")).projects(formula).among(&claims).unwrap();
    // By schools 25, 25, 50: c stops at 35, a has 40, b has what is left.
    assert_eq!(shares(&plan), ["£40.00", "£25.00", "£35.00"]);
}

#[test]
fn a_hub_below_the_threshold_takes_no_part_and_keeps_what_was_promised() {
    let claims = claims("schools-served", [("a", 9), ("b", 9), ("c", 10), ("d", 30)]);
    let formula = by_schools(|it| {
        let it = it.from_threshold("schools-served", 10).unwrap();
        it.floor(money("5")).hold_harmless(amounts([("b", "20")]), Ratio::ONE)
    });
    let plan = Allocation::of(money("100")).projects(formula).among(&claims).unwrap();
    // a has nothing, not even the floor; b keeps 20; 80 goes 1 : 3.
    assert_eq!(shares(&plan), ["£0.00", "£20.00", "£20.00", "£60.00"]);
    assert_eq!(
        plan.explain("b").unwrap().projects.unwrap().to_string(),
        "projects: £20.00 of £100.00, it takes no part with 9 schools-served, fewer than 10; it is held harmless"
    );
    assert_eq!(plan.portion(hub("c"), Side::Projects).unwrap().weight, Some(ratio("0.25")));
}

#[test]
fn fixed_amounts_make_their_part_and_leave_the_rest_to_the_other() {
    let claims = claims("schools-served", [("a", 1), ("b", 3)]);
    let each = Formula::each(money("100"));
    let plan =
        Allocation::of(money("1,000")).structural(each.clone()).projects(by_schools(|it| it)).among(&claims).unwrap();
    assert_eq!(plan.division().to_string(), "£200.00 structural and £800.00 for projects");
    assert_eq!(shares(&plan), ["£300.00", "£700.00"]);
    assert_eq!(
        plan.to_string(),
        "all hubs: £1,000.00, £200.00 structural and £800.00 for projects\n\
         a: £300.00, £100.00 structural and £200.00 for projects\n\
         b: £700.00, £100.00 structural and £600.00 for projects"
    );
    // The other way round too; and a cap of fixed amounts holds.
    let plan = Allocation::of(money("1,000"))
        .structural(Formula::equal())
        .projects(each.clone().cap(amounts([("a", "60")])))
        .among(&claims)
        .unwrap();
    assert_eq!(plan.division().to_string(), "£840.00 structural and £160.00 for projects");
    assert_eq!(plan.portion(hub("a"), Side::Projects).unwrap().bound, Some(Bound::Cap));

    // A hub below the threshold has no fixed amount, and keeps what was promised.
    let from_two = each.clone().from_threshold("schools-served", 2).unwrap();
    let promised = from_two.clone().hold_harmless(amounts([("a", "50")]), ratio("0.5"));
    let amounts_of = |formula| {
        let plan =
            Allocation::of(money("1,000")).structural(formula).projects(Formula::equal()).among(&claims).unwrap();
        ["a", "b"].map(|id| plan.portion(hub(id), Side::Structural).unwrap().amount.to_string())
    };
    assert_eq!(amounts_of(from_two), ["£0.00", "£100.00"]);
    assert_eq!(amounts_of(promised.clone()), ["£25.00", "£100.00"]);
    let capped = Allocation::of(money("1,000")).structural(promised.cap(money("20"))).projects(Formula::equal());
    assert_eq!(
        refused(capped.among(&claims)),
        "a is owed £25.00 of structural money by what is kept of last year, above its cap, £20.00"
    );

    let over = Allocation::of(money("150")).structural(each.clone()).projects(Formula::equal());
    assert_eq!(
        refused(over.among(&claims)),
        "the fixed amounts of structural money come to £200.00, and there is £150.00: £50.00 too much"
    );
    let both = Allocation::of(money("1,000")).divided(ratio("1/2")).structural(each).projects(Formula::equal());
    assert_eq!(
        refused(both.among(&claims)),
        "the fixed amounts of structural money come to £200.00, and there is £500.00: £300.00 too little"
    );
}

#[test]
fn what_cannot_be_kept_is_refused_with_the_difference() {
    let of = |formula: Formula| {
        let claims = claims("schools-served", [("a", 1), ("b", 3), ("c", 0)]);
        refused(Allocation::of(money("100")).projects(formula).among(&claims))
    };
    assert_eq!(
        of(by_schools(|it| it.floor(money("40")))),
        "floors come to £120.00 of project money, £20.00 more than the £100.00 that there is"
    );
    assert_eq!(
        of(by_schools(|it| it.floor(money("30")).hold_harmless(amounts([("b", "50")]), ratio("0.9")))),
        "floors and what is kept of last year come to £105.00 of project money, £5.00 more than the £100.00 that there \
         is; without what is kept of last year floors alone come to £90.00"
    );
    // c counts for nothing, so no cap of its own helps.
    assert_eq!(
        of(by_schools(|it| it.cap(money("45")))),
        "caps leave room for £90.00 of project money, £10.00 less than the £100.00 that there is"
    );
    assert_eq!(
        of(by_schools(|it| it.floor(money("20")).cap(amounts([("b", "15")])))),
        "b is owed £20.00 of project money by its floor, above its cap, £15.00"
    );
    assert_eq!(
        of(by_schools(|it| it.cap(money("40")).hold_harmless(amounts([("b", "50")]), Ratio::ONE))),
        "b is owed £50.00 of project money by what is kept of last year, above its cap, £40.00"
    );
    assert_eq!(
        of(by_schools(|it| it.from_threshold("schools-served", 4).unwrap())),
        "no hub counts for anything in the project money, and £100.00 of it is left to share"
    );
    assert_eq!(
        of(by_schools(|it| it.floor(amounts([("kent", "1")])))),
        "a floor of project money is given to kent, which makes no claim"
    );
    assert_eq!(
        of(by_schools(|it| it.hold_harmless(BTreeMap::new(), ratio("-0.5")))),
        "the share of last year's project money that is kept is -0.5, below nothing"
    );
}

#[test]
fn what_nobody_said_is_asked_for() {
    let claims = claims("schools-served", [("a", 1), ("b", 3)]);
    let all = Allocation::of(money("100"));
    assert_eq!(
        refused(all.clone().structural(Formula::equal()).projects(Formula::equal()).among(&claims)),
        "there are formulas for structural and project money, and nothing says how £100.00 divides between them"
    );
    assert_eq!(
        refused(all.clone().divided(ratio("0.4")).structural(Formula::equal()).among(&claims)),
        "no formula says how the project money, £60.00, is shared"
    );
    assert_eq!(
        refused(all.clone().divided(ratio("1.4")).among(&claims)),
        "the structural share is 1.4, where a share lies between 0 and 1"
    );
    assert_eq!(
        refused(all.clone().projects(Formula::by("pupils").unwrap()).among(&claims)),
        "the claim of a has no `pupils`, by which the project money goes; a figure that is missing is not nought"
    );
    assert_eq!(
        refused(all.clone().projects(Formula::equal()).among(&BTreeMap::new())),
        "no hub makes a claim, and there is £100.00 to allocate"
    );
    let none = BTreeMap::from([(hub("a"), Claim::new().with("pupils", 4).unwrap().with("free", 0).unwrap())]);
    let mix = Formula::mix([("pupils", ratio("0.9")), ("free", ratio("0.1"))]).unwrap();
    assert_eq!(
        refused(all.projects(mix).among(&none)),
        "no hub that takes part has any `free`, by which 0.1 of the project money goes"
    );
}

#[test]
fn the_odd_penny_of_a_division_is_said() {
    let of = |total, share| Division::of(money(total), ratio(share)).unwrap().unwrap().to_string();
    assert_eq!(of("0.05", "1/2"), "£0.03 structural and £0.02 for projects, the odd penny being structural");
    assert_eq!(of("0.10", "1/3"), "£0.03 structural and £0.07 for projects, the odd penny being for projects");
    assert_eq!(of("0.10", "2/5"), "£0.04 structural and £0.06 for projects");
}

fn three_equals() -> Plan {
    let claims = claims("schools-served", [("a", 1), ("b", 1), ("c", 1), ("d", 4)]);
    Allocation::of(money("1")).projects(by_schools(|it| it)).among(&claims).unwrap()
}

#[test]
fn pence_that_equals_could_each_have_stay_open_until_they_are_drawn() {
    let plan = three_equals();
    // 100/7 is 14.286 three times, and 400/7 is 57.143. Rounded down they come to 99, so one penny is left; the greatest
    // remainder, 0.286, is that of three hubs.
    assert_eq!(shares(&plan), ["£0.14", "£0.14", "£0.14", "£0.57"]);
    assert_eq!(plan.ties(), [OpenTie::new(Side::Projects, ["a", "b", "c"].map(hub), 1)]);
    assert_eq!((plan.undivided(), plan.total()), (money("0.01"), money("1")));
    assert_eq!(
        plan.explain("b").unwrap().to_string(),
        "b: £0.14\n\
         projects: £0.14 of £1.00, by schools-served: 1 of 7, about £0.14 each\n\
         projects: 1 penny is open, to be drawn among a, b, c"
    );
    assert!(plan.explain("d").unwrap().open.is_empty());

    let drawn = plan.drawn(["d", "c", "a", "b"].map(hub)).unwrap();
    assert_eq!(shares(&drawn), ["£0.14", "£0.14", "£0.15", "£0.57"]);
    assert_eq!((drawn.undivided(), drawn.total()), (Money::ZERO, money("1")));
    assert_eq!(drawn.order(), ["d", "c", "a", "b"].map(hub));
    assert_eq!(
        drawn.explain("c").unwrap().to_string(),
        "c: £0.15\n\
         projects: £0.15 of £1.00, by schools-served: 1 of 7, about £0.14 each; a penny that was drawn among equals, it \
         being number 2 of 4 in the order drawn"
    );
}

#[test]
fn an_order_that_lacks_a_hub_or_has_it_twice_settles_nothing() {
    assert_eq!(
        three_equals().drawn(["a", "b"].map(hub)).unwrap_err().to_string(),
        "c could have an open penny and is not in the order drawn"
    );
    assert_eq!(
        three_equals().drawn(["a", "b", "a", "c"].map(hub)).unwrap_err().to_string(),
        "a stands twice in the order drawn: each hub once"
    );
}

#[test]
fn a_penny_by_the_largest_remainder_is_said() {
    let claims = claims("schools-served", [("a", 1), ("b", 2)]);
    let plan = Allocation::of(money("1")).projects(by_schools(|it| it)).among(&claims).unwrap();
    // 33 1/3 and 66 2/3.
    assert_eq!(shares(&plan), ["£0.33", "£0.67"]);
    assert_eq!(plan.portion(hub("b"), Side::Projects).unwrap().odd_penny, Some(OddPenny::Remainder));
    assert_eq!(
        plan.explain("b").unwrap().projects.unwrap().to_string(),
        "projects: £0.67 of £1.00, by schools-served: 2 of 3, about £0.33 each; a penny by the largest remainder"
    );
}

#[test]
fn a_hub_that_makes_no_claim_is_not_explained_and_the_nearest_is_named() {
    let plan = Allocation::of(money("1")).projects(Formula::equal()).among(&claims("x", [("solent", 1)])).unwrap();
    assert_eq!(plan.explain("solnet").unwrap_err().to_string(), "the plan has no hub `solnet`; did you mean `solent`?");
    assert_eq!(plan.explain("North West").unwrap_err().to_string(), "the plan has no hub `North West`");
    assert!(plan.explain(hub("solent")).is_ok());
    assert_eq!((plan.share(hub("kent")), plan.portion(hub("kent"), Side::Projects)), (None, None));
}

/// Two years of three hubs each; `new` comes and `old` goes.
fn two_years() -> (Plan, Plan) {
    let first = claims("schools-served", [("a", 10), ("b", 30), ("old", 10)]);
    let second = claims("schools-served", [("a", 10), ("b", 20), ("new", 20)]);
    let divide = |money: Money, formula| {
        Allocation::of(money).divided(ratio("2/5")).structural(Formula::equal()).projects(formula)
    };
    let before = divide(money("1,000"), by_schools(|it| it)).among(&first).unwrap();
    let before = before.drawn(["a", "b", "old"].map(hub)).unwrap();
    let now = divide(money("1,200"), by_schools(|it| it.floor(money("200"))));
    let now = now.since(&before).among(&second).unwrap();
    (before, now)
}

#[test]
fn a_comparison_says_what_changed_and_why() {
    let (before, now) = two_years();
    // Before: 133.34 + 120, 133.33 + 360, 133.33 + 120 (400/3, one odd penny drawn; 600 by 10 : 30 : 10).
    assert_eq!(shares(&before), ["£253.34", "£493.33", "£253.33"]);
    // Now: 160 each; 720 by 10 : 20 : 20 would be 144, 288, 288; the floor gives a 200, and 260 each to the others.
    assert_eq!(shares(&now), ["£360.00", "£420.00", "£420.00"]);
    let comparison = now.compared_with(&before);
    assert_eq!(
        comparison.to_string(),
        "all hubs: £1,200.00, £200.00 more than last year's £1,000.00\n\
         a: £106.66 more than last year's £253.34: all hubs together get £1,200.00, after £1,000.00; projects: its floor \
         holds\n\
         b: £73.33 less than last year's £493.33: all hubs together get £1,200.00, after £1,000.00; it counts for 40% of \
         the project money, after 60%; projects: bounds of other hubs move what is left\n\
         new: £420.00, new this year\n\
         old: nothing, after £253.33 last year"
    );
    let b = comparison.of_hub(hub("b")).unwrap();
    assert_eq!(b.by.pence(), -7_333);
    let (was, is) = (ratio("3/5"), ratio("2/5"));
    assert!(b.reasons.contains(&Reason::WeightChanged { part: Side::Projects, before: was, now: is }));
    // The plan was told of last year, so each hub's explanation ends with its line.
    assert_eq!(
        now.explain("new").unwrap().to_string(),
        "new: £420.00\n\
         structural: £160.00 of £480.00, in equal parts among 3 hubs\n\
         projects: £260.00 of £720.00, by schools-served: 20 of 50, £13.00 each\n\
         since last year: £420.00, new this year"
    );
}

#[test]
fn bare_amounts_of_last_year_compare_too_and_a_change_without_reason_says_so() {
    let claims = claims("schools-served", [("a", 1), ("b", 1)]);
    let plan = Allocation::of(money("100")).projects(by_schools(|it| it)).among(&claims).unwrap();
    let comparison = plan.compared_with(amounts([("a", "50"), ("b", "50")]));
    assert_eq!(comparison.of_hub(hub("a")).unwrap().to_string(), "the same as last year, £50.00");
    let comparison = plan.compared_with(amounts([("a", "60"), ("b", "40")]));
    assert_eq!(
        comparison.of_hub(hub("a")).unwrap().to_string(),
        "£10.00 less than last year's £60.00: the figures give no reason"
    );
}

#[test]
fn a_published_table_is_last_year_of_the_next() {
    let (before, now) = two_years();
    let pot = Pot::from_source("dfe".parse().unwrap(), money("1,000"));
    let table = before.table("maths-hubs".parse().unwrap(), "2014-15".parse::<Year>().unwrap(), pot);
    let json = serde_json::to_string(&table).unwrap();
    let read: AllocationTable = serde_json::from_str(&json).unwrap();
    assert_eq!(now.compared_with(&read), now.compared_with(&before));
    assert_eq!(
        LastYear::from(&read).amounts_of(Side::Structural).unwrap(),
        amounts([("a", "133.34"), ("b", "133.33"), ("old", "133.33")])
    );
}

#[test]
fn a_policy_allocates_and_keeps_its_share_of_each_part_of_last_year() {
    let policy: AllocationPolicy = serde_json::from_str(
        r#"{"structural_share":"0.4","structural":{"by":"equal"},"projects":{"by":{"attribute":"schools-served"}},"hold_harmless":"0.9"}"#,
    )
    .unwrap();
    let first = claims("schools-served", [("a", 50), ("b", 50)]);
    let before = policy.allocation(money("1,000")).among(&first).unwrap();
    assert_eq!(shares(&before), ["£500.00", "£500.00"]);
    let second = claims("schools-served", [("a", 20), ("b", 80)]);
    let now = policy.allocation_since(money("1,000"), &LastYear::from(&before)).unwrap().among(&second).unwrap();
    // Of 600 for projects a would have 120; it keeps 270 of its 300.
    assert_eq!(
        now.explain("a").unwrap().to_string(),
        "a: £470.00\n\
         structural: £200.00 of £400.00, in equal parts among 2 hubs\n\
         projects: £270.00 of £600.00, by schools-served: 20 of 100; it is held harmless\n\
         since last year: £30.00 less than last year's £500.00: it counts for 20% of the project money, after 50%; \
         projects: it is held harmless"
    );
    assert_eq!(now.share(hub("b")), Some(money("530")));

    // Bare amounts do not say what is kept of which part, unless there is one part.
    let bare = LastYear::from(amounts([("a", "500"), ("b", "500")]));
    assert_eq!(
        policy.allocation_since(money("1,000"), &bare).unwrap_err().to_string(),
        "nobody says how much structural money a had last year, of which a share is kept"
    );
    let mut one = policy;
    (one.structural, one.structural_share) = (None, None);
    let plan = one.allocation_since(money("1,000"), &bare).unwrap().among(&second).unwrap();
    assert_eq!(shares(&plan), ["£450.00", "£550.00"]);
}

#[test]
fn a_cut_is_borne_pro_rata_and_nobody_comes_below_its_least() {
    let claims = claims("schools-served", [("a", 1), ("b", 3), ("c", 6)]);
    let plan = Allocation::of(money("1,000")).projects(by_schools(|it| it)).among(&claims).unwrap();
    let cut = plan.reduced_to(money("700"), &amounts([("a", "85")])).unwrap();
    // Pro rata 70, 210, 420. a keeps 85; the others keep 615 of their 900: 205 and 410.
    assert_eq!(
        cut.to_string(),
        "all hubs: £700.00\n\
         a: £85.00, £15.00 less than £100.00; it keeps its least, £85.00\n\
         b: £205.00, £95.00 less than £300.00\n\
         c: £410.00, £190.00 less than £600.00"
    );
    assert_eq!((cut.total(), cut.of_each_penny), (money("700"), Some(ratio("41/60"))));

    let refused = |to, least| plan.reduced_to(money(to), &least).unwrap_err().to_string();
    assert_eq!(refused("1,001", amounts([])), "£1,001.00 is no cut of £1,000.00: it is £1.00 more");
    assert_eq!(refused("700", amounts([("a", "100.01")])), "a is to keep £100.01, and it has £100.00");
    assert_eq!(refused("700", amounts([("kent", "1")])), "kent is to keep £1.00, and it has £0.00");
    assert_eq!(
        refused("700", amounts([("b", "300"), ("c", "500")])),
        "what hubs are to keep comes to £800.00, £100.00 more than the £700.00 that is left"
    );
    assert_eq!(
        three_equals().reduced_to(money("0.50"), &amounts([])).unwrap_err().to_string(),
        "£0.01 of the plan is open: draw it before a cut"
    );
}

#[test]
fn pence_of_a_cut_that_equals_could_keep_are_drawn_too() {
    let shares = amounts([("a", "1"), ("b", "1")]);
    let cut = reduction::reduce(&shares, money("1.01"), &BTreeMap::new()).unwrap();
    assert_eq!(cut.total(), money("1.01"));
    assert_eq!(
        cut.to_string(),
        "all hubs: £1.01\n\
         a: £0.50, £0.50 less than £1.00\n\
         b: £0.50, £0.50 less than £1.00\n\
         open pence: 1, to be drawn among a, b"
    );
    let drawn = cut.drawn(&["b", "a"].map(hub)).unwrap();
    assert_eq!(drawn.total(), money("1.01"));
    assert_eq!(drawn.hubs[&hub("b")].to_string(), "£0.51, £0.49 less than £1.00; a penny that was drawn among equals");
}

#[test]
fn a_pot_that_is_overspent_says_by_how_much() {
    let pot = Pot::from_source("dfe".parse().unwrap(), money("10"))
        .and_source("eef".parse().unwrap(), Fund::new(money("5")).only_for(Side::Projects))
        .less("coordination", money("9"))
        .unwrap()
        .less("evaluation", money("7"))
        .unwrap();
    assert_eq!((pot.total().unwrap(), pot.central_costs().unwrap()), (money("15"), money("16")));
    assert_eq!(
        pot.to_hubs().unwrap_err().to_string(),
        "central costs come to £16.00, £1.00 more than the £15.00 that the sources put in"
    );
    assert!(pot.less("Top Slice", money("1")).is_err());
}

#[test]
fn json_makes_nothing_that_the_constructors_refuse() {
    let mix = r#"{"by":{"mix":{"pupils":"0.9"}}}"#;
    assert_eq!(
        serde_json::from_str::<Formula>(mix).unwrap_err().to_string(),
        "the shares of this mix add up to 0.9, not to 1 at line 1 column 30"
    );
    let claim = serde_json::from_str::<Claim>(r#"{"pupils":"-3"}"#).unwrap_err().to_string();
    assert!(claim.starts_with("`-3` is not a figure of a claim: a number that is not below nothing"), "{claim}");
    let twice = serde_json::from_str::<Claim>(r#"{"pupils":"3","pupils":"4"}"#).unwrap_err().to_string();
    assert!(twice.starts_with("the key `pupils` is listed twice in this object"), "{twice}");
    let floor = serde_json::from_str::<Formula>(r#"{"by":"equal","flor":{"all":"1.00"}}"#).unwrap_err().to_string();
    assert!(floor.starts_with("unknown field `flor`; did you mean `floor`?"), "{floor}");
}

#[test]
fn a_table_reads_as_it_is_published() {
    let (_, now) = two_years();
    let pot = Pot::from_source("dfe".parse().unwrap(), money("1,500")).less("coordination", money("300")).unwrap();
    let table = now.table("maths-hubs".parse().unwrap(), "2015-16".parse::<Year>().unwrap(), pot);
    let json = serde_json::to_value(&table).unwrap();
    assert_eq!(
        json,
        serde_json::json!({
            "$format": "maths-hubs/allocations/1",
            "programme": "maths-hubs",
            "year": "2015-16",
            "pot": {"sources": {"dfe": {"amount": "1500.00"}}, "central": {"coordination": "300.00"}},
            "hubs": {
                "a": {
                    "structural": {"amount": "160.00", "weight": "1/3"},
                    "projects": {"amount": "200.00", "weight": "0.2", "bound": "floor"},
                    "reasons": [
                        {"pot-changed": {"before": "1000.00", "now": "1200.00"}},
                        {"binds": {"part": "projects", "bound": "floor"}},
                    ],
                },
                "b": {
                    "structural": {"amount": "160.00", "weight": "1/3"},
                    "projects": {"amount": "260.00", "weight": "0.4"},
                    "reasons": [
                        {"pot-changed": {"before": "1000.00", "now": "1200.00"}},
                        {"weight-changed": {"part": "projects", "before": "0.6", "now": "0.4"}},
                        {"others-bound": {"part": "projects"}},
                    ],
                },
                "new": {
                    "structural": {"amount": "160.00", "weight": "1/3"},
                    "projects": {"amount": "260.00", "weight": "0.4"},
                    "reasons": ["new-hub"],
                },
            },
            "last_year": {"a": "253.34", "b": "493.33", "old": "253.33"},
        })
    );
    // `$format` first: the order of a `Value` is that of the alphabet, in which `$` comes before letters.
    let text = serde_json::to_string(&table).unwrap();
    assert!(text.starts_with(r#"{"$format":"maths-hubs/allocations/1","#));
    assert_eq!(serde_json::from_str::<AllocationTable>(&text).unwrap(), table);
    let newer = text.replace("allocations/1", "allocations/2");
    assert!(serde_json::from_str::<AllocationTable>(&newer).unwrap_err().to_string().contains("is newer"));
}

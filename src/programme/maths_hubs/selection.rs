//! How the home edition selects lead schools.
//!
//! The stages and the domains of the criteria are those of the application form of 2015, and that it is a competitive grant
//! is the notice's of 2021. No weight, scale or limit was ever published: those here are illustrative.

use super::named;
use crate::{
    document::{Malformed, Source},
    identifiers::{OrganisationId, RegisterCode, Slug, StageId},
    ratio::Ratio,
    selection::{
        criteria::{Criteria, Unsound},
        eligibility::{Condition, Gate, Gates, Test},
        interest::{InterestPolicy, Role, Strength},
        policy::{Late, Marking, RoutePolicy, SelectionPolicy, StageMarks, StagePolicy},
        scale::{Point, Scale},
    },
    vocabulary::Word,
};

const FORM_2015: Source = Source::page(
    "Maths Hubs application form and guidance, July 2015, docplayer.net/21315557-Maths-hubs-application-form-guidance.html",
);
const NOTICE_2021: Source = Source::page(
    "Competitive grant opportunity: new Maths Hub lead for the Solent Maths Hub, February 2021, government-online.net",
);
const OFSTED_2021: Source = Source::page(
    "Competitive grant opportunity: new Maths Hub lead for the Solent Maths Hub, February 2021, government-online.net, \
     names Ofsted conditions; that good and outstanding meet them, and that headline grades ended in September 2024, is general knowledge",
);

/// The policy. Everything in it is literal and sound, so there always is one.
pub(super) fn policy() -> Option<SelectionPolicy> {
    let stages = vec![
        StagePolicy::new(literal!(StageId::new("application")), "Application form", StageMarks::Criteria),
        StagePolicy::new(literal!(StageId::new("presentation-day")), "Presentation day", StageMarks::ClarifyOnly),
    ];
    let mut policy = SelectionPolicy::new(criteria().ok()?, stages);
    policy.route = RoutePolicy { review_days: Some(28), ..RoutePolicy::grant() };
    policy.gates = gates().ok()?;
    policy.interests = interests().ok()?;
    policy.marking = Marking::PerCriterion { assessors: 2 };
    policy.closing_minute_in_time = true;
    policy.late = Late::Refused;
    policy.divergence_limit = Some(Ratio::ONE);
    policy.fewest_present = 3;
    policy.panel_recommends = true;
    policy.tie_breaks = vec!["mathematics".parse().ok()?, "leadership".parse().ok()?];
    policy.draw = Some("lots drawn from a bag before two members of the panel".to_owned());
    policy.reserve_days = Some(120);
    policy.outlying = Ratio::new(1, 4);
    policy.decimals = 1;
    policy.sources = named([
        ("route.route", NOTICE_2021),
        ("route.feedback_compares", Source::Convention),
        ("route.review_days", Source::Illustrative),
        ("stages.id", Source::Convention),
        ("stages.title", FORM_2015),
        ("stages.marks", Source::Illustrative),
        ("criteria.whole", Source::Illustrative),
        ("criteria.scales", Source::Illustrative),
        ("criteria.groups.title", FORM_2015),
        ("criteria.groups.weight", Source::Illustrative),
        ("criteria.criteria.title", FORM_2015),
        ("criteria.criteria.weight", Source::Illustrative),
        ("criteria.criteria.scale", Source::Illustrative),
        ("criteria.criteria.minimum", Source::Illustrative),
        ("criteria.criteria.guidance", Source::Illustrative),
        ("marking", Source::Illustrative),
        ("closing_minute_in_time", Source::Convention),
        ("late", Source::Convention),
        ("divergence_limit", Source::Illustrative),
        ("fewest_present", Source::Illustrative),
        ("panel_recommends", Source::Convention),
        ("tie_breaks", Source::Illustrative),
        ("draw", Source::Illustrative),
        ("reserve_days", Source::Illustrative),
        ("outlying", Source::Illustrative),
        ("decimals", Source::Convention),
        ("rounding", Source::Convention),
    ]);
    Some(policy)
}

/// Domain by quality, as the form has them.
fn criteria() -> Result<Criteria, Unsound> {
    let scale = "0-5";
    Criteria::out_of(100)
        .scale(scale, nought_to_five()?)
        .group("mathematics", "Mathematics", "40")
        .criterion("mathematics/credibility", "Credibility", "50", scale)
        .minimum("2")
        .guidance("Results, progress and teaching of mathematics that others would come to see")
        .criterion("mathematics/capacity", "Capacity", "50", scale)
        .minimum("2")
        .guidance("Specialists with time to lead work in mathematics beyond the school")
        .group("leadership", "Leadership", "35")
        .criterion("leadership/credibility", "Credibility", "40", scale)
        .minimum("2")
        .guidance("A record of leading improvement in other schools")
        .criterion("leadership/capacity", "Capacity", "30", scale)
        .minimum("2")
        .guidance("A named lead and senior link, with release, cover and administration")
        .criterion("leadership/commitment", "Commitment", "30", scale)
        .minimum("2")
        .guidance("Headteacher and governors stand behind it for as long as it runs")
        .group("partnership", "Partnership and networking", "25")
        .criterion("partnership/credibility", "Credibility", "50", scale)
        .minimum("2")
        .guidance("Partners of every phase that have worked together before")
        .criterion("partnership/capacity", "Capacity", "50", scale)
        .minimum("2")
        .guidance("How the whole area would be reached, and who would do it")
        .build()
}

fn nought_to_five() -> Result<Scale, Malformed> {
    let points = [
        "Nothing that answers the criterion",
        "Weak: claims without evidence",
        "Limited: some evidence, with gaps that matter",
        "Sound: evidence for most of it, with gaps that can be closed",
        "Strong: convincing evidence, with minor gaps",
        "Outstanding: convincing evidence throughout, from which others could learn",
    ];
    Scale::new((0_u32..).zip(points).map(|(value, earns)| Point::new(value.into()).described(earns)))
}

fn gates() -> Result<Gates, Malformed> {
    let state_funded = Condition::fact(word!("state-funded"), Test::Yes)?;
    let inspected = Condition::fact(word!("ofsted"), Test::OneOf(words!["good", "outstanding"]))?;
    let above = |pupils: Word| Condition::in_years(pupils, Test::Above(Ratio::ZERO), 2, 3);
    let attainment = Condition::any_of(
        1,
        [above(word!("attainment-above-national"))?, above(word!("disadvantaged-attainment-above-national"))?],
    )?;
    let headteacher = Condition::fact(word!("headteacher-in-post"), Test::Yes)?;
    Ok(Gates::new([
        (word!("state-funded"), Gate::new("The lead is a state-funded school or college", state_funded).from(NOTICE_2021)),
        (
            word!("ofsted"),
            Gate::new(
                "Ofsted judged the lead good or outstanding; where it has no headline grade, case by case",
                inspected,
            )
            .may_be_ruled()
            .from(OFSTED_2021),
        ),
        // The notice names key stage indicators, and the figures that they must reach are not at hand.
        (
            word!("attainment"),
            Gate::new(
                "Attainment in mathematics was above the national average in two of the last three years, for all pupils \
                 or for disadvantaged pupils",
                attainment,
            )
            .may_be_ruled()
            .from(Source::Illustrative),
        ),
        (
            word!("headteacher-in-post"),
            Gate::new("A substantive headteacher or principal is in post", headteacher).from(Source::Illustrative),
        ),
    ]))
}

fn interests() -> Result<InterestPolicy, Malformed> {
    let sponsor = OrganisationId::from("D6".parse::<RegisterCode>()?);
    let coordinator = OrganisationId::Body(literal!(Slug::new("ncetm")));
    let mut policy = InterestPolicy::new(36)
        .linked_by(word!("employee"), Strength::Hard)
        .linked_by(word!("governor"), Strength::Hard)
        .linked_by(word!("trustee"), Strength::Hard)
        .linked_by(word!("adviser"), Strength::Soft)
        .tied_by(word!("trust"), Strength::Hard)
        .tied_by(word!("federation"), Strength::Hard)
        .tied_by(word!("partner"), Strength::Soft)
        .tied_by(word!("co-sponsor"), Strength::Soft)
        .named_as(Role::Lead, Strength::Hard)
        .named_as(Role::Partner, Strength::Hard)
        .named_as(Role::CoSponsor, Strength::Soft)
        .through(word!("trust"))
        .through(word!("federation"))
        .exempting(sponsor)
        .exempting(coordinator);
    policy.former = Strength::Hard;
    policy.exempt_ties = words!["programme"];
    policy.sources = named([
        ("links", Source::Convention),
        ("ties", Source::Convention),
        ("roles", Source::Convention),
        ("former", Source::Illustrative),
        ("recent_months", Source::Illustrative),
        ("through", Source::Convention),
        ("exempt_ties", Source::Convention),
        ("exempt", Source::Convention),
    ]);
    Ok(policy)
}

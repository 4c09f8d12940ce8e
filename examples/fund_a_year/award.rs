//! An award for each hub: its share of the pot in lines, each with what it is for and who pays.
//!
//! How a share is made up was never published. It is illustrative, and so are the projects.

use maths_hubs::{
    calendar::AcademicYear,
    document::Malformed,
    funding::{
        award::{Authority, Award, Line, Payable},
        purpose::Purpose,
        split::proportions,
    },
    identifiers::{AwardId, HubId},
    money::Money,
    uuid::Uuid,
};

use crate::{books::OFFICER, failure::Failure};

/// The one hub with a trial, for which the Education Endowment Foundation pays a part. The trials on record are of later
/// years: this one is invented, and its id is one under which the policy lets the foundation pay.
pub const HUB_WITH_A_TRIAL: &str = "tangent";

/// The project of which one hub does less than it meant to.
pub const LOCAL_PROJECT: &str = "local-project";

/// The award of a hub's share, to an invented school.
pub fn of(number: u128, hub: HubId, structural: Money, projects: Money, year: AcademicYear) -> Result<Award, Failure> {
    let body = format!("X-BODY-invented-school-of-{hub}").parse()?;
    let mut award = Award::new(AwardId::new(Uuid::from_u128(number)), body, "maintained-school".parse()?, year)
        .to_hub(hub)
        .in_advance()
        .by_authority(Authority::new("Education Act 2002, section 14", OFFICER, "invented checks", "invented case"));

    // Exact to the penny: the parts add up, and each says whether it took an odd penny.
    let headings =
        [("leadership", "3/5".parse()?), ("administration", "3/10".parse()?), ("governance", "1/10".parse()?)];
    for part in proportions(structural, &headings)?.parts {
        let line = Line::new(format!("Hub {}", part.key), Purpose::Structural(part.key.parse()?), year.period());
        award = award.with_line(part.key.parse()?, line.payable(Payable::by("dfe".parse()?, part.amount)));
    }

    let mut projects = projects;
    if hub.as_str() == HUB_WITH_A_TRIAL {
        let of_the_department = "£30,000".parse()?;
        projects = projects.minus(of_the_department)?;
        let payable = Payable::by("dfe".parse()?, of_the_department).and("eef".parse()?, "£20,000".parse()?)?;
        let trial = Line::new("A trial", project("first-supported-trial", "trial")?, year.period());
        award = award.with_line("trial".parse()?, trial.payable(payable));
    }

    let kinds = [("teacher-exchange", "national-collaborative-project"), (LOCAL_PROJECT, "local-project")];
    for part in proportions(projects, &[(kinds[0], "3/5".parse()?), (kinds[1], "2/5".parse()?)])?.parts {
        let (id, kind) = part.key;
        let line = Line::new(id.replace('-', " "), project(id, kind)?, year.period());
        award = award.with_line(id.parse()?, line.payable(Payable::by("dfe".parse()?, part.amount)));
    }
    Ok(award)
}

fn project(id: &str, kind: &str) -> Result<Purpose, Malformed> {
    Ok(Purpose::Project { project: id.parse()?, kind: kind.parse()? })
}

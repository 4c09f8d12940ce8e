//! The year's money: from the pot to each hub's share, and from a share to an award.

use std::error::Error;

use maths_hubs::{
    calendar::Period,
    funding::{
        allocation::Plan,
        award::{Authority, Award, Line, Payable},
        purpose::{Purpose, Side},
        split::{proportions, split},
        statement::{Figures, Statement, Table},
    },
    identifiers::{AwardId, HubId, OrganisationId, ProjectId, SponsorId},
    money::{Balance, Money},
    network::{LeadStatus, Network, View},
    programme::{Founded, Programme},
    rules::Valid,
    uuid::Uuid,
    vocabulary::Word,
};

use crate::{books::OFFICER, year::YearFile};

/// What each hub gets, by the programme's own formulas. The pot, less central costs, is shared out to the penny.
pub fn allocated(programme: &Programme, network: &Valid<Network>, year: &YearFile) -> Result<Plan, Box<dyn Error>> {
    let funding = programme.funding.as_ref().ok_or("the programme gives no money")?;
    let policy = funding.allocation.as_ref().ok_or("the programme does not say how money is shared")?;
    let claims = programme.claims_with(network, |hub, claim| {
        let mut known = year.claims.iter().filter_map(|(figure, of)| Some((figure, *of.get(&hub.id())?)));
        known.try_fold(claim, |claim, (figure, count)| claim.with(figure, count))
    })?;
    let plan = policy.allocation(year.pot.to_hubs()?).among(&claims)?;
    // Equal shares leave pence to which several have the same claim. Nobody breaks that tie in silence: somebody draws, and
    // the order goes on record. Here it is the alphabet backwards.
    Ok(plan.drawn(claims.keys().rev().copied())?)
}

/// An award for each hub: its share in lines, each with what it is for and who pays.
pub fn awards(plan: &Plan, founded: &Founded, year: &YearFile) -> Result<Vec<Award>, Box<dyn Error>> {
    let principal = *year.pot.sources.keys().next().ok_or("nobody pays")?;
    let whole = year.year.period();
    let mut awards = Vec::new();
    for (number, (hub, _)) in (1..).zip(plan.shares()) {
        // Whoever takes over in the year is paid from its first day on.
        let begun = founded.appointments.iter().find(|it| it.hub == hub);
        let period = begun.map_or(Ok(whole), |it| Period::new(it.from.max(whole.first()), whole.last()))?;
        // Where nobody wrote down which body is accountable one is invented, and a rule says that it cannot tell.
        let body = accountable(&founded.network.on(period.first()), hub);
        let body = body.map_or_else(|| format!("X-BODY-invented-body-of-{hub}").parse(), Ok)?;
        let id = AwardId::new(Uuid::from_u128((u128::from(year.year.start()) << 64) + number));
        let authority = Authority::new(&year.power, OFFICER, "invented checks", "invented case");
        let mut award = Award::new(id, body, year.body_kind, year.year).to_hub(hub).by_authority(authority);
        if period == whole {
            award = award.in_advance();
        }
        for (line, title, purpose, payable) in lines(plan, hub, principal, year)? {
            award = award.with_line(line.parse()?, Line::new(title, purpose, period).payable(payable));
        }
        awards.push(award);
    }
    Ok(awards)
}

/// The legal body behind the lead of a hub, as far as the record goes.
fn accountable(view: &View<'_>, hub: HubId) -> Option<OrganisationId> {
    let LeadStatus::Held(_, tenure) = view.hub(hub.as_str()).ok()?.lead() else { return None };
    let of_lead = || view.network().register.legal_body(*tenure.leads.keys().next()?, view.day()).known();
    tenure.accountable_on(view.day()).or_else(of_lead)
}

type LineOf = (String, String, Purpose, Payable);

/// The lines of a hub's award. They add up to its share, and to what co-sponsors pay beside it.
fn lines(plan: &Plan, hub: HubId, principal: SponsorId, year: &YearFile) -> Result<Vec<LineOf>, Box<dyn Error>> {
    let [structural, mut projects] = Side::ALL.map(|side| plan.portion(hub, side).unwrap_or_default().amount);
    let mut lines: Vec<LineOf> = Vec::new();
    for part in proportions(structural, &year.headings)?.parts {
        let name = part.key.to_string();
        lines.push((name.clone(), name, Purpose::Structural(part.key), Payable::by(principal, part.amount)));
    }
    if let Some(trial) = year.trial.as_ref().filter(|trial| trial.hubs.contains(&hub)) {
        let own = trial.paid_by.get(&principal).copied().unwrap_or_default();
        projects = projects.minus(own).map_err(|error| format!("the trial in {hub}: {error}"))?;
        let mut payable = Payable::by(principal, own);
        for (sponsor, amount) in trial.paid_by.iter().filter(|(sponsor, _)| **sponsor != principal) {
            payable = payable.and(*sponsor, *amount)?;
        }
        lines.push(("trial".to_owned(), trial.name.clone(), project(trial.project, trial.kind), payable));
    }
    let parts: Vec<(ProjectId, _)> = year.projects.iter().map(|(id, funded)| (*id, funded.part)).collect();
    for part in split(projects, &parts)?.parts {
        let Some(funded) = year.projects.get(&part.key) else { continue };
        let purpose = project(part.key, funded.kind);
        lines.push((part.key.to_string(), funded.name.clone(), purpose, Payable::by(principal, part.amount)));
    }
    Ok(lines)
}

const fn project(project: ProjectId, kind: Word) -> Purpose {
    Purpose::Project { project, kind }
}

/// Every total is the sum of its parts, or the program ends.
pub fn proven(plan: &Plan, cash: &Statement, accrual: &Statement) -> Result<(), Box<dyn Error>> {
    let shares = Money::sum(plan.shares().map(|(_, share)| share))?;
    same("the shares of all hubs", plan.total().into(), shares.into())?;
    let total = cash.total();
    same("what was spent and what came back", total.paid(), Balance::sum([total.approved(), total.recovered()])?)?;
    adds_up("sponsors", total, &cash.by_sponsor())?;
    adds_up("hubs", total, &cash.by_hub())?;
    adds_up("sides", total, &cash.by_side())?;
    adds_up("terms", accrual.total(), &accrual.by_term())?;
    adds_up("years", accrual.total(), &accrual.by_year())
}

fn adds_up<K: Ord>(groups: &str, total: Figures, of: &Table<K>) -> Result<(), Box<dyn Error>> {
    for (figure, whole) in total.each() {
        same(&format!("{figure} of all {groups}"), whole, Balance::sum(of.groups().map(|(_, it)| it.get(figure)))?)?;
    }
    Ok(())
}

fn same(what: &str, whole: Balance, parts: Balance) -> Result<(), Box<dyn Error>> {
    let unequal = || format!("{what} come to {parts}, and the whole is {whole}");
    if whole == parts { Ok(()) } else { Err(unequal().into()) }
}

/// The hubs of a plan with what each gets of each side, the largest first.
pub fn largest_first(plan: &Plan) -> Vec<(HubId, [Money; 2])> {
    let sides = |hub: HubId| Side::ALL.map(|side| plan.portion(hub, side).unwrap_or_default().amount);
    let mut shares: Vec<(HubId, Money)> = plan.shares().collect();
    shares.sort_by_key(|(hub, share)| (std::cmp::Reverse(*share), *hub));
    shares.into_iter().map(|(hub, _)| (hub, sides(hub))).collect()
}

//! Rules of who serves what: every place once.

use super::sources;
use crate::{
    answer::Answer,
    geography::{Authority, COVERED_SINCE, District, Region, unit_authority, units_on},
    identifiers::{GssCode, GssEntity, LaCode},
    network::{
        Around,
        coverage::{Claim, is_one_family},
        survey::Survey,
    },
    rules::{At, Rule, Sink},
};

/// The subjects that one rule of territories excepts, and those to which none of them applies.
macro_rules! no_territories {
    ($others:literal) => {
        concat!($others, "a programme without territories, or a day on which no hub is at work, and a day before April 2009, which the tables do not cover")
    };
}

/// Every authority is served.
pub static AUTHORITY_UNSERVED: Rule =
    Rule::warning("network/authority-unserved", "every authority is served by a hub, at least in part")
        .why("the hubs together serve all state-funded schools")
        .says("no hub serves {authority}")
        .hint("add it to an area, or record who looks after it meanwhile")
        .source(&sources::ABOUT)
        .except_to(no_territories!("an authority of a region that no hub serves at all, which is reported, "));

/// Every district of an authority is served.
pub static AUTHORITY_PART_UNSERVED: Rule =
    Rule::warning("network/authority-part-unserved", "where a county is served, all of its districts are")
        .why("the schools of a district left out have no hub")
        .says("{unserved} of the {districts} districts of {authority} are served by no hub, {example} among them")
        .hint("add the districts to an area")
        .source(&sources::ABOUT)
        .except_to(no_territories!("an authority of one tier, one that no hub serves at all, "));

/// No place is served twice.
pub static AREA_OVERLAP: Rule = Rule::warning("network/area-overlap", "every place is served by one hub")
    .why("a school must know which hub is its own")
    .says("{place} is served by {hubs}")
    .hint("correct an area, or explain why the place has several hubs")
    .source(&sources::CONVENTION)
    .except_to(no_territories!(
        "a place that no hub lists (hubs may share a county by districts, and a satellite its parent's area), "
    ));

/// Every region has a hub.
pub static REGION_UNSERVED: Rule = Rule::error("network/region-unserved", "every region has a place that a hub serves")
    .why("a national network has hubs in every region")
    .says("no hub serves any place of {region}")
    .hint("correct the areas")
    .source(&sources::ABOUT)
    .except_to(no_territories!(""));

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&AUTHORITY_UNSERVED, &AUTHORITY_PART_UNSERVED, &AREA_OVERLAP, &REGION_UNSERVED];

/// Judges the areas of all hubs together.
pub(super) fn conclude(survey: &Survey, around: &Around<'_>, sink: &mut Sink) {
    // Hubs none of which is at work serve nobody yet, or nobody any more.
    let none_at_work = !survey.standings.is_empty() && survey.standings.iter().all(|it| it.operating.is_no());
    if !around.policy.territorial || around.on < COVERED_SINCE || none_at_work {
        RULES.iter().for_each(|rule| sink.not_applicable(rule));
        return;
    }
    let at = At::ROOT.field("coverage");
    authorities(survey, &at, around, sink);
    overlaps(survey, &at, around, sink);
    regions(survey, &at, around, sink);
}

/// Why it is not known whether anybody serves a place.
fn because(survey: &Survey) -> &'static str {
    if survey.coverage.unlisted_hubs {
        "there may be hubs that are not listed"
    } else {
        "a hub that may serve it, or its area, or the interim cover there, is not fully known"
    }
}

/// The authority in which a unit lies, the code of the unit where it is a district, and its name.
fn place(unit: GssCode, around: &Around<'_>) -> (Option<LaCode>, Option<GssCode>, String) {
    let authority = unit_authority(unit, around.on);
    let district = (unit.entity() == GssEntity::District).then_some(unit);
    let name = match district {
        Some(district) => District::with_code(district).map(District::name),
        None => authority.map(Authority::name),
    };
    (authority.map(Authority::code), district, name.map_or_else(|| unit.to_string(), str::to_owned))
}

fn authorities(survey: &Survey, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let on = around.on;
    for authority in Authority::all().iter().filter(|authority| authority.in_force_on(on)) {
        let code = authority.code();
        let at = at.key(&code);
        let served = || authority.units_on(on).map(|unit| (unit, survey.coverage.of_unit(unit, on)));
        let answers = || served().map(|(_, answer)| answer);
        let any = Answer::any(answers());
        let because = because(survey);
        if any.is_no() && region_served(survey, authority.region(), around).is_no() {
            sink.not_applicable(&AUTHORITY_UNSERVED);
        } else if let Some(draft) = sink.judge(&AUTHORITY_UNSERVED, &at, any, because) {
            draft.with("authority", authority.name());
        }
        if !authority.has_districts_on(on) || !any.is_yes() {
            sink.not_applicable(&AUTHORITY_PART_UNSERVED);
            continue;
        }
        if let Some(draft) = sink.judge(&AUTHORITY_PART_UNSERVED, &at, Answer::all(answers()), because) {
            let unserved = || served().filter(|(_, answer)| answer.is_no()).map(|(unit, _)| unit);
            let example = unserved().next().map_or_else(String::new, |unit| place(unit, around).2);
            draft
                .with("unserved", unserved().count())
                .with("districts", served().count())
                .with("authority", authority.name())
                .with("example", example);
        }
    }
}

fn overlaps(survey: &Survey, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    // Of places that nobody listed nothing can be said one by one.
    if !survey.coverage.open.is_empty() {
        let because = "hubs whose areas are not fully known may serve more places than they list";
        sink.undetermined(&AREA_OVERLAP, at, because);
    } else if survey.coverage.unlisted_hubs {
        sink.undetermined(&AREA_OVERLAP, at, because(survey));
    }
    for unit in units_on(around.on) {
        let claims = survey.coverage.claims(unit);
        if claims.is_empty() {
            sink.not_applicable(&AREA_OVERLAP);
            continue;
        }
        if is_one_family(claims) {
            sink.holds(&AREA_OVERLAP);
            continue;
        }
        let kept = !certainly_shared(claims);
        let because = if claims.iter().all(|claim| claim.certain) {
            "it is not known of which hub one of those that list it is a satellite"
        } else {
            "one of the hubs that list it may not be at work, or may not serve it on the day"
        };
        let (authority, district, name) = place(unit, around);
        // One explanation about a county is for all of its districts.
        let county = authority.as_ref().map_or(*at, |code| at.key(code));
        let districts = county.field("districts");
        let here = district.as_ref().map_or(county, |code| districts.key(code));
        if let Some(mut draft) = sink.judge(&AREA_OVERLAP, &here, kept, because) {
            let mut hubs = String::new();
            for (number, claim) in claims.iter().enumerate() {
                let last = number.saturating_add(1) == claims.len();
                hubs.push_str(if number == 0 {
                    ""
                } else if last {
                    " and "
                } else {
                    ", "
                });
                hubs.push_str(claim.hub.as_str());
                let listed = At::ROOT.field("hubs");
                draft = draft.beside(&listed.key(&claim.hub).field("area"));
            }
            draft.with("place", name).with("hubs", hubs);
        }
    }
}

/// Whether two hubs of different families serve a place: no is never the answer.
fn certainly_shared(claims: &[Claim]) -> Answer {
    let mut families = claims.iter().filter(|claim| claim.certain).filter_map(|claim| claim.family);
    let first = families.next();
    if families.any(|family| Some(family) != first) { Answer::Yes } else { Answer::Unknown }
}

fn region_served(survey: &Survey, region: Region, around: &Around<'_>) -> Answer {
    let of_region = |authority: &&Authority| authority.region() == region;
    let units = Authority::all().iter().filter(of_region).flat_map(|authority| authority.units_on(around.on));
    Answer::any(units.map(|unit| survey.coverage.of_unit(unit, around.on)))
}

fn regions(survey: &Survey, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    for region in Region::ALL {
        let slug = region.slug();
        let because = because(survey);
        let served = region_served(survey, region, around);
        if let Some(draft) = sink.judge(&REGION_UNSERVED, &at.key(&slug), served, because) {
            draft.with("region", region.name());
        }
    }
}

#[cfg(test)]
mod tests;

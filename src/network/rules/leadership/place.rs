//! Where leads lie, and whose schools trusts nominate.

use chrono::NaiveDate;

use super::{LEAD_OUTSIDE_AREA, NOMINATED_SCHOOL_NOT_IN_TRUST};
use crate::{
    answer::Answer,
    calendar::PartialDate,
    geography::{Area, Authority, Extent, Place, predecessors, successors},
    identifiers::{GssCode, GssEntity, OrganisationId},
    network::{Around, Hub, Section, Tenure},
    organisation::{Kind, Location, Register},
    rules::{At, Sink},
};

/// Whether a programme that asks for something from `from` on asks it of a tenure.
fn asked_for(from: Option<PartialDate>, tenure: &Tenure) -> Answer {
    let Some(from) = from else { return Answer::No };
    let (earliest, latest) = tenure.span.start();
    if latest < from.earliest().unwrap_or(NaiveDate::MIN) {
        Answer::No
    } else if earliest >= from.latest().unwrap_or(NaiveDate::MAX) {
        Answer::Yes
    } else {
        Answer::Unknown
    }
}

/// Why nobody can say whether it is asked for.
fn why_unknown(tenure: &Tenure) -> &'static str {
    let (earliest, latest) = tenure.span.start();
    if earliest == latest {
        "the day from which the programme asks for it is not known exactly"
    } else {
        "the start of the tenure is not known"
    }
}

pub(super) fn place(hub: &Hub, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &LEAD_OUTSIDE_AREA;
    if tenure.span.has_started(around.on).is_no() {
        return sink.not_applicable(rule);
    }
    match asked_for(around.policy.leads_within_area_from, tenure) {
        Answer::No => return sink.not_applicable(rule),
        Answer::Unknown => {
            sink.undetermined(rule, at, why_unknown(tenure));
            return;
        }
        Answer::Yes => {}
    }
    let (earliest, latest) = tenure.span.start();
    let lies_on = |day| {
        let lies = |area: &Area, school| match around.register.organisation(school).and_then(|it| it.location()) {
            Some(location) => serves(area, location, day),
            None => Answer::Unknown,
        };
        match hub.area_on(day) {
            Some(served) if served.covers(day).is_yes() => {
                Answer::any(tenure.lead_schools().map(|school| lies(&served.area, school)))
            }
            _ => Answer::Unknown,
        }
    };
    let kept = Answer::agreed([lies_on(earliest), lies_on(latest)]);
    let because = "the area of that day, or the place of a lead, is not fully known";
    if let Some(draft) = sink.judge(rule, at, kept, because) {
        draft.with("on", latest);
    }
}

/// Whether `area` serves a place on `day`. Registers give places as they are called today, which may not be what they
/// were called on that day.
fn serves(area: &Area, location: &Location, day: NaiveDate) -> Answer {
    match (location.district, location.authority) {
        (Some(unit), _) => serves_place(area, Place::District(unit), day, STEPS),
        (None, Some(authority)) => serves_place(area, Place::Authority(authority), day, STEPS),
        (None, None) => Answer::Unknown,
    }
}

/// How many reorganisations a place is followed through.
const STEPS: u8 = 4;

fn serves_place(area: &Area, place: Place, day: NaiveDate, steps: u8) -> Answer {
    let period = match place.period() {
        Some(period) if !period.contains(day) => period,
        _ => return serves_in_force(area, place, day),
    };
    let Some(steps) = steps.checked_sub(1) else { return Answer::Unknown };
    let by_codes = |each: &dyn Fn(GssCode) -> Answer| match place {
        Place::Authority(code) => {
            let codes = Authority::with_code(code).into_iter().flat_map(Authority::codes);
            Answer::agreed(codes.map(|(code, _)| each(code)))
        }
        Place::District(code) => each(code),
    };
    let there = |code: GssCode| serves_place(area, Place::District(code), day, steps);
    if period.first() <= day {
        return by_codes(&|code| Answer::agreed(successors(code).map(there)));
    }
    // Whoever names a district that was merged knows no more than the one it became; its county says less than it does.
    by_codes(&|code| {
        let districts = || predecessors(code).filter(|it| it.entity() != GssEntity::County);
        if districts().next().is_some() {
            Answer::agreed(districts().map(there))
        } else {
            Answer::agreed(predecessors(code).map(there))
        }
    })
}

fn serves_in_force(area: &Area, place: Place, day: NaiveDate) -> Answer {
    match place {
        Place::District(unit) => area.serves_unit(unit, day),
        Place::Authority(authority) => match area.serves_authority(authority, day) {
            Extent::Whole => Answer::Yes,
            Extent::None => Answer::No,
            Extent::Part | Extent::Unknown => Answer::Unknown,
        },
    }
}

pub(super) fn nomination(hub: &Hub, tenure: &Tenure, at: &At<'_>, around: &Around<'_>, sink: &mut Sink) {
    let rule = &NOMINATED_SCHOOL_NOT_IN_TRUST;
    let register = around.register;
    let leads = at.field("leads");
    for (trust, lead) in &tenure.leads {
        let at = leads.key(trust);
        let asked = match register.organisation(*trust).map(|it| &it.kind) {
            Some(Kind::Trust) if !tenure.span.has_started(around.on).is_no() => {
                asked_for(around.policy.nominations_from, tenure)
            }
            _ => Answer::No,
        };
        match asked {
            Answer::No => {
                sink.not_applicable(rule);
                continue;
            }
            Answer::Unknown => {
                sink.undetermined(rule, &at, why_unknown(tenure));
                continue;
            }
            Answer::Yes => {}
        }
        if lead.nominates.is_none() && !hub.is_complete(Section::Leadership) {
            let draft = sink.undetermined(rule, &at, "nobody wrote down which school it nominates");
            draft.with("trust", register.name(*trust));
            continue;
        }
        let Some(school) = lead.nominates else {
            sink.broken(rule, &at).with("trust", register.name(*trust)).with("wrong", "no school");
            continue;
        };
        // Its own on the first and the last day of the tenure, whichever days these are.
        let ((earliest, first), (last, latest)) = (tenure.span.start(), tenure.span.end());
        let (last, latest) = (last.min(around.on).max(earliest), latest.min(around.on).max(first));
        let belongs = |day| belongs(school, *trust, day, register);
        let certain = [first, last].into_iter().filter(|_| first <= last);
        if let Some(day) = certain.into_iter().find(|day| belongs(*day).is_no()) {
            let wrong = format!("{}, which is not one of its schools on {day}", register.name(school));
            let draft = sink.broken(rule, &at).with("trust", register.name(*trust)).with("wrong", wrong);
            draft.with("school", register.name(school)).with("on", day);
        } else if [earliest, first, last, latest].into_iter().all(|day| belongs(day).is_yes()) {
            sink.holds(rule);
        } else {
            let draft = sink.undetermined(rule, &at, "the school's trust is not known for each day");
            draft.with("trust", register.name(*trust)).with("school", register.name(school));
        }
    }
}

/// Whether `school`, or what it went on as by `day`, belongs to `trust` on that day.
fn belongs(school: OrganisationId, trust: OrganisationId, day: NaiveDate, register: &Register) -> Answer {
    let current = register.current(school, day);
    match register.successor(current) {
        Some((_, link)) if link.opened.is_on_or_before(day).is_unknown() => Answer::Unknown,
        _ => register.school(current).map_or(Answer::Unknown, |it| it.is_in(trust, day)),
    }
}

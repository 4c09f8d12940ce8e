//! Who leads a hub.

use super::{Networks, hub::satellite};
use crate::{
    calendar::{PartialDate, Period, Span},
    geography::Area,
    identifiers::{HubId, LaCode, TenureId},
    network::{
        Bridge, Handover, Lead, Served, Tenure,
        rules::leadership::{
            ACCOUNTABLE_BODY_NOT_ONE, BRIDGES_OVERLAP, HANDOVER_TOO_LONG, JOINT_LEADS_NOT_FEW, LEAD_CLOSED,
            LEAD_KIND_NOT_LISTED, LEAD_OUTSIDE_AREA, LEAD_VACANT_TOO_LONG, LEADERSHIP_CONTRADICTS,
            NOMINATED_SCHOOL_NOT_IN_TRUST, TENURES_OVERLAP, UNKNOWN_TENURE, URN_SUPERSEDED,
        },
    },
    organisation::{Governance, Kind, Organisation, Phases, School, Succession},
    strategies::{
        Sound,
        sound::{body, day, neighbour, slug},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&LEAD_VACANT_TOO_LONG, |sound| {
        let Some(tenure) = sound.first_tenure() else { return };
        if let Ok(span) = tenure.span.until_end_of(day(2026, 5, 31)) {
            tenure.span = span;
            tenure.accountable.values_mut().for_each(|accountable| *accountable = span.into());
        }
    })
    .sparing(|sound| sound.programme.network.vacancy_days = None),
    Networks::of(&LEAD_OUTSIDE_AREA, |sound| {
        ask_of_all(sound);
        // It served the Isles of Scilly alone when the tenure began, where none of its leads lies.
        let (since, former) = (day(2026, 9, 1), Period::new(day(2009, 9, 1), Some(day(2026, 8, 31))));
        if let (Some(hub), Ok(former), Some(id)) = (sound.first_hub(), former, slug("scilly")) {
            hub.area.span = Span::since(since);
            hub.former_areas.insert(id, Served::new(Span::exact(former), Area::of(LaCode::new(420))));
        }
    })
    .sparing(ask_of_none)
    .keeping(ask_of_all),
    Networks::of(&NOMINATED_SCHOOL_NOT_IN_TRUST, |sound| {
        ask_of_all(sound);
        let trust = body("wayward-trust");
        sound.network.register.record(trust, Organisation::new("A wayward trust", Kind::Trust));
        if let Some(tenure) = sound.first_tenure() {
            let nominates = tenure.lead_schools().next();
            tenure.leads = [(trust, Lead { nominates })].into();
        }
    })
    .sparing(ask_of_none)
    .keeping(|sound| {
        ask_of_all(sound);
        let (trust, school) = (body("own-trust"), body("own-school"));
        sound.network.register.record(trust, Organisation::new("A trust", Kind::Trust));
        let lead = sound.first_tenure().and_then(|tenure| tenure.lead_schools().next());
        let location = lead.and_then(|lead| sound.network.register.organisation(lead)?.location().copied());
        let own = School::new(Governance::Academy, Phases::ALL).at(location.unwrap_or_default());
        let own = own.in_trust(trust, Span::since(day(2009, 9, 1)));
        sound.network.register.record(school, Organisation::new("Its school", Kind::School(own)));
        if let Some(tenure) = sound.first_tenure() {
            tenure.leads = [(trust, Lead { nominates: Some(school) })].into();
        }
    }),
    Networks::of(&ACCOUNTABLE_BODY_NOT_ONE, |sound| {
        if let Some(tenure) = sound.first_tenure() {
            tenure.accountable.insert(body("coordinator"), tenure.span.into());
        }
    })
    .sparing(|sound| {
        sound.programme.network.vacancy_days = None;
        if let Some(hub) = sound.first_hub() {
            hub.leadership.tenures.clear();
        }
    }),
    Networks::of(&URN_SUPERSEDED, |sound| superseded(sound, day(2026, 8, 31)))
        .sparing(|_| {})
        .keeping(|sound| superseded(sound, day(2030, 8, 31))),
    Networks::of(&TENURES_OVERLAP, |sound| with_tenure(sound, Span::since(day(2026, 10, 1)))).sparing(|_| {}).keeping(
        |sound| {
            if let Ok(period) = Period::new(day(2010, 9, 1), Some(day(2011, 8, 31))) {
                with_tenure(sound, Span::exact(period));
            }
        },
    ),
    Networks::of(&HANDOVER_TOO_LONG, |sound| handing_over(sound, last_tenure, day(2011, 8, 31)))
        .sparing(|_| {})
        .keeping(|sound| handing_over(sound, last_tenure, day(2011, 1, 31))),
    Networks::of(&JOINT_LEADS_NOT_FEW, |sound| {
        let third = body("third-lead");
        let school = School::new(Governance::Maintained, Phases::ALL);
        sound.network.register.record(third, Organisation::new("A third lead", Kind::School(school)));
        if let Some(tenure) = sound.first_tenure() {
            tenure.leads.insert(neighbour(11), Lead::default());
            tenure.leads.insert(third, Lead::default());
        }
    }),
    Networks::of(&LEAD_KIND_NOT_LISTED, |sound| {
        ask_of_none(sound);
        if let Some(tenure) = sound.first_tenure() {
            tenure.leads = [(body("association"), Lead::default())].into();
        }
    }),
    Networks::of(&LEAD_CLOSED, |sound| closed(sound, day(2026, 8, 31)))
        .sparing(|_| {})
        .keeping(|sound| closed(sound, day(2030, 8, 31))),
    Networks::of(&UNKNOWN_TENURE, |sound| handing_over(sound, |_| slug("nobody"), day(2011, 1, 31)))
        .sparing(|_| {})
        .keeping(|sound| handing_over(sound, last_tenure, day(2011, 1, 31))),
    Networks::of(&LEADERSHIP_CONTRADICTS, |sound| vacant(sound, day(2026, 3, 1), day(2026, 3, 20)))
        .sparing(|_| {})
        .keeping(|sound| vacant(sound, day(2010, 3, 1), day(2010, 3, 20))),
    Networks::of(&BRIDGES_OVERLAP, |sound| {
        let itself = sound.network.hubs.keys().next().copied();
        bridged(sound, itself);
    })
    .sparing(|_| {})
    .keeping(|sound| {
        satellite(sound);
        bridged(sound, HubId::new("satellite"));
    }),
];

/// Records a vacancy of the first hub.
fn vacant(sound: &mut Sound, first: chrono::NaiveDate, last: chrono::NaiveDate) {
    if let (Some(hub), Ok(period)) = (sound.first_hub(), Period::new(first, Some(last))) {
        hub.leadership.vacancies.insert(Span::exact(period));
    }
}

/// Records a bridge over the first hub, from before it was led.
fn bridged(sound: &mut Sound, by: Option<HubId>) {
    let period = Period::new(day(2010, 1, 1), Some(day(2010, 8, 31)));
    if let (Some(hub), Ok(period), Some(by)) = (sound.first_hub(), period, by) {
        hub.leadership.bridges.insert(Bridge { span: Span::exact(period), by });
    }
}

/// Has the first lead go on as another organisation after `closed`.
fn superseded(sound: &mut Sound, closed: chrono::NaiveDate) {
    let Some(lead) = sound.first_tenure().and_then(|tenure| tenure.leads.keys().next().copied()) else { return };
    let successor = body("successor");
    if let Some(organisation) = sound.network.register.organisation(lead).cloned() {
        sound.network.register.record(successor, organisation);
    }
    sound.network.register.succeed(lead, successor, Succession::converting(closed));
}

/// Has the first lead close on `day`, and nothing succeed it.
fn closed(sound: &mut Sound, day: chrono::NaiveDate) {
    let lead = sound.first_tenure().and_then(|tenure| tenure.leads.keys().next().copied());
    if let Some(organisation) = lead.and_then(|lead| sound.network.register.organisations.get_mut(&lead)) {
        organisation.closed = Some(day.into());
    }
}

/// The first hub's last tenure.
fn last_tenure(sound: &mut Sound) -> Option<TenureId> {
    sound.first_hub()?.leadership.tenures.keys().next_back().copied()
}

/// Has an earlier tenure of the first hub hand over until `last`.
fn handing_over(sound: &mut Sound, to: fn(&mut Sound) -> Option<TenureId>, last: chrono::NaiveDate) {
    let to = to(sound);
    let years = Period::new(day(2010, 9, 1), Some(day(2011, 8, 31))).map(Span::exact);
    let span = Period::new(day(2011, 1, 1), Some(last)).map(Span::exact);
    if let (Some(to), Ok(years), Ok(span), Some(id)) = (to, years, span, slug::<TenureId>("added")) {
        with_tenure(sound, years);
        if let Some(added) = sound.first_hub().and_then(|hub| hub.leadership.tenures.get_mut(&id)) {
            added.handover = Some(Handover { to, span });
        }
    }
}

/// Adds a tenure to the first hub's.
fn with_tenure(sound: &mut Sound, span: Span) {
    ask_of_none(sound);
    let lead = neighbour(11);
    if let (Some(hub), Some(id)) = (sound.first_hub(), slug("added")) {
        hub.leadership.tenures.insert(id, Tenure::of(lead, span).accountable_to(lead));
    }
}

/// Asks of every tenure where its lead lies, and whom a trust nominates.
fn ask_of_all(sound: &mut Sound) {
    sound.programme.network.leads_within_area_from = PartialDate::year(2009);
    sound.programme.network.nominations_from = PartialDate::year(2009);
}

fn ask_of_none(sound: &mut Sound) {
    sound.programme.network.leads_within_area_from = None;
    sound.programme.network.nominations_from = None;
}

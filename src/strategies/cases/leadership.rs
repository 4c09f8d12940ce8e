//! Who leads a hub.

use super::Case;
use crate::{
    calendar::{PartialDate, Period, Span},
    identifiers::LaCode,
    network::{
        Handover, Lead, Tenure,
        rules::leadership::{
            ACCOUNTABLE_BODY_NOT_ONE, HANDOVER_TOO_LONG, JOINT_LEADS_NOT_FEW, LEAD_CLOSED, LEAD_KIND_NOT_LISTED,
            LEAD_OUTSIDE_AREA, LEAD_VACANT_TOO_LONG, NOMINATED_SCHOOL_NOT_IN_TRUST, TENURES_OVERLAP, URN_SUPERSEDED,
        },
    },
    organisation::{Governance, Kind, Organisation, Phases, School, Succession},
    strategies::{
        Sound,
        sound::{body, day, neighbour, slug},
    },
};

pub(super) const CASES: &[Case] = &[
    Case::of(&LEAD_VACANT_TOO_LONG, |sound| {
        let (first, last) = (day(2026, 3, 1), day(2026, 5, 31));
        if let (Some(hub), Ok(period)) = (sound.first_hub(), Period::new(first, Some(last))) {
            hub.leadership.vacancies.insert(Span::exact(period));
        }
    })
    .sparing(|sound| sound.programme.network.vacancy_days = None),
    Case::of(&LEAD_OUTSIDE_AREA, |sound| {
        ask_of_all(sound);
        let schools: Vec<_> = sound.first_tenure().into_iter().flat_map(|tenure| tenure.lead_schools()).collect();
        for school in schools {
            if let Some(Kind::School(school)) =
                sound.network.register.organisations.get_mut(&school).map(|it| &mut it.kind)
            {
                // Bedfordshire, abolished in 2009, is in nobody's area.
                school.location.authority = LaCode::new(820);
            }
        }
    })
    .sparing(ask_of_none)
    .keeping(ask_of_all),
    Case::of(&NOMINATED_SCHOOL_NOT_IN_TRUST, |sound| {
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
    Case::of(&ACCOUNTABLE_BODY_NOT_ONE, |sound| {
        if let Some(tenure) = sound.first_tenure() {
            tenure.accountable.insert(body("coordinator"), tenure.span);
        }
    })
    .sparing(|sound| {
        sound.programme.network.vacancy_days = None;
        if let Some(hub) = sound.first_hub() {
            hub.leadership.tenures.clear();
        }
    }),
    Case::of(&URN_SUPERSEDED, |sound| superseded(sound, day(2026, 8, 31)))
        .sparing(|_| {})
        .keeping(|sound| superseded(sound, day(2030, 8, 31))),
    Case::of(&TENURES_OVERLAP, |sound| with_tenure(sound, Span::since(day(2026, 10, 1)))).sparing(|_| {}).keeping(
        |sound| {
            if let Ok(period) = Period::new(day(2010, 9, 1), Some(day(2011, 8, 31))) {
                with_tenure(sound, Span::exact(period));
            }
        },
    ),
    Case::of(&HANDOVER_TOO_LONG, |sound| handing_over(sound, day(2026, 8, 31)))
        .sparing(|_| {})
        .keeping(|sound| handing_over(sound, day(2026, 1, 31))),
    Case::of(&JOINT_LEADS_NOT_FEW, |sound| {
        let third = body("third-lead");
        let school = School::new(Governance::Maintained, Phases::ALL);
        sound.network.register.record(third, Organisation::new("A third lead", Kind::School(school)));
        if let Some(tenure) = sound.first_tenure() {
            tenure.leads.insert(neighbour(11), Lead::default());
            tenure.leads.insert(third, Lead::default());
        }
    }),
    Case::of(&LEAD_KIND_NOT_LISTED, |sound| {
        ask_of_none(sound);
        if let Some(tenure) = sound.first_tenure() {
            tenure.leads = [(body("association"), Lead::default())].into();
        }
    }),
    Case::of(&LEAD_CLOSED, |sound| closed(sound, day(2026, 8, 31)))
        .sparing(|_| {})
        .keeping(|sound| closed(sound, day(2030, 8, 31))),
];

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

/// Has the first hub's last tenure hand over to itself until `last`.
fn handing_over(sound: &mut Sound, last: chrono::NaiveDate) {
    let to = sound.first_hub().and_then(|hub| hub.leadership.tenures.keys().next_back().copied());
    let span = Period::new(day(2026, 1, 1), Some(last)).map(Span::exact);
    if let (Some(tenure), Some(to), Ok(span)) = (sound.first_tenure(), to, span) {
        tenure.handover = Some(Handover { to, span });
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

/// Asks of every tenure where its lead lies.
fn ask_of_all(sound: &mut Sound) {
    sound.programme.network.leads_within_area_from = PartialDate::year(2009);
}

fn ask_of_none(sound: &mut Sound) {
    sound.programme.network.leads_within_area_from = None;
}

//! Partnerships of a hub.

use super::Networks;
use crate::{
    calendar::Span,
    network::{
        Partner, Partnership, Project, Role,
        rules::partnership::{
            EVALUATES_OWN_WORK, EVALUATOR_NOT_STRATEGIC, EXPERTISE_LAPSED, NO_STRATEGIC_PARTNER,
            OPERATIONAL_PARTNER_IDLE, PARTNER_CLOSED, PARTNER_IS_THE_LEAD, PARTNERSHIP_TWICE,
        },
    },
    organisation::{Kind, Organisation},
    strategies::{
        Sound,
        sound::{body, day, project, slug, word},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&NO_STRATEGIC_PARTNER, |sound| {
        if let Some(hub) = sound.first_hub() {
            hub.partnerships.retain(|_, partnership| partnership.role != Role::Strategic);
        }
    })
    .sparing(|sound| sound.programme.network.partners = false),
    Networks::of(&PARTNER_IS_THE_LEAD, |sound| {
        let lead = sound.first_tenure().and_then(|tenure| tenure.leads.keys().next().copied());
        if let (Some(partnership), Some(lead)) = (partnership(sound, Role::Strategic), lead) {
            partnership.with = Partner::Organisation(lead);
        }
    })
    // The specialist is no organisation.
    .sparing(|_| {}),
    Networks::of(&EXPERTISE_LAPSED, |sound| {
        let partner = partnership(sound, Role::Operational).map(|partnership| partnership.with);
        let ended = Span::since(day(2014, 9, 1)).until_end_of(day(2024, 8, 31));
        if let (Some(Partner::Practitioner(person)), Ok(ended)) = (partner, ended) {
            let practitioner = sound.network.register.practitioners.get_mut(&person);
            practitioner
                .into_iter()
                .flat_map(|it| it.accreditations.values_mut())
                .for_each(|spans| *spans = ended.into());
        }
    })
    // What a university brings rests on no accreditation.
    .sparing(|_| {}),
    Networks::of(&OPERATIONAL_PARTNER_IDLE, |sound| {
        if let Some(partnership) = partnership(sound, Role::Operational) {
            partnership.carries_out.clear();
        }
    })
    // The university is a strategic partner.
    .sparing(|_| {}),
    Networks::of(&PARTNER_CLOSED, |sound| closing(sound, day(2024, 8, 31)))
        // No partner has closed.
        .sparing(|_| {})
        .keeping(|sound| closing(sound, day(2030, 8, 31))),
    Networks::of(&PARTNERSHIP_TWICE, |sound| {
        let again = partnership(sound, Role::Strategic).cloned();
        if let (Some(hub), Some(again), Some(id)) = (sound.first_hub(), again, slug("again")) {
            hub.partnerships.insert(id, again);
        }
    })
    .sparing(|sound| {
        if let Some(hub) = sound.first_hub() {
            // The last is the university.
            while hub.partnerships.len() > 1 {
                hub.partnerships.pop_first();
            }
        }
    }),
    Networks::of(&EVALUATOR_NOT_STRATEGIC, |sound| {
        let Some(local) = slug("local") else { return };
        let kind = word("local-project");
        sound.network.projects.insert(local, Project::new("A local project", kind, Span::since(day(2024, 9, 1))));
        if let Some(partnership) = partnership(sound, Role::Operational) {
            partnership.evaluates.insert(local);
        }
    })
    // The specialist evaluates nothing.
    .sparing(|_| {}),
    Networks::of(&EVALUATES_OWN_WORK, |sound| {
        if let Some(partnership) = partnership(sound, Role::Strategic) {
            partnership.carries_out.insert(project());
        }
    })
    .sparing(|_| {}),
];

/// The first hub's last partnership in `role`: with the university, or with the specialist.
fn partnership(sound: &mut Sound, role: Role) -> Option<&mut Partnership> {
    sound.first_hub()?.partnerships.values_mut().rev().find(|partnership| partnership.role == role)
}

/// Makes the first hub's last strategic partner one that nothing succeeds after `closed`.
fn closing(sound: &mut Sound, closed: chrono::NaiveDate) {
    let charity = body("closing-charity");
    let mut closing = Organisation::new("A charity that closes", Kind::Charity);
    closing.closed = Some(closed.into());
    sound.network.register.record(charity, closing);
    if let Some(partnership) = partnership(sound, Role::Strategic) {
        partnership.with = Partner::Organisation(charity);
    }
}

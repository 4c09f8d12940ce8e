//! For each rule across documents, the smallest change that breaks it and one that takes something out of its reach.

use super::{
    SoundAffairs,
    sound::{a_trial, applied, award_year, challenge, earlier_lead, new_hub, old_hub, school, trial, trust},
};
use crate::{
    calendar::{FinancialYear, Period, Span},
    funding::{allocation::Allotted, ledger::Event as Booked},
    identifiers::OrganisationId,
    money::Money,
    network::{Handover, Hub, Tenure},
    organisation::PersonalDetails,
    programme::rules::{
        ALLOCATED_NOT_AWARDED, ALLOCATION_HUB_UNKNOWN, APPOINTED_NOT_INSTALLED, AWARD_ABOVE_ALLOCATION,
        AWARD_BODY_NOT_ACCOUNTABLE, AWARD_HUB_UNKNOWN, AWARD_TO_CLOSED_HUB, COMMITMENTS_EXCEED_YEAR,
        EVALUATOR_DELIVERS, FUNDED_NOT_STAFFED, GIVEN_TWICE, HUB_NOT_FUNDED, PANEL_TIE_UNDECLARED, POLICY_DIFFERS,
        PROJECT_KIND_DIFFERS, PROJECT_UNKNOWN, REGION_DIFFERS_FROM_PLACE, RELATED_PARTY_UNAPPROVED, RETENTION_PASSED,
        ROUND_HUB_UNKNOWN, TENURE_WITHOUT_DECISION, TRIAL_NOT_FUNDED, WRONG_EDITION_USED,
    },
    selection::round::{
        Event, Place,
        event::{Enrolled, Role},
    },
    strategies::{
        Case,
        literals::{read, sound},
        rounds::{ADMINISTRATOR, application},
        sound::{body, day, person, word, year},
    },
};

type Together = Case<SoundAffairs>;

/// A case for each rule across documents.
pub fn cases() -> impl Iterator<Item = &'static Case<SoundAffairs>> {
    CASES.iter()
}

/// Sound affairs have a subject of the rule and one out of its reach as they stand.
fn nothing(_: &mut SoundAffairs) {}

const CASES: &[Together] = &[
    Together::of(&GIVEN_TWICE, |all| {
        let again = all.rounds.first().cloned();
        all.rounds.extend(again);
    }),
    Together::of(&AWARD_HUB_UNKNOWN, |all| {
        all.tables.clear();
        all.offer(Some(read("nowhere")), trust(), award_year(), 1000);
    })
    .sparing(with_central_costs),
    Together::of(&ROUND_HUB_UNKNOWN, |all| {
        if let Some(opening) = all.rounds.first_mut().and_then(|round| round.opening()) {
            opening.places.insert(read("east"), Place::lead_of(read("nowhere"), "The east"));
        }
    })
    .sparing(nothing),
    Together::of(&ALLOCATION_HUB_UNKNOWN, |all| {
        if let Some(table) = all.tables.first_mut() {
            let (one, both) = (Money::pounds(10).unwrap_or_default(), Money::pounds(20).unwrap_or_default());
            for fund in table.pot.sources.values_mut().filter(|fund| fund.only_for.is_none()) {
                fund.amount = fund.amount.plus(both).unwrap_or_default();
            }
            table.hubs.insert(read("nowhere"), Allotted::new(one, one));
        }
    }),
    Together::of(&PROJECT_UNKNOWN, |all| {
        all.network.projects.remove(&challenge());
        without_work_group(all);
    })
    .sparing(nothing),
    Together::of(&WRONG_EDITION_USED, |all| {
        if let Some(opening) = all.rounds.first_mut().and_then(|round| round.opening()) {
            opening.edition = "another edition".to_owned();
        }
    })
    .sparing(in_force_later),
    Together::of(&POLICY_DIFFERS, |all| {
        if let Some(policy) = &mut all.programme.selection {
            policy.decimals = policy.decimals.saturating_add(1);
        }
    })
    .sparing(|all| {
        in_force_later(all);
        all.programme.edition = "a later edition".to_owned();
    }),
    Together::of(&AWARD_BODY_NOT_ACCOUNTABLE, |all| {
        if let Some(award) = all.ledgers.first_mut().and_then(|ledger| ledger.award()) {
            award.body = body("neighbour-9");
        }
    })
    .sparing(with_central_costs),
    Together::of(&HUB_NOT_FUNDED, |all| all.offer(Some(old_hub()), school(2), year(2017), 1000)).sparing(nothing),
    Together::of(&AWARD_TO_CLOSED_HUB, |all| {
        let mut ended = Hub::new("An ended hub", crate::geography::Area::of([sound("301".parse())]));
        ended.milestones.operating = Some(day(2013, 9, 1).into());
        ended.milestones.ended = Some(day(2014, 7, 31).into());
        let span = exact(day(2013, 9, 1), day(2014, 7, 31));
        ended.area.span = span;
        let ended = ended.led_under(read("only"), Tenure::of(school(2), span).accountable_to(school(2)));
        all.network.hubs.insert(read("ended"), ended);
        all.tables.clear();
        all.offer(Some(read("ended")), trust(), award_year(), 1000);
    })
    .sparing(with_central_costs),
    Together::of(&RELATED_PARTY_UNAPPROVED, |all| {
        let first = all.ledgers.first_mut().and_then(|ledger| ledger.first("passed-on"));
        if let Some(Booked::PassedOn(it)) = first.map(|entry| &mut entry.what) {
            it.to = earlier_lead();
        }
    }),
    Together::of(&PROJECT_KIND_DIFFERS, |all| {
        if let Some(project) = all.network.projects.get_mut(&challenge()) {
            project.kind = word("local-project");
        }
    })
    .sparing(nothing),
    Together::of(&FUNDED_NOT_STAFFED, without_work_group).sparing(nothing),
    Together::of(&TRIAL_NOT_FUNDED, |all| {
        all.network.projects.insert(read("another-trial"), a_trial());
    })
    .sparing(nothing),
    Together::of(&EVALUATOR_DELIVERS, |all| {
        let project = all.network.projects.get_mut(&trial());
        if let Some(trial) = project.and_then(|project| project.trial.as_mut()) {
            trial.evaluator = earlier_lead();
        }
    })
    .sparing(nothing),
    Together::of(&APPOINTED_NOT_INSTALLED, |all| {
        if let Some(round) = all.rounds.first_mut() {
            applied(round, 1, |it| it.lead = school(5_000));
        }
    })
    .sparing(|all| {
        if let Some(round) = all.rounds.first_mut() {
            round.remove(|entry| matches!(&entry.what, Event::Started(it) if it.application == application(1)));
        }
    }),
    Together::of(&TENURE_WITHOUT_DECISION, |all| {
        let unchosen: OrganisationId = school(5_001);
        if let Some(like) = all.network.register.organisation(school(2)).cloned() {
            all.network.register.record(unchosen, like);
        }
        let (span, later) = (exact(day(2016, 9, 1), day(2024, 9, 30)), exact(day(2024, 9, 1), day(2024, 9, 30)));
        let mut appointed = Tenure::of(school(2), span).accountable_to(school(2));
        appointed.handover = Some(Handover::new(read("unchosen"), later));
        let next = Tenure::of(unchosen, Span::since(day(2024, 9, 1))).accountable_to(unchosen);
        if let Some(hub) = all.old_hub() {
            hub.leadership.tenures.insert(read("later"), appointed);
            hub.leadership.tenures.insert(read("unchosen"), next);
        }
    })
    .sparing(nothing),
    Together::of(&REGION_DIFFERS_FROM_PLACE, |all| {
        let region = all.network.on(all.on).hub(new_hub()).ok().and_then(|hub| hub.home_region());
        let other = crate::geography::Region::ALL.into_iter().find(|other| Some(*other) != region);
        let opening = all.rounds.first_mut().and_then(|round| round.opening());
        let place = opening.and_then(|opening| opening.places.get_mut(&read("north")));
        if let (Some(place), Some(other)) = (place, other) {
            place.attributes.insert(word("region"), other.to_string());
        }
    })
    .sparing(nothing),
    Together::of(&PANEL_TIE_UNDECLARED, |all| enrol(all, 10)).sparing(|all| {
        if let Some(policy) = all.rounds.first_mut().and_then(|round| round.policy()) {
            policy.interests.exempt.insert(body("coordinator"));
            all.programme.selection = Some(policy.clone());
        }
        enrol(all, 21);
    }),
    Together::of(&RETENTION_PASSED, |all| {
        let details = PersonalDetails::new("Alex Assessor").kept_until(day(2020, 8, 31).into());
        all.people.people.insert(person(1, 10), details);
    }),
    Together::of(&COMMITMENTS_EXCEED_YEAR, |all| budget(all, 1)).sparing(nothing).keeping(|all| budget(all, 1_000_000)),
    Together::of(&ALLOCATED_NOT_AWARDED, |all| all.ledgers.clear()).sparing(allotted_later),
    Together::of(&AWARD_ABOVE_ALLOCATION, |all| all.offer(Some(old_hub()), trust(), award_year(), 100_000))
        .sparing(allotted_later),
];

/// An award for central costs beside that of the hub.
fn with_central_costs(all: &mut SoundAffairs) {
    all.offer(None, body("coordinator"), award_year(), 1000);
}

fn without_work_group(all: &mut SoundAffairs) {
    for hub in all.network.hubs.values_mut() {
        hub.work_groups.retain(|_, group| group.project != challenge());
    }
}

fn in_force_later(all: &mut SoundAffairs) {
    all.programme.in_force = Period::since(day(2020, 9, 1));
}

/// Money that is allotted for a year to come.
fn allotted_later(all: &mut SoundAffairs) {
    for table in &mut all.tables {
        table.year = year(2030).into();
    }
}

/// What the department has for the financial year in which the award begins.
fn budget(all: &mut SoundAffairs, pounds: u64) {
    let year: FinancialYear = read("2014-15");
    let amount = Money::pounds(pounds).unwrap_or_default();
    all.change_funding(|funding| {
        for sponsor in funding.sponsors.values_mut() {
            sponsor.budgets.insert(year.into(), amount);
        }
    });
}

/// Somebody of the old hub's board sits on the panel.
fn enrol(all: &mut SoundAffairs, role: u32) {
    if let Some(round) = all.rounds.first_mut() {
        round.insert_after("enrolled", ADMINISTRATOR, Enrolled::new(person(1, role), [Role::Member]));
    }
}

fn exact(first: chrono::NaiveDate, last: chrono::NaiveDate) -> Span {
    Span::exact(sound(Period::new(first, Some(last))))
}

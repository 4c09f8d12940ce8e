//! Work of a hub: work groups, projects, years and posts.

use super::Networks;
use crate::{
    network::{
        HubYear, Post, RequiredOf, WorkGroup,
        rules::work::{
            PLAN_WITHOUT_PRIORITIES, POST_HELD_TWICE, POST_VACANT, PROJECT_MISSING, WORK_GROUP_OF_ONE_SCHOOL,
            WORK_GROUP_OUTSIDE_PROJECT, WORK_GROUP_WITHOUT_LEAD, YEAR_NOT_EVALUATED,
        },
    },
    strategies::{
        Sound,
        sound::{word, year},
    },
};

pub(super) const CASES: &[Networks] = &[
    Networks::of(&WORK_GROUP_WITHOUT_LEAD, |sound| {
        if let Some(group) = work_group(sound) {
            group.lead = None;
        }
    })
    .sparing(of_last_year),
    Networks::of(&WORK_GROUP_OF_ONE_SCHOOL, |sound| {
        if let Some(group) = work_group(sound) {
            group.schools.pop_last();
        }
    })
    .sparing(of_last_year),
    Networks::of(&WORK_GROUP_OUTSIDE_PROJECT, |sound| {
        // The project began in 2014. This year, the specialist carries it out.
        if let Some(group) = work_group(sound) {
            group.year = year(2012);
        }
    })
    .sparing(|sound| {
        if let Some(hub) = sound.first_hub() {
            hub.work_groups.clear();
        }
    }),
    Networks::of(&PROJECT_MISSING, |sound| {
        if let Some(hub) = sound.first_hub() {
            hub.work_groups.clear();
            hub.partnerships.retain(|_, partnership| partnership.carries_out.is_empty());
        }
    })
    .sparing(|sound| {
        if let Some(project) = sound.network.projects.values_mut().next() {
            project.required_of = RequiredOf::Nobody;
        }
    }),
    Networks::of(&PLAN_WITHOUT_PRIORITIES, |sound| {
        if let Some(year) = first_year(sound) {
            year.priorities.clear();
        }
    })
    .sparing(|sound| {
        if let Some(year) = first_year(sound) {
            year.plan_submitted = None;
        }
    }),
    Networks::of(&YEAR_NOT_EVALUATED, |sound| {
        if let Some(year) = first_year(sound) {
            year.evaluated = None;
        }
    })
    // There is time yet to evaluate the last year.
    .sparing(|_| {}),
    Networks::of(&POST_VACANT, |sound| {
        if let Some(post) = post(sound, "hub-lead") {
            post.holder = None;
        }
    })
    .sparing(|sound| sound.programme.network.required_posts.clear()),
    Networks::of(&POST_HELD_TWICE, |sound| {
        let holder = post(sound, "hub-lead").and_then(|post| post.holder);
        if let Some(post) = post(sound, "assistant-lead") {
            post.holder = holder;
        }
    })
    .sparing(|sound| {
        if let Some(hub) = sound.first_hub() {
            hub.posts.retain(|_, post| post.kind == word("hub-lead"));
        }
    }),
];

/// The first hub's work group.
fn work_group(sound: &mut Sound) -> Option<&mut WorkGroup> {
    sound.first_hub()?.work_groups.values_mut().next()
}

/// The first year that the first hub recorded.
fn first_year(sound: &mut Sound) -> Option<&mut HubYear> {
    sound.first_hub()?.years.values_mut().next()
}

/// The first hub's post of a kind.
fn post<'a>(sound: &'a mut Sound, kind: &str) -> Option<&'a mut Post> {
    sound.first_hub()?.posts.values_mut().find(|post| post.kind == word(kind))
}

/// Makes the first hub's work group one of last year; the specialist carries out the project this year.
fn of_last_year(sound: &mut Sound) {
    if let Some(group) = work_group(sound) {
        group.year = year(2025);
    }
}

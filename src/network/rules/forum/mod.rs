//! Rules of the forum at which hubs meet each term.

use super::sources;
use crate::{
    answer::Answer,
    calendar::Term,
    identifiers::HubId,
    network::{
        Around, Forum, Network, NetworkSection,
        forum_days::{days_of, ends, is_held, met, terms},
        survey::{Standing, Survey},
    },
    rules::{At, Rule, Sink},
};

mod attendance;
mod reports;

pub use attendance::{FORUM_APOLOGY_FROM_PRESENT, FORUM_HUB_NOT_AT_WORK};
pub use reports::PROJECT_UNREPORTED;

/// The hubs meet each term.
pub static FORUM_MISSED: Rule = Rule::warning("network/forum-missed", "the hubs met in a forum in each term")
    .why("hubs learn from one another there, and decide together")
    .says("no forum in {term}")
    .hint("record the forum, or correct its day to one of the term")
    .source(&sources::ABOUT)
    .except_to(
        "a programme without a forum each term, a term before the first of which a forum is recorded, one in which no \
         hub was at work; the running term is not over",
    )
    .of_history();

/// No hub stays away again and again without a word.
pub static FORUM_ABSENCE_REPEATED: Rule = Rule::advice(
    "network/forum-absence-repeated",
    "no hub has missed as many forums in a row, without an apology, as policy names",
)
.why("a hub that stays away may need help")
.says("{hub} was absent from {absences} forums in a row, from that of {one} to that of {next}, without an apology")
.hint("ask the hub; record apologies that were made")
.source(&sources::CONVENTION)
.except_to("a hub that was not at work at as many forums in a row, and a programme that names no number")
.of_history();

/// The rules of the forum.
pub(super) const RULES: &[&Rule] =
    &[&FORUM_MISSED, &FORUM_ABSENCE_REPEATED, &FORUM_APOLOGY_FROM_PRESENT, &FORUM_HUB_NOT_AT_WORK, &PROJECT_UNREPORTED];

/// Judges the forums.
pub(super) fn conclude(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    missed(survey, network, around, sink);
    for standing in &survey.standings {
        absences(survey, standing, network, around, sink);
    }
    attendance::conclude(survey, network, around, sink);
    reports::conclude(network, around, sink);
}

/// One verdict for each term; where forums may be missing from the record, one for all terms without.
fn missed(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let rule = &FORUM_MISSED;
    if terms(network, around).next().is_none() {
        return sink.not_applicable(rule);
    }
    let forums = At::ROOT.field("forums");
    let complete = !network.incomplete.contains(&NetworkSection::Forums);
    let mut without = 0_usize;
    for term in terms(network, around) {
        if is_held(term, network, around) {
            sink.holds(rule);
            continue;
        }
        let at_work = at_work_in(term, survey, network, around);
        if at_work.is_no() {
            sink.not_applicable(rule);
        } else if complete {
            let because = "it is not known whether any hub was at work in the term";
            if let Some(draft) = sink.judge(rule, &forums.key(&term), !at_work, because) {
                draft.with("term", term.to_string());
            }
        } else {
            without = without.saturating_add(1);
        }
    }
    if without > 0 {
        let because = "there may have been forums that are not listed";
        sink.undetermined(rule, &forums, because).with("terms_without", without);
    }
}

/// Whether any hub was at work at the start or at the end of a term.
fn at_work_in(term: Term, survey: &Survey, network: &Network, around: &Around<'_>) -> Answer {
    let unlisted = network.incomplete.contains(&NetworkSection::Hubs);
    let mut any = if unlisted { Answer::Unknown } else { Answer::No };
    for standing in &survey.standings {
        let [first, last] = ends(term, around).map(|day| survey.was_operating(standing, day));
        any = any.or(first).or(last);
        if any.is_yes() {
            break;
        }
    }
    any
}

/// One verdict for each hub.
fn absences(survey: &Survey, standing: &Standing, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let rule = &FORUM_ABSENCE_REPEATED;
    let Some(absences) = around.policy.forum_absences_in_a_row.map(|number| number.max(1)) else {
        return sink.not_applicable(rule);
    };
    let complete = !network.incomplete.contains(&NetworkSection::Forums);
    let (mut run, mut applies, mut because) = (Run::default(), false, None);
    let mut before: Option<Term> = None;
    for (term, forum) in &network.forums {
        let met = met(*term, forum, around);
        if met.is_no() {
            continue;
        }
        let next_to = complete || before.is_none_or(|before| before.next() == Some(*term));
        before = Some(*term);
        let [first, last] = days_of(*term, forum, around);
        let at_work = survey.was_operating_between(standing, first, last);
        run.goes_on(*term, forum, standing.hub, (at_work, met, next_to));
        applies |= run.at_work >= absences;
        if let Some(one) = run.since.filter(|_| run.certain >= absences) {
            let (hubs, forums) = (At::ROOT.field("hubs"), At::ROOT.field("forums"));
            sink.broken(rule, &hubs.key(&standing.hub))
                .beside(&forums.key(&one))
                .beside(&forums.key(term))
                .with("hub", standing.hub.to_string())
                .with("absences", absences)
                .with("one", one.to_string())
                .with("next", term.to_string());
            return;
        }
        if run.perhaps >= absences {
            because = because.or(Some(run.because()));
        }
    }
    match because {
        _ if !applies => sink.not_applicable(rule),
        None => sink.holds(rule),
        Some(because) => {
            let hubs = At::ROOT.field("hubs");
            sink.undetermined(rule, &hubs.key(&standing.hub), because).with("hub", standing.hub.to_string());
        }
    }
}

/// How many forums in a row, up to one, a hub was at work at or may have been, and how many of them it missed.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    at_work: u32,
    certain: u32,
    perhaps: u32,
    /// The first that it certainly missed of those in a row.
    since: Option<Term>,
    /// Whether nobody wrote down who came to one that it may have missed.
    unwritten: bool,
    /// Whether there may have been a forum between two of them.
    gap: bool,
}

impl Run {
    /// Takes in the next forum: whether the hub was at work then, whether it met, and whether none was between.
    fn goes_on(&mut self, term: Term, forum: &Forum, hub: HubId, (at_work, met, next_to): (Answer, Answer, bool)) {
        if at_work.is_no() {
            *self = Self::default();
            return;
        }
        self.at_work = self.at_work.saturating_add(1);
        let came = match &forum.present {
            _ if forum.apologies.contains(&hub) => Answer::Yes,
            Some(present) => present.contains(&hub).into(),
            None => Answer::Unknown,
        };
        let missed = (!came).and(at_work).and(met);
        if missed.is_no() {
            *self = Self { at_work: self.at_work, ..Self::default() };
            return;
        }
        self.perhaps = self.perhaps.saturating_add(1);
        self.unwritten |= came.is_unknown();
        self.gap |= !next_to && self.perhaps > 1;
        if !missed.is_yes() {
            (self.certain, self.since) = (0, None);
            return;
        }
        if !next_to {
            (self.certain, self.since) = (0, None);
        }
        self.certain = self.certain.saturating_add(1);
        self.since = self.since.or(Some(term));
    }

    /// Why it is not known whether it missed them all in a row.
    fn because(&self) -> &'static str {
        if self.unwritten {
            "nobody wrote down who came to one of the forums"
        } else if self.gap {
            "there may have been forums that are not listed"
        } else {
            "it is not known whether the hub was at work on the days of the forums"
        }
    }
}

#[cfg(test)]
mod attendance_tests;
#[cfg(test)]
mod tests;

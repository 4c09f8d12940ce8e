//! Rules of the choice: what is tied, who is drawn, who is passed over.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Books,
    application::{name_of, ripe},
};
use crate::{
    identifiers::{ApplicationId, PlaceId},
    journal::{Before, Check, Entry, Figures, Verdict, checks::figure},
    ratio::Ratio,
    rules::{At, Rule, Sink},
    selection::{
        places::Overtaken,
        proceedings::{Event, Proceedings, Results, event::Drawn},
    },
};

/// Ties are settled by people.
pub static TIE_UNSETTLED: Rule =
    Rule::error("decision/tie-unsettled", "what is tied where it matters was drawn, before the decision")
        .why("nothing but a published draw is fair among equals")
        .says("{applications} are tied for {what}")
        .hint("draw by the published means, and record it")
        .except_to("a round without a tie that matters, and one that is not decided");

/// Nobody can choose under three crossing families of limits.
pub static UNCHOOSABLE: Rule =
    Rule::error("decision/unchoosable", "the limits on places leave a best set that can be found")
        .why("the chosen set is proved to be the best, and that can be done for two crossing families of limits")
        .says("nobody can be chosen: {because}")
        .hint("nest the limits, or drop one family")
        .except_to("a round that is not decided");

/// Draws go by the published means.
pub static DRAW_NOT_PUBLISHED: Rule =
    Rule::error("decision/draw-not-published", "a tie is drawn by the means that were published")
        .why("means chosen afterwards can be chosen for their result")
        .says("the draw was by \"{means}\", and published was {published}")
        .hint("draw again by the published means")
        .of_history();

/// Draws are among the tied.
pub static DRAW_OF_NO_TIE: Rule = Rule::error("decision/draw-of-no-tie", "a draw is among applications that are tied")
    .why("a draw among unequals takes the place of the marks")
    .says("{applications} are not all tied where it matters")
    .hint("draw among the tied, and no others")
    .of_history();

/// Somebody saw the draw.
pub static DRAW_UNWITNESSED: Rule = Rule::warning("decision/draw-unwitnessed", "a draw was seen by somebody else")
    .why("nobody else can say that it was fair")
    .says("nobody but who recorded it saw the draw in entry {entry}")
    .hint("record who was there, or draw again before witnesses")
    .except_to("a round without a draw")
    .of_history();

/// A lower total needs a reason.
pub static LOWER_APPOINTED: Rule = Rule::advice(
    "decision/lower-appointed",
    "nobody is appointed over a higher total that bid for the same place or is held by the same limit",
)
.why("it may be right, by a quota or for a reason; whoever is passed over will ask")
.says("{lower} is appointed and {higher} is not, with a higher total: {because}")
.hint("see that feedback gives the reason")
.except_to("a round that is not decided");

/// The rules of this file.
pub(super) const RULES: &[&Rule] =
    &[&TIE_UNSETTLED, &UNCHOOSABLE, &DRAW_NOT_PUBLISHED, &DRAW_OF_NO_TIE, &DRAW_UNWITNESSED, &LOWER_APPOINTED];

/// What is checked of every entry.
pub(super) const CHECKS: &[Check<Proceedings>] = &[
    Check { rule: &DRAW_NOT_PUBLISHED, judge: draw_not_published },
    Check { rule: &DRAW_OF_NO_TIE, judge: draw_of_no_tie },
];

fn draw_not_published(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Drawn(Drawn { means, .. }) = &entry.what else { return Verdict::Silent };
    let published = before.policy().draw.as_ref();
    Verdict::kept_or(published == Some(means), || {
        let published = published.map_or_else(|| "none".to_owned(), |means| format!("\"{means}\""));
        Figures::of("means", means.as_str()).and("published", published)
    })
}

/// Every set of applications that is tied where it matters: for places, and for turns in the reserve.
pub(in crate::selection) fn ties(
    state: &Proceedings,
    results: &Results,
) -> Vec<(BTreeSet<ApplicationId>, &'static str)> {
    let open = results.choice.ties.iter().map(|tie| {
        let all: BTreeSet<ApplicationId> = tie.contested.union(&tie.moved).copied().collect();
        (all, "a place")
    });
    let mut ties: Vec<_> = open.collect();
    if state.policy().reserve_days.is_some() {
        let drawn = |ids: &BTreeSet<ApplicationId>| {
            state.draws.iter().any(|(order, _)| ids.iter().all(|id| order.contains(id)))
        };
        let reserve = results.choice.reserve_ties().map(|(_, standing)| {
            let ids: BTreeSet<ApplicationId> = standing.ids.iter().copied().collect();
            (ids, "a turn in the reserve")
        });
        for tie in reserve.filter(|(ids, _)| !drawn(ids)) {
            if !ties.contains(&tie) {
                ties.push(tie);
            }
        }
    }
    ties
}

fn draw_of_no_tie(before: &Before<'_, Proceedings>, entry: &Entry<Event>) -> Verdict {
    let Event::Drawn(Drawn { order, .. }) = &entry.what else { return Verdict::Silent };
    let drawn: BTreeSet<ApplicationId> = order.iter().copied().collect();
    // Where there is no result another rule says so.
    let Ok(results) = before.results() else { return Verdict::Silent };
    let tied = drawn.len() == order.len() && ties(before.state, &results).iter().any(|(tied, _)| *tied == drawn);
    Verdict::kept_or(tied, || Figures::of("applications", names(before.state, &drawn)))
}

pub(super) fn names<'a>(state: &Proceedings, applications: impl IntoIterator<Item = &'a ApplicationId>) -> String {
    let names: Vec<String> = applications.into_iter().map(|id| name_of(state, *id)).collect();
    names.join(", ")
}

/// Judges what a decision needs: a result, and no open tie.
pub(super) fn settled(state: &Proceedings, sink: &mut Sink) -> Option<Results> {
    let places = At::ROOT.field("places");
    let results = match state.results() {
        Ok(results) => results,
        Err(because) => {
            sink.broken(&UNCHOOSABLE, &places).with("because", because.to_string());
            return None;
        }
    };
    sink.holds(&UNCHOOSABLE);
    let ties = ties(state, &results);
    match (ties.is_empty(), state.draws.is_empty()) {
        (true, true) => sink.not_applicable(&TIE_UNSETTLED),
        (true, false) => sink.holds(&TIE_UNSETTLED),
        (false, _) => {}
    }
    for (tied, what) in ties {
        let first = tied.first().map(ToString::to_string).unwrap_or_default();
        let all = At::ROOT.field("applications");
        sink.broken(&TIE_UNSETTLED, &all.key(&first)).with("applications", names(state, &tied)).with("what", what);
    }
    lower_appointed(state, &results, sink);
    Some(results)
}

/// Judges each appointment against whoever has more and was passed over: by limits, or by a departure.
fn lower_appointed(state: &Proceedings, results: &Results, sink: &mut Sink) {
    let chosen: BTreeMap<ApplicationId, PlaceId> = match &state.decided {
        Some(decided) => decided.appointed.clone(),
        None => results.choice.chosen().map(|(id, place)| (*id, *place)).collect(),
    };
    let total =
        |id: &ApplicationId| results.scored.get(id).filter(|it| !it.is_below()).and_then(|it| it.total.points());
    let all = At::ROOT.field("applications");
    // Who was passed over for each place, and the highest of their totals: most appointments need no more than that.
    let mut passed: BTreeMap<PlaceId, (Ratio, Vec<(ApplicationId, Ratio)>)> = BTreeMap::new();
    for id in results.scored.keys().filter(|id| !chosen.contains_key(id)) {
        let (Some(total), Some(of)) = (total(id), state.candidate(*id)) else { continue };
        for place in &of.application.places {
            let (highest, all) = passed.entry(*place).or_insert_with(|| (total, Vec::new()));
            *highest = total.max(*highest);
            all.push((*id, total));
        }
    }
    let mut by_limit: Option<Vec<Overtaken<ApplicationId, PlaceId>>> = None;
    for (lower, place) in &chosen {
        let Some(of_lower) = total(lower) else { continue };
        let some = passed.get(place).filter(|(highest, _)| *highest > of_lower);
        match some.and_then(|(_, all)| all.iter().find(|(_, of_higher)| *of_higher > of_lower)) {
            None => sink.holds(&LOWER_APPOINTED),
            Some((higher, _)) => {
                let by_limit = by_limit.get_or_insert_with(|| results.choice.overtaken().collect());
                let because = match by_limit.iter().find(|it| it.lower == *lower && it.higher == *higher) {
                    Some(overtaken) => {
                        let held = overtaken.held.iter().flat_map(|held| held.full.iter().chain(&held.floors));
                        let held: BTreeSet<String> = held.map(ToString::to_string).collect();
                        format!("held by {}", held.into_iter().collect::<Vec<_>>().join(", "))
                    }
                    None => "by a departure whose reason the decision gives".to_owned(),
                };
                sink.broken(&LOWER_APPOINTED, &all.key(lower))
                    .beside(&all.key(higher))
                    .with("lower", name_of(state, *lower))
                    .with("higher", name_of(state, *higher))
                    .with("because", because);
            }
        }
    }
}

fn witnesses(books: &Books, sink: &mut Sink) {
    let entries = At::ROOT.field("entries");
    if books.state().draws.is_empty() {
        sink.not_applicable(&DRAW_UNWITNESSED);
    }
    for (_, number) in &books.state().draws {
        let Some(entry) = books.entry(*number) else { continue };
        let Event::Drawn(Drawn { witnesses, .. }) = &entry.what else { continue };
        if witnesses.iter().any(|witness| *witness != entry.by) {
            sink.holds(&DRAW_UNWITNESSED);
        } else {
            sink.broken(&DRAW_UNWITNESSED, &entries.key(number)).with("entry", figure(*number));
        }
    }
}

/// Judges the choice.
pub(super) fn judge(books: &Books, sink: &mut Sink) {
    let state = books.state();
    witnesses(books, sink);
    if ripe(state) {
        settled(state, sink);
    } else {
        [&TIE_UNSETTLED, &UNCHOOSABLE, &LOWER_APPOINTED].into_iter().for_each(|rule| sink.not_applicable(rule));
    }
}

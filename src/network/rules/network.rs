//! Rules across hubs: bodies, bridges, names, advisers, counts.

use super::{references, sources};
use crate::{
    answer::Answer,
    identifiers::HubId,
    network::{
        Around, Counted, InterimCover, Network, NetworkSection, Overseer, Parent, RequiredOf, Status,
        names::Called,
        survey::{Leading, Naming, Standing, Survey},
    },
    rules::{At, Rule, Sink},
};

/// Hubs named are the network's.
pub static UNKNOWN_HUB: Rule = Rule::error("network/unknown-hub", "every hub named is one of the network's")
    .why("a view that follows the name must find the hub")
    .says("the network has no hub {hub}")
    .hint("record the hub, or correct the id")
    .source(&sources::CONVENTION)
    .of_history()
    .fixed();

/// A body leads no more hubs than policy allows.
pub static BODY_LEADS_TOO_MANY: Rule =
    Rule::warning("network/body-leads-too-many", "one accountable body leads no more hubs than policy allows")
        .why("what happens to one body should not happen to many hubs")
        .says("{body} is accountable for {count} hubs, {hubs}, where policy allows {allowed}")
        .hint("correct the accountable bodies, or explain why")
        .source(&sources::CONVENTION)
        .except_to("a programme that sets no limit; a hub that others bridge has no body of its own");

/// A bridging hub can bridge.
pub static BRIDGE_BROKEN: Rule =
    Rule::error("network/bridge-broken", "a hub that stands in for another is at work and has a lead of its own")
        .why("a bridge that ends nowhere leaves both hubs without a lead")
        .says("{hub} is bridged by {by}, which {what}")
        .hint("name a hub with a lead, or record the vacancy")
        .source(&sources::CONVENTION)
        .except_to("a hub that no other bridges, or that is not at work");

/// An area does not go without a hub for long.
pub static INTERIM_COVER_OVERDUE: Rule =
    Rule::advice("network/interim-cover-overdue", "an area goes without a hub no longer than policy allows")
        .why("whoever looks after an area meanwhile has work of their own")
        .says("without a hub since {since}, {days} days, where policy allows {allowed}")
        .hint("found a hub there, or add the area to one")
        .source(&sources::CONVENTION)
        .except_to("an area where a hub is forming, a cover that is over, or a programme that sets no limit");

/// Hubs' names tell them apart.
pub static NAME_COLLISION: Rule =
    Rule::warning("network/name-collision", "no two hubs have, or had at the same time, names that sound alike")
        .why("schools look for their hub by name")
        .says("{one} and {another} are called \"{name}\" at the same time")
        .hint("rename one, or record the days of its former names: the name of today counts from the end of the last")
        .source(&sources::CONVENTION)
        .of_history();

/// A satellite's parent is no satellite.
pub static SATELLITE_OF_SATELLITE: Rule =
    Rule::warning("network/satellite-of-satellite", "the parent of a satellite is no satellite itself")
        .why("a parent answers for its satellite")
        .says("{parent} is a satellite too")
        .hint("name the hub at the head")
        .source(&sources::CONVENTION)
        .except_to("a hub that is no satellite, or whose parent is not recorded");

/// Hubs are as many as was published.
pub static COUNT_DISAGREES: Rule =
    Rule::advice("network/count-disagrees", "hubs are as many as was published, under the published meaning")
        .why("a count that differs shows a hub that is missing, or a date that is wrong")
        .says("{published} were published as {counted} on {on}, where the record has {recorded}")
        .hint("look for the missing hub or the wrong date, or correct the published count")
        .source(&sources::CONVENTION)
        .except_to("a count of a day to come")
        .of_history();

/// No succession goes in a circle.
pub static SUCCESSION_IN_A_CIRCLE: Rule =
    Rule::error("network/succession-in-a-circle", "no organisation goes on as itself")
        .why("a line of successors must end with the one of today")
        .says("{organisation} goes on as itself, by way of others")
        .hint("correct the links")
        .source(&sources::CONVENTION)
        .of_history()
        .fixed();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &UNKNOWN_HUB,
    &BODY_LEADS_TOO_MANY,
    &BRIDGE_BROKEN,
    &INTERIM_COVER_OVERDUE,
    &NAME_COLLISION,
    &SATELLITE_OF_SATELLITE,
    &COUNT_DISAGREES,
    &SUCCESSION_IN_A_CIRCLE,
];

/// Judges across all hubs.
pub(super) fn conclude(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    hubs_named(survey, network, sink);
    bodies(survey, around, sink);
    for standing in &survey.standings {
        bridge(survey, standing, sink);
        satellite(survey, standing, sink);
    }
    names(survey, sink);
    covers(survey, network, around, sink);
    let choices = At::ROOT.field("choices");
    for school in network.choices.keys() {
        references::organisation(*school, &choices.key(school), around, sink);
    }
    counts(survey, network, around, sink);
    successions(network, sink);
    words(network, around, sink);
}

fn hub_named(survey: &Survey, hub: HubId, at: &At<'_>, sink: &mut Sink) {
    if survey.standing(hub).is_some() {
        sink.holds(&UNKNOWN_HUB);
    } else {
        sink.broken(&UNKNOWN_HUB, at).with("hub", hub.to_string());
    }
}

fn hubs_named(survey: &Survey, network: &Network, sink: &mut Sink) {
    let hubs = At::ROOT.field("hubs");
    for named in &survey.named {
        let by = hubs.key(&named.by);
        match named.as_its {
            Naming::Parent => hub_named(survey, named.hub, &by.field("satellite_of"), sink),
            Naming::Bridge => hub_named(survey, named.hub, &by.field("leadership").field("bridges"), sink),
        }
    }
    let forums = At::ROOT.field("forums");
    for (term, forum) in &network.forums {
        let at = forums.key(term);
        for hub in forum.present.iter().flatten() {
            hub_named(survey, *hub, &at.field("present").key(hub), sink);
        }
        for hub in &forum.apologies {
            hub_named(survey, *hub, &at.field("apologies").key(hub), sink);
        }
    }
    let covers = At::ROOT.field("covers");
    for (id, cover) in &network.covers {
        let at = covers.key(id);
        if let Overseer::Hub(by) = cover.by {
            hub_named(survey, by, &at.field("by"), sink);
        }
        if let Some(forming) = cover.forming {
            hub_named(survey, forming, &at.field("forming"), sink);
        }
    }
    let choices = At::ROOT.field("choices");
    for (school, choice) in &network.choices {
        let at = choices.key(school);
        for hub in choice.hubs.keys() {
            hub_named(survey, *hub, &at.field("hubs").key(hub), sink);
        }
    }
    let projects = At::ROOT.field("projects");
    for (id, project) in &network.projects {
        if let RequiredOf::Named(hubs) = &project.required_of {
            for hub in hubs {
                hub_named(survey, *hub, &projects.key(id).field("required_of").field("named").key(hub), sink);
            }
        }
    }
}

fn bodies(survey: &Survey, around: &Around<'_>, sink: &mut Sink) {
    let Some(allowed) = around.policy.most_hubs_of_one_body else {
        return sink.not_applicable(&BODY_LEADS_TOO_MANY);
    };
    let hubs = At::ROOT.field("hubs");
    let within = |count: usize| u32::try_from(count).is_ok_and(|count| count <= allowed);
    for run in survey.bodies.chunk_by(|one, next| one.body == next.body) {
        let Some(body) = run.first().and_then(|first| first.body) else {
            sink.undetermined(&BODY_LEADS_TOO_MANY, &hubs, "of some hubs nobody wrote down who is accountable")
                .with("hubs_without_a_known_body", run.len());
            continue;
        };
        let certain = run.iter().filter(|it| it.certain).count();
        let kept = match (within(run.len()), within(certain)) {
            (true, _) => Answer::Yes,
            (false, true) => Answer::Unknown,
            (false, false) => Answer::No,
        };
        let (register, organisations) = (At::ROOT.field("register"), "organisations");
        let organisations = register.field(organisations);
        let because = "it is not known of all hubs of this body whether they are at work";
        if let Some(mut draft) = sink.judge(&BODY_LEADS_TOO_MANY, &organisations.key(&body), kept, because) {
            let (mut names, mut count) = (String::new(), 0_usize);
            for it in run.iter().filter(|it| it.certain || kept.is_unknown()) {
                names.push_str(if count == 0 { "" } else { ", " });
                names.push_str(it.hub.as_str());
                count = count.saturating_add(1);
                draft = draft.beside(&hubs.key(&it.hub).field("leadership"));
            }
            draft
                .with("body", around.register.name(body))
                .with("count", count)
                .with("hubs", names)
                .with("allowed", allowed);
        }
    }
}

fn bridge(survey: &Survey, standing: &Standing, sink: &mut Sink) {
    let Leading::Bridged(by) = standing.lead else { return sink.not_applicable(&BRIDGE_BROKEN) };
    if standing.operating.is_no() {
        return sink.not_applicable(&BRIDGE_BROKEN);
    }
    // A chain of bridges is sound where it ends at a lead; one longer than there are hubs is a circle.
    let mut at = by;
    let mut end = (Answer::No, "is in a circle of bridges");
    for _ in 0..survey.standings.len() {
        let Some(bridging) = survey.standing(at) else {
            // Reported as unknown.
            return sink.not_applicable(&BRIDGE_BROKEN);
        };
        end = match (bridging.operating, bridging.lead) {
            (Answer::No, _) => (Answer::No, "is not at work"),
            (_, Leading::Vacant) => (Answer::No, "has no lead itself"),
            (_, Leading::Unknown) | (Answer::Unknown, Leading::Held) => (Answer::Unknown, ""),
            (Answer::Yes, Leading::Held) => (Answer::Yes, ""),
            (_, Leading::Bridged(next)) => {
                at = next;
                continue;
            }
        };
        break;
    }
    let hubs = At::ROOT.field("hubs");
    let hub = hubs.key(&standing.hub);
    let because = "the record does not say who leads the hub that bridges";
    if let Some(draft) = sink.judge(&BRIDGE_BROKEN, &hub.field("leadership"), end.0, because) {
        let draft = draft.with("hub", standing.hub.to_string()).with("by", by.to_string());
        draft.with("what", end.1).beside(&hubs.key(&by));
    }
}

fn satellite(survey: &Survey, standing: &Standing, sink: &mut Sink) {
    let parent = match standing.satellite_of {
        Some(Parent::Hub(parent)) if parent != standing.hub => survey.standing(parent),
        _ => None,
    };
    match parent {
        None => sink.not_applicable(&SATELLITE_OF_SATELLITE),
        Some(parent) if parent.satellite_of.is_none() => sink.holds(&SATELLITE_OF_SATELLITE),
        Some(parent) => {
            let hubs = At::ROOT.field("hubs");
            let at = hubs.key(&standing.hub);
            let draft = sink.broken(&SATELLITE_OF_SATELLITE, &at.field("satellite_of"));
            draft.with("parent", parent.hub.to_string()).beside(&hubs.key(&parent.hub));
        }
    }
}

fn names(survey: &Survey, sink: &mut Sink) {
    let names = survey.names.sorted();
    for run in names.chunk_by(|one, next| one.name == next.name) {
        for (place, called) in run.iter().enumerate() {
            let others = run.iter().take(place).filter(|other| other.hub != called.hub);
            // The first that was certainly called so at the same time, else the first that may have been.
            let mut met: Option<(Answer, &Called<'_>)> = None;
            for other in others {
                let together = other.span.overlaps(called.span);
                if together > met.map_or(Answer::No, |(best, _)| best) {
                    met = Some((together, other));
                }
                if together.is_yes() {
                    break;
                }
            }
            let Some((together, other)) = met else {
                sink.holds(&NAME_COLLISION);
                continue;
            };
            // At the former name, where one of the two is.
            let (here, beside) =
                if called.former.is_none() && other.former.is_some() { (other, called) } else { (called, other) };
            let because = "the days of the names are half known";
            let draft = at_name(here, |at| sink.judge(&NAME_COLLISION, at, !together, because));
            if let Some(draft) = draft {
                at_name(beside, |at| draft.beside(at))
                    .with("one", other.hub.to_string())
                    .with("another", called.hub.to_string())
                    .with("name", called.name);
            }
        }
    }
}

/// Does something at the place where a hub is called so.
fn at_name<T>(called: &Called<'_>, work: impl FnOnce(&At<'_>) -> T) -> T {
    let hubs = At::ROOT.field("hubs");
    let hub = hubs.key(&called.hub);
    match &called.former {
        None => work(&hub.field("name")),
        Some(former) => work(&hub.field("former_names").key(former)),
    }
}

fn covers(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let (rule, on) = (&INTERIM_COVER_OVERDUE, around.on);
    let covers = At::ROOT.field("covers");
    for (id, cover) in &network.covers {
        let at = covers.key(id);
        references::overseer(cover.by, &at.field("by"), around, sink);
        let forming = is_forming(survey, cover);
        let stands = !cover.span.covers(on).is_no() && !forming.is_yes();
        let Some(allowed) = around.policy.interim_cover_days.filter(|_| stands) else {
            sink.not_applicable(rule);
            continue;
        };
        let since = cover.span.from();
        let days = |date: Option<chrono::NaiveDate>| date.map(|date| on.signed_duration_since(date).num_days());
        let (most, least) = (days(since.earliest()), days(since.latest()));
        let kept = match (most, least) {
            (Some(most), _) if most <= i64::from(allowed) => Answer::Yes,
            (_, Some(least)) if least > i64::from(allowed) && cover.span.covers(on).is_yes() => Answer::No,
            _ => Answer::Unknown,
        };
        let because = if kept.is_no() {
            "the record does not say whether the hub named is forming"
        } else {
            "its days are not known"
        };
        if let Some(draft) = sink.judge(rule, &at, kept.or(forming), because) {
            let draft = draft.with("since", since).with("allowed", allowed);
            if let Some(days) = least {
                draft.with("days", days);
            }
        }
    }
}

/// Whether a hub is forming in an area under interim cover. One that is not there, which is reported, is not.
fn is_forming(survey: &Survey, cover: &InterimCover) -> Answer {
    let Some(standing) = cover.forming.and_then(|hub| survey.standing(hub)) else { return Answer::No };
    standing.status.map(|status| status == Status::Forming).into()
}

fn counts(survey: &Survey, network: &Network, around: &Around<'_>, sink: &mut Sink) {
    let rule = &COUNT_DISAGREES;
    let at = At::ROOT.field("published_counts");
    for (id, published) in &network.published_counts {
        let on = published.on;
        if on.earliest().is_some_and(|first| first > around.on) {
            sink.not_applicable(rule);
            continue;
        }
        let (mut least, mut most) = (0_usize, 0_usize);
        for standing in &survey.standings {
            let counted = match published.counted {
                Counted::Announced => standing.milestones.is_announced(on),
                Counted::Operating => survey.was_operating(standing, on),
            };
            least = least.saturating_add(usize::from(counted.is_yes()));
            most = most.saturating_add(usize::from(!counted.is_no()));
        }
        let published_hubs = usize::try_from(published.hubs).unwrap_or(usize::MAX);
        let open = network.incomplete.contains(&NetworkSection::Hubs);
        let kept = if published_hubs < least || (published_hubs > most && !open) {
            Answer::No
        } else if least == most && !open {
            Answer::Yes
        } else {
            Answer::Unknown
        };
        if let Some(draft) = sink.judge(rule, &at.key(id), kept, "of some hubs the date is not known") {
            let counted = match published.counted {
                Counted::Announced => "announced by then",
                Counted::Operating => "at work",
            };
            draft
                .with("published", published.hubs)
                .with("counted", counted)
                .with("on", on)
                .with("recorded", if least == most { least.to_string() } else { format!("{least} to {most}") });
        }
    }
}

fn successions(network: &Network, sink: &mut Sink) {
    let (register, successions) = (At::ROOT.field("register"), "successions");
    let successions = register.field(successions);
    for from in network.register.successions.keys() {
        if network.register.goes_in_a_circle(*from) {
            sink.broken(&SUCCESSION_IN_A_CIRCLE, &successions.key(from)).with("organisation", from.to_string());
        } else {
            sink.holds(&SUCCESSION_IN_A_CIRCLE);
        }
    }
}

fn words(network: &Network, around: &Around<'_>, sink: &mut Sink) {
    references::name(&network.name, &At::ROOT.field("name"), sink);
    let listed = &around.policy.words;
    let advisers = At::ROOT.field("advisers");
    for (body, adviser) in &network.advisers {
        let at = advisers.key(body);
        references::word(adviser.kind, (&listed.advisers, "kinds of advisers"), &at.field("kind"), sink);
    }
    let projects = At::ROOT.field("projects");
    for (id, project) in &network.projects {
        let at = projects.key(id);
        references::name(&project.name, &at.field("name"), sink);
        references::word(project.kind, (&listed.projects, "kinds of projects"), &at.field("kind"), sink);
    }
}

#[cfg(test)]
mod tests;

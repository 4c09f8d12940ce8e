//! People: what ties those who judge to those whom they judge, and how long details are kept.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;

use super::Together;
use crate::{
    answer::Answer,
    calendar::{Period, Span},
    document::Source,
    identifiers::{ApplicationId, HubId, OrganisationId, PersonId},
    network::{Hub, Partner},
    rules::{At, Rule, Sink},
    selection::round::{Application, Proceedings, Role},
};

/// Whoever judges declares what ties them to an applicant.
pub static PANEL_TIE_UNDECLARED: Rule = Rule::error(
    "programme/panel-tie-undeclared",
    "whoever judges an application declared every tie to it that the network's record shows, or it was registered",
)
.why("a tie that comes out later undoes the decision")
.says("this person judges in the round, {how}, and neither declared an interest in {name} nor was one registered")
.hint("have the interest declared or registered, and waived or the marks taken again")
.source(&Source::Convention)
.except_to("somebody whom an organisation that runs every round sends to the board of a hub")
.of_history();

/// Personal details go when their time is over.
pub static RETENTION_PASSED: Rule =
    Rule::warning("programme/retention-passed", "personal details are kept no longer than was set")
        .why("whoever was promised that details go must find them gone")
        .says("the details of this person were to be kept until {until}")
        .hint("remove them, or set another date with its ground")
        .source(&Source::Convention);

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&PANEL_TIE_UNDECLARED, &RETENTION_PASSED];

pub(super) fn judge(all: &Together<'_>, sink: &mut Sink) {
    let rounds = At::ROOT.field("rounds");
    for (id, state) in all.rounds() {
        panel(all, state, &rounds.key(&id), sink);
    }
    let at = At::ROOT.field("people");
    for people in all.affairs.people() {
        let overdue: BTreeSet<PersonId> = people.overdue(all.on).collect();
        for (person, details) in &people.people {
            if !overdue.contains(person) {
                sink.holds(&RETENTION_PASSED);
                continue;
            }
            let at = at.key(person);
            let draft = sink.broken(&RETENTION_PASSED, &at.field("kept_until"));
            draft.with("until", details.kept_until.map_or_else(String::new, |until| until.to_string()));
        }
    }
}

/// The roles in which somebody judges.
const JUDGING: [Role; 4] = [Role::Assessor, Role::Chair, Role::Member, Role::Authority];

fn panel(all: &Together<'_>, state: &Proceedings, at: &At<'_>, sink: &mut Sink) {
    let days = window(state);
    let judges: BTreeSet<PersonId> = JUDGING.into_iter().flat_map(|role| state.with_role(role)).collect();
    let taken = state.candidates.iter().filter(|(_, of)| of.is_taken() && !state.is_withdrawn_before_decision(of));
    let taken: Vec<_> =
        taken.map(|(id, of)| (*id, &of.application, hubs_of(all, state, &of.application, days))).collect();
    let applications = at.field("applications");
    for judge in judges {
        let ties = Ties::of(all, judge, days, &state.policy().interests.exempt);
        for (id, application, hubs) in &taken {
            let (tied, how) = ties.to(all, state, application, hubs);
            if how == How::Exempt {
                sink.not_applicable(&PANEL_TIE_UNDECLARED);
                continue;
            }
            let kept = Answer::from(is_said(state, judge, *id)).or(!tied);
            let at = applications.key(id);
            let interests = at.field("interests");
            let because = "the days of the tie are half known";
            let draft = sink.judge(&PANEL_TIE_UNDECLARED, &interests.key(&judge), kept, because);
            if let Some(draft) = draft {
                draft.with("how", how.words(all)).with("name", application.name.as_str());
            }
        }
    }
}

/// The days on which a tie counts, as the round's policy of interests has it.
fn window(state: &Proceedings) -> Span {
    let reference = state.opening().reference;
    let months = Months::new(state.policy().interests.recent_months);
    let first = reference.checked_sub_months(months).unwrap_or(reference);
    Period::new(first, Some(reference)).map_or(Span::since(reference), Span::exact)
}

/// Whether an interest of a person in an application was declared or registered.
fn is_said(state: &Proceedings, person: PersonId, application: ApplicationId) -> bool {
    let declared = state.declared.get(&(person, application)).is_some_and(|(interest, _)| interest.is_some());
    let registered = state.derived.get(&person).and_then(|of| of.get(&application));
    declared || registered.is_some_and(|interests| !interests.is_empty())
}

/// The hubs of an application: those whose lead is sought, and those that its leads lead.
fn hubs_of(all: &Together<'_>, state: &Proceedings, application: &Application, days: Span) -> BTreeSet<HubId> {
    let sought = application.places.iter().filter_map(|place| state.opening().places.get(place)?.hub);
    let leads = |hub: &Hub| {
        let tenures = hub.leadership.tenures.values();
        let mut of_it = tenures.filter(|tenure| all.is_tenure_of(application, tenure));
        of_it.any(|tenure| tenure.span.overlaps(days).is_yes())
    };
    let led = all.hubs().filter(|(_, hub)| leads(hub)).map(|(id, _)| id);
    sought.chain(led).collect()
}

/// What the network's record ties a person to.
struct Ties {
    employers: BTreeMap<OrganisationId, Answer>,
    hubs: BTreeMap<HubId, (Answer, &'static str)>,
    /// Hubs to which only an organisation that runs every round ties the person.
    exempt: BTreeSet<HubId>,
}

/// How a person is tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Not,
    Exempt,
    Works(OrganisationId),
    Hub(HubId, &'static str),
}

impl How {
    fn words(self, all: &Together<'_>) -> String {
        match self {
            Self::Not | Self::Exempt => String::new(),
            Self::Works(employer) => format!("works for {}", all.register().name(employer)),
            Self::Hub(hub, how) => format!("{how} {hub}"),
        }
    }
}

impl Ties {
    fn of(all: &Together<'_>, person: PersonId, days: Span, exempt: &BTreeSet<OrganisationId>) -> Self {
        let practitioner = all.register().practitioners.get(&person);
        let employers = practitioner.into_iter().flat_map(|practitioner| &practitioner.employers);
        let reach = |span: Span| span.overlaps(days);
        let employers = employers.map(|(id, spans)| (*id, Answer::any(spans.iter().map(reach))));
        let employers = employers.filter(|(_, tied)| !tied.is_no()).collect();
        let (mut hubs, mut exempted) = (BTreeMap::new(), BTreeSet::new());
        for (id, hub) in all.hubs() {
            let member = hub.board.as_ref().and_then(|board| board.members.get(&person));
            let (sent, sits): (Vec<_>, Vec<_>) =
                member.into_iter().partition(|member| member.from.is_some_and(|from| exempt.contains(&from)));
            let sits = sits.into_iter().map(|member| (reach(member.span), "sits on the board of"));
            let posts = hub.posts.values().filter(|post| post.holder == Some(person));
            let posts = posts.map(|post| (reach(post.span), "holds a post of"));
            let partners = hub.partnerships.values().filter(|it| it.with == Partner::Practitioner(person));
            let partners = partners.map(|partner| (reach(partner.span), "works as a partner of"));
            let ties = sits.chain(posts).chain(partners);
            // The most certain, and of those the first named.
            let best = ties.reduce(|one, another| if another.0 > one.0 { another } else { one });
            if sent.iter().any(|member| !reach(member.span).is_no()) {
                exempted.insert(id);
            }
            hubs.extend(best.filter(|(tied, _)| !tied.is_no()).map(|best| (id, best)));
        }
        Self { employers, hubs, exempt: exempted }
    }

    /// Whether and how a person is tied to an application and its hubs.
    fn to(
        &self,
        all: &Together<'_>,
        state: &Proceedings,
        application: &Application,
        hubs: &BTreeSet<HubId>,
    ) -> (Answer, How) {
        let on = state.opening().reference;
        let mut best = (Answer::No, How::Not);
        let mut take = |tied: Answer, how| {
            if tied > best.0 {
                best = (tied, how);
            }
        };
        for (employer, stood) in &self.employers {
            let named = application.leads().chain([application.accountable()]);
            let same = Answer::any(named.map(|named| all.is_one_group(*employer, named, on)));
            take(same.and(*stood), How::Works(*employer));
        }
        for (hub, (stood, how)) in self.hubs.iter().filter(|(hub, _)| hubs.contains(hub)) {
            take(*stood, How::Hub(*hub, how));
        }
        let exempt = self.exempt.iter().any(|hub| hubs.contains(hub));
        if best.1 == How::Not && exempt { (Answer::No, How::Exempt) } else { best }
    }
}

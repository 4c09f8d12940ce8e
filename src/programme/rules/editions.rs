//! Rounds and ledgers keep to the edition of their day, with the policy that it has.

use chrono::NaiveDate;

use super::Together;
use crate::{
    answer::Answer,
    document::Source,
    funding::ledger::Event as Booked,
    identifiers::ProgrammeId,
    programme::Programme,
    rules::{At, Rule, Sink},
    selection::round::Event,
};

/// A round or ledger of this edition's days keeps to this edition.
pub static WRONG_EDITION_USED: Rule = Rule::error(
    "programme/wrong-edition-used",
    "a round or ledger keeps to the edition in force on its reference day or the day of the offer",
)
.why("what was decided by the rules of other days can be undone")
.says("this names the edition `{named}`, and on {day} `{edition}` was in force")
.hint("judge by the edition that it names, or correct the edition or the day")
.source(&Source::Convention)
.except_to("a round or ledger of days on which this edition is not in force, or of another programme")
.of_history();

/// A copy of a policy is that of the edition which it names.
pub static POLICY_DIFFERS: Rule =
    Rule::warning("programme/policy-differs", "the policy of a round or ledger is that of the edition which it names")
        .why("whoever reads the edition believes that it was kept to")
        .says("the policy that this took from the edition `{edition}` is not the one that the edition has")
        .hint("say which edition it is, or why the policy was changed")
        .source(&Source::Convention)
        .except_to("a round or ledger of another edition, and one of an edition without such a policy")
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&WRONG_EDITION_USED, &POLICY_DIFFERS];

/// What a round or ledger says of the edition that it keeps to.
struct Kept<'a> {
    programme: ProgrammeId,
    edition: &'a str,
    day: NaiveDate,
    /// Whether its policy is that of the judging edition; none where that has no such policy.
    same_policy: Option<bool>,
}

pub(super) fn judge(all: &Together<'_>, sink: &mut Sink) {
    let programme = all.programme;
    let rounds = At::ROOT.field("rounds");
    for (id, round) in all.affairs.rounds() {
        // As it was opened: amendments change the policy afterwards.
        let Some(Event::Opened(opening)) = round.entries().first().map(|entry| &entry.what) else { continue };
        let kept = Kept {
            programme: opening.programme,
            edition: &opening.edition,
            day: opening.reference,
            same_policy: programme.selection.as_ref().map(|policy| *policy == opening.policy),
        };
        judge_one(programme, &kept, &rounds.key(&id), sink);
    }
    let ledgers = At::ROOT.field("ledgers");
    for (id, ledger) in all.affairs.ledgers() {
        let Some(first) = ledger.entries().first() else { continue };
        let Booked::Offered(offer) = &first.what else { continue };
        let kept = Kept {
            programme: offer.programme,
            edition: &offer.edition,
            day: first.at.day(),
            same_policy: programme.funding.as_ref().map(|policy| *policy == offer.policy),
        };
        judge_one(programme, &kept, &ledgers.key(&id), sink);
    }
}

fn judge_one(programme: &Programme, kept: &Kept<'_>, at: &At<'_>, sink: &mut Sink) {
    let ours = kept.programme == programme.id;
    if ours && programme.in_force.contains(kept.day) {
        let right = match kept.edition {
            edition if edition == programme.edition => Answer::Yes,
            "" => Answer::Unknown,
            _ => Answer::No,
        };
        let draft = sink.judge(&WRONG_EDITION_USED, &at.field("edition"), right, "nobody wrote down the edition");
        if let Some(draft) = draft {
            let draft = draft.with("named", kept.edition).with("edition", programme.edition.as_str());
            draft.with("day", kept.day);
        }
    } else {
        sink.not_applicable(&WRONG_EDITION_USED);
    }
    match kept.same_policy.filter(|_| ours && kept.edition == programme.edition) {
        None => sink.not_applicable(&POLICY_DIFFERS),
        Some(true) => sink.holds(&POLICY_DIFFERS),
        Some(false) => {
            sink.broken(&POLICY_DIFFERS, &at.field("policy")).with("edition", programme.edition.as_str());
        }
    }
}

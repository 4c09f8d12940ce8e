//! Rules of enquiries and offers: each is judged alone.

use chrono::NaiveDate;

use super::sources;
use crate::{
    answer::Answer,
    calendar::PartialDate,
    identifiers::EnquiryId,
    network::{Addressee, Enquiries, Enquiry, NetworkPolicy},
    rules::{At, Rule, Sink},
};

/// The dates of an enquiry are in order.
pub static DATES_OUT_OF_ORDER: Rule = Rule::error(
    "enquiry/dates-out-of-order",
    "an enquiry is received first, and passed on in the order of its referrals",
)
.why("who has an enquiry, and for how long it has waited, is read from these dates")
.says("{earlier} ({earlier_date}) lies after {later} ({later_date})")
.hint("correct one of the two dates, or put the referrals in order")
.source(&sources::CONVENTION)
.except_to("an enquiry of which fewer than two of these dates are known")
.of_history();

/// An enquiry is passed on to somebody else.
pub static REFERRED_TO_ITSELF: Rule =
    Rule::warning("enquiry/referred-to-itself", "an enquiry is passed on to another than who has it")
        .why("a referral that changes nothing hides who was meant to answer")
        .says("it is passed on to {to} on {on}, who has it")
        .hint("correct the referral, or take it out")
        .source(&sources::CONVENTION)
        .except_to("an enquiry that was not passed on")
        .of_history();

/// An enquiry is answered within the days that policy gives.
pub static WAITING_TOO_LONG: Rule =
    Rule::warning("enquiry/waiting-too-long", "an enquiry is answered or closed within the days that policy gives")
        .why("a school that hears nothing asks no second time")
        .says("{with} has not answered on {day} what was received on {received}, where policy allows {allowed} days")
        .hint("answer it, or record when it was answered or closed")
        .source(&sources::CONVENTION)
        .except_to("an enquiry that is answered or closed, and every one of a programme that gives no days");

/// The kind of an enquiry is one that the programme lists.
pub static KIND_NOT_LISTED: Rule =
    Rule::warning("enquiry/kind-not-listed", "the kind of an enquiry is one that the programme lists")
        .why("an enquiry of nobody's kind is counted by nobody")
        .says("`{kind}` is not listed among the kinds of enquiries{help}")
        .hint("correct the kind, or list it in the policy")
        .source(&sources::CONVENTION)
        .of_history();

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&DATES_OUT_OF_ORDER, &REFERRED_TO_ITSELF, &WAITING_TOO_LONG, &KIND_NOT_LISTED];

/// Judges each enquiry.
pub(in crate::network) fn judge(enquiries: &Enquiries, policy: &NetworkPolicy, sink: &mut Sink) {
    let all = At::ROOT.field("enquiries");
    for (id, enquiry) in &enquiries.enquiries {
        one(*id, enquiry, &all, policy, sink);
    }
}

fn one(id: EnquiryId, enquiry: &Enquiry, all: &At<'_>, policy: &NetworkPolicy, sink: &mut Sink) {
    let at = all.key(&id);
    dates(enquiry, &at, sink);
    referrals(enquiry, &at, sink);
    waiting(enquiry, &at, policy, sink);
    let kinds = &policy.words.enquiries;
    if kinds.contains(enquiry.kind) {
        sink.holds(&KIND_NOT_LISTED);
    } else {
        let help = super::references::help(kinds, enquiry.kind);
        let draft = sink.broken(&KIND_NOT_LISTED, &at.field("kind"));
        draft.with("kind", enquiry.kind.to_string()).with("help", help);
    }
}

type Dated = (&'static str, PartialDate);

fn dates(enquiry: &Enquiry, at: &At<'_>, sink: &mut Sink) {
    let rule = &DATES_OUT_OF_ORDER;
    let received = ("received", enquiry.received);
    let referrals = enquiry.referrals.iter().map(|referral| ("a referral", referral.on));
    let ends = [("answered", enquiry.answered), ("closed", enquiry.closed)];
    let ends = ends.into_iter().filter_map(|(name, date)| Some((name, date?)));
    let known = |(_, date): &Dated| !date.is_unknown();
    let all = [received].into_iter().chain(referrals.clone()).chain(ends.clone());
    if all.filter(known).nth(1).is_none() {
        return sink.not_applicable(rule);
    }
    // Two dates known to the same month are in order as far as they are known.
    let is_wrong = |(earlier, later): &(Dated, Dated)| earlier.1.is_no_later_than(later.1).is_no();
    let after_the_receipt = ends.map(|end| (received, end)).find(is_wrong);
    // Each referral against whichever came last of those before it.
    let mut last = received;
    let mut in_turn = referrals.map(|referral| {
        let before = last;
        if referral.1.earliest() > before.1.earliest() {
            last = referral;
        }
        (before, referral)
    });
    match in_turn.find(is_wrong).or(after_the_receipt) {
        None => sink.holds(rule),
        Some(((earlier, earlier_date), (later, later_date))) => {
            let draft = sink.broken(rule, at).with("earlier", earlier).with("earlier_date", earlier_date);
            draft.with("later", later).with("later_date", later_date);
        }
    }
}

fn referrals(enquiry: &Enquiry, at: &At<'_>, sink: &mut Sink) {
    let rule = &REFERRED_TO_ITSELF;
    if enquiry.referrals.is_empty() {
        return sink.not_applicable(rule);
    }
    let listed = at.field("referrals");
    for (place, (referral, has_it)) in enquiry.referrals.iter().zip(enquiry.chain()).enumerate() {
        if referral.to == has_it {
            let draft = sink.broken(rule, &listed.index(place).field("to"));
            draft.with("to", name(has_it)).with("on", referral.on);
        } else {
            sink.holds(rule);
        }
    }
}

fn waiting(enquiry: &Enquiry, at: &At<'_>, policy: &NetworkPolicy, sink: &mut Sink) {
    let rule = &WAITING_TOO_LONG;
    let on: NaiveDate = sink.on();
    let Some(allowed) = policy.enquiry_days.filter(|_| !is_settled(enquiry, on).is_yes()) else {
        return sink.not_applicable(rule);
    };
    let kept = !enquiry.is_waiting_longer_than(allowed, on);
    let because = "it is half known when the enquiry was received, answered or closed";
    if let Some(draft) = sink.judge(rule, at, kept, because) {
        let with = enquiry.was_with(on).map_or_else(|| "whoever has it".to_owned(), name);
        let draft = draft.with("with", with).with("day", on).with("received", enquiry.received);
        draft.with("allowed", allowed);
    }
}

/// Whether it was answered or closed by `day`.
fn is_settled(enquiry: &Enquiry, day: NaiveDate) -> Answer {
    let ends = [enquiry.answered, enquiry.closed].into_iter().flatten();
    Answer::any(ends.map(|date| date.is_on_or_before(day)))
}

fn name(addressee: Addressee) -> String {
    match addressee {
        Addressee::Hub(hub) => hub.to_string(),
        Addressee::Organisation(organisation) => organisation.to_string(),
        Addressee::Practitioner(person) => person.to_string(),
    }
}

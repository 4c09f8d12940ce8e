//! Rules of awards: what they are made of, and by whose authority.

use super::sources;
use crate::{
    document::DidYouMean,
    funding::{award::Award, policy::FundingPolicy},
    money::Money,
    rules::{At, Rule, Sink},
    vocabulary::{Vocabulary, Word},
};

/// What is given in kind is not paid.
pub static IN_KIND_PAYABLE: Rule = Rule::error(
    "award/in-kind-payable",
    "what is payable on a line is no more than its total cost without what is given in kind",
)
.why("what is given in kind costs nobody money; paying for it would pay for nothing")
.says("{payable} is payable, and all but what is given in kind costs {cash}")
.hint("lower what is payable, or correct the total cost")
.source(&sources::MODEL_CLAUSES)
.except_to("a line to which nothing is given in kind and that costs at least what is payable");

/// Public money has its authority on record.
pub static AUTHORITY_MISSING: Rule = Rule::warning(
    "award/authority-missing",
    "an award of public money names its legal power, officer, due diligence and business case",
)
.why("a grant without a power is unlawful, and the next audit asks for the other three")
.says("its {missing} is not on record")
.hint("enter it in the award's authority")
.source(&sources::GRANT_STANDARDS)
.except_to("an award without public money");

/// The ceiling is the sum of the lines.
pub static CEILING_DIFFERS: Rule = Rule::error(
    "award/ceiling-differs",
    "the ceiling is what is payable on all lines together",
)
.why("every penny has a purpose: a ceiling above the lines pays for nothing in particular, one below cannot pay them")
.says("the ceiling is {ceiling}, and {lines} is payable on the lines")
.hint("correct the ceiling or the lines");

/// Lines lie inside the funding period.
pub static LINE_OUTSIDE_PERIOD: Rule =
    Rule::error("award/line-outside-period", "the period of each line lies inside the funding period")
        .why("what is done outside it cannot be paid")
        .says("the line runs {line}, and the award {award}")
        .hint("correct the period of the line, or extend the award");

/// Sponsors are those of the policy.
pub static SPONSOR_UNKNOWN: Rule =
    Rule::error("award/sponsor-unknown", "who pays for a line is a sponsor of the policy's")
        .why("nobody can say what an unknown sponsor may pay for")
        .says("`{sponsor}` is no sponsor of the policy's")
        .hint("list it in the policy, or correct the id")
        .fixed();

/// Sponsors pay for what they may.
pub static SPONSOR_BEYOND_PURPOSE: Rule = Rule::error(
    "award/sponsor-beyond-purpose",
    "a sponsor pays only for what the policy has it pay for",
)
.why("a co-sponsor gives money to particular projects, and who pays for structural costs is settled by the programme")
.says("{sponsor} pays {share} for {purpose}, which it does not pay for")
.hint("let another sponsor pay, or change what the policy says of this one");

/// Words are those of the policy.
pub static WORD_UNKNOWN: Rule =
    Rule::error("award/word-unknown", "headings and kinds of projects are words of the policy's")
        .why("statements add up by them")
        .says("`{word}` is no {what} of the policy's{near}")
        .hint("use a listed word, or list it in the policy")
        .fixed();

/// An award pays for something.
pub static PAYS_NOTHING: Rule = Rule::warning("award/pays-nothing", "something is payable on each line")
    .why("a line that pays nothing is a plan, or was forgotten")
    .says("nothing is payable on the line \"{title}\"")
    .hint("enter what is payable, or leave the line out");

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &IN_KIND_PAYABLE,
    &AUTHORITY_MISSING,
    &CEILING_DIFFERS,
    &LINE_OUTSIDE_PERIOD,
    &SPONSOR_UNKNOWN,
    &SPONSOR_BEYOND_PURPOSE,
    &WORD_UNKNOWN,
    &PAYS_NOTHING,
];

/// Judges an award that stands at `at`.
pub(in crate::funding) fn judge(award: &Award, policy: &FundingPolicy, at: &At<'_>, sink: &mut Sink) {
    ceiling(award, at, sink);
    authority(award, policy, at, sink);
    let lines = at.field("lines");
    for (id, line) in &award.lines {
        let at = lines.key(id);
        in_kind(line, &at, sink);
        if line.payable.amount().is_zero() {
            sink.broken(&PAYS_NOTHING, &at).with("title", line.title.as_str());
        } else {
            sink.holds(&PAYS_NOTHING);
        }
        let period = award.period();
        let within =
            period.contains(line.period.first()) && line.period.last().is_some_and(|last| period.contains(last));
        if within {
            sink.holds(&LINE_OUTSIDE_PERIOD);
        } else {
            sink.broken(&LINE_OUTSIDE_PERIOD, &at.field("period"))
                .with("line", line.period.to_string())
                .with("award", period.to_string());
        }
        let (words, what): (&Vocabulary, _) = if line.purpose.is_structural() {
            (&policy.headings, "heading")
        } else {
            (&policy.project_kinds, "kind of project")
        };
        word(words, line.purpose.word(), what, &at.field("purpose"), sink);
        for (sponsor, share) in line.payable.shares().iter() {
            let at = at.field("payable");
            let at = at.key(&sponsor);
            let Some(terms) = policy.sponsors.get(&sponsor) else {
                sink.broken(&SPONSOR_UNKNOWN, &at).with("sponsor", sponsor.to_string());
                continue;
            };
            sink.holds(&SPONSOR_UNKNOWN);
            if terms.pays_for(line.purpose) || share.is_zero() {
                sink.holds(&SPONSOR_BEYOND_PURPOSE);
            } else {
                sink.broken(&SPONSOR_BEYOND_PURPOSE, &at)
                    .with("sponsor", terms.name.as_str())
                    .with("share", share.to_string())
                    .with("purpose", line.purpose.to_string());
            }
        }
    }
}

fn ceiling(award: &Award, at: &At<'_>, sink: &mut Sink) {
    // Lines beyond the largest amount are above every ceiling.
    let lines = award.of_lines();
    if lines.as_ref() == Ok(&award.ceiling) {
        sink.holds(&CEILING_DIFFERS);
    } else {
        sink.broken(&CEILING_DIFFERS, &at.field("ceiling"))
            .with("ceiling", award.ceiling.to_string())
            .with("lines", lines.unwrap_or(Money::MAX).to_string());
    }
}

fn authority(award: &Award, policy: &FundingPolicy, at: &At<'_>, sink: &mut Sink) {
    let public = |sponsor| policy.sponsors.get(&sponsor).is_some_and(|it| it.public);
    if !award.sponsors().into_iter().any(public) {
        return sink.not_applicable(&AUTHORITY_MISSING);
    }
    let missing: Vec<&str> = award.authority.missing().collect();
    if missing.is_empty() {
        sink.holds(&AUTHORITY_MISSING);
    } else {
        sink.broken(&AUTHORITY_MISSING, &at.field("authority")).with("missing", missing.join(", "));
    }
}

fn in_kind(line: &crate::funding::award::Line, at: &At<'_>, sink: &mut Sink) {
    let cash = line.total_cost.minus(line.in_kind).unwrap_or_default();
    let payable = line.payable.amount();
    if payable > cash {
        sink.broken(&IN_KIND_PAYABLE, &at.field("payable"))
            .with("payable", payable.to_string())
            .with("cash", cash.to_string());
    } else if line.in_kind.is_zero() {
        sink.not_applicable(&IN_KIND_PAYABLE);
    } else {
        sink.holds(&IN_KIND_PAYABLE);
    }
}

fn word(words: &Vocabulary, word: Word, what: &'static str, at: &At<'_>, sink: &mut Sink) {
    if words.contains(word) {
        return sink.holds(&WORD_UNKNOWN);
    }
    let near = words.nearest(word);
    let near = DidYouMean(near.as_ref().map(Word::as_str)).to_string();
    sink.broken(&WORD_UNKNOWN, at).with("word", word.to_string()).with("what", what).with("near", near);
}

//! What a gate asks of the facts.

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{FactValue, Facts, Found, Part, PartOf};
use crate::{
    answer::Answer,
    calendar::AcademicYear,
    document::{Malformed, keyed},
    ratio::Ratio,
    vocabulary::Word,
};

/// What is asked of one fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Test {
    /// It is yes.
    Yes,
    /// It is no.
    No,
    /// It is one of these words, at least one.
    OneOf(#[serde(deserialize_with = "keyed::set")] BTreeSet<Word>),
    /// It is this number or more.
    AtLeast(Ratio),
    /// It is more than this number.
    Above(Ratio),
    /// It is this number or less.
    AtMost(Ratio),
    /// It is less than this number.
    Below(Ratio),
}

crate::document::as_record! { Test, r#"a test: "yes", "no", {"one-of": […]}, {"at-least": …}, {"above": …}, …"#; }

impl Test {
    /// Being one of these words.
    #[must_use]
    pub fn one_of(words: impl IntoIterator<Item = Word>) -> Self {
        Self::OneOf(words.into_iter().collect())
    }

    /// Whether a fact's value passes. A value of another kind, such as a word where a number is asked for, leaves it
    /// unknown: it does not say no.
    #[must_use]
    pub fn passes(&self, value: &FactValue) -> Answer {
        match (self, value) {
            (Self::Yes, FactValue::YesNo(yes)) => (*yes).into(),
            (Self::No, FactValue::YesNo(yes)) => (!*yes).into(),
            (Self::OneOf(words), FactValue::Word(word)) => words.contains(word).into(),
            (Self::AtLeast(least), FactValue::Number(number)) => (number >= least).into(),
            (Self::Above(bound), FactValue::Number(number)) => (number > bound).into(),
            (Self::AtMost(most), FactValue::Number(number)) => (number <= most).into(),
            (Self::Below(bound), FactValue::Number(number)) => (number < bound).into(),
            _ => Answer::Unknown,
        }
    }

    /// Whether what was found passes: what all facts that may count say alike.
    #[must_use]
    pub fn answer(&self, found: &Found) -> Answer {
        let nothing = (!found.certain).then_some(Answer::Unknown);
        Answer::agreed(found.facts.iter().map(|fact| self.passes(&fact.value)).chain(nothing))
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yes => f.write_str("yes"),
            Self::No => f.write_str("no"),
            Self::OneOf(words) => {
                let mut before = "";
                for word in words {
                    write!(f, "{before}{word}")?;
                    before = " or ";
                }
                Ok(())
            }
            Self::AtLeast(number) => write!(f, "at least {number}"),
            Self::Above(number) => write!(f, "above {number}"),
            Self::AtMost(number) => write!(f, "at most {number}"),
            Self::Below(number) => write!(f, "below {number}"),
        }
    }
}

/// A test of a fact's figures in several years: "in two of the last three".
///
/// The last year that counts is the one before the academic year of the reference date. Where the results of some years
/// are not out yet, or never came, `skipping` leaves out that many more: results of 2020 and 2021 were not published,
/// and with `skipping: 1` a round of June 2021 looks at 2018/19 and before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct InYears {
    /// The fact, whose figures are by year.
    pub fact: Word,
    /// What is asked of each year's.
    pub is: Test,
    /// In how many years it must be so, at least 1.
    pub years: u32,
    /// Of how many last years, at least `years` and at most 50.
    pub of_last: u32,
    /// How many years before the reference date's are left out, at most 50.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub skipping: u32,
}

crate::document::as_record! { InYears, r#"a test in years: {"fact": …, "is": …, "years": …, "of_last": …}"#; }

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl InYears {
    /// The years that count on the day `reference`, the latest first; fewer before the year 1000.
    pub fn counting(&self, reference: NaiveDate) -> impl Iterator<Item = AcademicYear> {
        let now = AcademicYear::containing(reference).map(AcademicYear::start).unwrap_or_default();
        let last = now.saturating_sub(1).saturating_sub(u16::try_from(self.skipping).unwrap_or(u16::MAX));
        let count = u16::try_from(self.of_last).unwrap_or(u16::MAX);
        (0..count).filter_map(move |back| AcademicYear::starting(last.checked_sub(back)?))
    }
}

/// The forms of a condition; a [`Condition`] is one that was found to be sound.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Form {
    /// All of these hold, at least one.
    AllOf(Vec<Condition>),
    /// Some of these hold.
    AnyOf {
        /// How many at the least: 1 to the number of conditions.
        at_least: u32,
        /// The conditions, at least one, in the order in which they were published.
        of: Vec<Condition>,
    },
    /// A fact passes a test.
    Fact {
        /// The fact.
        fact: Word,
        /// What is asked of it.
        is: Test,
    },
    /// A fact's figures pass a test in several years.
    InYears(InYears),
}

crate::document::as_record! {
    Form, r#"a condition: {"all-of": […]}, {"any-of": {…}}, {"fact": {…}} or {"in-years": {…}}"#;
}

/// What a gate asks of the facts: a tree of conditions, sound by construction.
///
/// Every list has an item and none twice, no count is more than what it counts among, and the tree is at most
/// [`DEEPEST`](Self::DEEPEST) deep. What JSON says is held to the same.
///
/// ```
/// use maths_hubs::selection::eligibility::{Condition, Test};
///
/// let above = |pupils: &str| Condition::in_years(pupils.parse()?, Test::Above("0".parse()?), 2, 3);
/// let results = Condition::any_of(1, [above("all-pupils-above-average")?, above("disadvantaged-above-average")?])?;
/// assert_eq!(
///     results.to_string(),
///     "1 of (`all-pupils-above-average` above 0 in 2 of the last 3 years; \
///      `disadvantaged-above-average` above 0 in 2 of the last 3 years)",
/// );
/// assert_eq!(
///     above("x").and_then(|one| Condition::any_of(2, [one])).unwrap_err().to_string(),
///     "`2 of 1` is not an any-of condition: a number from 1 to that of its conditions",
/// );
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Condition {
    form: Form,
    depth: u8,
}

impl Condition {
    /// How many conditions may stand one within another.
    pub const DEEPEST: u8 = 16;
    /// The most years that a condition may look back, or skip.
    pub const MOST_YEARS: u32 = 50;

    /// All of these.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for none, for one that stands twice, and for a tree that is too deep.
    pub fn all_of(conditions: impl IntoIterator<Item = Self>) -> Result<Self, Malformed> {
        Form::AllOf(conditions.into_iter().collect()).try_into()
    }

    /// At least `at_least` of these.
    ///
    /// # Errors
    ///
    /// As [`all_of`](Self::all_of), and for a number that is nought or more than that of the conditions.
    pub fn any_of(at_least: u32, of: impl IntoIterator<Item = Self>) -> Result<Self, Malformed> {
        Form::AnyOf { at_least, of: of.into_iter().collect() }.try_into()
    }

    /// A fact passes a test.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a choice of no words.
    pub fn fact(fact: Word, is: Test) -> Result<Self, Malformed> {
        Form::Fact { fact, is }.try_into()
    }

    /// A fact passes a test in `years` of the last `of_last` years before that of the reference date.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a choice of no words, and for years that are nought, more than `of_last`, or more than
    /// [`MOST_YEARS`](Self::MOST_YEARS).
    pub fn in_years(fact: Word, is: Test, years: u32, of_last: u32) -> Result<Self, Malformed> {
        Form::InYears(InYears { fact, is, years, of_last, skipping: 0 }).try_into()
    }

    /// Its form.
    #[must_use]
    pub const fn form(&self) -> &Form {
        &self.form
    }

    /// Puts it to the facts on the day `reference`, and says what each part of it comes to.
    ///
    /// The logic is Kleene's: an unknown part leaves the whole unknown only where it could change it, for "n of m" too.
    /// Where two parts ask about one fact the whole may be unknown though every value of the fact would decide it alike.
    #[must_use]
    pub fn judge(&self, facts: &Facts, reference: NaiveDate) -> Part {
        match &self.form {
            Form::AllOf(of) => {
                let of: Vec<Part> = of.iter().map(|condition| condition.judge(facts, reference)).collect();
                Part { answer: Answer::all(of.iter().map(|part| part.answer)), of: PartOf::AllOf(of) }
            }
            Form::AnyOf { at_least, of } => {
                let of: Vec<Part> = of.iter().map(|condition| condition.judge(facts, reference)).collect();
                let answer = some_of(*at_least, of.iter().map(|part| part.answer));
                Part { answer, of: PartOf::AnyOf { at_least: *at_least, of } }
            }
            Form::Fact { fact, is } => {
                let found = facts.found(*fact, None, reference);
                Part { answer: is.answer(&found), of: PartOf::Fact { fact: *fact, is: is.clone(), found } }
            }
            Form::InYears(asked) => {
                let found: Vec<(AcademicYear, Found)> = asked
                    .counting(reference)
                    .map(|year| (year, facts.found(asked.fact, Some(year), reference)))
                    .collect();
                // Years before any that can be written are not known either.
                let beyond = usize::try_from(asked.of_last).unwrap_or(usize::MAX).saturating_sub(found.len());
                let known = found.iter().map(|(_, found)| asked.is.answer(found));
                let answer = some_of(asked.years, known.chain(std::iter::repeat_n(Answer::Unknown, beyond)));
                let found = found.into_iter().collect();
                Part { answer, of: PartOf::InYears { asked: asked.clone(), found } }
            }
        }
    }
}

/// Whether at least `least` of `answers` are yes: yes where so many are, no where so many cannot be.
fn some_of(least: u32, answers: impl IntoIterator<Item = Answer>) -> Answer {
    let (mut yes, mut open) = (0_u32, 0_u32);
    for answer in answers {
        match answer {
            Answer::Yes => yes = yes.saturating_add(1),
            Answer::Unknown => open = open.saturating_add(1),
            Answer::No => {}
        }
    }
    if yes >= least {
        Answer::Yes
    } else if yes.saturating_add(open) < least {
        Answer::No
    } else {
        Answer::Unknown
    }
}

impl TryFrom<Form> for Condition {
    type Error = Malformed;

    fn try_from(form: Form) -> Result<Self, Malformed> {
        let refused = |found: fmt::Arguments<'_>, allowed| Err(Malformed::new("a condition", found, allowed));
        let of: &[Self] = match &form {
            Form::AllOf(of) | Form::AnyOf { of, .. } => of,
            Form::Fact { is, .. } | Form::InYears(InYears { is, .. }) => {
                if matches!(is, Test::OneOf(words) if words.is_empty()) {
                    return refused(format_args!("one of no words"), "a choice of at least one word");
                }
                &[]
            }
        };
        if let Form::AllOf(_) = form {
            if of.is_empty() {
                return refused(format_args!("all of nothing"), "at least one condition");
            }
        }
        if let Form::AnyOf { at_least, .. } = form {
            if at_least == 0 || usize::try_from(at_least).is_ok_and(|least| least > of.len()) {
                let found = format_args!("{at_least} of {}", of.len());
                let allowed = "a number from 1 to that of its conditions";
                return Err(Malformed::new("an any-of condition", found, allowed));
            }
        }
        if let Form::InYears(InYears { years, of_last, skipping, .. }) = &form {
            if *years == 0 || years > of_last || *of_last > Self::MOST_YEARS || *skipping > Self::MOST_YEARS {
                let found = format_args!("{years} of the last {of_last} years, skipping {skipping}");
                return refused(found, "1 to all of the last years, of which at most 50 count and 50 are skipped");
            }
        }
        let mut once = BTreeSet::new();
        if let Some(twice) = of.iter().find(|condition| !once.insert(*condition)) {
            return refused(format_args!("{twice}"), "one that does not stand twice in its list");
        }
        let depth = of.iter().map(|condition| condition.depth).max().unwrap_or(0).saturating_add(1);
        if depth > Self::DEEPEST {
            return refused(format_args!("a tree of depth {depth}"), "at most 16 conditions one within another");
        }
        Ok(Self { form, depth })
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(&self.form, serializer)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Form as Deserialize>::deserialize(deserializer)?.try_into().map_err(de::Error::custom)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, of: &[Self]| {
            let mut before = "(";
            for condition in of {
                write!(f, "{before}{condition}")?;
                before = "; ";
            }
            f.write_str(")")
        };
        match &self.form {
            Form::AllOf(of) => f.write_str("all of ").and_then(|()| list(f, of)),
            Form::AnyOf { at_least, of } => write!(f, "{at_least} of ").and_then(|()| list(f, of)),
            Form::Fact { fact, is } => write!(f, "`{fact}` {is}"),
            Form::InYears(asked) => asked.fmt(f),
        }
    }
}

impl fmt::Display for InYears {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { fact, is, years, of_last, skipping } = self;
        write!(f, "`{fact}` {is} in {years} of the last {of_last} years")?;
        if *skipping == 0 { Ok(()) } else { write!(f, " but {skipping}") }
    }
}

//! What is known of a candidate: by whom, and of which day.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    answer::Answer,
    calendar::{AcademicYear, PartialDate},
    document::{Source, keyed},
    ratio::Ratio,
    vocabulary::Word,
};

/// What a fact says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FactValue {
    /// Yes or no.
    YesNo(bool),
    /// A number: a figure, a count, a difference from an average.
    Number(Ratio),
    /// A word: a grade, a kind of school.
    Word(Word),
    /// That there is no answer, and why: "inspected without a headline grade".
    Unknown(String),
}

crate::document::as_record! {
    Standing, r#"who stands for a fact: "declared" or "verified""#;
    FactValue, r#"what a fact says: {"yes-no": …}, {"number": …}, {"word": …} or {"unknown": "why"}"#;
}

impl FactValue {
    /// Whether it says anything but that there is no answer.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => word.fmt(f),
            Self::Unknown(why) => write!(f, "not known: {why}"),
        }
    }
}

/// Who stands for a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", rename_all = "kebab-case")]
pub enum Standing {
    /// The candidate says so.
    Declared,
    /// Somebody else has checked it.
    Verified,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Declared => "declared",
            Self::Verified => "verified",
        })
    }
}

/// One thing known of a candidate.
///
/// ```
/// use maths_hubs::selection::eligibility::Fact;
///
/// let fact = Fact::number("4.5".parse()?).of("2018/19".parse()?).verified().on("2019-10".parse()?);
/// assert_eq!(fact.to_string(), "4.5 (2018/19, verified, 2019-10)");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Fact {
    /// The academic year that it is a figure of, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<AcademicYear>,
    /// Who stands for it.
    pub standing: Standing,
    /// The day from which it stands: of the inspection, of the check. With no day it stands on every day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
    /// What it says.
    pub value: FactValue,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

crate::document::as_record! { Fact, r#"a fact: {"standing": …, "value": …}"#; }

impl Fact {
    /// What the candidate declares, of no year and of every day.
    #[must_use]
    pub const fn new(value: FactValue) -> Self {
        Self { year: None, standing: Standing::Declared, on: None, value, source: None }
    }

    /// A declared yes or no.
    #[must_use]
    pub const fn yes_no(yes: bool) -> Self {
        Self::new(FactValue::YesNo(yes))
    }

    /// A declared number.
    #[must_use]
    pub const fn number(number: Ratio) -> Self {
        Self::new(FactValue::Number(number))
    }

    /// A declared word.
    #[must_use]
    pub const fn word(word: Word) -> Self {
        Self::new(FactValue::Word(word))
    }

    /// That there is no answer, and why.
    #[must_use]
    pub fn unknown(why: impl Into<String>) -> Self {
        Self::new(FactValue::Unknown(why.into()))
    }

    /// The same as a figure of this year.
    #[must_use]
    pub fn of(self, year: AcademicYear) -> Self {
        Self { year: Some(year), ..self }
    }

    /// The same, checked by somebody else.
    #[must_use]
    pub fn verified(self) -> Self {
        Self { standing: Standing::Verified, ..self }
    }

    /// The same, standing from this day.
    #[must_use]
    pub fn on(self, on: PartialDate) -> Self {
        Self { on: Some(on), ..self }
    }

    /// The same, with where it comes from.
    #[must_use]
    pub fn from(self, source: Source) -> Self {
        Self { source: Some(source), ..self }
    }

    fn stands_by(&self, reference: NaiveDate) -> Answer {
        self.on.map_or(Answer::Yes, |on| on.is_on_or_before(reference))
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (", self.value)?;
        if let Some(year) = self.year {
            write!(f, "{year}, ")?;
        }
        write!(f, "{}", self.standing)?;
        if let Some(on) = self.on {
            write!(f, ", {on}")?;
        }
        f.write_str(")")
    }
}

/// Everything known of one candidate, by the word of what it is about. A fact given twice counts once.
///
/// # Which fact counts
///
/// On a reference date, facts of later days do not count, and of the others the latest does. What is verified stands over
/// what is declared. Where the days are known to the month or year only, or two facts of one day differ, several may
/// count; they decide only what all of them decide alike.
///
/// Facts of one year, and those of none, are judged apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(#[serde(deserialize_with = "keyed::map")] BTreeMap<Word, Listed>);

#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
struct Listed(#[serde(deserialize_with = "keyed::set")] BTreeSet<Fact>);

impl Facts {
    /// These facts, in any order.
    #[must_use]
    pub fn new(facts: impl IntoIterator<Item = (Word, Fact)>) -> Self {
        facts.into_iter().collect()
    }

    /// Adds one, and says whether it is new.
    pub fn add(&mut self, about: Word, fact: Fact) -> bool {
        self.0.entry(about).or_default().0.insert(fact)
    }

    /// All of them with what they are about, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (Word, &Fact)> + '_ {
        self.0.iter().flat_map(|(about, listed)| listed.0.iter().map(|fact| (*about, fact)))
    }

    /// What may count of `about`, in `year` or of no year, on the day `reference`.
    #[must_use]
    pub fn found(&self, about: Word, year: Option<AcademicYear>, reference: NaiveDate) -> Found {
        let listed = self.0.get(&about).into_iter().flat_map(|listed| listed.0.iter());
        let of_year: Vec<&Fact> = listed.filter(|fact| fact.year == year).collect();
        let verified = Counting::among(&of_year, Standing::Verified, reference);
        if verified.certain {
            return Found::of(verified.possible, true);
        }
        let declared = Counting::among(&of_year, Standing::Declared, reference);
        Found::of(verified.possible.into_iter().chain(declared.possible), declared.certain)
    }

    /// Each declared fact that what is verified on the day `reference` contradicts, in the order of the words. A fact
    /// verified later, or perhaps later, contradicts nothing yet; nor does one that says that there is no answer.
    #[must_use]
    pub fn contradictions(&self, reference: NaiveDate) -> Vec<Contradiction> {
        let mut found = Vec::new();
        for (about, listed) in &self.0 {
            let mut years: BTreeMap<Option<AcademicYear>, Vec<&Fact>> = BTreeMap::new();
            for fact in &listed.0 {
                years.entry(fact.year).or_default().push(fact);
            }
            for of_year in years.values() {
                let verified = Counting::among(of_year, Standing::Verified, reference);
                let Some(first) = verified.possible.first() else { continue };
                if !verified.certain || verified.possible.iter().any(|fact| !fact.value.is_known()) {
                    continue;
                }
                let values: BTreeSet<&FactValue> = verified.possible.iter().map(|fact| &fact.value).collect();
                let declared = Counting::among(of_year, Standing::Declared, reference).possible.into_iter();
                let wrong = declared.filter(|fact| fact.value.is_known() && !values.contains(&fact.value));
                found.extend(wrong.map(|declared| Contradiction {
                    about: *about,
                    declared: declared.clone(),
                    verified: (*first).clone(),
                }));
            }
        }
        found
    }
}

impl FromIterator<(Word, Fact)> for Facts {
    fn from_iter<I: IntoIterator<Item = (Word, Fact)>>(facts: I) -> Self {
        let mut known = Self::default();
        for (about, fact) in facts {
            known.add(about, fact);
        }
        known
    }
}

/// The facts that may count, and whether one of them does.
struct Counting<'a> {
    possible: Vec<&'a Fact>,
    certain: bool,
}

impl<'a> Counting<'a> {
    fn among(facts: &[&'a Fact], standing: Standing, reference: NaiveDate) -> Self {
        let of_standing = || facts.iter().copied().filter(move |fact| fact.standing == standing);
        let certainly = || of_standing().filter(|fact| fact.stands_by(reference).is_yes());
        // A fact is certainly superseded where one that counts is certainly of a later day.
        let latest = certainly().filter_map(|fact| fact.on?.earliest()).max();
        let superseded = |fact: &Fact| match (fact.on.and_then(PartialDate::latest), latest) {
            (Some(day), Some(latest)) => day < latest,
            _ => false,
        };
        let possible = of_standing().filter(|fact| !fact.stands_by(reference).is_no() && !superseded(fact)).collect();
        Self { possible, certain: certainly().next().is_some() }
    }
}

/// What may count of one thing on a day: no fact, one, or several of which nobody knows which.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[non_exhaustive]
pub struct Found {
    /// The facts that may count.
    #[serde(deserialize_with = "keyed::set")]
    pub facts: BTreeSet<Fact>,
    /// Whether one of them certainly does; if not, it may be that nothing is known.
    pub certain: bool,
}

crate::document::as_record! { Found, r#"what was found: {"facts": […], "certain": …}"#; }

impl Found {
    fn of<'a>(facts: impl IntoIterator<Item = &'a Fact>, certain: bool) -> Self {
        Self { facts: facts.into_iter().cloned().collect(), certain }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        for fact in &self.facts {
            write!(f, "{before}{fact}")?;
            before = " or ";
        }
        match (self.facts.is_empty(), self.certain) {
            (true, _) => f.write_str("nothing is known"),
            (false, false) => f.write_str(" or nothing"),
            (false, true) => Ok(()),
        }
    }
}

/// A declared fact that a verified one contradicts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Contradiction {
    /// What both are about.
    pub about: Word,
    /// What the candidate declares.
    pub declared: Fact,
    /// What was verified instead; the first of several that may count.
    pub verified: Fact,
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}, but {}", self.about, self.declared, self.verified)
    }
}

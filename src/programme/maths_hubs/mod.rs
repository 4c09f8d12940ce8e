//! The home edition: Maths Hubs.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Programme;
use crate::{document::Source, identifiers::ProgrammeId};

/// A value that a `const` constructor makes of a literal; a literal that is none does not compile.
macro_rules! literal {
    ($made:expr) => {
        const {
            match $made {
                Some(value) => value,
                #[allow(clippy::panic, reason = "evaluated by the compiler alone")]
                None => panic!("a malformed literal"),
            }
        }
    };
}

macro_rules! word {
    ($text:literal) => {
        literal!(Word::new($text))
    };
}

macro_rules! words {
    ($($text:literal),* $(,)?) => { std::collections::BTreeSet::from([$(word!($text)),*]) };
}

macro_rules! vocabulary {
    ($($text:literal => $description:literal),* $(,)?) => {
        Vocabulary::from_iter([$((word!($text), $description)),*])
    };
}

mod funding;
mod network;
mod selection;

const ABOUT: Source = Source::page("About Maths Hubs, ncetm.org.uk/maths-hubs/about-maths-hubs");
const TERMS_OF_REFERENCE: Source = Source::page(
    "Strategic board terms of reference 2017-18, docsbay.net/national-centre-for-excellence-in-the-teaching-of-mathematics",
);

impl Programme {
    /// The home edition: Maths Hubs, with the strategic board of 2017-18, the area rule of 2022, and the stages and criteria
    /// by which lead schools were sought in 2015, and the budgets that were published from 2016-17 to 2024-25.
    ///
    /// Each value names its source in [`Programme::sources`], in the [policy of the network](Programme::network), in that
    /// [of rounds](Programme::selection) and in that [of money](Programme::funding); figures that were never published are called illustrative there.
    #[must_use]
    pub fn maths_hubs() -> Self {
        let first = literal!(NaiveDate::from_ymd_opt(2017, 9, 1));
        let mut programme = Self::new(literal!(ProgrammeId::new("maths-hubs")), "Maths Hubs", first, network::policy());
        programme.edition = "2017-18, amended to 2022".to_owned();
        // Sound as it stands; tests see that it is there.
        programme.selection = selection::policy();
        programme.funding = Some(funding::policy());
        programme.sponsor = "Department for Education".to_owned();
        programme.coordinator = "National Centre for Excellence in the Teaching of Mathematics (NCETM)".to_owned();
        programme.sources = named([
            ("edition", TERMS_OF_REFERENCE),
            ("in_force", TERMS_OF_REFERENCE),
            ("sponsor", ABOUT),
            ("coordinator", ABOUT),
        ]);
        programme
    }
}

fn named<const N: usize>(sources: [(&str, Source); N]) -> BTreeMap<String, Source> {
    sources.into_iter().map(|(field, source)| (field.to_owned(), source)).collect()
}

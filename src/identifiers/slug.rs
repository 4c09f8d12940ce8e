//! Kebab-case names, and the ids made of them.

use std::{fmt, str::FromStr};

use crate::document::{Malformed, as_text};

/// A short name in kebab-case: lower-case letters and digits in words joined by single hyphens, at most 63 characters.
///
/// It stands inline and is `Copy`. It orders as its text does.
///
/// ```
/// use maths_hubs::identifiers::Slug;
///
/// let slug: Slug = "north-west-three".parse()?;
/// assert_eq!(slug.as_str(), "north-west-three");
/// assert!("North West Three".parse::<Slug>().is_err());
/// assert_eq!(Slug::of("St Mary & St Thomas' Möbius").unwrap().as_str(), "st-mary-st-thomas-m-bius");
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
// Unused bytes are zero, below every byte a slug may hold, so the derived order is that of the texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug([u8; Slug::LONGEST]);

impl Slug {
    /// The most characters that a slug may have.
    pub const LONGEST: usize = 63;

    /// The slug `unnamed`, for what has no name to make one of.
    pub const UNNAMED: Self = match Self::new("unnamed") {
        Some(slug) => slug,
        None => Self([b'x'; Self::LONGEST]),
    };

    const ALLOWED: &'static str =
        "lower-case letters and digits, words joined by single hyphens, at most 63 characters";
    const NO_CAPITALS: &'static str =
        "lower-case letters and digits, no capitals, words joined by single hyphens, at most 63 characters";

    /// What to say is allowed instead of `text`.
    pub(crate) fn allowed_instead_of(text: &str) -> &'static str {
        if text.chars().any(char::is_uppercase) { Self::NO_CAPITALS } else { Self::ALLOWED }
    }

    /// The slug that `text` is, or `None`.
    #[must_use]
    #[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a const loop within both lengths")]
    pub const fn new(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.is_empty() || bytes.len() > Self::LONGEST {
            return None;
        }
        let mut inline = [0; Self::LONGEST];
        let mut after_hyphen = true;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let is_hyphen = byte == b'-';
            if !(byte.is_ascii_lowercase() || byte.is_ascii_digit() || (is_hyphen && !after_hyphen)) {
                return None;
            }
            after_hyphen = is_hyphen;
            inline[at] = byte;
            at += 1;
        }
        if after_hyphen { None } else { Some(Self(inline)) }
    }

    /// A slug made of a name: ASCII letters and digits kept in lower case, apostrophes dropped, all else a break
    /// between words, cut to length; `None` where nothing is left.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let mut text = String::with_capacity(Self::LONGEST);
        for character in name.chars().filter(|character| !matches!(character, '\'' | '’')) {
            if text.len() == Self::LONGEST {
                break;
            }
            if character.is_ascii_alphanumeric() {
                text.push(character.to_ascii_lowercase());
            } else if !text.is_empty() && !text.ends_with('-') {
                text.push('-');
            }
        }
        Self::new(text.trim_end_matches('-'))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(Self::LONGEST);
        // Only ASCII is ever stored, so neither fallback is reached.
        self.0.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl FromStr for Slug {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::new(text).ok_or_else(|| Malformed::new("a slug", text, Self::allowed_instead_of(text)))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slug({:?})", self.as_str())
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

as_text! { Slug, "a slug"; }

/// An id that is a slug, of a type of its own so that a hub's id cannot stand where a project's is wanted.
macro_rules! slug_ids {
    ($($(#[$doc:meta])* $id:ident, $what:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id($crate::identifiers::Slug);

        impl $id {
            /// The id that `text` is, or `None` where it is no [`Slug`](crate::identifiers::Slug).
            #[must_use]
            pub const fn new(text: &str) -> Option<Self> {
                match $crate::identifiers::Slug::new(text) {
                    Some(slug) => Some(Self(slug)),
                    None => None,
                }
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// The slug.
            #[must_use]
            pub const fn slug(self) -> $crate::identifiers::Slug {
                self.0
            }
        }

        impl From<$crate::identifiers::Slug> for $id {
            fn from(slug: $crate::identifiers::Slug) -> Self {
                Self(slug)
            }
        }

        impl From<$id> for $crate::identifiers::Slug {
            fn from(id: $id) -> Self {
                id.0
            }
        }

        impl std::str::FromStr for $id {
            type Err = $crate::document::Malformed;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::identifiers::Slug::new(text).map(Self).ok_or_else(|| {
                    let allowed = $crate::identifiers::Slug::allowed_instead_of(text);
                    $crate::document::Malformed::new($what, text, allowed)
                })
            }
        }

        impl std::fmt::Display for $id {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl std::fmt::Debug for $id {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($id), "({:?})"), self.as_str())
            }
        }

        impl AsRef<str> for $id {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        $crate::document::as_text! { $id, $what; }
    )+};
}

pub(crate) use slug_ids;

slug_ids! {
    /// A hub's id. It is never the name: hubs are renamed, ids are not.
    HubId, "a hub id";
    /// A programme's id: `maths-hubs`, `computing-hubs`.
    ProgrammeId, "a programme id";
    /// A project's id, for national collaborative projects, local projects and trials alike.
    ProjectId, "a project id";
    /// The id of a tenure within its hub.
    TenureId, "a tenure id";
    /// The id of a post within its hub.
    PostId, "a post id";
    /// The id of a work group within its hub.
    WorkGroupId, "a work group id";
    /// The id of a partnership within its hub.
    PartnershipId, "a partnership id";
    /// A round's id.
    RoundId, "a round id";
    /// The id of a stage within its round: `application`, `presentation-day`.
    StageId, "a stage id";
    /// The id of a place within its round: what is competed for.
    PlaceId, "a place id";
    /// The id of a clarification question within its round.
    QuestionId, "a question id";
    /// The id of a sponsor: who pays.
    SponsorId, "a sponsor id";
    /// The id of a line within its award.
    LineId, "a line id";
    /// The id of a claim within its award.
    ClaimId, "a claim id";
    /// The id of an instalment within its award.
    InstalmentId, "an instalment id";
    /// The id of an enquiry or an offer.
    EnquiryId, "an enquiry id";
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn a_slug_orders_as_its_text() {
        let mut texts = ["a-b", "ab", "a", "a0", "a-b-c", "b"];
        let mut slugs = texts.map(|text| text.parse::<Slug>().unwrap());
        texts.sort_unstable();
        slugs.sort_unstable();
        assert_eq!(slugs.map(|slug| slug.to_string()), texts);
    }

    #[test]
    fn what_is_no_slug_is_refused() {
        for text in ["", "-a", "a-", "a--b", "A", "a b", "é", &"a".repeat(64)] {
            assert!(text.parse::<Slug>().is_err(), "{text}");
        }
        assert_eq!(
            "University".parse::<Slug>().unwrap_err().to_string(),
            "`University` is not a slug: lower-case letters and digits, no capitals, words joined by single hyphens, \
             at most 63 characters"
        );
        assert_eq!("a".repeat(63).parse::<Slug>().unwrap().as_str().len(), 63);
    }
}

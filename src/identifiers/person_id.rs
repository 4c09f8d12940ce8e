//! Ids of people.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use crate::document::{Malformed, as_text};

/// A person's id: a UUID that the host gives out, written in its canonical form, hyphenated and in lower case.
///
/// It says nothing about the person. Names and other personal details live apart, so that they can be forgotten while
/// what the person decided stays on record.
///
/// ```
/// use maths_hubs::identifiers::PersonId;
///
/// let person: PersonId = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?;
/// assert_eq!(PersonId::from(person.uuid()), person);
/// assert!("67E55044-10B1-426F-9247-BB680E5FE0C8".parse::<PersonId>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(Uuid);

impl PersonId {
    /// The person with this id.
    #[must_use]
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// The UUID.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl From<Uuid> for PersonId {
    fn from(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl From<PersonId> for Uuid {
    fn from(id: PersonId) -> Self {
        id.0
    }
}

impl FromStr for PersonId {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let canonical = |uuid: &Uuid| *uuid.hyphenated().encode_lower(&mut Uuid::encode_buffer()) == *text;
        let uuid = Uuid::try_parse(text).ok().filter(canonical);
        uuid.map(Self).ok_or_else(|| {
            Malformed::new(
                "a person id",
                text,
                "a UUID in lower case with its hyphens, such as 67e55044-10b1-426f-9247-bb680e5fe0c8",
            )
        })
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

as_text! { PersonId, "a person id"; }

#[cfg(test)]
mod tests {
    use super::PersonId;

    #[test]
    fn only_the_canonical_form_is_read() {
        for text in [
            "",
            "67e5504410b1426f9247bb680e5fe0c8",
            "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
            "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
            "67e55044-10b1-426f-9247-bb680e5fe0cG",
            "67E55044-10b1-426f-9247-bb680e5fe0c8",
            "67e55044-10b1-426f-9247-bb680e5fe0c",
        ] {
            assert!(text.parse::<PersonId>().is_err(), "{text}");
        }
    }
}

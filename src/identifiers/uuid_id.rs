//! Ids of people, of their applications and of awards: UUIDs, which say nothing of whom they name.

/// An id that is a UUID, of a type of its own.
macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $id:ident, $what:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(uuid::Uuid);

        impl $id {
            /// The id that is this UUID.
            #[must_use]
            pub const fn new(uuid: uuid::Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID.
            #[must_use]
            pub const fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl From<uuid::Uuid> for $id {
            fn from(uuid: uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$id> for uuid::Uuid {
            fn from(id: $id) -> Self {
                id.0
            }
        }

        impl std::str::FromStr for $id {
            type Err = $crate::document::Malformed;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let buffer = &mut uuid::Uuid::encode_buffer();
                let uuid = uuid::Uuid::try_parse(text).ok();
                let canonical = uuid.filter(|uuid| *uuid.hyphenated().encode_lower(buffer) == *text);
                canonical.map(Self).ok_or_else(|| {
                    $crate::document::Malformed::new(
                        $what,
                        text,
                        "a UUID in lower case with its hyphens, such as 67e55044-10b1-426f-9247-bb680e5fe0c8",
                    )
                })
            }
        }

        impl std::fmt::Display for $id {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.0.hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer()))
            }
        }

        $crate::document::as_text! { $id, $what; }
    )+};
}

uuid_ids! {
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
    PersonId, "a person id";
    /// An application's id within its round: a UUID, as a [`PersonId`] is.
    ApplicationId, "an application id";
    /// An award's id: a UUID, as a [`PersonId`] is.
    AwardId, "an award id";
}

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

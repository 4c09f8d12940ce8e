//! The first key of a document: which format it is in, and which version of it.

use std::{fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Names a document format: `maths-hubs/network`, version 1.
pub trait FormatName {
    /// The name without its version: `maths-hubs/network`.
    const NAME: &'static str;
    /// The version that this release reads and writes, from 1.
    const VERSION: u32;
}

/// The `$format` key of a document of kind `F`, its first: `"maths-hubs/network/1"`.
///
/// It holds nothing. It is read before the rest, so a document of a newer version fails as newer and not as one with an
/// unknown field.
pub struct Format<F>(PhantomData<fn() -> F>);

impl<F: FormatName> fmt::Display for Format<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", F::NAME, F::VERSION)
    }
}

impl<F: FormatName> Serialize for Format<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, F: FormatName> Deserialize<'de> for Format<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text<F>(PhantomData<F>);

        impl<F: FormatName> de::Visitor<'_> for Text<F> {
            type Value = Format<F>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "the format \"{}/{}\"", F::NAME, F::VERSION)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Format<F>, E> {
                let version = text.strip_prefix(F::NAME).and_then(|rest| rest.strip_prefix('/'));
                match version.and_then(|digits| digits.parse::<u32>().ok()) {
                    Some(version) if version == F::VERSION => Ok(Format::default()),
                    Some(version) if version > F::VERSION => Err(E::custom(format_args!(
                        "this document is in `{text}`, which is newer than this library reads: `{}/{}`",
                        F::NAME,
                        F::VERSION
                    ))),
                    _ => Err(E::custom(format_args!(
                        "this document calls itself `{}`, where `{}/{}` is wanted",
                        text.escape_debug(),
                        F::NAME,
                        F::VERSION
                    ))),
                }
            }
        }

        deserializer.deserialize_str(Text(PhantomData::<F>))
    }
}

// Derives would ask the same of `F`, which is only a name.
impl<F> Default for Format<F> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<F> Clone for Format<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Format<F> {}

impl<F> PartialEq for Format<F> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<F> Eq for Format<F> {}

impl<F: FormatName> fmt::Debug for Format<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Format({self})")
    }
}

//! The first key of a document: which format it is in, and which version of it.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IntoDeserializer},
};

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
                // Plain digits, the first of them no nought; more than a `u32` holds is newer still.
                let is_plain = |digits: &&str| !digits.starts_with('0') && digits.bytes().all(|it| it.is_ascii_digit());
                let version = version.filter(|digits| !digits.is_empty()).filter(is_plain);
                match version.map(|digits| digits.parse().unwrap_or(u32::MAX)) {
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

/// A deserializer that asks the first key of an object to be `$format`.
pub(crate) struct FormatFirst<D>(pub(crate) D);

/// Makes a type that derives serde's traits with `#[serde(remote = "Self")]`, and whose first field is its [`Format`],
/// a document: its first key must be `$format`. A macro, since both are implementations of foreign traits.
macro_rules! as_document {
    ($document:ty) => {
        impl serde::Serialize for $document {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $document {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize($crate::document::Strictly {
                    deserializer: $crate::document::FormatFirst(deserializer),
                    what: "a document",
                })
            }
        }
    };
}

pub(crate) use as_document;

impl<'de, D: Deserializer<'de>> Deserializer<'de> for FormatFirst<D> {
    type Error = D::Error;

    fn deserialize_any<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(KeysOf(visitor))
    }

    fn deserialize_struct<V: de::Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, fields, KeysOf(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct KeysOf<V>(V);

impl<'de, V: de::Visitor<'de>> de::Visitor<'de> for KeysOf<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document: an object whose first key is `$format`")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Entries { entries, first: true })
    }
}

struct Entries<A> {
    entries: A,
    first: bool,
}

impl<'de, A: de::MapAccess<'de>> de::MapAccess<'de> for Entries<A> {
    type Error = A::Error;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if !std::mem::take(&mut self.first) {
            return self.entries.next_key_seed(seed);
        }
        match self.entries.next_key::<String>()? {
            Some(key) if key == "$format" => seed.deserialize(key.into_deserializer()).map(Some),
            Some(key) => Err(de::Error::custom(format_args!(
                "the first key of a document is `$format`, which says what it is; found `{}`",
                key.escape_debug()
            ))),
            None => {
                Err(de::Error::custom("the first key of a document is `$format`, which says what it is; found none"))
            }
        }
    }

    fn next_value_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.entries.next_value_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        self.entries.size_hint()
    }
}

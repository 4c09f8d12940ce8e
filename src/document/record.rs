//! Records and choices: objects of named fields, and one of several words.
//!
//! A `Deserialize` that serde derives takes a list of values for an object too, in the order of the fields, and so takes
//! `["2020-09-01"]` for some milestone that nobody named. Here a list is refused, and a name that is unknown is answered
//! with the nearest one.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, Visitor};

use super::{DidYouMean, nearest};

/// Gives types that derive serde's traits with `#[serde(remote = "Self")]` those traits through [`Strictly`]: for each
/// type what it is, as an error that found something else says it. A macro, since both are foreign traits.
///
/// The derived functions stay beside the traits, and `Type::deserialize` is the derived one, which is lenient.
macro_rules! as_record {
    ($($record:ty, $what:literal;)+) => {$(
        impl serde::Serialize for $record {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $record {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize($crate::document::Strictly { deserializer, what: $what })
            }
        }
    )+};
}

pub(crate) use as_record;

/// A deserializer of one record or choice, that refuses a list and suggests names.
pub(crate) struct Strictly<D> {
    pub(crate) deserializer: D,
    /// What is to be read: "a span: {"from": …, "until": …}".
    pub(crate) what: &'static str,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strictly<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserializer.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let names = Names { of: "field", all: fields };
        self.deserializer.deserialize_struct(name, fields, Named { inner: visitor, names, what: self.what })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let names = Names { of: "variant", all: variants };
        self.deserializer.deserialize_enum(name, variants, Named { inner: visitor, names, what: self.what })
    }

    fn is_human_readable(&self) -> bool {
        self.deserializer.is_human_readable()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

/// The names that may stand in a place.
#[derive(Clone, Copy)]
struct Names {
    of: &'static str,
    all: &'static [&'static str],
}

impl Names {
    fn check<E: de::Error>(self, found: &str) -> Result<(), E> {
        if self.all.contains(&found) {
            return Ok(());
        }
        match nearest(found, self.all.iter().copied()) {
            None if self.of == "field" => Err(E::unknown_field(found, self.all)),
            None => Err(E::unknown_variant(found, self.all)),
            near => Err(E::custom(format_args!("unknown {} `{}`{}", self.of, found.escape_debug(), DidYouMean(near)))),
        }
    }
}

/// A visitor, an access or a seed whose names are checked.
struct Named<T> {
    inner: T,
    names: Names,
    what: &'static str,
}

impl<T> Named<T> {
    fn of<U>(&self, inner: U) -> Named<U> {
        Named { inner, names: self.names, what: self.what }
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Named<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        let entries = self.of(entries);
        self.inner.visit_map(entries)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<V::Value, A::Error> {
        let choice = self.of(choice);
        self.inner.visit_enum(choice)
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Named<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let seed = self.of(seed);
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.inner.next_value_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Named<A> {
    type Error = A::Error;
    type Variant = A::Variant;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, A::Variant), A::Error> {
        let seed = self.of(seed);
        self.inner.variant_seed(seed)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Named<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Name { deserializer, names: self.names })
    }
}

/// A deserializer of one name.
struct Name<T> {
    deserializer: T,
    names: Names,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Name<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserializer.deserialize_any(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserializer.deserialize_identifier(Checked { visitor, names: self.names })
    }

    fn is_human_readable(&self) -> bool {
        self.deserializer.is_human_readable()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum ignored_any
    }
}

/// The visitor of a name that is checked before it is given on. Formats that number their names are taken as they are.
struct Checked<V> {
    visitor: V,
    names: Names,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Checked<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<V::Value, E> {
        self.visitor.visit_u64(number)
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<V::Value, E> {
        self.visitor.visit_bytes(bytes)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<V::Value, E> {
        self.names.check(text)?;
        self.visitor.visit_str(text)
    }
}

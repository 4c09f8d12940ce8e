//! Maps and sets that refuse a key listed twice.
//!
//! JSON allows a key to stand twice in an object and serde keeps the last, so one of two hubs would vanish in silence.
//! Fields use `#[serde(deserialize_with = "keyed::map")]` or `"keyed::set"`.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fmt,
    marker::PhantomData,
};

use serde::{Deserialize, Deserializer, de};

/// Reads a map in which each key stands once.
///
/// # Errors
///
/// A key that stands twice, named; else what the keys and values themselves refuse.
pub fn map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    struct Once<K, V>(PhantomData<(K, V)>);

    impl<'de, K: Deserialize<'de> + Ord + fmt::Display, V: Deserialize<'de>> de::Visitor<'de> for Once<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with each key once")
        }

        fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut read = BTreeMap::new();
            while let Some(key) = entries.next_key()? {
                match read.entry(key) {
                    Entry::Occupied(standing) => {
                        return Err(de::Error::custom(format_args!(
                            "the key `{}` is listed twice in this object",
                            standing.key()
                        )));
                    }
                    Entry::Vacant(free) => free.insert(entries.next_value()?),
                };
            }
            Ok(read)
        }
    }

    deserializer.deserialize_map(Once(PhantomData))
}

/// Reads a list in which each item stands once, as a set.
///
/// # Errors
///
/// An item that stands twice; else what the items themselves refuse.
pub fn set<'de, D, T>(deserializer: D) -> Result<BTreeSet<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Ord,
{
    struct Once<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de> + Ord> de::Visitor<'de> for Once<T> {
        type Value = BTreeSet<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list with each item once")
        }

        fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut read = BTreeSet::new();
            while let Some(item) = items.next_element::<T>()? {
                if !read.insert(item) {
                    return Err(de::Error::custom(format_args!(
                        "item {} of this list stands in it already",
                        read.len().saturating_add(1)
                    )));
                }
            }
            Ok(read)
        }
    }

    deserializer.deserialize_seq(Once(PhantomData))
}

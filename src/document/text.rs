//! Values that stand in documents as text: their conversions all go through `FromStr` and `Display`.

use std::fmt;

/// Writes `text` with the width and alignment that `f` asks for. It allocates only where there are any.
pub(crate) fn padded(f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    if f.width().is_none() && f.precision().is_none() { f.write_fmt(text) } else { f.pad(&text.to_string()) }
}

/// Gives a type with `FromStr<Err = Malformed>` and `Display` its `TryFrom<&str>`, `TryFrom<String>`, `Serialize` and
/// `Deserialize`. A macro, since a blanket implementation of foreign traits is not allowed.
///
/// `Deserialize` goes through the same constructor as `FromStr`, so JSON cannot make what the constructor refuses; a
/// text without escapes is borrowed, not copied.
macro_rules! as_text {
    ($($value:ty, $what:literal;)+) => {$(
        impl TryFrom<&str> for $value {
            type Error = $crate::document::Malformed;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $value {
            type Error = $crate::document::Malformed;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl serde::Serialize for $value {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $value {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl serde::de::Visitor<'_> for Text {
                    type Value = $value;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!($what, " as text"))
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$value, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }
    )+};
}

pub(crate) use as_text;

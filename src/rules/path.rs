//! Where in a document a finding lies.

use std::{borrow::Cow, cmp::Ordering, fmt, str::FromStr};

use crate::document::{Malformed, as_text};

/// Where in a document something lies: `hubs["solent"].board.chairs[0]`.
///
/// Keys are ids, so a path survives reordering and partition. Paths order step by step, and keys that are numbers by their
/// numbers and before others: what is found in entry 9 of a journal stands before what is found in entry 10.
///
/// ```
/// use maths_hubs::rules::Path;
///
/// let path: Path = r#"hubs["solent"].board"#.parse()?;
/// assert_eq!(path.pointer(), "/hubs/solent/board");
/// assert_eq!(path.to_string(), r#"hubs["solent"].board"#);
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Step>);

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A field of a record.
    Field(FieldName),
    /// The value under a key of a map.
    Key(String),
    /// An item of a list, from 0.
    Index(usize),
}

impl Step {
    /// What steps are ordered by: their kind, then for keys of digits alone the number, which of more digits is greater where
    /// none leads with nought, then the text or the place.
    fn order(&self) -> (u8, bool, usize, &str, usize) {
        match self {
            Self::Field(name) => (0, false, 0, name.as_str(), 0),
            Self::Key(key) => {
                let number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
                (1, !number, if number { key.len() } else { 0 }, key, 0)
            }
            Self::Index(index) => (2, false, 0, "", *index),
        }
    }
}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The name of a field: ASCII letters, digits and underscores, and `$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldName(Cow<'static, str>);

impl FieldName {
    /// The field of this name, or `None` where no field could be called so.
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>) -> Option<Self> {
        let name = name.into();
        let may_stand = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$';
        (!name.is_empty() && name.bytes().all(may_stand)).then_some(Self(name))
    }

    /// The field of this name in code, which is the name of a Rust field.
    pub(super) const fn of_code(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Path {
    /// The path of these steps.
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self(steps.into_iter().collect())
    }

    /// The steps from the root.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether `place` is here, or within the one thing that stands here: below a key or an index, not below a field that
    /// holds many things.
    ///
    /// ```
    /// use maths_hubs::rules::Path;
    ///
    /// let path = |text: &str| text.parse::<Path>().unwrap();
    /// assert!(path(r#"hubs["solent"]"#).covers(&path(r#"hubs["solent"].board"#)));
    /// assert!(!path("hubs").covers(&path(r#"hubs["solent"]"#)));
    /// ```
    #[must_use]
    pub fn covers(&self, place: &Self) -> bool {
        let one_thing = matches!(self.0.last(), Some(Step::Key(_) | Step::Index(_)));
        self == place || (one_thing && place.0.starts_with(&self.0))
    }

    /// The same place, seen from a document in which this path's own document stands at `above`.
    ///
    /// ```
    /// use maths_hubs::rules::Path;
    ///
    /// let path = |text: &str| text.parse::<Path>().unwrap();
    /// assert_eq!(path("award.ceiling").below(&path(r#"ledgers["one"]"#)).to_string(), r#"ledgers["one"].award.ceiling"#);
    /// ```
    #[must_use]
    pub fn below(self, above: &Self) -> Self {
        Self(above.0.iter().cloned().chain(self.0).collect())
    }

    /// The same place as a JSON pointer (RFC 6901): `/hubs/solent/board`.
    ///
    /// A set is a list in JSON and has no positions: of an item of a set the pointer names the item
    /// (`/hubs/solent/area/area/complete/authorities/851`), where RFC 6901 would have its place in the list.
    #[must_use]
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.0 {
            pointer.push('/');
            match step {
                Step::Field(name) => pointer.push_str(&escaped(name.as_str())),
                Step::Key(key) => pointer.push_str(&escaped(key)),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }
}

fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if place == 0 => f.write_str(name.as_str())?,
                Step::Field(name) => write!(f, ".{}", name.as_str())?,
                Step::Key(key) => write!(f, "[\"{}\"]", key.replace('\\', "\\\\").replace('"', "\\\""))?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Path {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let refused =
            || Malformed::new("a path", text, "fields, [\"keys\"] and [numbers], as in `hubs[\"solent\"].board`");
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (step, after) = if let Some(quoted) = rest.strip_prefix("[\"") {
                key(quoted).map(|(key, after)| (Step::Key(key), after)).ok_or_else(refused)?
            } else if let Some(number) = rest.strip_prefix('[') {
                let (digits, after) = number.split_once(']').ok_or_else(refused)?;
                let index = digits.parse().ok().filter(|index: &usize| index.to_string() == digits);
                (Step::Index(index.ok_or_else(refused)?), after)
            } else {
                let named = if steps.is_empty() { Some(rest) } else { rest.strip_prefix('.') };
                let named = named.ok_or_else(refused)?;
                let end = named.find(['.', '[']).unwrap_or(named.len());
                let (name, after) = named.split_at(end);
                (Step::Field(FieldName::new(name.to_owned()).ok_or_else(refused)?), after)
            };
            steps.push(step);
            rest = after;
        }
        Ok(Self(steps))
    }
}

/// The key whose text starts here, unescaped, and what follows its closing `"]`.
fn key(quoted: &str) -> Option<(String, &str)> {
    let mut key = String::new();
    let mut characters = quoted.chars();
    loop {
        match characters.next()? {
            '"' => return characters.as_str().strip_prefix(']').map(|after| (key, after)),
            '\\' => key.push(characters.next().filter(|escaped| matches!(escaped, '\\' | '"'))?),
            character => key.push(character),
        }
    }
}

as_text! { Path, "a path"; }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_path_is_read_back_as_it_was_written() {
        let path = Path::new([
            Step::Field(FieldName::of_code("hubs")),
            Step::Key("a \"quoted\" \\ [key].x/~".to_owned()),
            Step::Index(12),
            Step::Field(FieldName::of_code("board")),
        ]);
        assert_eq!(path.to_string().parse::<Path>().unwrap(), path);
        assert_eq!(path.pointer(), "/hubs/a \"quoted\" \\ [key].x~1~0/12/board");
    }

    #[test]
    fn keys_that_are_numbers_stand_by_their_numbers_and_before_others() {
        let mut paths: Vec<Path> =
            [r#"a["b"]"#, r#"a["10"]"#, r#"a["1a"]"#, r#"a["9"]"#, r#"a[""]"#, r#"a["010"]"#, "a[3]"]
                .map(|text| text.parse().unwrap())
                .into();
        paths.sort();
        let sorted: Vec<String> = paths.iter().map(Path::to_string).collect();
        assert_eq!(sorted, [r#"a["9"]"#, r#"a["10"]"#, r#"a["010"]"#, r#"a[""]"#, r#"a["1a"]"#, r#"a["b"]"#, "a[3]"]);
    }

    #[test]
    fn half_written_paths_are_refused() {
        for text in [".a", "a.", "a..b", "a[", "a[01]", "a[\"b\"", "a[\"b\"]c", "a]"] {
            assert!(text.parse::<Path>().is_err(), "{text}");
        }
    }
}

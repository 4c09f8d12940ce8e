//! The one error of values: what was found, and what is allowed.

use std::fmt;

/// A text or number that is no value of its kind: what it was meant to be, what was found, what is allowed.
///
/// Every value in [`identifiers`](crate::identifiers), [`money`](crate::money), [`calendar`](crate::calendar) and
/// [`vocabulary`](crate::vocabulary) is refused with this type, by its constructors and by `Deserialize` alike.
///
/// ```
/// use maths_hubs::identifiers::Urn;
///
/// let error = "7654321".parse::<Urn>().unwrap_err();
/// assert_eq!(error.what(), "a URN");
/// assert_eq!(error.to_string(), "`7654321` is not a URN: six digits, 100000 to 999999");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{} is not {what}: {allowed}", Quoted(found))]
pub struct Malformed {
    what: &'static str,
    found: Box<str>,
    allowed: &'static str,
}

/// The longest piece of a found text that a message repeats; a whole document pasted into a field stays out of logs.
const LONGEST_FOUND: usize = 80;

impl Malformed {
    /// Says that `found` is not `what` ("a URN"), which would be `allowed` ("six digits, …").
    ///
    /// Of a long `found` only the first 80 characters are kept. Hosts use this for values of their own.
    #[must_use]
    pub fn new(what: &'static str, found: impl fmt::Display, allowed: &'static str) -> Self {
        let whole = found.to_string();
        let found = match whole.char_indices().nth(LONGEST_FOUND) {
            None => whole.into(),
            Some(_) => whole.chars().take(LONGEST_FOUND).chain(['…']).collect(),
        };
        Self { what, found, allowed }
    }

    /// What the value was meant to be, with its article: "a URN".
    #[must_use]
    pub const fn what(&self) -> &'static str {
        self.what
    }

    /// What stood there instead, its first 80 characters.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What would be allowed there.
    #[must_use]
    pub const fn allowed(&self) -> &'static str {
        self.allowed
    }
}

/// The message, since `main` prints an error by its `Debug`.
impl fmt::Debug for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Malformed({self})")
    }
}

struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("an empty text") } else { write!(f, "`{}`", self.0.escape_debug()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Malformed;

    #[test]
    fn an_empty_text_is_called_one() {
        assert_eq!(Malformed::new("a URN", "", "six digits").to_string(), "an empty text is not a URN: six digits");
    }

    #[test]
    fn what_main_prints_of_it_is_its_message() {
        let error = Malformed::new("a URN", "12", "six digits");
        assert_eq!(format!("{error:?}"), "Malformed(`12` is not a URN: six digits)");
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        let error = Malformed::new("a URN", "é".repeat(200), "six digits");
        assert_eq!(error.found().chars().count(), 81);
    }
}

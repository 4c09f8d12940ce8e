//! What somebody probably meant: "did you mean …?".

use std::{fmt, mem};

/// The text among some that `found` was probably meant to be, or `None` where none is near.
///
/// Near is one slip for each three characters of `found`, at least one and at most three; a slip is a character too
/// many, too few or wrong, or two that changed places. Upper and lower case count as the same. Of two equally near, the
/// one that sorts first is given, so the order of `among` makes no difference.
///
/// ```
/// use maths_hubs::document::nearest;
///
/// let codes = ["hub/lead-vacant", "hub/lead-unknown"];
/// assert_eq!(nearest("hub/lead-vacnat", codes.into_iter()), Some("hub/lead-vacant"));
/// assert_eq!(nearest("network/empty", codes.into_iter()), None);
/// ```
#[must_use]
pub fn nearest<'a>(found: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let found = letters(found);
    let most = (found.len() / 3).clamp(1, 3);
    let near = among.filter_map(|text| {
        let candidate = letters(text);
        if candidate.len().abs_diff(found.len()) > most {
            return None;
        }
        let slips = slips(&found, &candidate);
        (slips <= most).then_some((slips, text))
    });
    near.min().map(|(_, text)| text)
}

/// The fewest slips that make one text of the other, where no piece is changed twice (optimal string alignment).
fn slips(one: &[char], another: &[char]) -> usize {
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
    let mut row: Vec<usize> = (0..=another.len()).collect();
    let mut above = Vec::new();
    let mut last = None;
    for (line, character) in one.iter().enumerate() {
        let before = mem::replace(&mut above, mem::take(&mut row));
        let mut left = line.saturating_add(1);
        row.push(left);
        let mut others_last = None;
        for (column, other) in another.iter().enumerate() {
            let wrong = at(&above, column).saturating_add(usize::from(character != other));
            let too_many = at(&above, column.saturating_add(1)).saturating_add(1);
            let too_few = left.saturating_add(1);
            left = wrong.min(too_many).min(too_few);
            if last == Some(other) && others_last == Some(character) {
                left = left.min(at(&before, column.saturating_sub(1)).saturating_add(1));
            }
            row.push(left);
            others_last = Some(other);
        }
        last = Some(character);
    }
    at(&row, another.len())
}

/// The tail of an error about an unknown name: `; did you mean …?`, or nothing.
pub(crate) struct DidYouMean<'a>(pub(crate) Option<&'a str>);

impl fmt::Display for DidYouMean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(one: &str, another: &str) -> usize {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        slips(&letters(one), &letters(another))
    }

    #[test]
    fn slips_are_counted_either_way() {
        for (one, another, count) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("ca", "abc", 3),
            ("kitten", "sitting", 3),
            ("abcd", "badc", 2),
            ("employer", "employers", 1),
        ] {
            assert_eq!(between(one, another), count, "{one} / {another}");
            assert_eq!(between(another, one), count, "{another} / {one}");
        }
    }

    #[test]
    fn of_two_equally_near_the_first_in_order_is_given() {
        assert_eq!(nearest("bat", ["cat", "bad"].into_iter()), Some("bad"));
        assert_eq!(nearest("bat", ["bad", "cat"].into_iter()), Some("bad"));
    }

    #[test]
    fn nothing_near_is_no_suggestion() {
        assert_eq!(nearest("sle", ["university", "employer"].into_iter()), None);
        assert_eq!(nearest("", ["employer"].into_iter()), None);
        assert_eq!(nearest("Employer", ["employer"].into_iter()), Some("employer"));
    }
}

//! Postcodes.

use std::{fmt, str::FromStr};

use super::inline::Inline;
use crate::document::{Malformed, as_text};

/// A UK postcode, in upper case with one space: `NW3 2JB`.
///
/// Lower case and a missing space are read too; anything else around it or within it is not. The grammar is the
/// published one (BS 7666, as in the Office for National Statistics' and Royal Mail's guides): the outward code is
/// `A9`, `A99`, `A9A`, `AA9`, `AA99` or `AA9A`, the inward code `9AA`, and
///
/// - the first letter is none of Q, V, X and the second none of I, J, Z;
/// - the last letter of `A9A` is one of A B C D E F G H J K P S T U W, that of `AA9A` one of A B E H M N P R V W X Y;
/// - the letters of the inward code are none of C, I, K, M, O, V;
/// - `GIR 0AA` stands by itself.
///
/// A postcode that keeps the grammar need not be in use.
///
/// ```
/// use maths_hubs::identifiers::Postcode;
///
/// let postcode: Postcode = "nw32jb".parse()?;
/// assert_eq!(postcode.to_string(), "NW3 2JB");
/// assert_eq!((postcode.outward(), postcode.inward()), ("NW3", "2JB"));
/// assert!("xxNW3 2JByy".parse::<Postcode>().is_err());
/// # Ok::<_, maths_hubs::document::Malformed>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(Inline<8>);

impl Postcode {
    /// The text, in upper case with its space.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The part before the space, the postcode district: `NW3`.
    #[must_use]
    pub fn outward(&self) -> &str {
        self.parts().0
    }

    /// The part after the space: `2JB`.
    #[must_use]
    pub fn inward(&self) -> &str {
        self.parts().1
    }

    fn parts(&self) -> (&str, &str) {
        // There always is one.
        self.as_str().split_once(' ').unwrap_or_default()
    }

    fn read(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        let (outward, inward) = text.split_at_checked(text.len().checked_sub(3)?)?;
        let outward = outward.strip_suffix(b" ").unwrap_or(outward);
        if outward.len() > 4 {
            return None;
        }
        let postcode = Inline::of(outward.iter().chain(b" ").chain(inward).map(u8::to_ascii_uppercase))?;
        let (outward, inward) = postcode.as_str().split_once(' ')?;
        let sound = (is_outward(outward.as_bytes()) && is_inward(inward.as_bytes())) || postcode.as_str() == "GIR 0AA";
        sound.then_some(Self(postcode))
    }
}

fn is_outward(code: &[u8]) -> bool {
    let first = |letter: &u8| letter.is_ascii_uppercase() && !b"QVX".contains(letter);
    let second = |letter: &u8| letter.is_ascii_uppercase() && !b"IJZ".contains(letter);
    let digit = u8::is_ascii_digit;
    match code {
        [a, b] => first(a) && digit(b),
        [a, b, c] if digit(b) => first(a) && (digit(c) || b"ABCDEFGHJKPSTUW".contains(c)),
        [a, b, c] => first(a) && second(b) && digit(c),
        [a, b, c, d] => first(a) && second(b) && digit(c) && (digit(d) || b"ABEHMNPRVWXY".contains(d)),
        _ => false,
    }
}

fn is_inward(code: &[u8]) -> bool {
    let letter = |letter: &u8| letter.is_ascii_uppercase() && !b"CIKMOV".contains(letter);
    matches!(code, [a, b, c] if a.is_ascii_digit() && letter(b) && letter(c))
}

impl FromStr for Postcode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::read(text)
            .ok_or_else(|| Malformed::new("a postcode", text, "a UK postcode such as NW3 2JB, and nothing around it"))
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Postcode({self})")
    }
}

as_text! { Postcode, "a postcode"; }

#[cfg(test)]
mod tests {
    use super::Postcode;

    #[test]
    fn every_shape_of_the_grammar_is_read() {
        for text in ["M1 1AE", "B33 8TH", "W1A 0AX", "CR2 6XH", "DN55 1PT", "EC1A 1BB", "GIR 0AA"] {
            let postcode: Postcode = text.parse().unwrap();
            assert_eq!(postcode.to_string(), text);
            assert_eq!(text.replace(' ', "").to_lowercase().parse(), Ok(postcode));
        }
    }

    #[test]
    fn a_letter_that_the_grammar_lacks_at_its_place_is_refused() {
        for text in ["Q1 1AA", "V1 1AA", "X1 1AA", "AI1 1AA", "AJ1 1AA", "AZ1 1AA"] {
            assert!(text.parse::<Postcode>().is_err(), "{text}");
        }
        for letter in 'A'..='Z' {
            let reads = |text: String| text.parse::<Postcode>().is_ok();
            assert_eq!(reads(format!("W1{letter} 1AA")), "ABCDEFGHJKPSTUW".contains(letter), "{letter} third");
            assert_eq!(reads(format!("EC1{letter} 1AA")), "ABEHMNPRVWXY".contains(letter), "{letter} fourth");
            assert_eq!(reads(format!("NW3 2{letter}A")), !"CIKMOV".contains(letter), "{letter} inward");
            assert_eq!(reads(format!("NW3 2A{letter}")), !"CIKMOV".contains(letter), "{letter} last");
        }
    }

    #[test]
    fn anything_around_or_within_is_refused() {
        let bad = [
            "",
            "NW3",
            "2JB",
            " NW3 2JB",
            "NW3 2JB ",
            "NW3  2JB",
            "NW3\t2JB",
            "NW3-2JB",
            "NW 32JB",
            "xxNW3 2JByy",
            "NW3 2JBé",
            "éW3 2JB",
            "NW333 2JB",
            "NWW3 2JB",
            "3NW 2JB",
            "NW3 JB2",
            "GIR 0AB",
            "GIR 1AA",
            "ＮW3 2JB",
        ];
        for text in bad {
            assert!(text.parse::<Postcode>().is_err(), "{text}");
        }
    }
}

//! What the literals of sound documents make.

use std::fmt;

/// What the library's own literals make. They are sound, and only tests run this.
#[allow(clippy::expect_used, reason = "literals of sound documents, for tests")]
pub(in crate::strategies) fn sound<T, E: fmt::Debug>(made: Result<T, E>) -> T {
    made.expect("a sound literal")
}

pub(in crate::strategies) fn read<T: std::str::FromStr<Err = crate::document::Malformed>>(text: &str) -> T {
    sound(text.parse())
}

//! Short ASCII texts that stand inline.

/// At most `N` ASCII characters, none of them a NUL; unused bytes are zero, so the derived order is that of the texts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Inline<const N: usize>([u8; N]);

impl<const N: usize> Inline<N> {
    /// The text made of `bytes`, or `None` where there are more than `N` or one is not a printable ASCII character.
    pub(super) fn of(bytes: impl IntoIterator<Item = u8>) -> Option<Self> {
        let mut inline = [0; N];
        let mut free = inline.iter_mut();
        for byte in bytes {
            *free.next()? = Some(byte).filter(|byte| (b' '..=b'~').contains(byte))?;
        }
        Some(Self(inline))
    }

    pub(super) fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(N);
        // Only ASCII is ever stored, so neither fallback is reached.
        self.0.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The number written by `count` ASCII digits after `prefix`.
pub(super) fn digits_after(prefix: &str, count: usize, text: &str) -> Option<u32> {
    text.strip_prefix(prefix).and_then(|digits| crate::document::day::digits_of(digits, count))
}

//! A table of yes and no.

const WIDTH: usize = 64;

/// Rows of bits. What lies outside of it is no.
#[derive(Clone, Debug)]
pub(super) struct Bits {
    /// Words of one row; at least one.
    stride: usize,
    words: Vec<u64>,
}

/// The word of a place in a row, and its bit in that word.
const fn place(at: usize) -> (usize, u64) {
    #[allow(clippy::cast_possible_truncation, reason = "a remainder below 64")]
    let bit = (at % WIDTH) as u32;
    (at / WIDTH, 1_u64.wrapping_shl(bit))
}

impl Bits {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        let stride = columns.div_ceil(WIDTH).max(1);
        Self { stride, words: vec![0; rows.saturating_mul(stride)] }
    }

    /// One row with the first `columns` set.
    pub(super) fn line(columns: usize) -> Self {
        let mut line = Self::new(1, columns);
        for at in 0..columns {
            line.set(0, at, true);
        }
        line
    }

    pub(super) fn row(&self, row: usize) -> &[u64] {
        let start = row.saturating_mul(self.stride);
        self.words.get(start..start.saturating_add(self.stride)).unwrap_or_default()
    }

    fn word(&self, row: usize, at: usize) -> Option<usize> {
        let (word, _) = place(at);
        (word < self.stride).then(|| row.saturating_mul(self.stride).saturating_add(word))
    }

    pub(super) fn has(&self, row: usize, at: usize) -> bool {
        self.word(row, at).and_then(|word| self.words.get(word)).is_some_and(|word| word & place(at).1 != 0)
    }

    pub(super) fn set(&mut self, row: usize, at: usize, yes: bool) {
        if let Some(word) = self.word(row, at).and_then(|word| self.words.get_mut(word)) {
            if yes {
                *word |= place(at).1;
            } else {
                *word &= !place(at).1;
            }
        }
    }

    /// What is set in either of two tables of one size.
    pub(super) fn or(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words).map(|(one, another)| one | another).collect();
        Self { stride: self.stride, words }
    }

    pub(super) fn rows(&self) -> usize {
        self.words.len().checked_div(self.stride).unwrap_or_default()
    }
}

/// The places set in both rows, in order.
pub(super) fn both<'a>(one: &'a [u64], another: &'a [u64]) -> impl Iterator<Item = usize> + 'a {
    one.iter().zip(another).enumerate().flat_map(|(at, (one, another))| {
        let mut rest = one & another;
        std::iter::from_fn(move || {
            let bit = usize::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
            // The lowest bit is cleared.
            rest &= rest.wrapping_sub(1);
            Some(at.saturating_mul(WIDTH).saturating_add(bit))
        })
    })
}

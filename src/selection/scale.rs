//! Published scales, and the marks that stand on them.

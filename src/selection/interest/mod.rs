//! Conflicts of interest, declared and derived.

//! Exact totals of marks.

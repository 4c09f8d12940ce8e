//! Applications in the order of their totals, and what is tied.

//! Averages of independent marks, exact and indicative only.

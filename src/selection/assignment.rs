//! Who assesses which application, where not everybody assesses all.

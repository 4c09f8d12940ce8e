//! What money came to, by line, sponsor, hub, region, period and year.

mod posting;

pub use posting::{Posted, Posting};

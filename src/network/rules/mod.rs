//! The rules of a network: one file an aggregate.
//!
//! The rules of a hub look at that hub and at what is [around](super::Around) it, never at another hub.

#[allow(dead_code, reason = "wired by the judge of the network")]
mod board;
#[cfg(test)]
mod board_fixture;
mod board_ground;
mod board_meetings;
#[cfg(test)]
mod board_meetings_tests;
#[cfg(test)]
mod board_tests;
mod sources;

//! The rules of a network: one file an aggregate.
//!
//! The rules of a hub look at that hub and at what is [around](super::Around) it, never at another hub.

#[allow(dead_code, reason = "wired by the judge of the network")]
mod partnership;
mod sources;
#[allow(dead_code, reason = "wired by the judge of the network")]
mod work;

//! The rules of a network: one file an aggregate.
//!
//! The rules of a hub look at that hub and at what is [around](super::Around) it, never at another hub.

mod sources;

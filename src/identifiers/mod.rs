//! The codes by which England's schools, trusts, councils and places are known, each a type that cannot be malformed.
//!
//! Every one parses from text (`FromStr`, `TryFrom<&str>`), displays as the text it was given in its canonical form,
//! orders and hashes, and is read from JSON through the same constructor. All are `Copy` and stand inline.

mod gss_code;
mod la_code;
mod slug;
mod urn;

pub use gss_code::{GssCode, GssEntity};
pub use la_code::LaCode;
pub use slug::{HubId, PartnershipId, PostId, ProgrammeId, ProjectId, Slug, TenureId, WorkGroupId};
pub use urn::Urn;

//! The codes by which England's schools, trusts, councils and places are known, each a type that cannot be malformed.
//!
//! Every one parses from text (`FromStr`, `TryFrom<&str>`), displays as the text it was given in its canonical form,
//! orders and hashes, and is read from JSON through the same constructor. All are `Copy` and stand inline.

mod charity_number;
mod company_number;
mod dfe_number;
mod group_uid;
mod gss_code;
mod inline;
mod la_code;
mod organisation_id;
mod postcode;
mod register_code;
mod slug;
mod trust_id;
mod ukprn;
mod urn;
mod uuid_id;

pub use charity_number::CharityNumber;
pub use company_number::CompanyNumber;
pub use dfe_number::DfeNumber;
pub use group_uid::GroupUid;
pub use gss_code::{GssCode, GssEntity};
pub use la_code::LaCode;
pub use organisation_id::OrganisationId;
pub use postcode::Postcode;
pub use register_code::RegisterCode;
pub(crate) use slug::slug_ids;
pub use slug::{
    ClaimId, EnquiryId, HubId, InstalmentId, LineId, PartnershipId, PlaceId, PostId, ProgrammeId, ProjectId,
    QuestionId, RoundId, Slug, SponsorId, StageId, TenureId, WorkGroupId,
};
pub use trust_id::TrustId;
pub use ukprn::Ukprn;
pub use urn::Urn;
pub use uuid_id::{ApplicationId, AwardId, PersonId};

//! What every document shares: how a malformed value is refused, how values stand as text, how a document names its
//! own format, and where a fact comes from.

pub mod day;
mod format;
pub mod keyed;
mod malformed;
mod nearest;
mod record;
mod source;
mod text;

pub use format::{Format, FormatName};
pub(crate) use format::{FormatFirst, as_document};
pub use malformed::Malformed;
pub(crate) use nearest::DidYouMean;
pub use nearest::nearest;
pub(crate) use record::{Strictly, as_record};
pub use source::Source;
pub(crate) use text::{as_text, padded};

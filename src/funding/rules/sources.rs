//! Where the rules of money come from.

use crate::document::Source;

/// What the clauses of a model grant agreement say.
pub(super) static MODEL_CLAUSES: Source = Source::page("Model grant funding agreement clauses");
/// What public grants need on record.
pub(super) static GRANT_STANDARDS: Source = Source::page("Government grant standards");
/// Activity, and not the invoice, lies in the period.
pub(super) static CFEM: Source = Source::page("Centres for Excellence in Mathematics, grant condition 2");
/// Certificates of expenditure.
pub(super) static ANNEX_G: Source = Source::page("Annex G, certificate of expenditure, threshold of 2016-17");

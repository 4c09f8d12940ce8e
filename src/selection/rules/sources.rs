//! Where the rules of rounds come from.

use crate::document::Source;

/// Marks off the published scale, without reasons.
pub(super) static BROMCOM: Source = Source::statute(
    "Bromcom v United Learning Trust [2022] EWHC 3262 (TCC); Lancashire Care v Lancashire CC [2018] EWHC 1589 (TCC)",
);
/// Standstill.
pub(super) static STANDSTILL: Source =
    Source::statute("Procurement Act 2023, section 51; Public Contracts Regulations 2015, regulation 87");
/// Terms changed in the middle, with notice and more time.
pub(super) static MUSIC_ADDENDUM: Source =
    Source::page("Music Hubs investment programme, addendum to the guidance, 2024");
/// Two closings for one round.
pub(super) static TSH_2020: Source =
    Source::page("Teaching School Hubs, application round closing 30 or 31 October 2020");
/// Declarations checked against records.
pub(super) static TSH_2019: Source = Source::page("Teaching School Hubs, application pack, 2019");
/// The same assessors for all bids.
pub(super) static APPENDIX_F: Source = Source::page("DfE, Appendix F, evaluation of bids, 2021");

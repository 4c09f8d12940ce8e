//! The pages and statutes on which the rules of a network rest.

use crate::document::Source;

/// What the coordinator says of the programme.
pub(super) static ABOUT: Source = Source::page("About Maths Hubs, ncetm.org.uk/maths-hubs/about-maths-hubs");
/// The template of a strategic board.
pub(super) static TERMS_OF_REFERENCE: Source = Source::page(
    "Strategic board terms of reference 2017-18, docsbay.net/national-centre-for-excellence-in-the-teaching-of-mathematics",
);
/// The cycle of a strategic board's year, as one hub gives it.
pub(super) static SUSSEX_BOARD: Source = Source::page("Strategic board, sussexmathshub.co.uk/about-us/strategic-board");
/// What a lead must be and where it must lie.
pub(super) static NOTICE_2022: Source =
    Source::page("DfE notice of Maths Hub lead competitions, November 2022, bidstats.uk/tenders/2022/W45/786432386");
/// The lead of London South East stepped down in summer 2015 and the next began in November.
pub(super) static LONDON_SOUTH_EAST_2015: Source =
    Source::page("Two new Maths Hub lead schools appointed, mathshubs.org.uk/news, November 2015");
/// 35 hubs were to become 37 over two years.
pub(super) static TWO_YEARS_2018: Source =
    Source::page("New maths hubs to open in Cheshire and Lancashire, schoolsweek.co.uk, June 2018");
/// The links between URNs of a school before and after its conversion.
pub(super) static GIAS_LINKS: Source =
    Source::page("GIAS establishment links, 22 April 2025 (Open Government Licence)");
/// How professional development leads stay accredited.
pub(super) static PD_LEADS: Source = Source::page("NCETM accredited professional development leads: re-registration");
/// Which councils there are, since when and until when.
pub(super) static AUTHORITIES: Source =
    Source::page("DfE local authority codes and dates (GIAS, Open Government Licence)");
/// Ours.
pub(super) static CONVENTION: Source = Source::Convention;

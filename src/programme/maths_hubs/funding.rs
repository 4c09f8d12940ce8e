//! How the home edition is paid for.
//!
//! Budgets, the threshold of the certificate and the law on VAT are published. Which trials a co-sponsor supports, by how
//! much lines may differ, and the bounds of an allocation are not: those here are illustrative.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{ABOUT, named, network};
use crate::{
    calendar::{FinancialYear, YearKind},
    document::Source,
    funding::{
        allocation::{AllocationPolicy, Formula},
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy, Unspent, VatRefund},
        sponsor::Sponsor,
    },
    identifiers::{ProjectId, SponsorId},
    money::Money,
    ratio::Ratio,
    vocabulary::{Vocabulary, Word},
};

/// The years are written there as financial years are; that they are such is our reading.
const BUDGETS: Source = Source::page(
    "2016-17 to 2021-22: HL10305, answered 26 September 2018, the later years as planned then, \
     parallelparliament.co.uk/question/HL10305/schools; 2022-23 to 2024-25, the last as planned: \
     schoolsweek.co.uk/maths-hubs-funding-drops-but-dfe-says-its-not-a-cut",
);
const CO_SPONSOR: Source = Source::page(
    "those who asked for this library: the Education Endowment Foundation supports two trials; no page at hand names them",
);
const ONWARD: Source = Source::page(
    "those who asked for this library: up to £3,000 if matched, £6,000 outright where any two of a list hold; \
     no page at hand says it",
);
const MODEL_CLAUSES: Source = Source::page("Model grant funding agreement clauses");
const CFEM: Source = Source::page("Centres for Excellence in Mathematics, grant condition 2");
const ANNEX_G: Source = Source::page("Annex G, certificate of expenditure, threshold of 2016-17");
const VAT: Source = Source::statute("Value Added Tax Act 1994, sections 33 and 33B");

/// What was published of the budget of each financial year: its first calendar year, and millions of pounds. The
/// £11 million of 2014 are left out, since nobody says over which years they were spent.
const MILLIONS: [(u16, u64); 9] =
    [(2016, 14), (2017, 19), (2018, 23), (2019, 30), (2020, 6), (2021, 9), (2022, 26), (2023, 32), (2024, 29)];

pub(super) fn policy() -> FundingPolicy {
    let mut policy = FundingPolicy::new(sponsors(), headings(), network::project_kinds(), costs())
        .never_paying(word!("lobbying"), "public money does not petition those who give it")
        .never_paying(word!("gifts"), "nothing is given away")
        .never_paying(word!("entertaining"), "it serves no purpose of the award")
        .never_paying(word!("fines"), "a penalty stays with whoever brought it on")
        .never_paying(word!("depreciation"), "it is no spend of the year")
        .never_paying(word!("recoverable-vat"), "it comes back from the tax office");
    policy.outside_period = vocabulary! {
        "assurance-statement" => "the statement of assurance on the funding period, which is made after it",
    };
    policy.vat_refunds = vat_refunds();
    policy.onward = Some(onward());
    policy.virement_tolerance = literal!(Ratio::new(1, 10));
    policy.advance_allowance = literal!(Ratio::new(1, 3));
    policy.certificate = Some(CertificatePolicy::new(literal!(Money::pounds(40_000)), YearKind::Financial, 90));
    policy.unspent = Unspent::Recovered;
    policy.settled_within = 90;
    policy.claimed_within = Some(30);
    policy.allocation = Some(allocation());
    policy.sources = named([
        ("sponsors.dfe.name", ABOUT),
        ("sponsors.dfe.structural", Source::Convention),
        ("sponsors.dfe.projects", Source::Convention),
        ("sponsors.dfe.public", Source::Convention),
        ("sponsors.dfe.years", BUDGETS),
        ("sponsors.dfe.budgets", BUDGETS),
        ("sponsors.eef.name", CO_SPONSOR),
        ("sponsors.eef.projects", Source::Illustrative),
        ("sponsors.eef.restricted", Source::Convention),
        ("sponsors.eef.years", Source::Illustrative),
        ("headings", Source::Convention),
        ("project_kinds", ABOUT),
        ("costs", Source::Convention),
        ("ineligible", MODEL_CLAUSES),
        ("outside_period", CFEM),
        ("vat_refunds", VAT),
        ("onward.if_matched", ONWARD),
        ("onward.outright", ONWARD),
        ("onward.grounds_needed", ONWARD),
        ("onward.grounds", Source::Illustrative),
        ("virement_tolerance", Source::Illustrative),
        ("advance_allowance", Source::Illustrative),
        ("certificate.threshold", ANNEX_G),
        ("certificate.years", ANNEX_G),
        ("certificate.within_days", Source::Illustrative),
        ("certificate.grants_add_up", Source::Convention),
        ("unspent", Source::Illustrative),
        ("settled_within", Source::Illustrative),
        ("claimed_within", Source::Illustrative),
    ]);
    policy
}

fn sponsors() -> [(SponsorId, Sponsor); 2] {
    let millions = |millions: u64| Money::pounds(millions.saturating_mul(1_000_000));
    let budgets = MILLIONS.into_iter().filter_map(|(year, sum)| Some((FinancialYear::starting(year)?, millions(sum)?)));
    let department = Sponsor::principal("Department for Education");
    let department = budgets.fold(department, |department, (year, sum)| department.with_budget(year, sum));
    let trials =
        [literal!(ProjectId::new("first-supported-trial")), literal!(ProjectId::new("second-supported-trial"))];
    let foundation = Sponsor::of_projects("Education Endowment Foundation", YearKind::Academic, trials);
    [(literal!(SponsorId::new("dfe")), department), (literal!(SponsorId::new("eef")), foundation)]
}

fn headings() -> Vocabulary {
    vocabulary! {
        "leadership" => "whoever leads the hub, and the school's leaders who answer for it",
        "administration" => "the hub's office",
        "governance" => "the strategic board and its meetings",
    }
}

fn costs() -> Vocabulary {
    vocabulary! {
        "staff" => "salaries, with pensions and insurance",
        "teacher-release" => "lessons covered while teachers take part",
        "travel" => "travel and accommodation",
        "venues" => "rooms",
        "materials" => "what is handed out, and what work groups use",
        "training" => "accreditation and courses",
        "communications" => "website and post",
    }
}

/// Colleges get none back.
fn vat_refunds() -> BTreeMap<Word, VatRefund> {
    let academies =
        VatRefund::new(literal!(NaiveDate::from_ymd_opt(2011, 4, 1)), "Value Added Tax Act 1994, section 33B");
    let maintained = VatRefund::new(
        literal!(NaiveDate::from_ymd_opt(1994, 9, 1)),
        "Value Added Tax Act 1994, section 33, through the school's authority",
    );
    BTreeMap::from([(word!("academy-trust"), academies), (word!("maintained-school"), maintained)])
}

fn onward() -> OnwardPolicy {
    let grounds = vocabulary! {
        "small-school" => "a school with few pupils",
        "rural-school" => "a school far from others",
        "disadvantaged-pupils" => "a school with many disadvantaged pupils",
        "new-to-the-hub" => "a school that works with the hub for the first time",
    };
    OnwardPolicy::new(literal!(Money::pounds(3_000)), literal!(Money::pounds(6_000)), 2, grounds)
}

fn allocation() -> AllocationPolicy {
    let mut policy = AllocationPolicy::new();
    policy.structural_share = Ratio::new(2, 5);
    policy.structural = Some(Formula::equal());
    // A word, so there always is one; what it counts the host adds to the claims.
    policy.projects = Formula::by("schools-served").ok();
    policy.most_central = Ratio::new(1, 5);
    policy.least_structural = Ratio::new(1, 4);
    policy.most_structural = Ratio::new(3, 5);
    policy.least_per_hub = Money::pounds(100_000);
    policy.hold_harmless = Ratio::new(1, 2);
    policy.most_change = Ratio::new(1, 4);
    policy.sources = named([
        ("structural_share", Source::Illustrative),
        ("structural", Source::Illustrative),
        ("projects", Source::Illustrative),
        ("most_central", Source::Illustrative),
        ("least_structural", Source::Illustrative),
        ("most_structural", Source::Illustrative),
        ("least_per_hub", Source::Illustrative),
        ("hold_harmless", Source::Illustrative),
        ("most_change", Source::Illustrative),
    ]);
    policy
}

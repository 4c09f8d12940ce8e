//! What sound ledgers are kept by: policy and award.

use super::{LedgerShape, OFFICER};
use crate::{
    calendar::{AcademicYear, Period, YearKind},
    funding::{
        award::{Authority, Award, Line, Payable},
        ledger::Offer,
        policy::{CertificatePolicy, FundingPolicy, OnwardPolicy, Unspent, VatRefund},
        purpose::Purpose,
        sponsor::Sponsor,
    },
    identifiers::{AwardId, LineId, OrganisationId, ProjectId, SponsorId, Urn},
    money::Money,
    ratio::Ratio,
    strategies::literals::{read, sound},
    vocabulary::{Vocabulary, Word},
};

pub(super) fn pounds(pounds: u64) -> Money {
    Money::pounds(pounds).unwrap_or(Money::MAX)
}

pub(super) fn line(name: &str) -> LineId {
    read(name)
}

pub(super) fn sponsor(name: &str) -> SponsorId {
    read(name)
}

/// A school of this number, which nobody knows.
pub(super) fn school(number: u32) -> OrganisationId {
    let urn = Urn::new(number.saturating_add(100_000));
    urn.map_or_else(|| OrganisationId::Body(read("a-school")), OrganisationId::School)
}

/// The academic year of sound ledgers.
pub(super) fn year() -> AcademicYear {
    read("2014/15")
}

fn ratio(numerator: i128, denominator: i128) -> Ratio {
    Ratio::new(numerator, denominator).unwrap_or(Ratio::ZERO)
}

fn words<const N: usize>(words: [(&str, &str); N]) -> Vocabulary {
    sound(Vocabulary::new(words))
}

fn policy() -> FundingPolicy {
    let trial: ProjectId = read("number-sense");
    let sponsors = [
        (sponsor("dfe"), Sponsor::principal("Department")),
        (sponsor("eef"), Sponsor::of_projects("Endowment", YearKind::Financial, [trial])),
    ];
    let headings = words([("leadership", "who leads the hub"), ("governance", "the board and its meetings")]);
    let kinds = words([("national-collaborative", "in every hub"), ("trial", "to find out whether it works")]);
    let costs = words([("staff", "time"), ("venue", "rooms"), ("materials", "what is used up")]);
    let mut policy = FundingPolicy::new(sponsors, headings, kinds, costs)
        .never_paying(read("lobbying"), "nobody is paid to influence who pays");
    policy.outside_period = words([("assurance", "the statement of assurance on the period")]);
    let refund = VatRefund::new(read_day("2011-04-01"), "Value Added Tax Act 1994, section 33B");
    policy.vat_refunds.insert(read("academy-trust"), refund);
    let grounds = words([("small", "a small school"), ("remote", "far from others"), ("new", "new to the work")]);
    policy.onward = Some(OnwardPolicy::new(pounds(3000), pounds(6000), 2, grounds));
    policy.virement_tolerance = ratio(1, 10);
    policy.advance_allowance = ratio(1, 2);
    policy.certificate = Some(CertificatePolicy::new(pounds(40_000), YearKind::Financial, 180));
    policy.unspent = Unspent::CarriedUpTo(ratio(1, 10));
    policy.claimed_within = Some(60);
    policy
}

pub(super) fn read_day(text: &str) -> chrono::NaiveDate {
    sound(text.parse())
}

pub(super) fn period(first: &str, last: &str) -> Period {
    sound(Period::new(read_day(first), Some(read_day(last))))
}

/// The lines of sound ledgers, in the order of their ids.
pub(super) const LINES: [&str; 4] = ["governance", "leadership", "network-project", "trial"];

fn lines() -> [(LineId, Line); 4] {
    let (dfe, eef) = (sponsor("dfe"), sponsor("eef"));
    let structural = |heading: &str| Purpose::Structural(read(heading));
    let project = |project: &str, kind: &str| Purpose::Project { project: read(project), kind: read(kind) };
    let all_year = year().period();
    let [governance, leadership, network_project, trial] = LINES.map(line);
    [
        (governance, Line::new("Board", structural("governance"), all_year).payable(Payable::by(dfe, pounds(20_000)))),
        (
            leadership,
            Line::new("Hub lead", structural("leadership"), all_year).payable(Payable::by(dfe, pounds(60_000))),
        ),
        (
            network_project,
            Line::new("Work groups", project("challenge", "national-collaborative"), all_year)
                .varying_with(read::<Word>("work-group"))
                .payable(Payable::by(dfe, pounds(40_000))),
        ),
        (
            trial,
            Line::new("Trial", project("number-sense", "trial"), all_year)
                .payable(sound(Payable::by(dfe, pounds(30_000)).and(eef, pounds(20_000))))
                .costing(pounds(60_000), pounds(10_000)),
        ),
    ]
}

pub(super) fn offer(shape: &LedgerShape) -> Offer {
    let id = AwardId::new(uuid::Uuid::from_u128(0x_a4a2_d000_u128.saturating_add(shape.number)));
    let award = Award::new(id, school(1), read("academy-trust"), year())
        .to_hub(read("north"))
        .by_authority(Authority::new("Education Act 2002, section 14", OFFICER, "looked into", "case"))
        .on_condition(read("bank-details"), "the bank details were verified");
    let award = if shape.advance { award.in_advance() } else { award };
    let award = lines().into_iter().fold(award, |award, (id, line)| award.with_line(id, line));
    Offer::new(read("a-programme"), award, policy())
}

//! Statements: figures computed by hand, and what holds of every set of postings.

use std::collections::{BTreeMap, BTreeSet};

use maths_hubs::{
    calendar::{Month, Period, Term, Year, YearKind},
    chrono::NaiveDate,
    funding::{
        phasing::{Profile, phased},
        purpose::Purpose,
        purpose::Side,
        statement::{
            Basis, Difference, Figures, Label, Posted, Posting, Row, Statement, Table, Terms, TooLarge, Unmerged,
            Unstated, Whereabouts,
        },
    },
    geography::Region,
    identifiers::{AwardId, HubId, LineId, SponsorId},
    money::Balance,
    ratio::Ratio,
    strategies,
    uuid::Uuid,
};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(first: &str, last: &str) -> Period {
    Period::new(day(first), Some(day(last))).unwrap()
}

fn pounds(text: &str) -> Balance {
    text.parse().unwrap()
}

fn award(number: u128) -> AwardId {
    AwardId::new(Uuid::from_u128(number))
}

fn line(text: &str) -> LineId {
    text.parse().unwrap()
}

fn dfe() -> Option<SponsorId> {
    SponsorId::new("dfe")
}

fn eef() -> Option<SponsorId> {
    SponsorId::new("eef")
}

fn year(text: &str) -> Year {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn terms(on: &str, basis: Basis, years: YearKind) -> Terms {
    Terms::new(day(on), basis, years, "the department")
}

/// Two awards of the school year 2014/15: Solent's, with structural costs that the department pays and a trial that it
/// shares with the EEF, and one of central costs.
fn small_programme() -> Vec<Posting> {
    let (autumn, whole) = (days("2014-09-01", "2014-12-31"), days("2014-09-01", "2015-08-31"));
    let solent: HubId = "solent".parse().unwrap();
    let leadership = Purpose::Structural("leadership".parse().unwrap());
    let trial = Purpose::Project { project: "shanghai".parse().unwrap(), kind: "trial".parse().unwrap() };
    let on_leadership = |what, on, over, amount| {
        let posting = Posting::new(award(1), line("leadership"), leadership, what, day(on), over, pounds(amount));
        posting.of_hub(solent).by(dfe().unwrap())
    };
    let on_trial = |sponsor: Option<SponsorId>, what, on, over, amount| {
        let posting = Posting::new(award(1), line("trial"), trial, what, day(on), over, pounds(amount));
        let posting = posting.of_hub(solent);
        sponsor.map_or(posting, |sponsor| posting.by(sponsor))
    };
    let central = Purpose::Structural("governance".parse().unwrap());
    vec![
        on_leadership(Posted::Committed, "2014-08-20", whole, "12000.00"),
        on_leadership(Posted::Paid, "2014-09-30", autumn, "4000.00"),
        on_leadership(Posted::Claimed, "2015-01-10", autumn, "3900.00"),
        on_leadership(Posted::Approved, "2015-01-20", autumn, "3800.00"),
        on_leadership(Posted::Recovered, "2015-04-15", autumn, "150.00"),
        on_leadership(Posted::WrittenOff, "2015-04-15", autumn, "50.00"),
        on_trial(dfe(), Posted::Committed, "2014-08-20", whole, "60000.00"),
        on_trial(eef(), Posted::Committed, "2014-08-20", whole, "40000.00"),
        on_trial(eef(), Posted::Paid, "2014-10-01", autumn, "10000.00"),
        on_trial(eef(), Posted::PassedOn, "2014-11-01", autumn, "6000.00"),
        on_trial(eef(), Posted::Carried, "2015-08-31", whole, "1000.00"),
        on_trial(None, Posted::Matched, "2014-11-01", autumn, "500.00"),
        Posting::new(award(2), line("forum"), central, Posted::Committed, day("2014-09-01"), whole, pounds("1200.00"))
            .by(dfe().unwrap()),
    ]
}

#[test]
fn figures_and_what_is_derived_from_them_are_those_of_a_computation_by_hand() {
    let statement = Statement::of(small_programme(), &terms("2015-08-31", Basis::Cash, YearKind::Financial)).unwrap();
    let leadership = statement.by_line().get(&line("leadership"));
    assert_eq!(leadership.committed(), pounds("12000"));
    assert_eq!(leadership.claimed(), pounds("3900"));
    assert_eq!(leadership.approved(), pounds("3800"));
    assert_eq!(leadership.paid(), pounds("4000"));
    assert_eq!(leadership.recovered(), pounds("150"));
    assert_eq!(leadership.written_off(), pounds("50"));
    assert_eq!(leadership.remaining(), pounds("8150")); // 12,000 - 4,000 + 150
    assert_eq!(leadership.unspent(), Balance::ZERO); // 4,000 - 3,800 - 150 - 50
    assert_eq!(leadership.total_cost(), pounds("3800"));

    let trial = statement.by_line().get(&line("trial"));
    assert_eq!(trial.passed_on(), pounds("6000"));
    assert_eq!(trial.matched(), pounds("500"));
    assert_eq!(trial.carried(), pounds("1000"));
    assert_eq!(trial.remaining(), pounds("90000")); // 60,000 + 40,000 - 10,000
    assert_eq!(trial.unspent(), pounds("9000")); // 10,000 - 1,000 carried; what was passed on is not yet approved
    assert_eq!(trial.total_cost(), pounds("500"));

    let total = statement.total();
    assert_eq!(total.committed(), pounds("113200")); // 12,000 + 60,000 + 40,000 + 1,200
    assert_eq!(total.paid(), pounds("14000"));
    assert_eq!(total.total_cost(), pounds("4300")); // 3,800 + 500
}

#[test]
fn a_body_in_arrears_is_owed_what_was_approved_and_not_paid() {
    let figures = Figures::of(Posted::Approved, pounds("250")).plus(Figures::of(Posted::Paid, pounds("100"))).unwrap();
    assert_eq!(figures.unspent(), pounds("-150"));
}

#[test]
fn by_cash_a_posting_counts_whole_in_the_year_month_and_term_of_its_day() {
    let statement = Statement::of(small_programme(), &terms("2015-08-31", Basis::Cash, YearKind::Financial)).unwrap();
    let years = statement.by_year();
    assert_eq!(years.get(&year("2014-15")).committed(), pounds("113200"));
    assert_eq!(years.get(&year("2014-15")).recovered(), Balance::ZERO);
    assert_eq!(years.get(&year("2015-16")).recovered(), pounds("150"));
    let months = statement.by_month();
    assert_eq!(months.get(&month("2014-09")).paid(), pounds("4000"));
    assert_eq!(months.get(&month("2014-10")).paid(), pounds("10000"));
    let terms: BTreeMap<Option<Term>, Balance> =
        statement.by_term().groups().map(|(term, figures)| (*term, figures.paid())).collect();
    let paid = |term: &str| terms.get(&Some(term.parse().unwrap())).copied();
    assert_eq!(paid("summer 2013/14"), Some(Balance::ZERO)); // the commitments of 20 August
    assert_eq!(paid("autumn 2014/15"), Some(pounds("14000")));
}

#[test]
fn by_accrual_a_commitment_from_september_to_august_lies_seven_and_five_twelfths_in_financial_years() {
    let on = "2014-09-01";
    let statement = Statement::of(small_programme(), &terms(on, Basis::Accrual, YearKind::Financial)).unwrap();
    let by = statement.by_line_sponsor_and_year();
    let committed = |sponsor, text| by.get(&(line("trial"), sponsor, year(text))).committed();
    // 60,000 x 7/12 = 35,000 and 60,000 x 5/12 = 25,000.
    assert_eq!((committed(dfe(), "2014-15"), committed(dfe(), "2015-16")), (pounds("35000"), pounds("25000")));
    // 40,000 x 7/12 = 23,333.33 and a third of a penny; 40,000 x 5/12 = 16,666.66 and two thirds, which take the odd penny.
    assert_eq!((committed(eef(), "2014-15"), committed(eef(), "2015-16")), (pounds("23333.33"), pounds("16666.67")));

    let academic = Statement::of(small_programme(), &terms(on, Basis::Accrual, YearKind::Academic)).unwrap();
    assert_eq!(academic.by_year().groups().map(|(year, _)| *year).collect::<Vec<_>>(), [year("2014/15")]);
    assert_eq!(academic.total(), statement.total());
}

#[test]
fn by_accrual_a_payment_is_spread_by_the_days_that_it_is_for() {
    let spring = days("2015-03-31", "2015-04-02"); // one day of 2014-15, two of 2015-16
    let central = Purpose::Structural("governance".parse().unwrap());
    let paid = Posting::new(award(2), line("forum"), central, Posted::Paid, day("2015-01-01"), spring, pounds("30"));
    let statement = Statement::of([paid], &terms("2015-01-01", Basis::Accrual, YearKind::Financial)).unwrap();
    assert_eq!(statement.by_year().get(&year("2014-15")).paid(), pounds("10"));
    assert_eq!(statement.by_year().get(&year("2015-16")).paid(), pounds("20"));
    assert_eq!(statement.by_month().get(&month("2015-03")).paid(), pounds("10"));
    assert_eq!(statement.by_month().get(&month("2015-04")).paid(), pounds("20"));
}

#[test]
fn what_is_dated_after_the_day_of_the_statement_does_not_count() {
    for basis in [Basis::Cash, Basis::Accrual] {
        let of = |on| Statement::of(small_programme(), &terms(on, basis, YearKind::Financial)).unwrap();
        assert_eq!(of("2014-09-29").total().paid(), Balance::ZERO);
        assert_eq!(of("2014-09-30").total().paid(), pounds("4000"));
        assert!(of("2014-08-19").rows().is_empty());
    }
}

#[test]
fn hubs_without_a_region_and_central_costs_are_groups_of_their_own() {
    let statement = Statement::of(small_programme(), &terms("2015-08-31", Basis::Cash, YearKind::Academic)).unwrap();
    let known = BTreeMap::from([("solent".parse().unwrap(), Region::SouthEast)]);
    let committed = |regions: &BTreeMap<HubId, Region>| -> Vec<(Whereabouts, Balance)> {
        statement.by_region(regions).groups().map(|(place, figures)| (*place, figures.committed())).collect()
    };
    let central = (Whereabouts::NoHub, pounds("1200"));
    assert_eq!(committed(&known), [(Whereabouts::Region(Region::SouthEast), pounds("112000")), central]);
    assert_eq!(committed(&BTreeMap::new()), [(Whereabouts::Unplaced, pounds("112000")), central]);
}

#[test]
fn structural_and_project_costs_stand_apart() {
    let statement = Statement::of(small_programme(), &terms("2015-08-31", Basis::Cash, YearKind::Academic)).unwrap();
    let sides = statement.by_side();
    assert_eq!(sides.get(&Side::Structural).committed(), pounds("13200"));
    assert_eq!(sides.get(&Side::Projects).committed(), pounds("100000"));
    let projects = statement.by_project();
    assert_eq!(projects.get(&None), sides.get(&Side::Structural));
    assert_eq!(projects.get(&Some("shanghai".parse().unwrap())), sides.get(&Side::Projects));
    assert_eq!(statement.by_purpose().len(), 3);
}

#[test]
fn the_statement_of_one_hub_is_that_of_its_rows() {
    let terms = terms("2015-08-31", Basis::Cash, YearKind::Academic);
    let solent = Statement::of(small_programme(), &terms).unwrap().only(|row| row.hub.is_some());
    let apart = Statement::of(small_programme().iter().filter(|posting| posting.hub.is_some()), &terms).unwrap();
    assert_eq!(solent, apart);
    assert_eq!(solent.awards(), BTreeSet::from([award(1)]));
}

#[test]
fn days_that_have_no_end_are_refused_by_accrual_and_taken_by_cash() {
    let mut postings = small_programme();
    postings[3].over = Period::since(day("2014-09-01"));
    let of = |basis| Statement::of(&postings, &terms("2015-08-31", basis, YearKind::Academic));
    assert!(of(Basis::Cash).is_ok());
    let refused = of(Basis::Accrual).unwrap_err();
    assert!(matches!(&refused, Unstated::NotPhased { posting, .. } if **posting == postings[3]));
    assert_eq!(
        refused.to_string(),
        "what was approved on line `leadership` of award 00000000-0000-0000-0000-000000000001 cannot be phased: \
         the period runs on from 2014-09-01: an amount is phased over a period with a last day"
    );
}

#[test]
fn commitments_are_phased_by_the_profile_of_the_terms_and_payments_are_not() {
    let weight = |number: u64| Ratio::from(number);
    let weights = BTreeMap::from([(month("2014-09"), weight(1)), (month("2015-04"), weight(3))]);
    let terms = terms("2015-08-31", Basis::Accrual, YearKind::Financial).phased_by(Profile::weighted(weights).unwrap());
    assert!(terms.to_string().ends_with(", commitments without a profile of their own phased by weights of months"));
    let eefs: Vec<Posting> = small_programme().into_iter().filter(|posting| posting.sponsor == eef()).collect();
    let statement = Statement::of(&eefs, &terms).unwrap();
    let months = statement.by_month();
    assert_eq!(months.get(&month("2014-09")).committed(), pounds("10000")); // a quarter of 40,000
    assert_eq!(months.get(&month("2015-04")).committed(), pounds("30000"));
    assert_eq!(months.get(&month("2014-12")).committed(), Balance::ZERO);
    assert_eq!(months.get(&month("2014-12")).paid(), pounds("2540.98")); // 31 of 122 days of 10,000: 2,540.983…
    // The weights suit no other months.
    let mut other = eefs[0];
    other.over = days("2015-09-01", "2016-08-31");
    assert!(matches!(Statement::of([other], &terms), Err(Unstated::NotPhased { .. })));
}

#[test]
fn a_day_in_no_year_is_refused_by_cash() {
    let mut postings = small_programme();
    postings[0].on = day("0999-12-31");
    let refused = Statement::of(&postings, &terms("2015-08-31", Basis::Cash, YearKind::Financial)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "what was committed on line `leadership` of award 00000000-0000-0000-0000-000000000001 is dated 0999-12-31, \
         which lies in no financial year"
    );
}

#[test]
fn figures_too_large_to_be_summed_are_refused_whatever_their_order() {
    let mut postings = small_programme();
    postings[0].amount = Balance::MAX;
    let terms = terms("2015-08-31", Basis::Cash, YearKind::Academic);
    let refused = Statement::of(&postings, &terms).unwrap_err();
    assert!(matches!(refused, Unstated::TooLarge(TooLarge { .. })));
    assert!(refused.to_string().ends_with("together they may come to £92,233,720,368,547,758.07"), "{refused}");
    postings.reverse();
    assert_eq!(Statement::of(&postings, &terms).unwrap_err(), refused);
    // Corrected, it is as if it had not been.
    postings.push(postings.last().unwrap().reversed());
    assert!(Statement::of(&postings, &terms).is_ok());
}

#[test]
fn statements_of_other_terms_are_not_added_up_and_all_that_differs_is_said() {
    let one = Statement::of_nothing(terms("2015-03-31", Basis::Cash, YearKind::Financial));
    let other = Terms::new(day("2015-08-31"), Basis::Cash, YearKind::Academic, "the hub");
    let refused = one.clone().merge(Statement::of_nothing(other.clone())).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "statements of different terms are not added up; they differ in the day, 2015-03-31 and 2015-08-31; \
         the kind of year, financial and academic; whose years they are, `the department` and `the hub`"
    );
    let Unmerged::OtherTerms(differences) = &refused else { panic!("{refused}") };
    assert_eq!(differences[0], Difference::On(day("2015-03-31"), day("2015-08-31")));
    assert_eq!(Statement::consolidated([&one], &one.terms().clone()).unwrap(), one);
    assert!(matches!(Statement::consolidated([&one], &other), Err(Unmerged::OtherTerms(_))));
}

#[test]
fn an_award_of_two_ledgers_is_not_consolidated_twice() {
    let terms = terms("2015-08-31", Basis::Cash, YearKind::Academic);
    let statement = Statement::of(small_programme(), &terms).unwrap();
    assert_eq!(
        Statement::consolidated([&statement, &statement], &terms).unwrap_err().to_string(),
        "two of the statements speak of award 00000000-0000-0000-0000-000000000001, which would count twice"
    );
    // Merged it does count twice.
    let twice = statement.clone().merge(statement.clone()).unwrap();
    assert_eq!(twice.total(), statement.total().plus(statement.total()).unwrap());
}

#[test]
fn a_statement_is_a_document_that_holds_no_totals() {
    let statement = Statement::of(
        small_programme().iter().filter(|posting| posting.sponsor == eef()),
        &terms("2014-12-31", Basis::Cash, YearKind::Financial),
    );
    let written = serde_json::to_string_pretty(&statement.unwrap()).unwrap();
    assert_eq!(
        written,
        r#"{
  "$format": "maths-hubs/statement/1",
  "terms": {
    "on": "2014-12-31",
    "basis": "cash",
    "years": "financial",
    "whose": "the department",
    "profile": "months"
  },
  "rows": [
    {
      "award": "00000000-0000-0000-0000-000000000001",
      "hub": "solent",
      "line": "trial",
      "purpose": {
        "project": {
          "project": "shanghai",
          "kind": "trial"
        }
      },
      "sponsor": "eef",
      "month": "2014-08",
      "figures": {
        "committed": "40000.00"
      }
    },
    {
      "award": "00000000-0000-0000-0000-000000000001",
      "hub": "solent",
      "line": "trial",
      "purpose": {
        "project": {
          "project": "shanghai",
          "kind": "trial"
        }
      },
      "sponsor": "eef",
      "month": "2014-10",
      "figures": {
        "paid": "10000.00"
      }
    },
    {
      "award": "00000000-0000-0000-0000-000000000001",
      "hub": "solent",
      "line": "trial",
      "purpose": {
        "project": {
          "project": "shanghai",
          "kind": "trial"
        }
      },
      "sponsor": "eef",
      "month": "2014-11",
      "figures": {
        "passed_on": "6000.00"
      }
    }
  ]
}"#
    );
}

#[test]
fn a_document_cannot_hold_a_row_that_no_postings_come_to() {
    let row = r#"{"award": "00000000-0000-0000-0000-000000000001", "line": "trial",
        "purpose": {"structural": "leadership"}, "month": "2014-10", "figures": {"paid": "1.00"}}"#;
    let document = |basis: &str, rows: &str| {
        format!(
            r#"{{"$format": "maths-hubs/statement/1", "terms": {{"on": "2014-12-31", "basis": "{basis}",
            "years": "financial", "whose": "ours"}}, "rows": [{rows}]}}"#
        )
    };
    let read = |basis: &str, rows: &str| serde_json::from_str::<Statement>(&document(basis, rows));
    assert!(read("cash", row).is_ok());
    let refused = |basis: &str, rows: &str, allowed: &str| {
        let text = read(basis, rows).unwrap_err().to_string();
        assert!(text.contains("is not a row of this statement: "), "{text}");
        assert!(text.contains(allowed), "{text}");
    };
    refused("cash", &row.replace("2014-10", "2015-01"), "by cash, a month that has begun on the statement's day");
    assert!(read("accrual", &row.replace("2014-10", "2015-01")).is_ok());
    refused("accrual", &row.replace("2014-10", "9999-04"), "a month that lies in a year of the terms' kind");
    refused("cash", &row.replace("1.00", "0.00"), "a figure that is not nothing");
    refused("cash", &[row, row].join(","), "each award, hub, line, purpose, sponsor and month once");
    let large = row.replace("1.00", "92233720368547758.07");
    let both = [large.clone(), row.replace("2014-10", "2014-11")].join(",");
    assert!(read("cash", &large).is_ok());
    assert!(read("cash", &both).unwrap_err().to_string().contains("are too large"));
    let figures = large.replace(r#""paid""#, r#""approved": "0.01", "paid""#);
    assert!(read("cash", &figures).unwrap_err().to_string().contains("are too large"));
}

#[test]
fn a_statement_is_written_as_a_table_under_its_terms() {
    let statement =
        Statement::of(small_programme(), &terms("2015-08-31", Basis::Accrual, YearKind::Financial)).unwrap();
    // Committed: 12,000, 60,000 and 1,200 by seven and five twelfths, and 40,000 as above. Carried: 1,000 over 365 days, of
    // which 212 lie in 2014-15: 580.82 and 419.18, so that 10,000 - 580.82 = 9,419.18 are unspent in that year.
    assert_eq!(
        statement.to_string(),
        "\
Statement on 2015-08-31, by accrual, in financial years of the department, commitments without a profile of their own phased by months
line        sponsor     year       committed    claimed   approved        paid  recovered    carried  written off   remaining    unspent  passed on  matched
------------------------------------------------------------------------------------------------------------------------------------------------------------
forum       dfe         2014-15      £700.00      £0.00      £0.00       £0.00      £0.00      £0.00        £0.00     £700.00      £0.00      £0.00    £0.00
forum       dfe         2015-16      £500.00      £0.00      £0.00       £0.00      £0.00      £0.00        £0.00     £500.00      £0.00      £0.00    £0.00
leadership  dfe         2014-15    £7,000.00  £3,900.00  £3,800.00   £4,000.00    £150.00      £0.00       £50.00   £3,150.00      £0.00      £0.00    £0.00
leadership  dfe         2015-16    £5,000.00      £0.00      £0.00       £0.00      £0.00      £0.00        £0.00   £5,000.00      £0.00      £0.00    £0.00
trial       no sponsor  2014-15        £0.00      £0.00      £0.00       £0.00      £0.00      £0.00        £0.00       £0.00      £0.00      £0.00  £500.00
trial       dfe         2014-15   £35,000.00      £0.00      £0.00       £0.00      £0.00      £0.00        £0.00  £35,000.00      £0.00      £0.00    £0.00
trial       dfe         2015-16   £25,000.00      £0.00      £0.00       £0.00      £0.00      £0.00        £0.00  £25,000.00      £0.00      £0.00    £0.00
trial       eef         2014-15   £23,333.33      £0.00      £0.00  £10,000.00      £0.00    £580.82        £0.00  £13,333.33  £9,419.18  £6,000.00    £0.00
trial       eef         2015-16   £16,666.67      £0.00      £0.00       £0.00      £0.00    £419.18        £0.00  £16,666.67   -£419.18      £0.00    £0.00
------------------------------------------------------------------------------------------------------------------------------------------------------------
total                            £113,200.00  £3,900.00  £3,800.00  £14,000.00    £150.00  £1,000.00       £50.00  £99,350.00  £9,000.00  £6,000.00  £500.00
"
    );
}

#[test]
fn a_table_of_nothing_is_its_headings_and_a_total_of_nothing() {
    assert_eq!(
        Table::<Side>::default().to_string(),
        "\
side   committed  claimed  approved   paid  remaining  unspent
--------------------------------------------------------------
--------------------------------------------------------------
total      £0.00    £0.00     £0.00  £0.00      £0.00    £0.00
"
    );
}

#[test]
fn hosts_label_keys_of_their_own() {
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    struct Directorate(&'static str);
    impl Label for Directorate {
        fn headings() -> Vec<&'static str> {
            vec!["directorate"]
        }
        fn cells(&self) -> Vec<String> {
            vec![self.0.to_owned()]
        }
    }
    let table = Table::of([(Directorate("schools"), Figures::of(Posted::Paid, pounds("1")))]).unwrap();
    assert!(table.to_string().starts_with("directorate  committed"));
}

/// The terms in which all postings of the strategies count.
fn all_days(basis: Basis, years: YearKind) -> Terms {
    terms("2099-12-31", basis, years)
}

/// The sum of postings, without any statement.
fn summed(postings: &[Posting]) -> Figures {
    Figures::sum(postings.iter().map(|posting| Figures::of(posting.what, posting.amount))).unwrap()
}

fn key_of(row: &Row) -> (LineId, Option<SponsorId>, Year) {
    (row.line, row.sponsor, row.year)
}

proptest! {
    #[test]
    fn the_total_of_every_grouping_is_the_total_of_the_statement(
        postings in strategies::postings(0..24),
        terms in strategies::terms(),
        placed in prop::collection::vec(any::<bool>(), 3),
    ) {
        let statement = Statement::of(&postings, &terms).unwrap();
        let total = statement.total();
        let counted: Vec<Posting> = postings.iter().filter(|posting| posting.on <= terms.on).copied().collect();
        prop_assert_eq!(total, summed(&counted));
        let hubs: BTreeSet<HubId> = postings.iter().filter_map(|posting| posting.hub).collect();
        let regions: BTreeMap<HubId, Region> = hubs
            .into_iter()
            .zip(placed)
            .filter_map(|(hub, placed)| placed.then_some((hub, Region::London)))
            .collect();
        let totals = [
            statement.by_award().total(),
            statement.by_hub().total(),
            statement.by_line().total(),
            statement.by_line_sponsor_and_year().total(),
            statement.by_purpose().total(),
            statement.by_side().total(),
            statement.by_project().total(),
            statement.by_sponsor().total(),
            statement.by_year().total(),
            statement.by_month().total(),
            statement.by_term().total(),
            statement.by_region(&regions).total(),
        ];
        for grouped in totals {
            prop_assert_eq!(grouped, total);
        }
    }

    #[test]
    fn each_group_is_the_sum_of_its_rows_and_subtotals_are_those_of_coarser_tables(
        postings in strategies::postings(0..24),
        terms in strategies::terms(),
    ) {
        let statement = Statement::of(&postings, &terms).unwrap();
        let cross = statement.by_line_sponsor_and_year();
        for (key, figures) in cross.groups() {
            let rows = statement.rows().groups().filter(|(row, _)| key_of(row) == *key).map(|(_, figures)| figures);
            prop_assert_eq!(Figures::sum(rows).unwrap(), figures);
        }
        prop_assert_eq!(cross.by(|(line, _, _)| *line), statement.by_line());
        prop_assert_eq!(cross.by(|(_, sponsor, _)| *sponsor), statement.by_sponsor());
        prop_assert_eq!(cross.by(|(_, _, year)| *year), statement.by_year());
        prop_assert_eq!(statement.by_purpose().by(|purpose| purpose.project()), statement.by_project());
        // A statement's parts add up to it.
        let structural = statement.only(|row| row.side() == Side::Structural);
        let project = statement.only(|row| row.side() == Side::Projects);
        prop_assert_eq!(structural.merge(project), Ok(statement));
    }

    #[test]
    fn what_is_derived_from_sums_is_the_sum_of_what_is_derived(parts in prop::collection::vec(strategies::figures(), 0..6)) {
        let whole = Figures::sum(parts.iter().copied()).unwrap();
        let summed = |of: fn(Figures) -> Balance| Balance::sum(parts.iter().map(|part| of(*part))).unwrap();
        prop_assert_eq!(whole.remaining(), summed(Figures::remaining));
        prop_assert_eq!(whole.unspent(), summed(Figures::unspent));
        prop_assert_eq!(whole.total_cost(), summed(Figures::total_cost));
        // The definitions, on balances.
        let had = whole.paid().plus(whole.brought_forward()).unwrap();
        let remaining = whole.committed().minus(had).unwrap().plus(whole.recovered()).unwrap();
        prop_assert_eq!(whole.remaining(), remaining);
        let settled = [whole.approved(), whole.recovered(), whole.carried(), whole.written_off()];
        prop_assert_eq!(whole.unspent(), had.minus(Balance::sum(settled).unwrap()).unwrap());
        prop_assert_eq!(whole.total_cost(), whole.approved().plus(whole.matched()).unwrap());
    }

    #[test]
    fn cash_and_accrual_come_to_the_same_when_all_days_count(
        postings in strategies::postings(0..24),
        years in strategies::year_kind(),
    ) {
        let by = |basis| Statement::of(&postings, &all_days(basis, years)).unwrap();
        let (cash, accrual) = (by(Basis::Cash), by(Basis::Accrual));
        prop_assert_eq!(cash.total(), accrual.total());
        // Apart from their years the two are one.
        let timeless = |statement: &Statement| {
            statement.by(|row| (row.award, row.hub, row.line, row.purpose, row.sponsor))
        };
        prop_assert_eq!(timeless(&cash), timeless(&accrual));
    }

    #[test]
    fn by_cash_each_year_and_month_has_the_postings_of_its_days(
        postings in strategies::postings(0..24),
        years in strategies::year_kind(),
    ) {
        let statement = Statement::of(&postings, &all_days(Basis::Cash, years)).unwrap();
        let within = |holds: &dyn Fn(NaiveDate) -> bool| {
            summed(&postings.iter().filter(|posting| holds(posting.on)).copied().collect::<Vec<_>>())
        };
        for (year, figures) in statement.by_year().groups() {
            prop_assert_eq!(year.kind(), years);
            prop_assert_eq!(figures, within(&|day| year.period().contains(day)));
        }
        for (month, figures) in statement.by_month().groups() {
            prop_assert_eq!(figures, within(&|day| month.period().contains(day)));
        }
        for (term, figures) in statement.by_term().groups() {
            let term = term.unwrap();
            prop_assert_eq!(figures, within(&|day| term.usual_period().contains(day)));
        }
    }

    #[test]
    fn by_accrual_a_posting_lies_in_the_years_of_its_days_and_comes_to_its_amount(
        posting in strategies::posting(),
        years in strategies::year_kind(),
    ) {
        let statement = Statement::of([posting], &all_days(Basis::Accrual, years)).unwrap();
        prop_assert_eq!(statement.total(), Figures::of(posting.what, posting.amount));
        for (row, figures) in statement.rows().groups() {
            prop_assert!(row.month.period().overlaps(posting.over));
            prop_assert!(row.year.contains(row.month.first_day()));
            prop_assert_eq!(row.year.kind(), years);
            let part = figures.get(posting.what);
            prop_assert_eq!(part.is_negative(), posting.amount.is_negative());
            prop_assert!(part.magnitude() <= posting.amount.magnitude());
        }
    }

    #[test]
    fn by_accrual_each_year_has_its_share_of_the_days_within_a_penny(
        posting in strategies::posting(),
        years in strategies::year_kind(),
    ) {
        let terms = all_days(Basis::Accrual, years).phased_by(Profile::Days);
        let by_year = Statement::of([posting], &terms).unwrap().by_year();
        let whole = i128::from(posting.over.days().unwrap());
        let mut year = years.containing(posting.over.first()).unwrap();
        let mut found = 0;
        while let Some(shared) = year.period().intersection(posting.over) {
            // amount x days / whole, less what stands, is less than a penny: both sides times the whole.
            let part = i128::from(by_year.get(&year).get(posting.what).pence());
            let exact = i128::from(posting.amount.pence()) * i128::from(shared.days().unwrap());
            prop_assert!((exact - part * whole).abs() < whole);
            found += usize::from(part != 0);
            year = year.next().unwrap();
        }
        prop_assert_eq!(found, by_year.len());
    }

    #[test]
    fn by_accrual_years_are_those_of_phasing(postings in strategies::postings(0..12), terms in strategies::terms()) {
        let mut terms = terms;
        terms.basis = Basis::Accrual;
        let statement = Statement::of(&postings, &terms).unwrap();
        let counted = postings.iter().filter(|posting| posting.on <= terms.on);
        let phased = counted.flat_map(|posting| {
            let profile = if posting.what == Posted::Committed { &terms.profile } else { &Profile::Days };
            let years = phased(posting.amount, posting.over, terms.years, profile).unwrap();
            years.into_iter().map(|(year, amount)| (year, Figures::of(posting.what, amount)))
        });
        prop_assert_eq!(statement.by_year(), Table::of(phased).unwrap());
    }

    #[test]
    fn corrections_cancel_what_they_correct_to_the_penny_in_every_year(
        postings in strategies::postings(0..24),
        terms in strategies::terms(),
    ) {
        let statement = Statement::of(&postings, &terms).unwrap();
        let corrections: Vec<Posting> = postings.iter().map(|posting| posting.reversed()).collect();
        let corrected = Statement::of(&corrections, &terms).unwrap();
        prop_assert_eq!(corrected.total(), statement.total().reversed());
        let both = Statement::of(postings.iter().chain(&corrections), &terms).unwrap();
        prop_assert_eq!(&both, &Statement::of_nothing(terms));
        prop_assert_eq!(statement.merge(corrected), Ok(both));
    }

    #[test]
    fn the_order_of_postings_makes_no_difference(
        (postings, shuffled) in strategies::postings(0..24)
            .prop_flat_map(|postings| (Just(postings.clone()), Just(postings).prop_shuffle())),
        terms in strategies::terms(),
    ) {
        let one = Statement::of(&postings, &terms).unwrap();
        let other = Statement::of(&shuffled, &terms).unwrap();
        prop_assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&other).unwrap());
        prop_assert_eq!(one, other);
    }

    #[test]
    fn which_posting_is_refused_does_not_hang_on_the_order(
        (postings, shuffled) in strategies::postings(1..12)
            .prop_map(|mut postings| {
                for posting in postings.iter_mut().step_by(2) {
                    posting.over = Period::since(posting.over.first());
                }
                postings
            })
            .prop_flat_map(|postings| (Just(postings.clone()), Just(postings).prop_shuffle())),
    ) {
        let terms = all_days(Basis::Accrual, YearKind::Academic);
        prop_assert_eq!(Statement::of(&postings, &terms).unwrap_err(), Statement::of(&shuffled, &terms).unwrap_err());
    }

    #[test]
    fn merged_statements_of_parts_are_the_statement_of_the_whole(
        postings in strategies::postings(0..24),
        parts in prop::collection::vec(0_usize..3, 24),
        terms in strategies::terms(),
    ) {
        let whole = Statement::of(&postings, &terms).unwrap();
        let part = |number: usize| {
            let chosen = postings.iter().zip(&parts).filter(|(_, part)| **part == number).map(|(posting, _)| posting);
            Statement::of(chosen, &terms).unwrap()
        };
        let [a, b, c] = [part(0), part(1), part(2)];
        let left = a.clone().merge(b.clone()).unwrap().merge(c.clone()).unwrap();
        let right = a.clone().merge(b.clone().merge(c.clone()).unwrap()).unwrap();
        prop_assert_eq!(&left, &whole);
        prop_assert_eq!(&right, &whole);
        prop_assert_eq!(&c.merge(a.clone()).unwrap().merge(b.clone()).unwrap(), &whole);
        prop_assert_eq!(a.clone().merge(b.clone()), b.clone().merge(a.clone()));
        let nothing = Statement::of_nothing(terms);
        prop_assert_eq!(nothing.clone().merge(a.clone()).unwrap(), a.clone());
        prop_assert_eq!(a.clone().merge(nothing).unwrap(), a);
    }

    #[test]
    fn ledgers_of_an_award_each_are_consolidated_to_the_statement_of_all(
        postings in strategies::postings(0..24),
        terms in strategies::terms(),
    ) {
        let awards: BTreeSet<AwardId> = postings.iter().map(|posting| posting.award).collect();
        let ledgers: Vec<Statement> = awards
            .iter()
            .map(|award| Statement::of(postings.iter().filter(|posting| posting.award == *award), &terms).unwrap())
            .collect();
        let whole = Statement::of(&postings, &terms).unwrap();
        prop_assert_eq!(&Statement::consolidated(&ledgers, &terms).unwrap(), &whole);
        prop_assert_eq!(&Statement::consolidated(ledgers.iter().rev(), &terms).unwrap(), &whole);
        let folded = ledgers.into_iter().try_fold(Statement::of_nothing(terms), Statement::merge);
        prop_assert_eq!(folded.unwrap(), whole);
    }

    #[test]
    fn tables_add_up_in_any_order(
        parts in prop::collection::vec(prop::collection::vec((0_u8..4, strategies::figures()), 0..6), 3),
    ) {
        let tables: Vec<Table<u8>> = parts.iter().map(|part| Table::of(part.iter().copied()).unwrap()).collect();
        let [a, b, c] = [0, 1, 2].map(|at| tables[at].clone());
        let whole = Table::of(parts.concat()).unwrap();
        prop_assert_eq!(&a.clone().plus(b.clone()).unwrap().plus(c.clone()).unwrap(), &whole);
        prop_assert_eq!(&a.clone().plus(b.clone().plus(c).unwrap()).unwrap(), &whole);
        prop_assert_eq!(a.clone().plus(b.clone()), b.plus(a));
        prop_assert_eq!(whole.total(), Figures::sum(parts.concat().into_iter().map(|(_, figures)| figures)).unwrap());
        prop_assert_eq!(whole.by(|key| key % 2).total(), whole.total());
    }

    #[test]
    fn what_is_written_is_read_back_equal(postings in strategies::postings(0..24), terms in strategies::terms()) {
        let statement = Statement::of(&postings, &terms).unwrap();
        let written = serde_json::to_string(&statement).unwrap();
        let first = r#"{"$format":"maths-hubs/statement/1","#;
        prop_assert!(written.starts_with(first));
        let read: Statement = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&serde_json::to_string(&read).unwrap(), &written);
        prop_assert_eq!(read, statement);
    }

    #[test]
    fn postings_figures_and_months_are_read_back_equal(
        posting in strategies::posting(),
        figures in strategies::figures(),
        month in strategies::month(),
    ) {
        let posted = serde_json::to_string(&posting).unwrap();
        prop_assert_eq!(serde_json::from_str::<Posting>(&posted).unwrap(), posting);
        let summed = serde_json::to_string(&figures).unwrap();
        prop_assert_eq!(serde_json::from_str::<Figures>(&summed).unwrap(), figures);
        prop_assert_eq!(month.to_string().parse(), Ok(month));
    }

    #[test]
    fn every_line_of_a_table_is_as_wide_as_the_others(postings in strategies::postings(0..12), terms in strategies::terms()) {
        let statement = Statement::of(&postings, &terms).unwrap();
        let table = statement.by_line_sponsor_and_year().to_string();
        let widths: BTreeSet<usize> = table.lines().map(|line| line.chars().count()).collect();
        prop_assert_eq!(widths.len(), 1);
        // The headings, a rule, each group, a rule and the total.
        prop_assert_eq!(table.lines().count(), statement.by_line_sponsor_and_year().len() + 4);
    }
}

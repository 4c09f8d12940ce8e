//! Money and the programme: offers that open ledgers, claims of the real network, budgets as they were published, and a
//! sister edition that pays by data alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::PathBuf,
};

use chrono::NaiveDate;
use maths_hubs::{
    calendar::{AcademicYear, FinancialYear, Span, Year, YearKind},
    document::Malformed,
    funding::{
        allocation::{Allocation, AllocationTable, Allotted, Claim, Formula, Pot},
        award::{Authority, Award, Line, Payable},
        ledger::{Event, Ledger, Phase},
        policy::{FundingPolicy, Unspent},
        purpose::Purpose,
        sponsor::Projects,
    },
    geography::{Area, Region},
    identifiers::HubId,
    journal::Entry,
    money::Money,
    network::{Hub, Network, Section},
    programme::Programme,
    rules::{self, Valid, Verdict},
};
use serde_json::Value;

const REAL: &str = include_str!("../examples/data/network.json");
const SMALL: &str = include_str!("../examples/data/small_network.json");
const MUSIC: &str = include_str!("data/music_programme.json");
const MUSIC_NETWORK: &str = include_str!("data/music_network.json");
const TODAY: &str = "2026-11-24";

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn pounds(pounds: u64) -> Money {
    Money::pounds(pounds).unwrap()
}

fn home() -> Programme {
    Programme::maths_hubs()
}

fn music() -> Programme {
    serde_json::from_str(MUSIC).unwrap()
}

fn funding(programme: &Programme) -> &FundingPolicy {
    programme.funding.as_ref().unwrap()
}

/// The real network as it stood on `day`.
fn real(day: &str) -> Valid<Network> {
    home().validate(serde_json::from_str(REAL).unwrap(), id(day)).unwrap()
}

/// The invented network of which one hub is shown in full.
fn small() -> Network {
    serde_json::from_str(SMALL).unwrap()
}

fn valid(network: Network) -> Valid<Network> {
    home().validate(network, id(TODAY)).unwrap()
}

/// An invented award of £60,000 for leadership in the school year 2017/18.
fn award() -> Award {
    let year: AcademicYear = id("2017/18");
    let leadership = Line::new("Leadership", Purpose::Structural(id("leadership")), year.period())
        .payable(Payable::by(id("dfe"), pounds(60_000)));
    let authority = Authority::new(
        "an Act, section 1",
        id("00000000-0000-4000-8000-000000000001"),
        "looked into on 1 May 2017",
        "business case 7",
    );
    Award::new(id("67e55044-10b1-426f-9247-bb680e5fe0c8"), id("GB-EDU-999901"), id("maintained-school"), year)
        .to_hub(id("brackwater"))
        .with_line(id("leadership"), leadership)
        .by_authority(authority)
}

fn opened(programme: &Programme, award: Award) -> Ledger {
    let offer = programme.offer(award).unwrap();
    let by = id("00000000-0000-4000-8000-000000000002");
    Ledger::open(Entry::new(1, id("2017-08-01T09:00"), by, Event::from(offer)).because("the year begins")).unwrap()
}

fn broken(report: &rules::Report) -> BTreeSet<String> {
    let findings = report.findings().iter().filter(|finding| finding.verdict == Verdict::Broken);
    findings.map(|finding| finding.code.to_string()).collect()
}

// Offers.

#[test]
fn an_offer_of_the_programme_opens_a_ledger_that_the_programme_judges() {
    let home = home();
    let ledger = opened(&home, award());
    let offer = ledger.state().offer();
    assert_eq!((offer.programme, &offer.edition), (home.id, &home.edition));
    assert_eq!(ledger.state().policy(), funding(&home));
    assert_eq!(ledger.state().phase(), Phase::Offered);

    let report = home.check(&ledger, id("2017-09-30"));
    assert_eq!(broken(&report), BTreeSet::new(), "{report}");
    assert_eq!(report.count("programme/other-programme").held, 1);
    assert!(home.validate(ledger.clone(), id("2017-09-30")).is_ok());

    // Another programme has nothing to say of it.
    let report = music().check(&ledger, id("2025-09-30"));
    assert!(broken(&report).contains("programme/other-programme"), "{report}");
}

#[test]
fn a_programme_that_says_nothing_of_money_offers_none() {
    let mut silent = home();
    silent.funding = None;
    assert_eq!(silent.offer(award()), None);
}

#[test]
fn an_award_is_judged_by_the_words_and_sponsors_of_the_edition() {
    let home = home();
    let on = id("2017-09-30");
    let sound = rules::check(&award(), funding(&home), on);
    assert_eq!(broken(&sound), BTreeSet::new(), "{sound}");
    // The foundation pays for two trials, and for no structure.
    let year: AcademicYear = id("2017/18");
    let governance = Line::new("Board", Purpose::Structural(id("governance")), year.period())
        .payable(Payable::by(id("eef"), pounds(1_000)));
    let report = rules::check(&award().with_line(id("board"), governance), funding(&home), on);
    assert_eq!(broken(&report), ["award/sponsor-beyond-purpose".to_owned()].into());
}

// Budgets, caps and thresholds as published.

/// By hand, from the answer to HL10305 and from Schools Week: millions of pounds.
const PUBLISHED: [(&str, u64); 9] = [
    ("2016-17", 14),
    ("2017-18", 19),
    ("2018-19", 23),
    ("2019-20", 30),
    ("2020-21", 6),
    ("2021-22", 9),
    ("2022-23", 26),
    ("2023-24", 32),
    ("2024-25", 29),
];

#[test]
fn the_budgets_are_those_that_were_published() {
    let home = home();
    let dfe = &funding(&home).sponsors[&id("dfe")];
    let published: BTreeMap<Year, Money> = PUBLISHED
        .into_iter()
        .map(|(year, millions)| (id::<FinancialYear>(year).into(), pounds(millions * 1_000_000)))
        .collect();
    assert_eq!(dfe.budgets, published);
    assert!(dfe.structural && dfe.public && !dfe.restricted);
    assert_eq!((dfe.name.as_str(), dfe.years), ("Department for Education", YearKind::Financial));
}

#[test]
fn the_budgets_are_those_of_the_material() {
    let Some(folder) = env::var_os("MATHS_HUBS_DATA").map(PathBuf::from) else {
        println!("MATHS_HUBS_DATA is unset, so budgets are not compared with the material");
        return;
    };
    let facts: Value = serde_json::from_str(&fs::read_to_string(folder.join("programme_facts.json")).unwrap()).unwrap();
    let budgets = facts["funding_programme_gbp_m"].as_object().unwrap();
    // £11 million of 2014 is of no one financial year, and the rest are sources.
    let years = budgets.iter().filter_map(|(year, millions)| Some((year, millions.as_u64()?)));
    let years: BTreeMap<&str, u64> = years
        .map(|(year, millions)| (year.trim_end_matches("_planned"), millions))
        .filter(|it| it.0 != "2014")
        .collect();
    assert_eq!(years, BTreeMap::from(PUBLISHED));
}

#[test]
fn the_foundation_supports_two_trials_and_nothing_else() {
    let home = home();
    let eef = &funding(&home).sponsors[&id("eef")];
    assert_eq!(eef.name, "Education Endowment Foundation");
    assert!(!eef.structural && eef.restricted && !eef.public);
    let Projects::Only(trials) = &eef.projects else { panic!("{:?}", eef.projects) };
    assert_eq!(trials.len(), 2);
    let kind = id("trial");
    assert!(trials.iter().all(|project| eef.pays_for(Purpose::Project { project: *project, kind })));
    assert!(!eef.pays_for(Purpose::Project { project: id("mastery"), kind }));
}

#[test]
fn caps_thresholds_and_refunds_are_those_that_the_issue_and_the_law_name() {
    let home = home();
    let policy = funding(&home);
    let onward = policy.onward.as_ref().unwrap();
    assert_eq!((onward.if_matched, onward.outright, onward.grounds_needed), (pounds(3_000), pounds(6_000), 2));
    let certificate = policy.certificate.unwrap();
    assert_eq!((certificate.threshold, certificate.years), (pounds(40_000), YearKind::Financial));
    let never: Vec<&str> = policy.ineligible.keys().map(|word| word.as_str()).collect();
    assert_eq!(never, ["depreciation", "entertaining", "fines", "gifts", "lobbying", "recoverable-vat"]);
    assert!(never.iter().all(|word| !policy.costs.contains(id(word))));
    let refunds: Vec<(&str, &str)> =
        policy.vat_refunds.iter().map(|(kind, refund)| (kind.as_str(), refund.law.as_str())).collect();
    assert_eq!(
        refunds,
        [
            ("academy-trust", "Value Added Tax Act 1994, section 33B"),
            ("maintained-school", "Value Added Tax Act 1994, section 33, through the school's authority"),
        ]
    );
    assert_eq!(policy.vat_refunds[&id("academy-trust")].since, id::<NaiveDate>("2011-04-01"));
    assert_eq!(policy.unspent, Unspent::Recovered);
}

// Claims.

/// The £11 million of 2014 among the hubs that are certainly at work.
#[test]
fn the_pot_of_2014_goes_to_the_hubs_of_the_real_network_to_the_penny() {
    let pot = pounds(11_000_000);
    for (day, hubs, each, open) in [
        // Twelve hubs are certainly among those of 2014: 1,100,000,000 = 12 × 91,666,666 + 8.
        ("2014-10-01", 12, 91_666_666, 8),
        // Of 40 hubs the record does not say of three that they are at work: 1,100,000,000 = 37 × 29,729,729 + 27.
        (TODAY, 37, 29_729_729, 27),
    ] {
        let claims = home().claims(&real(day));
        assert_eq!(claims.len(), hubs, "{day}");
        let plan = Allocation::of(pot).structural(Formula::equal()).among(&claims).unwrap();
        assert_eq!(plan.total(), pot);
        assert!(plan.shares().all(|(_, share)| share.pence() == each), "{day}");
        let pence: u64 = plan.ties().iter().map(|tie| tie.pence).sum();
        assert_eq!(pence, open, "{day}");
    }
}

#[test]
fn each_programme_shares_money_by_formulas_of_its_own() {
    let home = home();
    let allocation = funding(&home).allocation.as_ref().unwrap();
    // Of 40 hubs 37 claim; what the formula for projects goes by no network knows, so a host that leaves it out is told.
    let network = real(TODAY);
    let pot = pounds(37_000);
    let error = allocation.allocation(pot).among(&home.claims(&network)).unwrap_err().to_string();
    assert!(error.contains("schools-served"), "{error}");
    let claims = home.claims_with(&network, |_, claim| claim.with("schools-served", 100)).unwrap();
    let plan = allocation.allocation(pot).among(&claims).unwrap();
    assert_eq!(plan.total(), pot);
    // Two fifths of £37,000 in 37 equal parts are £400 each, and the rest by equal figures £600.
    assert!(plan.shares().all(|(_, share)| share == pounds(1_000)));

    let music = music();
    let network = music.validate(serde_json::from_str(MUSIC_NETWORK).unwrap(), id(TODAY)).unwrap();
    let claims = music
        .claims_with(&network, |hub, claim| {
            let (pupils, free) = if hub.id().as_str() == "invented-quaver" { (3, 1) } else { (1, 1) };
            claim.with("pupils", pupils)?.with("free-meal-pupils", free)
        })
        .unwrap();
    let plan = funding(&music).allocation.as_ref().unwrap().allocation(pounds(100)).among(&claims).unwrap();
    // £90 by 3 of 4, and £10 by 1 of 2.
    assert_eq!(plan.share(id("invented-quaver")), Some(id("72.50")));
}

/// By hand, from the complete areas of `network.json` that are certainly served on the day: authorities, and the districts
/// and single-tier authorities in them.
const EXACT: [(&str, u32, u32); 18] = [
    ("boolean", 5, 5),
    ("central", 3, 3),
    // Derbyshire has eight districts; Derby, Nottingham, and two districts of Nottinghamshire.
    ("east-midlands-west", 4, 12),
    ("great-north", 6, 6),
    ("london-central-and-north-west", 6, 6),
    ("london-central-and-west", 7, 7),
    ("london-north-east", 6, 6),
    ("london-south-east-plus", 6, 6),
    ("london-south-west", 5, 5),
    ("london-thames", 3, 3),
    ("mobius", 6, 6),
    ("north-west-one", 5, 5),
    ("north-west-three", 5, 5),
    // Coventry, Solihull, and the five districts of Warwickshire.
    ("origin", 3, 7),
    ("shaw", 4, 4),
    ("south-yorkshire", 4, 4),
    ("west-yorkshire", 3, 3),
    ("yorkshire-and-the-humber", 5, 5),
];

#[test]
fn places_are_claimed_where_the_whole_area_is_known_and_nowhere_else() {
    let claims = home().claims(&real(TODAY));
    let (authorities, districts) = (id("authorities"), id("districts"));
    let exact: Vec<_> = claims
        .iter()
        .filter_map(|(hub, claim)| Some((hub.as_str(), claim.get(authorities)?, claim.get(districts)?)))
        .collect();
    assert_eq!(exact, EXACT.map(|(hub, authorities, districts)| (hub, authorities.into(), districts.into())));
    // "At least", known to a region, unknown, and complete from nobody knows when: no figure, and not the least one.
    for hub in ["cambridge", "archimedes-ne", "abacus", "cheshire-and-wirral"] {
        let claim = &claims[&id(hub)];
        assert_eq!((claim.get(authorities), claim.get(districts)), (None, None), "{hub}");
        assert_eq!(claim.get(id("hubs")), Some(1.into()), "{hub}");
    }
    assert!(claims.values().all(|claim| claim.get(id("strategic-partners")).is_none()), "no page lists all partners");
}

#[test]
fn a_formula_by_what_is_not_known_of_every_hub_is_an_error_that_names_one() {
    let claims = home().claims(&real(TODAY));
    let pot = pounds(11_000_000);
    let error = Allocation::of(pot).projects(Formula::by("authorities").unwrap()).among(&claims).unwrap_err();
    assert!(error.to_string().contains("abacus") && error.to_string().contains("authorities"), "{error}");

    // Among those of which it is known: 5 of 86 authorities, 3 of 86.
    let known: BTreeMap<HubId, Claim> =
        claims.into_iter().filter(|(_, claim)| claim.get(id("authorities")).is_some()).collect();
    assert_eq!(EXACT.iter().map(|(_, authorities, _)| authorities).sum::<u32>(), 86);
    let plan = Allocation::of(pounds(8_600_000)).projects(Formula::by("authorities").unwrap()).among(&known).unwrap();
    assert_eq!(plan.share(id("boolean")), Some(pounds(500_000)));
    assert_eq!(plan.share(id("origin")), Some(pounds(300_000)));
    assert_eq!(plan.total(), pounds(8_600_000));
}

#[test]
fn partners_and_work_groups_are_claimed_of_a_record_that_is_complete() {
    let claims = home().claims(&valid(small()));
    // Kelp Island has ended, and Saltmarsh is not at work yet.
    assert_eq!(claims.keys().map(HubId::as_str).collect::<Vec<_>>(), ["brackwater", "nethermoor"]);
    let figures: Vec<(String, String)> =
        claims[&id("brackwater")].figures().map(|(word, figure)| (word.to_string(), figure.to_string())).collect();
    let expected = [
        ("authorities", "2"),
        ("districts", "2"),
        ("hubs", "1"),
        ("operational-partners", "1"),
        ("strategic-partners", "1"),
        ("work-group-schools", "2"),
        ("work-groups", "1"),
    ];
    assert_eq!(figures, expected.map(|(word, figure)| (word.to_owned(), figure.to_owned())));
    let figures: Vec<String> = claims[&id("nethermoor")].figures().map(|(word, _)| word.to_string()).collect();
    assert_eq!(figures, ["hubs"], "its record is not complete, and its area \"at least\"");
}

#[test]
fn one_fact_that_is_half_known_takes_its_figure_away_and_no_other() {
    let figures_without = |change: fn(&mut Hub)| -> BTreeSet<String> {
        let mut network = small();
        change(network.hubs.get_mut(&id("brackwater")).unwrap());
        let claims = home().claims(&valid(network));
        claims[&id("brackwater")].figures().map(|(word, _)| word.to_string()).collect()
    };
    let all = figures_without(|_| {});
    assert_eq!(all.len(), 7);
    let gone = |change| -> Vec<String> { all.difference(&figures_without(change)).cloned().collect() };
    fn gaps_in(hub: &mut Hub, section: Section) {
        hub.incomplete.insert(section);
    }
    fn end_unknown(hub: &mut Hub, partnership: &str) {
        let span = &mut hub.partnerships.get_mut(&id(partnership)).unwrap().span;
        *span = Span::new(span.from(), Some(id("unknown"))).unwrap();
    }
    assert_eq!(gone(|hub| end_unknown(hub, "university")), ["strategic-partners"]);
    assert_eq!(gone(|hub| end_unknown(hub, "tidewell")), ["operational-partners"]);
    assert_eq!(gone(|hub| gaps_in(hub, Section::Partnerships)), ["operational-partners", "strategic-partners"]);
    assert_eq!(gone(|hub| gaps_in(hub, Section::WorkGroups)), ["work-group-schools", "work-groups"]);
    let places = ["authorities", "districts"];
    assert_eq!(gone(|hub| hub.area.area = Area::at_least([id("420"), id("908")])), places);
    assert_eq!(gone(|hub| hub.area.span = Span::new(id("unknown"), None).unwrap()), places);
}

#[test]
fn a_host_adds_figures_and_what_it_refuses_is_refused() {
    let network = real(TODAY);
    let home = home();
    let with_pupils = |pupils: i32| {
        home.claims_with(&network, |hub, claim| {
            if hub.id().as_str() == "solent" { claim.with("pupils", pupils) } else { Ok::<_, Malformed>(claim) }
        })
    };
    let claims = with_pupils(48_200).unwrap();
    assert_eq!(claims[&id("solent")].get(id("pupils")), Some(48_200.into()));
    assert_eq!(claims[&id("boolean")].get(id("pupils")), None);
    assert_eq!(claims.len(), 37);
    assert!(with_pupils(-1).unwrap_err().to_string().starts_with("`-1` is not a figure of a claim"));
}

#[test]
fn hubs_of_another_programme_have_no_claim_and_no_region() {
    let network = music().validate(serde_json::from_str(MUSIC_NETWORK).unwrap(), id(TODAY)).unwrap();
    assert_eq!(music().claims(&network).len(), 2);
    assert_eq!(home().claims(&network), BTreeMap::new());
    assert_eq!(home().regions(&network), BTreeMap::new());
}

// Regions.

#[test]
fn a_hub_has_the_region_of_its_area_or_of_its_leads_or_none() {
    let regions = home().regions(&real(TODAY));
    let of = |hub: &str| regions.get(&id(hub)).copied();
    assert_eq!(of("south-yorkshire"), Some(Region::YorkshireAndTheHumber), "a whole area");
    assert_eq!(of("archimedes-ne"), Some(Region::NorthEast), "an area known to a region");
    assert_eq!(of("cheshire-and-wirral"), Some(Region::NorthWest), "the only area that it may have");
    // Bedford, Luton and Milton Keynes at least: it is led from Milton Keynes.
    assert_eq!(of("enigma"), Some(Region::SouthEast), "its lead");
    // Wiltshire, Swindon and four authorities of Berkshire, and nobody wrote down where its lead lies.
    assert_eq!(of("mobius"), None, "two regions");
    assert_eq!(of("turing-nw"), None, "nobody knows");
    let music_network = music().validate(serde_json::from_str(MUSIC_NETWORK).unwrap(), id(TODAY)).unwrap();
    assert_eq!(music().regions(&music_network).into_values().collect::<Vec<_>>(), [Region::NorthEast; 2]);
}

// Tables of allocations.

#[test]
fn a_table_is_judged_by_the_bounds_of_its_programme_and_by_none_where_it_has_none() {
    let home = home();
    // A quarter is spent centrally, and all that hubs get is structural: both beyond the illustrative bounds.
    let pot = Pot::from_source(id("dfe"), pounds(12_000_000)).less("coordination", pounds(3_000_000)).unwrap();
    let year: AcademicYear = id("2017/18");
    let table =
        AllocationTable::new(home.id, year.into(), pot).with(id("north"), Allotted::new(pounds(9_000_000), pounds(0)));
    let on = id("2017-09-30");
    let beyond = ["allocation/central-costs-large", "allocation/structural-share-outside"].map(str::to_owned);
    assert_eq!(broken(&home.check(&table, on)), beyond.into());
    let mut silent = home.clone();
    silent.funding.as_mut().unwrap().allocation = None;
    assert_eq!(broken(&silent.check(&table, on)), BTreeSet::new());
    silent.funding = None;
    assert_eq!(broken(&silent.check(&table, on)), BTreeSet::new());
    assert_eq!(
        broken(&music().check(&table, id("2025-09-30"))),
        ["allocation/central-costs-large", "programme/other-programme"].map(str::to_owned).into()
    );
}

// A sister edition.

#[test]
fn a_sister_edition_pays_by_data_alone() {
    let music = music();
    let policy = funding(&music);
    assert_eq!(policy.unspent, Unspent::CarriedUpTo(id("1/10")));
    assert!(policy.certificate.unwrap().grants_add_up);
    assert_eq!(policy.sponsors[&id("council")].budgets[&id("2025/26")].to_string(), "£950,000.50");

    let year: AcademicYear = id("2025/26");
    let kind = id("ensemble");
    let award = |instruments: Payable, ensemble: Payable| {
        let ensemble = Line::new("Ensemble", Purpose::Project { project: id("county-ensemble"), kind }, year.period())
            .payable(ensemble);
        let instruments =
            Line::new("Violins", Purpose::Structural(id("instruments")), year.period()).payable(instruments);
        Award::new(id("67e55044-10b1-426f-9247-bb680e5fe0c8"), id("X-BODY-invented-council"), id("council"), year)
            .with_line(id("violins"), instruments)
            .with_line(id("ensemble"), ensemble)
            .by_authority(Authority::new("an invented Act", id("00000000-0000-4000-8000-000000000001"), "done", "one"))
    };
    let (council, bandstand) = (id("council"), id("bandstand"));
    let shared = Payable::by(council, pounds(400)).and(bandstand, pounds(100)).unwrap();
    let sound = award(Payable::by(council, pounds(900)), shared.clone());
    let report = rules::check(&sound, policy, id(TODAY));
    assert_eq!(broken(&report), BTreeSet::new(), "{report}");
    assert_eq!(opened(&music, sound.clone()).state().policy(), policy);

    // The trust pays for one ensemble and nothing else; by the words of the home edition nothing here is known.
    let report = rules::check(&award(Payable::by(bandstand, pounds(900)), shared), policy, id(TODAY));
    assert_eq!(broken(&report), ["award/sponsor-beyond-purpose".to_owned()].into());
    let report = rules::check(&sound, funding(&home()), id(TODAY));
    assert_eq!(broken(&report), ["award/sponsor-unknown", "award/word-unknown"].map(str::to_owned).into());
}

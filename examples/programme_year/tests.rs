//! What the report of a year says, and which years are refused.

use std::path::Path;

use maths_hubs::network::Addressee;
use serde_json::{Value, json};

use super::*;
use crate::{
    report::{Pictures, page},
    request::BUNDLED,
};

const COMPUTING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/computing_year.json");

fn story(year: &str) -> Story {
    lived(Material::read(Path::new(year)).unwrap()).unwrap()
}

fn html(story: &Story) -> String {
    page(story, &Pictures::of(story).unwrap()).unwrap().into_string()
}

/// The year of Computing Hubs with another value at a JSON pointer.
fn year_with(pointer: &str, value: Value) -> YearFile {
    let mut year: Value = serde_json::from_str(&std::fs::read_to_string(COMPUTING).unwrap()).unwrap();
    *year.pointer_mut(pointer).unwrap() = value;
    serde_json::from_value(year).unwrap()
}

#[test]
fn the_page_reads_without_a_click_and_loads_nothing() {
    for (year, missing) in
        [(BUNDLED, "13 of its hubs are not on the map"), (COMPUTING, "those of the list.</figcaption>")]
    {
        let page = html(&story(year));
        // The numbers of the map are explained on paper too, where what is folded is gone.
        let list = page.find(" hubs by number").unwrap();
        assert!(page[..list].rfind("<details open>") > page[..list].rfind("</details>"), "{year}");
        assert!(page.contains(missing), "{year}");
        // The trial stands with the projects, before what schools asked for.
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
        assert!(at("Projects across hubs") < at(": a trial in ") && at(": a trial in ") < at("What schools asked for"));
        for loads in ["<script", "<link", "<img", "src=", "url(", "@import", "href=\"http"] {
            assert!(!page.contains(loads), "{loads}");
        }
    }
}

#[test]
fn who_looks_after_a_place_is_named() {
    let page = html(&story(BUNDLED));
    assert!(page.contains("North West Two looks after it in the interim"));
    assert!(!page.contains("X-BODY-north-west-two"));
}

#[test]
fn a_hub_has_no_partner_before_it_is_there() {
    let Story { record, founded, .. } = story(BUNDLED);
    for new in founded.appointments.iter().filter(|it| it.is_new) {
        for partnership in record.network.hubs[&new.hub].partnerships.values() {
            assert!(partnership.span.from().earliest() >= Some(new.from), "{} {:?}", new.hub, partnership.span);
        }
    }
}

#[test]
fn nobody_asks_a_hub_that_it_leads_itself() {
    for year in [BUNDLED, COMPUTING] {
        let Story { record, year, .. } = story(year);
        for enquiry in year.enquiries.enquiries.values() {
            let from = serde_json::to_value(enquiry.from).unwrap();
            let Addressee::Hub(hub) = enquiry.is_with() else { continue };
            let leads = record.network.hubs[&hub].leadership.tenures.values().flat_map(|tenure| tenure.leads.keys());
            assert!(leads.into_iter().all(|lead| from["organisation"] != json!(lead)), "{hub}: {from}");
        }
    }
}

#[test]
fn a_year_whose_days_are_out_of_order_is_refused() {
    for (pointer, value, why) in [
        (
            "/closed_on",
            json!("2027-01-01"),
            "forum_on of the autumn 2027/28 term (2027-11-17) lies after closed_on (2027-01-01)",
        ),
        ("/seen_on", json!("2029-01-01"), "seen_on (2029-01-01) lies after counted_on (2027-07-05)"),
        (
            "/recovered_on",
            json!("2027-09-01"),
            "approved_on of the autumn 2027/28 term (2028-01-20) lies after recovered_on (2027-09-01)",
        ),
        ("/terms/1/term", json!("autumn 2020/21"), "terms: the autumn 2020/21 term is none of 2027/28"),
        ("/year", json!("2028/29"), "terms: the autumn 2027/28 term is none of 2028/29"),
    ] {
        assert_eq!(year_with(pointer, value).days_are_in_order(), Err(why.to_owned()));
    }
    assert_eq!(year_with("/asked", json!([])).days_are_in_order(), Ok(()));
    let two = year_with("/pot/sources", json!({"dfe": {"amount": "1.00"}, "young-programmers": {"amount": "1.00"}}));
    assert_eq!(two.has_one_source(), Err("pot: 2 sources, where this example takes one".to_owned()));
}

//! The money: where it came from, what each hub gets and why, and what became of it.

use std::error::Error;

use maths_hubs::{
    funding::{
        purpose::Side,
        statement::{Figures, Table},
    },
    identifiers::HubId,
    money::Money,
};
use maud::{Markup, html};
use svg::{
    Document,
    node::element::{Group, Title},
};

use super::{
    figure,
    picture::{PROJECTS, STRUCTURAL, WIDTH, along, bar, empty, short, text},
};
use crate::{Story, money::largest_first};

pub fn part(story: &Story, bars: &Document) -> Result<Markup, Box<dyn Error>> {
    let Story { year, plan, cash, accrual, record, .. } = story;
    let (pot, division) = (&year.pot, plan.division());
    let hubs = largest_first(plan);
    let region = |hub: &HubId| record.network.on(year.counted_on).hub(hub.as_str()).ok()?.home_region();
    let regions = hubs.iter().filter_map(|(hub, _)| Some((*hub, region(hub)?))).collect();
    let explained = hubs.first().map(|(hub, _)| plan.explain(hub.as_str())).transpose()?;
    Ok(html! {
        table.sums {
            tbody {
                @for (sponsor, fund) in &pot.sources { tr { th scope="row" { "from " (sponsor) } td.number { (fund.amount) } } }
                @for (what, amount) in &pot.central { tr { th scope="row" { "less " (what) } td.number { "−" (amount) } } }
                tr.total { th scope="row" { "to " (plan.shares().len()) " hubs" } td.number { (plan.total()) } }
                tr { th scope="row" { "of which structural" } td.number { (division.structural) } }
                tr { th scope="row" { "of which for projects" } td.number { (division.projects) } }
            }
        }
        (figure(bars, "Structural and project money of each hub, the largest first."))
        @if let Some(explained) = &explained { details { summary { "Why so much: the largest share" } pre { (explained) } } }
        h3 { "What became of it" }
        p { "By cash, in the hubs' academic year." }
        (table("Sponsor", &cash.by_sponsor(), |sponsor| sponsor.map_or_else(|| "nobody".to_owned(), |it| it.to_string())))
        (table("Side", &cash.by_side(), |side| side.to_string()))
        (table("Region", &cash.by_region(&regions), |place| place.to_string()))
        p { "By accrual, in the financial years of who pays." }
        (table("Year", &accrual.by_year(), |year| year.to_string()))
    })
}

const HEADS: [&str; 4] = ["Committed", "Approved", "Paid", "Recovered"];

/// The figures of each group, and their total, which is the sum of them.
fn table<K: Ord>(what: &str, of: &Table<K>, name: impl Fn(&K) -> String) -> Markup {
    let cells = |it: Figures| [it.committed(), it.approved(), it.paid(), it.recovered()];
    html! {
        div.scroll { table {
            thead { tr { th { (what) } @for head in HEADS { th.number { (head) } } } }
            tbody {
                @for (key, figures) in of.groups() { tr { th scope="row" { (name(key)) } @for cell in cells(figures) { td.number { (cell) } } } }
                tr.total { th scope="row" { "in all" } @for cell in cells(of.total()) { td.number { (cell) } } }
            }
        } }
    }
}

const TOP: i64 = 40;
const ROW: i64 = 16;
const LEFT: i64 = 172;
const LONGEST: i64 = 190;

/// A stacked bar for each hub.
pub fn bars(story: &Story) -> Document {
    let hubs = largest_first(&story.plan);
    let whole = |sides: &[Money; 2]| sides.iter().map(|side| side.pence()).sum::<u64>();
    let most = hubs.iter().map(|(_, sides)| whole(sides)).max().unwrap_or(1);
    let height = TOP + ROW * hubs.len() as i64 + 6;
    let names: Vec<String> = hubs.iter().take(3).map(|(hub, _)| hub.to_string()).collect();
    let description =
        format!("A stacked bar for each of {} hubs, the largest first: {}.", hubs.len(), names.join(", "));
    let mut picture = empty("bars", "Structural and project money per hub", &description, height);
    for (x, side, colour) in [(LEFT, Side::Structural, STRUCTURAL), (LEFT + 100, Side::Projects, PROJECTS)] {
        picture = picture.add(bar(x, 12, 11, 11, colour)).add(text(x + 16, 21, side.to_string()));
    }
    for (row, (hub, sides)) in (0..).zip(&hubs) {
        let (y, mut x) = (TOP + row * ROW, LEFT);
        let name = story.record.network.hubs.get(hub).map_or_else(|| hub.to_string(), |it| it.name.clone());
        let [structural, projects] = sides;
        let share = plan_share(sides);
        let mut group = Group::new()
            .add(Title::new(format!("{name}: {structural} structural, {projects} for projects, {share} in all")));
        group =
            group.add(text(LEFT - 6, y + 10, short(hub.as_str(), 27)).set("text-anchor", "end").set("font-size", 10));
        for (amount, colour) in sides.iter().zip([STRUCTURAL, PROJECTS]) {
            let width = along(amount.pence(), most, LONGEST);
            group = group.add(bar(x, y, width, ROW - 4, colour));
            x += width;
        }
        picture = picture.add(group.add(text(WIDTH - 2, y + 10, share).set("text-anchor", "end").set("font-size", 10)));
    }
    picture
}

fn plan_share(sides: &[Money; 2]) -> String {
    Money::sum(sides.iter().copied()).map_or_else(|error| error.to_string(), |share| share.to_string())
}

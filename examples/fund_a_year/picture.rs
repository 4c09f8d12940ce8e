//! A picture of the allocation: a bar for each hub, structural and project money end to end.
//!
//! It is written with the crate `svg`, which composes elements and nothing else. A plotting library would lay out axes by
//! itself, but those at hand write no `<title>`, no `<desc>` and no role, so that a screen reader has nothing to read.

use maths_hubs::{
    funding::{allocation::Plan, purpose::Side},
    identifiers::HubId,
    money::Money,
};
use svg::{
    Document,
    node::element::{Description, Group, Line, Rectangle, Text, Title},
};

/// Dark and light, so that they differ on grey paper too.
const STRUCTURAL: &str = "#1d4f7c";
const PROJECTS: &str = "#f2b04a";
const INK: &str = "#1a1a1a";

/// Places and sizes, in the units of the picture.
const WIDTH: u64 = 800;
const TOP: u64 = 112;
const ROW: u64 = 24;
const LEFT: u64 = 116;
/// How long a bar of £500,000 is.
const LONGEST: u64 = 600;

/// How far an amount reaches, to the nearest unit.
fn across(amount: Money) -> u64 {
    (amount.pence() * LONGEST + 25_000_000) / 50_000_000
}

/// The picture of a plan, the largest shares first.
pub fn of(plan: &Plan) -> Document {
    let mut shares: Vec<(HubId, Money)> = plan.shares().collect();
    shares.sort_by_key(|(hub, share)| (std::cmp::Reverse(*share), *hub));
    let bottom = (0..).zip(&shares).last().map_or(TOP, |(row, _)| TOP + (row + 1) * ROW);

    let title = "What each of 32 invented hubs gets in 2014/15, structural and project money";
    let description = format!(
        "A stacked bar for each hub, from {} to {}. All hubs get the same structural money; project money goes by schools \
         served, within a floor and a cap. Of the figures only the pot of £11,000,000 is real.",
        shares.first().map(told).unwrap_or_default(),
        shares.last().map(told).unwrap_or_default(),
    );
    let mut picture = Document::new()
        .set("viewBox", (0, 0, WIDTH, bottom + 48))
        .set("role", "img")
        .set("aria-labelledby", "title description")
        .set("font-family", "Helvetica, Arial, sans-serif")
        .set("font-size", 13)
        .set("fill", INK)
        .add(Title::new(title).set("id", "title"))
        .add(Description::new().set("id", "description").add(svg::node::Text::new(description)))
        .add(Rectangle::new().set("width", "100%").set("height", "100%").set("fill", "#ffffff"))
        .add(at(16, 30, "What each hub gets in 2014/15").set("font-size", 19).set("font-weight", "bold"))
        .add(at(16, 52, "Hubs, schools and shares are invented; only the pot of £11,000,000 is published."))
        .add(legend(LEFT, "structural", STRUCTURAL))
        .add(legend(LEFT + 120, "projects", PROJECTS))
        .add(at(WIDTH - 16, 82, "in all").set("text-anchor", "end"));

    for pounds in [0, 100_000, 200_000, 300_000, 400_000] {
        let x = LEFT + pounds * LONGEST / 500_000;
        let line = Line::new().set("x1", x).set("x2", x).set("y1", TOP - 6).set("y2", bottom + 2);
        let label = if pounds == 0 { "£0".to_owned() } else { format!("£{},000", pounds / 1_000) };
        picture = picture
            .add(line.set("stroke", if pounds == 0 { INK } else { "#c8c8c8" }))
            .add(at(x, bottom + 22, label).set("text-anchor", "middle"));
    }
    for (row, (hub, share)) in (0..).zip(&shares) {
        picture = picture.add(bar(plan, *hub, *share, TOP + row * ROW));
    }
    picture
}

fn bar(plan: &Plan, hub: HubId, share: Money, y: u64) -> Group {
    let structural = plan.portion(hub, Side::Structural).unwrap_or_default().amount;
    let projects = plan.portion(hub, Side::Projects).unwrap_or_default().amount;
    let (middle, end) = (LEFT + across(structural), LEFT + across(share));
    let part = |from: u64, to: u64, colour: &str| {
        Rectangle::new().set("x", from).set("y", y).set("width", to - from).set("height", ROW - 6).set("fill", colour)
    };
    Group::new()
        .add(Title::new(format!("{hub}: {structural} structural, {projects} for projects, {share} in all")))
        .add(at(LEFT - 8, y + 14, hub.as_str()).set("text-anchor", "end"))
        .add(part(LEFT, middle, STRUCTURAL))
        .add(part(middle, end, PROJECTS))
        .add(at(WIDTH - 16, y + 14, share.to_string()).set("text-anchor", "end"))
}

fn legend(x: u64, what: &str, colour: &str) -> Group {
    let square = Rectangle::new().set("x", x).set("y", 70).set("width", 14).set("height", 14).set("fill", colour);
    Group::new().add(square).add(at(x + 20, 82, what))
}

fn at(x: u64, y: u64, text: impl Into<String>) -> Text {
    Text::new(text).set("x", x).set("y", y)
}

fn told((hub, share): &(HubId, Money)) -> String {
    format!("{share} ({hub})")
}

//! All pictures of a year, each by itself and all on one sheet.

use std::error::Error;

use svg::{Document, Node, node::element::Rectangle};

use super::{
    findings, funnel, map, marks, money,
    picture::{INK, WIDTH, text},
    round::explained,
};
use crate::{Story, round};

/// The pictures of the report.
pub struct Pictures {
    pub map: map::Map,
    pub funnel: Document,
    pub marks: Document,
    pub bars: Document,
    pub findings: Document,
}

const GAP: i64 = 24;
const HEAD: i64 = 64;

impl Pictures {
    pub fn of(story: &Story) -> Result<Self, Box<dyn Error>> {
        let selection = story.round.decide(round::decided_on(&story.round))?;
        let explained = explained(&selection);
        Ok(Self {
            map: map::of("map", &story.seen.on(story.year.seen_on)),
            funnel: funnel::of(&story.round, &explained),
            marks: marks::of(&explained),
            bars: money::bars(story),
            findings: findings::picture(story),
        })
    }

    /// One sheet with all of them, in two columns.
    pub fn sheet(&self, story: &Story) -> Document {
        let columns = [
            vec![
                ("The network", &self.map.picture),
                ("The funnel of the round", &self.funnel),
                ("Findings", &self.findings),
            ],
            vec![("Marks by criterion", &self.marks), ("Structural and project money", &self.bars)],
        ];
        let (mut sheet, mut bottom) = (Document::new(), 0);
        for (column, pictures) in (0..).zip(columns) {
            let (x, mut y) = (GAP + column * (WIDTH + GAP), HEAD);
            for (title, picture) in pictures {
                let high = height(picture);
                let placed =
                    Document::clone(picture).set("x", x).set("y", y + 24).set("width", WIDTH).set("height", high);
                sheet = sheet.add(text(x, y + 12, title).set("font-weight", "bold").set("font-size", 14)).add(placed);
                y += high + 24 + GAP;
            }
            bottom = bottom.max(y);
        }
        let (width, paper) =
            (2 * WIDTH + 3 * GAP, Rectangle::new().set("width", "100%").set("height", "100%").set("fill", "#ffffff"));
        let title = text(GAP, 34, &story.year.title).set("font-size", 20).set("font-weight", "bold");
        let whole = Document::new()
            .set("viewBox", (0, 0, width, bottom))
            .set("fill", INK)
            .set("font-family", "Helvetica, Arial, sans-serif");
        whole
            .add(paper)
            .add(title)
            .add(text(GAP, 52, "All but the network on record is invented.").set("font-size", 12))
            .add(sheet)
    }
}

/// The height that a picture says it has.
fn height(picture: &Document) -> i64 {
    let of_box = picture.get_attributes().and_then(|it| it.get("viewBox")).map(ToString::to_string).unwrap_or_default();
    of_box.split_whitespace().last().and_then(|height| height.parse().ok()).unwrap_or_default()
}

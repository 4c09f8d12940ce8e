//! What all pictures have in common: narrow enough for a phone, with a title and a description for who cannot see them.

use svg::{
    Document,
    node::element::{Description, Rectangle, Text, Title},
};

/// Dark and light, so that they differ on grey paper too.
pub const STRUCTURAL: &str = "#1d4f7c";
pub const PROJECTS: &str = "#f2b04a";
pub const INK: &str = "#1a1a1a";
pub const FAINT: &str = "#b9b9b9";
pub const ALARM: &str = "#b3261e";

/// The width of a picture, in units of which its letters are 11 high.
pub const WIDTH: i64 = 440;

/// An empty picture of this height.
pub fn empty(id: &str, title: &str, description: &str, height: i64) -> Document {
    let (titled, described) = (format!("{id}-title"), format!("{id}-description"));
    Document::new()
        .set("viewBox", (0, 0, WIDTH, height))
        .set("role", "img")
        .set("aria-labelledby", format!("{titled} {described}"))
        .set("font-family", "Helvetica, Arial, sans-serif")
        .set("font-size", 11)
        .set("fill", INK)
        .add(Title::new(title).set("id", titled))
        .add(Description::new().set("id", described).add(svg::node::Text::new(description)))
}

pub fn text(x: i64, y: i64, text: impl Into<String>) -> Text {
    Text::new(text).set("x", x).set("y", y)
}

pub fn bar(x: i64, y: i64, width: i64, height: i64, colour: &str) -> Rectangle {
    Rectangle::new().set("x", x).set("y", y).set("width", width.max(0)).set("height", height).set("fill", colour)
}

/// How far `part` of `whole` reaches along `length`, to the nearest unit.
pub fn along(part: u64, whole: u64, length: i64) -> i64 {
    let (part, whole, length) = (i128::from(part), i128::from(whole.max(1)), i128::from(length));
    i64::try_from((part * length * 2 + whole) / (whole * 2)).unwrap_or_default()
}

/// A name that fits beside a tile or a bar; the whole of it stands in the title.
pub fn short(name: &str, most: usize) -> String {
    let name = name.trim_end_matches(" (invented)");
    if name.chars().count() <= most { name.to_owned() } else { name.chars().take(most - 1).chain(['…']).collect() }
}

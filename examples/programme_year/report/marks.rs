//! Marks by criterion: a tile for each candidate and criterion.

use maths_hubs::{ratio::Ratio, selection::outcome::Explained};
use svg::{
    Document,
    node::element::{Group, Title},
};

use super::picture::{INK, WIDTH, along, bar, empty, short, text};

const TOP: i64 = 22;
const ROW: i64 = 26;
const LEFT: i64 = 190;

pub fn of(explained: &[Explained]) -> Document {
    let marked: Vec<&Explained> =
        explained.iter().filter(|it| it.lines.iter().any(|line| line.points.is_some())).collect();
    let columns = marked.iter().map(|it| it.lines.len()).max().unwrap_or(1).max(1) as i64;
    let wide = (WIDTH - LEFT - 4) / columns;
    let height = TOP + ROW * marked.len() as i64 + 4;
    let description =
        format!("The marks of {} candidates, by {columns} criteria; the list below has their totals.", marked.len());
    let mut picture = empty("marks", "Marks by criterion", &description, height);
    for column in 0..columns {
        picture = picture
            .add(text(LEFT + column * wide + wide / 2, 14, (column + 1).to_string()).set("text-anchor", "middle"));
    }
    for (row, it) in (0..).zip(marked) {
        let y = TOP + row * ROW;
        picture = picture.add(text(LEFT - 6, y + 16, short(&it.name, 30)).set("text-anchor", "end"));
        for (column, line) in (0..).zip(&it.lines) {
            let part = line.points.map_or(0, |points| percent(points, line.applied));
            let x = LEFT + column * wide;
            // From light to dark blue, so that it reads on grey paper too.
            let light = 92 - along(part, 100, 62);
            let ink = if light < 60 { "#ffffff" } else { INK };
            let mark = line.mark.map_or_else(|| "–".to_owned(), |mark| mark.to_string());
            let title = Title::new(format!("{}, {}: {mark}, {}", it.name, line.title, line.descriptor));
            // A mark that is a long word is written smaller.
            let size = (wide * 5 / 3 / (mark.chars().count() as i64).max(1)).clamp(6, 11);
            let mut mark = text(x + wide / 2 - 1, y + 16, mark).set("text-anchor", "middle").set("fill", ink);
            if size < 11 {
                mark = mark.set("font-size", size);
            }
            let tile = bar(x, y, wide - 2, ROW - 2, &format!("hsl(208, 60%, {light}%)"));
            let tile = Group::new().add(title).add(tile).add(mark);
            picture = picture.add(tile);
        }
    }
    picture
}

/// How many hundredths of the points to be had were earned.
fn percent(points: Ratio, of: Ratio) -> u64 {
    let share = points.over(of).and_then(|share| share.times(Ratio::from(100_u32))).ok();
    share.map_or(0, |share| share.to_fixed(0, maths_hubs::ratio::Rounding::HalfUp).parse().unwrap_or_default())
}

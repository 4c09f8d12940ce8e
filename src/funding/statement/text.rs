//! Statements and tables as text.

use std::fmt;

use super::{Figures, Label, Statement, Table};
use crate::money::Balance;

/// A column of figures.
struct Column {
    heading: &'static str,
    figure: fn(Figures) -> Balance,
    /// Whether it stands also where all of it is nothing.
    always: bool,
}

/// The columns in the order in which money goes. Some stand only where some group has any, so that no figure is hidden: what
/// was paid or brought forward and not approved was recovered, carried or written off, or is unspent.
const COLUMNS: [Column; 12] = [
    Column { heading: "committed", figure: Figures::committed, always: true },
    Column { heading: "claimed", figure: Figures::claimed, always: true },
    Column { heading: "approved", figure: Figures::approved, always: true },
    Column { heading: "paid", figure: Figures::paid, always: true },
    Column { heading: "brought forward", figure: Figures::brought_forward, always: false },
    Column { heading: "recovered", figure: Figures::recovered, always: false },
    Column { heading: "carried", figure: Figures::carried, always: false },
    Column { heading: "written off", figure: Figures::written_off, always: false },
    Column { heading: "remaining", figure: Figures::remaining, always: true },
    Column { heading: "unspent", figure: Figures::unspent, always: true },
    Column { heading: "passed on", figure: Figures::passed_on, always: false },
    Column { heading: "matched", figure: Figures::matched, always: false },
];

/// One line: the cells of a key, then those of its figures.
struct Line {
    key: Vec<String>,
    figures: Vec<String>,
}

impl Line {
    fn of(key: Vec<String>, figures: Figures, columns: &[&Column]) -> Self {
        Self { key, figures: columns.iter().map(|column| (column.figure)(figures).to_string()).collect() }
    }

    /// How many characters each cell has.
    fn widths(&self) -> impl Iterator<Item = usize> {
        self.key.iter().chain(&self.figures).map(|cell| cell.chars().count())
    }

    fn write(&self, widths: &[usize], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut widths = widths.iter().copied();
        for (at, cell) in self.key.iter().enumerate() {
            let (gap, width) = (if at == 0 { "" } else { "  " }, widths.next().unwrap_or_default());
            write!(f, "{gap}{cell:<width$}")?;
        }
        for cell in &self.figures {
            let width = widths.next().unwrap_or_default();
            write!(f, "  {cell:>width$}")?;
        }
        writeln!(f)
    }
}

/// Headings, groups and total between rules, in columns of characters as a terminal shows them; the last line ends too.
///
/// It shows committed, claimed, approved, paid, remaining and unspent; and brought forward, recovered, carried, written off, passed on and
/// matched where some group has any.
impl<K: Ord + Label> fmt::Display for Table<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown =
            |column: &&Column| column.always || self.groups().any(|(_, figures)| !(column.figure)(figures).is_zero());
        let columns: Vec<&Column> = COLUMNS.iter().filter(shown).collect();
        let headings = K::headings();
        let keys = headings.len();
        let heading = Line {
            key: headings.into_iter().map(str::to_owned).collect(),
            figures: columns.iter().map(|column| column.heading.to_owned()).collect(),
        };
        let groups: Vec<Line> = self
            .groups()
            .map(|(key, figures)| {
                let mut cells = key.cells();
                cells.resize(keys, String::new());
                Line::of(cells, figures, &columns)
            })
            .collect();
        // The word stands where the keys do, if there are any.
        let total = std::iter::once("total".to_owned()).chain(std::iter::repeat_with(String::new)).take(keys).collect();
        let total = Line::of(total, self.total(), &columns);

        let mut widths: Vec<usize> = heading.widths().collect();
        for line in groups.iter().chain([&total]) {
            for (width, found) in widths.iter_mut().zip(line.widths()) {
                *width = found.max(*width);
            }
        }
        let gaps = widths.len().saturating_sub(1).saturating_mul(2);
        let whole = widths.iter().fold(gaps, |whole, width| whole.saturating_add(*width));
        heading.write(&widths, f)?;
        writeln!(f, "{:-<whole$}", "")?;
        for line in &groups {
            line.write(&widths, f)?;
        }
        writeln!(f, "{:-<whole$}", "")?;
        total.write(&widths, f)
    }
}

/// Its terms, then its figures by line, sponsor and year.
impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Statement {}", self.terms)?;
        self.by_line_sponsor_and_year().fmt(f)
    }
}

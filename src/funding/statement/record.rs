//! A statement as a document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Basis, Figures, Month, Row, Statement, Table, Terms, TooLarge};
use crate::{
    calendar::Year,
    document::{Format, FormatName, Malformed},
    funding::purpose::Purpose,
    identifiers::{AwardId, HubId, LineId, SponsorId},
};

/// The format of [`Statement`]: `maths-hubs/statement/1`.
#[derive(Debug)]
pub enum StatementFormat {}

impl FormatName for StatementFormat {
    const NAME: &'static str = "maths-hubs/statement";
    const VERSION: u32 = 1;
}

/// How a statement stands in a document.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct Written {
    #[serde(rename = "$format")]
    format: Format<StatementFormat>,
    terms: Terms,
    rows: Vec<WrittenRow>,
}

crate::document::as_document! { Written }

#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct WrittenRow {
    award: AwardId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hub: Option<HubId>,
    line: LineId,
    purpose: Purpose,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sponsor: Option<SponsorId>,
    year: Year,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    month: Option<Month>,
    figures: Figures,
}

crate::document::as_record! {
    WrittenRow, r#"a row of a statement: {"award": …, "line": …, "purpose": …, "year": …, "figures": …}"#;
}

impl Serialize for Statement {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.rows.groups().map(|(row, figures)| {
            let Row { award, hub, line, purpose, sponsor, year, month } = *row;
            WrittenRow { award, hub, line, purpose, sponsor, year, month, figures }
        });
        let written = Written { format: Format::default(), terms: self.terms.clone(), rows: rows.collect() };
        Serialize::serialize(&written, serializer)
    }
}

impl<'de> Deserialize<'de> for Statement {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = <Written as Deserialize>::deserialize(deserializer)?;
        Self::try_from(written).map_err(serde::de::Error::custom)
    }
}

#[derive(Debug, thiserror::Error)]
enum Unread {
    #[error(transparent)]
    Row(#[from] Malformed),
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl TryFrom<Written> for Statement {
    type Error = Unread;

    fn try_from(Written { terms, rows: written, .. }: Written) -> Result<Self, Unread> {
        let mut rows = BTreeMap::new();
        for WrittenRow { award, hub, line, purpose, sponsor, year, month, figures } in written {
            let refused = |allowed| {
                let month = month.map(|month| format!(", {month}")).unwrap_or_default();
                let found = format_args!("award {award}, line {line}, {year}{month}");
                Malformed::new("a row of this statement", found, allowed)
            };
            if figures.is_nothing() {
                return Err(refused("a figure that is not nothing").into());
            }
            if year.kind() != terms.years {
                return Err(refused("a year of the kind that the statement's terms name").into());
            }
            match (terms.basis, month) {
                (Basis::Cash, Some(month)) if month.year(terms.years) == Some(year) => {}
                (Basis::Cash, _) => return Err(refused("by cash, a month of the row's year").into()),
                (Basis::Accrual, None) => {}
                (Basis::Accrual, Some(_)) => return Err(refused("by accrual, a year without a month").into()),
            }
            if month.is_some_and(|month| month.first_day() > terms.on) {
                return Err(refused("a month that has begun on the statement's day").into());
            }
            let row = Row { award, hub, line, purpose, sponsor, year, month };
            if rows.insert(row, figures).is_some() {
                return Err(refused("each award, hub, line, purpose, sponsor, year and month once").into());
            }
        }
        Ok(Self { terms, rows: Table::of(rows)? })
    }
}

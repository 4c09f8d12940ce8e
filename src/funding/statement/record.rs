//! A statement as a document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Basis, Figures, Row, Statement, Table, Terms, TooLarge};
use crate::{
    calendar::Month,
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
    month: Month,
    figures: Figures,
}

crate::document::as_record! {
    WrittenRow, r#"a row of a statement: {"award": …, "line": …, "purpose": …, "month": …, "figures": …}"#;
}

impl Serialize for Statement {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.rows.groups().map(|(row, figures)| {
            let Row { award, hub, line, purpose, sponsor, month, .. } = *row;
            WrittenRow { award, hub, line, purpose, sponsor, month, figures }
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
        for WrittenRow { award, hub, line, purpose, sponsor, month, figures } in written {
            let refused = |allowed| {
                let found = format_args!("award {award}, line {line}, {month}");
                Malformed::new("a row of this statement", found, allowed)
            };
            if figures.is_nothing() {
                return Err(refused("a figure that is not nothing").into());
            }
            let Some(year) = terms.years.containing(month.first_day()) else {
                return Err(refused("a month that lies in a year of the terms' kind").into());
            };
            if terms.basis == Basis::Cash && month.first_day() > terms.on {
                return Err(refused("by cash, a month that has begun on the statement's day").into());
            }
            let row = Row { award, hub, line, purpose, sponsor, year, month };
            if rows.insert(row, figures).is_some() {
                return Err(refused("each award, hub, line, purpose, sponsor and month once").into());
            }
        }
        Ok(Self { terms, rows: Table::of(rows)? })
    }
}

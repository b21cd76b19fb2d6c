//! The editable table of time limits, and what it said at any time.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use huishang_domain::clock::Terms;
use huishang_domain::ids::AccountId;
use huishang_domain::limits::{Basis, Limit, LimitCode, Unit};

use crate::{StoreError, Tx};

/// A limit as an administrator keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitRecord {
    /// How long.
    pub limit: Limit,
    /// Yellow from this share of the time on, in percent.
    pub warn_at_percent: u8,
}

/// A row of the table as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct LimitRow {
    pub code: String,
    pub version: i64,
    pub name: String,
    pub amount: i64,
    pub unit: Unit,
    pub warning_share: i64,
    pub basis: Basis,
    pub source: String,
    pub active: bool,
    pub updated_at: DateTime<Utc>,
}

/// What a limit once was.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct LimitThen {
    pub limit_code: String,
    pub since: DateTime<Utc>,
    pub amount: i64,
    pub unit: Unit,
    pub warning_share: i64,
    pub active: bool,
}

/// The whole table, in its order.
pub async fn all(tx: &mut Tx) -> Result<Vec<LimitRow>, StoreError> {
    fetch_all!(
        tx,
        LimitRow,
        "SELECT code, version, name, amount, unit, warning_share, basis, source, active, updated_at
         FROM limits ORDER BY position, code"
    )
}

/// All that the table ever said, newest first.
pub async fn then(tx: &mut Tx) -> Result<Vec<LimitThen>, StoreError> {
    fetch_all!(
        tx,
        LimitThen,
        "SELECT limit_code, since, amount, unit, warning_share, active FROM limit_history ORDER BY limit_code, since DESC"
    )
}

/// Writes a row, if it still has that version; gives whether it had. What it was is remembered by the database.
pub async fn update(
    tx: &mut Tx,
    row: &LimitRow,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE limits SET amount = $3, unit = $4, warning_share = $5, basis = $6, source = $7, active = $8,
                version = version + 1, updated_at = $9, updated_by = $10
         WHERE code = $1 AND version = $2",
        &row.code,
        row.version,
        row.amount,
        row.unit,
        row.warning_share,
        row.basis,
        &row.source,
        row.active,
        at,
        by
    )?;
    Ok(done == 1)
}

/// The limit with this code; none when it was taken out of use.
pub async fn find(tx: &mut Tx, code: LimitCode) -> Result<Option<LimitRecord>, StoreError> {
    let row: Option<(i64, Unit, i64)> = fetch_optional!(
        tx,
        (i64, Unit, i64),
        "SELECT CAST(amount AS BIGINT), unit, CAST(warning_share AS BIGINT) FROM limits WHERE code = $1 AND active",
        code
    )?;
    Ok(row.map(|(amount, unit, share)| record(amount, unit, share)))
}

fn record(amount: i64, unit: Unit, share: i64) -> LimitRecord {
    LimitRecord {
        limit: Limit { amount: u32::try_from(amount).unwrap_or_default(), unit },
        warn_at_percent: u8::try_from(share).unwrap_or(100),
    }
}

/// From when on a limit was so; none while it was out of use.
type Since = (DateTime<Utc>, Option<LimitRecord>);

/// What the table said at any time.
#[derive(Clone, Debug, Default)]
pub struct LimitHistory(HashMap<LimitCode, Vec<Since>>);

impl LimitHistory {
    /// The table as it has always been.
    pub fn always(rows: impl IntoIterator<Item = (LimitCode, LimitRecord)>) -> Self {
        Self(
            rows.into_iter().map(|(code, row)| (code, vec![(DateTime::<Utc>::MIN_UTC, Some(row))])).collect(),
        )
    }

    /// The limit that was in force at `at`; none when it was out of use.
    pub fn at(&self, code: LimitCode, at: DateTime<Utc>) -> Option<Terms> {
        let row = self.0.get(&code)?.iter().rev().find(|(since, _)| *since <= at)?.1?;
        Some(Terms { code, limit: row.limit, warn_at_percent: row.warn_at_percent })
    }
}

/// A row of the table's history; a code that this program doesn't know is passed over.
type Then = (String, DateTime<Utc>, i64, Unit, i64, bool);

/// All that the table ever said.
pub async fn history(tx: &mut Tx) -> Result<LimitHistory, StoreError> {
    let rows: Vec<Then> = fetch_all!(
        tx,
        Then,
        "SELECT limit_code, since, CAST(amount AS BIGINT), unit, CAST(warning_share AS BIGINT), active
         FROM limit_history ORDER BY limit_code, since"
    )?;
    let mut history = LimitHistory::default();
    for (code, since, amount, unit, share, active) in rows {
        if let Some(code) = LimitCode::from_code(&code) {
            let row = active.then(|| record(amount, unit, share));
            history.0.entry(code).or_default().push((since, row));
        }
    }
    Ok(history)
}

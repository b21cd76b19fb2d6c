//! What happened to the clock of a record: paused, resumed, extended, put under another limit. Append-only.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::clock::{ClockKind, Event, Terms, What};
use huishang_domain::ids::AccountId;
use huishang_domain::limits::{Limit, LimitCode, Unit};
use huishang_domain::words::Entity;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// Rows of one statement: 15 columns each, below SQLite's 32,766 values.
const PIECE: usize = 500;

/// An entry of the log as it stands.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ClockRecord {
    pub id: Uuid,
    pub entity: Entity,
    pub entity_id: Uuid,
    pub kind: ClockKind,
    pub at: DateTime<Utc>,
    pub limit_code: Option<LimitCode>,
    pub amount: Option<i64>,
    pub unit: Option<Unit>,
    pub warning_share: Option<i64>,
    pub set_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub approved_by: Option<AccountId>,
    pub approver_name: Option<String>,
    pub by_account_id: Option<AccountId>,
    pub by_name: String,
}

/// The columns of [`ClockRecord`], in its order.
macro_rules! columns {
    () => {
        "id, entity, entity_id, kind, at, limit_code, amount, unit, warning_share, set_on, reason, approved_by, \
         approver_name, by_account_id, by_name"
    };
}

impl ClockRecord {
    /// An entry that says only that something happened.
    pub fn new(of: (Entity, Uuid), kind: ClockKind, at: DateTime<Utc>, by: (AccountId, &str)) -> Self {
        Self { by_account_id: Some(by.0), by_name: by.1.to_owned(), ..Self::bare(of, kind, at) }
    }

    /// An entry that says of nobody.
    pub fn bare((entity, entity_id): (Entity, Uuid), kind: ClockKind, at: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::now_v7(),
            entity,
            entity_id,
            kind,
            at,
            limit_code: None,
            amount: None,
            unit: None,
            warning_share: None,
            set_on: None,
            reason: None,
            approved_by: None,
            approver_name: None,
            by_account_id: None,
            by_name: String::new(),
        }
    }

    /// Puts it under another limit.
    #[must_use]
    pub fn under(self, terms: Terms) -> Self {
        Self {
            limit_code: Some(terms.code),
            amount: Some(i64::from(terms.limit.amount)),
            unit: Some(terms.limit.unit),
            warning_share: Some(i64::from(terms.warn_at_percent)),
            ..self
        }
    }

    /// So much more time.
    #[must_use]
    pub fn longer(self, by: Limit) -> Self {
        Self { amount: Some(i64::from(by.amount)), unit: Some(by.unit), ..self }
    }

    /// What it says to the clock; none where a column that it needs is empty, which the database refuses.
    pub fn event(&self) -> Option<Event> {
        let limit = || Some(Limit { amount: u32::try_from(self.amount?).ok()?, unit: self.unit? });
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let what = match self.kind {
            ClockKind::Received => What::Received,
            ClockKind::Judged => What::Judged,
            ClockKind::Dispatched => What::Dispatched,
            ClockKind::Paused => What::Paused { reason: text(&self.reason) },
            ClockKind::Resumed => What::Resumed,
            ClockKind::Extended => What::Extended {
                by: limit()?,
                approver: text(&self.approver_name),
                reason: text(&self.reason),
            },
            ClockKind::LimitChanged => What::LimitChanged {
                terms: Terms {
                    code: self.limit_code?,
                    limit: limit()?,
                    warn_at_percent: u8::try_from(self.warning_share?).ok()?,
                },
            },
            ClockKind::DaySet => What::DaySet { day: self.set_on? },
        };
        Some(Event { at: self.at, what })
    }
}

/// Writes entries.
pub async fn add_many(tx: &mut Tx, rows: &[ClockRecord]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(concat!("INSERT INTO clock_events (", columns!(), ") "));
            query.push_values(piece, |mut row, e| {
                row.push_bind(e.id).push_bind(e.entity).push_bind(e.entity_id).push_bind(e.kind).push_bind(e.at);
                row.push_bind(e.limit_code).push_bind(e.amount).push_bind(e.unit).push_bind(e.warning_share);
                row.push_bind(e.set_on).push_bind(&e.reason).push_bind(e.approved_by).push_bind(&e.approver_name);
                row.push_bind(e.by_account_id).push_bind(&e.by_name);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// The entries of these records, in the order in which they happened.
pub async fn of(tx: &mut Tx, entity: Entity, ids: &[Uuid]) -> Result<Vec<ClockRecord>, StoreError> {
    let mut found = Vec::new();
    for piece in ids.chunks(PIECE) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(concat!("SELECT ", columns!(), " FROM clock_events WHERE entity = "));
            query.push_bind(entity).push(" AND entity_id IN (");
            let mut separated = query.separated(", ");
            for id in piece {
                separated.push_bind(*id);
            }
            query.push(") ORDER BY at, id");
            query.build_query_as::<ClockRecord>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

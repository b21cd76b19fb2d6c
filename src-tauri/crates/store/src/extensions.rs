//! Requests for more time, and what became of them. What moves a clock is the entry that a granted one writes into the
//! log; see [`crate::clocks`].

use chrono::{DateTime, Utc};
use huishang_domain::ids::AccountId;
use huishang_domain::limits::{Decision, Unit};
use huishang_domain::words::Entity;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct RequestRecord {
    pub id: Uuid,
    pub version: i64,
    pub entity: Entity,
    pub entity_id: Uuid,
    pub amount: i64,
    pub unit: Unit,
    pub reason: String,
    pub asked_by: AccountId,
    pub asked_by_name: String,
    pub asked_at: DateTime<Utc>,
    pub decision: Decision,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decision_reason: Option<String>,
}

/// What was decided, by whom, when, and why.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the fields say it")]
pub struct Decided<'a> {
    pub decision: Decision,
    pub by: AccountId,
    pub by_name: &'a str,
    pub at: DateTime<Utc>,
    pub reason: Option<&'a str>,
}

macro_rules! columns {
    () => {
        "id, version, entity, entity_id, amount, unit, reason, asked_by, asked_by_name, asked_at, decision, \
         decided_by_name, decided_at, decision_reason"
    };
}

/// Writes a new one.
///
/// # Errors
/// [`StoreError::Constraint`] while another of the same record waits.
pub async fn add(tx: &mut Tx, row: &RequestRecord) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO extension_requests (id, entity, entity_id, amount, unit, reason, asked_by, asked_by_name, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.id,
        row.entity,
        row.entity_id,
        row.amount,
        row.unit,
        &row.reason,
        row.asked_by,
        &row.asked_by_name,
        row.asked_at
    )?;
    Ok(())
}

/// One of them.
pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<RequestRecord>, StoreError> {
    fetch_optional!(
        tx,
        RequestRecord,
        concat!("SELECT ", columns!(), " FROM extension_requests WHERE id = $1"),
        id
    )
}

/// Those of a record, oldest first.
pub async fn of(tx: &mut Tx, entity: Entity, id: Uuid) -> Result<Vec<RequestRecord>, StoreError> {
    fetch_all!(
        tx,
        RequestRecord,
        concat!(
            "SELECT ",
            columns!(),
            " FROM extension_requests WHERE entity = $1 AND entity_id = $2 ORDER BY asked_at, id"
        ),
        entity,
        id
    )
}

/// Those that wait, oldest first.
pub async fn pending(tx: &mut Tx) -> Result<Vec<RequestRecord>, StoreError> {
    fetch_all!(
        tx,
        RequestRecord,
        concat!(
            "SELECT ",
            columns!(),
            " FROM extension_requests WHERE decision = 'pending' ORDER BY asked_at, id"
        )
    )
}

/// Writes what was decided, if it still waits with that version; gives whether it did.
pub async fn decide(tx: &mut Tx, id: Uuid, version: i64, as_: Decided<'_>) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE extension_requests SET decision = $3, decided_by = $4, decided_by_name = $5, decided_at = $6,
                decision_reason = $7, version = version + 1
         WHERE id = $1 AND version = $2 AND decision = 'pending'",
        id,
        version,
        as_.decision,
        as_.by,
        as_.by_name,
        as_.at,
        as_.reason
    )?;
    Ok(done == 1)
}

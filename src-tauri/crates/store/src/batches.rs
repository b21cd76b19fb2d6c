//! What was done to many appeals at once, so that it can be taken back at once.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AgencyId, AppealId};
use huishang_domain::lists::BulkKind;
use huishang_domain::words::Level;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// Rows of one statement: 6 columns each.
const PIECE: usize = 500;

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BatchRecord {
    /// What was done.
    pub kind: BulkKind,
    /// When it was taken back.
    pub undone_at: Option<DateTime<Utc>>,
}

/// An appeal of a batch, as it was before.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BulkRecord {
    /// Which.
    pub appeal_id: AppealId,
    /// The version that the change made.
    pub version: i64,
    /// Its level before.
    pub level: Option<Level>,
    /// Its handler before.
    pub handler_id: Option<AgencyId>,
    /// Its category before.
    pub category: String,
}

/// Writes a batch down.
pub async fn add(
    tx: &mut Tx,
    (id, kind): (Uuid, BulkKind),
    by: AccountId,
    at: DateTime<Utc>,
    rows: &[BulkRecord],
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO bulk_batches (id, kind, at, account_id) VALUES ($1, $2, $3, $4)",
        id,
        kind,
        at,
        by
    )?;
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO bulk_rows (batch_id, appeal_id, version, level, handler_id, category) ",
            );
            query.push_values(piece, |mut row, r| {
                row.push_bind(id).push_bind(r.appeal_id).push_bind(r.version).push_bind(r.level);
                row.push_bind(r.handler_id).push_bind(&r.category);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// A batch.
pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<BatchRecord>, StoreError> {
    fetch_optional!(tx, BatchRecord, "SELECT kind, undone_at FROM bulk_batches WHERE id = $1", id)
}

/// The appeals of a batch.
pub async fn rows(tx: &mut Tx, batch: Uuid) -> Result<Vec<BulkRecord>, StoreError> {
    fetch_all!(
        tx,
        BulkRecord,
        "SELECT appeal_id, version, level, handler_id, category FROM bulk_rows WHERE batch_id = $1 ORDER BY appeal_id",
        batch
    )
}

/// Notes that a batch was taken back.
pub async fn set_undone(tx: &mut Tx, batch: Uuid, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(tx, "UPDATE bulk_batches SET undone_at = $2 WHERE id = $1", batch, at)?;
    Ok(())
}

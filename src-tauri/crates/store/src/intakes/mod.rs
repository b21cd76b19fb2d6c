//! What was taken down in one go: savings of the entry form, and the visits, gatherings and receptions that they make.

mod gatherings;
mod known;
mod receptions;
mod visits;

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AppealId, DivisionId, GatheringId, IntakeId, ReceptionId, VisitId};
use huishang_domain::words::Channel;

pub use gatherings::{GatheringRecord, find_or_add, set_participants};
pub use known::{KnownRecord, known, party};
pub use receptions::{ReceptionRecord, VisitorRecord, add_reception};
pub use visits::{VisitItemRecord, VisitRecord, add_visit, add_visit_items};

use crate::{StoreError, Tx};

/// One saving of the entry form.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct IntakeRecord {
    /// Made by the form.
    pub id: IntakeId,
    /// How the matters came.
    pub channel: Channel,
    /// Where.
    pub division_id: DivisionId,
    /// Of what was typed in.
    pub content_hash: Vec<u8>,
    /// Who saved it.
    pub created_by: Option<AccountId>,
}

/// An appeal of a saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct IntakeItemRecord {
    /// First, second …
    pub position: i64,
    /// The appeal.
    pub appeal_id: AppealId,
    /// The visitor's reception, of a reception day.
    pub reception_id: Option<ReceptionId>,
}

/// Writes a saving down first of all; gives whether it is the first of its id. Of two at once, the second waits for the
/// first and then finds it.
pub async fn begin(tx: &mut Tx, row: &IntakeRecord, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "INSERT INTO intakes (id, channel, division_id, content_hash, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
        row.id,
        row.channel,
        row.division_id,
        &row.content_hash,
        at,
        row.created_by
    )?;
    Ok(done == 1)
}

/// Names what a saving made.
pub async fn finish(
    tx: &mut Tx,
    id: IntakeId,
    visit: Option<VisitId>,
    gathering: Option<GatheringId>,
    items: &[IntakeItemRecord],
) -> Result<(), StoreError> {
    execute!(tx, "UPDATE intakes SET visit_id = $2, gathering_id = $3 WHERE id = $1", id, visit, gathering)?;
    on!(tx, conn => {
        let mut query =
            sqlx::QueryBuilder::new("INSERT INTO intake_items (intake_id, position, appeal_id, reception_id) ");
        query.push_values(items, |mut values, item| {
            values.push_bind(id).push_bind(item.position).push_bind(item.appeal_id).push_bind(item.reception_id);
        });
        query.build().execute(conn).await.map(|_| ())
    })?;
    Ok(())
}

/// A saving.
pub async fn by_id(tx: &mut Tx, id: IntakeId) -> Result<Option<IntakeRecord>, StoreError> {
    fetch_optional!(
        tx,
        IntakeRecord,
        "SELECT id, channel, division_id, content_hash, created_by FROM intakes WHERE id = $1",
        id
    )
}

/// The appeals of a saving, in order.
pub async fn items(tx: &mut Tx, id: IntakeId) -> Result<Vec<IntakeItemRecord>, StoreError> {
    fetch_all!(
        tx,
        IntakeItemRecord,
        "SELECT position, appeal_id, reception_id FROM intake_items WHERE intake_id = $1 ORDER BY position",
        id
    )
}

/// The divisions that an account took matters down for last, the latest first, each as often as it did.
pub async fn last_divisions(tx: &mut Tx, by: AccountId, limit: i64) -> Result<Vec<DivisionId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (DivisionId,),
        "SELECT division_id FROM intakes WHERE created_by = $1 ORDER BY created_at DESC LIMIT $2",
        by,
        limit
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

//! Writing one appeal.

use chrono::{DateTime, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AccountId, AppealId};
use huishang_domain::words::{Level, Satisfaction};

use super::{AppealRecord, Reckoner};
use crate::duplicates::keys;
use crate::{StoreError, Tx, texts};

/// Writes a new appeal with its deadline.
pub async fn insert(tx: &mut Tx, row: &AppealRecord, reckoner: &Reckoner) -> Result<(), StoreError> {
    super::insert_many(tx, std::slice::from_ref(row), reckoner).await
}

/// Writes what a person may edit, if the appeal still has the version of `row`; gives whether it had.
///
/// State and level are not among it: they change by [`set_state`] only; nor is the deadline, see [`super::write_due`].
pub async fn update(
    tx: &mut Tx,
    row: &AppealRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let before = keys::stored(tx, row.id).await?;
    let done = execute!(
        tx,
        "UPDATE appeals SET channel = $3, source = $4, source_number = $5, ask_kind = $6, title = $7, body = $8,
                category = $9, source_category = $10, division_id = $11, town_id = $12, place = $13,
                people_concerned = $14, received_at = $15, source_deadline = $16, handler_id = $17,
                content_hash = $18, version = version + 1, updated_at = $19, updated_by = $20
         WHERE id = $1 AND version = $2",
        row.id,
        row.version,
        row.channel,
        &row.source,
        &row.source_number,
        row.ask_kind,
        &row.title,
        &row.body,
        &row.category,
        &row.source_category,
        row.division_id,
        row.town_id,
        &row.place,
        row.people_concerned,
        row.received_at,
        row.source_deadline,
        row.handler_id,
        &row.content_hash,
        at,
        by
    )?;
    if done == 1 {
        keys::renew(tx, row, &before).await?;
        texts::renew(tx, row).await?;
    }
    Ok(done == 1)
}

/// Where an appeal stands after a step.
#[derive(Clone, Copy, Debug)]
pub struct Moved {
    /// Its state.
    pub state: AppealState,
    /// Its level.
    pub level: Option<Level>,
    /// When it was closed; none while it is open.
    pub closed_at: Option<DateTime<Utc>>,
    /// What the call-back found.
    pub satisfaction: Option<Satisfaction>,
}

/// Writes where an appeal stands, if it still has `version`; gives whether it had.
pub async fn set_state(
    tx: &mut Tx,
    id: AppealId,
    version: i64,
    moved: Moved,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE appeals SET state = $3, level = $4, closed_at = $5, satisfaction = $6, version = version + 1,
                updated_at = $7, updated_by = $8
         WHERE id = $1 AND version = $2",
        id,
        version,
        moved.state,
        moved.level,
        moved.closed_at,
        moved.satisfaction,
        at,
        by
    )?;
    Ok(done == 1)
}

/// Names the appeal that this one repeats, or none; its version follows with the step that belongs to it.
pub async fn set_original(tx: &mut Tx, id: AppealId, original: Option<AppealId>) -> Result<(), StoreError> {
    execute!(tx, "UPDATE appeals SET duplicate_of_id = $2 WHERE id = $1", id, original)?;
    Ok(())
}

/// The appeals that were merged into this one, the oldest first.
pub async fn merged_into(tx: &mut Tx, id: AppealId) -> Result<Vec<AppealId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (AppealId,),
        "SELECT id FROM appeals WHERE duplicate_of_id = $1 ORDER BY received_at, id",
        id
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Counts something that happened to an appeal, though its row stays as it is, if it still has `version`; gives whether
/// it had.
pub async fn touch(
    tx: &mut Tx,
    id: AppealId,
    version: i64,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE appeals SET version = version + 1, updated_at = $3, updated_by = $4 WHERE id = $1 AND version = $2",
        id,
        version,
        at,
        by
    )?;
    Ok(done == 1)
}

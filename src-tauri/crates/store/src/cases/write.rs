//! Writing cases, one or many, with their appeals, leaders and progress.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::case::CaseState;
use huishang_domain::ids::{AccountId, AppealId, CaseId};
use uuid::Uuid;

use super::{CaseRecord, LeaderRecord, ProgressRecord, columns};
use crate::{StoreError, Tx};

/// Rows of one statement: at most 24 columns each, below SQLite's 32,766 values.
const PIECE: usize = 500;

/// Writes new cases.
pub async fn insert_many(tx: &mut Tx, rows: &[CaseRecord]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(concat!("INSERT INTO cases (", columns!(), ") "));
            query.push_values(piece, |mut row, c| {
                row.push_bind(c.id).push_bind(c.version).push_bind(&c.number).push_bind(&c.name).push_bind(c.level);
                row.push_bind(c.risk).push_bind(&c.category).push_bind(c.state).push_bind(c.division_id);
                row.push_bind(c.town_id).push_bind(c.responsible_id).push_bind(c.contact_id).push_bind(&c.demand);
                row.push_bind(&c.plan).push_bind(c.people_concerned).push_bind(c.start_on).push_bind(c.set_due_on).push_bind(c.due_on);
                row.push_bind(c.ended_on).push_bind(c.last_progress_on).push_bind(c.created_at);
                row.push_bind(c.created_by).push_bind(c.updated_at).push_bind(c.updated_by);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes which appeals belong to which case.
pub async fn link_appeals(tx: &mut Tx, rows: &[(CaseId, AppealId)]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new("INSERT INTO case_appeals (case_id, appeal_id) ");
            query.push_values(piece, |mut row, (case, appeal)| {
                row.push_bind(*case).push_bind(*appeal);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes who leads a case from a day on.
///
/// # Errors
/// [`StoreError::Constraint`] when it has a leader already: the database holds that there is one at most.
pub async fn add_leader(
    tx: &mut Tx,
    row: &LeaderRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert_leaders(tx, std::slice::from_ref(row), Some(by), at).await
}

/// Writes who led which case when.
pub async fn insert_leaders(
    tx: &mut Tx,
    rows: &[LeaderRecord],
    by: Option<AccountId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO case_leaders (id, case_id, person_id, post, from_on, to_on, created_at, created_by, \
                 updated_at, updated_by) ",
            );
            query.push_values(piece, |mut row, l| {
                row.push_bind(Uuid::now_v7()).push_bind(l.case_id).push_bind(l.person_id).push_bind(&l.post);
                row.push_bind(l.from_on).push_bind(l.to_on).push_bind(at).push_bind(by).push_bind(at).push_bind(by);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes entries of progress; the caller keeps `last_progress_on` of the cases.
pub async fn insert_progress(
    tx: &mut Tx,
    rows: &[ProgressRecord],
    by: Option<AccountId>,
) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO case_progress_entries (id, case_id, at, by_name, kind, text, created_at, created_by, \
                 updated_at, updated_by) ",
            );
            query.push_values(piece, |mut row, e| {
                row.push_bind(Uuid::now_v7()).push_bind(e.case_id).push_bind(e.at).push_bind(&e.by_name);
                row.push_bind(&e.kind).push_bind(&e.text).push_bind(e.at).push_bind(by).push_bind(e.at).push_bind(by);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes where a case stands, if it still has `version`; gives whether it had.
pub async fn set_state(
    tx: &mut Tx,
    id: CaseId,
    version: i64,
    state: CaseState,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE cases SET state = $3, version = version + 1, updated_at = $4, updated_by = $5
         WHERE id = $1 AND version = $2",
        id,
        version,
        state,
        at,
        by
    )?;
    Ok(done == 1)
}

/// Writes the present leader's last day; gives whether there was one.
pub async fn end_leadership(
    tx: &mut Tx,
    id: CaseId,
    last: NaiveDate,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE case_leaders SET to_on = $2, version = version + 1, updated_at = $3, updated_by = $4
         WHERE case_id = $1 AND to_on IS NULL",
        id,
        last,
        at,
        by
    )?;
    Ok(done == 1)
}

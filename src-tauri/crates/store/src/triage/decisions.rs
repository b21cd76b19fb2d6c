//! What was decided in triage, and who helps with an appeal.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AgencyId, AppealId};
use huishang_domain::triage::TriageKind;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A decision as it was written down.
#[derive(Clone, Debug, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct DecisionRecord {
    pub id: Uuid,
    pub appeal_id: AppealId,
    pub kind: TriageKind,
    pub proposed: Option<Json<Value>>,
    pub followed: Option<bool>,
    /// What stood before, to be put back.
    pub stood: Json<Value>,
    pub appeal_version: i64,
    pub at: DateTime<Utc>,
    pub by_account_id: Option<AccountId>,
}

/// Writes a decision down.
pub async fn add_decision(tx: &mut Tx, row: &DecisionRecord) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO triage_decisions (id, appeal_id, kind, proposed, followed, stood, appeal_version, at, by_account_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.id,
        row.appeal_id,
        row.kind,
        &row.proposed,
        row.followed,
        &row.stood,
        row.appeal_version,
        row.at,
        row.by_account_id
    )?;
    Ok(())
}

/// The newest decision about an appeal that wasn't taken back.
pub async fn last_decision(tx: &mut Tx, id: AppealId) -> Result<Option<DecisionRecord>, StoreError> {
    fetch_optional!(
        tx,
        DecisionRecord,
        "SELECT id, appeal_id, kind, proposed, followed, stood, appeal_version, at, by_account_id
         FROM triage_decisions WHERE appeal_id = $1 AND undone_at IS NULL ORDER BY at DESC, id DESC LIMIT 1",
        id
    )
}

/// Notes that a decision was taken back.
pub async fn mark_undone(tx: &mut Tx, id: Uuid, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(tx, "UPDATE triage_decisions SET undone_at = $2 WHERE id = $1", id, at)?;
    Ok(())
}

/// Who helps with an appeal, in the order given when it was judged.
pub async fn cooperating(tx: &mut Tx, id: AppealId) -> Result<Vec<AgencyId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (AgencyId,),
        "SELECT agency_id FROM appeal_cooperating WHERE appeal_id = $1 ORDER BY position, agency_id",
        id
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The same with their short names.
pub async fn cooperating_named(tx: &mut Tx, id: AppealId) -> Result<Vec<(AgencyId, String)>, StoreError> {
    fetch_all!(
        tx,
        (AgencyId, String),
        "SELECT w.agency_id, g.short_name FROM appeal_cooperating w JOIN agencies g ON g.id = w.agency_id
         WHERE w.appeal_id = $1 ORDER BY w.position, w.agency_id",
        id
    )
}

/// Says who helps with an appeal from now on.
pub async fn put_cooperating(tx: &mut Tx, id: AppealId, agencies: &[AgencyId]) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM appeal_cooperating WHERE appeal_id = $1", id)?;
    for (position, agency) in (1i64..).zip(agencies) {
        execute!(
            tx,
            "INSERT INTO appeal_cooperating (appeal_id, agency_id, position) VALUES ($1, $2, $3)",
            id,
            *agency,
            position
        )?;
    }
    Ok(())
}

/// Where an appeal goes that isn't judged yet.
#[derive(Clone, Copy, Debug)]
pub struct Passed {
    /// Who handles it from now on.
    pub handler_id: Option<AgencyId>,
    /// How often it was passed on.
    pub times: i64,
}

/// Hands an appeal to somebody else, if it still has `version`; gives whether it had.
pub async fn pass_on(
    tx: &mut Tx,
    id: AppealId,
    version: i64,
    to: Passed,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE appeals SET handler_id = $3, times_passed_on = $4, version = version + 1, updated_at = $5,
                updated_by = $6
         WHERE id = $1 AND version = $2",
        id,
        version,
        to.handler_id,
        to.times,
        at,
        by
    )?;
    Ok(done == 1)
}

//! Whistles (哨单): a town whistles, agencies come.

use chrono::{DateTime, Utc};
use huishang_domain::flow::whistle::WhistleState;
use huishang_domain::ids::{AccountId, AgencyId, AppealId, DivisionId, PersonId, WhistleId};
use huishang_domain::words::{DutyList, Participation, WhistleKind};

use uuid::Uuid;

use crate::{StoreError, Tx};

/// What a whistle's own row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct WhistleRecord {
    pub id: WhistleId,
    pub version: i64,
    pub number: Option<String>,
    pub appeal_id: AppealId,
    pub town_id: DivisionId,
    pub kind: WhistleKind,
    pub duty_list: DutyList,
    pub state: WhistleState,
    pub done_by_town: String,
    pub asks_for: String,
    pub result: Option<String>,
    pub proposed_lead_id: AgencyId,
    pub lead_id: Option<AgencyId>,
    pub round: i64,
    pub dispatches: i64,
    pub approved_by_id: Option<PersonId>,
    pub approved_at: Option<DateTime<Utc>>,
    pub dispatched_at: Option<DateTime<Utc>>,
    pub signed_at: Option<DateTime<Utc>>,
    pub arrived_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// An agency's part in a whistle.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ParticipantRecord {
    pub whistle_id: WhistleId,
    pub agency_id: AgencyId,
    pub part: Participation,
    pub signed_at: Option<DateTime<Utc>>,
    pub arrived_at: Option<DateTime<Utc>>,
    pub arrived_name: Option<String>,
}

/// Writes a new whistle.
pub async fn insert(tx: &mut Tx, row: &WhistleRecord, by: Option<AccountId>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO whistles (id, version, number, appeal_id, town_id, kind, duty_list, state, done_by_town, asks_for,
                result, proposed_lead_id, lead_id, round, dispatches, approved_by_id, approved_at, dispatched_at,
                signed_at, arrived_at, due_at, closed_at, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                $23, $24, $25, $24)",
        row.id,
        row.version,
        &row.number,
        row.appeal_id,
        row.town_id,
        row.kind,
        row.duty_list,
        row.state,
        &row.done_by_town,
        &row.asks_for,
        &row.result,
        row.proposed_lead_id,
        row.lead_id,
        row.round,
        row.dispatches,
        row.approved_by_id,
        row.approved_at,
        row.dispatched_at,
        row.signed_at,
        row.arrived_at,
        row.due_at,
        row.closed_at,
        row.created_at,
        by,
        row.updated_at
    )?;
    Ok(())
}

/// Writes an agency's part in a whistle.
pub async fn insert_participant(
    tx: &mut Tx,
    row: &ParticipantRecord,
    by: Option<AccountId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO whistle_participants (whistle_id, agency_id, part, signed_at, arrived_at, arrived_name, created_at,
                created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)",
        row.whistle_id,
        row.agency_id,
        row.part,
        row.signed_at,
        row.arrived_at,
        &row.arrived_name,
        at,
        by
    )?;
    Ok(())
}

/// Writes that a whistle was given more time, and who said so.
pub async fn insert_extension(
    tx: &mut Tx,
    whistle: WhistleId,
    (from_at, to_at): (DateTime<Utc>, DateTime<Utc>),
    reason: &str,
    (by, at): (AccountId, DateTime<Utc>),
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO whistle_extensions (id, whistle_id, from_at, to_at, reason, decision, decided_by, decided_at,
                created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, 'granted', $6, $7, $7, $6, $7, $6)",
        Uuid::now_v7(),
        whistle,
        from_at,
        to_at,
        reason,
        by,
        at
    )?;
    Ok(())
}

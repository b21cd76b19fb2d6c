//! What a consultation leaves on paper: who answered and came, the minutes, the countersignatures.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AgencyId, ConsultationId, PersonId};

use crate::{StoreError, Tx};

/// What somebody who was invited answered, and whether they came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct PresenceRecord {
    pub consultation_id: ConsultationId,
    pub person_id: PersonId,
    /// `attending`, `delegated` or `excused`.
    pub reply: &'static str,
    pub replied_at: DateTime<Utc>,
    pub substitute_name: Option<String>,
    pub checked_in_at: Option<DateTime<Utc>>,
    /// `on_time`, `late`, `absent` or `substituted`.
    pub presence: &'static str,
}

/// The minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct MinutesRecord {
    pub consultation_id: ConsultationId,
    pub opinions: String,
    pub body: String,
    pub recorded_by_id: PersonId,
    pub issued_by_id: PersonId,
    pub issued_at: DateTime<Utc>,
}

/// An agency's agreement to the minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct CountersignatureRecord {
    pub consultation_id: ConsultationId,
    pub agency_id: AgencyId,
    pub opinion: String,
    pub signed_by: String,
    pub signed_at: DateTime<Utc>,
}

/// Notes what somebody answered and whether they came; gives whether they had been invited.
pub async fn note_presence(
    tx: &mut Tx,
    row: &PresenceRecord,
    (by, at): (AccountId, DateTime<Utc>),
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE consultation_people SET reply = $3, replied_at = $4, substitute_name = $5, checked_in_at = $6,
                presence = $7, version = version + 1, updated_at = $8, updated_by = $9
         WHERE consultation_id = $1 AND person_id = $2",
        row.consultation_id,
        row.person_id,
        row.reply,
        row.replied_at,
        &row.substitute_name,
        row.checked_in_at,
        row.presence,
        at,
        by
    )?;
    Ok(done == 1)
}

/// Writes the minutes.
pub async fn add_minutes(tx: &mut Tx, row: &MinutesRecord, by: Option<AccountId>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO consultation_minutes (consultation_id, opinions, body, recorded_by_id, issued_by_id, issued_at,
                created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $6, $7)",
        row.consultation_id,
        &row.opinions,
        &row.body,
        row.recorded_by_id,
        row.issued_by_id,
        row.issued_at,
        by
    )?;
    Ok(())
}

/// Writes an agency's agreement.
pub async fn add_countersignature(
    tx: &mut Tx,
    row: &CountersignatureRecord,
    by: Option<AccountId>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO consultation_countersignatures (consultation_id, agency_id, agreed, opinion, signed_by, signed_at,
                created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $6, $7)",
        row.consultation_id,
        row.agency_id,
        true,
        &row.opinion,
        &row.signed_by,
        row.signed_at,
        by
    )?;
    Ok(())
}

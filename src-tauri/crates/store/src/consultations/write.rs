//! Steps of a consultation.

use chrono::{DateTime, Utc};
use huishang_domain::flow::consultation::ConsultationState;
use huishang_domain::ids::{AccountId, ConsultationId, RoomId};

use crate::{StoreError, Tx};

/// When and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct Slot {
    pub starts_at: DateTime<Utc>,
    pub minutes: i64,
    pub room_id: Option<RoomId>,
    pub place: Option<String>,
}

/// Writes where a consultation stands, if it still has `version`; gives whether it had. A number or a closing time,
/// once given, stays.
pub async fn set_state(
    tx: &mut Tx,
    id: ConsultationId,
    version: i64,
    state: ConsultationState,
    (number, closed_at): (Option<&str>, Option<DateTime<Utc>>),
    (by, at): (AccountId, DateTime<Utc>),
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE consultations SET state = $3, number = coalesce(number, $4), closed_at = coalesce($5, closed_at),
                version = version + 1, updated_at = $6, updated_by = $7
         WHERE id = $1 AND version = $2",
        id,
        version,
        state,
        number,
        closed_at,
        at,
        by
    )?;
    Ok(done == 1)
}

/// Writes another time and place, if the consultation still has `version`; gives whether it had.
pub async fn set_slot(
    tx: &mut Tx,
    id: ConsultationId,
    version: i64,
    state: ConsultationState,
    slot: &Slot,
    (by, at): (AccountId, DateTime<Utc>),
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE consultations SET state = $3, starts_at = $4, minutes = $5, room_id = $6, place = $7,
                version = version + 1, updated_at = $8, updated_by = $9
         WHERE id = $1 AND version = $2",
        id,
        version,
        state,
        slot.starts_at,
        slot.minutes,
        slot.room_id,
        &slot.place,
        at,
        by
    )?;
    Ok(done == 1)
}

/// Everyone invited has been told.
pub async fn mark_notified(
    tx: &mut Tx,
    id: ConsultationId,
    (by, at): (AccountId, DateTime<Utc>),
) -> Result<u64, StoreError> {
    execute!(
        tx,
        "UPDATE consultation_people SET notified_at = $2, version = version + 1, updated_at = $2, updated_by = $3
         WHERE consultation_id = $1",
        id,
        at,
        by
    )
}

/// The time has changed: what was told and answered before no longer counts.
pub async fn forget_replies(
    tx: &mut Tx,
    id: ConsultationId,
    (by, at): (AccountId, DateTime<Utc>),
) -> Result<u64, StoreError> {
    execute!(
        tx,
        "UPDATE consultation_people SET notified_at = NULL, reply = NULL, replied_at = NULL, reply_reason = NULL,
                substitute_id = NULL, substitute_name = NULL, version = version + 1, updated_at = $2, updated_by = $3
         WHERE consultation_id = $1",
        id,
        at,
        by
    )
}

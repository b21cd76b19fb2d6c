//! Whom an appeal complains of: they must never see it.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AgencyId, AppealId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// Notes that an appeal complains of an agency; from here on it is out of that agency's sight.
pub async fn add_subject(
    tx: &mut Tx,
    appeal: AppealId,
    agency: AgencyId,
    by: Option<AccountId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO appeal_subjects (id, appeal_id, agency_id, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $4, $5)",
        Uuid::now_v7(),
        appeal,
        agency,
        at,
        by
    )?;
    Ok(())
}

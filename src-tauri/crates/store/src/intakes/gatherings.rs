//! 村民说事会, 居民协商亭, 人民意见征集点, 民情征集日.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::{AccountId, DivisionId, GatheringId, PersonId};
use huishang_domain::words::GatheringKind;

use crate::{StoreError, Tx};

/// A meeting, or a point on a day.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct GatheringRecord {
    /// Its id.
    pub id: GatheringId,
    /// Which kind.
    pub kind: GatheringKind,
    /// The day.
    pub held_on: NaiveDate,
    /// Where.
    pub division_id: DivisionId,
    /// The town that it lies in.
    pub town_id: DivisionId,
    /// The hall, pavilion or point.
    pub place: String,
    /// Who led it.
    pub host_id: Option<PersonId>,
    /// How many took part; none until somebody says.
    pub participants: Option<i64>,
    /// Its version.
    pub version: i64,
}

/// The gathering of this kind, day and place; written down when it is the first time that anybody speaks of it. Gives
/// whether it was.
pub async fn find_or_add(
    tx: &mut Tx,
    row: &GatheringRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(GatheringRecord, bool), StoreError> {
    let added = execute!(
        tx,
        "INSERT INTO gatherings (id, kind, held_on, division_id, town_id, place, host_id, participants,
                created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $10)
         ON CONFLICT (kind, held_on, division_id, place) DO NOTHING",
        row.id,
        row.kind,
        row.held_on,
        row.division_id,
        row.town_id,
        &row.place,
        row.host_id,
        row.participants,
        at,
        by
    )?;
    let known = fetch_optional!(
        tx,
        GatheringRecord,
        "SELECT id, kind, held_on, division_id, town_id, place, host_id, participants, version FROM gatherings
         WHERE kind = $1 AND held_on = $2 AND division_id = $3 AND place = $4",
        row.kind,
        row.held_on,
        row.division_id,
        &row.place
    )?;
    Ok((known.unwrap_or_else(|| row.clone()), added == 1))
}

/// Writes how many took part and who led it.
pub async fn set_participants(
    tx: &mut Tx,
    row: &GatheringRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE gatherings SET participants = $2, host_id = $3, version = version + 1, updated_at = $4, updated_by = $5
         WHERE id = $1",
        row.id,
        row.participants,
        row.host_id,
        at,
        by
    )?;
    Ok(())
}

//! What people say of the result: ratings both ways, and call-backs.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AgencyId};
use huishang_domain::words::{Entity, Satisfaction};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// One side's rating of the other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct RatingRecord {
    pub entity: Entity,
    pub entity_id: Uuid,
    /// `town_rates_agency` or `agency_rates_town`.
    pub direction: &'static str,
    pub rater_id: AgencyId,
    pub rated_id: AgencyId,
    /// A code of the list `resolution`.
    pub resolution: Option<&'static str>,
    pub satisfaction: Satisfaction,
    pub score: Option<i64>,
    pub comment: String,
    pub rated_at: DateTime<Utc>,
}

/// A call-back of somebody who had something to say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct CallBackRecord {
    pub entity: Entity,
    pub entity_id: Uuid,
    pub called_at: DateTime<Utc>,
    pub by_name: String,
    /// `phone`, `visit` or `message`.
    pub way: &'static str,
    pub reached: bool,
    /// A code of the list `resolution`.
    pub resolution: Option<&'static str>,
    pub satisfaction: Option<Satisfaction>,
    pub comment: String,
}

/// Writes a rating.
pub async fn add_rating(tx: &mut Tx, row: &RatingRecord, by: Option<AccountId>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO ratings (id, entity, entity_id, direction, rater_id, rated_id, resolution, satisfaction, score,
                comment, rated_at, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $11, $12)",
        Uuid::now_v7(),
        row.entity,
        row.entity_id,
        row.direction,
        row.rater_id,
        row.rated_id,
        row.resolution,
        row.satisfaction,
        row.score,
        &row.comment,
        row.rated_at,
        by
    )?;
    Ok(())
}

/// Writes a call-back.
pub async fn add_call_back(
    tx: &mut Tx,
    row: &CallBackRecord,
    by: Option<AccountId>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO call_backs (id, entity, entity_id, called_at, by_name, way, reached, resolution, satisfaction,
                comment, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $4, $11, $4, $11)",
        Uuid::now_v7(),
        row.entity,
        row.entity_id,
        row.called_at,
        &row.by_name,
        row.way,
        row.reached,
        row.resolution,
        row.satisfaction,
        &row.comment,
        by
    )?;
    Ok(())
}

//! What a source's words for a town and a village mean, as a person said.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, DivisionId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// Words of a source, and the division that they mean; none where a person said that they mean none.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PlaceWords {
    /// As the file has the town; empty for none.
    pub town: String,
    /// As the file has the village; empty for none.
    pub village: String,
    /// What they mean.
    pub division_id: Option<DivisionId>,
}

/// All that is remembered of a source.
pub async fn places(tx: &mut Tx, source: &str) -> Result<Vec<PlaceWords>, StoreError> {
    fetch_all!(
        tx,
        PlaceWords,
        "SELECT town, village, division_id FROM import_places WHERE source = $1 ORDER BY town, village",
        source
    )
}

/// Remembers what words mean.
pub async fn remember_place(
    tx: &mut Tx,
    source: &str,
    words: &PlaceWords,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO import_places (id, source, town, village, division_id, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $7)
         ON CONFLICT (source, town, village) DO UPDATE SET division_id = excluded.division_id,
                version = import_places.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by",
        Uuid::now_v7(),
        source,
        &words.town,
        &words.village,
        words.division_id,
        at,
        by
    )?;
    Ok(())
}

//! Imports: which file was taken in when, what it changed, and what is remembered of each source's files.

mod changes;
mod history;
mod places;
mod undo;

pub use changes::{Change, ChangedAppeal, Image, PersonImage, add_changes, changes, changes_page};
pub use history::{ImportEntry, ImportPosition, entry, page};
pub use places::{PlaceWords, places, remember_place};
pub use undo::{Obstacle, Obstacles, hold, mark_undone, new_appeals, obstacles};

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, ImportId};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A file that was taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRecord {
    /// Its id.
    pub id: ImportId,
    /// The file's name, without its folder.
    pub file_name: String,
    /// The system that it came from.
    pub source: String,
    /// The file's SHA-256.
    pub sha256: Vec<u8>,
    /// Which column was read as what.
    pub mapping: Value,
    /// Rows read.
    pub rows_read: i64,
    /// New appeals.
    pub imported: i64,
    /// Appeals that changed.
    pub updated: i64,
    /// Appeals that were known just so.
    pub unchanged: i64,
    /// Rows whose number stands earlier in the file.
    pub duplicates: i64,
    /// Rows that couldn't be read.
    pub rejected: i64,
}

/// Writes an import down; its counts follow with [`finish`], since appeals refer to it.
pub async fn begin(
    tx: &mut Tx,
    row: &ImportRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO imports (id, file_name, source, sha256, mapping, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $7)",
        row.id,
        &row.file_name,
        &row.source,
        &row.sha256,
        Json(&row.mapping),
        at,
        by
    )?;
    Ok(())
}

/// Writes the counts of an import.
pub async fn finish(tx: &mut Tx, row: &ImportRecord) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE imports SET rows_read = $2, imported = $3, updated = $4, unchanged = $5, duplicates = $6, rejected = $7
         WHERE id = $1",
        row.id,
        row.rows_read,
        row.imported,
        row.updated,
        row.unchanged,
        row.duplicates,
        row.rejected
    )?;
    Ok(())
}

/// The columns that were last used for a source.
pub async fn mapping(tx: &mut Tx, source: &str) -> Result<Option<Value>, StoreError> {
    let row: Option<(Json<Value>,)> =
        fetch_optional!(tx, (Json<Value>,), "SELECT mapping FROM import_mappings WHERE source = $1", source)?;
    Ok(row.map(|(Json(mapping),)| mapping))
}

/// Remembers the columns of a source.
pub async fn remember_mapping(
    tx: &mut Tx,
    source: &str,
    mapping: &Value,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO import_mappings (id, source, mapping, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $4, $5)
         ON CONFLICT (source) DO UPDATE SET mapping = excluded.mapping, version = import_mappings.version + 1,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by",
        Uuid::now_v7(),
        source,
        Json(mapping),
        at,
        by
    )?;
    Ok(())
}

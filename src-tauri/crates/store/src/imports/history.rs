//! The imports that were made, the newest first.

use chrono::{DateTime, Utc};
use huishang_domain::ids::ImportId;

use crate::{StoreError, Tx};

/// An import as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ImportEntry {
    pub id: ImportId,
    pub version: i64,
    pub file_name: String,
    pub source: String,
    pub rows_read: i64,
    pub imported: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub duplicates: i64,
    pub rejected: i64,
    pub at: DateTime<Utc>,
    /// The name of whoever made it; none for an account that isn't there.
    pub by_name: Option<String>,
    pub undone_at: Option<DateTime<Utc>>,
    pub undone_by: Option<String>,
}

/// The last row of a page, after which the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportPosition {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Its id.
    pub id: ImportId,
}

const ENTRY: &str =
    "SELECT i.id, i.version, i.file_name, i.source, i.rows_read, i.imported, i.updated, i.unchanged, i.duplicates,
            i.rejected, i.created_at AS at, a.name AS by_name, i.undone_at, u.name AS undone_by
     FROM imports i LEFT JOIN accounts a ON a.id = i.created_by LEFT JOIN accounts u ON u.id = i.undone_by
     WHERE 1 = 1";

/// One import.
pub async fn entry(tx: &mut Tx, id: ImportId) -> Result<Option<ImportEntry>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ENTRY);
        query.push(" AND i.id = ").push_bind(id);
        query.build_query_as::<ImportEntry>().fetch_optional(conn).await
    })
    .map_err(StoreError::from)
}

/// At most `limit` imports behind `after`, the newest first.
pub async fn page(
    tx: &mut Tx,
    after: Option<ImportPosition>,
    limit: i64,
) -> Result<Vec<ImportEntry>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ENTRY);
        if let Some(after) = after {
            query.push(" AND (i.created_at, i.id) < (").push_bind(after.at).push(", ").push_bind(after.id).push(")");
        }
        query.push(" ORDER BY i.created_at DESC, i.id DESC LIMIT ").push_bind(limit);
        query.build_query_as::<ImportEntry>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

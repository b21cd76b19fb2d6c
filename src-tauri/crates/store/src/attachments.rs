//! Files on records: each content stored once, in pieces, by its SHA-256; a link for every record that it is on.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AttachmentId};
use huishang_domain::words::Entity;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A file on a record.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AttachmentRecord {
    /// Of the link: the same content may be on several records.
    pub id: AttachmentId,
    /// Its version.
    pub version: i64,
    /// Of the content.
    pub content_id: Uuid,
    /// What kind of record it is on.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Uuid,
    /// What people call it.
    pub file_name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// As its content tells.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Of its content.
    pub sha256: Vec<u8>,
    /// When it was attached.
    pub created_at: DateTime<Utc>,
    /// The name of the account that attached it.
    pub created_by: String,
    /// When it was changed last.
    pub updated_at: DateTime<Utc>,
    /// The name of the account that changed it.
    pub updated_by: String,
    /// When it was taken off; for a while it can be put back.
    pub removed_at: Option<DateTime<Utc>>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.version, l.attachment_id AS content_id, l.entity, l.entity_id, l.file_name, l.purpose, \
             a.media_type, a.size, a.sha256, l.created_at, coalesce(p.name, '') AS created_by, \
             l.updated_at, coalesce(q.name, '') AS updated_by, l.removed_at \
             FROM attachment_links l JOIN attachments a ON a.id = l.attachment_id \
             LEFT JOIN accounts p ON p.id = l.created_by LEFT JOIN accounts q ON q.id = l.updated_by WHERE ",
            $rest
        )
    };
}

/// The files on a record, in the order in which they came; without those that were taken off.
pub async fn of(tx: &mut Tx, entity: Entity, id: Uuid) -> Result<Vec<AttachmentRecord>, StoreError> {
    fetch_all!(
        tx,
        AttachmentRecord,
        select!("l.entity = $1 AND l.entity_id = $2 AND l.removed_at IS NULL ORDER BY l.created_at, l.id"),
        entity,
        id
    )
}

/// One of them, also when it was taken off.
pub async fn by_id(tx: &mut Tx, id: AttachmentId) -> Result<Option<AttachmentRecord>, StoreError> {
    fetch_optional!(tx, AttachmentRecord, select!("l.id = $1"), id)
}

/// The content with this hash, held until the transaction ends, so that nobody removes it meanwhile.
pub async fn hold(tx: &mut Tx, sha256: &[u8]) -> Result<Option<Uuid>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Uuid,),
        "UPDATE attachments SET size = size WHERE sha256 = $1 RETURNING id",
        sha256
    )?;
    Ok(row.map(|(id,)| id))
}

/// A content that is about to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewContent<'a> {
    /// Its id.
    pub id: Uuid,
    /// Its SHA-256.
    pub sha256: &'a [u8],
    /// As its content tells.
    pub media_type: &'a str,
    /// Bytes.
    pub size: i64,
}

/// Begins a content, whose pieces follow; not when somebody else was just faster with the same one.
pub async fn begin(
    tx: &mut Tx,
    new: NewContent<'_>,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "INSERT INTO attachments (id, sha256, media_type, size, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING",
        new.id,
        new.sha256,
        new.media_type,
        new.size,
        at,
        by
    )?;
    Ok(done == 1)
}

/// Writes a piece: 0, 1, 2 …
pub async fn add_piece(tx: &mut Tx, content: Uuid, position: i64, bytes: &[u8]) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO attachment_pieces (attachment_id, position, bytes) VALUES ($1, $2, $3)",
        content,
        position,
        bytes
    )?;
    Ok(())
}

/// A piece of a content; none behind its end.
pub async fn piece(tx: &mut Tx, content: Uuid, position: i64) -> Result<Option<Vec<u8>>, StoreError> {
    let row = fetch_optional!(
        tx,
        (Vec<u8>,),
        "SELECT bytes FROM attachment_pieces WHERE attachment_id = $1 AND position = $2",
        content,
        position
    )?;
    Ok(row.map(|(bytes,)| bytes))
}

/// A content that is about to be put on a record.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "as in AttachmentRecord")]
pub struct NewLink<'a> {
    pub id: AttachmentId,
    pub content_id: Uuid,
    pub entity: Entity,
    pub entity_id: Uuid,
    pub file_name: &'a str,
    pub purpose: Option<&'a str>,
}

/// Puts a content on a record.
pub async fn link(tx: &mut Tx, new: NewLink<'_>, by: AccountId, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO attachment_links (id, attachment_id, entity, entity_id, file_name, purpose, created_at,
                created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8)",
        new.id,
        new.content_id,
        new.entity,
        new.entity_id,
        new.file_name,
        new.purpose,
        at,
        by
    )?;
    Ok(())
}

/// Writes what changed of a link, if it still has the version of `row`; gives whether it had.
pub async fn update(
    tx: &mut Tx,
    row: &AttachmentRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE attachment_links SET file_name = $3, purpose = $4, removed_at = $5, version = version + 1,
                updated_at = $6, updated_by = $7
         WHERE id = $1 AND version = $2",
        row.id,
        row.version,
        &row.file_name,
        &row.purpose,
        row.removed_at,
        at,
        by
    )?;
    Ok(done == 1)
}

/// Forgets what was taken off before `before`, and every content that is on no record any more; gives how many
/// contents went.
pub async fn forget(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let gone = fetch_all!(
        tx,
        (Uuid,),
        "DELETE FROM attachment_links WHERE removed_at < $1 RETURNING attachment_id",
        before
    )?;
    let mut contents: Vec<Uuid> = gone.into_iter().map(|(id,)| id).collect();
    contents.sort_unstable();
    contents.dedup();
    let mut removed = 0;
    for id in contents {
        // Held first, so that what somebody is just linking is seen as linked.
        execute!(tx, "UPDATE attachments SET size = size WHERE id = $1", id)?;
        removed += execute!(
            tx,
            "DELETE FROM attachments WHERE id = $1
               AND NOT EXISTS (SELECT 1 FROM attachment_links WHERE attachment_id = $1)",
            id
        )?;
    }
    Ok(removed)
}

/// How many contents there are, and how many bytes they have.
pub async fn stored(tx: &mut Tx) -> Result<(i64, i64), StoreError> {
    let contents: i64 = scalar!(tx, i64, "SELECT count(*) FROM attachments")?;
    let bytes: i64 =
        scalar!(tx, i64, "SELECT CAST(coalesce(sum(length(bytes)), 0) AS BIGINT) FROM attachment_pieces")?;
    Ok((contents, bytes))
}

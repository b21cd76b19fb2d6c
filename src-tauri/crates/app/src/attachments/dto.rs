//! The shapes that the screen sees.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use huishang_domain::attachments::{FileKind, kind_of};
use huishang_domain::ids::AttachmentId;
use huishang_domain::words::Entity;
use huishang_store::attachments::AttachmentRecord;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A file on a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// The version that a write has to bring back.
    pub version: i64,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// What it is, as its content tells.
    pub kind: FileKind,
    /// The same, as a media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// When it was attached.
    pub at: DateTime<Utc>,
    /// Who attached it.
    pub by: String,
}

impl From<AttachmentRecord> for Attachment {
    fn from(row: AttachmentRecord) -> Self {
        Self {
            id: row.id,
            version: row.version,
            name: row.file_name,
            purpose: row.purpose,
            kind: kind_of(&row.media_type),
            media_type: row.media_type,
            size: row.size,
            at: row.created_at,
            by: row.created_by,
        }
    }
}

/// One file of one record. The record comes along, since it says who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentRef {
    /// What kind of record.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Uuid,
    /// Which of its files.
    pub id: AttachmentId,
}

/// A file that is to be put on a record.
#[derive(Clone, Debug)]
pub struct AttachmentFile {
    /// What kind of record.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Uuid,
    /// Where the file lies.
    pub path: PathBuf,
    /// What the person calls it; made harmless before it is kept.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// Names the work in its progress.
    pub task: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Added {
    /// The file as it is on the record now.
    pub attachment: Attachment,
    /// It was on the record before, and nothing was written.
    pub already: bool,
}

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentPiece {
    /// What it holds; empty behind the end.
    pub bytes: Vec<u8>,
    /// Of the whole file.
    pub size: i64,
}

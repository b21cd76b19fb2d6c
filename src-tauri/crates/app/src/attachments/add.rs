//! Putting a file on a record: the same content is stored once, however often it is attached.

use huishang_domain::attachments::{PIECE_BYTES, clean_name};
use huishang_domain::ids::AttachmentId;
use huishang_store::attachments::{self, NewContent, NewLink};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::dto::{Added, Attachment, AttachmentFile};
use super::looked::{Looked, Pieces, look};
use super::{KEPT, holder};
use crate::announce::Progress;
use crate::appeals::check;
use crate::work::Work;
use crate::{Actor, App, AppError};

/// The longest purpose.
pub(super) const PURPOSE_CHARS: usize = 60;

/// Puts a file on a record, all of it or nothing. One that is on it already isn't put there twice.
///
/// # Errors
/// Empty, too large, a program; the record isn't there for this person; stopped.
pub async fn add(
    app: &App,
    actor: &Actor,
    file: AttachmentFile,
    stop: &CancellationToken,
) -> Result<Added, AppError> {
    holder::may_change(actor, file.entity)?;
    let name = clean_name(&file.name);
    let purpose = check::optional("purpose", file.purpose.as_deref(), PURPOSE_CHARS)?;
    let looked = look(&file.path, &name, stop).await?;
    let (mut work, version) = holder::changing(app, actor, file.entity, file.entity_id).await?;
    let on_it = attachments::of(&mut work.tx, file.entity, file.entity_id).await?;
    if let Some(same) = on_it.into_iter().find(|row| row.sha256 == looked.sha256) {
        return Ok(Added { attachment: same.into(), already: true });
    }
    let content_id = content(app, &mut work, &file, &looked, stop).await?;
    let id = AttachmentId(work.new_id());
    let link = NewLink {
        id,
        content_id,
        entity: file.entity,
        entity_id: file.entity_id,
        file_name: &name,
        purpose: purpose.as_deref(),
    };
    let (by, now) = (actor.account_id, work.now);
    attachments::link(&mut work.tx, link, by, now).await?;
    attachments::forget(&mut work.tx, now - KEPT).await?;
    let row = attachments::by_id(&mut work.tx, id).await?;
    let attachment = Attachment::from(row.ok_or(AppError::NotFound { entity: file.entity })?);
    let detail = json!({
        "file": name,
        "purpose": purpose,
        "size": looked.size,
        "media_type": looked.media_type,
        "sha256": hex(&looked.sha256),
    });
    work.record(file.entity, file.entity_id, version, "attach", detail).await?;
    if stop.is_cancelled() {
        return Err(AppError::Cancelled);
    }
    work.commit().await?;
    Ok(Added { attachment, already: false })
}

/// The stored content of a file: what is there already, or what is written now.
async fn content(
    app: &App,
    work: &mut Work<'_>,
    file: &AttachmentFile,
    looked: &Looked,
    stop: &CancellationToken,
) -> Result<Uuid, AppError> {
    if let Some(id) = attachments::hold(&mut work.tx, &looked.sha256).await? {
        return Ok(id);
    }
    let id = work.new_id();
    let size = i64::try_from(looked.size).unwrap_or(i64::MAX);
    let new = NewContent { id, sha256: &looked.sha256, media_type: looked.media_type, size };
    if !attachments::begin(&mut work.tx, new, work.actor.account_id, work.now).await? {
        // Somebody else has just written the same.
        let theirs = attachments::hold(&mut work.tx, &looked.sha256).await?;
        return theirs.ok_or_else(|| AppError::Internal { detail: "a content came and went".to_owned() });
    }
    let mut pieces = Pieces::of(&file.path).await?;
    let total = looked.size.div_ceil(PIECE_BYTES as u64);
    let (mut position, mut written) = (0, 0_u64);
    while let Some(piece) = pieces.next().await? {
        if stop.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        attachments::add_piece(&mut work.tx, id, position, piece).await?;
        written += piece.len() as u64;
        position += 1;
        let done = position.unsigned_abs();
        app.announcer.progress(&Progress { task: file.task.clone(), phase: "write".to_owned(), done, total });
    }
    // Changed between the two readings: what its hash says would not be what is stored.
    if written != looked.size {
        return Err(AppError::CannotOpen { path: file.name.clone() });
    }
    Ok(id)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

//! Looking at the files of a record. Who opened or saved one is written down: a picture may show an ID card.

use std::path::PathBuf;

use huishang_domain::attachments::PIECE_BYTES;
use huishang_domain::words::Entity;
use huishang_store::attachments;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::dto::{Attachment, AttachmentPiece, AttachmentRef};
use super::holder;
use crate::files::Pending;
use crate::{Actor, App, AppError};

/// The files on a record, in the order in which they came.
pub async fn list(app: &App, actor: &Actor, entity: Entity, id: Uuid) -> Result<Vec<Attachment>, AppError> {
    let mut tx = holder::reading(app, actor, entity, id).await?;
    let rows = attachments::of(&mut tx, entity, id).await?;
    Ok(rows.into_iter().map(Attachment::from).collect())
}

/// A piece of a file, counted from 0; the first one writes down who opened it.
pub async fn piece(
    app: &App,
    actor: &Actor,
    which: AttachmentRef,
    position: i64,
) -> Result<AttachmentPiece, AppError> {
    if position > 0 {
        let mut tx = holder::reading(app, actor, which.entity, which.entity_id).await?;
        let row = holder::file(&mut tx, which).await?;
        let bytes = attachments::piece(&mut tx, row.content_id, position).await?.unwrap_or_default();
        return Ok(AttachmentPiece { bytes, size: row.size });
    }
    let (mut work, version) = holder::noting(app, actor, which.entity, which.entity_id).await?;
    let row = holder::file(&mut work.tx, which).await?;
    let bytes = attachments::piece(&mut work.tx, row.content_id, 0).await?.unwrap_or_default();
    let detail = json!({ "file": row.file_name });
    work.record(which.entity, which.entity_id, version, "open_attachment", detail).await?;
    work.commit().await?;
    Ok(AttachmentPiece { bytes, size: row.size })
}

/// Writes a file to the first of the places that `places` names for it where nothing is yet: whole, or not at all.
pub async fn save(
    app: &App,
    actor: &Actor,
    which: AttachmentRef,
    places: impl FnOnce(&str) -> Vec<PathBuf>,
    stop: &CancellationToken,
) -> Result<PathBuf, AppError> {
    let (mut work, version) = holder::noting(app, actor, which.entity, which.entity_id).await?;
    let row = holder::file(&mut work.tx, which).await?;
    let detail = json!({ "file": row.file_name });
    work.record(which.entity, which.entity_id, version, "save_attachment", detail).await?;
    work.commit().await?;
    let mut tx = holder::reading(app, actor, which.entity, which.entity_id).await?;
    let places = places(&row.file_name);
    let first = places.first().cloned().unwrap_or_default();
    let mut pending = on_disk(move || Pending::write(&first, &[])).await?;
    let pieces = row.size.unsigned_abs().div_ceil(PIECE_BYTES as u64);
    for position in 0..i64::try_from(pieces).unwrap_or_default() {
        if stop.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        let bytes = attachments::piece(&mut tx, row.content_id, position).await?.unwrap_or_default();
        pending = on_disk(move || pending.append(&bytes)).await?;
    }
    on_disk(move || pending.put_beside(places)).await
}

async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| AppError::Internal { detail: error.to_string() })?
}

//! Attachments: on their way in, on a record, and on their way out, piece by piece so that no whole file is held.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use huishang_app::attachments::{self, Added, Attachment, AttachmentFile, AttachmentRef};
use huishang_app::{AppError, FieldProblem};
use huishang_domain::words::Entity;
use serde::{Deserialize, Serialize};
use tauri::State;
use uuid::Uuid;

use super::files::StagedPart;
use crate::desk::{Core, Desk};
use crate::exports::ExportedFile;

/// A piece of a file on its way to the screen.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentPart {
    /// What it holds; empty behind the end.
    pub base64: String,
    /// Of the whole file, in bytes.
    pub size: i64,
}

/// Takes in a piece of a file; the first comes without a token.
#[tauri::command]
#[specta::specta]
pub async fn attachment_stage(
    desk: State<'_, Desk>,
    token: Option<String>,
    name: String,
    offset: u64,
    size: u64,
    base64: String,
) -> Result<StagedPart, AppError> {
    let bytes =
        STANDARD.decode(base64).map_err(|_| AppError::invalid("base64", FieldProblem::WrongFormat))?;
    attachments::fits(&name, size)?;
    let (token, received) = desk.attaching.write(token, &name, offset, size, &bytes).await?;
    Ok(StagedPart { token, received })
}

/// Puts a staged file on a record.
#[tauri::command]
#[specta::specta]
pub async fn attachment_add(
    desk: State<'_, Desk>,
    token: String,
    entity: Entity,
    entity_id: Uuid,
    purpose: Option<String>,
    task: String,
) -> Result<Added, AppError> {
    let Core { app, actor } = desk.core().await?;
    let staged = desk.attaching.whole(&token)?;
    let running = desk.tasks.begin(&task);
    let (path, name) = (staged.path.clone(), staged.name.clone());
    let file = AttachmentFile { entity, entity_id, path, name, purpose, task };
    let added = attachments::add(&app, &actor, file, &running.token).await;
    desk.attaching.remove(&token).await;
    added
}

/// The files on a record.
#[tauri::command]
#[specta::specta]
pub async fn attachment_list(
    desk: State<'_, Desk>,
    entity: Entity,
    entity_id: Uuid,
) -> Result<Vec<Attachment>, AppError> {
    let Core { app, actor } = desk.core().await?;
    attachments::list(&app, &actor, entity, entity_id).await
}

/// A piece of a file, counted from 0.
#[tauri::command]
#[specta::specta]
pub async fn attachment_piece(
    desk: State<'_, Desk>,
    which: AttachmentRef,
    position: i64,
) -> Result<AttachmentPart, AppError> {
    let Core { app, actor } = desk.core().await?;
    let piece = attachments::piece(&app, &actor, which, position).await?;
    Ok(AttachmentPart { base64: STANDARD.encode(piece.bytes), size: piece.size })
}

/// Writes a file into the folder of exported files.
#[tauri::command]
#[specta::specta]
pub async fn attachment_save(
    desk: State<'_, Desk>,
    which: AttachmentRef,
    task: String,
) -> Result<ExportedFile, AppError> {
    let Core { app, actor } = desk.core().await?;
    let running = desk.tasks.begin(&task);
    desk.exports.make().await?;
    let places = |name: &str| desk.exports.places(name);
    let path = attachments::save(&app, &actor, which, places, &running.token).await?;
    Ok(ExportedFile::at(&path, 1))
}

/// Gives a file another name and says what it is for.
#[tauri::command]
#[specta::specta]
pub async fn attachment_describe(
    desk: State<'_, Desk>,
    which: AttachmentRef,
    version: i64,
    name: String,
    purpose: Option<String>,
) -> Result<Attachment, AppError> {
    let Core { app, actor } = desk.core().await?;
    attachments::describe(&app, &actor, which, version, &name, purpose.as_deref()).await
}

/// Takes a file off its record; it can be put back for a day.
#[tauri::command]
#[specta::specta]
pub async fn attachment_remove(
    desk: State<'_, Desk>,
    which: AttachmentRef,
    version: i64,
) -> Result<(), AppError> {
    let Core { app, actor } = desk.core().await?;
    attachments::remove(&app, &actor, which, version).await
}

/// Puts a file back that was taken off.
#[tauri::command]
#[specta::specta]
pub async fn attachment_restore(desk: State<'_, Desk>, which: AttachmentRef) -> Result<Attachment, AppError> {
    let Core { app, actor } = desk.core().await?;
    attachments::restore(&app, &actor, which).await
}

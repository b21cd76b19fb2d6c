//! Files on their way in and out, and long work that can be stopped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use huishang_app::{AppError, FieldProblem};
use serde::{Deserialize, Serialize};
use tauri::State;

use crate::desk::Desk;

/// How much of a file is here.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct StagedPart {
    /// Names the file from now on.
    pub token: String,
    /// Bytes here.
    pub received: u64,
}

/// Takes in a piece of a file; the first comes without a token.
#[tauri::command]
#[specta::specta]
pub async fn file_stage(
    desk: State<'_, Desk>,
    token: Option<String>,
    name: String,
    offset: u64,
    size: u64,
    base64: String,
) -> Result<StagedPart, AppError> {
    let bytes =
        STANDARD.decode(base64).map_err(|_| AppError::invalid("base64", FieldProblem::WrongFormat))?;
    let (token, received) = desk.staging.write(token, &name, offset, size, &bytes).await?;
    Ok(StagedPart { token, received })
}

/// Asks long work to stop.
#[tauri::command]
#[specta::specta]
pub async fn task_cancel(desk: State<'_, Desk>, task: String) -> Result<(), AppError> {
    desk.tasks.cancel(&task);
    Ok(())
}

/// Opens an exported file with the system's program for it.
#[tauri::command]
#[specta::specta]
pub async fn exported_open(desk: State<'_, Desk>, path: String) -> Result<(), AppError> {
    let file = desk.exports.inside(&path)?;
    let viewer = desk.viewer.clone();
    shown(tokio::task::spawn_blocking(move || viewer.open(&file)).await, path)
}

/// Shows an exported file in its folder.
#[tauri::command]
#[specta::specta]
pub async fn exported_show_in_folder(desk: State<'_, Desk>, path: String) -> Result<(), AppError> {
    let file = desk.exports.inside(&path)?;
    let viewer = desk.viewer.clone();
    shown(tokio::task::spawn_blocking(move || viewer.reveal(&file)).await, path)
}

fn shown(done: Result<Result<(), String>, tokio::task::JoinError>, path: String) -> Result<(), AppError> {
    match done {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the system could not show a file");
            Err(AppError::CannotOpen { path })
        }
        Err(error) => Err(AppError::Internal { detail: error.to_string() }),
    }
}

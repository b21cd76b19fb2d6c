//! The clock of an appeal: how its deadline comes about; stopped, resumed, given more time.

use huishang_app::AppError;
use huishang_app::appeals::{self, AppealDetail, Approver, Derivation, Extension};
use huishang_domain::ids::AppealId;
use tauri::State;

use crate::desk::{Core, Desk};

/// How the deadline of an appeal comes about, in words.
#[tauri::command]
#[specta::specta]
pub async fn appeal_derivation(desk: State<'_, Desk>, id: AppealId) -> Result<Derivation, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::derivation(&app, &actor, id).await
}

/// Those who may approve an extension.
#[tauri::command]
#[specta::specta]
pub async fn extension_approvers(desk: State<'_, Desk>) -> Result<Vec<Approver>, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::approvers(&app, &actor).await
}

/// Stops the clock of an appeal.
#[tauri::command]
#[specta::specta]
pub async fn appeal_pause(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    reason: String,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::pause(&app, &actor, id, version, &reason).await
}

/// Sets it going again.
#[tauri::command]
#[specta::specta]
pub async fn appeal_resume(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::resume(&app, &actor, id, version).await
}

/// Gives an appeal more time, which somebody who may do so has approved.
#[tauri::command]
#[specta::specta]
pub async fn appeal_extend(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    extension: Extension,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::extend(&app, &actor, id, version, extension).await
}

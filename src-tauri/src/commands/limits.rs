//! The table of time limits.

use huishang_app::AppError;
use huishang_app::limits::{self, LimitInput, LimitPreview, LimitShown, LimitWritten};
use huishang_domain::limits::LimitCode;
use tauri::State;

use crate::desk::{Core, Desk};

/// The whole table with its history.
#[tauri::command]
#[specta::specta]
pub async fn limit_list(desk: State<'_, Desk>) -> Result<Vec<LimitShown>, AppError> {
    let Core { app, actor } = desk.core().await?;
    limits::list(&app, &actor).await
}

/// What a change would do to what is under way.
#[tauri::command]
#[specta::specta]
pub async fn limit_preview(
    desk: State<'_, Desk>,
    code: LimitCode,
    input: LimitInput,
) -> Result<LimitPreview, AppError> {
    let Core { app, actor } = desk.core().await?;
    limits::preview(&app, &actor, code, input).await
}

/// Changes a limit, with `reckon` also for what is under way.
#[tauri::command]
#[specta::specta]
pub async fn limit_change(
    desk: State<'_, Desk>,
    code: LimitCode,
    version: i64,
    input: LimitInput,
    reckon: bool,
) -> Result<LimitWritten, AppError> {
    let Core { app, actor } = desk.core().await?;
    limits::change(&app, &actor, code, version, input, reckon).await
}

/// Undoes the last change of a limit.
#[tauri::command]
#[specta::specta]
pub async fn limit_undo(
    desk: State<'_, Desk>,
    code: LimitCode,
    version: i64,
    before: LimitInput,
) -> Result<LimitWritten, AppError> {
    let Core { app, actor } = desk.core().await?;
    limits::undo(&app, &actor, code, version, before).await
}

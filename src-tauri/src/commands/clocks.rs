//! The clock of an appeal: stopped and resumed.

use huishang_app::AppError;
use huishang_app::appeals::{self, AppealDetail};
use huishang_domain::ids::AppealId;
use tauri::State;

use crate::desk::{Core, Desk};

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

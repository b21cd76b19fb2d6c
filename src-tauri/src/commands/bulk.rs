//! Many appeals at once.

use huishang_app::AppError;
use huishang_app::appeals::{self, BulkChange, BulkJob, BulkReport, BulkTarget};
use tauri::State;
use uuid::Uuid;

use crate::desk::{Core, Desk};

/// Does the same to many appeals; those that may not be changed are left alone and told.
#[tauri::command]
#[specta::specta]
pub async fn appeal_bulk_change(
    desk: State<'_, Desk>,
    target: BulkTarget,
    change: BulkChange,
    reason: Option<String>,
    task: String,
) -> Result<BulkReport, AppError> {
    let Core { app, actor } = desk.core().await?;
    let running = desk.tasks.begin(&task);
    appeals::bulk_change(&app, &actor, BulkJob { target, change, reason, task }, &running.token).await
}

/// Takes back what was done to many appeals at once.
#[tauri::command]
#[specta::specta]
pub async fn appeal_bulk_undo(
    desk: State<'_, Desk>,
    batch: Uuid,
    task: String,
) -> Result<BulkReport, AppError> {
    let Core { app, actor } = desk.core().await?;
    let running = desk.tasks.begin(&task);
    appeals::bulk_undo(&app, &actor, batch, &task, &running.token).await
}

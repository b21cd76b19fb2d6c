//! The audit trail.

use huishang_app::AppError;
use huishang_app::audit_trail::{self, AuditPage, AuditVerdict};
use tauri::State;

use crate::desk::{Core, Desk};

/// A page of the trail, newest first.
#[tauri::command]
#[specta::specta]
pub async fn audit_list(
    desk: State<'_, Desk>,
    text: Option<String>,
    after: Option<i64>,
    limit: i64,
) -> Result<AuditPage, AppError> {
    let Core { app, actor } = desk.core().await?;
    audit_trail::list(&app, &actor, text, after, limit).await
}

/// Whether anybody has touched it.
#[tauri::command]
#[specta::specta]
pub async fn audit_verify(desk: State<'_, Desk>) -> Result<AuditVerdict, AppError> {
    let Core { app, actor } = desk.core().await?;
    audit_trail::verify(&app, &actor).await
}

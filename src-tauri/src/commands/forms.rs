//! Forms: which there are, and writing one into the folder of exported files.

use huishang_app::AppError;
use huishang_app::forms::{self, ExportJob, FormInfo};
use tauri::State;

use crate::desk::{Core, Desk};
use crate::exports::ExportedFile;

/// Every form.
#[tauri::command]
#[specta::specta]
pub async fn forms(desk: State<'_, Desk>) -> Result<Vec<FormInfo>, AppError> {
    let Core { app, actor } = desk.core().await?;
    forms::list(&app, &actor).await
}

/// Writes a form of a period; people's numbers stand there whole only with a reason.
#[tauri::command]
#[specta::specta]
pub async fn form_export(
    desk: State<'_, Desk>,
    code: String,
    period: String,
    reveal_reason: Option<String>,
) -> Result<ExportedFile, AppError> {
    let Core { app, actor } = desk.core().await?;
    let job = ExportJob { task: format!("export-{code}"), code, period, reveal_reason };
    let task = desk.tasks.begin(&job.task);
    let form = forms::render(&app, &actor, &job, &task.token).await?;
    let path = desk.exports.write(&form.title, &form.period, app.clock.now(), "xlsx", &form.bytes).await?;
    Ok(ExportedFile::at(&path, form.rows))
}

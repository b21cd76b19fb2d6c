//! Forms: which there are, how one will look, and writing it into the folder of exported files.

use huishang_app::AppError;
use huishang_app::forms::{self, ExportJob, FormInfo, FormPreview};
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

/// A form of a period as it will be exported, with people's numbers masked.
#[tauri::command]
#[specta::specta]
pub async fn form_preview(
    desk: State<'_, Desk>,
    code: String,
    period: String,
) -> Result<FormPreview, AppError> {
    let Core { app, actor } = desk.core().await?;
    forms::preview(&app, &actor, &code, &period).await
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
    let task = desk.tasks.begin_unnamed(&format!("export-{code}"));
    let job = ExportJob { task: task.name.clone(), code, period, reveal_reason };
    let form = forms::render(&app, &actor, &job, &task.token).await?;
    let path = desk.exports.write(&form.title, &form.period, app.clock.now(), "xlsx", &form.bytes).await?;
    Ok(ExportedFile::at(&path, form.rows))
}

//! Imports: a look at a staged file, taking it in, and getting back the rows that couldn't be read.

use huishang_app::AppError;
use huishang_app::imports::{
    self, ColumnMapping, ImportDetail, ImportJob, ImportPreview, ImportQuery, ImportReport, ImportRow,
    ImportedChange, PlaceChoice,
};
use huishang_app::page::Page;
use huishang_domain::ids::ImportId;
use huishang_domain::time::local_date;
use tauri::State;

use crate::desk::{Core, Desk};
use crate::exports::ExportedFile;

/// What the rejected rows are called as a file.
const REJECTED: &str = "未导入的行";

/// How a staged file will be read.
#[tauri::command]
#[specta::specta]
pub async fn import_preview(
    desk: State<'_, Desk>,
    token: String,
    source: String,
    mapping: Option<ColumnMapping>,
) -> Result<ImportPreview, AppError> {
    let Core { app, actor } = desk.core().await?;
    let staged = desk.staging.whole(&token)?;
    imports::preview(&app, &actor, &staged.path, &source, mapping).await
}

/// Takes a staged file in, all of it or nothing; a dry run only reckons.
#[tauri::command]
#[specta::specta]
pub async fn import_run(
    desk: State<'_, Desk>,
    token: String,
    source: String,
    mapping: Option<ColumnMapping>,
    places: Vec<PlaceChoice>,
    dry_run: bool,
    task: String,
) -> Result<ImportReport, AppError> {
    let Core { app, actor } = desk.core().await?;
    let staged = desk.staging.whole(&token)?;
    let running = desk.tasks.begin(&task);
    let job = ImportJob { path: staged.path, name: staged.name, source, mapping, dry_run, task };
    imports::run_with(&app, &actor, job, &places, &running.token).await
}

/// Writes the rows that couldn't be read, each with its reason, into the folder of exported files.
#[tauri::command]
#[specta::specta]
pub async fn import_save_rejected(
    desk: State<'_, Desk>,
    token: String,
    source: String,
    mapping: Option<ColumnMapping>,
) -> Result<ExportedFile, AppError> {
    let Core { app, actor } = desk.core().await?;
    let staged = desk.staging.whole(&token)?;
    let rejected = imports::rejected(&app, &actor, &staged.path, &source, mapping).await?;
    let now = app.clock.now();
    let day = local_date(now).to_string();
    let path = desk.exports.write(REJECTED, &day, now, "xlsx", &rejected.bytes).await?;
    Ok(ExportedFile::at(&path, i64::from(rejected.rows)))
}

/// The imports that were made.
#[tauri::command]
#[specta::specta]
pub async fn import_history(desk: State<'_, Desk>, query: ImportQuery) -> Result<Page<ImportRow>, AppError> {
    let Core { app, actor } = desk.core().await?;
    imports::history(&app, &actor, query).await
}

/// One import, and whether it may be taken back.
#[tauri::command]
#[specta::specta]
pub async fn import_detail(desk: State<'_, Desk>, id: ImportId) -> Result<ImportDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    imports::detail(&app, &actor, id).await
}

/// What an import changed of appeals that were known already.
#[tauri::command]
#[specta::specta]
pub async fn import_changes(
    desk: State<'_, Desk>,
    id: ImportId,
    query: ImportQuery,
) -> Result<Page<ImportedChange>, AppError> {
    let Core { app, actor } = desk.core().await?;
    imports::changes(&app, &actor, id, query).await
}

/// Takes an import back, as long as nothing has been built on it.
#[tauri::command]
#[specta::specta]
pub async fn import_undo(
    desk: State<'_, Desk>,
    id: ImportId,
    version: i64,
) -> Result<ImportDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    imports::undo(&app, &actor, id, version).await
}

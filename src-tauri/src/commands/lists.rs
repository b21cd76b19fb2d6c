//! Lists: the views that people keep of them, and taking out what is shown.

use huishang_app::AppError;
use huishang_app::lists::{self, ListExport, ListOf};
use huishang_app::views::{self, ListView, ListViewInput, ListViews};
use huishang_domain::lists::ListKind;
use huishang_domain::time::local_date;
use tauri::State;
use uuid::Uuid;

use crate::desk::{Core, Desk};
use crate::exports::ExportedFile;

/// Writes a list as it is shown into the folder of exported files.
#[tauri::command]
#[specta::specta]
pub async fn list_export(
    desk: State<'_, Desk>,
    list: ListOf,
    title: String,
    filters: String,
    task: String,
) -> Result<ExportedFile, AppError> {
    let Core { app, actor } = desk.core().await?;
    let running = desk.tasks.begin(&task);
    let listed =
        lists::render(&app, &actor, ListExport { list, title, filters, task }, &running.token).await?;
    let now = app.clock.now();
    let day = local_date(now).to_string();
    let path = desk.exports.write(&listed.title, &day, now, "xlsx", &listed.bytes).await?;
    Ok(ExportedFile::at(&path, listed.rows))
}

/// The person's own views of a list and the shared ones.
#[tauri::command]
#[specta::specta]
pub async fn view_list(desk: State<'_, Desk>, list: ListKind) -> Result<ListViews, AppError> {
    let Core { app, actor } = desk.core().await?;
    views::list(&app, &actor, list).await
}

/// Keeps a new view.
#[tauri::command]
#[specta::specta]
pub async fn view_add(
    desk: State<'_, Desk>,
    list: ListKind,
    input: ListViewInput,
) -> Result<ListView, AppError> {
    let Core { app, actor } = desk.core().await?;
    views::add(&app, &actor, list, input).await
}

/// Changes a view, if it is still the version that the person saw.
#[tauri::command]
#[specta::specta]
pub async fn view_edit(
    desk: State<'_, Desk>,
    id: Uuid,
    version: i64,
    input: ListViewInput,
) -> Result<ListView, AppError> {
    let Core { app, actor } = desk.core().await?;
    views::edit(&app, &actor, id, version, input).await
}

/// Takes a view away.
#[tauri::command]
#[specta::specta]
pub async fn view_remove(desk: State<'_, Desk>, id: Uuid, version: i64) -> Result<ListView, AppError> {
    let Core { app, actor } = desk.core().await?;
    views::remove(&app, &actor, id, version).await
}

/// Brings a view back that was taken away.
#[tauri::command]
#[specta::specta]
pub async fn view_restore(desk: State<'_, Desk>, id: Uuid, version: i64) -> Result<ListView, AppError> {
    let Core { app, actor } = desk.core().await?;
    views::restore(&app, &actor, id, version).await
}

/// Sets the view that a list opens with for this person.
#[tauri::command]
#[specta::specta]
pub async fn view_open_with(
    desk: State<'_, Desk>,
    list: ListKind,
    view: Option<String>,
) -> Result<ListViews, AppError> {
    let Core { app, actor } = desk.core().await?;
    views::open_with(&app, &actor, list, view).await
}

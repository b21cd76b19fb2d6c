//! The page that a person sees first.

use huishang_app::AppError;
use huishang_app::workbench::{self, Workbench};
use tauri::State;

use crate::desk::{Core, Desk};

/// What waits for the person, and how the months went.
#[tauri::command]
#[specta::specta]
pub async fn workbench(desk: State<'_, Desk>) -> Result<Workbench, AppError> {
    let Core { app, actor } = desk.core().await?;
    workbench::workbench(&app, &actor).await
}

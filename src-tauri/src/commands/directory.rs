//! Divisions, agencies, people, rooms and categories.

use huishang_app::AppError;
use huishang_app::directory::{self, AgencyRow, CategoryRow, DivisionNode, PersonRow, RoomRow};
use huishang_domain::ids::AgencyId;
use huishang_domain::words::PersonKind;
use tauri::State;

use crate::desk::{Core, Desk};

/// The tree of divisions.
#[tauri::command]
#[specta::specta]
pub async fn divisions(desk: State<'_, Desk>) -> Result<Vec<DivisionNode>, AppError> {
    let Core { app, actor } = desk.core().await?;
    directory::divisions(&app, &actor).await
}

/// Every agency.
#[tauri::command]
#[specta::specta]
pub async fn agencies(desk: State<'_, Desk>) -> Result<Vec<AgencyRow>, AppError> {
    let Core { app, actor } = desk.core().await?;
    directory::agencies(&app, &actor).await
}

/// People in post, at most 200.
#[tauri::command]
#[specta::specta]
pub async fn people(
    desk: State<'_, Desk>,
    text: Option<String>,
    kind: Option<PersonKind>,
    agency_id: Option<AgencyId>,
) -> Result<Vec<PersonRow>, AppError> {
    let Core { app, actor } = desk.core().await?;
    directory::people(&app, &actor, text, kind, agency_id).await
}

/// Every room.
#[tauri::command]
#[specta::specta]
pub async fn rooms(desk: State<'_, Desk>) -> Result<Vec<RoomRow>, AppError> {
    let Core { app, actor } = desk.core().await?;
    directory::rooms(&app, &actor).await
}

/// Every category.
#[tauri::command]
#[specta::specta]
pub async fn categories(desk: State<'_, Desk>) -> Result<Vec<CategoryRow>, AppError> {
    let Core { app, actor } = desk.core().await?;
    directory::categories(&app, &actor).await
}

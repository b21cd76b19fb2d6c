//! Cases: the list, one of them, opening one, and its steps.

use huishang_app::AppError;
use huishang_app::cases::{self, CaseDetail, CaseInput, CaseQuery, CaseRow};
use huishang_app::page::Page;
use huishang_domain::flow::case::CaseMove;
use huishang_domain::ids::CaseId;
use tauri::State;

use crate::desk::{Core, Desk};

/// A page of the list.
#[tauri::command]
#[specta::specta]
pub async fn case_list(desk: State<'_, Desk>, query: CaseQuery) -> Result<Page<CaseRow>, AppError> {
    let Core { app, actor } = desk.core().await?;
    cases::list(&app, &actor, query).await
}

/// One case, its people masked.
#[tauri::command]
#[specta::specta]
pub async fn case_detail(desk: State<'_, Desk>, id: CaseId) -> Result<CaseDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    cases::detail(&app, &actor, id).await
}

/// Opens one, with its leader.
#[tauri::command]
#[specta::specta]
pub async fn case_open(desk: State<'_, Desk>, input: CaseInput) -> Result<CaseDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    cases::open(&app, &actor, input).await
}

/// Takes one a step further, if it is still the version that the person saw.
#[tauri::command]
#[specta::specta]
pub async fn case_move(
    desk: State<'_, Desk>,
    id: CaseId,
    version: i64,
    mv: CaseMove,
    reason: Option<String>,
) -> Result<CaseDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    cases::advance(&app, &actor, id, version, mv, reason.as_deref()).await
}

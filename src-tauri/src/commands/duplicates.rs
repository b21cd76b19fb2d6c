//! 查重: what an appeal may repeat, the pairs that wait, and what a person decides.

use huishang_app::AppError;
use huishang_app::duplicates::{self, DuplicatePair, DuplicateQuery, DuplicateReview, DuplicateScan, ScanOf};
use huishang_app::page::Page;
use huishang_domain::ids::{AppealId, ImportId};
use tauri::State;

use crate::desk::{Core, Desk};

/// An appeal beside those that it may repeat.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_candidates(desk: State<'_, Desk>, id: AppealId) -> Result<DuplicateReview, AppError> {
    let Core { app, actor } = desk.core().await?;
    duplicates::candidates(&app, &actor, id).await
}

/// A page of the pairs that wait for a decision.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_queue(
    desk: State<'_, Desk>,
    query: DuplicateQuery,
) -> Result<Page<DuplicatePair>, AppError> {
    let Core { app, actor } = desk.core().await?;
    duplicates::queue(&app, &actor, query).await
}

/// Merges an appeal into its original, if it is still the version that the person saw.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_merge(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    original_id: AppealId,
    reason: Option<String>,
) -> Result<DuplicateReview, AppError> {
    let Core { app, actor } = desk.core().await?;
    duplicates::merge(&app, &actor, id, version, original_id, reason.as_deref()).await
}

/// Says that two appeals are two matters.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_dismiss(
    desk: State<'_, Desk>,
    id: AppealId,
    other_id: AppealId,
    pair_version: i64,
    reason: Option<String>,
) -> Result<DuplicateReview, AppError> {
    let Core { app, actor } = desk.core().await?;
    duplicates::dismiss(&app, &actor, id, other_id, pair_version, reason.as_deref()).await
}

/// Takes back that two appeals are two matters.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_reconsider(
    desk: State<'_, Desk>,
    id: AppealId,
    other_id: AppealId,
) -> Result<DuplicateReview, AppError> {
    let Core { app, actor } = desk.core().await?;
    duplicates::reconsider(&app, &actor, id, other_id).await
}

/// Takes a merge back.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_split(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    reason: String,
) -> Result<DuplicateReview, AppError> {
    let Core { app, actor } = desk.core().await?;
    duplicates::split(&app, &actor, id, version, &reason).await
}

/// Looks through the appeals that are still to be judged: of one import, or all.
#[tauri::command]
#[specta::specta]
pub async fn duplicate_scan(
    desk: State<'_, Desk>,
    import_id: Option<ImportId>,
    task: String,
) -> Result<DuplicateScan, AppError> {
    let Core { app, actor } = desk.core().await?;
    let running = desk.tasks.begin(&task);
    let of = import_id.map_or(ScanOf::Unjudged, ScanOf::Import);
    duplicates::scan(&app, &actor, of, &task, &running.token).await
}

//! Appeals: the list, one of them, registering, editing, judging, and the people in it.

use huishang_app::AppError;
use huishang_app::appeals::{self, AppealDetail, AppealInput, AppealQuery, AppealRow};
use huishang_app::page::Page;
use huishang_app::shapes::PartyPlain;
use huishang_domain::ids::AppealId;
use huishang_domain::words::Level;
use tauri::State;

use crate::desk::{Core, Desk};

/// A page of the list.
#[tauri::command]
#[specta::specta]
pub async fn appeal_list(desk: State<'_, Desk>, query: AppealQuery) -> Result<Page<AppealRow>, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::list(&app, &actor, query).await
}

/// One appeal, its people masked.
#[tauri::command]
#[specta::specta]
pub async fn appeal_detail(desk: State<'_, Desk>, id: AppealId) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::detail(&app, &actor, id).await
}

/// Registers a new one.
#[tauri::command]
#[specta::specta]
pub async fn appeal_register(desk: State<'_, Desk>, input: AppealInput) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::register(&app, &actor, input).await
}

/// Changes one, if it is still the version that the person saw.
#[tauri::command]
#[specta::specta]
pub async fn appeal_edit(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    input: AppealInput,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::edit(&app, &actor, id, version, input).await
}

/// 研判: small, big or hard.
#[tauri::command]
#[specta::specta]
pub async fn appeal_judge(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    level: Level,
    reason: Option<String>,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::judge(&app, &actor, id, version, level, reason.as_deref()).await
}

/// Takes a judgement back, while nothing is built on it.
#[tauri::command]
#[specta::specta]
pub async fn appeal_withdraw_judgement(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::withdraw_judgement(&app, &actor, id, version).await
}

/// The people of an appeal unmasked; the reason goes into the audit trail.
#[tauri::command]
#[specta::specta]
pub async fn party_reveal(
    desk: State<'_, Desk>,
    appeal_id: AppealId,
    reason: String,
) -> Result<Vec<PartyPlain>, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::reveal(&app, &actor, appeal_id, &reason).await
}

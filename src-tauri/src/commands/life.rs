//! The life of an appeal: what happened, what it is bound to, what may be done next, and its people.

use huishang_app::AppError;
use huishang_app::appeals::{self, AppealDetail, AppealLife, LifeEntry, LifeQuery, PersonInput};
use huishang_app::page::Page;
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::ids::{AppealId, PartyId};
use tauri::State;

use crate::desk::{Core, Desk};

/// A page of everything that happened, newest first.
#[tauri::command]
#[specta::specta]
pub async fn appeal_timeline(
    desk: State<'_, Desk>,
    id: AppealId,
    query: LifeQuery,
) -> Result<Page<LifeEntry>, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::timeline(&app, &actor, id, query).await
}

/// What an appeal is bound to, and what may be done next.
#[tauri::command]
#[specta::specta]
pub async fn appeal_life(desk: State<'_, Desk>, id: AppealId) -> Result<AppealLife, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::life(&app, &actor, id).await
}

/// Takes one step that needs nothing but a person, and a reason where the state machine wants one.
#[tauri::command]
#[specta::specta]
pub async fn appeal_advance(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    mv: AppealMove,
    reason: Option<String>,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::advance(&app, &actor, id, version, mv, reason.as_deref()).await
}

/// Adds a person to an appeal, or writes what changed of one.
#[tauri::command]
#[specta::specta]
pub async fn appeal_person_save(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    input: PersonInput,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::save_person(&app, &actor, id, version, input).await
}

/// Leaves a person out of an appeal.
#[tauri::command]
#[specta::specta]
pub async fn appeal_person_remove(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    party: PartyId,
) -> Result<AppealDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    appeals::remove_person(&app, &actor, id, version, party).await
}

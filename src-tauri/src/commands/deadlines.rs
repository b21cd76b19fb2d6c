//! Deadlines of everything that has one: how they come about, more time asked for and decided, reminders, the check.

use huishang_app::AppError;
use huishang_app::deadlines::{self, DeadlineCheck, Derivation, ExtensionAsk, Reminders};
use huishang_domain::words::Entity;
use tauri::State;
use uuid::Uuid;

use crate::desk::{Core, Desk};

/// How the deadline of an appeal, a case or a decided action comes about, in words.
#[tauri::command]
#[specta::specta]
pub async fn deadline_derivation(
    desk: State<'_, Desk>,
    entity: Entity,
    id: Uuid,
) -> Result<Derivation, AppError> {
    let Core { app, actor } = desk.core().await?;
    deadlines::derivation(&app, &actor, entity, id).await
}

/// Asks for more time.
#[tauri::command]
#[specta::specta]
pub async fn extension_ask(desk: State<'_, Desk>, ask: ExtensionAsk) -> Result<(), AppError> {
    let Core { app, actor } = desk.core().await?;
    deadlines::ask(&app, &actor, ask).await
}

/// Takes a request of one's own back.
#[tauri::command]
#[specta::specta]
pub async fn extension_withdraw(desk: State<'_, Desk>, id: Uuid, version: i64) -> Result<(), AppError> {
    let Core { app, actor } = desk.core().await?;
    deadlines::withdraw(&app, &actor, id, version).await
}

/// Grants or refuses a request.
#[tauri::command]
#[specta::specta]
pub async fn extension_decide(
    desk: State<'_, Desk>,
    id: Uuid,
    version: i64,
    grant: bool,
    reason: Option<String>,
) -> Result<(), AppError> {
    let Core { app, actor } = desk.core().await?;
    deadlines::decide(&app, &actor, id, version, grant, reason.as_deref()).await
}

/// What this person should be reminded of now.
#[tauri::command]
#[specta::specta]
pub async fn reminders(desk: State<'_, Desk>) -> Result<Reminders, AppError> {
    let Core { app, actor } = desk.core().await?;
    deadlines::reminders(&app, &actor).await
}

/// Reckons every deadline anew and says which are stored otherwise.
#[tauri::command]
#[specta::specta]
pub async fn deadline_check(desk: State<'_, Desk>) -> Result<DeadlineCheck, AppError> {
    let Core { app, actor } = desk.core().await?;
    deadlines::check(&app, &actor).await
}

/// Writes those anew that are stored otherwise.
#[tauri::command]
#[specta::specta]
pub async fn deadline_reckon(desk: State<'_, Desk>) -> Result<DeadlineCheck, AppError> {
    let Core { app, actor } = desk.core().await?;
    deadlines::reckon_again(&app, &actor).await
}

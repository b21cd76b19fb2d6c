//! Consultations: the list, one of them, asking for one, and its steps.

use huishang_app::AppError;
use huishang_app::consultations::{
    self, ConsultationDetail, ConsultationInput, ConsultationQuery, ConsultationRow, SlotInput,
};
use huishang_app::page::Page;
use huishang_domain::flow::consultation::ConsultationMove;
use huishang_domain::ids::ConsultationId;
use tauri::State;

use crate::desk::{Core, Desk};

/// A page of the list.
#[tauri::command]
#[specta::specta]
pub async fn consultation_list(
    desk: State<'_, Desk>,
    query: ConsultationQuery,
) -> Result<Page<ConsultationRow>, AppError> {
    let Core { app, actor } = desk.core().await?;
    consultations::list(&app, &actor, query).await
}

/// One consultation.
#[tauri::command]
#[specta::specta]
pub async fn consultation_detail(
    desk: State<'_, Desk>,
    id: ConsultationId,
) -> Result<ConsultationDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    consultations::detail(&app, &actor, id).await
}

/// Asks for one.
#[tauri::command]
#[specta::specta]
pub async fn consultation_create(
    desk: State<'_, Desk>,
    input: ConsultationInput,
) -> Result<ConsultationDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    consultations::create(&app, &actor, input).await
}

/// Takes one a step further, if it is still the version that the person saw.
#[tauri::command]
#[specta::specta]
pub async fn consultation_move(
    desk: State<'_, Desk>,
    id: ConsultationId,
    version: i64,
    mv: ConsultationMove,
    reason: Option<String>,
) -> Result<ConsultationDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    consultations::advance(&app, &actor, id, version, mv, reason.as_deref()).await
}

/// Gives one a time and a place, or others.
#[tauri::command]
#[specta::specta]
pub async fn consultation_reschedule(
    desk: State<'_, Desk>,
    id: ConsultationId,
    version: i64,
    slot: SlotInput,
    reason: Option<String>,
) -> Result<ConsultationDetail, AppError> {
    let Core { app, actor } = desk.core().await?;
    consultations::reschedule(&app, &actor, id, version, slot, reason.as_deref()).await
}

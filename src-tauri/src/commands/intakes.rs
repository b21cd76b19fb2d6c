//! 三问 and the other channels: saving a sitting, and what is proposed while a person types.

use huishang_app::AppError;
use huishang_app::intake::{
    self, DivisionHit, IntakeDone, IntakeInput, KnownPerson, NumberProblems, Proposal,
};
use tauri::State;

use crate::desk::{Core, Desk};

/// Saves a sitting with all its matters.
#[tauri::command]
#[specta::specta]
pub async fn intake_save(desk: State<'_, Desk>, input: IntakeInput) -> Result<IntakeDone, AppError> {
    let Core { app, actor } = desk.core().await?;
    intake::save(&app, &actor, input).await
}

/// Divisions by name or pinyin initials, those used lately first.
#[tauri::command]
#[specta::specta]
pub async fn intake_divisions(desk: State<'_, Desk>, text: String) -> Result<Vec<DivisionHit>, AppError> {
    let Core { app, actor } = desk.core().await?;
    intake::divisions(&app, &actor, &text).await
}

/// People known before by name or phone, masked.
#[tauri::command]
#[specta::specta]
pub async fn intake_known_people(desk: State<'_, Desk>, text: String) -> Result<Vec<KnownPerson>, AppError> {
    let Core { app, actor } = desk.core().await?;
    intake::known_people(&app, &actor, &text).await
}

/// A title and a category for a text.
#[tauri::command]
#[specta::specta]
pub async fn intake_propose(desk: State<'_, Desk>, text: String) -> Result<Proposal, AppError> {
    let Core { app, actor } = desk.core().await?;
    intake::propose(&app, &actor, &text).await
}

/// What is wrong with a phone and an ID number as they stand.
#[tauri::command]
#[specta::specta]
pub async fn number_problems(phone: String, id_number: String) -> NumberProblems {
    intake::number_problems(&phone, &id_number)
}

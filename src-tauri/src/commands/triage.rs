//! 研判分级 of the queue, and the rules behind its proposals.

use huishang_app::AppError;
use huishang_app::triage::{
    self, DutyLists, TriageCard, TriageDecision, TriageDone, TriageRule, TriageRuleInput, TriageTrial,
};
use huishang_domain::ids::{AgencyId, AppealId};
use tauri::State;

use crate::desk::{Core, Desk};

/// An appeal with what is proposed for it and what it may repeat.
#[tauri::command]
#[specta::specta]
pub async fn triage_card(desk: State<'_, Desk>, id: AppealId) -> Result<TriageCard, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::card(&app, &actor, id).await
}

/// Judges an appeal, if it is still the version that the person saw.
#[tauri::command]
#[specta::specta]
pub async fn triage_decide(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    decision: TriageDecision,
) -> Result<TriageDone, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::decide(&app, &actor, id, version, decision).await
}

/// Passes an appeal on to another agency, or without one back to whoever registered it.
#[tauri::command]
#[specta::specta]
pub async fn triage_pass_on(
    desk: State<'_, Desk>,
    id: AppealId,
    version: i64,
    agency_id: Option<AgencyId>,
    reason: String,
) -> Result<TriageDone, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::pass_on(&app, &actor, id, version, agency_id, &reason).await
}

/// Takes the last decision about an appeal back.
#[tauri::command]
#[specta::specta]
pub async fn triage_undo(desk: State<'_, Desk>, id: AppealId, version: i64) -> Result<TriageDone, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::undo(&app, &actor, id, version).await
}

/// All rules.
#[tauri::command]
#[specta::specta]
pub async fn triage_rules(desk: State<'_, Desk>) -> Result<Vec<TriageRule>, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::rules(&app, &actor).await
}

/// Writes a rule.
#[tauri::command]
#[specta::specta]
pub async fn triage_rule_save(desk: State<'_, Desk>, rule: TriageRuleInput) -> Result<TriageRule, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::save_rule(&app, &actor, rule).await
}

/// Which past appeals a rule would have hit.
#[tauri::command]
#[specta::specta]
pub async fn triage_rule_try(desk: State<'_, Desk>, rule: TriageRuleInput) -> Result<TriageTrial, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::try_rule(&app, &actor, rule).await
}

/// Which kinds of matters stand on which duty list.
#[tauri::command]
#[specta::specta]
pub async fn duty_lists(desk: State<'_, Desk>) -> Result<DutyLists, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::duty_lists(&app, &actor).await
}

/// Says which kinds of matters stand on which duty list.
#[tauri::command]
#[specta::specta]
pub async fn duty_lists_set(desk: State<'_, Desk>, lists: DutyLists) -> Result<DutyLists, AppError> {
    let Core { app, actor } = desk.core().await?;
    triage::set_duty_lists(&app, &actor, lists).await
}

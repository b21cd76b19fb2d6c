//! Taking the last decision about an appeal back, while nothing else has happened to it.

use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::ids::AppealId;
use huishang_domain::triage::TriageKind;
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::triage::{self, Passed};
use serde_json::json;

use super::decide::{Stood, rewritten};
use super::dto::TriageDone;
use crate::appeals::compare;
use crate::appeals::judge::seen;
use crate::appeals::steps::Walk;
use crate::sight::stale;
use crate::{Actor, App, AppError};

/// Puts back what stood before the last decision: level, category, agencies, times passed on.
pub async fn undo(app: &App, actor: &Actor, id: AppealId, version: i64) -> Result<TriageDone, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    appeals::hold(&mut work.tx, &[id]).await?;
    let now_stands = seen(&mut work, id, version).await?;
    let last = triage::last_decision(&mut work.tx, id).await?.filter(|last| last.appeal_version == version);
    let Some(last) = last else {
        return Err(AppError::refused(
            RefusalCode::AlreadyBuiltOn,
            format!("{}在研判之后又有变动，不能直接撤销，请到诉求页面处理。", now_stands.number),
        ));
    };
    let stood: Stood = serde_json::from_value(last.stood.0)
        .map_err(|error| AppError::Internal { detail: format!("decision {}: {error}", last.id) })?;
    let back = AppealRecord {
        category: stood.category.clone(),
        handler_id: stood.handler,
        times_passed_on: stood.times_passed_on,
        ..now_stands.clone()
    };
    let changed = compare::appeal(&now_stands, &back);
    let version = match last.kind {
        TriageKind::Judged => {
            let back = rewritten(&mut work, &now_stands, back).await?;
            triage::put_cooperating(&mut work.tx, id, &stood.cooperating).await?;
            let mut walk = Walk::begin(&mut work.tx, &back, None).await?;
            walk.step(AppealMove::WithdrawJudgement, None)?;
            walk.write(&mut work, back.version, "withdraw_judgement").await?
        }
        TriageKind::PassedOn | TriageKind::Returned => {
            let passed = Passed { handler_id: stood.handler, times: stood.times_passed_on };
            let (by, now) = (work.actor.account_id, work.now);
            if !triage::pass_on(&mut work.tx, id, version, passed, by, now).await? {
                return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
            }
            version + 1
        }
    };
    let now = work.now;
    triage::mark_undone(&mut work.tx, last.id, now).await?;
    let detail = json!({ "undone": last.kind, "changed": changed });
    work.record(Entity::Appeal, id.0, version, "triage_undo", detail).await?;
    work.commit().await?;
    Ok(TriageDone { id, version, followed: None })
}

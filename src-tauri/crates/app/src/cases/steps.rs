//! Taking a case from step to step.

use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::flow::case::{self as flow, CaseFacts, CaseMove, CaseState};
use huishang_domain::flow::{RefusalCode, reason_given};
use huishang_domain::ids::CaseId;
use huishang_domain::words::Entity;
use huishang_store::{appeals, cases};
use serde_json::json;

use super::dto::CaseDetail;
use super::offered::{OFFERED, offered};
use crate::appeals::check::optional;
use crate::sight::stale;
use crate::work::Step;
use crate::{Actor, App, AppError, matters};

/// Takes a step that needs nothing but, at most, a reason. When a case is declined, its appeals go back to be judged
/// anew.
pub async fn advance(
    app: &App,
    actor: &Actor,
    id: CaseId,
    version: i64,
    mv: CaseMove,
    reason: Option<&str>,
) -> Result<CaseDetail, AppError> {
    let mut work = app.begin(actor, UseCase::MoveCase).await?;
    let row = cases::by_id(&mut work.tx, id, actor.sight(work.scope))
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Case })?;
    if row.version != version {
        return Err(stale(&mut work.tx, Entity::Case, id.0).await);
    }
    let reason = optional("reason", reason, 2000)?;
    let leaders = cases::leaders_of(&mut work.tx, id).await?;
    let has_leader = leaders.iter().any(|l| l.to_on.is_none() && l.in_post);
    let facts = CaseFacts {
        has_reason: reason_given(reason.as_deref()),
        has_leader,
        has_responsible: true,
        has_plan: row.plan.is_some(),
        ..CaseFacts::default()
    };
    if flow::open_moves(row.state).contains(&mv) && !OFFERED.contains(&mv) {
        let open: Vec<_> = offered(row.state, row.plan.is_some()).into_iter().map(CaseMove::term).collect();
        let hint =
            if open.is_empty() { String::new() } else { format!("，现在可以：{}", open.join("、")) };
        let sentence = format!("这个版本还不能办理“{}”{hint}。", mv.term());
        return Err(AppError::refused(RefusalCode::NotInThisVersion, sentence));
    }
    let next = flow::apply(row.state, mv, &facts)?;
    let (by, now) = (actor.account_id, work.now);
    if !cases::set_state(&mut work.tx, id, version, next, by, now).await? {
        return Err(stale(&mut work.tx, Entity::Case, id.0).await);
    }
    let released: Vec<_> = match next {
        CaseState::Declined => cases::appeals_of(&mut work.tx, id).await?.into_iter().map(|a| a.id).collect(),
        _ => Vec::new(),
    };
    appeals::hold(&mut work.tx, &released).await?;
    let step =
        Step { from: Some(row.state.code()), to: next.code(), mv: mv.code(), reason: reason.as_deref() };
    work.moved(Entity::Case, id.0, step).await?;
    let detail = json!({ "from": row.state, "to": next, "reason": reason });
    work.record(Entity::Case, id.0, version + 1, mv.code(), detail).await?;
    let why = format!("包案《{}》不予批准：{}", row.name, reason.as_deref().unwrap_or_default());
    matters::release(&mut work, &released, AppealState::Case, &why).await?;
    work.commit().await?;
    super::detail(app, actor, id).await
}

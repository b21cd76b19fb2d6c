//! Taking back that two appeals are two matters.

use huishang_domain::access::UseCase;
use huishang_domain::duplicates::DuplicateState;
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::AppealId;
use huishang_domain::words::Entity;
use huishang_store::{appeals, duplicates};
use serde_json::json;

use super::dto::DuplicateReview;
use super::review;
use crate::{Actor, App, AppError, FieldProblem};

/// Puts a dismissed pair before a person again.
pub async fn reconsider(
    app: &App,
    actor: &Actor,
    id: AppealId,
    other: AppealId,
) -> Result<DuplicateReview, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    appeals::hold(&mut work.tx, &[id, other]).await?;
    let sight = work.actor.sight(work.scope);
    let not_found = AppError::NotFound { entity: Entity::Appeal };
    let appeal = appeals::by_id(&mut work.tx, id, sight).await?.ok_or(not_found)?;
    let beside = appeals::by_id(&mut work.tx, other, sight)
        .await?
        .ok_or_else(|| AppError::invalid("otherId", FieldProblem::UnknownReference))?;
    let pair = duplicates::pair(&mut work.tx, (id, other)).await?;
    if pair.is_none_or(|pair| pair.state != DuplicateState::Dismissed) {
        let why = "这两件没有认定为不是重复，不用撤销。";
        return Err(AppError::refused(RefusalCode::NotADuplicate, why));
    }
    let (by, now) = (work.actor.account_id, work.now);
    duplicates::reopen(&mut work.tx, (id, other), by, now).await?;
    let detail = json!({ "other": other, "number": beside.number, "reason": beside.number });
    work.record(Entity::Appeal, id.0, appeal.version, "reconsider_duplicate", detail).await?;
    work.touch(Entity::Appeal, other.0, beside.version);
    work.commit().await?;
    review::candidates(app, actor, id).await
}

//! 研判分级: a person says whether a matter is small, big or hard; and takes it back.

use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::{AppealMove, AppealState, judge_as};
use huishang_domain::ids::AppealId;
use huishang_domain::words::{Entity, Level};
use huishang_store::appeals::{self, AppealRecord};

use super::dto::AppealDetail;
use super::steps::Walk;
use crate::sight::stale;
use crate::work::Work;
use crate::{Actor, App, AppError};

/// Judges an appeal. A small matter is handled locally from then on; a big or hard one waits for the consultation or
/// case that is made from it. A judgement may be changed while nothing is built on it.
pub async fn judge(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    level: Level,
    reason: Option<&str>,
) -> Result<AppealDetail, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    let appeal = seen(&mut work, id, version).await?;
    write_level(&mut work, &appeal, level, reason).await?;
    work.commit().await?;
    super::detail(app, actor, id).await
}

/// Takes the steps of a judgement and writes them; gives the new version.
pub(super) async fn write_level(
    work: &mut Work<'_>,
    appeal: &AppealRecord,
    level: Level,
    reason: Option<&str>,
) -> Result<i64, AppError> {
    let mut walk = Walk::begin(&mut work.tx, appeal, reason).await?;
    if walk.state() == AppealState::Local {
        walk.step(AppealMove::WithdrawJudgement, None)?;
    }
    walk.step(judge_as(level), Some(level))?;
    if level == Level::Small {
        walk.step(AppealMove::HandleLocally, Some(level))?;
    }
    walk.write(work, appeal.version, "judge").await
}

/// Takes a judgement back, while nothing is built on it.
pub async fn withdraw_judgement(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
) -> Result<AppealDetail, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    let appeal = seen(&mut work, id, version).await?;
    write_withdrawal(&mut work, &appeal).await?;
    work.commit().await?;
    super::detail(app, actor, id).await
}

/// Takes the step back and writes it; gives the new version.
pub(super) async fn write_withdrawal(work: &mut Work<'_>, appeal: &AppealRecord) -> Result<i64, AppError> {
    let mut walk = Walk::begin(&mut work.tx, appeal, None).await?;
    walk.step(AppealMove::WithdrawJudgement, None)?;
    walk.write(work, appeal.version, "withdraw_judgement").await
}

/// The appeal, in sight and as the person saw it.
pub(crate) async fn seen(work: &mut Work<'_>, id: AppealId, version: i64) -> Result<AppealRecord, AppError> {
    let sight = work.actor.sight(work.scope);
    let appeal = appeals::by_id(&mut work.tx, id, sight)
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    if appeal.version != version {
        return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
    }
    Ok(appeal)
}

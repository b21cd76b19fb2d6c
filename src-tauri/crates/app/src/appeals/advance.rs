//! The steps that need nothing but a person, and a reason where the state machine wants one.

use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::ids::AppealId;

use super::dto::AppealDetail;
use super::judge::seen;
use super::life::{NextWay, way};
use super::steps::Walk;
use crate::{Actor, App, AppError};

/// Takes one step. Judging, comparing, consultations and cases have use cases of their own.
pub async fn advance(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    mv: AppealMove,
    reason: Option<&str>,
) -> Result<AppealDetail, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    let appeal = seen(&mut work, id, version).await?;
    if !matches!(way(mv), NextWay::Step | NextWay::StepWithReason) {
        let said = format!("“{}”不在这里办理，请在对应的页面办理。", mv.term());
        return Err(AppError::refused(RefusalCode::NotInThisVersion, said));
    }
    let mut walk = Walk::begin(&mut work.tx, &appeal, reason).await?;
    walk.step(mv, appeal.level)?;
    walk.write(&mut work, version, mv.code()).await?;
    work.commit().await?;
    super::detail(app, actor, id).await
}

//! What becomes of an appeal when a consultation or a case is made from it, and when that is called off again.

use huishang_domain::flow::appeal::{AppealMove, AppealState};
use huishang_domain::ids::AppealId;
use huishang_domain::words::Entity;
use huishang_store::appeals;
use serde_json::json;

use crate::appeals::steps::Walk;
use crate::work::Work;
use crate::{AppError, FieldProblem};

/// The longest reason that a step may bear.
const LONGEST_REASON: usize = 2000;

/// Takes an appeal into a consultation or a case: it moves along, or is only noted where it stands there already.
/// `what` names the other record in the appeal's timeline.
pub(crate) async fn take_in(
    work: &mut Work<'_>,
    id: AppealId,
    (mv, there): (AppealMove, AppealState),
    what: &str,
) -> Result<(), AppError> {
    let sight = work.actor.sight(work.scope);
    let appeal = appeals::by_id(&mut work.tx, id, sight)
        .await?
        .ok_or_else(|| AppError::invalid("appealIds", FieldProblem::UnknownReference))?;
    if appeal.state == there {
        return work.record(Entity::Appeal, id.0, appeal.version, "take_in", json!({ "reason": what })).await;
    }
    let mut walk = Walk::begin(&mut work.tx, &appeal, Some(what)).await?;
    walk.step(mv, appeal.level).map_err(|error| named(error, &appeal.number))?;
    walk.write(work, appeal.version, mv.code()).await?;
    Ok(())
}

/// Gives appeals back to be judged anew, once nothing is built on them any more.
pub(crate) async fn release(
    work: &mut Work<'_>,
    ids: &[AppealId],
    there: AppealState,
    why: &str,
) -> Result<(), AppError> {
    let why: String = why.chars().take(LONGEST_REASON).collect();
    for id in ids {
        let sight = work.actor.sight(work.scope);
        let Some(appeal) = appeals::by_id(&mut work.tx, *id, sight).await? else { continue };
        let (built_on, _) = appeals::work_on(&mut work.tx, *id).await?;
        if appeal.state != there || built_on > 0 {
            continue;
        }
        let mut walk = Walk::begin(&mut work.tx, &appeal, Some(&why)).await?;
        walk.step(AppealMove::Rejudge, appeal.level)?;
        walk.write(work, appeal.version, AppealMove::Rejudge.code()).await?;
    }
    Ok(())
}

/// A refusal that says which of several appeals it is about.
fn named(error: AppError, number: &str) -> AppError {
    match error {
        AppError::Refused { refusal, detail } => {
            AppError::Refused { refusal, detail: format!("{number}：{detail}") }
        }
        other => other,
    }
}

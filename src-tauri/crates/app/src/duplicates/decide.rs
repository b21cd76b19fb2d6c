//! What a person decides of two appeals: that they are one matter, that they aren't, or that they weren't after all.

use huishang_domain::access::UseCase;
use huishang_domain::duplicates::DuplicateState;
use huishang_domain::flow::appeal::{AppealMove, AppealState};
use huishang_domain::flow::{RefusalCode, reason_given};
use huishang_domain::ids::AppealId;
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::duplicates::{self, Decision};
use serde_json::json;

use super::dto::DuplicateReview;
use super::{find, review};
use crate::appeals::check::optional;
use crate::appeals::steps::Walk;
use crate::sight::stale;
use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem};

/// The longest reason; the same as that of a step.
const LONGEST_REASON: usize = 2000;

/// Merges an appeal that isn't judged yet into an earlier or better one. Both records stay as they are, with their
/// people and numbers; the merged one is archived and bears the original's id. Into an original that is closed only
/// with a reason, since nobody will work on it any more.
pub async fn merge(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    original: AppealId,
    reason: Option<&str>,
) -> Result<DuplicateReview, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    let reason = optional("reason", reason, LONGEST_REASON)?;
    let (appeal, into) = both(&mut work, id, original, "originalId").await?;
    if appeal.version != version {
        return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
    }
    allowed(&mut work, &appeal, &into, reason.as_deref()).await?;
    let on = find::likeness(&mut work.tx, (id, original)).await?;
    let pair = duplicates::pair(&mut work.tx, (id, original)).await?;
    let decision = Decision {
        on: &on,
        version: pair.map_or(0, |pair| pair.version),
        state: DuplicateState::Merged,
        reason: reason.as_deref(),
    };
    let (by, now) = (work.actor.account_id, work.now);
    if !duplicates::decide(&mut work.tx, &decision, by, now).await? {
        return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
    }
    appeals::set_original(&mut work.tx, id, Some(original)).await?;
    let repeated = AppealRecord { duplicate_of_id: Some(original), ..appeal.clone() };
    let why = told(&format!("并入{}", into.number), reason.as_deref());
    let mut walk = Walk::begin(&mut work.tx, &repeated, Some(&why)).await?;
    walk.step(AppealMove::Merge, appeal.level)?;
    walk.write(&mut work, version, "merge").await?;
    let detail =
        json!({ "appeal": id, "reason": told(&appeal.number, reason.as_deref()), "score": on.score });
    work.record(Entity::Appeal, original.0, into.version, "take_duplicate", detail).await?;
    work.commit().await?;
    review::candidates(app, actor, id).await
}

/// Says that two appeals are two matters. `pair_version` is that of the candidate; 0 while it wasn't written down.
pub async fn dismiss(
    app: &App,
    actor: &Actor,
    id: AppealId,
    other: AppealId,
    pair_version: i64,
    reason: Option<&str>,
) -> Result<DuplicateReview, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    let reason = optional("reason", reason, LONGEST_REASON)?;
    let (appeal, beside) = both(&mut work, id, other, "otherId").await?;
    if appeal.duplicate_of_id == Some(other) || beside.duplicate_of_id == Some(id) {
        return Err(AppError::refused(RefusalCode::AlreadyBuiltOn, "两件已经并案，请先撤销并案。"));
    }
    let on = find::likeness(&mut work.tx, (id, other)).await?;
    let decision = Decision {
        on: &on,
        version: pair_version,
        state: DuplicateState::Dismissed,
        reason: reason.as_deref(),
    };
    let (by, now) = (work.actor.account_id, work.now);
    if !duplicates::decide(&mut work.tx, &decision, by, now).await? {
        return Err(changed(&mut work, id, other).await);
    }
    let detail = json!({ "other": other, "number": beside.number, "score": on.score, "reason": told(&beside.number, reason.as_deref()) });
    work.record(Entity::Appeal, id.0, appeal.version, "dismiss_duplicate", detail).await?;
    work.touch(Entity::Appeal, other.0, beside.version);
    work.commit().await?;
    review::candidates(app, actor, id).await
}

/// Takes a merge back: the appeal is open again as one that was checked, and the pair waits for a decision.
pub async fn split(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    reason: &str,
) -> Result<DuplicateReview, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    let sight = work.actor.sight(work.scope);
    let seen = appeals::by_id(&mut work.tx, id, sight).await?;
    let held: Vec<AppealId> =
        seen.iter().flat_map(|appeal| [Some(appeal.id), appeal.duplicate_of_id]).flatten().collect();
    appeals::hold(&mut work.tx, &held).await?;
    let appeal = appeals::by_id(&mut work.tx, id, sight)
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    if appeal.version != version {
        return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
    }
    let mut walk = Walk::begin(&mut work.tx, &appeal, Some(reason)).await?;
    walk.step(AppealMove::Split, appeal.level)?;
    appeals::set_original(&mut work.tx, id, None).await?;
    walk.write(&mut work, version, "split").await?;
    if let Some(original) = appeal.duplicate_of_id {
        let (by, now) = (work.actor.account_id, work.now);
        duplicates::reopen(&mut work.tx, (id, original), by, now).await?;
        let into = appeals::records(&mut work.tx, &[original]).await?;
        let detail = json!({ "appeal": id, "reason": told(&appeal.number, Some(reason)) });
        for into in into {
            work.record(Entity::Appeal, original.0, into.version, "give_duplicate_back", detail.clone())
                .await?;
        }
    }
    work.commit().await?;
    review::candidates(app, actor, id).await
}

/// Both appeals, in sight, held so that nobody merges or judges them meanwhile.
async fn both(
    work: &mut Work<'_>,
    id: AppealId,
    other: AppealId,
    field: &str,
) -> Result<(AppealRecord, AppealRecord), AppError> {
    if id == other {
        return Err(AppError::invalid(field, FieldProblem::MustDiffer));
    }
    appeals::hold(&mut work.tx, &[id, other]).await?;
    let sight = work.actor.sight(work.scope);
    let appeal = appeals::by_id(&mut work.tx, id, sight)
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    let beside = appeals::by_id(&mut work.tx, other, sight)
        .await?
        .ok_or_else(|| AppError::invalid(field, FieldProblem::UnknownReference))?;
    Ok((appeal, beside))
}

/// One matter has one original, which stands by itself.
async fn allowed(
    work: &mut Work<'_>,
    appeal: &AppealRecord,
    into: &AppealRecord,
    reason: Option<&str>,
) -> Result<(), AppError> {
    if into.duplicate_of_id.is_some() {
        return Err(AppError::refused(
            RefusalCode::NotADuplicate,
            format!("{}本身已并入另一件，请选那一件作原件。", into.number),
        ));
    }
    let below = appeals::merged_into(&mut work.tx, appeal.id).await?.len();
    if below > 0 {
        return Err(AppError::refused(
            RefusalCode::AlreadyBuiltOn,
            format!("已有{below}件并入{}，请反过来把另一件并入它，或先撤销那些并案。", appeal.number),
        ));
    }
    let closed = matches!(into.state, AppealState::Done | AppealState::CalledBack | AppealState::Archived);
    if closed && !reason_given(reason) {
        return Err(AppError::refused(
            RefusalCode::ReasonMissing,
            format!(
                "{}已经{}，并入后不会再有人办理；确属重复的，请写明理由。",
                into.number,
                into.state.term()
            ),
        ));
    }
    Ok(())
}

/// The answer to a decision on a pair that somebody else has decided meanwhile.
async fn changed(work: &mut Work<'_>, id: AppealId, other: AppealId) -> AppError {
    match duplicates::decided(&mut work.tx, (id, other)).await {
        Ok(Some(decided)) => AppError::Stale {
            entity: Entity::Appeal,
            current_version: decided.version,
            changed_by: decided.changed_by,
            changed_at: decided.changed_at,
        },
        Ok(None) => AppError::NotFound { entity: Entity::Appeal },
        Err(error) => error.into(),
    }
}

/// What happened, and why.
fn told(what: &str, reason: Option<&str>) -> String {
    let text = match reason.map(str::trim).filter(|r| !r.is_empty()) {
        Some(reason) => format!("{what}：{reason}"),
        None => what.to_owned(),
    };
    text.chars().take(LONGEST_REASON).collect()
}

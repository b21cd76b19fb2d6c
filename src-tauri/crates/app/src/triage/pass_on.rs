//! An appeal of the queue goes to somebody else, or back to whoever registered it.

use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::{AgencyId, AppealId};
use huishang_domain::triage::TriageKind;
use huishang_domain::words::Entity;
use huishang_store::triage::{self, Passed};
use serde_json::json;

use super::decide::{Stood, waiting, written};
use super::dto::TriageDone;
use super::known::Known;
use crate::appeals::check::optional;
use crate::sight::stale;
use crate::{Actor, App, AppError, FieldProblem};

/// The longest reason; the same as that of a step.
const LONGEST_REASON: usize = 2000;

/// Passes an appeal on to another agency, which is counted; or, without one, back to whoever registered it, to be
/// completed. It stays in the queue. Passed on three times with no lead it becomes a 问题工单 (domain.md §3).
pub async fn pass_on(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    to: Option<AgencyId>,
    reason: &str,
) -> Result<TriageDone, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    let before = waiting(&mut work, id, version).await?;
    let Some(reason) = optional("reason", Some(reason), LONGEST_REASON)? else {
        return Err(AppError::refused(RefusalCode::ReasonMissing, "转办或退回须写明理由。"));
    };
    if let Some(agency) = to {
        if !Known::read(&mut work.tx).await?.has_agency(agency) {
            return Err(AppError::invalid("agencyId", FieldProblem::UnknownReference));
        }
        if before.handler_id == to {
            return Err(AppError::invalid("agencyId", FieldProblem::MustDiffer));
        }
    }
    let kind = if to.is_some() { TriageKind::PassedOn } else { TriageKind::Returned };
    let passed = Passed {
        handler_id: to.or(before.handler_id),
        times: before.times_passed_on + i64::from(to.is_some()),
    };
    let (by, now) = (work.actor.account_id, work.now);
    if !triage::pass_on(&mut work.tx, id, version, passed, by, now).await? {
        return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
    }
    let stood = Stood::of(&before, triage::cooperating(&mut work.tx, id).await?);
    let row = written(&work, kind, &stood, (id, version + 1));
    triage::add_decision(&mut work.tx, &row).await?;
    let detail = json!({
        "reason": reason, "times": passed.times, "before": before.handler_id, "after": passed.handler_id,
    });
    work.record(Entity::Appeal, id.0, version + 1, kind.code(), detail).await?;
    work.commit().await?;
    Ok(TriageDone { id, version: version + 1, followed: None })
}

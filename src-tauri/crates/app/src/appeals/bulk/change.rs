//! One change to many appeals.

use huishang_domain::access::UseCase;
use huishang_domain::ids::AppealId;
use huishang_domain::lists::BulkKind;
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::batches::{self, BulkRecord};
use huishang_store::directory;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{
    BulkAppeal, BulkChange, BulkJob, BulkReport, Outcome, of_one, pause, seen, target, use_case, write_edit,
};
use crate::appeals::check::{covers, optional};
use crate::appeals::judge::write_level;
use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem};

/// The longest reason.
const LONGEST_REASON: usize = 2000;

impl BulkChange {
    const fn kind(&self) -> BulkKind {
        match self {
            Self::Level { .. } => BulkKind::Level,
            Self::Handler { .. } => BulkKind::Handler,
            Self::Category { .. } => BulkKind::Category,
        }
    }
}

/// Does the same to many appeals in one transaction. Each that may not be changed, or that somebody changed since it
/// was seen, is left alone and told with its reason; the others are changed.
///
/// # Errors
/// [`AppError::Refused`] when they are too many, or a list changed since its size was told;
/// [`AppError::Cancelled`] once `stop` is cancelled. Nothing is changed then.
pub async fn bulk_change(
    app: &App,
    actor: &Actor,
    job: BulkJob,
    stop: &CancellationToken,
) -> Result<BulkReport, AppError> {
    let kind = job.change.kind();
    actor.require(use_case(kind))?;
    let reason = optional("reason", job.reason.as_deref(), LONGEST_REASON)?;
    let rows = target::read(app, actor, job.target, stop).await?;
    let mut work = app.begin(actor, use_case(kind)).await?;
    check(&mut work, &job.change).await?;
    let ids: Vec<AppealId> = rows.iter().map(|row| row.id).collect();
    appeals::hold(&mut work.tx, &ids).await?;
    let mut report = BulkReport::default();
    let mut undo = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let outcome = match one(&mut work, *row, &job.change, reason.as_deref()).await {
            Outcome::Skipped(_, why) if !of_one(&why) => return Err(why),
            outcome => outcome,
        };
        undo.extend(report.count(row.id, outcome));
        pause(app, &job.task, stop, (i + 1, rows.len())).await?;
    }
    if undo.is_empty() {
        return Ok(report);
    }
    let batch = work.new_id();
    batches::add(&mut work.tx, (batch, kind), actor.account_id, work.now, &undo).await?;
    let detail = json!({
        "kind": kind, "change": job.change, "done": report.done, "unchanged": report.unchanged,
        "skipped": report.skipped, "reason": reason,
    });
    work.record(Entity::Appeal, batch, 1, "bulk_change", detail).await?;
    work.commit().await?;
    Ok(BulkReport { batch: Some(batch), ..report })
}

/// What all of them have in common is checked once.
async fn check(work: &mut Work<'_>, change: &BulkChange) -> Result<(), AppError> {
    match change {
        BulkChange::Handler { agency_id: Some(id) }
            if directory::agency(&mut work.tx, *id).await?.is_none() =>
        {
            Err(AppError::invalid("handlerId", FieldProblem::UnknownReference))
        }
        BulkChange::Category { category }
            if !directory::categories(&mut work.tx).await?.iter().any(|c| c.code == *category) =>
        {
            Err(AppError::invalid("category", FieldProblem::UnknownReference))
        }
        _ => Ok(()),
    }
}

async fn one(work: &mut Work<'_>, of: BulkAppeal, change: &BulkChange, reason: Option<&str>) -> Outcome {
    let before = match seen(work, of).await {
        Ok(before) => before,
        Err(outcome) => return outcome,
    };
    let done = match change {
        BulkChange::Level { level } if before.level == Some(*level) => Ok(before.version),
        BulkChange::Level { level } => write_level(work, &before, *level, reason).await,
        BulkChange::Handler { agency_id } => {
            edited(work, &before, AppealRecord { handler_id: *agency_id, ..before.clone() }).await
        }
        BulkChange::Category { category } => {
            edited(work, &before, AppealRecord { category: category.clone(), ..before.clone() }).await
        }
    };
    match done {
        Ok(version) if version == before.version => Outcome::Unchanged,
        Ok(version) => Outcome::Done(BulkRecord {
            appeal_id: before.id,
            version,
            level: before.level,
            handler_id: before.handler_id,
            category: before.category,
        }),
        Err(why) => Outcome::Skipped(Some(Box::new(before)), why),
    }
}

/// Writes what differs, if that stays within what the person may edit.
async fn edited(work: &mut Work<'_>, before: &AppealRecord, after: AppealRecord) -> Result<i64, AppError> {
    if *before == after {
        return Ok(before.version);
    }
    if !covers(work.actor.sight(work.scope), after.town_id, after.handler_id) {
        return Err(AppError::Forbidden { use_case: UseCase::EditAppeal });
    }
    write_edit(work, before, &after).await
}

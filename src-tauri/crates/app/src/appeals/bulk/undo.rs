//! Taking back what was done to many appeals at once.

use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::AppealId;
use huishang_domain::lists::BulkKind;
use huishang_domain::words::{Entity, Level};
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::batches::{self, BulkRecord};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{BulkAppeal, BulkReport, Outcome, of_one, pause, seen, use_case, write_edit};
use crate::appeals::judge::{write_level, write_withdrawal};
use crate::work::Work;
use crate::{Actor, App, AppError};

/// Makes each appeal of a batch what it was before, unless somebody has changed it since: such a one is left alone and
/// told. A judgement that is taken back leaves the appeal checked for duplicates and waiting to be judged.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown batch; [`AppError::Refused`] when it was taken back already;
/// [`AppError::Cancelled`] once `stop` is cancelled, and nothing is changed then.
pub async fn bulk_undo(
    app: &App,
    actor: &Actor,
    batch: Uuid,
    task: &str,
    stop: &CancellationToken,
) -> Result<BulkReport, AppError> {
    let missing = AppError::NotFound { entity: Entity::Appeal };
    let mut tx = app.db.read().await?;
    let kind = batches::by_id(&mut tx, batch).await?.ok_or(missing.clone())?.kind;
    drop(tx);
    let mut work = app.begin(actor, use_case(kind)).await?;
    let rows = batches::rows(&mut work.tx, batch).await?;
    let ids: Vec<AppealId> = rows.iter().map(|row| row.appeal_id).collect();
    appeals::hold(&mut work.tx, &ids).await?;
    // Read again once nobody else can be taking it back.
    if batches::by_id(&mut work.tx, batch).await?.ok_or(missing)?.undone_at.is_some() {
        return Err(AppError::refused(RefusalCode::AlreadyUndone, "这次批量办理已经撤销过了。"));
    }
    let mut report = BulkReport::default();
    for (i, row) in rows.iter().enumerate() {
        let outcome = match one(&mut work, kind, row).await {
            Outcome::Skipped(_, why) if !of_one(&why) => return Err(why),
            outcome => outcome,
        };
        report.count(row.appeal_id, outcome);
        pause(app, task, stop, (i + 1, rows.len())).await?;
    }
    if report.done == 0 {
        return Ok(report);
    }
    batches::set_undone(&mut work.tx, batch, work.now).await?;
    let detail = json!({ "kind": kind, "done": report.done, "skipped": report.skipped });
    work.record(Entity::Appeal, batch, 2, "bulk_undo", detail).await?;
    work.commit().await?;
    Ok(report)
}

async fn one(work: &mut Work<'_>, kind: BulkKind, row: &BulkRecord) -> Outcome {
    let now = match seen(work, BulkAppeal { id: row.appeal_id, version: row.version }).await {
        Ok(now) => now,
        Err(outcome) => return outcome,
    };
    let done = match (kind, row.level) {
        (BulkKind::Level, None) => write_withdrawal(work, &now).await,
        (BulkKind::Level, Some(level)) => judged_before(work, &now, level).await,
        (BulkKind::Handler, _) => {
            let before = AppealRecord { handler_id: row.handler_id, ..now.clone() };
            write_edit(work, &now, &before).await
        }
        (BulkKind::Category, _) => {
            let before = AppealRecord { category: row.category.clone(), ..now.clone() };
            write_edit(work, &now, &before).await
        }
    };
    match done {
        Ok(version) => Outcome::Done(BulkRecord { version, ..row.clone() }),
        Err(why) => Outcome::Skipped(Some(Box::new(now)), why),
    }
}

/// Judges an appeal as it was before: what is judged may only be judged higher, so the later judgement goes first.
async fn judged_before(work: &mut Work<'_>, now: &AppealRecord, level: Level) -> Result<i64, AppError> {
    write_withdrawal(work, now).await?;
    let missing = AppError::NotFound { entity: Entity::Appeal };
    let withdrawn =
        appeals::by_id(&mut work.tx, now.id, work.actor.sight(work.scope)).await?.ok_or(missing)?;
    // Half of it must not stay, so this ends the whole.
    let judged = write_level(work, &withdrawn, level, None).await;
    judged.map_err(|error| AppError::Internal { detail: error.to_string() })
}

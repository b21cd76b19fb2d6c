//! Many appeals at once: one transaction, each by itself allowed, versioned and audited; and all of it taken back.

mod change;
mod dto;
mod target;
mod undo;

pub use change::bulk_change;
pub use dto::{BulkAppeal, BulkChange, BulkJob, BulkReport, BulkSkip, BulkTarget};
pub use undo::bulk_undo;

use huishang_domain::access::UseCase;
use huishang_domain::ids::AppealId;
use huishang_domain::lists::BulkKind;
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::batches::BulkRecord;
use serde_json::{Map, Value, json};
use tokio_util::sync::CancellationToken;

use super::compare;
use crate::announce::Progress;
use crate::sight::stale;
use crate::work::Work;
use crate::{App, AppError, duplicates};

/// As many as are changed at once: others who write wait that long.
pub const MOST_AT_ONCE: usize = 5_000;
/// As many of those left alone are told one by one.
const MOST_TOLD: usize = 200;
/// How often progress is told and a stop looked for.
const PIECE: usize = 20;

/// What a person must be allowed for a change of this kind.
const fn use_case(kind: BulkKind) -> UseCase {
    match kind {
        BulkKind::Level => UseCase::JudgeAppeal,
        BulkKind::Handler | BulkKind::Category => UseCase::EditAppeal,
    }
}

/// What came of one.
enum Outcome {
    /// It was changed; the row that takes it back.
    Done(BulkRecord),
    Unchanged,
    Skipped(Option<Box<AppealRecord>>, AppError),
}

impl BulkReport {
    /// Counts what came of one; gives what takes it back.
    fn count(&mut self, id: AppealId, outcome: Outcome) -> Option<BulkRecord> {
        match outcome {
            Outcome::Done(row) => {
                self.done += 1;
                return Some(row);
            }
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Skipped(appeal, why) => {
                self.skipped += 1;
                if self.told.len() < MOST_TOLD {
                    let (number, title) = appeal.map(|a| (a.number, a.title)).unzip();
                    self.told.push(BulkSkip { id, number, title, why });
                }
            }
        }
        None
    }
}

/// Whether a failure is of that one appeal, so that the others go on.
fn of_one(error: &AppError) -> bool {
    matches!(
        error,
        AppError::NotFound { .. }
            | AppError::Forbidden { .. }
            | AppError::Stale { .. }
            | AppError::Invalid { .. }
            | AppError::Refused { .. }
            | AppError::CalendarYearMissing { .. }
    )
}

/// The appeal in sight as the person saw it, or why not.
async fn seen(work: &mut Work<'_>, of: BulkAppeal) -> Result<AppealRecord, Outcome> {
    let sight = work.actor.sight(work.scope);
    let unseen = || Outcome::Skipped(None, AppError::NotFound { entity: Entity::Appeal });
    let found = appeals::by_id(&mut work.tx, of.id, sight).await;
    let found = found.map_err(|error| Outcome::Skipped(None, error.into()))?.ok_or_else(unseen)?;
    if found.version != of.version {
        let why = stale(&mut work.tx, Entity::Appeal, of.id.0).await;
        return Err(Outcome::Skipped(Some(Box::new(found)), why));
    }
    Ok(found)
}

/// Writes an appeal's other handler or category; gives the new version.
async fn write_edit(
    work: &mut Work<'_>,
    before: &AppealRecord,
    after: &AppealRecord,
) -> Result<i64, AppError> {
    let (id, now) = (before.id, work.now);
    if !appeals::update(&mut work.tx, after, work.actor.account_id, now).await? {
        return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
    }
    if before.category != after.category {
        duplicates::refresh(&mut work.tx, id, now).await?;
    }
    let changed: Map<String, Value> = compare::appeal(before, after);
    work.record(Entity::Appeal, id.0, before.version + 1, "edit", json!({ "changed": changed })).await?;
    Ok(before.version + 1)
}

/// Tells how far it has come, lets others on, and looks for a stop.
async fn pause(
    app: &App,
    task: &str,
    stop: &CancellationToken,
    (done, total): (usize, usize),
) -> Result<(), AppError> {
    if !done.is_multiple_of(PIECE) && done != total {
        return Ok(());
    }
    app.announcer.progress(&Progress {
        task: task.to_owned(),
        phase: "write".to_owned(),
        done: done as u64,
        total: total as u64,
    });
    tokio::task::yield_now().await;
    if stop.is_cancelled() { Err(AppError::Cancelled) } else { Ok(()) }
}

//! Checking many appeals: those of an import, or all that are still to be judged.

use huishang_domain::access::UseCase;
use huishang_domain::ids::{AppealId, ImportId};
use huishang_store::{Sight, duplicates};
use tokio_util::sync::CancellationToken;

use super::dto::DuplicateScan;
use super::find;
use crate::announce::Progress;
use crate::{Actor, App, AppError};

/// Appeals checked in one transaction: others wait no longer than that for theirs.
const PIECE: i64 = 200;

/// Which appeals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanOf {
    /// All that are still to be judged.
    Unjudged,
    /// Those of an import that are.
    Import(ImportId),
}

/// Looks for what appeals may repeat and puts it into the queue. Stopped halfway, what was found stays.
pub async fn scan(
    app: &App,
    actor: &Actor,
    of: ScanOf,
    task: &str,
    stop: &CancellationToken,
) -> Result<DuplicateScan, AppError> {
    actor.require(UseCase::JudgeAppeal)?;
    let import = match of {
        ScanOf::Unjudged => None,
        ScanOf::Import(id) => Some(id),
    };
    let (mut done, mut after) = (DuplicateScan::default(), AppealId(uuid::Uuid::nil()));
    let total = {
        let (mut tx, scope) = app.reading(actor, UseCase::JudgeAppeal).await?;
        duplicates::count_unjudged(&mut tx, import, actor.sight(scope)).await?
    };
    loop {
        app.announcer.progress(&Progress {
            task: task.to_owned(),
            phase: "match".to_owned(),
            done: u64::from(done.checked),
            total: u64::try_from(total).unwrap_or_default(),
        });
        if stop.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
        let sight: Sight = actor.sight(work.scope);
        let ids = duplicates::unjudged_after(&mut work.tx, import, sight, after, PIECE).await?;
        let Some(last) = ids.last() else { return Ok(done) };
        after = *last;
        for id in ids {
            let now = work.now;
            let found = find::refresh(&mut work.tx, id, now).await?;
            done.checked += 1;
            done.found += u32::from(found > 0);
        }
        work.commit().await?;
    }
}

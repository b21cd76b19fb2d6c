//! Which appeals are meant.

use std::collections::HashSet;

use huishang_domain::flow::RefusalCode;
use tokio_util::sync::CancellationToken;

use super::{BulkAppeal, BulkTarget, MOST_AT_ONCE};
use crate::appeals::{AppealQuery, list};
use crate::page::MAX_ROWS;
use crate::{Actor, App, AppError};

/// The appeals with the versions to bring back: those that the person saw, or those that the list has now.
///
/// # Errors
/// [`AppError::Refused`] when they are too many, or the list no longer has as many as the person was told.
pub(super) async fn read(
    app: &App,
    actor: &Actor,
    target: BulkTarget,
    stop: &CancellationToken,
) -> Result<Vec<BulkAppeal>, AppError> {
    match target {
        BulkTarget::Rows { rows } => {
            few_enough(rows.len())?;
            let mut known = HashSet::new();
            Ok(rows.into_iter().filter(|row| known.insert(row.id)).collect())
        }
        BulkTarget::All { query, count } => {
            few_enough(usize::try_from(count).unwrap_or(usize::MAX))?;
            let rows = all(app, actor, *query, stop).await?;
            if i64::try_from(rows.len()) != Ok(count) {
                let words = format!(
                    "符合条件的诉求已从{count}件变为{}件，一件也没有改动。请核对列表后再办理。",
                    rows.len()
                );
                return Err(AppError::refused(RefusalCode::ListChanged, words));
            }
            Ok(rows)
        }
    }
}

async fn all(
    app: &App,
    actor: &Actor,
    query: AppealQuery,
    stop: &CancellationToken,
) -> Result<Vec<BulkAppeal>, AppError> {
    let mut query = AppealQuery { after: None, limit: MAX_ROWS, ..query };
    let (mut rows, mut known) = (Vec::new(), HashSet::new());
    loop {
        let page = list(app, actor, query.clone()).await?;
        let new = page.rows.iter().filter(|row| known.insert(row.id));
        rows.extend(new.map(|row| BulkAppeal { id: row.id, version: row.version }));
        few_enough(rows.len())?;
        if stop.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(rows),
        }
    }
}

fn few_enough(n: usize) -> Result<(), AppError> {
    if n <= MOST_AT_ONCE {
        return Ok(());
    }
    let words = format!("一次最多办理{MOST_AT_ONCE}件，一件也没有改动。请加筛选条件后分批办理。");
    Err(AppError::refused(RefusalCode::TooMany, words))
}

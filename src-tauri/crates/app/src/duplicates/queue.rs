//! The pairs that wait for a person.

use std::collections::HashMap;

use huishang_domain::access::UseCase;
use huishang_domain::ids::AppealId;
use huishang_store::appeals;
use huishang_store::duplicates::{self, PairPosition};
use uuid::Uuid;

use super::dto::{DuplicatePair, DuplicateQuery};
use crate::appeals::{AppealRow, row};
use crate::page::{MAX_ROWS, Page};
use crate::{Actor, App, AppError, FieldProblem};

/// A page of the open pairs whose both sides this person sees, the likeliest first.
pub async fn queue(app: &App, actor: &Actor, query: DuplicateQuery) -> Result<Page<DuplicatePair>, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let sight = actor.sight(scope);
    let limit = query.limit.clamp(1, MAX_ROWS);
    let after = query.after.as_deref().map(position).transpose()?;
    let mut pairs = duplicates::open_page(&mut tx, sight, after, limit + 1).await?;
    let more = i64::try_from(pairs.len()).unwrap_or(i64::MAX) > limit;
    pairs.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = pairs.last().filter(|_| more).map(|pair| format!("{} {}", pair.score, pair.id));
    let total = match after {
        None => Some(duplicates::count_open(&mut tx, sight).await?),
        Some(_) => None,
    };
    let mut ids: Vec<AppealId> = pairs.iter().flat_map(|pair| [pair.first_id, pair.second_id]).collect();
    ids.sort_unstable();
    ids.dedup();
    let calendar = crate::calendar::current(&mut tx).await?;
    let now = app.clock.now();
    let shown: HashMap<AppealId, AppealRow> = appeals::some(&mut tx, &ids, sight)
        .await?
        .into_iter()
        .map(|record| (record.id, row::shown(record, now, &calendar)))
        .collect();
    let rows = pairs
        .into_iter()
        .filter_map(|pair| {
            let (first, second) = (shown.get(&pair.first_id)?.clone(), shown.get(&pair.second_id)?.clone());
            let in_order = (first.received_at, first.id) <= (second.received_at, second.id);
            let (earlier, later) = if in_order { (first, second) } else { (second, first) };
            Some(DuplicatePair {
                pair_version: pair.version,
                score: pair.score,
                reasons: pair.reasons.0.into_iter().map(Into::into).collect(),
                earlier,
                later,
            })
        })
        .collect();
    Ok(Page { rows, next, total, more_than_total: false })
}

fn position(text: &str) -> Result<PairPosition, AppError> {
    let wrong = || AppError::invalid("after", FieldProblem::WrongFormat);
    let (score, id) = text.split_once(' ').ok_or_else(wrong)?;
    Ok(PairPosition {
        score: score.parse().map_err(|_| wrong())?,
        id: Uuid::parse_str(id).map_err(|_| wrong())?,
    })
}

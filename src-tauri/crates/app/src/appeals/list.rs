//! The list of appeals.

use huishang_domain::access::UseCase;
use huishang_domain::time::{end_of_day, start_of_day};
use huishang_store::appeals::{self, AppealFilter, AppealListRecord, ListView};
use huishang_store::{Tx, directory};

use super::dto::{AppealQuery, AppealRow};
use super::{cursor, hits, row};
use crate::page::{MAX_ROWS, Page};
use crate::{Actor, App, AppError, FieldProblem};

/// The most characters that are looked for.
const MAX_TEXT: usize = 100;

/// A page of appeals; the first says how many there are in all, as far as they are counted. Where a text is searched,
/// each row says where it was found; a phone or an ID number only by its mask.
pub async fn list(app: &App, actor: &Actor, query: AppealQuery) -> Result<Page<AppealRow>, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let now = app.clock.now();
    let view = ListView { sight: actor.sight(scope), now, today: app.clock.today() };
    let limit = query.limit.clamp(1, MAX_ROWS);
    let sort = cursor::sort(query.sort);
    let after = query.after.as_deref().map(|text| cursor::read(text, query.sort)).transpose()?;
    let filter = filter(&mut tx, query).await?;
    let mut rows = appeals::page(&mut tx, &filter, view, sort, after.as_ref(), limit + 1).await?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let (total, more_than_total) = match after {
        Some(_) => (None, false),
        None if !more => (Some(rows.len() as i64), false),
        None => {
            let seen = rows.len() as i64;
            let (total, capped) = appeals::count(&mut tx, &filter, view).await?.unwrap_or((seen, true));
            (Some(total.max(seen)), capped)
        }
    };
    let next = if more { rows.last().map(|row| cursor::write(&row.position(sort))) } else { None };
    let calendar = crate::calendar::current(&mut tx).await?;
    let hits = hits::of(&mut tx, filter.text.as_deref(), &rows).await?;
    let shown = |row: AppealListRecord| {
        let hit = hits.get(&row.id).cloned();
        AppealRow { hit, ..row::shown(row, now, &calendar) }
    };
    let rows = rows.into_iter().map(shown).collect();
    Ok(Page { rows, next, total, more_than_total })
}

async fn filter(tx: &mut Tx, query: AppealQuery) -> Result<AppealFilter, AppError> {
    if query.text.as_deref().is_some_and(|t| t.chars().count() > MAX_TEXT) {
        return Err(AppError::invalid("text", FieldProblem::TooLong));
    }
    let division = match query.division_id {
        None => None,
        Some(id) => {
            let found = directory::division(tx, id).await?;
            let found =
                found.ok_or_else(|| AppError::invalid("divisionId", FieldProblem::UnknownReference))?;
            Some((found.id, found.kind))
        }
    };
    Ok(AppealFilter {
        text: query.text,
        states: query.states,
        levels: query.levels,
        unjudged: query.unjudged,
        live: query.live,
        due_on: query.due_on,
        channels: query.channels,
        division,
        agency: query.agency_id,
        category: query.category,
        categories: Vec::new(),
        light: query.light,
        received_from: query.received_from.map(start_of_day),
        received_before: query.received_to.map(end_of_day),
        ask_kinds: query.ask_kinds,
        satisfactions: query.satisfactions,
        source: query.source,
        import: query.import_id,
        people: (query.people_from, query.people_to),
        deadline: (query.deadline_from, query.deadline_to),
        closed_from: query.closed_from.map(start_of_day),
        closed_before: query.closed_to.map(end_of_day),
        attached: query.attached,
        merged: query.merged,
        duplicates_pending: query.duplicates_pending,
    })
}

//! The list of appeals.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::ids::AppealId;
use huishang_domain::time::{end_of_day, start_of_day};
use huishang_store::appeals::{self, AppealFilter, AppealPosition, AppealSort as Sort, ListView};
use huishang_store::{Tx, directory};
use uuid::Uuid;

use super::dto::{AppealQuery, AppealRow, AppealSort};
use super::row;
use crate::page::{MAX_ROWS, Page};
use crate::{Actor, App, AppError, FieldProblem};

/// The most characters that are looked for.
const MAX_TEXT: usize = 100;

/// A page of appeals; the first says how many there are in all.
pub async fn list(app: &App, actor: &Actor, query: AppealQuery) -> Result<Page<AppealRow>, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let now = app.clock.now();
    let view = ListView { sight: actor.sight(scope), now, today: app.clock.today() };
    let limit = query.limit.clamp(1, MAX_ROWS);
    let sort = match query.sort {
        AppealSort::ReceivedDesc => Sort::ReceivedDesc,
        AppealSort::ReceivedAsc => Sort::ReceivedAsc,
        AppealSort::DeadlineAsc => Sort::DeadlineAsc,
        // Until the store knows them.
        _ => Sort::ReceivedDesc,
    };
    let after = query.after.as_deref().map(|text| read_position(text, query.sort)).transpose()?;
    let first = after.is_none();
    let filter = filter(&mut tx, query).await?;
    let mut rows = appeals::page(&mut tx, &filter, view, sort, after, limit + 1).await?;
    let total = if first { Some(appeals::count(&mut tx, &filter, view).await?) } else { None };
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = if more { rows.last().map(|row| write_position(row.position(sort))) } else { None };
    let calendar = crate::calendar::current(&mut tx).await?;
    let rows = rows.into_iter().map(|row| row::shown(row, now, &calendar)).collect();
    Ok(Page { rows, next, total, more_than_total: false })
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
        light: query.light,
        received_from: query.received_from.map(start_of_day),
        received_before: query.received_to.map(end_of_day),
    })
}

/// `2026-11-24T08:00:00+00:00|id`, or `rank|deadline|id` where the deadline is empty if there is none.
fn write_position(position: AppealPosition) -> String {
    match position {
        AppealPosition::Received(at, id) => format!("{}|{id}", at.to_rfc3339()),
        AppealPosition::Deadline(rank, due, id) => {
            format!("{rank}|{}|{id}", due.map(|d| d.to_string()).unwrap_or_default())
        }
    }
}

fn read_position(text: &str, sort: AppealSort) -> Result<AppealPosition, AppError> {
    let parts: Vec<&str> = text.split('|').collect();
    let id = |text: &str| text.parse::<Uuid>().ok().map(AppealId);
    let position = match (sort, parts.as_slice()) {
        (AppealSort::DeadlineAsc, [rank, due, last]) => {
            let due = if due.is_empty() { Some(None) } else { due.parse::<NaiveDate>().ok().map(Some) };
            rank.parse()
                .ok()
                .zip(due)
                .zip(id(last))
                .map(|((rank, due), id)| AppealPosition::Deadline(rank, due, id))
        }
        (AppealSort::ReceivedDesc | AppealSort::ReceivedAsc, [at, last]) => {
            at.parse::<DateTime<Utc>>().ok().zip(id(last)).map(|(at, id)| AppealPosition::Received(at, id))
        }
        _ => None,
    };
    position.ok_or_else(|| AppError::invalid("after", FieldProblem::WrongFormat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_as_it_was_written() {
        let id = AppealId(Uuid::from_u128(7));
        let at = "2026-11-24T08:00:00.123456Z".parse().unwrap();
        let day = "2026-11-27".parse().unwrap();
        for (sort, position) in [
            (AppealSort::ReceivedDesc, AppealPosition::Received(at, id)),
            (AppealSort::DeadlineAsc, AppealPosition::Deadline(0, Some(day), id)),
            (AppealSort::DeadlineAsc, AppealPosition::Deadline(1, None, id)),
        ] {
            assert_eq!(read_position(&write_position(position), sort), Ok(position));
        }
        for bad in ["", "|", "x|y", "2026|", "0|2026-11-27", "0|x|y|z"] {
            assert!(read_position(bad, AppealSort::DeadlineAsc).is_err(), "{bad}");
            assert!(read_position(bad, AppealSort::ReceivedDesc).is_err(), "{bad}");
        }
    }
}

//! The list of cases.

use chrono::{DateTime, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::ids::CaseId;
use huishang_domain::time::{local_date, start_of_day};
use huishang_store::cases::{self, CaseFilter, CasePosition, CaseView};
use huishang_store::{Sight, Tx, directory};
use uuid::Uuid;

use super::dto::{CaseQuery, CaseRow};
use super::row;
use crate::page::{MAX_ROWS, Page};
use crate::{Actor, App, AppError, FieldProblem};

/// The most characters that are looked for.
const MAX_TEXT: usize = 100;

/// A page of cases: those under way first, the most urgent on top. The first page says how many there are.
pub async fn list(app: &App, actor: &Actor, query: CaseQuery) -> Result<Page<CaseRow>, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewCases).await?;
    let now = app.clock.now();
    let warn = row::warn_at_percent(&mut tx).await?;
    let view = view(actor.sight(scope), now, warn);
    let limit = query.limit.clamp(1, MAX_ROWS);
    let after = query.after.as_deref().map(read_position).transpose()?;
    let filter = filter(&mut tx, query).await?;
    let mut rows = cases::page(&mut tx, &filter, view, after, limit + 1).await?;
    let total = match after {
        None => Some(cases::count(&mut tx, &filter, view).await?),
        Some(_) => None,
    };
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = if more { rows.last().map(|r| write_position(r.position())) } else { None };
    let calendar = crate::calendar::current(&mut tx).await?;
    let rows = rows.into_iter().map(|r| row::shown(r, now, warn, &calendar)).collect();
    Ok(Page { rows, next, total, more_than_total: false })
}

/// What the list's SQL needs to know of the time.
pub(crate) fn view(sight: Sight, now: DateTime<Utc>, warn_at_percent: u8) -> CaseView {
    let today = local_date(now);
    CaseView {
        sight,
        today,
        seconds: (now - start_of_day(today)).num_seconds(),
        warn_at_percent: i64::from(warn_at_percent.min(100)),
    }
}

async fn filter(tx: &mut Tx, query: CaseQuery) -> Result<CaseFilter, AppError> {
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
    Ok(CaseFilter {
        text: query.text,
        states: query.states,
        levels: query.levels,
        risks: query.risks,
        leader: query.leader_id,
        division,
        live: query.live,
        light: query.light,
    })
}

/// `rank|2026-11-24|id`
fn write_position(position: CasePosition) -> String {
    format!("{}|{}|{}", position.rank, position.due_on, position.id)
}

fn read_position(text: &str) -> Result<CasePosition, AppError> {
    let read = || {
        let mut parts = text.splitn(3, '|');
        let rank = parts.next()?.parse().ok()?;
        let due_on = parts.next()?.parse().ok()?;
        Some(CasePosition { rank, due_on, id: CaseId(parts.next()?.parse::<Uuid>().ok()?) })
    };
    read().ok_or_else(|| AppError::invalid("after", FieldProblem::WrongFormat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_as_it_was_written() {
        let due_on = "2027-02-24".parse().unwrap();
        let position = CasePosition { rank: 1, due_on, id: CaseId(Uuid::from_u128(7)) };
        assert_eq!(read_position(&write_position(position)), Ok(position));
        for bad in ["", "||", "0|2027-02-24", "x|2027-02-24|y"] {
            assert!(read_position(bad).is_err(), "{bad}");
        }
    }
}

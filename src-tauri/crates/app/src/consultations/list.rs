//! The list of consultations.

use chrono::NaiveDate;
use huishang_domain::access::UseCase;
use huishang_domain::ids::ConsultationId;
use huishang_domain::time::{end_of_day, start_of_day};
use huishang_store::consultations::{self, ConsultationFilter, ConsultationPosition};
use uuid::Uuid;

use super::dto::{ConsultationQuery, ConsultationRow};
use super::row;
use crate::page::{MAX_ROWS, Page};
use crate::{Actor, App, AppError, FieldProblem};

/// The most characters that are looked for.
const MAX_TEXT: usize = 100;

/// A page of consultations: those without a time first, then the latest first. The first page says how many there are.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: ConsultationQuery,
) -> Result<Page<ConsultationRow>, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewConsultations).await?;
    let sight = actor.sight(scope);
    let limit = query.limit.clamp(1, MAX_ROWS);
    let after = query.after.as_deref().map(read_position).transpose()?;
    let filter = filter(query, app.clock.today())?;
    let mut rows = consultations::page(&mut tx, &filter, sight, after, limit + 1).await?;
    let total = match after {
        None => Some(consultations::count(&mut tx, &filter, sight).await?),
        Some(_) => None,
    };
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = if more { rows.last().map(|r| write_position(r.starts_at, r.id)) } else { None };
    let ids: Vec<_> = rows.iter().map(|r| r.id).collect();
    let agencies = consultations::participants(&mut tx, &ids).await?;
    let rows = rows.into_iter().map(|r| row::shown(r, &agencies)).collect();
    Ok(Page { rows, next, total, more_than_total: false })
}

fn filter(query: ConsultationQuery, today: NaiveDate) -> Result<ConsultationFilter, AppError> {
    if query.text.as_deref().is_some_and(|t| t.chars().count() > MAX_TEXT) {
        return Err(AppError::invalid("text", FieldProblem::TooLong));
    }
    Ok(ConsultationFilter {
        text: query.text,
        states: query.states,
        kinds: query.kinds,
        agency: query.agency_id,
        late_on: query.late_actions.then_some(today),
        from: query.from.map(start_of_day),
        before: query.to.map(end_of_day),
    })
}

/// `2026-11-24T08:00:00+00:00|id`; the time is empty if there is none.
fn write_position(starts_at: Option<chrono::DateTime<chrono::Utc>>, id: ConsultationId) -> String {
    format!("{}|{id}", starts_at.map(|at| at.to_rfc3339()).unwrap_or_default())
}

fn read_position(text: &str) -> Result<ConsultationPosition, AppError> {
    let read = || {
        let (at, id) = text.split_once('|')?;
        let starts_at = if at.is_empty() { None } else { Some(at.parse().ok()?) };
        Some(ConsultationPosition { starts_at, id: ConsultationId(id.parse::<Uuid>().ok()?) })
    };
    read().ok_or_else(|| AppError::invalid("after", FieldProblem::WrongFormat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_as_it_was_written() {
        let id = ConsultationId(Uuid::from_u128(7));
        for starts_at in [None, Some("2026-11-24T08:00:00.5Z".parse().unwrap())] {
            let position = ConsultationPosition { starts_at, id };
            assert_eq!(read_position(&write_position(starts_at, id)), Ok(position));
        }
        for bad in ["", "|", "x|y", "2026|"] {
            assert!(read_position(bad).is_err(), "{bad}");
        }
    }
}

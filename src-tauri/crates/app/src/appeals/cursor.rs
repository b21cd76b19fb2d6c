//! Where the next page of a list begins, as text that the screen hands back unread.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::AppealId;
use huishang_store::appeals::{AppealPosition, AppealSort as Sort};
use uuid::Uuid;

use super::dto::AppealSort;
use crate::{AppError, FieldProblem};

/// The store's order.
pub(super) fn sort(sort: AppealSort) -> Sort {
    match sort {
        AppealSort::ReceivedDesc => Sort::ReceivedDesc,
        AppealSort::ReceivedAsc => Sort::ReceivedAsc,
        AppealSort::DeadlineAsc => Sort::DeadlineAsc,
        AppealSort::NumberDesc => Sort::NumberDesc,
        AppealSort::NumberAsc => Sort::NumberAsc,
        AppealSort::PeopleDesc => Sort::PeopleDesc,
        AppealSort::ClosedDesc => Sort::ClosedDesc,
    }
}

/// The key of the last row and its id: `2026-11-24T08:00:00+00:00|id`. By deadline `rank|deadline|id`, where the deadline
/// is empty if there is none, as is the time of closing.
pub(super) fn write(position: &AppealPosition) -> String {
    match position {
        AppealPosition::Received(at, id) => format!("{}|{id}", at.to_rfc3339()),
        AppealPosition::Deadline(rank, due, id) => {
            format!("{rank}|{}|{id}", due.map(|d| d.to_string()).unwrap_or_default())
        }
        AppealPosition::Number(number, id) => format!("{number}|{id}"),
        AppealPosition::People(count, id) => format!("{count}|{id}"),
        AppealPosition::Closed(at, id) => {
            format!("{}|{id}", at.map(|at| at.to_rfc3339()).unwrap_or_default())
        }
    }
}

/// What [`write`] wrote for the same order.
pub(super) fn read(text: &str, sort: AppealSort) -> Result<AppealPosition, AppError> {
    position(text, sort).ok_or_else(|| AppError::invalid("after", FieldProblem::WrongFormat))
}

fn position(text: &str, sort: AppealSort) -> Option<AppealPosition> {
    // A number may hold any sign; an id holds none of these.
    let (key, id) = text.rsplit_once('|')?;
    let id = AppealId(id.parse::<Uuid>().ok()?);
    let time = |text: &str| text.parse::<DateTime<Utc>>().ok();
    Some(match sort {
        AppealSort::ReceivedDesc | AppealSort::ReceivedAsc => AppealPosition::Received(time(key)?, id),
        AppealSort::DeadlineAsc => {
            let (rank, due) = key.split_once('|')?;
            let due = if due.is_empty() { None } else { Some(due.parse::<NaiveDate>().ok()?) };
            AppealPosition::Deadline(rank.parse().ok()?, due, id)
        }
        AppealSort::NumberDesc | AppealSort::NumberAsc => AppealPosition::Number(key.to_owned(), id),
        AppealSort::PeopleDesc => AppealPosition::People(key.parse().ok()?, id),
        AppealSort::ClosedDesc if key.is_empty() => AppealPosition::Closed(None, id),
        AppealSort::ClosedDesc => AppealPosition::Closed(Some(time(key)?), id),
    })
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
            (AppealSort::NumberAsc, AppealPosition::Number("SQ|1".into(), id)),
            (AppealSort::PeopleDesc, AppealPosition::People(12, id)),
            (AppealSort::ClosedDesc, AppealPosition::Closed(Some(at), id)),
            (AppealSort::ClosedDesc, AppealPosition::Closed(None, id)),
        ] {
            assert_eq!(read(&write(&position), sort), Ok(position));
        }
        for bad in ["", "|", "x|y", "2026|", "0|2026-11-27", "0|x|y|z"] {
            for sort in [AppealSort::DeadlineAsc, AppealSort::ReceivedDesc, AppealSort::PeopleDesc] {
                assert!(read(bad, sort).is_err(), "{bad}");
            }
        }
    }
}

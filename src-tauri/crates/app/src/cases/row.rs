//! From stored rows to the rows that are shown.

use chrono::{DateTime, Utc};
use huishang_domain::calendar::Calendar;
use huishang_domain::flow::case::is_open;
use huishang_domain::light::{WARN_AT_PERCENT, light_of_day, working_days_left};
use huishang_domain::limits::LimitCode;
use huishang_domain::time::start_of_day;
use huishang_store::cases::CaseListRecord;
use huishang_store::{Tx, limits};

use super::dto::CaseRow;
use crate::AppError;

/// The share of the time from which on a case is yellow.
pub(crate) async fn warn_at_percent(tx: &mut Tx) -> Result<u8, AppError> {
    Ok(limits::find(tx, LimitCode::Case).await?.map_or(WARN_AT_PERCENT, |l| l.warn_at_percent))
}

/// The row as it is shown now.
pub(crate) fn shown(
    row: CaseListRecord,
    now: DateTime<Utc>,
    warn_at_percent: u8,
    calendar: &Calendar,
) -> CaseRow {
    let light = is_open(row.state)
        .then(|| light_of_day(start_of_day(row.start_on), row.due_on, now, warn_at_percent));
    CaseRow {
        working_days_left: light.and_then(|_| working_days_left(now, row.due_on, calendar).ok()),
        light,
        id: row.id,
        version: row.version,
        number: row.number,
        name: row.name,
        level: row.level,
        risk: row.risk,
        category: row.category,
        category_name: row.category_path,
        state: row.state,
        leader: row.leader.unwrap_or_default(),
        leader_post: row.leader_post.unwrap_or_default(),
        responsible: row.responsible,
        town: row.town,
        people_concerned: row.people_concerned,
        start_on: row.start_on,
        due_on: row.due_on,
        last_progress_on: row.last_progress_on,
    }
}

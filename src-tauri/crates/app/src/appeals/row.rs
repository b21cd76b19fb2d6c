//! From a stored row to the row that is shown.

use chrono::{DateTime, Utc};
use huishang_domain::calendar::Calendar;
use huishang_domain::light::working_days_left;
use huishang_store::appeals::AppealListRecord;

use super::deadline::light;
use super::dto::AppealRow;

/// The row as it is shown now.
pub(crate) fn shown(row: AppealListRecord, now: DateTime<Utc>, calendar: &Calendar) -> AppealRow {
    let light = light(row.due_at, row.warn_at, row.closed_at.is_some(), now);
    let left = light.and(row.deadline).and_then(|day| working_days_left(now, day, calendar).ok());
    AppealRow {
        id: row.id,
        version: row.version,
        number: row.number,
        source_number: row.source_number,
        channel: row.channel,
        state: row.state,
        level: row.level,
        title: row.title,
        category: row.category,
        category_name: row.category_path,
        town: row.town,
        village: row.village,
        party_name: row.party_name,
        people_concerned: row.people_concerned,
        people_counted: row.people_counted,
        handler: row.handler,
        received_at: row.received_at,
        deadline: row.deadline,
        due_at: row.due_at,
        light,
        working_days_left: left,
        hit: None,
    }
}

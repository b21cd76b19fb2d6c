//! The list of appeals, page by page: which rows first, by indexes alone where they serve; then those rows.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::AppealId;
use huishang_domain::words::{DivisionKind, Light};

use super::filter::{AppealFilter, push_bound, push_filter, push_in};
use super::order::{AppealPosition, AppealSort, Key, Phase, phases};
use super::push_sight;
use super::rows::{AppealListRecord, some};
use super::search::{Sought, push_begin, push_sought};
use super::walks::{walks, with_categories};
use crate::{Sight, StoreError, Tx};

/// Counting stops here: nobody reads further, and a count of all would take longer than the page.
const COUNTED: i64 = 10_000;

/// What a list is read for: who, and when.
#[derive(Clone, Copy, Debug)]
pub struct ListView {
    /// Whose records may be given.
    pub sight: Sight,
    /// Now, for the lights.
    pub now: DateTime<Utc>,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
}

/// At most `limit` appeals behind `after`.
pub async fn page(
    tx: &mut Tx,
    filter: &AppealFilter,
    view: ListView,
    sort: AppealSort,
    after: Option<&AppealPosition>,
    limit: i64,
) -> Result<Vec<AppealListRecord>, StoreError> {
    let sought = Sought::read(tx, filter.text.as_deref()).await?;
    let filter = with_categories(tx, filter).await?;
    let walks = if sought.walks() { walks(&filter) } else { vec![filter] };
    let mut ids = Vec::new();
    let begin = after.map_or(0, AppealPosition::phase);
    for (at, phase) in phases(sort).iter().enumerate().skip(begin) {
        let left = limit - i64::try_from(ids.len()).unwrap_or(limit);
        if left <= 0 {
            break;
        }
        let after = after.filter(|_| at == begin);
        ids.extend(of_phase(tx, (&walks, &sought), view, phase, after, left).await?);
    }
    let mut rows = some(tx, &ids, view.sight).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

async fn of_phase(
    tx: &mut Tx,
    (walks, sought): (&[AppealFilter], &Sought),
    view: ListView,
    phase: &Phase,
    after: Option<&AppealPosition>,
    limit: i64,
) -> Result<Vec<AppealId>, StoreError> {
    let sqlite = matches!(tx, Tx::Sqlite(_));
    let merges = walks.len() > 1;
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("");
        push_begin!(query, sqlite, sought);
        query.push(if merges { "SELECT id FROM (" } else { "" });
        for (at, filter) in walks.iter().enumerate() {
            if merges {
                query.push(if at == 0 { "SELECT * FROM (SELECT a.id, " } else { " UNION ALL SELECT * FROM (SELECT a.id, " });
                query.push(phase.key()).push(" AS sort_key FROM ");
            } else {
                query.push("SELECT a.id FROM ");
            }
            query.push(if sought.begins() { "hits JOIN appeals a ON a.id = hits.appeal_id WHERE " } else { "appeals a WHERE " });
            query.push(phase.only);
            push_filter!(query, filter, view.sight, view.now, view.today);
            push_sought!(query, sqlite, sought);
            if let Some(after) = after {
                let (key, id) = after.key();
                match key {
                    None => {
                        query.push(phase.beyond_id()).push_bind(id);
                    }
                    Some(key) => {
                        query.push(phase.beyond());
                        match key {
                            Key::Time(at) => query.push_bind(at),
                            Key::Day(day) => query.push_bind(day),
                            Key::Count(count) => query.push_bind(count),
                            Key::Text(text) => query.push_bind(text.to_owned()),
                        };
                        query.push(", ").push_bind(id).push(")");
                    }
                }
            }
            query.push(phase.order()).push(" LIMIT ").push_bind(limit);
            query.push(if merges { ") walk" } else { "" });
        }
        if merges {
            query.push(") walks").push(phase.merged()).push(" LIMIT ").push_bind(limit);
        }
        query.build_query_scalar::<AppealId>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// How many appeals there are of that kind, at least, and whether there may be more: counting stops at some ten thousand.
/// None of a word that is everywhere: counting would take much longer than the page.
pub async fn count(
    tx: &mut Tx,
    filter: &AppealFilter,
    view: ListView,
) -> Result<Option<(i64, bool)>, StoreError> {
    let sqlite = matches!(tx, Tx::Sqlite(_));
    let sought = Sought::read(tx, filter.text.as_deref()).await?;
    if !sought.countable() {
        return Ok(None);
    }
    let filter = with_categories(tx, filter).await?;
    let found: i64 = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("");
        push_begin!(query, sqlite, &sought);
        query.push("SELECT count(*) FROM (SELECT 1 FROM ");
        query.push(if sought.begins() { "hits JOIN appeals a ON a.id = hits.appeal_id WHERE 1 = 1" } else { "appeals a WHERE 1 = 1" });
        push_filter!(query, &filter, view.sight, view.now, view.today);
        push_sought!(query, sqlite, &sought);
        query.push(" LIMIT ").push_bind(COUNTED + 1).push(") counted");
        query.build_query_scalar::<i64>().fetch_one(conn).await
    })?;
    Ok(Some((found.min(COUNTED), found > COUNTED)))
}

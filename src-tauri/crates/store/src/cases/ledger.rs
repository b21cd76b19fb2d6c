//! The rows of 领导包案管理台账: the cases that were under way at some time of a period, as they stood in it.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::case::CaseState;
use huishang_domain::ids::CaseId;
use huishang_domain::words::CaseLevel;

use super::{open, push_sight};
use crate::{Sight, StoreError, Tx};

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct LedgerRow {
    pub id: CaseId,
    pub name: String,
    pub category_path: String,
    pub level: CaseLevel,
    /// Who led it last within the period: a later handover changes no old ledger.
    pub leader: Option<String>,
    pub leader_post: Option<String>,
    pub responsible: String,
    pub contact: Option<String>,
    /// Whole, as it was given.
    pub phone: Option<String>,
    pub demand: String,
    pub plan: Option<String>,
    pub start_on: NaiveDate,
    pub due_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
    /// The newest entry before the period's end.
    pub progress: Option<String>,
    /// Where it stood at the period's end.
    pub state: CaseState,
}

/// The cases that were under way at some time from `first` to `last`; `end` is the first instant after `last`.
pub async fn ledger(
    tx: &mut Tx,
    (first, last): (NaiveDate, NaiveDate),
    end: DateTime<Utc>,
    sight: Sight,
) -> Result<Vec<LedgerRow>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT c.id, c.name, k.path AS category_path, c.level, p.name AS leader, l.post AS leader_post,
                    g.short_name AS responsible, q.name AS contact, q.phone, c.demand, c.plan, c.start_on, c.due_on,
                    c.ended_on, (SELECT e.text FROM case_progress_entries e WHERE e.case_id = c.id AND e.at < ",
        );
        query.push_bind(end);
        query.push(
            " ORDER BY e.at DESC, e.id DESC LIMIT 1) AS progress,
                    coalesce((SELECT m.to_state FROM moves m WHERE m.entity = 'case' AND m.entity_id = c.id AND m.at < ",
        );
        query.push_bind(end);
        query.push(
            " ORDER BY m.at DESC, m.id DESC LIMIT 1), c.state) AS state
             FROM cases c
             JOIN categories k ON k.code = c.category
             JOIN agencies g ON g.id = c.responsible_id
             LEFT JOIN people q ON q.id = c.contact_id
             LEFT JOIN case_leaders l ON l.id = (SELECT x.id FROM case_leaders x WHERE x.case_id = c.id
                  AND x.from_on <= ",
        );
        query.push_bind(last);
        query.push(
            " ORDER BY x.from_on DESC, CASE WHEN x.to_on IS NULL THEN 0 ELSE 1 END, x.id DESC LIMIT 1)
             LEFT JOIN people p ON p.id = l.person_id
             WHERE c.state <> 'declined' AND c.start_on <= ",
        );
        query.push_bind(last).push(" AND (c.ended_on >= ").push_bind(first);
        query.push(concat!(" OR (c.ended_on IS NULL AND ", open!(), "))"));
        push_sight!(query, sight);
        query.push(" ORDER BY c.start_on, c.id");
        query.build_query_as::<LedgerRow>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

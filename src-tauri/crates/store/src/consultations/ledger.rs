//! The rows of 会商事项台账: each decided action, and each consultation that has none yet.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::action::ActionState;
use huishang_domain::ids::{ActionId, ConsultationId};

use super::push_sight;
use crate::{Sight, StoreError, Tx};

/// One row; the fields of an action are empty where a consultation has none.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct LedgerRow {
    pub id: ConsultationId,
    pub number: Option<String>,
    pub starts_at: DateTime<Utc>,
    pub requested_by: Option<String>,
    pub topic: String,
    pub remark: Option<String>,
    pub action_id: Option<ActionId>,
    pub action: Option<String>,
    pub action_lead: Option<String>,
    pub deadline: Option<NaiveDate>,
    pub action_state: Option<ActionState>,
    pub assigned_at: Option<DateTime<Utc>>,
    pub last_progress_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    /// The newest that was reported.
    pub progress: Option<String>,
}

/// Everything that was or is to be held from `from` on and before `to`, in the order of time.
pub async fn ledger(
    tx: &mut Tx,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    sight: Sight,
) -> Result<Vec<LedgerRow>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT c.id, c.number, c.starts_at, q.short_name AS requested_by, c.topic, c.remark,
                    a.id AS action_id, a.text AS action, l.short_name AS action_lead, a.deadline,
                    a.state AS action_state, a.created_at AS assigned_at, a.last_progress_on, a.closed_on,
                    (SELECT e.text FROM action_progress_entries e WHERE e.action_id = a.id
                     ORDER BY e.at DESC, e.id DESC LIMIT 1) AS progress
             FROM consultations c
             LEFT JOIN agencies q ON q.id = c.requested_by_id
             LEFT JOIN actions a ON a.consultation_id = c.id
             LEFT JOIN agencies l ON l.id = a.lead_id
             WHERE c.state NOT IN ('cancelled', 'declined') AND c.starts_at >= ",
        );
        query.push_bind(from).push(" AND c.starts_at < ").push_bind(to);
        push_sight!(query, sight);
        query.push(" ORDER BY c.starts_at, c.id, a.position, a.id");
        query.build_query_as::<LedgerRow>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

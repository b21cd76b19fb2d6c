//! The list of consultations: filters and keyset paging. What has no time yet stands on top, then the latest first.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::consultation::ConsultationState;
use huishang_domain::ids::{AgencyId, ConsultationId};
use huishang_domain::words::{ConsultationKind, Participation};

use super::push_sight;
use crate::{Sight, StoreError, Tx, text};

/// Which consultations are looked for.
#[derive(Clone, Debug, Default)]
pub struct ConsultationFilter {
    /// Part of a topic, number or place.
    pub text: Option<String>,
    /// Where they stand; empty for anywhere.
    pub states: Vec<ConsultationState>,
    /// How they are held; empty for any way.
    pub kinds: Vec<ConsultationKind>,
    /// Who takes part, as whatever.
    pub agency: Option<AgencyId>,
    /// Only those with a decided action that is open and was due before this day.
    pub late_on: Option<NaiveDate>,
    /// Beginning at or after.
    pub from: Option<DateTime<Utc>>,
    /// Beginning before.
    pub before: Option<DateTime<Utc>>,
}

/// The last row of a page, after which the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsultationPosition {
    /// When it begins, if that is known.
    pub starts_at: Option<DateTime<Utc>>,
    /// Its id.
    pub id: ConsultationId,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ConsultationListRecord {
    pub id: ConsultationId,
    pub version: i64,
    pub number: Option<String>,
    pub topic: String,
    pub kind: ConsultationKind,
    pub state: ConsultationState,
    pub starts_at: Option<DateTime<Utc>>,
    pub minutes: i64,
    /// The room's name, or the place as it was written.
    pub place: Option<String>,
    pub hold_by_on: Option<NaiveDate>,
    pub items: i64,
    pub actions: i64,
    pub actions_closed: i64,
}

/// An agency's part, with the names that people read.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct Participant {
    pub consultation_id: ConsultationId,
    pub agency_id: AgencyId,
    pub name: String,
    pub short_name: String,
    pub part: Participation,
}

const ROW: &str = "SELECT c.id, c.version, c.number, c.topic, c.kind, c.state, c.starts_at, c.minutes,
            coalesce(r.name, c.place) AS place, c.hold_by_on,
            (SELECT count(*) FROM consultation_items i WHERE i.consultation_id = c.id) AS items,
            (SELECT count(*) FROM actions a WHERE a.consultation_id = c.id) AS actions,
            (SELECT count(*) FROM actions a WHERE a.consultation_id = c.id AND a.state = 'closed') AS actions_closed
     FROM consultations c LEFT JOIN rooms r ON r.id = c.room_id WHERE 1 = 1";

/// Stands for no time at all, so that both engines sort it on top.
fn far() -> DateTime<Utc> {
    DateTime::from_timestamp(253_402_214_400, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

macro_rules! push_in {
    ($query:expr, $sql:literal, $list:expr) => {
        if !$list.is_empty() {
            $query.push(concat!(" AND ", $sql, " IN ("));
            let mut separated = $query.separated(", ");
            for item in $list {
                separated.push_bind(*item);
            }
            $query.push(")");
        }
    };
}

macro_rules! push_filter {
    ($query:expr, $filter:expr, $sight:expr) => {{
        push_sight!($query, $sight);
        if let Some(like) = $filter.text.as_deref().filter(|t| !t.trim().is_empty()).map(text::contains) {
            $query.push(" AND (c.topic LIKE ").push_bind(like.clone());
            $query.push(" ESCAPE '!' OR c.number LIKE ").push_bind(like.clone());
            $query.push(" ESCAPE '!' OR c.place LIKE ").push_bind(like).push(" ESCAPE '!')");
        }
        push_in!($query, "c.state", &$filter.states);
        push_in!($query, "c.kind", &$filter.kinds);
        if let Some(agency) = $filter.agency {
            $query.push(
                " AND EXISTS (SELECT 1 FROM consultation_agencies p WHERE p.consultation_id = c.id AND p.agency_id = ",
            );
            $query.push_bind(agency).push(")");
        }
        if let Some(today) = $filter.late_on {
            $query.push(
                " AND EXISTS (SELECT 1 FROM actions x WHERE x.consultation_id = c.id AND x.closed_on IS NULL
                  AND x.deadline < ",
            );
            $query.push_bind(today).push(")");
        }
        if let Some(from) = $filter.from {
            $query.push(" AND c.starts_at >= ").push_bind(from);
        }
        if let Some(before) = $filter.before {
            $query.push(" AND c.starts_at < ").push_bind(before);
        }
    }};
}

/// At most `limit` consultations behind `after`.
pub async fn page(
    tx: &mut Tx,
    filter: &ConsultationFilter,
    sight: Sight,
    after: Option<ConsultationPosition>,
    limit: i64,
) -> Result<Vec<ConsultationListRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ROW);
        push_filter!(query, filter, sight);
        if let Some(after) = after {
            query.push(" AND (coalesce(c.starts_at, ").push_bind(far()).push("), c.id) < (");
            query.push_bind(after.starts_at.unwrap_or_else(far)).push(", ").push_bind(after.id).push(")");
        }
        query.push(" ORDER BY coalesce(c.starts_at, ").push_bind(far()).push(") DESC, c.id DESC LIMIT ");
        query.push_bind(limit);
        query.build_query_as::<ConsultationListRecord>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// How many consultations there are of that kind.
pub async fn count(tx: &mut Tx, filter: &ConsultationFilter, sight: Sight) -> Result<i64, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("SELECT count(*) FROM consultations c WHERE 1 = 1");
        push_filter!(query, filter, sight);
        query.build_query_scalar::<i64>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

/// One consultation as the list shows it, if it is in sight.
pub async fn one(
    tx: &mut Tx,
    id: ConsultationId,
    sight: Sight,
) -> Result<Option<ConsultationListRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ROW);
        query.push(" AND c.id = ").push_bind(id);
        push_sight!(query, sight);
        query.build_query_as::<ConsultationListRecord>().fetch_optional(conn).await
    })
    .map_err(StoreError::from)
}

/// The agencies of these consultations, in the order in which they were named.
pub async fn participants(tx: &mut Tx, ids: &[ConsultationId]) -> Result<Vec<Participant>, StoreError> {
    let mut found = Vec::new();
    for piece in ids.chunks(500) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT p.consultation_id, p.agency_id, g.name, g.short_name, p.part FROM consultation_agencies p \
                 JOIN agencies g ON g.id = p.agency_id WHERE p.consultation_id IN (",
            );
            let mut separated = query.separated(", ");
            for id in piece {
                separated.push_bind(*id);
            }
            query.push(") ORDER BY p.consultation_id, p.position, p.agency_id, p.part");
            query.build_query_as::<Participant>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

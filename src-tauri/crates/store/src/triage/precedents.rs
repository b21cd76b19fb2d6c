//! Out of very many appeals the few that may have been similar, with what was decided of them. Each way of finding is
//! led by an index and bounded.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AgencyId, AppealId};
use huishang_domain::words::{AgencyKind, DutyList, Level};

use crate::{StoreError, Tx};

/// Of one category so many, the newest first.
const OF_CATEGORY: i64 = 150;

/// Of like text so many.
const OF_TEXT: i64 = 150;

/// A similar appeal.
#[derive(Clone, Debug, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as in the appeal's own record")]
pub struct PrecedentRecord {
    pub id: AppealId,
    pub number: String,
    pub title: String,
    pub body: String,
    pub category: String,
    pub level: Level,
    pub handler_id: Option<AgencyId>,
    pub handler_kind: Option<AgencyKind>,
    /// Who led the consultation about it.
    pub lead_id: Option<AgencyId>,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The appeal itself.
    pub id: AppealId,
    /// Its category; none where nobody has chosen one.
    pub category: Option<&'a str>,
    /// The keys under which texts like its own may stand.
    pub keys: &'a [i64],
    /// Received at or after.
    pub since: DateTime<Utc>,
}

/// Appeals that were judged, of the same category or with a text that may be like it.
pub async fn similar(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<Vec<PrecedentRecord>, StoreError> {
    let mut ids: Vec<AppealId> = Vec::new();
    if let Some(category) = wanted.category {
        let found = fetch_all!(
            tx,
            (AppealId,),
            "SELECT a.id FROM appeals a
             WHERE a.category = $1 AND a.received_at >= $2 AND a.level IS NOT NULL AND a.duplicate_of_id IS NULL
             ORDER BY a.received_at DESC, a.id DESC LIMIT $3",
            category,
            wanted.since,
            OF_CATEGORY
        )?;
        ids.extend(found.into_iter().map(|(id,)| id));
    }
    ids.extend(of_text(tx, wanted.keys).await?);
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| *id != wanted.id);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT a.id, a.number, a.title, a.body, a.category, a.level, a.handler_id, h.kind AS handler_kind,
                    (SELECT g.agency_id FROM consultation_items i
                     JOIN consultations c ON c.id = i.consultation_id AND c.state <> 'cancelled'
                     JOIN consultation_agencies g ON g.consultation_id = i.consultation_id AND g.part = 'lead'
                     WHERE i.appeal_id = a.id ORDER BY i.consultation_id DESC LIMIT 1) AS lead_id
             FROM appeals a LEFT JOIN agencies h ON h.id = a.handler_id
             WHERE a.level IS NOT NULL AND a.duplicate_of_id IS NULL AND a.received_at >= ",
        );
        query.push_bind(wanted.since).push(" AND a.id IN (");
        let mut separated = query.separated(", ");
        for id in &ids {
            separated.push_bind(*id);
        }
        query.push(")");
        query.build_query_as::<PrecedentRecord>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

async fn of_text(tx: &mut Tx, keys: &[i64]) -> Result<Vec<AppealId>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("SELECT appeal_id FROM appeal_keys WHERE key IN (");
        let mut separated = query.separated(", ");
        for key in keys {
            separated.push_bind(*key);
        }
        query.push(") LIMIT ").push_bind(OF_TEXT);
        query.build_query_scalar::<AppealId>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// Who helped with these appeals: as they were judged, and in the consultations about them.
pub async fn cooperating_of(tx: &mut Tx, ids: &[AppealId]) -> Result<Vec<(AppealId, AgencyId)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    on!(tx, conn => {
        let mut query =
            sqlx::QueryBuilder::new("SELECT w.appeal_id, w.agency_id FROM appeal_cooperating w WHERE w.appeal_id IN (");
        let mut separated = query.separated(", ");
        for id in ids {
            separated.push_bind(*id);
        }
        query.push(
            ") UNION SELECT i.appeal_id, g.agency_id FROM consultation_items i
             JOIN consultations c ON c.id = i.consultation_id AND c.state <> 'cancelled'
             JOIN consultation_agencies g ON g.consultation_id = i.consultation_id AND g.part = 'cooperating'
             WHERE i.appeal_id IN (",
        );
        let mut separated = query.separated(", ");
        for id in ids {
            separated.push_bind(*id);
        }
        query.push(")");
        query.build_query_as::<(AppealId, AgencyId)>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// The lists that whistles about an appeal named.
pub async fn duty_lists_of_whistles(tx: &mut Tx, id: AppealId) -> Result<Vec<DutyList>, StoreError> {
    let rows = fetch_all!(
        tx,
        (DutyList,),
        "SELECT DISTINCT duty_list FROM whistles WHERE appeal_id = $1 AND state <> 'cancelled' ORDER BY duty_list",
        id
    )?;
    Ok(rows.into_iter().map(|(list,)| list).collect())
}

/// The newest appeals since a time, at most `limit`: what a rule is tried on.
pub async fn looked_back(tx: &mut Tx, since: DateTime<Utc>, limit: i64) -> Result<Vec<AppealId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (AppealId,),
        "SELECT id FROM appeals WHERE received_at >= $1 AND duplicate_of_id IS NULL
         ORDER BY received_at DESC, id DESC LIMIT $2",
        since,
        limit
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

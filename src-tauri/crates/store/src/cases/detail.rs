//! One case with what belongs to it.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AppealId, CaseId, PersonId};

use super::{CaseRecord, columns, open, push_sight};
use crate::parties::PartyRecord;
use crate::{Sight, StoreError, Tx};

/// What the detail shows beyond the list's row.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CaseShown {
    /// What the people want.
    pub demand: String,
    /// How it is to be resolved.
    pub plan: Option<String>,
    /// Name of the contact.
    pub contact: Option<String>,
}

/// An appeal that belongs to a case.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct LinkedAppeal {
    pub id: AppealId,
    pub number: String,
    pub title: String,
    pub state: AppealState,
}

/// Who led it when.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct LeaderShown {
    pub person_id: PersonId,
    pub name: String,
    pub post: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    /// Still in post, whatever the case says.
    pub in_post: bool,
}

/// An entry of its progress.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ProgressShown {
    pub at: DateTime<Utc>,
    pub by_name: String,
    /// What the list `case_progress` calls it.
    pub kind: String,
    pub text: String,
}

/// A case, if it is in sight.
pub async fn by_id(tx: &mut Tx, id: CaseId, sight: Sight) -> Result<Option<CaseRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(concat!("SELECT ", columns!(), " FROM cases c WHERE c.id = "));
        query.push_bind(id);
        push_sight!(query, sight);
        query.build_query_as::<CaseRecord>().fetch_optional(conn).await
    })
    .map_err(StoreError::from)
}

/// Demand, plan and contact.
pub async fn shown_extra(tx: &mut Tx, id: CaseId) -> Result<Option<CaseShown>, StoreError> {
    fetch_optional!(
        tx,
        CaseShown,
        "SELECT c.demand, c.plan, p.name AS contact FROM cases c LEFT JOIN people p ON p.id = c.contact_id
         WHERE c.id = $1",
        id
    )
}

/// The appeals that belong to it, oldest first.
pub async fn appeals_of(tx: &mut Tx, id: CaseId) -> Result<Vec<LinkedAppeal>, StoreError> {
    fetch_all!(
        tx,
        LinkedAppeal,
        "SELECT a.id, a.number, a.title, a.state FROM case_appeals l JOIN appeals a ON a.id = l.appeal_id
         WHERE l.case_id = $1 ORDER BY a.received_at, a.id",
        id
    )
}

/// Its own people and those of its appeals.
pub async fn parties_of(tx: &mut Tx, id: CaseId) -> Result<Vec<PartyRecord>, StoreError> {
    fetch_all!(
        tx,
        PartyRecord,
        "SELECT id, appeal_id, case_id, position, name, phone, id_number, address FROM parties
         WHERE case_id = $1 OR appeal_id IN (SELECT appeal_id FROM case_appeals WHERE case_id = $1)
         ORDER BY CASE WHEN case_id IS NULL THEN 1 ELSE 0 END, appeal_id, position, id",
        id
    )
}

/// Who led it, newest first.
pub async fn leaders_of(tx: &mut Tx, id: CaseId) -> Result<Vec<LeaderShown>, StoreError> {
    fetch_all!(
        tx,
        LeaderShown,
        "SELECT l.person_id, p.name, l.post, l.from_on, l.to_on, p.in_post_to IS NULL AS in_post
         FROM case_leaders l JOIN people p ON p.id = l.person_id
         WHERE l.case_id = $1 ORDER BY CASE WHEN l.to_on IS NULL THEN 0 ELSE 1 END, l.from_on DESC, l.id DESC",
        id
    )
}

/// What was entered about it, newest first.
pub async fn progress_of(tx: &mut Tx, id: CaseId, limit: i64) -> Result<Vec<ProgressShown>, StoreError> {
    fetch_all!(
        tx,
        ProgressShown,
        "SELECT e.at, e.by_name, coalesce(k.name, e.kind) AS kind, e.text
         FROM case_progress_entries e
         LEFT JOIN code_items k ON k.list_code = 'case_progress' AND k.code = e.kind
         WHERE e.case_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT $2",
        id,
        limit
    )
}

/// The name of a case under way that already holds this appeal.
pub async fn open_on_appeal(tx: &mut Tx, id: AppealId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = fetch_optional!(
        tx,
        (String,),
        concat!(
            "SELECT c.name FROM cases c JOIN case_appeals l ON l.case_id = c.id WHERE l.appeal_id = $1 AND ",
            open!(),
            " ORDER BY c.created_at, c.id LIMIT 1"
        ),
        id
    )?;
    Ok(row.map(|(name,)| name))
}

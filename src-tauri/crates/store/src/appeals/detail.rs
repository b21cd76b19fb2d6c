//! One appeal, and what was built on it.

use huishang_domain::flow::case::CaseState;
use huishang_domain::flow::consultation::ConsultationState;
use huishang_domain::ids::{AppealId, CaseId, ConsultationId, ImportId};

use super::{AppealRecord, columns, push_sight};
use crate::{Sight, StoreError, Tx};

/// Something that an appeal has led to.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Linked<I, S> {
    /// Its id.
    pub id: I,
    /// Its number; empty while it has none.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: S,
}

/// An appeal, if it is in sight.
pub async fn by_id(tx: &mut Tx, id: AppealId, sight: Sight) -> Result<Option<AppealRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(concat!("SELECT ", columns!(), " FROM appeals a WHERE a.id = "));
        query.push_bind(id);
        push_sight!(query, sight);
        query.build_query_as::<AppealRecord>().fetch_optional(conn).await
    })
    .map_err(StoreError::from)
}

/// The consultations that it stands on, newest first.
pub async fn consultations_of(
    tx: &mut Tx,
    id: AppealId,
) -> Result<Vec<Linked<ConsultationId, ConsultationState>>, StoreError> {
    fetch_all!(
        tx,
        Linked<ConsultationId, ConsultationState>,
        "SELECT c.id, coalesce(c.number, '') AS number, c.topic AS title, c.state
         FROM consultations c JOIN consultation_items i ON i.consultation_id = c.id
         WHERE i.appeal_id = $1 ORDER BY c.created_at DESC, c.id DESC",
        id
    )
}

/// The cases that it belongs to, newest first.
pub async fn cases_of(tx: &mut Tx, id: AppealId) -> Result<Vec<Linked<CaseId, CaseState>>, StoreError> {
    fetch_all!(
        tx,
        Linked<CaseId, CaseState>,
        "SELECT c.id, c.number, c.name AS title, c.state FROM cases c JOIN case_appeals l ON l.case_id = c.id
         WHERE l.appeal_id = $1 ORDER BY c.created_at DESC, c.id DESC",
        id
    )
}

/// How many consultations and cases were built on it and not cancelled, and how many of those and of their decided
/// actions are still open.
pub async fn work_on(tx: &mut Tx, id: AppealId) -> Result<(i64, i64), StoreError> {
    let built: i64 = scalar!(
        tx,
        i64,
        "SELECT (SELECT count(*) FROM consultation_items i JOIN consultations c ON c.id = i.consultation_id
                 WHERE i.appeal_id = $1 AND c.state NOT IN ('cancelled', 'declined'))
              + (SELECT count(*) FROM case_appeals l JOIN cases c ON c.id = l.case_id
                 WHERE l.appeal_id = $1 AND c.state <> 'declined')",
        id
    )?;
    let open: i64 = scalar!(
        tx,
        i64,
        "SELECT (SELECT count(*) FROM consultation_items i JOIN consultations c ON c.id = i.consultation_id
                 WHERE i.appeal_id = $1 AND c.state NOT IN ('cancelled', 'declined', 'settled', 'archived'))
              + (SELECT count(*) FROM consultation_items i JOIN actions x ON x.consultation_id = i.consultation_id
                 WHERE i.appeal_id = $1 AND x.state <> 'closed')
              + (SELECT count(*) FROM case_appeals l JOIN cases c ON c.id = l.case_id
                 WHERE l.appeal_id = $1
                   AND c.state NOT IN ('declined', 'resolved', 'concluded', 'referred', 'called_back', 'archived'))",
        id
    )?;
    Ok((built, open))
}

/// The name of the file that an import came from.
pub async fn import_name(tx: &mut Tx, id: ImportId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> =
        fetch_optional!(tx, (String,), "SELECT file_name FROM imports WHERE id = $1", id)?;
    Ok(row.map(|(name,)| name))
}

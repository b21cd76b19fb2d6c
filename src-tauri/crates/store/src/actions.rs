//! Decided actions (议定事项): one lead agency and one deadline each.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::action::ActionState;
use huishang_domain::ids::{AccountId, ActionId, AgencyId, CaseId, ConsultationId, DivisionId};
use huishang_domain::words::Rhythm;
use uuid::Uuid;

use crate::{Sight, StoreError, Tx};

/// Rows of one statement: at most 22 columns each, below SQLite's 32,766 values.
const PIECE: usize = 500;

/// Everything that an action's own row holds.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ActionRecord {
    pub id: ActionId,
    pub version: i64,
    pub number: Option<String>,
    pub consultation_id: Option<ConsultationId>,
    pub case_id: Option<CaseId>,
    pub position: i64,
    pub text: String,
    pub lead_id: AgencyId,
    pub deadline: NaiveDate,
    pub rhythm: Rhythm,
    pub state: ActionState,
    pub town_id: Option<DivisionId>,
    pub signed_at: Option<DateTime<Utc>>,
    pub last_progress_on: Option<NaiveDate>,
    pub evidence: Option<String>,
    pub closed_on: Option<NaiveDate>,
    pub closed_by: Option<AccountId>,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<AccountId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<AccountId>,
}

/// An entry of an action's progress.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ProgressRecord {
    pub action_id: ActionId,
    pub at: DateTime<Utc>,
    pub by_name: String,
    pub text: String,
}

/// An action as it is shown with its consultation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ActionShown {
    pub id: ActionId,
    pub text: String,
    /// Short name of the one agency that leads it.
    pub lead: String,
    pub deadline: NaiveDate,
    pub state: ActionState,
    pub created_at: DateTime<Utc>,
    pub last_progress_on: Option<NaiveDate>,
    pub closed_on: Option<NaiveDate>,
    /// The newest that was reported.
    pub progress: Option<String>,
}

/// Writes new actions, whose deadline is the one that was set; from then on [`crate::dues`] writes it.
pub async fn insert_many(tx: &mut Tx, rows: &[ActionRecord]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO actions (id, version, number, consultation_id, case_id, position, text, lead_id, deadline, set_deadline, \
                 rhythm, state, town_id, signed_at, last_progress_on, evidence, closed_on, closed_by, created_at, \
                 created_by, updated_at, updated_by) ",
            );
            query.push_values(piece, |mut row, a| {
                row.push_bind(a.id).push_bind(a.version).push_bind(&a.number).push_bind(a.consultation_id);
                row.push_bind(a.case_id).push_bind(a.position).push_bind(&a.text).push_bind(a.lead_id);
                row.push_bind(a.deadline).push_bind(a.deadline).push_bind(a.rhythm).push_bind(a.state).push_bind(a.town_id);
                row.push_bind(a.signed_at).push_bind(a.last_progress_on).push_bind(&a.evidence);
                row.push_bind(a.closed_on).push_bind(a.closed_by).push_bind(a.created_at).push_bind(a.created_by);
                row.push_bind(a.updated_at).push_bind(a.updated_by);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes which agencies co-operate in actions.
pub async fn insert_agencies(tx: &mut Tx, rows: &[(ActionId, AgencyId)]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new("INSERT INTO action_agencies (action_id, agency_id) ");
            query.push_values(piece, |mut row, (action, agency)| {
                row.push_bind(*action).push_bind(*agency);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes entries of progress; the caller keeps `last_progress_on` of the actions.
pub async fn insert_progress(
    tx: &mut Tx,
    rows: &[ProgressRecord],
    by: Option<AccountId>,
) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO action_progress_entries (id, action_id, at, by_name, text, created_at, created_by, \
                 updated_at, updated_by) ",
            );
            query.push_values(piece, |mut row, e| {
                row.push_bind(Uuid::now_v7()).push_bind(e.action_id).push_bind(e.at).push_bind(&e.by_name);
                row.push_bind(&e.text).push_bind(e.at).push_bind(by).push_bind(e.at).push_bind(by);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// The actions of a consultation, in order.
pub async fn of_consultation(tx: &mut Tx, id: ConsultationId) -> Result<Vec<ActionShown>, StoreError> {
    fetch_all!(
        tx,
        ActionShown,
        "SELECT a.id, a.text, g.short_name AS lead, a.deadline, a.state, a.created_at, a.last_progress_on, a.closed_on,
                (SELECT e.text FROM action_progress_entries e WHERE e.action_id = a.id
                 ORDER BY e.at DESC, e.id DESC LIMIT 1) AS progress
         FROM actions a JOIN agencies g ON g.id = a.lead_id
         WHERE a.consultation_id = $1 ORDER BY a.position, a.id",
        id
    )
}

/// Short names of the agencies that co-operate in these actions, in the order of their ids.
pub async fn cooperating(tx: &mut Tx, ids: &[ActionId]) -> Result<Vec<(ActionId, String)>, StoreError> {
    let mut found = Vec::new();
    for piece in ids.chunks(PIECE) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT x.action_id, g.short_name FROM action_agencies x JOIN agencies g ON g.id = x.agency_id \
                 WHERE x.action_id IN (",
            );
            let mut separated = query.separated(", ");
            for id in piece {
                separated.push_bind(*id);
            }
            query.push(") ORDER BY x.action_id, g.id");
            query.build_query_as::<(ActionId, String)>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

/// The consultation that an action was decided in.
pub async fn consultation_of(tx: &mut Tx, id: ActionId) -> Result<Option<ConsultationId>, StoreError> {
    let row: Option<(Option<ConsultationId>,)> = fetch_optional!(
        tx,
        (Option<ConsultationId>,),
        "SELECT consultation_id FROM actions WHERE id = $1",
        id
    )?;
    Ok(row.and_then(|(consultation,)| consultation))
}

/// An action that isn't closed, for reminders.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct OpenAction {
    pub id: ActionId,
    pub consultation_id: Option<ConsultationId>,
    pub case_id: Option<CaseId>,
    pub text: String,
    pub deadline: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub last_progress_on: Option<NaiveDate>,
}

/// At most `limit` of those that aren't closed, the most urgent first.
pub async fn open(tx: &mut Tx, sight: Sight, limit: i64) -> Result<Vec<OpenAction>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT x.id, x.consultation_id, x.case_id, x.text, x.deadline, x.created_at, x.last_progress_on \
             FROM actions x WHERE x.closed_on IS NULL",
        );
        match sight {
            Sight::All => {}
            Sight::Town(town) => {
                query.push(" AND x.town_id = ").push_bind(town);
            }
            Sight::Agency(agency) => {
                query.push(" AND x.lead_id = ").push_bind(agency);
            }
            Sight::Nothing => {
                query.push(" AND 1 = 0");
            }
        }
        query.push(" ORDER BY x.deadline, x.id LIMIT ").push_bind(limit);
        query.build_query_as::<OpenAction>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

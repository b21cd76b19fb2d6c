//! 上门入户: visits and what was said at them.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::{AccountId, AppealId, DivisionId, PersonId, VisitId};
use huishang_domain::words::AskKind;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A visit to a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRecord {
    /// Its id.
    pub id: VisitId,
    /// Who visited.
    pub person_id: PersonId,
    /// Where.
    pub division_id: DivisionId,
    /// The town that it lies in.
    pub town_id: DivisionId,
    /// Head of the household, as it was said.
    pub household: Option<String>,
    /// Who came along.
    pub companions: Option<String>,
    /// The day.
    pub visited_on: NaiveDate,
    /// Anything else.
    pub remark: Option<String>,
}

/// One thing that was said at a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitItemRecord {
    /// First, second …
    pub position: i64,
    /// 三问
    pub ask_kind: AskKind,
    /// What was said.
    pub text: String,
    /// The appeal that became of it.
    pub appeal_id: AppealId,
}

/// Adds a visit.
pub async fn add_visit(
    tx: &mut Tx,
    row: &VisitRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO visits (id, person_id, division_id, town_id, household, companions, visited_on, remark,
                created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $9, $10)",
        row.id,
        row.person_id,
        row.division_id,
        row.town_id,
        &row.household,
        &row.companions,
        row.visited_on,
        &row.remark,
        at,
        by
    )?;
    Ok(())
}

/// Adds what was said at a visit.
pub async fn add_visit_items(
    tx: &mut Tx,
    visit: VisitId,
    rows: &[VisitItemRecord],
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "INSERT INTO visit_items (id, visit_id, position, ask_kind, text, appeal_id, \
             created_at, created_by, updated_at, updated_by) ",
        );
        query.push_values(rows, |mut values, row| {
            values.push_bind(Uuid::now_v7()).push_bind(visit).push_bind(row.position).push_bind(row.ask_kind);
            values.push_bind(&row.text).push_bind(row.appeal_id);
            values.push_bind(at).push_bind(by).push_bind(at).push_bind(by);
        });
        query.build().execute(conn).await.map(|_| ())
    })?;
    Ok(())
}

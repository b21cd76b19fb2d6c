//! What is late, due, or soon due among open appeals, for reminders.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::AppealId;

use super::{ListView, push_sight};
use crate::{StoreError, Tx};

/// How urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Past its moment.
    Overdue,
    /// In time still, and due up to a day.
    Due,
    /// Due later, with most of its time gone.
    Soon,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Remind {
    /// Whose, and when.
    pub view: ListView,
    /// The last day that counts as due.
    pub until: NaiveDate,
    /// Only what is due at an hour of this day: before this instant, which is its midnight.
    pub by_the_hour: Option<DateTime<Utc>>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct DueAppeal {
    pub id: AppealId,
    pub number: String,
    pub title: String,
    pub deadline: NaiveDate,
    pub due_at: DateTime<Utc>,
}

macro_rules! push_urgency {
    ($query:expr, $of:expr, $urgency:expr) => {{
        push_sight!($query, $of.view.sight);
        $query.push(" AND a.closed_at IS NULL");
        match $urgency {
            Urgency::Overdue => {
                $query.push(" AND a.deadline <= ").push_bind($of.view.today);
                $query.push(" AND a.due_at <= ").push_bind($of.view.now);
            }
            Urgency::Due => {
                $query.push(" AND a.deadline >= ").push_bind($of.view.today);
                $query.push(" AND a.deadline <= ").push_bind($of.until);
                $query.push(" AND a.due_at > ").push_bind($of.view.now);
            }
            Urgency::Soon => {
                $query.push(" AND a.deadline > ").push_bind($of.until);
                $query.push(" AND a.warn_at <= ").push_bind($of.view.now);
            }
        }
        if let Some(midnight) = $of.by_the_hour {
            $query.push(" AND a.deadline = ").push_bind($of.view.today);
            $query.push(" AND a.due_at < ").push_bind(midnight);
        }
    }};
}

/// At most `limit` of them, the most urgent first.
pub async fn remind(
    tx: &mut Tx,
    of: Remind,
    urgency: Urgency,
    limit: i64,
) -> Result<Vec<DueAppeal>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT a.id, a.number, a.title, a.deadline, a.due_at FROM appeals a WHERE 1 = 1",
        );
        push_urgency!(query, of, urgency);
        query.push(" ORDER BY a.deadline, a.id LIMIT ").push_bind(limit);
        query.build_query_as::<DueAppeal>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// How many there are.
pub async fn remind_count(tx: &mut Tx, of: Remind, urgency: Urgency) -> Result<i64, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("SELECT count(*) FROM appeals a WHERE 1 = 1");
        push_urgency!(query, of, urgency);
        query.build_query_scalar::<i64>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

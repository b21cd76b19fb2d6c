//! Figures over appeals, for the page that a person sees first.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::DivisionId;
use huishang_domain::words::Level;

use super::{ListView, push_sight};
use crate::{Sight, StoreError, Tx};

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// Still to be judged.
    pub unjudged: i64,
    /// Open, and due today.
    pub due_today: i64,
    /// Open, and past their deadline.
    pub overdue: i64,
    /// Received since a moment.
    pub fresh: i64,
}

/// How many open appeals a town has, by level.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TownFigures {
    /// The town.
    pub town_id: DivisionId,
    /// Its name.
    pub town: String,
    /// 小事
    pub small: i64,
    /// 大事
    pub big: i64,
    /// 难事
    pub hard: i64,
    /// Still to be judged.
    pub unjudged: i64,
    /// All of them, with those on another way.
    pub live: i64,
}

/// What waits now; `fresh` counts what came since `since`.
pub async fn waiting(tx: &mut Tx, view: ListView, since: DateTime<Utc>) -> Result<Waiting, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            concat!(
                "SELECT count(*) FILTER (WHERE ",
                unjudged!(),
                ") AS unjudged, count(*) FILTER (WHERE a.closed_at IS NULL AND a.deadline = ",
            ),
        );
        query.push_bind(view.today).push(") AS due_today, count(*) FILTER (WHERE a.closed_at IS NULL AND a.deadline <= ");
        query.push_bind(view.today).push(" AND a.due_at <= ").push_bind(view.now).push(") AS overdue, count(*) FILTER (WHERE a.received_at >= ");
        query.push_bind(since).push(") AS fresh FROM appeals a WHERE 1 = 1");
        push_sight!(query, view.sight);
        query.build_query_as::<Waiting>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

/// How many appeals of each level, or still to be judged, came from `from` on and before `before`.
pub async fn by_level(
    tx: &mut Tx,
    sight: Sight,
    from: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Result<Vec<(Option<Level>, i64)>, StoreError> {
    on!(tx, conn => {
        let mut query =
            sqlx::QueryBuilder::new("SELECT a.level, count(*) FROM appeals a WHERE a.received_at >= ");
        query.push_bind(from).push(" AND a.received_at < ").push_bind(before);
        push_sight!(query, sight);
        query.push(concat!(" AND (a.level IS NOT NULL OR ", unjudged!(), ") GROUP BY a.level"));
        query.build_query_as::<(Option<Level>, i64)>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// How many appeals came, and how many were closed, from `from` on and before `before`.
pub async fn flow(
    tx: &mut Tx,
    sight: Sight,
    from: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Result<(i64, i64), StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("SELECT count(*) FILTER (WHERE a.received_at >= ");
        query.push_bind(from).push(" AND a.received_at < ").push_bind(before);
        query.push("), count(*) FILTER (WHERE a.closed_at >= ").push_bind(from);
        query.push(" AND a.closed_at < ").push_bind(before).push(") FROM appeals a WHERE 1 = 1");
        push_sight!(query, sight);
        query.build_query_as::<(i64, i64)>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

/// The open appeals of each town that has any, by code.
pub async fn by_town(tx: &mut Tx, sight: Sight) -> Result<Vec<TownFigures>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            concat!(
                "SELECT t.id AS town_id, t.name AS town,
                    count(*) FILTER (WHERE a.level = 'small') AS small,
                    count(*) FILTER (WHERE a.level = 'big') AS big,
                    count(*) FILTER (WHERE a.level = 'hard') AS hard,
                    count(*) FILTER (WHERE ",
                unjudged!(),
                ") AS unjudged, count(*) AS live
             FROM appeals a JOIN divisions t ON t.id = a.town_id WHERE a.closed_at IS NULL",
            ),
        );
        push_sight!(query, sight);
        query.push(" GROUP BY t.id, t.name, t.code ORDER BY t.code");
        query.build_query_as::<TownFigures>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// Decided actions that are open and past their deadline.
pub async fn actions_overdue(tx: &mut Tx, sight: Sight, today: NaiveDate) -> Result<i64, StoreError> {
    on!(tx, conn => {
        let mut query =
            sqlx::QueryBuilder::new("SELECT count(*) FROM actions x WHERE x.closed_on IS NULL AND x.deadline < ");
        query.push_bind(today);
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
        query.build_query_scalar::<i64>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

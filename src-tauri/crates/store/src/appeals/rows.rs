//! A row of the list of appeals.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::AppealId;
use huishang_domain::words::{Channel, Level};

use super::filter::push_in;
use super::push_sight;
use crate::{Sight, StoreError, Tx};

/// One row of the list.
#[derive(Clone, Debug, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct AppealListRecord {
    pub id: AppealId,
    pub version: i64,
    pub number: String,
    pub source_number: Option<String>,
    pub channel: Channel,
    pub state: AppealState,
    pub level: Option<Level>,
    pub title: String,
    pub category: String,
    pub category_path: String,
    pub town: Option<String>,
    pub village: Option<String>,
    pub party_name: Option<String>,
    pub people_concerned: i64,
    /// What sums count: the people of a matter once, with its original; see the macro of this name.
    pub people_counted: i64,
    pub handler: Option<String>,
    pub received_at: DateTime<Utc>,
    pub deadline: Option<NaiveDate>,
    pub warn_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    /// 0 open with a deadline, 1 open without, 2 closed.
    pub rank: i64,
}

macro_rules! rank {
    () => {
        "CAST(CASE WHEN a.closed_at IS NOT NULL THEN 2 WHEN a.deadline IS NULL THEN 1 ELSE 0 END AS BIGINT)"
    };
}

/// Of a merged appeal none. Of an original the most that it or one merged into it tells, and at least as many as are
/// named in all of them: neighbours who call about one leak tell of the same households.
macro_rules! people_counted {
    () => {
        concat!(
            "CASE WHEN a.duplicate_of_id IS NOT NULL THEN 0
                  WHEN NOT EXISTS (SELECT 1 FROM appeals m WHERE m.duplicate_of_id = a.id) THEN a.people_concerned
                  WHEN ",
            people_told!(),
            " > ",
            people_named!(),
            " THEN ",
            people_told!(),
            " ELSE ",
            people_named!(),
            " END"
        )
    };
}
macro_rules! people_told {
    () => {
        "(SELECT max(m.people_concerned) FROM appeals m WHERE m.id = a.id OR m.duplicate_of_id = a.id)"
    };
}
macro_rules! people_named {
    () => {
        "(SELECT count(DISTINCT coalesce(p.id_number, p.phone, p.name)) FROM parties p JOIN appeals m ON m.id = p.appeal_id
          WHERE m.id = a.id OR m.duplicate_of_id = a.id)"
    };
}

const ROW: &str = concat!(
    "SELECT a.id, a.version, a.number, a.source_number, a.channel, a.state, a.level, a.title, a.category,
            c.path AS category_path, t.name AS town,
            CASE WHEN d.kind IN ('village', 'grid') THEN d.name END AS village,
            (SELECT p.name FROM parties p WHERE p.appeal_id = a.id ORDER BY p.position, p.id LIMIT 1) AS party_name,
            a.people_concerned, ",
    people_counted!(),
    " AS people_counted, h.short_name AS handler, a.received_at, a.deadline, a.warn_at, a.closed_at, ",
    rank!(),
    " AS rank
     FROM appeals a
     JOIN categories c ON c.code = a.category
     LEFT JOIN divisions t ON t.id = a.town_id
     LEFT JOIN divisions d ON d.id = a.division_id
     LEFT JOIN agencies h ON h.id = a.handler_id
     WHERE 1 = 1"
);

/// One appeal as the list shows it, if it is in sight.
pub async fn one(tx: &mut Tx, id: AppealId, sight: Sight) -> Result<Option<AppealListRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ROW);
        query.push(" AND a.id = ").push_bind(id);
        push_sight!(query, sight);
        query.build_query_as::<AppealListRecord>().fetch_optional(conn).await
    })
    .map_err(StoreError::from)
}

/// These appeals as the list shows them, those that are in sight, in no order.
pub async fn some(tx: &mut Tx, ids: &[AppealId], sight: Sight) -> Result<Vec<AppealListRecord>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ROW);
        push_in!(query, "a.id", ids);
        push_sight!(query, sight);
        query.build_query_as::<AppealListRecord>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

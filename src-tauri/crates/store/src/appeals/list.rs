//! The list of appeals: filters, sorts and keyset paging.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AgencyId, AppealId, DivisionId};
use huishang_domain::words::{Channel, DivisionKind, Level, Light};

use super::push_sight;
use crate::{Sight, StoreError, Tx, text};

/// Which appeals are looked for.
#[derive(Clone, Debug, Default)]
pub struct AppealFilter {
    /// Part of a title, text, number or party's name.
    pub text: Option<String>,
    /// Where they stand; empty for anywhere.
    pub states: Vec<AppealState>,
    /// Their levels; empty for any.
    pub levels: Vec<Level>,
    /// Only those without a level that are still to be judged; adds to `levels`.
    pub unjudged: bool,
    /// Only those that are not closed.
    pub live: bool,
    /// Only those that are not closed and due on this day.
    pub due_on: Option<NaiveDate>,
    /// How they came; empty for any way.
    pub channels: Vec<Channel>,
    /// Where they belong, and that division's level.
    pub division: Option<(DivisionId, DivisionKind)>,
    /// Who handles them.
    pub agency: Option<AgencyId>,
    /// A category, with those below it.
    pub category: Option<String>,
    /// Their light.
    pub light: Option<Light>,
    /// Received at or after.
    pub received_from: Option<DateTime<Utc>>,
    /// Received before.
    pub received_before: Option<DateTime<Utc>>,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppealSort {
    /// Newest first.
    ReceivedDesc,
    /// Oldest first.
    ReceivedAsc,
    /// Most urgent first; what is closed or has no deadline comes last.
    DeadlineAsc,
}

/// The last row of a page, after which the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppealPosition {
    /// By time.
    Received(DateTime<Utc>, AppealId),
    /// By rank and deadline; a row without one ranks behind and carries no date.
    Deadline(i64, Option<NaiveDate>, AppealId),
}

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
    /// The first instant that is late.
    pub due_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    /// 0 open with a deadline, 1 open without, 2 closed.
    pub rank: i64,
}

impl AppealListRecord {
    /// Where this row stands in a list so sorted.
    pub fn position(&self, sort: AppealSort) -> AppealPosition {
        match sort {
            AppealSort::ReceivedDesc | AppealSort::ReceivedAsc => {
                AppealPosition::Received(self.received_at, self.id)
            }
            AppealSort::DeadlineAsc => AppealPosition::Deadline(self.rank, self.deadline, self.id),
        }
    }
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

/// A deadline that sorts; the far one stands for none.
macro_rules! due {
    () => {
        "coalesce(a.deadline, "
    };
}

const ROW: &str = concat!(
    "SELECT a.id, a.version, a.number, a.source_number, a.channel, a.state, a.level, a.title, a.category,
            c.path AS category_path, t.name AS town,
            CASE WHEN d.kind IN ('village', 'grid') THEN d.name END AS village,
            (SELECT p.name FROM parties p WHERE p.appeal_id = a.id ORDER BY p.position, p.id LIMIT 1) AS party_name,
            a.people_concerned, ",
    people_counted!(),
    " AS people_counted, h.short_name AS handler, a.received_at, a.deadline, a.warn_at, a.due_at, a.closed_at, ",
    rank!(),
    " AS rank
     FROM appeals a
     JOIN categories c ON c.code = a.category
     LEFT JOIN divisions t ON t.id = a.town_id
     LEFT JOIN divisions d ON d.id = a.division_id
     LEFT JOIN agencies h ON h.id = a.handler_id
     WHERE 1 = 1"
);

fn far() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// ` AND column IN (…)`, or nothing for an empty list.
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
    ($query:expr, $filter:expr, $sight:expr, $now:expr, $today:expr) => {{
        push_sight!($query, $sight);
        if let Some(like) = $filter.text.as_deref().filter(|t| !t.trim().is_empty()).map(text::contains) {
            let lower = like.to_lowercase();
            $query.push(" AND (a.title LIKE ").push_bind(like.clone());
            $query.push(" ESCAPE '!' OR a.body LIKE ").push_bind(like.clone());
            $query.push(" ESCAPE '!' OR lower(a.number) LIKE ").push_bind(lower.clone());
            $query.push(" ESCAPE '!' OR lower(a.source_number) LIKE ").push_bind(lower);
            $query.push(
                " ESCAPE '!' OR EXISTS (SELECT 1 FROM parties p WHERE p.appeal_id = a.id AND p.name LIKE ",
            );
            $query.push_bind(like).push(" ESCAPE '!'))");
        }
        push_in!($query, "a.state", &$filter.states);
        push_in!($query, "a.channel", &$filter.channels);
        match ($filter.unjudged, $filter.levels.is_empty()) {
            (false, _) => push_in!($query, "a.level", &$filter.levels),
            (true, true) => {
                $query.push(concat!(" AND ", unjudged!()));
            }
            (true, false) => {
                $query.push(concat!(" AND ((", unjudged!(), ") OR (1 = 1"));
                push_in!($query, "a.level", &$filter.levels);
                $query.push("))");
            }
        }
        match $filter.division {
            None | Some((_, DivisionKind::County)) => {}
            Some((town, DivisionKind::Town)) => {
                $query.push(" AND a.town_id = ").push_bind(town);
            }
            Some((id, DivisionKind::Village | DivisionKind::Grid)) => {
                $query.push(" AND a.division_id IN (SELECT id FROM divisions WHERE id = ").push_bind(id);
                $query.push(" OR parent_id = ").push_bind(id).push(")");
            }
        }
        if $filter.live {
            $query.push(" AND a.closed_at IS NULL");
        }
        if let Some(day) = $filter.due_on {
            $query.push(" AND a.closed_at IS NULL AND a.deadline = ").push_bind(day);
        }
        if let Some(agency) = $filter.agency {
            $query.push(" AND a.handler_id = ").push_bind(agency);
        }
        if let Some(code) = &$filter.category {
            $query
                .push(" AND a.category IN (SELECT code FROM categories WHERE code = ")
                .push_bind(code.clone());
            $query.push(" OR parent_code = ").push_bind(code.clone());
            $query.push(" OR parent_code IN (SELECT code FROM categories WHERE parent_code = ");
            $query.push_bind(code.clone()).push("))");
        }
        if let Some(from) = $filter.received_from {
            $query.push(" AND a.received_at >= ").push_bind(from);
        }
        if let Some(before) = $filter.received_before {
            $query.push(" AND a.received_at < ").push_bind(before);
        }
        if let Some(light) = $filter.light {
            $query.push(" AND a.closed_at IS NULL");
            match light {
                Light::Red => {
                    // The day narrows the index, the moment decides.
                    $query.push(" AND a.deadline <= ").push_bind($today);
                    $query.push(" AND a.due_at <= ").push_bind($now);
                }
                Light::Yellow => {
                    $query.push(" AND a.deadline >= ").push_bind($today);
                    $query.push(" AND a.due_at > ").push_bind($now);
                    $query.push(" AND a.warn_at <= ").push_bind($now);
                }
                Light::Green => {
                    $query.push(" AND a.deadline >= ").push_bind($today);
                    $query.push(" AND a.due_at > ").push_bind($now);
                    $query.push(" AND (a.warn_at IS NULL OR a.warn_at > ").push_bind($now).push(")");
                }
            }
        }
    }};
}

/// What a list is read for: who, and when.
#[derive(Clone, Copy, Debug)]
pub struct ListView {
    /// Whose records may be given.
    pub sight: Sight,
    /// Now, for the lights.
    pub now: DateTime<Utc>,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
}

/// At most `limit` appeals behind `after`.
pub async fn page(
    tx: &mut Tx,
    filter: &AppealFilter,
    view: ListView,
    sort: AppealSort,
    after: Option<AppealPosition>,
    limit: i64,
) -> Result<Vec<AppealListRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ROW);
        push_filter!(query, filter, view.sight, view.now, view.today);
        match (after, sort) {
            (Some(AppealPosition::Received(at, id)), AppealSort::ReceivedDesc) => {
                query.push(" AND (a.received_at, a.id) < (").push_bind(at).push(", ").push_bind(id).push(")");
            }
            (Some(AppealPosition::Received(at, id)), _) => {
                query.push(" AND (a.received_at, a.id) > (").push_bind(at).push(", ").push_bind(id).push(")");
            }
            (Some(AppealPosition::Deadline(rank, due, id)), _) => {
                query.push(concat!(" AND (", rank!(), ", ", due!())).push_bind(far());
                query.push("), a.id) > (").push_bind(rank).push(", ").push_bind(due.unwrap_or_else(far));
                query.push(", ").push_bind(id).push(")");
            }
            (None, _) => {}
        }
        match sort {
            AppealSort::ReceivedDesc => {
                query.push(" ORDER BY a.received_at DESC, a.id DESC");
            }
            AppealSort::ReceivedAsc => {
                query.push(" ORDER BY a.received_at, a.id");
            }
            AppealSort::DeadlineAsc => {
                query.push(concat!(" ORDER BY ", rank!(), ", ", due!())).push_bind(far()).push("), a.id");
            }
        }
        query.push(" LIMIT ").push_bind(limit);
        query.build_query_as::<AppealListRecord>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// How many appeals there are of that kind.
pub async fn count(tx: &mut Tx, filter: &AppealFilter, view: ListView) -> Result<i64, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("SELECT count(*) FROM appeals a WHERE 1 = 1");
        push_filter!(query, filter, view.sight, view.now, view.today);
        query.build_query_scalar::<i64>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

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

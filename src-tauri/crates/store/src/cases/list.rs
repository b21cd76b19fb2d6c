//! The list of cases: filters and keyset paging. Those under way stand first, the most urgent on top.

use chrono::NaiveDate;
use huishang_domain::flow::case::CaseState;
use huishang_domain::ids::{CaseId, DivisionId, PersonId};
use huishang_domain::words::{CaseLevel, DivisionKind, Light, Risk};

use super::{open, push_sight};
use crate::{Sight, StoreError, Tx, text};

/// Which cases are looked for.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Part of a name, number or leader's name.
    pub text: Option<String>,
    /// Where they stand; empty for anywhere.
    pub states: Vec<CaseState>,
    /// Whose they are; empty for anybody's.
    pub levels: Vec<CaseLevel>,
    /// Their risk; empty for any.
    pub risks: Vec<Risk>,
    /// Who leads them now.
    pub leader: Option<PersonId>,
    /// Where they belong, and that division's level.
    pub division: Option<(DivisionId, DivisionKind)>,
    /// Only those under way.
    pub live: bool,
    /// Their light.
    pub light: Option<Light>,
}

/// What a list is read for: whose records, and what the lights need.
#[derive(Clone, Copy, Debug)]
pub struct CaseView {
    /// Whose records may be given.
    pub sight: Sight,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Seconds of today that have gone.
    pub seconds: i64,
    /// Yellow from this share of the time on, in percent.
    pub warn_at_percent: i64,
}

/// The last row of a page, after which the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CasePosition {
    /// 0 under way, 1 over.
    pub rank: i64,
    /// When it is due.
    pub due_on: NaiveDate,
    /// Its id.
    pub id: CaseId,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct CaseListRecord {
    pub id: CaseId,
    pub version: i64,
    pub number: String,
    pub name: String,
    pub level: CaseLevel,
    pub risk: Risk,
    pub category: String,
    pub category_path: String,
    pub state: CaseState,
    /// Name of the one who leads it, or led it last.
    pub leader: Option<String>,
    /// Their post as it was then.
    pub leader_post: Option<String>,
    pub responsible: String,
    pub town: Option<String>,
    pub people_concerned: i64,
    pub start_on: NaiveDate,
    pub due_on: NaiveDate,
    pub last_progress_on: Option<NaiveDate>,
    /// 0 under way, 1 over.
    pub rank: i64,
}

impl CaseListRecord {
    /// Where this row stands in the list.
    pub fn position(&self) -> CasePosition {
        CasePosition { rank: self.rank, due_on: self.due_on, id: self.id }
    }
}

macro_rules! rank {
    () => {
        concat!("CAST(CASE WHEN ", open!(), " THEN 0 ELSE 1 END AS BIGINT)")
    };
}

const ROW: &str = concat!(
    "SELECT c.id, c.version, c.number, c.name, c.level, c.risk, c.category, k.path AS category_path, c.state,
            p.name AS leader, l.post AS leader_post, g.short_name AS responsible, t.name AS town,
            c.people_concerned, c.start_on, c.due_on, c.last_progress_on, ",
    rank!(),
    " AS rank
     FROM cases c
     JOIN categories k ON k.code = c.category
     JOIN agencies g ON g.id = c.responsible_id
     LEFT JOIN divisions t ON t.id = c.town_id
     LEFT JOIN case_leaders l ON l.id = (SELECT x.id FROM case_leaders x WHERE x.case_id = c.id
          ORDER BY CASE WHEN x.to_on IS NULL THEN 0 ELSE 1 END, x.from_on DESC, x.id DESC LIMIT 1)
     LEFT JOIN people p ON p.id = l.person_id
     WHERE 1 = 1"
);

/// Whole days from start to end, and from start to today: the one thing that each engine reckons in its own way.
struct Days {
    whole: &'static str,
    gone: &'static str,
}

fn days(tx: &Tx) -> Days {
    match tx {
        Tx::Sqlite(_) => Days {
            whole: "CAST(julianday(c.due_on) - julianday(c.start_on) AS INTEGER)",
            gone: " - julianday(c.start_on) AS INTEGER)",
        },
        Tx::Postgres(_) => {
            Days { whole: "CAST(c.due_on - c.start_on AS BIGINT)", gone: " - c.start_on AS BIGINT)" }
        }
    }
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

/// The seconds that have gone, and those at which the light turns yellow; see `domain::light::yellow_from`.
macro_rules! push_yellow {
    ($query:expr, $days:expr, $sqlite:expr, $compare:literal, $view:expr) => {
        $query.push(if $sqlite { " AND CAST(julianday(" } else { " AND CAST(" }).push_bind($view.today);
        $query.push(if $sqlite { ")" } else { "" }).push($days.gone).push(" * 86400 + ");
        $query.push_bind($view.seconds).push(concat!(" ", $compare, " (")).push($days.whole);
        $query.push(" + 1) * 864 * ").push_bind($view.warn_at_percent);
    };
}

macro_rules! push_filter {
    ($query:expr, $filter:expr, $view:expr, $days:expr, $sqlite:expr) => {{
        push_sight!($query, $view.sight);
        if let Some(like) = $filter.text.as_deref().filter(|t| !t.trim().is_empty()).map(text::contains) {
            $query.push(" AND (c.name LIKE ").push_bind(like.clone());
            $query.push(" ESCAPE '!' OR c.number LIKE ").push_bind(like.clone());
            $query.push(
                " ESCAPE '!' OR EXISTS (SELECT 1 FROM case_leaders y JOIN people z ON z.id = y.person_id \
                 WHERE y.case_id = c.id AND y.to_on IS NULL AND z.name LIKE ",
            );
            $query.push_bind(like).push(" ESCAPE '!'))");
        }
        push_in!($query, "c.state", &$filter.states);
        push_in!($query, "c.level", &$filter.levels);
        push_in!($query, "c.risk", &$filter.risks);
        if let Some(leader) = $filter.leader {
            $query.push(
                " AND EXISTS (SELECT 1 FROM case_leaders y WHERE y.case_id = c.id AND y.to_on IS NULL AND y.person_id = ",
            );
            $query.push_bind(leader).push(")");
        }
        match $filter.division {
            None | Some((_, DivisionKind::County)) => {}
            Some((town, DivisionKind::Town)) => {
                $query.push(" AND c.town_id = ").push_bind(town);
            }
            Some((id, DivisionKind::Village | DivisionKind::Grid)) => {
                $query.push(" AND c.division_id IN (SELECT id FROM divisions WHERE id = ").push_bind(id);
                $query.push(" OR parent_id = ").push_bind(id).push(")");
            }
        }
        if $filter.live {
            $query.push(concat!(" AND ", open!()));
        }
        if let Some(light) = $filter.light {
            $query.push(concat!(" AND ", open!(), " AND c.due_on "));
            $query.push(if light == Light::Red { "< " } else { ">= " }).push_bind($view.today);
            match light {
                Light::Red => {}
                Light::Yellow => {
                    push_yellow!($query, $days, $sqlite, ">=", $view);
                }
                Light::Green => {
                    push_yellow!($query, $days, $sqlite, "<", $view);
                }
            }
        }
    }};
}

/// At most `limit` cases behind `after`.
pub async fn page(
    tx: &mut Tx,
    filter: &CaseFilter,
    view: CaseView,
    after: Option<CasePosition>,
    limit: i64,
) -> Result<Vec<CaseListRecord>, StoreError> {
    let (days, sqlite) = (days(tx), matches!(tx, Tx::Sqlite(_)));
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ROW);
        push_filter!(query, filter, view, days, sqlite);
        if let Some(after) = after {
            query.push(concat!(" AND (", rank!(), ", c.due_on, c.id) > (")).push_bind(after.rank).push(", ");
            query.push_bind(after.due_on).push(", ").push_bind(after.id).push(")");
        }
        query.push(concat!(" ORDER BY ", rank!(), ", c.due_on, c.id LIMIT ")).push_bind(limit);
        query.build_query_as::<CaseListRecord>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// How many cases there are of that kind.
pub async fn count(tx: &mut Tx, filter: &CaseFilter, view: CaseView) -> Result<i64, StoreError> {
    let (days, sqlite) = (days(tx), matches!(tx, Tx::Sqlite(_)));
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("SELECT count(*) FROM cases c WHERE 1 = 1");
        push_filter!(query, filter, view, days, sqlite);
        query.build_query_scalar::<i64>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

/// One case as the list shows it, if it is in sight.
pub async fn one(tx: &mut Tx, id: CaseId, sight: Sight) -> Result<Option<CaseListRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ROW);
        query.push(" AND c.id = ").push_bind(id);
        push_sight!(query, sight);
        query.build_query_as::<CaseListRecord>().fetch_optional(conn).await
    })
    .map_err(StoreError::from)
}

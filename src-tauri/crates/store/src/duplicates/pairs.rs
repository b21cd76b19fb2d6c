//! Pairs of appeals that may be about the same matter, and what people decided of them.

use chrono::{DateTime, Utc};
use huishang_domain::duplicates::{DuplicateReason, DuplicateState};
use huishang_domain::ids::{AccountId, AppealId, ImportId};
use sqlx::types::Json;
use uuid::Uuid;

use crate::appeals::push_sight;
use crate::versions::Version;
use crate::{Sight, StoreError, Tx};

/// A pair as it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PairRecord {
    /// Its id.
    pub id: Uuid,
    /// The one with the smaller id.
    pub first_id: AppealId,
    /// The other.
    pub second_id: AppealId,
    /// 0 to 100.
    pub score: i64,
    /// What speaks for it and against.
    pub reasons: Json<Vec<DuplicateReason>>,
    /// What was decided.
    pub state: DuplicateState,
    /// Why.
    pub reason: Option<String>,
    /// The version that a decision has to bring back.
    pub version: i64,
}

impl PairRecord {
    /// The appeal beside this one.
    pub fn other(&self, id: AppealId) -> AppealId {
        if self.first_id == id { self.second_id } else { self.first_id }
    }
}

/// A pair that the program proposes.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The two appeals, in any order.
    pub of: (AppealId, AppealId),
    /// 0 to 100.
    pub score: u8,
    /// What speaks for it and against.
    pub reasons: Vec<DuplicateReason>,
}

macro_rules! pair_columns {
    () => {
        "p.id, p.first_id, p.second_id, p.score, p.reasons, p.state, p.reason, p.version"
    };
}

fn ordered((a, b): (AppealId, AppealId)) -> (AppealId, AppealId) {
    if a < b { (a, b) } else { (b, a) }
}

/// The pair of these two.
pub async fn pair(tx: &mut Tx, of: (AppealId, AppealId)) -> Result<Option<PairRecord>, StoreError> {
    let (first, second) = ordered(of);
    fetch_optional!(
        tx,
        PairRecord,
        concat!(
            "SELECT ",
            pair_columns!(),
            " FROM duplicate_pairs p WHERE p.first_id = $1 AND p.second_id = $2"
        ),
        first,
        second
    )
}

/// All pairs of an appeal.
pub async fn of_appeal(tx: &mut Tx, id: AppealId) -> Result<Vec<PairRecord>, StoreError> {
    fetch_all!(
        tx,
        PairRecord,
        concat!(
            "SELECT ",
            pair_columns!(),
            " FROM duplicate_pairs p WHERE p.first_id = $1 OR p.second_id = $1"
        ),
        id
    )
}

/// Writes proposals down; what people have decided stays.
pub async fn propose(tx: &mut Tx, rows: &[Proposal], at: DateTime<Utc>) -> Result<(), StoreError> {
    for row in rows {
        let (first, second) = ordered(row.of);
        execute!(
            tx,
            "INSERT INTO duplicate_pairs (id, first_id, second_id, score, reasons, state, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, 'proposed', $6, $6)
             ON CONFLICT (first_id, second_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons,
                    version = duplicate_pairs.version + 1, updated_at = excluded.updated_at, updated_by = NULL
             WHERE duplicate_pairs.state = 'proposed' AND (duplicate_pairs.score <> excluded.score
                OR duplicate_pairs.reasons <> excluded.reasons)",
            Uuid::now_v7(),
            first,
            second,
            i64::from(row.score),
            Json(&row.reasons),
            at
        )?;
    }
    Ok(())
}

/// Takes back the proposals of an appeal that no longer hold.
pub async fn withdraw(tx: &mut Tx, id: AppealId, kept: &[AppealId]) -> Result<(), StoreError> {
    for pair in of_appeal(tx, id).await? {
        if pair.state == DuplicateState::Proposed && !kept.contains(&pair.other(id)) {
            execute!(tx, "DELETE FROM duplicate_pairs WHERE id = $1 AND state = 'proposed'", pair.id)?;
        }
    }
    Ok(())
}

/// What a person decided.
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    /// The pair, with the score and reasons that it is written with if it doesn't stand yet.
    pub on: &'a Proposal,
    /// The version that the person saw; 0 where the pair wasn't written yet.
    pub version: i64,
    /// What.
    pub state: DuplicateState,
    /// Why.
    pub reason: Option<&'a str>,
}

/// Writes a decision, if the pair still has the version that the person saw; gives whether it had.
pub async fn decide(
    tx: &mut Tx,
    decision: &Decision<'_>,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (first, second) = ordered(decision.on.of);
    let done = if decision.version == 0 {
        execute!(
            tx,
            "INSERT INTO duplicate_pairs (id, first_id, second_id, score, reasons, state, reason, decided_at, decided_by,
                    created_at, created_by, updated_at, updated_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9, $8, $9) ON CONFLICT (first_id, second_id) DO NOTHING",
            Uuid::now_v7(),
            first,
            second,
            i64::from(decision.on.score),
            Json(&decision.on.reasons),
            decision.state,
            decision.reason,
            at,
            by
        )?
    } else {
        execute!(
            tx,
            "UPDATE duplicate_pairs SET state = $4, reason = $5, decided_at = $6, decided_by = $7,
                    version = version + 1, updated_at = $6, updated_by = $7
             WHERE first_id = $1 AND second_id = $2 AND version = $3",
            first,
            second,
            decision.version,
            decision.state,
            decision.reason,
            at,
            by
        )?
    };
    Ok(done == 1)
}

/// Who decided last on a pair, and when.
pub async fn decided(tx: &mut Tx, of: (AppealId, AppealId)) -> Result<Option<Version>, StoreError> {
    let (first, second) = ordered(of);
    fetch_optional!(
        tx,
        Version,
        "SELECT p.version, coalesce(a.name, '') AS changed_by, p.updated_at AS changed_at
         FROM duplicate_pairs p LEFT JOIN accounts a ON a.id = p.updated_by
         WHERE p.first_id = $1 AND p.second_id = $2",
        first,
        second
    )
}

/// Puts a decided pair before a person again.
pub async fn reopen(
    tx: &mut Tx,
    of: (AppealId, AppealId),
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (first, second) = ordered(of);
    execute!(
        tx,
        "UPDATE duplicate_pairs SET state = 'proposed', reason = NULL, decided_at = NULL, decided_by = NULL,
                version = version + 1, updated_at = $3, updated_by = $4
         WHERE first_id = $1 AND second_id = $2",
        first,
        second,
        at,
        by
    )?;
    Ok(())
}

/// The last row of a page, after which the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairPosition {
    /// Its score.
    pub score: i64,
    /// Its id.
    pub id: Uuid,
}

/// Which of the open pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairFilter {
    /// Only those of which this import brought one.
    pub import: Option<ImportId>,
    /// Only those with at least this score.
    pub least: Option<i64>,
}

/// Both still stand by themselves, one can still be merged, and both are in sight.
macro_rules! push_open {
    ($query:expr, $sight:expr, $filter:expr) => {
        $query.push(
            " FROM duplicate_pairs p JOIN appeals f ON f.id = p.first_id JOIN appeals s ON s.id = p.second_id \
             WHERE p.state = 'proposed' AND f.duplicate_of_id IS NULL AND s.duplicate_of_id IS NULL \
             AND (f.state IN ('registered', 'deduplicated') OR s.state IN ('registered', 'deduplicated'))",
        );
        if let Some(import) = $filter.import {
            $query.push(" AND (f.import_id = ").push_bind(import);
            $query.push(" OR s.import_id = ").push_bind(import).push(")");
        }
        if let Some(least) = $filter.least {
            $query.push(" AND p.score >= ").push_bind(least);
        }
        if $sight != Sight::All {
            for side in [" AND EXISTS (SELECT 1 FROM appeals a WHERE a.id = p.first_id", " AND EXISTS (SELECT 1 FROM appeals a WHERE a.id = p.second_id"] {
                $query.push(side);
                push_sight!($query, $sight);
                $query.push(")");
            }
        }
    };
}

/// At most `limit` open pairs behind `after`, the likeliest first.
pub async fn open_page(
    tx: &mut Tx,
    sight: Sight,
    filter: PairFilter,
    after: Option<PairPosition>,
    limit: i64,
) -> Result<Vec<PairRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(concat!("SELECT ", pair_columns!()));
        push_open!(query, sight, filter);
        if let Some(after) = after {
            query.push(" AND (p.score, p.id) < (").push_bind(after.score).push(", ").push_bind(after.id).push(")");
        }
        query.push(" ORDER BY p.score DESC, p.id DESC LIMIT ").push_bind(limit);
        query.build_query_as::<PairRecord>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// How many pairs wait for a person.
pub async fn count_open(tx: &mut Tx, sight: Sight, filter: PairFilter) -> Result<i64, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("SELECT count(*)");
        push_open!(query, sight, filter);
        query.build_query_scalar::<i64>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

//! The shapes that the screen sees.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::limits::{Basis, Limit, LimitCode};
use huishang_domain::words::Entity;
use huishang_store::limits as store;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LimitShown {
    /// Which.
    pub code: LimitCode,
    /// The version that a write has to bring back.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub value: LimitInput,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// What it once was and is, newest first.
    pub history: Vec<LimitThen>,
}

/// What a limit once was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LimitThen {
    /// From when on; none for its first value.
    pub since: Option<DateTime<Utc>>,
    /// How long.
    pub limit: Limit,
    /// Yellow from this share of the time on, in percent.
    pub warn_at_percent: i64,
    /// In force.
    pub active: bool,
}

/// What an administrator sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LimitInput {
    /// How long.
    pub limit: Limit,
    /// Yellow from this share of the time on, in percent: 1 to 100.
    pub warn_at_percent: i64,
    /// What kind of thing it rests on.
    pub basis: Basis,
    /// Where it comes from, for people to read.
    pub source: String,
    /// In force.
    pub active: bool,
}

/// A deadline that a change moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MovedDeadline {
    /// An appeal or a case.
    pub entity: Entity,
    /// Which.
    pub id: Uuid,
    /// Its number, or of a case its name.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// The last day as it stands.
    pub before: Option<NaiveDate>,
    /// The last day as it would be.
    pub after: Option<NaiveDate>,
    /// The first instant that is late, as it would be.
    pub due_at: Option<DateTime<Utc>>,
}

/// What a change would do to what is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LimitPreview {
    /// How many stand under this limit.
    pub running: i64,
    /// Of how many the deadline would move.
    pub moved: i64,
    /// The first of them.
    pub first: Vec<MovedDeadline>,
}

/// What a change did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LimitWritten {
    /// As it stands now.
    pub limit: LimitShown,
    /// What it was, to undo it with.
    pub before: LimitInput,
    /// How many deadlines moved.
    pub moved: i64,
}

impl LimitShown {
    pub(super) fn new(code: LimitCode, row: store::LimitRow, then: Vec<store::LimitThen>) -> Self {
        let history = then.into_iter().map(LimitThen::from).collect();
        let (version, name, updated_at) = (row.version, row.name.clone(), row.updated_at);
        Self { code, version, name, value: LimitInput::of(row), updated_at, history }
    }
}

impl LimitInput {
    pub(super) fn of(row: store::LimitRow) -> Self {
        Self {
            limit: Limit { amount: u32::try_from(row.amount).unwrap_or_default(), unit: row.unit },
            warn_at_percent: row.warning_share,
            basis: row.basis,
            source: row.source,
            active: row.active,
        }
    }
}

impl From<store::LimitThen> for LimitThen {
    fn from(row: store::LimitThen) -> Self {
        let first = row.since.timestamp() <= FIRST;
        Self {
            since: (!first).then_some(row.since),
            limit: Limit { amount: u32::try_from(row.amount).unwrap_or_default(), unit: row.unit },
            warn_at_percent: row.warning_share,
            active: row.active,
        }
    }
}

/// 1 January 1900, from when on the first values count, in seconds.
const FIRST: i64 = -2_208_988_800;

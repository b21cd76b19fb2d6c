//! What is done to many appeals at once, and what came of it.

use huishang_domain::ids::{AgencyId, AppealId};
use huishang_domain::words::Level;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::AppError;
use crate::appeals::AppealQuery;

/// An appeal as the person saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkAppeal {
    /// Which.
    pub id: AppealId,
    /// The version that was seen.
    pub version: i64,
}

/// Which appeals.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BulkTarget {
    /// These.
    Rows {
        /// As they were seen.
        rows: Vec<BulkAppeal>,
    },
    /// All that a list has, seen or not.
    All {
        /// The list.
        query: Box<AppealQuery>,
        /// How many the person was told that there are.
        count: i64,
    },
}

/// What is done to each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum BulkChange {
    /// Judges it.
    Level {
        /// To be.
        level: Level,
    },
    /// Gives it to an agency, or to none.
    Handler {
        /// Which.
        agency_id: Option<AgencyId>,
    },
    /// Files it.
    Category {
        /// The category's code.
        category: String,
    },
}

/// The whole task.
#[derive(Clone, Debug)]
pub struct BulkJob {
    /// Which appeals.
    pub target: BulkTarget,
    /// What is done to them.
    pub change: BulkChange,
    /// Why; a judgement writes it down with each.
    pub reason: Option<String>,
    /// The name under which progress is told.
    pub task: String,
}

/// One that stayed as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkSkip {
    /// Which.
    pub id: AppealId,
    /// Its number; none for one that isn't in sight.
    pub number: Option<String>,
    /// What it is about.
    pub title: Option<String>,
    /// Why nothing was done.
    pub why: AppError,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkReport {
    /// Takes it back, see [`super::bulk_undo`]; none where nothing was changed.
    pub batch: Option<Uuid>,
    /// How many were changed.
    pub done: i64,
    /// How many were so already.
    pub unchanged: i64,
    /// How many were left alone.
    pub skipped: i64,
    /// The first of those.
    pub told: Vec<BulkSkip>,
}

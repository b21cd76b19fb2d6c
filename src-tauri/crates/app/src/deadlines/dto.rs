//! The shapes that the screen and the command line see.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::clock::{DerivationStep, Due};
use huishang_domain::limits::{Decision, Limit};
use huishang_domain::words::Entity;
use huishang_store::extensions::RequestRecord;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How a deadline comes about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Derivation {
    /// The last day in time; none without a limit, or while the clock is stopped.
    pub last_day: Option<NaiveDate>,
    /// The first instant that is late.
    pub due_at: Option<DateTime<Utc>>,
    /// From here on the light is yellow.
    pub warn_at: Option<DateTime<Utc>>,
    /// Since when the clock has been stopped.
    pub paused_since: Option<DateTime<Utc>>,
    /// In words, in the order in which it is reckoned; empty where the calendar wants a year.
    pub steps: Vec<DerivationStep>,
    /// The year that the calendar wants.
    pub missing_year: Option<i32>,
    /// The most by which it may be extended now; none where it may not.
    pub most: Option<Limit>,
    /// Who asked for more time, oldest first.
    pub requests: Vec<ExtensionRequest>,
    /// Who may approve that.
    pub approvers: Vec<String>,
}

impl Derivation {
    pub(crate) fn new(due: Due, steps: Vec<DerivationStep>, missing_year: Option<i32>) -> Self {
        Self {
            last_day: due.last_day(),
            due_at: due.late_from(),
            warn_at: due.warn_at(),
            paused_since: due.paused_since(),
            steps,
            missing_year,
            most: None,
            requests: Vec::new(),
            approvers: Vec::new(),
        }
    }

    pub(crate) fn with(
        self,
        most: Option<Limit>,
        requests: Vec<ExtensionRequest>,
        approvers: Vec<String>,
    ) -> Self {
        Self { most, requests, approvers, ..self }
    }
}

/// A request for more time.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExtensionAsk {
    /// For what: an appeal or a case.
    pub entity: Entity,
    /// Which.
    pub id: Uuid,
    /// The version that the person saw.
    pub version: i64,
    /// How much.
    pub more: Limit,
    /// What for.
    pub reason: String,
}

/// A request as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExtensionRequest {
    /// Its id.
    pub id: Uuid,
    /// The version that a decision has to bring back.
    pub version: i64,
    /// How much more time.
    pub more: Limit,
    /// What for.
    pub reason: String,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// What became of it.
    pub decision: Decision,
    /// Who decided, or took it back.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub decision_reason: Option<String>,
    /// Asked by whoever looks at it.
    pub own: bool,
    /// Whoever looks at it may decide it.
    pub may_decide: bool,
}

impl ExtensionRequest {
    pub(crate) fn new(row: RequestRecord, own: bool, may_decide: bool) -> Self {
        let pending = row.decision == Decision::Pending;
        Self {
            id: row.id,
            version: row.version,
            more: Limit { amount: u32::try_from(row.amount).unwrap_or_default(), unit: row.unit },
            reason: row.reason,
            asked_by: row.asked_by_name,
            asked_at: row.asked_at,
            decision: row.decision,
            decided_by: row.decided_by_name,
            decided_at: row.decided_at,
            decision_reason: row.decision_reason,
            own,
            may_decide: pending && may_decide,
        }
    }
}

/// A request that waits, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PendingExtension {
    /// The request.
    pub request: ExtensionRequest,
    /// For what.
    pub entity: Entity,
    /// Which.
    pub id: Uuid,
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// The last day in time now.
    pub deadline: Option<NaiveDate>,
    /// The last day in time if it is granted.
    pub granted: Option<NaiveDate>,
}

//! Rules, and which kinds of matters stand on which duty list.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, RuleId};
use huishang_domain::words::{DutyList, Level};
use serde_json::Value;
use sqlx::types::Json;

use crate::{StoreError, Tx};

/// The setting that says which categories stand on which list.
const DUTY_LISTS: &str = "duty_lists";

/// A rule as it is stored: agencies by their names.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct RuleRecord {
    pub id: RuleId,
    pub name: String,
    pub priority: i64,
    pub words_any: Json<Vec<String>>,
    pub words_all: Json<Vec<String>>,
    pub categories: Json<Vec<String>>,
    pub people_from: Option<i64>,
    pub raised_from: Option<i64>,
    pub lists: Json<Vec<DutyList>>,
    pub level: Option<Level>,
    pub category: Option<String>,
    pub lead: Option<String>,
    pub cooperating: Json<Vec<String>>,
    pub active: bool,
    pub version: i64,
}

macro_rules! columns {
    () => {
        "id, name, priority, words_any, words_all, categories, people_from, raised_from, lists, level, category, lead,
         cooperating, active, version"
    };
}

/// All rules, those of the highest priority first.
pub async fn rules(tx: &mut Tx) -> Result<Vec<RuleRecord>, StoreError> {
    fetch_all!(
        tx,
        RuleRecord,
        concat!("SELECT ", columns!(), " FROM triage_rules ORDER BY priority DESC, id")
    )
}

/// One rule.
pub async fn rule(tx: &mut Tx, id: RuleId) -> Result<Option<RuleRecord>, StoreError> {
    fetch_optional!(tx, RuleRecord, concat!("SELECT ", columns!(), " FROM triage_rules WHERE id = $1"), id)
}

/// Writes a new rule.
pub async fn add_rule(
    tx: &mut Tx,
    row: &RuleRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO triage_rules (id, name, priority, words_any, words_all, categories, people_from, raised_from,
                lists, level, category, lead, cooperating, active, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $15, $16)",
        row.id,
        &row.name,
        row.priority,
        &row.words_any,
        &row.words_all,
        &row.categories,
        row.people_from,
        row.raised_from,
        &row.lists,
        row.level,
        &row.category,
        &row.lead,
        &row.cooperating,
        row.active,
        at,
        by
    )?;
    Ok(())
}

/// Writes a rule, if it still has the version of `row`; gives whether it had.
pub async fn update_rule(
    tx: &mut Tx,
    row: &RuleRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE triage_rules SET name = $3, priority = $4, words_any = $5, words_all = $6, categories = $7,
                people_from = $8, raised_from = $9, lists = $10, level = $11, category = $12, lead = $13,
                cooperating = $14, active = $15, version = version + 1, updated_at = $16, updated_by = $17
         WHERE id = $1 AND version = $2",
        row.id,
        row.version,
        &row.name,
        row.priority,
        &row.words_any,
        &row.words_all,
        &row.categories,
        row.people_from,
        row.raised_from,
        &row.lists,
        row.level,
        &row.category,
        &row.lead,
        &row.cooperating,
        row.active,
        at,
        by
    )?;
    Ok(done == 1)
}

/// Which categories stand on which list, and the version of that.
pub async fn duty_lists(tx: &mut Tx) -> Result<(Value, i64), StoreError> {
    let row: Option<(Json<Value>, i64)> = fetch_optional!(
        tx,
        (Json<Value>, i64),
        "SELECT value, version FROM settings WHERE key = $1",
        DUTY_LISTS
    )?;
    Ok(row.map_or((Value::Null, 0), |(Json(value), version)| (value, version)))
}

/// Writes them, if they still have `version`; gives whether they had.
pub async fn put_duty_lists(
    tx: &mut Tx,
    value: &Value,
    version: i64,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE settings SET value = $3, version = version + 1, updated_at = $4, updated_by = $5
         WHERE key = $1 AND version = $2",
        DUTY_LISTS,
        version,
        Json(value),
        at,
        by
    )?;
    Ok(done == 1)
}

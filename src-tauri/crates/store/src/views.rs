//! Views of lists that people keep, and the one that a list opens with.

use chrono::{DateTime, Utc};
use huishang_domain::ids::AccountId;
use huishang_domain::lists::ListKind;
use serde_json::Value;
pub use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A view as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ViewRecord {
    /// Its id.
    pub id: Uuid,
    /// The list that it is of.
    pub list: ListKind,
    /// What it is called.
    pub name: String,
    /// Who made it.
    pub owner_id: AccountId,
    /// Their name.
    pub owner: String,
    /// Whether everybody has it.
    pub shared: bool,
    /// Filters, order and columns, as the screen wrote them.
    pub content: Json<Value>,
    /// When it was taken away.
    pub removed_at: Option<DateTime<Utc>>,
    /// The version that a write has to bring back.
    pub version: i64,
}

macro_rules! view {
    () => {
        "SELECT v.id, v.list, v.name, v.owner_id, a.name AS owner, v.shared, v.content, v.removed_at, v.version
         FROM list_views v JOIN accounts a ON a.id = v.owner_id "
    };
}

/// The views of a list that a person has: their own, and those that are shared; by name.
pub async fn of_list(tx: &mut Tx, list: ListKind, person: AccountId) -> Result<Vec<ViewRecord>, StoreError> {
    fetch_all!(
        tx,
        ViewRecord,
        concat!(
            view!(),
            "WHERE v.list = $1 AND v.removed_at IS NULL AND (v.shared OR v.owner_id = $2) ORDER BY v.name, v.id"
        ),
        list,
        person
    )
}

/// A view that a person may see, taken away or not.
pub async fn by_id(tx: &mut Tx, id: Uuid, person: AccountId) -> Result<Option<ViewRecord>, StoreError> {
    fetch_optional!(
        tx,
        ViewRecord,
        concat!(view!(), "WHERE v.id = $1 AND (v.shared OR v.owner_id = $2)"),
        id,
        person
    )
}

/// Whether another view of that list has the name where `row` would stand: among its owner's, or among the shared ones.
pub async fn taken(tx: &mut Tx, row: &ViewRecord) -> Result<bool, StoreError> {
    let found: i64 = scalar!(
        tx,
        i64,
        "SELECT count(*) FROM list_views
         WHERE list = $1 AND name = $2 AND id <> $3 AND removed_at IS NULL AND shared = $4 AND ($4 OR owner_id = $5)",
        row.list,
        &row.name,
        row.id,
        row.shared,
        row.owner_id
    )?;
    Ok(found > 0)
}

/// How many views of a list somebody has made.
pub async fn count_own(tx: &mut Tx, list: ListKind, person: AccountId) -> Result<i64, StoreError> {
    scalar!(
        tx,
        i64,
        "SELECT count(*) FROM list_views WHERE list = $1 AND owner_id = $2 AND removed_at IS NULL",
        list,
        person
    )
}

/// Writes a new view.
pub async fn add(tx: &mut Tx, row: &ViewRecord, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO list_views (id, list, name, owner_id, shared, content, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $4, $7, $4)",
        row.id,
        row.list,
        &row.name,
        row.owner_id,
        row.shared,
        &row.content,
        at
    )?;
    Ok(())
}

/// Writes a view, if it still has the version of `row`; gives whether it had.
pub async fn update(
    tx: &mut Tx,
    row: &ViewRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE list_views SET name = $3, shared = $4, content = $5, removed_at = $6, version = version + 1,
                updated_at = $7, updated_by = $8
         WHERE id = $1 AND version = $2",
        row.id,
        row.version,
        &row.name,
        row.shared,
        &row.content,
        row.removed_at,
        at,
        by
    )?;
    Ok(done == 1)
}

/// The view that a list opens with for a person: an id, or the code of a built-in one.
pub async fn default_of(
    tx: &mut Tx,
    list: ListKind,
    person: AccountId,
) -> Result<Option<String>, StoreError> {
    let row = fetch_optional!(
        tx,
        (String,),
        "SELECT view FROM list_defaults WHERE account_id = $1 AND list = $2",
        person,
        list
    )?;
    Ok(row.map(|(view,)| view))
}

/// Sets the view that a list opens with for a person, or leaves it to the program.
pub async fn set_default(
    tx: &mut Tx,
    list: ListKind,
    person: AccountId,
    view: Option<&str>,
) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM list_defaults WHERE account_id = $1 AND list = $2", person, list)?;
    if let Some(view) = view {
        execute!(
            tx,
            "INSERT INTO list_defaults (account_id, list, view) VALUES ($1, $2, $3)",
            person,
            list,
            view
        )?;
    }
    Ok(())
}

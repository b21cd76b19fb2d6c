//! What an administrator sets in the program instead of in code.

use chrono::{DateTime, Utc};
use huishang_domain::ids::AccountId;
use serde_json::Value;
use sqlx::types::Json;

use crate::{StoreError, Tx};

/// The value of a setting; none while nobody has set it.
pub async fn get(tx: &mut Tx, key: &str) -> Result<Option<Value>, StoreError> {
    let row: Option<(Json<Value>,)> =
        fetch_optional!(tx, (Json<Value>,), "SELECT value FROM settings WHERE key = $1", key)?;
    Ok(row.map(|(Json(value),)| value))
}

/// The text of a setting; none while it isn't set, or is no text.
pub async fn text(tx: &mut Tx, key: &str) -> Result<Option<String>, StoreError> {
    Ok(get(tx, key).await?.and_then(|value| value.as_str().map(str::to_owned)))
}

/// Sets a value, or changes it.
pub async fn put(
    tx: &mut Tx,
    key: &str,
    value: &Value,
    by: Option<AccountId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO settings (key, value, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $3, $4)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = settings.version + 1,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by",
        key,
        Json(value),
        at,
        by
    )?;
    Ok(())
}

//! What an administrator sets in the program instead of in code.

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

//! Which version of a record stands, who made it, when: the answer to a write that saw an older one.

use chrono::{DateTime, Utc};
use huishang_domain::words::Entity;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// The newest version of a record.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Version {
    /// Its number.
    pub version: i64,
    /// The name of the account that made it; empty where none did.
    pub changed_by: String,
    /// When.
    pub changed_at: DateTime<Utc>,
}

/// One text for each table, so that no table's name comes from outside.
macro_rules! newest {
    ($tx:expr, $id:expr, $table:literal) => {
        fetch_optional!(
            $tx,
            Version,
            concat!(
                "SELECT r.version, coalesce(a.name, '') AS changed_by, r.updated_at AS changed_at FROM ",
                $table,
                " r LEFT JOIN accounts a ON a.id = r.updated_by WHERE r.id = $1"
            ),
            $id
        )
    };
}

/// The newest version of a record; none when it isn't there, or when its kind has no versions.
pub async fn newest(tx: &mut Tx, entity: Entity, id: Uuid) -> Result<Option<Version>, StoreError> {
    match entity {
        Entity::Appeal => newest!(tx, id, "appeals"),
        Entity::Whistle => newest!(tx, id, "whistles"),
        Entity::Consultation => newest!(tx, id, "consultations"),
        Entity::Action => newest!(tx, id, "actions"),
        Entity::Case => newest!(tx, id, "cases"),
        Entity::Agency => newest!(tx, id, "agencies"),
        Entity::Person => newest!(tx, id, "people"),
        Entity::Import => newest!(tx, id, "imports"),
        Entity::Account => newest!(tx, id, "accounts"),
        // Settings go by their keys; those with an id are rules.
        Entity::Setting => newest!(tx, id, "triage_rules"),
        Entity::View => newest!(tx, id, "list_views"),
        _ => Ok(None),
    }
}

//! Every step of every state machine: who, when, why. Append-only.

use chrono::{DateTime, Utc};
use huishang_domain::ids::AccountId;
use huishang_domain::words::Entity;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A step to be written down.
#[derive(Clone, Copy, Debug)]
pub struct NewMove<'a> {
    /// What kind of thing moved.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Uuid,
    /// Code of the state before; none for the first.
    pub from_state: Option<&'a str>,
    /// Code of the state after.
    pub to_state: &'a str,
    /// Code of the move.
    pub mv: &'a str,
    /// Whose account.
    pub by_account_id: AccountId,
    /// The name that the account bore then.
    pub by_name: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where the person said so.
    pub reason: Option<&'a str>,
}

/// A step as it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct MoveRecord {
    /// Code of the state before; none for the first.
    pub from_state: Option<String>,
    /// Code of the state after.
    pub to_state: String,
    /// Code of the move.
    pub move_code: String,
    /// The name that the account bore then.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Option<String>,
}

/// Writes a step down.
pub async fn add(tx: &mut Tx, row: &NewMove<'_>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO moves (id, entity, entity_id, from_state, to_state, move_code, by_account_id, by_name, at, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        Uuid::now_v7(),
        row.entity,
        row.entity_id,
        row.from_state,
        row.to_state,
        row.mv,
        row.by_account_id,
        row.by_name,
        row.at,
        row.reason
    )?;
    Ok(())
}

/// The steps of one thing, oldest first.
pub async fn of(tx: &mut Tx, entity: Entity, id: Uuid) -> Result<Vec<MoveRecord>, StoreError> {
    fetch_all!(
        tx,
        MoveRecord,
        "SELECT from_state, to_state, move_code, by_name, at, reason FROM moves
         WHERE entity = $1 AND entity_id = $2 ORDER BY at, id",
        entity,
        id
    )
}

/// Rows of one statement; see the bulk writer of appeals.
const PIECE: usize = 500;

/// Writes many steps down.
pub async fn add_many(tx: &mut Tx, rows: &[NewMove<'_>]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO moves (id, entity, entity_id, from_state, to_state, move_code, by_account_id, by_name, at, reason) ",
            );
            query.push_values(piece, |mut values, row| {
                values.push_bind(Uuid::now_v7()).push_bind(row.entity).push_bind(row.entity_id);
                values.push_bind(row.from_state).push_bind(row.to_state).push_bind(row.mv);
                values.push_bind(row.by_account_id).push_bind(row.by_name).push_bind(row.at).push_bind(row.reason);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

//! Taking appeals out again: only those of an import that is taken back before anybody worked on them.

use huishang_domain::ids::AppealId;

use super::AppealRecord;
use crate::duplicates::keys;
use crate::{StoreError, Tx};

/// Rows of one statement.
const PIECE: usize = 500;

/// Removes appeals with their people and the keys of their texts; proposals of duplicates go with them. Their steps
/// stay, as everything that is append-only does.
///
/// # Errors
/// [`StoreError::Constraint`] where something else refers to one of them.
pub async fn remove_many(tx: &mut Tx, rows: &[AppealRecord]) -> Result<(), StoreError> {
    keys::remove(tx, rows).await?;
    for piece in rows.chunks(PIECE) {
        let ids: Vec<AppealId> = piece.iter().map(|row| row.id).collect();
        for sql in ["DELETE FROM parties WHERE appeal_id IN (", "DELETE FROM appeals WHERE id IN ("] {
            on!(tx, conn => {
                let mut query = sqlx::QueryBuilder::new(sql);
                let mut separated = query.separated(", ");
                for id in &ids {
                    separated.push_bind(*id);
                }
                query.push(")");
                query.build().execute(conn).await.map(|_| ())
            })?;
        }
    }
    Ok(())
}

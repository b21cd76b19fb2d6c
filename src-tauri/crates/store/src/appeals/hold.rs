//! Keeping others from changing appeals while something is built on them.

use huishang_domain::ids::AppealId;

use crate::{StoreError, Tx};

/// Waits until nobody else is changing these appeals, and keeps them until the transaction ends. What is read
/// afterwards is what stands then. Always in the same order, so that two who hold several don't wait for each other;
/// and before anything is written into the trail, which everybody queues for last.
pub async fn hold(tx: &mut Tx, ids: &[AppealId]) -> Result<(), StoreError> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    for id in ids {
        // SQLite's writers have the file to themselves; on PostgreSQL this locks the row.
        execute!(tx, "UPDATE appeals SET version = version WHERE id = $1", id)?;
    }
    Ok(())
}

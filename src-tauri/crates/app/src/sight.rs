//! From what a role may do to whose records it sees, and who changed a record in between.

use huishang_domain::access::Scope;
use huishang_domain::words::{Entity, Role};
use huishang_store::{Sight, Tx, versions};
use uuid::Uuid;

use crate::{Actor, AppError};

impl Actor {
    /// Whose records are open to this person within `scope`.
    pub fn sight(&self, scope: Scope) -> Sight {
        match (scope, self.role) {
            (Scope::All, _) => Sight::All,
            (Scope::Own, Role::Town) => self.division_id.map_or(Sight::Nothing, Sight::Town),
            (Scope::Own, _) => self.agency_id.map_or(Sight::Nothing, Sight::Agency),
            (Scope::None, _) => Sight::Nothing,
        }
    }
}

/// The answer to a write that saw an older version: which one stands now, who made it, when.
pub async fn stale(tx: &mut Tx, entity: Entity, id: Uuid) -> AppError {
    match versions::newest(tx, entity, id).await {
        Ok(Some(newest)) => AppError::Stale {
            entity,
            current_version: newest.version,
            changed_by: newest.changed_by,
            changed_at: newest.changed_at,
        },
        Ok(None) => AppError::NotFound { entity },
        Err(error) => error.into(),
    }
}

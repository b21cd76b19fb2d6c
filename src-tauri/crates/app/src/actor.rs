//! Who acts: the account behind a window or a command.

use huishang_domain::access::{self, Scope, UseCase};
use huishang_domain::ids::{AccountId, AgencyId, DivisionId};
use huishang_domain::words::Role;
use huishang_store::accounts::AccountRecord;

use crate::AppError;

/// The person on whose behalf a use case runs.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Their account.
    pub account_id: AccountId,
    /// The name that records and the audit trail bear.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Their agency, for 部门.
    pub agency_id: Option<AgencyId>,
    /// Their town, for 镇街.
    pub division_id: Option<DivisionId>,
}

impl Actor {
    /// How much of `use_case` is open to them.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] when nothing is.
    pub fn require(&self, use_case: UseCase) -> Result<Scope, AppError> {
        match access::scope(self.role, use_case) {
            Scope::None => Err(AppError::Forbidden { use_case }),
            scope => Ok(scope),
        }
    }
}

impl From<AccountRecord> for Actor {
    fn from(account: AccountRecord) -> Self {
        Self {
            account_id: account.id,
            name: account.name,
            role: account.role,
            agency_id: account.agency_id,
            division_id: account.division_id,
        }
    }
}

//! Deadlines of everything that has one: how they come about, who asks for more time and who approves it, what is due
//! now, and whether what is stored is what follows from the logs.

mod ask;
mod check;
mod decide;
mod derive;
mod dto;
mod reminders;
mod subject;

pub use ask::{ask, withdraw};
pub use check::{DeadlineCheck, DeadlineDrift, check, reckon_again};
pub use decide::decide;
pub use derive::derivation;
pub use dto::{Derivation, ExtensionAsk, ExtensionRequest, PendingExtension};
pub use reminders::{Reminder, Reminders, reminders};

use huishang_domain::access::{Scope, UseCase, scope};
use huishang_domain::words::Entity;
use huishang_store::accounts::{self, AccountRecord};
use huishang_store::{Tx, extensions};
use uuid::Uuid;

use crate::{Actor, AppError};

pub(crate) fn may_approve(account: &AccountRecord) -> bool {
    account.active && scope(account.role, UseCase::ApproveExtension) != Scope::None
}

/// Names of those who may approve an extension.
pub(crate) async fn approver_names(tx: &mut Tx) -> Result<Vec<String>, AppError> {
    Ok(accounts::active(tx).await?.into_iter().filter(may_approve).map(|account| account.name).collect())
}

/// Whether this person decides requests: of their own only where nobody else may. Into a file of one's own only one
/// account can sign in, whatever others it holds.
pub(crate) async fn decides(tx: &mut Tx, actor: &Actor, own: bool) -> Result<bool, AppError> {
    if actor.require(UseCase::ApproveExtension).is_err() {
        return Ok(false);
    }
    if !own || matches!(tx, Tx::Sqlite(_)) {
        return Ok(true);
    }
    let others = accounts::active(tx).await?;
    Ok(!others.into_iter().any(|other| other.id != actor.account_id && may_approve(&other)))
}

/// The requests of a record as this person sees them, oldest first.
pub(crate) async fn requests(
    tx: &mut Tx,
    actor: &Actor,
    (entity, id): (Entity, Uuid),
) -> Result<Vec<ExtensionRequest>, AppError> {
    let mut shown = Vec::new();
    for row in extensions::of(tx, entity, id).await? {
        let own = row.asked_by == actor.account_id;
        let may_decide = decides(tx, actor, own).await?;
        shown.push(ExtensionRequest::new(row, own, may_decide));
    }
    Ok(shown)
}

/// A refusal stands for "not now".
pub(crate) fn open_only<T>(answer: Result<T, AppError>) -> Result<Option<T>, AppError> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(AppError::Refused { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

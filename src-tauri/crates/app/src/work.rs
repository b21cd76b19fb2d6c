//! One unit of work: its transaction, what it has written into the audit trail, and what to announce afterwards.

use chrono::{DateTime, Utc};
use huishang_domain::access::Scope;
use huishang_domain::words::Entity;
use huishang_store::{Tx, audit, moves};
use serde_json::Value;
use uuid::Uuid;

use crate::announce::Changed;
use crate::{Actor, App, AppError};

/// A writing use case under way; dropped without [`Work::commit`] it leaves nothing behind.
pub struct Work<'a> {
    /// The transaction that everything goes through.
    pub tx: Tx,
    /// Who acts.
    pub actor: &'a Actor,
    /// How much of the use case is open to them.
    pub scope: Scope,
    /// When: one time for all that is written together.
    pub now: DateTime<Utc>,
    app: &'a App,
    changes: Vec<Changed>,
}

/// A step of a state machine, as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Code of the state before; none for the first.
    pub from: Option<&'a str>,
    /// Code of the state after.
    pub to: &'a str,
    /// Code of the move.
    pub mv: &'a str,
    /// Why, where the person said so.
    pub reason: Option<&'a str>,
}

impl<'a> Work<'a> {
    pub(crate) fn new(app: &'a App, actor: &'a Actor, scope: Scope, tx: Tx) -> Self {
        Self { tx, actor, scope, now: app.clock.now(), app, changes: Vec::new() }
    }

    /// Writes into the audit trail and remembers to announce the change.
    pub async fn record(
        &mut self,
        entity: Entity,
        id: Uuid,
        version: i64,
        verb: &str,
        detail: Value,
    ) -> Result<(), AppError> {
        let draft = audit::Draft {
            at: self.now,
            account_id: Some(self.actor.account_id),
            by_name: self.actor.name.clone(),
            entity,
            entity_id: Some(id),
            verb: verb.to_owned(),
            detail,
        };
        audit::append(&mut self.tx, &draft).await?;
        let origin = self.app.origin.to_string();
        self.changes.push(Changed { entity, id, version, origin });
        Ok(())
    }

    /// Remembers to announce a change that another entry of the trail already covers, such as an import's appeals.
    pub fn touch(&mut self, entity: Entity, id: Uuid, version: i64) {
        let origin = self.app.origin.to_string();
        self.changes.push(Changed { entity, id, version, origin });
    }

    /// An id for something new.
    pub fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// Writes down a step of a state machine: who, when, why.
    pub async fn moved(&mut self, entity: Entity, id: Uuid, step: Step<'_>) -> Result<(), AppError> {
        let row = moves::NewMove {
            entity,
            entity_id: id,
            from_state: step.from,
            to_state: step.to,
            mv: step.mv,
            by_account_id: self.actor.account_id,
            by_name: &self.actor.name,
            at: self.now,
            reason: step.reason,
        };
        Ok(moves::add(&mut self.tx, &row).await?)
    }

    /// Commits, then announces.
    pub async fn commit(self) -> Result<(), AppError> {
        self.tx.commit().await?;
        for change in &self.changes {
            self.app.announcer.changed(change);
        }
        Ok(())
    }
}

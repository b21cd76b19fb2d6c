//! Whether what is stored is what follows from the logs; and writing it anew where it isn't.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, Reckoner};
use huishang_store::dues::{self, Dated};
use huishang_store::{Tx, appeals::Drift};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{Actor, App, AppError};

/// How many are named; the rest are counted.
const NAMED: usize = 200;

/// A stored deadline that isn't what follows from the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineDrift {
    /// Of what.
    pub entity: Entity,
    /// Which.
    pub id: Uuid,
    /// Its number, or what it is called.
    pub name: String,
    /// What is stored.
    pub stored: Option<NaiveDate>,
    /// What should be.
    pub reckoned: Option<NaiveDate>,
    /// The moments at which it is late, where only they differ.
    pub moments: Option<DriftedMoments>,
}

/// When something is late, where only the time of day differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DriftedMoments {
    /// What is stored.
    pub stored: Option<DateTime<Utc>>,
    /// What should be.
    pub reckoned: Option<DateTime<Utc>>,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineCheck {
    /// How many differ.
    pub drifted: i64,
    /// The first of them.
    pub first: Vec<DeadlineDrift>,
}

/// Reckons every deadline anew and says which are stored otherwise.
pub async fn check(app: &App, actor: &Actor) -> Result<DeadlineCheck, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::VerifyAudit).await?;
    let appeals = appeals::drift(&mut tx).await?;
    found(&mut tx, appeals, false).await
}

/// Reckons every deadline anew and writes it; gives what was changed.
pub async fn reckon_again(app: &App, actor: &Actor) -> Result<DeadlineCheck, AppError> {
    let mut work = app.begin(actor, UseCase::EditLimits).await?;
    let appeals = appeals::reckon_all(&mut work.tx).await?;
    let changed = found(&mut work.tx, appeals, true).await?;
    if changed.drifted > 0 {
        for entity in [Entity::Appeal, Entity::Case, Entity::Action] {
            work.touch(entity, Uuid::nil(), 1);
        }
    }
    let names: Vec<_> = changed.first.iter().map(|drift| &drift.name).collect();
    let detail = json!({ "deadlines": changed.drifted, "of": names });
    work.record(Entity::Database, Uuid::nil(), 1, "reckon_deadlines", detail).await?;
    work.commit().await?;
    Ok(changed)
}

async fn found(tx: &mut Tx, appeals: Vec<Drift>, write: bool) -> Result<DeadlineCheck, AppError> {
    let reckoner = Reckoner::load(tx).await?;
    let others = dues::over_all(tx, &reckoner, write).await?;
    let drifted = i64::try_from(appeals.len() + others.len()).unwrap_or(i64::MAX);
    let appeals = appeals.into_iter().map(|drift| DeadlineDrift {
        entity: Entity::Appeal,
        id: drift.id.0,
        name: drift.number,
        stored: drift.stored.0,
        reckoned: drift.reckoned.0,
        moments: (drift.stored.0 == drift.reckoned.0)
            .then_some(DriftedMoments { stored: drift.stored.2, reckoned: drift.reckoned.2 }),
    });
    let others = others.into_iter().map(|drift| DeadlineDrift {
        entity: match drift.of {
            Dated::Case => Entity::Case,
            Dated::Action => Entity::Action,
        },
        id: drift.id,
        name: drift.name,
        stored: Some(drift.stored),
        reckoned: drift.reckoned,
        moments: None,
    });
    Ok(DeadlineCheck { drifted, first: appeals.chain(others).take(NAMED).collect() })
}

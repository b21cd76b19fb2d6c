//! The records that may hold files, and who may see and change them.

use huishang_domain::access::{Scope, UseCase};
use huishang_domain::ids::{AppealId, CaseId, ConsultationId};
use huishang_domain::words::Entity;
use huishang_store::attachments::{self, AttachmentRecord};
use huishang_store::{Tx, appeals, cases, consultations};
use uuid::Uuid;

use super::dto::AttachmentRef;
use crate::work::Work;
use crate::{Actor, App, AppError};

/// What a person must be allowed to do with a record of this kind, to see its files and to change them.
fn use_cases(entity: Entity) -> Result<(UseCase, UseCase), AppError> {
    match entity {
        Entity::Appeal => Ok((UseCase::ViewAppeals, UseCase::EditAppeal)),
        Entity::Consultation => Ok((UseCase::ViewConsultations, UseCase::MoveConsultation)),
        Entity::Case => Ok((UseCase::ViewCases, UseCase::MoveCase)),
        other => Err(AppError::NotFound { entity: other }),
    }
}

/// Begins reading the files of a record that this person may see.
pub(super) async fn reading(app: &App, actor: &Actor, entity: Entity, id: Uuid) -> Result<Tx, AppError> {
    let (see, _) = use_cases(entity)?;
    let (mut tx, scope) = app.reading(actor, see).await?;
    version(&mut tx, actor, scope, (entity, id)).await?;
    Ok(tx)
}

/// Begins something that is written down, though it changes nothing: opening and saving. Gives the record's version.
pub(super) async fn noting<'a>(
    app: &'a App,
    actor: &'a Actor,
    entity: Entity,
    id: Uuid,
) -> Result<(Work<'a>, i64), AppError> {
    let (see, _) = use_cases(entity)?;
    begin(app, actor, see, (entity, id)).await
}

/// Begins changing the files of a record that this person may change. Gives the record's version.
pub(super) async fn changing<'a>(
    app: &'a App,
    actor: &'a Actor,
    entity: Entity,
    id: Uuid,
) -> Result<(Work<'a>, i64), AppError> {
    let (_, change) = use_cases(entity)?;
    begin(app, actor, change, (entity, id)).await
}

/// Whether a person may change the files of a record at all, asked before a large file is read.
pub(super) fn may_change(actor: &Actor, entity: Entity) -> Result<(), AppError> {
    let (_, change) = use_cases(entity)?;
    actor.require(change).map(|_| ())
}

/// One file of the record, unless it was taken off.
pub(super) async fn file(tx: &mut Tx, which: AttachmentRef) -> Result<AttachmentRecord, AppError> {
    let row = with_removed(tx, which).await?;
    if row.removed_at.is_some() { Err(gone(which.entity)) } else { Ok(row) }
}

/// One file of the record, also when it was taken off.
pub(super) async fn with_removed(tx: &mut Tx, which: AttachmentRef) -> Result<AttachmentRecord, AppError> {
    attachments::by_id(tx, which.id)
        .await?
        .filter(|row| row.entity == which.entity && row.entity_id == which.entity_id)
        .ok_or_else(|| gone(which.entity))
}

fn gone(entity: Entity) -> AppError {
    AppError::NotFound { entity }
}

async fn begin<'a>(
    app: &'a App,
    actor: &'a Actor,
    use_case: UseCase,
    of: (Entity, Uuid),
) -> Result<(Work<'a>, i64), AppError> {
    let mut work = app.begin(actor, use_case).await?;
    let scope = work.scope;
    let version = version(&mut work.tx, actor, scope, of).await?;
    Ok((work, version))
}

/// The version of a record, if it is in sight.
async fn version(
    tx: &mut Tx,
    actor: &Actor,
    scope: Scope,
    (entity, id): (Entity, Uuid),
) -> Result<i64, AppError> {
    let sight = actor.sight(scope);
    let version = match entity {
        Entity::Appeal => appeals::by_id(tx, AppealId(id), sight).await?.map(|row| row.version),
        Entity::Consultation => {
            consultations::by_id(tx, ConsultationId(id), sight).await?.map(|row| row.version)
        }
        Entity::Case => cases::by_id(tx, CaseId(id), sight).await?.map(|row| row.version),
        _ => None,
    };
    version.ok_or_else(|| gone(entity))
}

//! How the last day of a case or of a decided action comes about.

use huishang_domain::access::UseCase;
use huishang_domain::calendar::CalendarError;
use huishang_domain::clock::Due;
use huishang_domain::ids::{ActionId, AppealId, CaseId};
use huishang_domain::words::Entity;
use huishang_store::appeals::Reckoner;
use huishang_store::cases;
use huishang_store::dues::{self, Dated};
use huishang_store::{actions, clocks, consultations};
use uuid::Uuid;

use super::dto::Derivation;
use super::subject::Subject;
use super::{approver_names, open_only, requests};
use crate::{Actor, App, AppError, FieldProblem, appeals};

/// How the deadline of an appeal, a case or a decided action comes about, as its log and the calendar have it now.
pub async fn derivation(app: &App, actor: &Actor, entity: Entity, id: Uuid) -> Result<Derivation, AppError> {
    let (of, use_case) = match entity {
        Entity::Appeal => return appeals::derivation(app, actor, AppealId(id)).await,
        Entity::Case => (Dated::Case, UseCase::ViewCases),
        Entity::Action => (Dated::Action, UseCase::ViewConsultations),
        _ => return Err(AppError::invalid("entity", FieldProblem::WrongFormat)),
    };
    let (mut tx, scope) = app.reading(actor, use_case).await?;
    let sight = actor.sight(scope);
    let not_found = || AppError::NotFound { entity };
    let in_sight = match of {
        Dated::Case => cases::by_id(&mut tx, CaseId(id), sight).await?.is_some(),
        Dated::Action => match actions::consultation_of(&mut tx, ActionId(id)).await? {
            Some(consultation) => consultations::by_id(&mut tx, consultation, sight).await?.is_some(),
            None => false,
        },
    };
    let row = dues::record(&mut tx, of, id).await?.filter(|_| in_sight).ok_or_else(not_found)?;
    let reckoner = Reckoner::load(&mut tx).await?;
    let log = clocks::of(&mut tx, entity, &[id]).await?;
    let (due, steps, missing_year) = match dues::derive(&reckoner, of, &row, &log) {
        Ok((due, steps)) => (due, steps, None),
        Err(CalendarError::YearMissing(year)) => (Due::default(), Vec::new(), Some(year)),
        Err(other) => return Err(other.into()),
    };
    let most = match of {
        Dated::Case => {
            let subject = Subject::find(&mut tx, entity, id, sight).await?;
            open_only(subject.most(&mut tx, &reckoner, &log).await)?
        }
        Dated::Action => None,
    };
    let asked = requests(&mut tx, actor, (entity, id)).await?;
    let approvers = approver_names(&mut tx).await?;
    Ok(Derivation::new(due, steps, missing_year).with(most, asked, approvers))
}

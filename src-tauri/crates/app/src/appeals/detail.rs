//! One appeal with everything that belongs to it, and the whole names and numbers for whoever may see them.

use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::{self as flow, AppealMove};
use huishang_domain::ids::AppealId;
use huishang_domain::words::Entity;
use huishang_store::{appeals, parties};
use serde_json::json;

use super::dto::AppealDetail;
use super::row;
use crate::shapes::{LinkedRef, Party, PartyPlain, timeline};
use crate::{Actor, App, AppError, FieldProblem};

/// What is too short to be a reason.
const SHORTEST_REASON: usize = 4;
const LONGEST_REASON: usize = 500;

/// One appeal; people are masked.
pub async fn detail(app: &App, actor: &Actor, id: AppealId) -> Result<AppealDetail, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let sight = actor.sight(scope);
    let not_found = || AppError::NotFound { entity: Entity::Appeal };
    let shown = appeals::one(&mut tx, id, sight).await?.ok_or_else(not_found)?;
    let appeal = appeals::by_id(&mut tx, id, sight).await?.ok_or_else(not_found)?;
    let calendar = crate::calendar::current(&mut tx).await?;
    let people = parties::of_appeal(&mut tx, id).await?;
    let consultations = appeals::consultations_of(&mut tx, id).await?;
    let cases = appeals::cases_of(&mut tx, id).await?;
    let imported_from = match appeal.import_id {
        Some(import) => appeals::import_name(&mut tx, import).await?,
        None => None,
    };
    let term = |code: &str| AppealMove::from_code(code).map(AppealMove::term);
    Ok(AppealDetail {
        timeline: timeline(&mut tx, Entity::Appeal, id.0, term).await?,
        row: row::shown(shown, app.clock.now(), &calendar),
        text: appeal.body,
        ask_kind: appeal.ask_kind,
        place: appeal.place,
        division_id: appeal.division_id,
        handler_id: appeal.handler_id,
        proposed_level: None,
        parties: people.into_iter().map(Party::from).collect(),
        open_moves: flow::open_moves(appeal.state),
        consultations: consultations
            .into_iter()
            .map(|c| LinkedRef {
                id: c.id.0,
                number: c.number,
                title: c.title,
                state: c.state.term().to_owned(),
            })
            .collect(),
        cases: cases
            .into_iter()
            .map(|c| LinkedRef {
                id: c.id.0,
                number: c.number,
                title: c.title,
                state: c.state.term().to_owned(),
            })
            .collect(),
        imported_from,
    })
}

/// The people of an appeal, whole. Who looked and why is written down before they are given.
pub async fn reveal(
    app: &App,
    actor: &Actor,
    id: AppealId,
    reason: &str,
) -> Result<Vec<PartyPlain>, AppError> {
    let reason = reason.trim();
    match reason.chars().count() {
        n if n < SHORTEST_REASON => return Err(AppError::invalid("reason", FieldProblem::TooShort)),
        n if n > LONGEST_REASON => return Err(AppError::invalid("reason", FieldProblem::TooLong)),
        _ => {}
    }
    let mut work = app.begin(actor, UseCase::RevealPersonal).await?;
    let sight = actor.sight(work.scope);
    let appeal = appeals::by_id(&mut work.tx, id, sight)
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    let people = parties::of_appeal(&mut work.tx, id).await?;
    let detail = json!({ "reason": reason, "people": people.len() });
    work.record(Entity::Appeal, id.0, appeal.version, "reveal", detail).await?;
    work.commit().await?;
    Ok(people.into_iter().map(PartyPlain::from).collect())
}

//! One appeal with everything that belongs to it, and the whole names and numbers for whoever may see them.

use huishang_domain::access::{Scope, UseCase};
use huishang_domain::flow::appeal::{self as flow, AppealMove};
use huishang_domain::ids::AppealId;
use huishang_domain::words::Entity;
use huishang_store::{Sight, Tx, appeals, parties};
use serde_json::json;

use super::dto::AppealDetail;
use super::row;
use crate::shapes::{AgencyRef, LinkedRef, Party, PartyPlain, timeline};
use crate::{Actor, App, AppError, FieldProblem, triage};

/// What is too short to be a reason.
const SHORTEST_REASON: usize = 4;
const LONGEST_REASON: usize = 500;

/// One appeal; people are masked.
pub async fn detail(app: &App, actor: &Actor, id: AppealId) -> Result<AppealDetail, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let mut detail = read(app, &mut tx, actor.sight(scope), id).await?;
    // What others' appeals were judged to be is told to those only who may see them all.
    if actor.require(UseCase::JudgeAppeal) == Ok(Scope::All) {
        detail.proposed_level = triage::proposed_level(&mut tx, id, app.clock.now()).await?;
    }
    Ok(detail)
}

/// The same without a proposal.
pub(crate) async fn read(
    app: &App,
    tx: &mut Tx,
    sight: Sight,
    id: AppealId,
) -> Result<AppealDetail, AppError> {
    let not_found = || AppError::NotFound { entity: Entity::Appeal };
    let shown = appeals::one(tx, id, sight).await?.ok_or_else(not_found)?;
    let appeal = appeals::by_id(tx, id, sight).await?.ok_or_else(not_found)?;
    let calendar = crate::calendar::current(tx).await?;
    let people = parties::of_appeal(tx, id).await?;
    let consultations = appeals::consultations_of(tx, id).await?;
    let cases = appeals::cases_of(tx, id).await?;
    let imported_from = match appeal.import_id {
        Some(import) => appeals::import_name(tx, import).await?,
        None => None,
    };
    let cooperating = huishang_store::triage::cooperating_named(tx, id).await?;
    let term = |code: &str| AppealMove::from_code(code).map(AppealMove::term);
    Ok(AppealDetail {
        timeline: timeline(tx, Entity::Appeal, id.0, term).await?,
        row: row::shown(shown, app.clock.now(), &calendar),
        text: appeal.body,
        ask_kind: appeal.ask_kind,
        place: appeal.place,
        division_id: appeal.division_id,
        handler_id: appeal.handler_id,
        cooperating: cooperating.into_iter().map(|(id, name)| AgencyRef { id, name }).collect(),
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

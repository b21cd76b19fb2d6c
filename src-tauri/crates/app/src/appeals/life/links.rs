//! What an appeal is bound to, as far as this person sees it.

use chrono::{DateTime, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::flow::consultation::ConsultationState;
use huishang_domain::flow::whistle::WhistleState;
use huishang_domain::ids::AppealId;
use huishang_domain::light::{WARN_AT_PERCENT, light, light_of_day};
use huishang_domain::time::local_date;
use huishang_domain::words::{Entity, Light};
use huishang_store::appeals::{self, AppealRecord, WhistleOf};
use huishang_store::consultations::ConsultationRecord;
use huishang_store::{Sight, Tx, cases, consultations};

use super::dto::{AppealLife, LinkPart, RecordLink};
use super::next::next;
use crate::appeals::row;
use crate::{Actor, App, AppError};

/// What an appeal is bound to, and what may be done next.
pub async fn life(app: &App, actor: &Actor, id: AppealId) -> Result<AppealLife, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let appeal = appeals::by_id(&mut tx, id, actor.sight(scope))
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    let links = all(&mut tx, actor, &appeal, app.clock.now()).await?;
    Ok(AppealLife { links, next: next(&mut tx, &appeal).await? })
}

/// Whose records of another kind this person may see.
pub(super) fn sight_of(actor: &Actor, use_case: UseCase) -> Sight {
    actor.require(use_case).map_or(Sight::Nothing, |scope| actor.sight(scope))
}

/// Everything that an appeal is bound to and that is in sight.
pub(super) async fn all(
    tx: &mut Tx,
    actor: &Actor,
    appeal: &AppealRecord,
    now: DateTime<Utc>,
) -> Result<Vec<RecordLink>, AppError> {
    let mut links = repeats(tx, actor, appeal, now).await?;
    let sight = sight_of(actor, UseCase::ViewAppeals);
    links.extend(appeals::whistles_of(tx, appeal.id, sight).await?.into_iter().map(|w| whistle(w, now)));
    let meetings = sight_of(actor, UseCase::ViewConsultations);
    for linked in appeals::consultations_of(tx, appeal.id).await? {
        let seen = consultations::by_id(tx, linked.id, meetings).await?;
        links.extend(seen.map(|record| consultation(&linked.number, record, now)));
    }
    let seen = sight_of(actor, UseCase::ViewCases);
    let calendar = crate::calendar::current(tx).await?;
    let warn = crate::cases::row::warn_at_percent(tx).await?;
    for linked in appeals::cases_of(tx, appeal.id).await? {
        if let Some(record) = cases::one(tx, linked.id, seen).await? {
            let row = crate::cases::row::shown(record, now, warn, &calendar);
            links.push(RecordLink {
                part: LinkPart::BuiltOn,
                entity: Entity::Case,
                id: row.id.0,
                number: row.number,
                title: row.name,
                state: row.state.term().to_owned(),
                light: row.light,
                deadline: Some(row.due_on),
            });
        }
    }
    for origin in appeals::origins_of(tx, appeal.id, sight).await? {
        let state = if origin.closed { "已办结" } else { "办理中" };
        links.push(RecordLink {
            part: LinkPart::Origin,
            entity: origin.entity,
            id: origin.id,
            number: origin.number,
            title: origin.title,
            state: state.to_owned(),
            light: None,
            deadline: None,
        });
    }
    Ok(links)
}

/// The original of a merged appeal, and the appeals merged into an original.
async fn repeats(
    tx: &mut Tx,
    actor: &Actor,
    appeal: &AppealRecord,
    now: DateTime<Utc>,
) -> Result<Vec<RecordLink>, AppError> {
    let merged = appeals::merged_into(tx, appeal.id).await?;
    let ids: Vec<AppealId> = appeal.duplicate_of_id.into_iter().chain(merged).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let calendar = crate::calendar::current(tx).await?;
    let mut links = Vec::with_capacity(ids.len());
    for found in appeals::some(tx, &ids, sight_of(actor, UseCase::ViewAppeals)).await? {
        let row = row::shown(found, now, &calendar);
        let original = appeal.duplicate_of_id == Some(row.id);
        links.push(RecordLink {
            part: if original { LinkPart::Original } else { LinkPart::Merged },
            entity: Entity::Appeal,
            id: row.id.0,
            number: row.number,
            title: row.title,
            state: row.state.term().to_owned(),
            light: row.light,
            deadline: row.deadline,
        });
    }
    links.sort_by_key(|link| link.part != LinkPart::Original);
    Ok(links)
}

fn whistle(row: WhistleOf, now: DateTime<Utc>) -> RecordLink {
    use WhistleState as S;
    let over =
        matches!(row.state, S::Closed | S::Rated | S::CalledBack | S::Archived | S::Escalated | S::Cancelled);
    RecordLink {
        part: LinkPart::BuiltOn,
        entity: Entity::Whistle,
        id: row.id.0,
        number: row.number,
        title: row.title,
        state: row.state.term().to_owned(),
        light: row.due_at.filter(|_| !over).map(|due| light(row.since, due, now, WARN_AT_PERCENT)),
        deadline: row.due_at.map(local_date),
    }
}

/// A consultation has a light until it is held: by the day on which it has to be.
fn consultation(number: &str, row: ConsultationRecord, now: DateTime<Utc>) -> RecordLink {
    use ConsultationState as S;
    let waits = matches!(row.state, S::Requested | S::Reviewing | S::Scheduling | S::Notified);
    let light: Option<Light> =
        row.hold_by_on.filter(|_| waits).map(|day| light_of_day(row.created_at, day, now, WARN_AT_PERCENT));
    RecordLink {
        part: LinkPart::BuiltOn,
        entity: Entity::Consultation,
        id: row.id.0,
        number: number.to_owned(),
        title: row.topic,
        state: row.state.term().to_owned(),
        light,
        deadline: row.hold_by_on,
    }
}

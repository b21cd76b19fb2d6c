//! One consultation with everything that belongs to it.

use huishang_domain::access::UseCase;
use huishang_domain::flow::consultation::ConsultationMove;
use huishang_domain::ids::ConsultationId;
use huishang_domain::words::Entity;
use huishang_store::{actions, consultations};

use super::dto::{ConsultationAgency, ConsultationDetail, ConsultationPerson};
use super::offered::offered;
use super::row;
use crate::shapes::{LinkedRef, timeline};
use crate::{Actor, App, AppError};

/// One consultation.
pub async fn detail(app: &App, actor: &Actor, id: ConsultationId) -> Result<ConsultationDetail, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewConsultations).await?;
    let not_found = || AppError::NotFound { entity: Entity::Consultation };
    let shown = consultations::one(&mut tx, id, actor.sight(scope)).await?.ok_or_else(not_found)?;
    let extra = consultations::shown_extra(&mut tx, id).await?.ok_or_else(not_found)?;
    let agencies = consultations::participants(&mut tx, &[id]).await?;
    let people = consultations::attendees(&mut tx, id).await?;
    let appeals = consultations::appeals_of(&mut tx, id).await?;
    let cases = consultations::cases_of(&mut tx, id).await?;
    let decided = actions::of_consultation(&mut tx, id).await?;
    let now = app.clock.now();
    let term = |code: &str| match code {
        "create" => Some("提出申请"),
        _ => ConsultationMove::from_code(code).map(ConsultationMove::term),
    };
    Ok(ConsultationDetail {
        timeline: timeline(&mut tx, Entity::Consultation, id.0, term).await?,
        open_moves: offered(shown.state),
        row: row::shown(shown, &agencies),
        agencies: agencies
            .into_iter()
            .map(|a| ConsultationAgency { id: a.agency_id, name: a.short_name, part: a.part })
            .collect(),
        people: people
            .into_iter()
            .map(|p| ConsultationPerson {
                id: p.id,
                name: p.name,
                post: p.post,
                agency: p.agency,
                attendance: p.attendance,
            })
            .collect(),
        presiding: extra.presiding,
        room_id: extra.room_id,
        appeals: appeals
            .into_iter()
            .map(|a| LinkedRef {
                id: a.id.0,
                number: a.number,
                title: a.title,
                state: a.state.term().to_owned(),
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
        actions: decided.into_iter().map(|a| row::action(a, now)).collect(),
        remark: extra.remark,
    })
}

//! Taking a consultation from step to step.

use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::flow::consultation::{
    self as flow, ConsultationFacts, ConsultationMove, ConsultationState, must_tell_the_invited,
};
use huishang_domain::flow::{RefusalCode, reason_given};
use huishang_domain::ids::ConsultationId;
use huishang_domain::numbering::first_patterns;
use huishang_domain::time::to_micros;
use huishang_domain::words::{ConsultationKind, Entity};
use huishang_store::consultations::{self, ConsultationRecord, Slot};
use huishang_store::{Tx, appeals};
use serde_json::json;

use super::dto::{ConsultationDetail, SlotInput};
use super::offered::{OFFERED, offered};
use super::slot::{self, Wanted};
use super::{SERIES, check};
use crate::appeals::check::optional;
use crate::sight::stale;
use crate::work::{Step, Work};
use crate::{Actor, App, AppError, matters, numbers};

/// Takes a step that needs nothing but, at most, a reason. With the approval the consultation takes its number; when
/// it is declined or cancelled, its appeals go back to be judged anew.
pub async fn advance(
    app: &App,
    actor: &Actor,
    id: ConsultationId,
    version: i64,
    mv: ConsultationMove,
    reason: Option<&str>,
) -> Result<ConsultationDetail, AppError> {
    let mut work = app.begin(actor, UseCase::MoveConsultation).await?;
    let row = seen(&mut work, id, version).await?;
    let reason = optional("reason", reason, 2000)?;
    let facts = facts(&mut work.tx, &row, reason.as_deref()).await?;
    if flow::open_moves(row.state).contains(&mv) {
        can_carry_out(&row, mv, &work)?;
    }
    let next = flow::apply(row.state, mv, &facts)?;
    let number = match mv {
        ConsultationMove::Approve if row.number.is_none() => {
            Some(numbers::take(&mut work.tx, SERIES, first_patterns::CONSULTATION, work.now).await?)
        }
        _ => None,
    };
    let closes = matches!(
        next,
        ConsultationState::Cancelled | ConsultationState::Declined | ConsultationState::Settled
    );
    let (by, now) = (actor.account_id, work.now);
    let written = (number.as_deref(), closes.then_some(now));
    if !consultations::set_state(&mut work.tx, id, version, next, written, (by, now)).await? {
        return Err(stale(&mut work.tx, Entity::Consultation, id.0).await);
    }
    let released: Vec<_> = match next {
        ConsultationState::Cancelled | ConsultationState::Declined => {
            consultations::appeals_of(&mut work.tx, id).await?.into_iter().map(|a| a.id).collect()
        }
        _ => Vec::new(),
    };
    appeals::hold(&mut work.tx, &released).await?;
    if mv == ConsultationMove::Notify {
        consultations::mark_notified(&mut work.tx, id, (by, now)).await?;
    }
    let detail = json!({
        "from": row.state, "to": next, "reason": reason, "number": number,
        "tell_the_invited": must_tell_the_invited(row.state, mv),
    });
    write_down(&mut work, &row, (mv, next), reason.as_deref(), detail).await?;
    let why = format!("会商《{}》{}：{}", row.topic, next.term(), reason.as_deref().unwrap_or_default());
    matters::release(&mut work, &released, AppealState::Consultation, &why).await?;
    work.commit().await?;
    super::detail(app, actor, id).await
}

/// Sets another time and place, or the first. Those who had been told of the old one have to be told anew.
pub async fn reschedule(
    app: &App,
    actor: &Actor,
    id: ConsultationId,
    version: i64,
    input: SlotInput,
    reason: Option<&str>,
) -> Result<ConsultationDetail, AppError> {
    let mut work = app.begin(actor, UseCase::MoveConsultation).await?;
    consultations::queue(&mut work.tx).await?;
    let row = seen(&mut work, id, version).await?;
    let mut reason = optional("reason", reason, 2000)?;
    if row.starts_at.is_none() && reason.is_none() {
        reason = Some("首次排定时间".to_owned());
    }
    let mv = ConsultationMove::Reschedule;
    let facts = facts(&mut work.tx, &row, reason.as_deref()).await?;
    let next = flow::apply(row.state, mv, &facts)?;
    let place = optional("place", input.place.as_deref(), 300)?;
    let mut people: Vec<_> =
        consultations::attendees(&mut work.tx, id).await?.into_iter().map(|p| p.id).collect();
    people.extend(row.presiding_id);
    let wanted = Wanted {
        kind: row.kind,
        starts_at: Some(input.starts_at),
        minutes: input.minutes,
        room_id: input.room_id,
        place: place.as_deref(),
        hold_by: row.hold_by_on,
        people: &people,
        except: Some(id),
    };
    slot::check(&mut work.tx, &wanted, work.now).await?;
    check::in_post(&mut work, "presidingId", row.presiding_id.as_slice()).await?;
    let starts_at = to_micros(input.starts_at);
    let slot = Slot { starts_at, minutes: input.minutes, room_id: input.room_id, place };
    let (by, now) = (actor.account_id, work.now);
    if !consultations::set_slot(&mut work.tx, id, version, next, &slot, (by, now)).await? {
        return Err(stale(&mut work.tx, Entity::Consultation, id.0).await);
    }
    let tell = must_tell_the_invited(row.state, mv);
    if tell {
        consultations::forget_replies(&mut work.tx, id, (by, now)).await?;
    }
    let detail = json!({
        "from": row.state, "to": next, "reason": reason, "tell_the_invited": tell,
        "changed": { "starts_at": { "before": row.starts_at, "after": starts_at } },
    });
    write_down(&mut work, &row, (mv, next), reason.as_deref(), detail).await?;
    work.commit().await?;
    super::detail(app, actor, id).await
}

/// The consultation, in sight and as the person saw it.
async fn seen(work: &mut Work<'_>, id: ConsultationId, version: i64) -> Result<ConsultationRecord, AppError> {
    let sight = work.actor.sight(work.scope);
    let row = consultations::by_id(&mut work.tx, id, sight)
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Consultation })?;
    if row.version != version {
        return Err(stale(&mut work.tx, Entity::Consultation, id.0).await);
    }
    Ok(row)
}

async fn facts(
    tx: &mut Tx,
    row: &ConsultationRecord,
    reason: Option<&str>,
) -> Result<ConsultationFacts, AppError> {
    let tally = consultations::tally(tx, row.id).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(ConsultationFacts {
        has_reason: reason_given(reason),
        items: count(tally.items),
        leads: count(tally.leads),
        has_slot: row.starts_at.is_some(),
        has_place: row.kind == ConsultationKind::Video || row.room_id.is_some() || row.place.is_some(),
        // Minutes and countersignatures come with a later version; an action has its lead and deadline by the schema.
        has_minutes: false,
        all_countersigned: false,
        actions: count(tally.actions),
        actions_without_lead: 0,
        actions_without_deadline: 0,
        actions_open: count(tally.actions_open),
    })
}

fn can_carry_out(row: &ConsultationRecord, mv: ConsultationMove, work: &Work<'_>) -> Result<(), AppError> {
    if mv == ConsultationMove::Notify && row.starts_at.is_some_and(|at| at < work.now) {
        let sentence = "会商时间已经过了，不能再发通知，请先改期。";
        return Err(AppError::refused(RefusalCode::TooLate, sentence));
    }
    if OFFERED.contains(&mv) {
        return Ok(());
    }
    let open: Vec<_> = offered(row.state).into_iter().map(ConsultationMove::term).collect();
    let hint =
        if open.is_empty() { String::new() } else { format!("，现在可以：{}", open.join("、")) };
    let sentence = if mv == ConsultationMove::Reschedule {
        "改期须写明新的时间和地点，请在“改期”中填写。".to_owned()
    } else {
        format!("这个版本还不能办理“{}”{hint}。", mv.term())
    };
    Err(AppError::refused(RefusalCode::NotInThisVersion, sentence))
}

async fn write_down(
    work: &mut Work<'_>,
    row: &ConsultationRecord,
    (mv, next): (ConsultationMove, ConsultationState),
    reason: Option<&str>,
    detail: serde_json::Value,
) -> Result<(), AppError> {
    let step = Step { from: Some(row.state.code()), to: next.code(), mv: mv.code(), reason };
    work.moved(Entity::Consultation, row.id.0, step).await?;
    work.record(Entity::Consultation, row.id.0, row.version + 1, mv.code(), detail).await
}

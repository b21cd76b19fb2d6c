//! Making a consultation of appeals and cases.

use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::{AppealMove, AppealState};
use huishang_domain::flow::consultation as flow;
use huishang_domain::ids::ConsultationId;
use huishang_domain::time::to_micros;
use huishang_domain::words::{Attendance, Entity, Participation};
use huishang_store::consultations::{self, AttendeeRecord, ConsultationRecord, ItemRecord, PartRecord};
use serde_json::json;

use super::check::{self, Checked};
use super::dto::{ConsultationDetail, ConsultationInput};
use crate::matters::take_in;
use crate::work::{Step, Work};
use crate::{Actor, App, AppError};

/// Makes a consultation, which then waits to be submitted. The appeals go over to 会商办. It has no number yet: that
/// is taken with the approval, so that a request that is declined leaves no gap in the series.
pub async fn create(
    app: &App,
    actor: &Actor,
    input: ConsultationInput,
) -> Result<ConsultationDetail, AppError> {
    let mut work = app.begin(actor, UseCase::CreateConsultation).await?;
    consultations::queue(&mut work.tx).await?;
    let checked = check::check(&mut work, &input).await?;
    let now = work.now;
    let row = ConsultationRecord {
        id: ConsultationId(work.new_id()),
        version: 1,
        number: None,
        topic: checked.topic.clone(),
        kind: input.kind,
        state: flow::START,
        requested_by_id: input.requested_by_id,
        town_id: checked.town,
        presiding_id: input.presiding_id,
        room_id: input.room_id,
        place: checked.place.clone(),
        starts_at: input.starts_at.map(to_micros),
        minutes: input.minutes,
        hold_by_on: input.must_be_held_by,
        held_at: None,
        closed_at: None,
        remark: checked.remark.clone(),
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        updated_by: Some(actor.account_id),
    };
    consultations::insert_many(&mut work.tx, std::slice::from_ref(&row)).await?;
    belongings(&mut work, &row, &input, &checked).await?;
    let step = Step { from: None, to: row.state.code(), mv: "create", reason: None };
    work.moved(Entity::Consultation, row.id.0, step).await?;
    let detail = json!({
        "topic": row.topic, "kind": row.kind, "lead": input.lead_id, "starts_at": row.starts_at,
        "appeals": checked.appeals, "cases": checked.cases,
    });
    work.record(Entity::Consultation, row.id.0, 1, "create", detail).await?;
    let what = format!("会商《{}》", row.topic);
    for appeal in &checked.appeals {
        take_in(&mut work, *appeal, (AppealMove::ToConsultation, AppealState::Consultation), &what).await?;
    }
    for case in &checked.cases {
        let newest = huishang_store::versions::newest(&mut work.tx, Entity::Case, case.0).await?;
        let version = newest.map_or(1, |v| v.version);
        work.record(Entity::Case, case.0, version, "take_in", json!({ "reason": what })).await?;
    }
    work.commit().await?;
    super::detail(app, actor, row.id).await
}

/// Writes items, agencies and people.
async fn belongings(
    work: &mut Work<'_>,
    row: &ConsultationRecord,
    input: &ConsultationInput,
    checked: &Checked,
) -> Result<(), AppError> {
    let id = row.id;
    let appeals = checked.appeals.iter().map(|a| (Some(*a), None));
    let cases = checked.cases.iter().map(|c| (None, Some(*c)));
    let items: Vec<_> = appeals
        .chain(cases)
        .zip(1..)
        .map(|((appeal_id, case_id), position)| ItemRecord {
            consultation_id: id,
            position,
            appeal_id,
            case_id,
        })
        .collect();
    consultations::insert_items(&mut work.tx, &items).await?;

    let conveners = checked.conveners.iter().map(|a| (*a, Participation::Convener));
    let cooperating = checked.cooperating.iter().map(|a| (*a, Participation::Cooperating));
    let parts: Vec<_> = conveners
        .chain([(input.lead_id, Participation::Lead)])
        .chain(cooperating)
        .chain(checked.territory.map(|a| (a, Participation::Territory)))
        .zip(1..)
        .map(|((agency_id, part), position)| PartRecord { consultation_id: id, agency_id, part, position })
        .collect();
    consultations::insert_agencies(&mut work.tx, &parts).await?;

    let must = checked.must.iter().map(|p| (*p, Attendance::Must));
    let should = checked.should.iter().map(|p| (*p, Attendance::Should));
    let people: Vec<_> = must
        .chain(should)
        .map(|(person_id, attendance)| AttendeeRecord {
            consultation_id: id,
            person_id,
            attendance,
            notified_at: None,
        })
        .collect();
    consultations::insert_people(&mut work.tx, &people, Some(work.actor.account_id), work.now).await?;
    Ok(())
}

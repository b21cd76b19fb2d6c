//! What a field of a consultation may hold.

use std::collections::BTreeSet;

use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::case::is_open;
use huishang_domain::ids::{AgencyId, AppealId, CaseId, DivisionId, PersonId};
use huishang_domain::time::local_date;
use huishang_store::{appeals, cases, consultations, directory};

use super::dto::ConsultationInput;
use super::slot::{self, Wanted};
use crate::appeals::check::{optional, text, town_of};
use crate::work::Work;
use crate::{AppError, FieldProblem};

/// The most agencies, people or matters that one consultation may have.
const MOST: usize = 100;

/// Input that has been checked: blanks cut off, doubles taken out, defaults filled in.
pub(super) struct Checked {
    pub topic: String,
    pub place: Option<String>,
    pub remark: Option<String>,
    pub conveners: Vec<AgencyId>,
    pub cooperating: Vec<AgencyId>,
    pub territory: Option<AgencyId>,
    pub town: Option<DivisionId>,
    pub must: Vec<PersonId>,
    pub should: Vec<PersonId>,
    pub appeals: Vec<AppealId>,
    pub cases: Vec<CaseId>,
}

/// Checks each field, follows each reference, and the slot.
pub(super) async fn check(work: &mut Work<'_>, input: &ConsultationInput) -> Result<Checked, AppError> {
    let topic = text("topic", &input.topic, 200, true)?;
    let place = optional("place", input.place.as_deref(), 300)?;
    let remark = optional("remark", input.remark.as_deref(), 2000)?;
    let (appeals, cases) = (distinct("appealIds", &input.appeal_ids)?, distinct("caseIds", &input.case_ids)?);
    if appeals.is_empty() && cases.is_empty() {
        return Err(AppError::invalid("appealIds", FieldProblem::Required));
    }
    if input.must_be_held_by.is_some_and(|day| day < local_date(work.now)) {
        return Err(AppError::invalid("mustBeHeldBy", FieldProblem::InThePast));
    }
    huishang_store::appeals::hold(&mut work.tx, &appeals).await?;
    let town = matters(work, &appeals, &cases).await?;

    let cooperating = distinct("cooperatingIds", &input.cooperating_ids)?;
    if cooperating.contains(&input.lead_id) {
        return Err(AppError::invalid("cooperatingIds", FieldProblem::MustDiffer));
    }
    let mut conveners = distinct("convenerIds", &input.convener_ids)?;
    if conveners.is_empty() {
        conveners.push(input.lead_id);
    }
    known_agencies(work, "leadId", &[input.lead_id]).await?;
    known_agencies(work, "cooperatingIds", &cooperating).await?;
    known_agencies(work, "convenerIds", &conveners).await?;
    known_agencies(work, "requestedById", input.requested_by_id.as_slice()).await?;
    let (territory, town) = territory(work, input.territory_id, town).await?;

    let must = distinct("mustAttend", &input.must_attend)?;
    let mut should = distinct("shouldAttend", &input.should_attend)?;
    should.retain(|person| !must.contains(person));
    in_post(work, "presidingId", input.presiding_id.as_slice()).await?;
    in_post(work, "mustAttend", &must).await?;
    in_post(work, "shouldAttend", &should).await?;

    let mut people = [must.as_slice(), should.as_slice()].concat();
    people.extend(input.presiding_id);
    let wanted = Wanted {
        kind: input.kind,
        starts_at: input.starts_at,
        minutes: input.minutes,
        room_id: input.room_id,
        place: place.as_deref(),
        hold_by: input.must_be_held_by,
        people: &people,
        except: None,
    };
    slot::check(&mut work.tx, &wanted, work.now).await?;
    Ok(Checked {
        topic,
        place,
        remark,
        conveners,
        cooperating,
        territory,
        town,
        must,
        should,
        appeals,
        cases,
    })
}

/// Each once, in the order given.
fn distinct<T: Copy + Ord>(field: &str, ids: &[T]) -> Result<Vec<T>, AppError> {
    if ids.len() > MOST {
        return Err(AppError::invalid(field, FieldProblem::OutOfRange));
    }
    let mut seen = BTreeSet::new();
    Ok(ids.iter().copied().filter(|id| seen.insert(*id)).collect())
}

/// Whether the matters may be talked about; gives the town of the first that has one.
async fn matters(
    work: &mut Work<'_>,
    appeal_ids: &[AppealId],
    case_ids: &[CaseId],
) -> Result<Option<DivisionId>, AppError> {
    let sight = work.actor.sight(work.scope);
    let mut town = None;
    for id in appeal_ids {
        let appeal = appeals::by_id(&mut work.tx, *id, sight)
            .await?
            .ok_or_else(|| AppError::invalid("appealIds", FieldProblem::UnknownReference))?;
        if let Some(topic) = consultations::live_on_appeal(&mut work.tx, *id).await? {
            return Err(taken(&format!("诉求{}", appeal.number), &topic));
        }
        town = town.or(appeal.town_id);
    }
    for id in case_ids {
        let case = cases::by_id(&mut work.tx, *id, sight)
            .await?
            .ok_or_else(|| AppError::invalid("caseIds", FieldProblem::UnknownReference))?;
        if !is_open(case.state) {
            let sentence =
                format!("包案{}现为“{}”，不能再列入会商，请先重新启动包案。", case.number, case.state.term());
            return Err(AppError::refused(RefusalCode::NotDrawn, sentence));
        }
        if let Some(topic) = consultations::live_on_case(&mut work.tx, *id).await? {
            return Err(taken(&format!("包案{}", case.number), &topic));
        }
        town = town.or(case.town_id);
    }
    Ok(town)
}

fn taken(what: &str, topic: &str) -> AppError {
    let sentence = format!("{what}已列入会商《{topic}》，会商还没有开，不能重复列入。请到那次会商中办理。");
    AppError::refused(RefusalCode::AlreadyBuiltOn, sentence)
}

async fn known_agencies(work: &mut Work<'_>, field: &str, ids: &[AgencyId]) -> Result<(), AppError> {
    for id in ids {
        if directory::agency(&mut work.tx, *id).await?.is_none() {
            return Err(AppError::invalid(field, FieldProblem::UnknownReference));
        }
    }
    Ok(())
}

/// 属地: the agency that was named and the town that it is of; or else the agency of the matters' town.
async fn territory(
    work: &mut Work<'_>,
    named: Option<AgencyId>,
    town: Option<DivisionId>,
) -> Result<(Option<AgencyId>, Option<DivisionId>), AppError> {
    let Some(id) = named else {
        let own = match town {
            Some(town) => directory::agency_of_town(&mut work.tx, town).await?.map(|a| a.id),
            None => None,
        };
        return Ok((own, town));
    };
    let unknown = || AppError::invalid("territoryId", FieldProblem::UnknownReference);
    let agency = directory::agency(&mut work.tx, id).await?.ok_or_else(unknown)?;
    let own = match agency.division_id {
        Some(division) => town_of(&mut work.tx, division).await?,
        None => None,
    };
    Ok((Some(id), own.or(town)))
}

/// Whether these people are there and in post.
pub(super) async fn in_post(work: &mut Work<'_>, field: &str, ids: &[PersonId]) -> Result<(), AppError> {
    let today = local_date(work.now);
    for id in ids {
        let found = directory::person(&mut work.tx, *id)
            .await?
            .ok_or_else(|| AppError::invalid(field, FieldProblem::UnknownReference))?;
        if found.person.in_post_to.is_some_and(|last| last < today) {
            let sentence = format!("{}已不在任，请另选一位。", found.person.name);
            return Err(AppError::refused(RefusalCode::NotInPost, sentence));
        }
    }
    Ok(())
}

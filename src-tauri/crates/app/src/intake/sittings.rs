//! What a sitting leaves besides its appeals: a visit, a gathering, receptions.

use huishang_domain::ids::{GatheringId, PersonId, ReceptionId, VisitId};
use huishang_domain::numbering::first_patterns;
use huishang_domain::time::{local_date, to_micros};
use huishang_domain::words::{AskKind, Entity, GatheringKind};
use huishang_store::appeals::AppealRecord;
use huishang_store::directory::{self, PersonWithAgency};
use huishang_store::intakes::{
    self, GatheringRecord, ReceptionRecord, VisitItemRecord, VisitRecord, VisitorRecord,
};
use huishang_store::parties;
use serde_json::json;

use super::RECEPTIONS;
use super::check::Checked;
use super::dto::{IntakeInput, ReceptionPart};
use crate::appeals::check::optional;
use crate::work::Work;
use crate::{AppError, FieldProblem, numbers};

/// The most characters that a reception's matter holds.
const LONGEST_MATTER: usize = 10_000;
/// The most people that may come to a reception together.
const MOST_VISITORS: i64 = 10_000;
/// The most that take part in a gathering.
const MOST_PARTICIPANTS: i64 = 100_000;

/// A matter that was registered.
pub(super) struct Taken {
    pub appeal: AppealRecord,
    pub ask_kind: AskKind,
    /// It names somebody else than the sitting does.
    pub own: bool,
    pub reception_id: Option<ReceptionId>,
}

/// Writes a visit with what was said at it.
pub(super) async fn visit(
    work: &mut Work<'_>,
    input: &IntakeInput,
    checked: &Checked,
    taken: &[Taken],
) -> Result<VisitId, AppError> {
    let part = input.visit.as_ref().ok_or(AppError::invalid("visitorId", FieldProblem::Required))?;
    person(work, "visitorId", part.visitor_id).await?;
    let row = VisitRecord {
        id: VisitId(work.new_id()),
        person_id: part.visitor_id,
        division_id: input.division_id,
        town_id: checked.town_id,
        household: optional("household", part.household.as_deref(), 60)?,
        companions: optional("companions", part.companions.as_deref(), 500)?,
        visited_on: local_date(input.at),
        remark: None,
    };
    let items: Vec<VisitItemRecord> = (1_i64..)
        .zip(taken)
        .map(|(position, t)| VisitItemRecord {
            position,
            ask_kind: t.ask_kind,
            text: t.appeal.body.clone(),
            appeal_id: t.appeal.id,
        })
        .collect();
    let (by, now) = (work.actor.account_id, work.now);
    intakes::add_visit(&mut work.tx, &row, by, now).await?;
    intakes::add_visit_items(&mut work.tx, row.id, &items, by, now).await?;
    work.record(Entity::Visit, row.id.0, 1, "register", json!({ "appeals": numbers_of(taken) })).await?;
    Ok(row.id)
}

/// Finds the gathering or writes it, and how many took part where that is said anew.
pub(super) async fn gathering(
    work: &mut Work<'_>,
    input: &IntakeInput,
    checked: &Checked,
    kind: GatheringKind,
    taken: &[Taken],
) -> Result<GatheringId, AppError> {
    let part = input.gathering.clone().unwrap_or_default();
    if part.participants.is_some_and(|n| !(0..=MOST_PARTICIPANTS).contains(&n)) {
        return Err(AppError::invalid("participants", FieldProblem::OutOfRange));
    }
    if let Some(host) = part.host_id {
        person(work, "hostId", host).await?;
    }
    let row = GatheringRecord {
        id: GatheringId(work.new_id()),
        kind,
        held_on: local_date(input.at),
        division_id: input.division_id,
        town_id: checked.town_id,
        place: checked.place.clone().ok_or(AppError::invalid("place", FieldProblem::Required))?,
        host_id: part.host_id,
        participants: part.participants,
        version: 1,
    };
    let (by, now) = (work.actor.account_id, work.now);
    let (mut known, added) = intakes::find_or_add(&mut work.tx, &row, by, now).await?;
    let detail = json!({ "kind": kind, "appeals": numbers_of(taken) });
    if added {
        work.record(Entity::Gathering, known.id.0, 1, "register", detail).await?;
        return Ok(known.id);
    }
    let before = (known.participants, known.host_id);
    known.participants = part.participants.or(known.participants);
    known.host_id = part.host_id.or(known.host_id);
    if before != (known.participants, known.host_id) {
        intakes::set_participants(&mut work.tx, &known, by, now).await?;
        known.version += 1;
        let changed = json!({ "participants": { "from": before.0, "to": known.participants } });
        work.record(Entity::Gathering, known.id.0, known.version, "edit", json!({ "changed": changed }))
            .await?;
    }
    work.record(Entity::Gathering, known.id.0, known.version, "add_appeals", detail).await?;
    Ok(known.id)
}

/// Writes a reception for the visitors of the sitting, and one for each item that somebody else brought: the register
/// has a line for each who came, and counts them once.
pub(super) async fn receptions(
    work: &mut Work<'_>,
    input: &IntakeInput,
    checked: &Checked,
    taken: &mut [Taken],
) -> Result<(), AppError> {
    let part = input.reception.as_ref().ok_or(AppError::invalid("leaderId", FieldProblem::Required))?;
    let leader = person(work, "leaderId", part.leader_id).await?;
    if !(1..=MOST_VISITORS).contains(&part.visitor_count) {
        return Err(AppError::invalid("visitorCount", FieldProblem::OutOfRange));
    }
    let common: Vec<usize> = (0..taken.len()).filter(|at| taken.get(*at).is_some_and(|t| !t.own)).collect();
    let own = (0..taken.len()).filter(|at| !common.contains(at)).map(|at| vec![at]);
    let groups = std::iter::once(common.clone()).chain(own).filter(|group| !group.is_empty());
    for group in groups.collect::<Vec<_>>() {
        let count = if group == common { part.visitor_count } else { 1 };
        let matters: Vec<&AppealRecord> =
            group.iter().filter_map(|at| taken.get(*at)).map(|t| &t.appeal).collect();
        let id = reception(work, input, checked, (part, &leader, count), &matters).await?;
        for at in group {
            if let Some(one) = taken.get_mut(at) {
                one.reception_id = Some(id);
            }
        }
    }
    Ok(())
}

async fn reception(
    work: &mut Work<'_>,
    input: &IntakeInput,
    checked: &Checked,
    (part, leader, visitor_count): (&ReceptionPart, &PersonWithAgency, i64),
    matters: &[&AppealRecord],
) -> Result<ReceptionId, AppError> {
    let first = matters.first().ok_or(AppError::invalid("items", FieldProblem::Required))?;
    let visitors = parties::of_appeal(&mut work.tx, first.id).await?;
    let (by, now) = (work.actor.account_id, work.now);
    let row = ReceptionRecord {
        id: ReceptionId(work.new_id()),
        number: numbers::take(&mut work.tx, RECEPTIONS, first_patterns::RECEPTION, now).await?,
        leader_id: part.leader_id,
        post: leader.person.post.clone(),
        kind: part.kind,
        received_at: to_micros(input.at),
        place: checked.place.clone().unwrap_or_default(),
        town_id: Some(checked.town_id),
        visitor_count,
        matter: matter(matters),
        companions: optional("companions", part.companions.as_deref(), 500)?,
        appeal_id: first.id,
        visitors: visitors
            .into_iter()
            .map(|p| VisitorRecord {
                name: p.name,
                phone: p.phone,
                id_number: p.id_number,
                address: p.address,
            })
            .collect(),
    };
    intakes::add_reception(&mut work.tx, &row, by, now).await?;
    let appeals: Vec<&str> = matters.iter().map(|m| m.number.as_str()).collect();
    let detail = json!({ "number": row.number, "appeals": appeals });
    work.record(Entity::Reception, row.id.0, 1, "register", detail).await?;
    Ok(row.id)
}

/// What the register says of several matters: each with its number of the order, the titles where the texts are too long.
fn matter(matters: &[&AppealRecord]) -> String {
    if let [one] = matters {
        return one.body.clone();
    }
    let listed = |of: fn(&AppealRecord) -> &str| -> String {
        (1..).zip(matters).map(|(n, m)| format!("{n}. {}", of(m))).collect::<Vec<_>>().join("\n")
    };
    let texts = listed(|m| &m.body);
    if texts.chars().count() <= LONGEST_MATTER { texts } else { listed(|m| &m.title) }
}

async fn person(work: &mut Work<'_>, field: &str, id: PersonId) -> Result<PersonWithAgency, AppError> {
    directory::person(&mut work.tx, id)
        .await?
        .ok_or_else(|| AppError::invalid(field, FieldProblem::UnknownReference))
}

fn numbers_of(taken: &[Taken]) -> Vec<&str> {
    taken.iter().map(|t| t.appeal.number.as_str()).collect()
}

//! Opening a case: one leader takes a hard matter on.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::{AppealMove, AppealState};
use huishang_domain::flow::{RefusalCode, case as flow};
use huishang_domain::ids::{AppealId, CaseId, DivisionId};
use huishang_domain::numbering::first_patterns;
use huishang_domain::time::local_date;
use huishang_domain::words::{CaseLevel, Entity, PersonKind};
use huishang_store::appeals::Reckoner;
use huishang_store::cases::{self, CaseRecord, LeaderRecord};
use huishang_store::directory::{self, PersonRecord};
use huishang_store::{appeals, dues};
use serde_json::json;

use super::SERIES;
use super::dto::{CaseDetail, CaseInput};
use crate::appeals::check::{optional, text, town_of};
use crate::matters::take_in;
use crate::work::{Step, Work};
use crate::{Actor, App, AppError, FieldProblem, numbers};

/// How many people one case may concern.
const MOST_PEOPLE: i64 = 10_000_000;
/// The most appeals that one case may hold.
const MOST_APPEALS: usize = 100;
/// What is no year of a case.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Opens a case, which then waits to be submitted. It takes its number at once, since everything about it refers to
/// that; the appeals go over to 包案办.
pub async fn open(app: &App, actor: &Actor, input: CaseInput) -> Result<CaseDetail, AppError> {
    let mut work = app.begin(actor, UseCase::OpenCase).await?;
    let now = work.now;
    let name = text("name", &input.name, 200, true)?;
    let demand = text("demand", &input.demand, 20_000, true)?;
    let plan = optional("plan", input.plan.as_deref(), 20_000)?;
    if !(1..=MOST_PEOPLE).contains(&input.people_concerned) {
        return Err(AppError::invalid("peopleConcerned", FieldProblem::OutOfRange));
    }
    let due_on = due(&mut work, &input).await?;
    references(&mut work, &input).await?;
    let leader = leader(&mut work, &input).await?;
    let (appeal_ids, division_id) = matters(&mut work, &input).await?;
    let town_id = match division_id {
        Some(id) => town_of(&mut work.tx, id).await?,
        None => None,
    };
    let row = CaseRecord {
        id: CaseId(work.new_id()),
        version: 1,
        number: numbers::take(&mut work.tx, SERIES, first_patterns::CASE, now).await?,
        name,
        level: input.level,
        risk: input.risk,
        category: input.category,
        state: flow::START,
        division_id,
        town_id,
        responsible_id: input.responsible_id,
        contact_id: input.contact_id,
        demand,
        plan,
        people_concerned: input.people_concerned,
        start_on: input.start_on,
        set_due_on: input.due_on,
        due_on,
        ended_on: None,
        last_progress_on: None,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        updated_by: Some(actor.account_id),
    };
    cases::insert_many(&mut work.tx, std::slice::from_ref(&row)).await?;
    let first = LeaderRecord {
        case_id: row.id,
        person_id: leader.id,
        post: leader.post,
        from_on: row.start_on,
        to_on: None,
    };
    cases::add_leader(&mut work.tx, &first, actor.account_id, now).await?;
    let links: Vec<_> = appeal_ids.iter().map(|appeal| (row.id, *appeal)).collect();
    cases::link_appeals(&mut work.tx, &links).await?;
    let step = Step { from: None, to: row.state.code(), mv: "open", reason: None };
    work.moved(Entity::Case, row.id.0, step).await?;
    let detail = json!({
        "number": row.number, "name": row.name, "level": row.level, "risk": row.risk,
        "leader": leader.id, "due_on": due_on, "appeals": appeal_ids,
    });
    work.record(Entity::Case, row.id.0, 1, "open", detail).await?;
    let what = format!("包案《{}》", row.name);
    for appeal in appeal_ids {
        take_in(&mut work, appeal, (AppealMove::ToCase, AppealState::Case), &what).await?;
    }
    work.commit().await?;
    super::detail(app, actor, row.id).await
}

/// The last day in time: as it was given, or as the table of limits says.
async fn due(work: &mut Work<'_>, input: &CaseInput) -> Result<NaiveDate, AppError> {
    let in_range = |day: NaiveDate| YEARS.contains(&day.year());
    if !in_range(input.start_on) {
        return Err(AppError::invalid("startOn", FieldProblem::OutOfRange));
    }
    match input.due_on {
        Some(day) if day < input.start_on => Err(AppError::invalid("dueOn", FieldProblem::BeforeStart)),
        Some(day) if !in_range(day) => Err(AppError::invalid("dueOn", FieldProblem::OutOfRange)),
        Some(day) => Ok(day),
        None => {
            let reckoner = Reckoner::load(&mut work.tx).await?;
            dues::first_due_of_case(&reckoner, (input.start_on, work.now), None)?
                .ok_or_else(|| AppError::invalid("dueOn", FieldProblem::Required))
        }
    }
}

async fn references(work: &mut Work<'_>, input: &CaseInput) -> Result<(), AppError> {
    let unknown = |field: &str| AppError::invalid(field, FieldProblem::UnknownReference);
    if !directory::categories(&mut work.tx).await?.iter().any(|c| c.code == input.category) {
        return Err(unknown("category"));
    }
    if directory::agency(&mut work.tx, input.responsible_id).await?.is_none() {
        return Err(unknown("responsibleId"));
    }
    if let Some(id) = input.contact_id
        && directory::person(&mut work.tx, id).await?.is_none()
    {
        return Err(unknown("contactId"));
    }
    Ok(())
}

/// The one who takes it on: in post, and for a case of the city a city leader.
async fn leader(work: &mut Work<'_>, input: &CaseInput) -> Result<PersonRecord, AppError> {
    let person = directory::person(&mut work.tx, input.leader_id)
        .await?
        .ok_or_else(|| AppError::invalid("leaderId", FieldProblem::UnknownReference))?
        .person;
    if person.in_post_to.is_some_and(|last| last < local_date(work.now)) {
        let sentence = format!("{}已不在任，不能包案，请另选一位领导。", person.name);
        return Err(AppError::refused(RefusalCode::NotInPost, sentence));
    }
    if input.level == CaseLevel::City && person.kind != PersonKind::CityLeader {
        let sentence = format!(
            "市级包案须由市领导包案，{}是{}，请另选一位市领导，或改为镇级、部门级包案。",
            person.name,
            person.kind.term()
        );
        return Err(AppError::refused(RefusalCode::NotEntitled, sentence));
    }
    Ok(person)
}

/// The appeals, each once and in nobody else's case; and where the case belongs.
async fn matters(
    work: &mut Work<'_>,
    input: &CaseInput,
) -> Result<(Vec<AppealId>, Option<DivisionId>), AppError> {
    if input.appeal_ids.len() > MOST_APPEALS {
        return Err(AppError::invalid("appealIds", FieldProblem::OutOfRange));
    }
    appeals::hold(&mut work.tx, &input.appeal_ids).await?;
    let sight = work.actor.sight(work.scope);
    let mut seen = BTreeSet::new();
    let ids: Vec<_> = input.appeal_ids.iter().copied().filter(|id| seen.insert(*id)).collect();
    let mut division = input.division_id;
    for id in &ids {
        let appeal = appeals::by_id(&mut work.tx, *id, sight)
            .await?
            .ok_or_else(|| AppError::invalid("appealIds", FieldProblem::UnknownReference))?;
        if let Some(name) = cases::open_on_appeal(&mut work.tx, *id).await? {
            let sentence =
                format!("诉求{}已列入包案《{name}》，不能重复包案。请到那件包案中办理。", appeal.number);
            return Err(AppError::refused(RefusalCode::AlreadyBuiltOn, sentence));
        }
        division = division.or(appeal.division_id);
    }
    Ok((ids, division))
}

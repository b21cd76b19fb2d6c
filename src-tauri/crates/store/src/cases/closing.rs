//! Who answers for a case, and what it is closed with.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::case::PetitionEnded;
use huishang_domain::ids::{AccountId, AgencyId, CaseId, PersonId};
use uuid::Uuid;

use crate::{StoreError, Tx};

/// How a case ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ResultRecord {
    pub case_id: CaseId,
    pub result: String,
    /// A code of the list `outcome`.
    pub outcome: &'static str,
    pub petition_ended: PetitionEnded,
    pub first_reviewer_id: AccountId,
    pub second_reviewer_id: AccountId,
}

/// One of the five rows of 包保责任.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ResponsibleRecord {
    pub case_id: CaseId,
    /// `city_leader`, `agency`, `town`, `police` or `village`.
    pub tier: &'static str,
    pub person_id: PersonId,
    pub agency_id: Option<AgencyId>,
    pub name: String,
    pub post: String,
    pub phone: Option<String>,
}

/// A step of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct PlanStepRecord {
    pub case_id: CaseId,
    pub position: i64,
    pub text: String,
    pub agency_id: AgencyId,
    pub due_on: NaiveDate,
    pub done_on: Option<NaiveDate>,
}

/// Writes how a case ended.
pub async fn set_result(tx: &mut Tx, row: &ResultRecord) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE cases SET result = $2, outcome = $3, petition_ended = $4, first_reviewer_id = $5,
                second_reviewer_id = $6 WHERE id = $1",
        row.case_id,
        &row.result,
        row.outcome,
        row.petition_ended,
        row.first_reviewer_id,
        row.second_reviewer_id
    )?;
    Ok(done == 1)
}

/// Ticks an item of a checklist with its evidence.
pub async fn add_tick(
    tx: &mut Tx,
    case: CaseId,
    (item, evidence): (&str, &str),
    (by, at): (Option<AccountId>, DateTime<Utc>),
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO case_ticks (case_id, item_code, answer, evidence, ticked_at, created_at, created_by, updated_at,
                updated_by)
         VALUES ($1, $2, 'evidenced', $3, $4, $4, $5, $4, $5)",
        case,
        item,
        evidence,
        at,
        by
    )?;
    Ok(())
}

/// Writes who answers for a case on one of the five levels.
pub async fn add_responsible(
    tx: &mut Tx,
    row: &ResponsibleRecord,
    (by, at): (Option<AccountId>, DateTime<Utc>),
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO case_responsibles (case_id, tier, person_id, agency_id, name, post, phone, created_at, created_by,
                updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)",
        row.case_id,
        row.tier,
        row.person_id,
        row.agency_id,
        &row.name,
        &row.post,
        &row.phone,
        at,
        by
    )?;
    Ok(())
}

/// Writes who belongs to a case's task force.
pub async fn add_member(
    tx: &mut Tx,
    case: CaseId,
    (person, duty): (PersonId, &str),
    (by, at): (Option<AccountId>, DateTime<Utc>),
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO case_members (case_id, person_id, duty, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $4, $5)",
        case,
        person,
        duty,
        at,
        by
    )?;
    Ok(())
}

/// Writes a step of the plan.
pub async fn add_plan_step(
    tx: &mut Tx,
    row: &PlanStepRecord,
    (by, at): (Option<AccountId>, DateTime<Utc>),
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO case_plan_steps (id, case_id, position, text, agency_id, due_on, done_on, created_at, created_by,
                updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)",
        Uuid::now_v7(),
        row.case_id,
        row.position,
        &row.text,
        row.agency_id,
        row.due_on,
        row.done_on,
        at,
        by
    )?;
    Ok(())
}

//! One consultation with what belongs to it.

use huishang_domain::flow::appeal::AppealState;
use huishang_domain::flow::case::CaseState;
use huishang_domain::ids::{AppealId, CaseId, ConsultationId, PersonId, RoomId};
use huishang_domain::words::Attendance;

use super::{ConsultationRecord, columns, push_sight};
use crate::{Sight, StoreError, Tx};

/// What the detail shows beyond the list's row.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ConsultationShown {
    /// Name of the leader who presides.
    pub presiding: Option<String>,
    /// What else is to be said.
    pub remark: Option<String>,
    /// The room that is booked.
    pub room_id: Option<RoomId>,
}

/// Somebody who is to attend.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AttendeeShown {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their post.
    pub post: String,
    /// Short name of their agency; empty where they have none.
    pub agency: String,
    /// How binding the invitation is.
    pub attendance: Attendance,
}

/// An appeal or case that is talked about.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LinkedItem<I, S> {
    /// Its id.
    pub id: I,
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: S,
}

/// How many of what there is, for the flow's conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "as in the flow's facts")]
pub struct Tally {
    pub items: i64,
    pub leads: i64,
    pub actions: i64,
    pub actions_open: i64,
}

/// A consultation, if it is in sight.
pub async fn by_id(
    tx: &mut Tx,
    id: ConsultationId,
    sight: Sight,
) -> Result<Option<ConsultationRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(concat!("SELECT ", columns!(), " FROM consultations c WHERE c.id = "));
        query.push_bind(id);
        push_sight!(query, sight);
        query.build_query_as::<ConsultationRecord>().fetch_optional(conn).await
    })
    .map_err(StoreError::from)
}

/// Who presides, and the remark.
pub async fn shown_extra(tx: &mut Tx, id: ConsultationId) -> Result<Option<ConsultationShown>, StoreError> {
    fetch_optional!(
        tx,
        ConsultationShown,
        "SELECT p.name AS presiding, c.remark, c.room_id FROM consultations c LEFT JOIN people p ON p.id = c.presiding_id
         WHERE c.id = $1",
        id
    )
}

/// Who is to attend: those who must first, by agency and name.
pub async fn attendees(tx: &mut Tx, id: ConsultationId) -> Result<Vec<AttendeeShown>, StoreError> {
    fetch_all!(
        tx,
        AttendeeShown,
        "SELECT p.id, p.name, p.post, coalesce(g.short_name, '') AS agency, x.attendance
         FROM consultation_people x JOIN people p ON p.id = x.person_id LEFT JOIN agencies g ON g.id = p.agency_id
         WHERE x.consultation_id = $1 ORDER BY CASE x.attendance WHEN 'must' THEN 0 ELSE 1 END, g.id, p.id",
        id
    )
}

/// The appeals that are talked about, in order.
pub async fn appeals_of(
    tx: &mut Tx,
    id: ConsultationId,
) -> Result<Vec<LinkedItem<AppealId, AppealState>>, StoreError> {
    fetch_all!(
        tx,
        LinkedItem<AppealId, AppealState>,
        "SELECT a.id, a.number, a.title, a.state FROM consultation_items i JOIN appeals a ON a.id = i.appeal_id
         WHERE i.consultation_id = $1 ORDER BY i.position",
        id
    )
}

/// The cases that are talked about, in order.
pub async fn cases_of(
    tx: &mut Tx,
    id: ConsultationId,
) -> Result<Vec<LinkedItem<CaseId, CaseState>>, StoreError> {
    fetch_all!(
        tx,
        LinkedItem<CaseId, CaseState>,
        "SELECT k.id, k.number, k.name AS title, k.state FROM consultation_items i JOIN cases k ON k.id = i.case_id
         WHERE i.consultation_id = $1 ORDER BY i.position",
        id
    )
}

/// The counts that the flow asks for.
pub async fn tally(tx: &mut Tx, id: ConsultationId) -> Result<Tally, StoreError> {
    let row = fetch_optional!(
        tx,
        Tally,
        "SELECT (SELECT count(*) FROM consultation_items i WHERE i.consultation_id = c.id) AS items,
                (SELECT count(*) FROM consultation_agencies p WHERE p.consultation_id = c.id AND p.part = 'lead') AS leads,
                (SELECT count(*) FROM actions a WHERE a.consultation_id = c.id) AS actions,
                (SELECT count(*) FROM actions a WHERE a.consultation_id = c.id AND a.state <> 'closed') AS actions_open
         FROM consultations c WHERE c.id = $1",
        id
    )?;
    Ok(row.unwrap_or(Tally { items: 0, leads: 0, actions: 0, actions_open: 0 }))
}

/// The topic of a consultation that isn't held yet and already talks about this appeal.
pub async fn live_on_appeal(tx: &mut Tx, id: AppealId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = fetch_optional!(
        tx,
        (String,),
        "SELECT c.topic FROM consultations c JOIN consultation_items i ON i.consultation_id = c.id
         WHERE i.appeal_id = $1
           AND c.state IN ('requested', 'reviewing', 'scheduling', 'notified', 'signing_in', 'in_session')
         ORDER BY c.created_at, c.id LIMIT 1",
        id
    )?;
    Ok(row.map(|(topic,)| topic))
}

/// The topic of a consultation that isn't held yet and already talks about this case.
pub async fn live_on_case(tx: &mut Tx, id: CaseId) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = fetch_optional!(
        tx,
        (String,),
        "SELECT c.topic FROM consultations c JOIN consultation_items i ON i.consultation_id = c.id
         WHERE i.case_id = $1
           AND c.state IN ('requested', 'reviewing', 'scheduling', 'notified', 'signing_in', 'in_session')
         ORDER BY c.created_at, c.id LIMIT 1",
        id
    )?;
    Ok(row.map(|(topic,)| topic))
}

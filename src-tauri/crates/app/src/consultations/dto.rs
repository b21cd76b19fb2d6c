//! The shapes that the screen and the command line see.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::consultation::{ConsultationMove, ConsultationState};
use huishang_domain::ids::{ActionId, AgencyId, AppealId, CaseId, ConsultationId, PersonId, RoomId};
use huishang_domain::words::{Attendance, ConsultationKind, Light, Participation};
use serde::{Deserialize, Serialize};

use crate::shapes::{LinkedRef, TimelineEntry};

/// Which page of which consultations.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationQuery {
    /// Part of a topic, number or place.
    pub text: Option<String>,
    /// Where they stand; empty for anywhere.
    pub states: Vec<ConsultationState>,
    /// How they are held; empty for any way.
    pub kinds: Vec<ConsultationKind>,
    /// Who takes part, as whatever.
    pub agency_id: Option<AgencyId>,
    /// Only those with a decided action past its deadline.
    pub late_actions: bool,
    /// Held on or after this day.
    pub from: Option<NaiveDate>,
    /// Held on or before this day.
    pub to: Option<NaiveDate>,
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most so many rows.
    pub limit: i64,
}

/// A consultation as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationRow {
    /// Its id.
    pub id: ConsultationId,
    /// The version that a write has to bring back.
    pub version: i64,
    /// 天社会商〔2026〕12号; none until it is approved.
    pub number: Option<String>,
    /// What is talked about.
    pub topic: String,
    /// How it is held.
    pub kind: ConsultationKind,
    /// Where it stands.
    pub state: ConsultationState,
    /// Short name of the one agency that leads.
    pub lead: String,
    /// Short names of those that co-operate.
    pub cooperating: Vec<String>,
    /// Short name of the town's agency where it happened.
    pub territory: Option<String>,
    /// When it begins.
    pub starts_at: Option<DateTime<Utc>>,
    /// How long it lasts.
    pub minutes: i64,
    /// The room's name, or the place.
    pub place: Option<String>,
    /// The last day on which it may be held.
    pub must_be_held_by: Option<NaiveDate>,
    /// Appeals and cases talked about.
    pub items: i64,
    /// Decided actions.
    pub actions: i64,
    /// Decided actions that are closed.
    pub actions_closed: i64,
}

/// An agency's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationAgency {
    /// Which agency.
    pub id: AgencyId,
    /// Its short name.
    pub name: String,
    /// As what.
    pub part: Participation,
}

/// Somebody who is to attend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationPerson {
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

/// A decided action with its consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionRow {
    /// Its id.
    pub id: ActionId,
    /// What is to be done.
    pub text: String,
    /// Short name of the one agency that leads it.
    pub lead: String,
    /// The last day in time.
    pub deadline: NaiveDate,
    /// Red also when it was closed too late.
    pub light: Light,
    /// Where it stands, in Chinese.
    pub state: String,
    /// The newest that was reported.
    pub progress: Option<String>,
}

/// Everything about one consultation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationDetail {
    /// As lists show it.
    pub row: ConsultationRow,
    /// Every agency with its part.
    pub agencies: Vec<ConsultationAgency>,
    /// Everyone who is to attend.
    pub people: Vec<ConsultationPerson>,
    /// Name of the leader who presides.
    pub presiding: Option<String>,
    /// The room that is booked.
    pub room_id: Option<RoomId>,
    /// The appeals talked about.
    pub appeals: Vec<LinkedRef>,
    /// The cases talked about.
    pub cases: Vec<LinkedRef>,
    /// What was decided.
    pub actions: Vec<ActionRow>,
    /// What else is to be said.
    pub remark: Option<String>,
    /// What may be done next, of that which this version can carry out.
    pub open_moves: Vec<ConsultationMove>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// What a person fills in.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ConsultationInput {
    /// What is talked about.
    pub topic: String,
    /// How it is held.
    pub kind: ConsultationKind,
    /// Appeals judged 大事.
    pub appeal_ids: Vec<AppealId>,
    /// Cases under way.
    pub case_ids: Vec<CaseId>,
    /// Who asks for it.
    pub requested_by_id: Option<AgencyId>,
    /// Who calls the others together; empty for the lead.
    pub convener_ids: Vec<AgencyId>,
    /// The one that leads.
    pub lead_id: AgencyId,
    /// Who co-operates.
    pub cooperating_ids: Vec<AgencyId>,
    /// The town's agency; none for that of the first matter's town.
    pub territory_id: Option<AgencyId>,
    /// The leader who presides.
    pub presiding_id: Option<PersonId>,
    /// Needed for a consultation in a room.
    pub room_id: Option<RoomId>,
    /// Needed for one on site.
    pub place: Option<String>,
    /// When it begins, where that is known already.
    pub starts_at: Option<DateTime<Utc>>,
    /// How long it lasts: 15 to 480.
    pub minutes: i64,
    /// The last day on which it may be held.
    pub must_be_held_by: Option<NaiveDate>,
    /// Who must attend.
    pub must_attend: Vec<PersonId>,
    /// Who should attend.
    pub should_attend: Vec<PersonId>,
    /// What else is to be said.
    pub remark: Option<String>,
}

/// Another time and place.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SlotInput {
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// How long it lasts: 15 to 480.
    pub minutes: i64,
    /// Needed for a consultation in a room.
    pub room_id: Option<RoomId>,
    /// Needed for one on site.
    pub place: Option<String>,
}

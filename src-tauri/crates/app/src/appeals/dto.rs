//! The shapes that the screen and the command line see.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::{AppealMove, AppealState};
use huishang_domain::ids::{AgencyId, AppealId, DivisionId, ImportId};
use huishang_domain::search::Hit;
use huishang_domain::words::{AskKind, Channel, Level, Light, Satisfaction};
use serde::{Deserialize, Serialize};

use crate::shapes::{AgencyRef, LinkedRef, Party, TimelineEntry};

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum AppealSort {
    /// Newest first.
    #[default]
    ReceivedDesc,
    /// Oldest first.
    ReceivedAsc,
    /// Most urgent first.
    DeadlineAsc,
    /// Our numbers, downward.
    NumberDesc,
    /// Our numbers, upward.
    NumberAsc,
    /// Those that concern most people first, as each tells by itself.
    PeopleDesc,
    /// Closed last first; what is open comes behind.
    ClosedDesc,
}

/// Which page of which appeals.
///
/// What isn't said doesn't narrow the list, so that a view saved by an earlier version stays good.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase", default)]
pub struct AppealQuery {
    /// Part of a title, text, place, number or party's name, or a whole phone or ID number or its last four; of several
    /// words each must be found.
    pub text: Option<String>,
    /// Where they stand; empty for anywhere.
    pub states: Vec<AppealState>,
    /// Their levels; empty for any.
    pub levels: Vec<Level>,
    /// Those still to be judged.
    pub unjudged: bool,
    /// How they came; empty for any way.
    pub channels: Vec<Channel>,
    /// Where they belong; a town with all its villages.
    pub division_id: Option<DivisionId>,
    /// Who handles them.
    pub agency_id: Option<AgencyId>,
    /// Code of a category, with those below it.
    pub category: Option<String>,
    /// Their light.
    pub light: Option<Light>,
    /// Only those that are not closed.
    pub live: bool,
    /// Only those that are not closed and due on this day.
    pub due_on: Option<NaiveDate>,
    /// Received on or after this day.
    pub received_from: Option<NaiveDate>,
    /// Received on or before this day.
    pub received_to: Option<NaiveDate>,
    /// 三问; empty for any.
    pub ask_kinds: Vec<AskKind>,
    /// What the call-back found; empty for any.
    pub satisfactions: Vec<Satisfaction>,
    /// Code of the system that their own number counts in.
    pub source: Option<String>,
    /// The import that they came with.
    pub import_id: Option<ImportId>,
    /// Concerning at least so many people.
    pub people_from: Option<i64>,
    /// Concerning at most so many people.
    pub people_to: Option<i64>,
    /// Due on or after this day.
    pub deadline_from: Option<NaiveDate>,
    /// Due on or before this day.
    pub deadline_to: Option<NaiveDate>,
    /// Closed on or after this day.
    pub closed_from: Option<NaiveDate>,
    /// Closed on or before this day.
    pub closed_to: Option<NaiveDate>,
    /// With an attachment, or without.
    pub attached: Option<bool>,
    /// Merged into another, or not.
    pub merged: Option<bool>,
    /// Only those with a possible duplicate that nobody has decided on.
    pub duplicates_pending: bool,
    /// The order.
    pub sort: AppealSort,
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most so many rows.
    pub limit: i64,
}

/// An appeal as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AppealRow {
    /// Its id.
    pub id: AppealId,
    /// The version that a write has to bring back.
    pub version: i64,
    /// Our number.
    pub number: String,
    /// The source system's number.
    pub source_number: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// Where it stands.
    pub state: AppealState,
    /// 三办; none while it isn't judged.
    pub level: Option<Level>,
    /// What it is about.
    pub title: String,
    /// Code of its category.
    pub category: String,
    /// Its category as people read it: 公共服务-路灯照明.
    pub category_name: String,
    /// Its town.
    pub town: Option<String>,
    /// Its village or grid.
    pub village: Option<String>,
    /// Who raised it.
    pub party_name: Option<String>,
    /// How many people it concerns, as it tells.
    pub people_concerned: i64,
    /// What sums count: the people of a matter once, with its original; 0 of a merged appeal.
    pub people_counted: i64,
    /// Short name of the agency that handles it.
    pub handler: Option<String>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// The last day in time.
    pub deadline: Option<NaiveDate>,
    /// The first instant that is late: midnight after `deadline`, or the minute of a limit in hours or minutes.
    pub due_at: Option<DateTime<Utc>>,
    /// None once it is closed, or without a deadline.
    pub light: Option<Light>,
    /// Negative once it is late; none where the light is none or the calendar doesn't hold a year on the way.
    pub working_days_left: Option<i64>,
    /// Where a searched text was found; none where nothing was searched.
    pub hit: Option<Hit>,
}

/// Everything about one appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AppealDetail {
    /// As lists show it.
    pub row: AppealRow,
    /// The whole text.
    pub text: String,
    /// 三问
    pub ask_kind: AskKind,
    /// Where it happened.
    pub place: Option<String>,
    /// Its division.
    pub division_id: Option<DivisionId>,
    /// The agency that handles it.
    pub handler_id: Option<AgencyId>,
    /// Who helps, as it was judged; a consultation about it begins with them.
    pub cooperating: Vec<AgencyRef>,
    /// What rules and precedents propose; none once it is judged, or for whoever may not judge.
    pub proposed_level: Option<Level>,
    /// Who raised it, masked.
    pub parties: Vec<Party>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What may be done next.
    pub open_moves: Vec<AppealMove>,
    /// Consultations made from it.
    pub consultations: Vec<LinkedRef>,
    /// Cases made from it.
    pub cases: Vec<LinkedRef>,
    /// The file that it came from.
    pub imported_from: Option<String>,
}

/// What a person fills in.
///
/// When an appeal is edited, a phone, ID number or address that is none or still holds the mask's asterisks stays as
/// it is, and an empty one is taken out: who edits has never seen the whole.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in AppealRow and AppealDetail")]
pub struct AppealInput {
    pub channel: Channel,
    pub ask_kind: AskKind,
    pub title: String,
    pub text: String,
    pub category: String,
    pub division_id: Option<DivisionId>,
    pub place: Option<String>,
    pub people_concerned: i64,
    pub received_at: DateTime<Utc>,
    pub handler_id: Option<AgencyId>,
    pub source_number: Option<String>,
    pub party_name: Option<String>,
    pub party_phone: Option<String>,
    pub party_id_number: Option<String>,
    pub party_address: Option<String>,
}

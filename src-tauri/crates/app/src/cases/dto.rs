//! The shapes that the screen and the command line see.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::case::{CaseMove, CaseState};
use huishang_domain::ids::{AgencyId, AppealId, CaseId, DivisionId, PersonId};
use huishang_domain::words::{CaseLevel, Light, Risk};
use serde::{Deserialize, Serialize};

use crate::shapes::{LinkedRef, Party, TimelineEntry};

/// Which page of which cases.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CaseQuery {
    /// Part of a name, number or leader's name.
    pub text: Option<String>,
    /// Where they stand; empty for anywhere.
    pub states: Vec<CaseState>,
    /// Whose they are; empty for anybody's.
    pub levels: Vec<CaseLevel>,
    /// Their risk; empty for any.
    pub risks: Vec<Risk>,
    /// Who leads them now.
    pub leader_id: Option<PersonId>,
    /// Where they belong; a town with all its villages.
    pub division_id: Option<DivisionId>,
    /// Only those under way.
    pub live: bool,
    /// Their light.
    pub light: Option<Light>,
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most so many rows.
    pub limit: i64,
}

/// A case as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// The version that a write has to bring back.
    pub version: i64,
    /// 天社包案〔2026〕3号
    pub number: String,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub level: CaseLevel,
    /// How dangerous.
    pub risk: Risk,
    /// Code of its category.
    pub category: String,
    /// Its category as people read it.
    pub category_name: String,
    /// Where it stands.
    pub state: CaseState,
    /// Who leads it, or led it last.
    pub leader: String,
    /// Their post as it was when they took it.
    pub leader_post: String,
    /// Short name of the agency that answers for it.
    pub responsible: String,
    /// Its town.
    pub town: Option<String>,
    /// How many people it concerns.
    pub people_concerned: i64,
    /// The first day.
    pub start_on: NaiveDate,
    /// The last day in time.
    pub due_on: NaiveDate,
    /// None once it is over.
    pub light: Option<Light>,
    /// Negative once it is late; none where the light is none or the calendar doesn't hold a year on the way.
    pub working_days_left: Option<i64>,
    /// The day of the newest entry.
    pub last_progress_on: Option<NaiveDate>,
}

/// An entry of its progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CaseProgress {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What kind of entry, in Chinese.
    pub kind: String,
    /// What was done.
    pub text: String,
}

/// Who led it when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CaseLeader {
    /// Who.
    pub name: String,
    /// Their post as it was then.
    pub post: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none for the present one.
    pub to: Option<NaiveDate>,
}

/// Everything about one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CaseDetail {
    /// As lists show it.
    pub row: CaseRow,
    /// What the people want.
    pub demand: String,
    /// How it is to be resolved.
    pub plan: Option<String>,
    /// Name of the contact.
    pub contact: Option<String>,
    /// The people concerned, masked.
    pub parties: Vec<Party>,
    /// The appeals that belong to it.
    pub appeals: Vec<LinkedRef>,
    /// What was done, newest first.
    pub progress: Vec<CaseProgress>,
    /// Who led it, the present one first.
    pub leaders: Vec<CaseLeader>,
    /// What may be done next, of that which this version can carry out.
    pub open_moves: Vec<CaseMove>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// What a person fills in.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CaseInput {
    /// Appeals judged 难事; may be none.
    pub appeal_ids: Vec<AppealId>,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub level: CaseLevel,
    /// How dangerous.
    pub risk: Risk,
    /// Code of its category.
    pub category: String,
    /// The one who leads it; a city leader for a case of the city.
    pub leader_id: PersonId,
    /// The agency that answers for it.
    pub responsible_id: AgencyId,
    /// The contact there.
    pub contact_id: Option<PersonId>,
    /// Where it belongs; none for the first appeal's.
    pub division_id: Option<DivisionId>,
    /// What the people want.
    pub demand: String,
    /// How it is to be resolved.
    pub plan: Option<String>,
    /// The first day.
    pub start_on: NaiveDate,
    /// The last day in time; none for what the table of limits says.
    pub due_on: Option<NaiveDate>,
    /// How many people it concerns.
    pub people_concerned: i64,
}

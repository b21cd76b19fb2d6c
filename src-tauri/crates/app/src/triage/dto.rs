//! What the screen is told of a proposal, and what it sends back.

use huishang_domain::ids::{AgencyId, AppealId, RuleId};
use huishang_domain::words::{DutyList, Level};
use serde::{Deserialize, Serialize};

use crate::appeals::{AppealDetail, AppealRow};
use crate::duplicates::DuplicateCandidate;

/// A similar appeal that was decided before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in the appeal's row")]
pub struct TriagePrecedent {
    pub id: AppealId,
    pub number: String,
    pub title: String,
    pub level: Level,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageNote {
    /// In Chinese.
    pub sentence: String,
    /// The likest appeals that were decided so.
    pub precedents: Vec<TriagePrecedent>,
    /// It speaks for something else.
    pub against: bool,
}

/// The proposed level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageLevel {
    /// 三办
    pub value: Level,
    /// In percent.
    pub confidence: u8,
    /// Why.
    pub notes: Vec<TriageNote>,
}

/// The proposed category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageCategory {
    /// Its code.
    pub code: String,
    /// As people read it.
    pub name: String,
    /// In percent.
    pub confidence: u8,
    /// Why.
    pub notes: Vec<TriageNote>,
}

/// A proposed agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageAgency {
    /// Which.
    pub id: AgencyId,
    /// Its short name.
    pub name: String,
    /// In percent.
    pub confidence: u8,
    /// Why.
    pub notes: Vec<TriageNote>,
}

/// Who would handle an appeal at each level; a small one stays with whoever has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "one for each level")]
pub struct TriageHandlers {
    pub small: Option<AgencyId>,
    pub big: Option<AgencyId>,
    pub hard: Option<AgencyId>,
}

/// What is proposed for an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageProposal {
    /// 三办
    pub level: TriageLevel,
    /// None where nothing speaks for one.
    pub category: Option<TriageCategory>,
    /// Whose field it is; none where nothing says so.
    pub lead: Option<TriageAgency>,
    /// Who has to help when it is more than small.
    pub cooperating: Vec<TriageAgency>,
    /// Who would handle it.
    pub handlers: TriageHandlers,
    /// The words of rules that stand in the title or the text, to be marked there.
    pub words: Vec<String>,
}

/// An appeal as it is laid before whoever judges it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageCard {
    /// The appeal.
    pub detail: AppealDetail,
    /// What is proposed.
    pub proposal: TriageProposal,
    /// What it may repeat and nobody has decided on, the likeliest first; none where it can't be merged.
    pub repeats: Vec<DuplicateCandidate>,
}

/// The proposal as the person saw it, for the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageShown {
    /// The level.
    pub level: Level,
    /// The category; none where none was proposed.
    pub category: Option<String>,
    /// Who would handle it at that level.
    pub lead_id: Option<AgencyId>,
}

/// What a person decides.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageDecision {
    /// 三办
    pub level: Level,
    /// Code of its category.
    pub category: String,
    /// Who handles it; none leaves it with whoever has it.
    pub lead_id: Option<AgencyId>,
    /// Who helps; nobody with a small one.
    pub cooperating_ids: Vec<AgencyId>,
    /// What was proposed on the screen.
    pub shown: Option<TriageShown>,
}

/// An appeal after a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageDone {
    /// Which.
    pub id: AppealId,
    /// The version by which the decision can be taken back.
    pub version: i64,
    /// Whether it was decided as proposed; none where nothing was shown.
    pub followed: Option<bool>,
}

/// What a rule is made of: as an administrator writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageRuleInput {
    /// None for a new one.
    pub id: Option<RuleId>,
    /// The version that the person saw; 0 for a new one.
    pub version: i64,
    /// What people call it.
    pub name: String,
    /// 0 to 100; precedents count as 50.
    pub priority: i64,
    /// One of these words stands in the title or the text.
    pub words_any: Vec<String>,
    /// All of these do.
    pub words_all: Vec<String>,
    /// Codes of categories, each with those below it.
    pub categories: Vec<String>,
    /// It concerns at least so many people.
    pub people_from: Option<u32>,
    /// It was raised at least so often.
    pub raised_from: Option<u32>,
    /// It stands on one of these lists.
    pub lists: Vec<DutyList>,
    /// What it concludes: a level.
    pub level: Option<Level>,
    /// A category.
    pub category: Option<String>,
    /// The name of the agency that leads.
    pub lead: Option<String>,
    /// Names of those that help.
    pub cooperating: Vec<String>,
    /// Whether it counts.
    pub active: bool,
}

/// A rule as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageRule {
    /// Which.
    pub id: RuleId,
    /// What it is made of.
    pub rule: TriageRuleInput,
    /// Its conditions in words.
    pub when: String,
    /// Its conclusions in words.
    pub then: String,
    /// Names of agencies that no agency of this county bears.
    pub unresolved: Vec<String>,
}

/// What a rule would have hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TriageTrial {
    /// How many days it was tried on, up to now.
    pub days: u32,
    /// Appeals looked at.
    pub looked: u32,
    /// Whether there were more than can be looked at.
    pub cut: bool,
    /// How many it hit.
    pub hits: u32,
    /// The newest of those.
    pub rows: Vec<AppealRow>,
}

/// Which kinds of matters stand on which duty list, by the codes of their categories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "one for each list")]
pub struct DutyLists {
    /// The version that a change has to bring back.
    pub version: i64,
    pub basic: Vec<String>,
    pub cooperating: Vec<String>,
    pub withdrawn: Vec<String>,
}

//! What the screen is told of appeals that may be about the same matter.

use huishang_domain::duplicates::{DuplicateReason, DuplicateState};
use huishang_domain::ids::{AppealId, ImportId};
use serde::{Deserialize, Serialize};

use crate::appeals::AppealRow;
use crate::shapes::Party;

/// One reason, as a code and as the sentence that people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateNote {
    /// Which.
    pub code: DuplicateReason,
    /// In Chinese.
    pub sentence: String,
}

impl From<DuplicateReason> for DuplicateNote {
    fn from(code: DuplicateReason) -> Self {
        Self { code, sentence: code.sentence().to_owned() }
    }
}

/// One of two appeals that are laid side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateSide {
    /// As lists show it.
    pub row: AppealRow,
    /// The whole text.
    pub text: String,
    /// Where it happened.
    pub place: Option<String>,
    /// Who raised it, masked.
    pub parties: Vec<Party>,
    /// The appeal that it was merged into.
    pub merged_into: Option<AppealId>,
    /// Whether it may be merged into another: it isn't judged yet, and nothing was merged into it.
    pub can_merge: bool,
}

/// An appeal that may be about the same matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateCandidate {
    /// The version that a decision has to bring back; 0 while the pair isn't written down.
    pub pair_version: i64,
    /// What was decided.
    pub state: DuplicateState,
    /// 0 to 100.
    pub score: i64,
    /// What speaks for it, the strongest first, and against it.
    pub reasons: Vec<DuplicateNote>,
    /// The appeal.
    pub other: DuplicateSide,
}

/// An appeal with all that it may repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateReview {
    /// The appeal itself.
    pub subject: DuplicateSide,
    /// What it was merged with first, then what waits for a decision, then what was dismissed.
    pub candidates: Vec<DuplicateCandidate>,
}

/// A pair that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DuplicatePair {
    /// The version that a decision has to bring back.
    pub pair_version: i64,
    /// 0 to 100.
    pub score: i64,
    /// What speaks for it, the strongest first, and against it.
    pub reasons: Vec<DuplicateNote>,
    /// The one that came first.
    pub earlier: AppealRow,
    /// The one that came after.
    pub later: AppealRow,
}

/// Which page of the open pairs.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateQuery {
    /// Only pairs of which this import brought one.
    pub import_id: Option<ImportId>,
    /// Only pairs with at least this score.
    pub min_score: Option<i64>,
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most so many rows.
    pub limit: i64,
}

/// What a run through the open appeals found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateScan {
    /// Appeals looked at.
    pub checked: u32,
    /// Of those, appeals that may repeat another.
    pub found: u32,
}

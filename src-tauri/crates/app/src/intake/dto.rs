//! The shapes that the entry form sends and shows.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::identity::IdProblem;
use huishang_domain::ids::{AppealId, DivisionId, IntakeId, PartyId, PersonId};
use huishang_domain::words::{AskKind, Channel, DivisionKind, ReceptionKind};
use serde::{Deserialize, Serialize};

/// One sitting as it was typed in. `visit` goes with 上门入户, `reception` with 领导接访下访, `gathering` with the others.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct IntakeInput {
    /// Made by the form and kept until it is emptied, so that saving twice saves once.
    pub id: IntakeId,
    /// 上门入户, 村民说事会, 居民协商亭, 人民意见征集点, 民情征集日 or 领导接访下访.
    pub channel: Channel,
    /// When the sitting was.
    pub at: DateTime<Utc>,
    /// Town, village or grid.
    pub division_id: DivisionId,
    /// The address, hall, pavilion, point or room; at most 300 characters, and wanted except at a visit.
    pub place: Option<String>,
    /// Who said it, where an item doesn't name somebody else.
    pub person: IntakePerson,
    /// Of a visit.
    pub visit: Option<VisitPart>,
    /// Of a meeting or a collection.
    pub gathering: Option<GatheringPart>,
    /// Of a leader's reception.
    pub reception: Option<ReceptionPart>,
    /// 1 to 20 matters.
    pub items: Vec<IntakeItem>,
}

/// Who visited whom.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct VisitPart {
    /// Who visited.
    pub visitor_id: PersonId,
    /// Who came along; at most 500 characters.
    pub companions: Option<String>,
    /// Head of the household; at most 60 characters.
    pub household: Option<String>,
}

/// Who took part.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct GatheringPart {
    /// Who led it.
    pub host_id: Option<PersonId>,
    /// How many took part: 0 to 100,000.
    pub participants: Option<i64>,
}

/// Who received whom.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ReceptionPart {
    /// The leader, whose post is written down as it is now.
    pub leader_id: PersonId,
    /// How.
    pub kind: ReceptionKind,
    /// How many came with the person of the sitting: 1 to 10,000.
    pub visitor_count: i64,
    /// Who sat with the leader; at most 500 characters.
    pub companions: Option<String>,
}

/// A person as typed in.
///
/// With `known_id` a phone, ID number or address that still holds the mask's asterisks is taken from that person's
/// record, so that nobody has to be shown it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in AppealInput")]
pub struct IntakePerson {
    pub known_id: Option<PartyId>,
    pub name: Option<String>,
    pub phone: Option<String>,
    pub id_number: Option<String>,
    pub address: Option<String>,
}

/// One matter.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct IntakeItem {
    /// 三问
    pub ask_kind: AskKind,
    /// At most 200 characters; the beginning of the text stands in for an empty one.
    pub title: Option<String>,
    /// 1 to 2,000 characters.
    pub text: String,
    /// Code of a category; what the text says stands in for none.
    pub category: Option<String>,
    /// 1 to 10,000,000.
    pub people_concerned: i64,
    /// Where the matter lies, if elsewhere than the sitting.
    pub division_id: Option<DivisionId>,
    /// Who said it, if it wasn't the person of the sitting.
    pub person: Option<IntakePerson>,
}

/// What a saving made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct IntakeDone {
    /// The saving.
    pub id: IntakeId,
    /// It had been saved before, and nothing was written now.
    pub already: bool,
    /// The appeals, in the order of the items.
    pub made: Vec<IntakeMade>,
}

/// An appeal that was made of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in AppealRow")]
pub struct IntakeMade {
    pub id: AppealId,
    pub number: String,
    pub title: String,
    pub deadline: Option<NaiveDate>,
}

/// A division as it is offered while a person types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DivisionHit {
    /// Its id.
    pub id: DivisionId,
    /// Its name.
    pub name: String,
    /// What it lies in; none for the county.
    pub parent: Option<String>,
    /// Its level.
    pub kind: DivisionKind,
    /// This person took something down for it lately.
    pub recent: bool,
}

/// Somebody known before, masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in Party")]
pub struct KnownPerson {
    pub id: PartyId,
    pub name: String,
    pub phone: Option<String>,
    pub id_number: Option<String>,
    pub address: Option<String>,
    /// Where their last matter belonged.
    pub division: Option<String>,
    /// When it came.
    pub last_at: DateTime<Utc>,
    /// How many matters of theirs were found.
    pub matters: i64,
}

/// What the text of a matter suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// Its first sentence.
    pub title: String,
    /// Code of a category; none where nothing in the text speaks for one.
    pub category: Option<String>,
}

/// What is wrong with numbers as they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct NumberProblems {
    /// Neither a mobile phone nor a line.
    pub phone: bool,
    /// Of the ID number.
    pub id_number: Option<IdProblem>,
}

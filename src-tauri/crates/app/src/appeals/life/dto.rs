//! The shapes that the screen sees.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::words::{Entity, LifeKind, Light};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which page of which entries, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LifeQuery {
    /// Of these kinds; empty for all.
    pub kinds: Vec<LifeKind>,
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most so many.
    pub limit: i64,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LifeEntry {
    /// Tells it apart from all others.
    pub key: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; empty where the program found it by itself.
    pub by: String,
    /// What kind of thing.
    pub kind: LifeKind,
    /// What, in Chinese.
    pub what: String,
    /// The other record that it happened to.
    pub about: Option<LifeAbout>,
    /// Why, or what was said.
    pub reason: Option<String>,
    /// What was changed.
    pub changes: Vec<LifeChange>,
}

/// Another record, as an entry names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LifeAbout {
    /// What kind of record.
    pub entity: Entity,
    /// Which one.
    pub id: Uuid,
    /// Its number, or what it is about while it has none.
    pub name: String,
}

/// A field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LifeChange {
    /// What it is called.
    pub field: String,
    /// Empty where there was nothing; the same as `after` where the field is sensitive.
    pub before: Option<String>,
    /// Empty where there is nothing.
    pub after: Option<String>,
    /// The trail keeps only that it was changed.
    pub hidden: bool,
}

/// What another record is to the appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum LinkPart {
    /// The appeal repeats it.
    Original,
    /// It repeats the appeal.
    Merged,
    /// Built on the appeal.
    BuiltOn,
    /// The appeal came out of it, or it out of the appeal.
    Origin,
}

/// Another record that the appeal is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordLink {
    /// What it is to the appeal.
    pub part: LinkPart,
    /// What kind of record.
    pub entity: Entity,
    /// Which one.
    pub id: Uuid,
    /// Its number; empty while it has none.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Where it stands, in Chinese.
    pub state: String,
    /// None where it is closed, or has no deadline.
    pub light: Option<Light>,
    /// The last day in time.
    pub deadline: Option<NaiveDate>,
}

/// How a move is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum NextWay {
    /// By judging.
    Judge,
    /// By comparing with what it may repeat.
    Duplicates,
    /// By making a consultation of it.
    Consultation,
    /// By making a case of it.
    Case,
    /// At once.
    Step,
    /// At once, with a reason.
    StepWithReason,
    /// Not in this version.
    NotYet,
}

/// A move that the state machine draws from here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct NextMove {
    /// Which.
    pub mv: AppealMove,
    /// How it is made.
    pub way: NextWay,
    /// Why it can't be made now; none when it can.
    pub why: Option<String>,
}

/// What an appeal is bound to, and what may be done next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AppealLife {
    /// Other records, the original first.
    pub links: Vec<RecordLink>,
    /// Every move that is drawn from where it stands.
    pub next: Vec<NextMove>,
}

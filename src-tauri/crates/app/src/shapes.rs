//! What the details of several kinds of records have in common: people, the timeline, links.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AgencyId, PartyId};
use huishang_domain::mask;
use huishang_domain::words::Entity;
use huishang_store::parties::PartyRecord;
use huishang_store::{Tx, audit, moves};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::AppError;

/// A person named in a record, with the sensitive columns masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// The whole name.
    pub name: String,
    /// 138****5678
    pub phone: Option<String>,
    /// 341181********1234
    pub id_number: Option<String>,
    /// Town and village only.
    pub address: Option<String>,
}

impl From<PartyRecord> for Party {
    fn from(party: PartyRecord) -> Self {
        Self {
            id: party.id,
            name: party.name,
            phone: party.phone.as_deref().map(mask::phone),
            id_number: party.id_number.as_deref().map(mask::id_number),
            address: party.address.as_deref().map(mask::address),
        }
    }
}

/// A person named in a record, whole: only ever given with a reason that is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in the store's record")]
pub struct PartyPlain {
    pub id: PartyId,
    pub name: String,
    pub phone: Option<String>,
    pub id_number: Option<String>,
    pub address: Option<String>,
}

impl From<PartyRecord> for PartyPlain {
    fn from(party: PartyRecord) -> Self {
        let PartyRecord { id, name, phone, id_number, address, .. } = party;
        Self { id, name, phone, id_number, address }
    }
}

/// Something that happened to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What, in Chinese.
    pub what: String,
    /// Why, where the person said so.
    pub reason: Option<String>,
}

/// An agency by its short name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AgencyRef {
    /// Its id.
    pub id: AgencyId,
    /// Its short name.
    pub name: String,
}

/// Another record that this one is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkedRef {
    /// Its id.
    pub id: Uuid,
    /// Its number; empty while it has none.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// Where it stands, in Chinese.
    pub state: String,
}

/// What happened to a record, oldest first: its steps as `term` words them, and those entries of the trail that are
/// no step: editing, revealing.
pub async fn timeline(
    tx: &mut Tx,
    entity: Entity,
    id: Uuid,
    term: impl Fn(&str) -> Option<&'static str>,
) -> Result<Vec<TimelineEntry>, AppError> {
    let mut entries: Vec<TimelineEntry> = moves::of(tx, entity, id)
        .await?
        .into_iter()
        .map(|m| TimelineEntry {
            at: m.at,
            by: m.by_name,
            what: first_step(&m.move_code).or_else(|| term(&m.move_code)).unwrap_or("变动").to_owned(),
            reason: m.reason,
        })
        .collect();
    for entry in audit::of(tx, entity, id).await? {
        let what = match entry.verb.as_str() {
            "edit" => format!("修改{}", changed_fields(&entry.detail.0)),
            "import_update" => format!("再次导入，更新{}", changed_fields(&entry.detail.0)),
            "import_undo" => format!("撤销导入，恢复{}", changed_fields(&entry.detail.0)),
            "reveal" => "查看完整个人信息".to_owned(),
            "take_in" => "列入".to_owned(),
            "take_duplicate" => "并入一件".to_owned(),
            "give_duplicate_back" => "撤销并入一件".to_owned(),
            "reconsider_duplicate" => "撤销不是重复的认定".to_owned(),
            "dismiss_duplicate" => "认定不是重复".to_owned(),
            "triage" if changes(&entry.detail.0) => format!("研判时改定{}", changed_fields(&entry.detail.0)),
            "passed_on" => "转给另一单位".to_owned(),
            "returned" => "退回登记补充".to_owned(),
            "triage_undo" => "撤销刚才的研判".to_owned(),
            _ => continue,
        };
        let reason = entry.detail.0.get("reason").and_then(|r| r.as_str()).map(str::to_owned);
        entries.push(TimelineEntry { at: entry.at, by: entry.by_name, what, reason });
    }
    entries.sort_by_key(|entry| entry.at);
    Ok(entries)
}

fn changes(detail: &serde_json::Value) -> bool {
    detail.get("changed").and_then(|changed| changed.as_object()).is_some_and(|changed| !changed.is_empty())
}

/// The words of a step that no state machine draws.
pub(crate) fn first_step(code: &str) -> Option<&'static str> {
    match code {
        "register" => Some("登记"),
        "import" => Some("导入"),
        "import_close" => Some("来源系统办结"),
        "import_undo" => Some("撤销来源系统办结"),
        "pause_clock" => Some("暂停计时"),
        "resume_clock" => Some("恢复计时"),
        "ask_extension" => Some("申请延期"),
        "extend_deadline" => Some("批准延期"),
        "refuse_extension" => Some("不同意延期"),
        "withdraw_extension" => Some("撤回延期申请"),
        _ => None,
    }
}

/// The names of the fields that an entry says were changed, in Chinese: “标题、内容”.
fn changed_fields(detail: &serde_json::Value) -> String {
    let names: BTreeSet<&str> = detail
        .get("changed")
        .and_then(|changed| changed.as_object())
        .map(|changed| changed.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let words: Vec<&str> = names.into_iter().filter_map(field_term).collect();
    if words.is_empty() { String::new() } else { format!("：{}", words.join("、")) }
}

/// What people call a field that the trail names.
pub(crate) fn field_term(field: &str) -> Option<&'static str> {
    Some(match field {
        "channel" => "渠道",
        "ask_kind" => "三问类别",
        "title" => "标题",
        "text" => "内容",
        "category" => "类别",
        "division" => "所属区划",
        "place" => "地点",
        "people_concerned" => "涉及人数",
        "received_at" => "受理时间",
        "deadline" => "办理时限",
        "handler" => "承办单位",
        "source_number" => "来源编号",
        "party_name" => "诉求人",
        "party_phone" => "联系电话",
        "party_id_number" => "身份证号",
        "party_address" => "住址",
        "satisfaction" => "满意度",
        "closed_at" => "办结时间",
        _ => return None,
    })
}

//! What happened to the appeal itself.

use huishang_domain::clock::ClockKind;
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::ids::AppealId;
use huishang_domain::words::{Entity, LifeKind};
use huishang_store::appeals::Said;
use huishang_store::audit::Entry;
use huishang_store::clocks::{self, ClockRecord};
use huishang_store::moves::MoveRecord;
use huishang_store::{Sight, Tx, appeals, audit, moves};
use serde_json::Value;
use uuid::Uuid;

use super::dto::{LifeAbout, LifeEntry};
use super::values::{Names, day};
use crate::AppError;
use crate::shapes::first_step;

/// An entry that says only what, when and who.
pub(super) fn entry(
    key: String,
    (at, by): (chrono::DateTime<chrono::Utc>, String),
    kind: LifeKind,
    what: impl Into<String>,
) -> LifeEntry {
    LifeEntry { key, at, by, kind, what: what.into(), about: None, reason: None, changes: Vec::new() }
}

/// Its steps. What its clock was told is read from the clock's own log, which says more.
pub(super) async fn steps(tx: &mut Tx, id: AppealId) -> Result<Vec<LifeEntry>, AppError> {
    let rows = moves::of(tx, Entity::Appeal, id.0).await?;
    let numbered = rows.into_iter().enumerate();
    Ok(numbered.filter_map(|(n, row)| step(n, row)).collect())
}

fn step(n: usize, row: MoveRecord) -> Option<LifeEntry> {
    use AppealMove as M;
    let kind = match row.move_code.as_str() {
        "pause_clock" | "resume_clock" | "extend_deadline" => return None,
        "register" | "import" | "import_close" => LifeKind::Received,
        code => match M::from_code(code) {
            Some(M::Check | M::Merge | M::Split) => LifeKind::Duplicate,
            _ => LifeKind::Step,
        },
    };
    let term = || M::from_code(&row.move_code).map(M::term);
    let what = first_step(&row.move_code).or_else(term).unwrap_or("变动");
    let made = entry(format!("m{n:06}"), (row.at, row.by_name), kind, what);
    Some(LifeEntry { reason: row.reason, ..made })
}

/// What the trail says besides its steps; who looked only for those who may see the trail.
pub(super) async fn trail(tx: &mut Tx, id: AppealId, with_looks: bool) -> Result<Vec<LifeEntry>, AppError> {
    let mut names = Names::default();
    let mut entries = Vec::new();
    for row in audit::of(tx, Entity::Appeal, id.0).await? {
        let Some((kind, what)) = told(&row) else { continue };
        if kind == LifeKind::Look && !with_looks {
            continue;
        }
        let changes = names.changes(tx, &row.detail.0).await?;
        let reason = text(&row.detail.0, "reason").map(str::to_owned);
        let made = entry(format!("t{:012}", row.seq), (row.at, row.by_name), kind, what);
        entries.push(LifeEntry { reason, changes, ..made });
    }
    Ok(entries)
}

fn told(row: &Entry) -> Option<(LifeKind, String)> {
    let file = || text(&row.detail.0, "file").unwrap_or_default();
    let person = || row.detail.0.get("person").and_then(Value::as_i64).unwrap_or(1);
    Some(match row.verb.as_str() {
        "edit" => (LifeKind::Edit, "修改".to_owned()),
        "import_update" => (LifeKind::Edit, "来源再次导入，内容有更新".to_owned()),
        "add_person" => (LifeKind::Edit, format!("增加第{}位诉求人", person())),
        "edit_person" => (LifeKind::Edit, format!("修改第{}位诉求人", person())),
        "remove_person" => (LifeKind::Edit, format!("删去第{}位诉求人", person())),
        "reveal" => (LifeKind::Look, "查看完整个人信息".to_owned()),
        "open_attachment" => (LifeKind::Look, format!("查看附件“{}”", file())),
        "save_attachment" => (LifeKind::Look, format!("另存附件“{}”", file())),
        "take_in" => (LifeKind::Linked, "列入后续办理".to_owned()),
        "take_duplicate" => (LifeKind::Duplicate, "并入一件重复诉求".to_owned()),
        "give_duplicate_back" => (LifeKind::Duplicate, "撤销并入的一件".to_owned()),
        "dismiss_duplicate" => (LifeKind::Duplicate, "认定不是重复".to_owned()),
        "attach" => (LifeKind::Attachment, format!("添加附件“{}”", file())),
        "detach" => (LifeKind::Attachment, format!("移除附件“{}”", file())),
        "reattach" => (LifeKind::Attachment, format!("恢复附件“{}”", file())),
        "describe_attachment" => (LifeKind::Attachment, format!("改写附件“{}”的说明", file())),
        _ => return None,
    })
}

fn text<'a>(detail: &'a Value, field: &str) -> Option<&'a str> {
    detail.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// What happened to its clock.
pub(super) async fn clock(tx: &mut Tx, id: AppealId) -> Result<Vec<LifeEntry>, AppError> {
    let log = clocks::of(tx, Entity::Appeal, &[id.0]).await?;
    Ok(log.into_iter().filter_map(clock_event).collect())
}

fn clock_event(row: ClockRecord) -> Option<LifeEntry> {
    let amount = || match (row.amount, row.unit) {
        (Some(amount), Some(unit)) => format!("{amount}{}", unit.term()),
        _ => String::new(),
    };
    let what = match row.kind {
        // The steps and the receipt say this already.
        ClockKind::Received | ClockKind::Judged => return None,
        ClockKind::Dispatched | ClockKind::Paused | ClockKind::Resumed => row.kind.term().to_owned(),
        ClockKind::Extended => {
            format!("经{}批准延期{}", row.approver_name.as_deref().unwrap_or_default(), amount())
        }
        ClockKind::LimitChanged => {
            let limit = row.limit_code.map(|code| code.term()).unwrap_or_default();
            format!("期限按“{limit}”：{}", amount())
        }
        ClockKind::DaySet => format!("来文定明期限：{}", row.set_on.map(day).unwrap_or_default()),
    };
    let made = entry(format!("c{}", row.id), (row.at, row.by_name), LifeKind::Clock, what);
    Some(LifeEntry { reason: row.reason, ..made })
}

/// Others that it was found to be like.
pub(super) async fn likenesses(tx: &mut Tx, id: AppealId, sight: Sight) -> Result<Vec<LifeEntry>, AppError> {
    let pairs = appeals::pairs_of(tx, id, sight).await?;
    let found = pairs.into_iter().map(|(pair, other, number, at, score)| {
        let what = format!("发现疑似重复，相似度 {score}");
        let made = entry(format!("d{pair}"), (at, String::new()), LifeKind::Duplicate, what);
        let about = LifeAbout { entity: Entity::Appeal, id: other.0, name: number };
        LifeEntry { about: Some(about), ..made }
    });
    Ok(found.collect())
}

/// What people said of a record: call-backs and ratings.
pub(super) async fn said(tx: &mut Tx, entity: Entity, id: Uuid) -> Result<Vec<LifeEntry>, AppError> {
    let calls = appeals::call_backs_of(tx, entity, id).await?;
    let ratings = appeals::ratings_of(tx, entity, id).await?;
    let one = |(letter, row): (char, Said)| {
        let head = match (&row.said_of, row.reached) {
            (Some(of), _) => format!("评价{of}"),
            (None, Some(false)) => "回访，没有联系上".to_owned(),
            (None, _) => "回访".to_owned(),
        };
        let resolution = row.resolution.as_deref().and_then(resolution);
        let satisfaction = row.satisfaction.map(|s| s.term());
        let words: Vec<&str> = resolution.into_iter().chain(satisfaction).collect();
        let what = if words.is_empty() { head } else { format!("{head}：{}", words.join("、")) };
        let made = entry(format!("{letter}{}", row.id), (row.said_at, row.said_by), LifeKind::Said, what);
        LifeEntry { reason: row.comment.filter(|c| !c.trim().is_empty()), ..made }
    };
    Ok(calls.into_iter().map(|c| ('b', c)).chain(ratings.into_iter().map(|r| ('r', r))).map(one).collect())
}

/// The list `resolution` of migration 0010.
fn resolution(code: &str) -> Option<&'static str> {
    Some(match code {
        "resolved" => "解决",
        "partly" => "部分解决",
        "unresolved" => "未解决",
        _ => return None,
    })
}

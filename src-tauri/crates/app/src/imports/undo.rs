//! Taking an import back as a whole, as long as nothing has been built on it.

use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::{AppealId, ImportId};
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord, Missing, Reckoner};
use huishang_store::imports::{self, Change, ImportEntry, Obstacle, Obstacles, PersonImage};
use huishang_store::moves::{self, NewMove};
use huishang_store::parties::{self, PartyRecord};
use huishang_store::{StoreError, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::history::ImportDetail;
use crate::appeals::{compare, deadline};
use crate::sight::stale;
use crate::work::Work;
use crate::{Actor, App, AppError};

/// Appeals dealt with at a time.
const PIECE: i64 = 500;

/// What taking an import back would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct UndoOutlook {
    /// Appeals that would be removed.
    pub removes: i64,
    /// Appeals that would get back what they were.
    pub restores: i64,
    /// Why it can't be taken back, as a sentence; none where it can.
    pub why_not: Option<String>,
}

/// Takes an import back: what it brought is removed, what it changed gets back what it was. All of it, or nothing.
///
/// Numbers that were given are not given again: somebody may have told or written them. The steps of what is removed
/// stay in the log, which only grows.
///
/// # Errors
/// [`AppError::Refused`] where something was built on it, with what and on how many appeals; [`AppError::Stale`] where
/// somebody else was faster.
pub async fn undo(app: &App, actor: &Actor, id: ImportId, version: i64) -> Result<ImportDetail, AppError> {
    let mut work = app.begin(actor, UseCase::ImportAppeals).await?;
    let not_found = AppError::NotFound { entity: Entity::Import };
    let entry = imports::entry(&mut work.tx, id).await?.ok_or(not_found)?;
    if entry.undone_at.is_some() {
        return Err(AppError::refused(RefusalCode::AlreadyBuiltOn, undone(&entry)));
    }
    let (by, now) = (work.actor.account_id, work.now);
    if !imports::mark_undone(&mut work.tx, id, version, by, now).await? {
        return Err(stale(&mut work.tx, Entity::Import, id.0).await);
    }
    imports::hold(&mut work.tx, id).await?;
    if let Some(why) = in_the_way(&imports::obstacles(&mut work.tx, id).await?) {
        return Err(AppError::refused(RefusalCode::AlreadyBuiltOn, why));
    }
    let restored = restore(&mut work, id).await?;
    let (removed, numbers) = remove(&mut work.tx, id).await?;
    let detail = json!({
        "file": entry.file_name, "source": entry.source, "removed": removed, "restored": restored,
        "first_number": numbers.0, "last_number": numbers.1,
    });
    work.record(Entity::Import, id.0, version + 1, "undo", detail).await?;
    work.touch(Entity::Appeal, id.0, 1);
    work.commit().await?;
    super::history::detail(app, actor, id).await
}

/// What taking it back would do, or why it can't be.
pub(super) async fn outlook(tx: &mut Tx, entry: &ImportEntry) -> Result<UndoOutlook, AppError> {
    let why_not = match entry.undone_at {
        Some(_) => Some(undone(entry)),
        None => in_the_way(&imports::obstacles(tx, entry.id).await?),
    };
    Ok(UndoOutlook { removes: entry.imported, restores: entry.updated, why_not })
}

fn undone(entry: &ImportEntry) -> String {
    let by = entry.undone_by.as_deref().unwrap_or("他人");
    let on = entry.undone_at.map(|at| huishang_domain::time::local(at).format("%Y-%m-%d %H:%M").to_string());
    format!("这次导入已由{by}于{}撤销。", on.unwrap_or_default())
}

/// The sentence that names what was built and on how many appeals.
fn in_the_way(found: &[Obstacles]) -> Option<String> {
    if found.is_empty() {
        return None;
    }
    let mut found = found.to_vec();
    found.sort_by_key(|one| one.obstacle);
    let words = found.iter().map(|one| {
        let what = match one.obstacle {
            Obstacle::LaterImport => "又被后来的导入更新",
            Obstacle::Merged => "已并案",
            Obstacle::Linked => "已转会商、包案或其他办理",
            Obstacle::Attached => "已添加附件",
            Obstacle::Moved => "已研判或办理",
            Obstacle::Edited => "已修改",
        };
        let example = if one.appeals > 1 {
            format!("（{}等）", one.example)
        } else {
            format!("（{}）", one.example)
        };
        format!("{}件{what}{example}", one.appeals)
    });
    let words: Vec<String> = words.collect();
    Some(format!("已在这次导入的诉求上办理，不能整批撤销：{}。", words.join("，")))
}

/// Gives what was updated back what it was; gives how many really were.
async fn restore(work: &mut Work<'_>, id: ImportId) -> Result<i64, AppError> {
    let reckoner = Reckoner::load(&mut work.tx).await?;
    let (mut restored, mut after) = (0, AppealId(Uuid::nil()));
    loop {
        let piece = imports::changes(&mut work.tx, id, after, PIECE).await?;
        let Some(last) = piece.last() else { return Ok(restored) };
        after = last.change.appeal_id;
        let ids: Vec<AppealId> = piece.iter().map(|row| row.change.appeal_id).collect();
        let known = appeals::records(&mut work.tx, &ids).await?;
        for row in piece {
            let Some(now) = known.iter().find(|a| a.id == row.change.appeal_id) else { continue };
            if row.change.versions.0 < row.change.versions.1 {
                put_back(work, &reckoner, id, now, row.change).await?;
                restored += 1;
            } else if now.content_hash == row.change.appeal.1.content_hash
                && let Some(hash) = &row.change.appeal.0.content_hash
            {
                appeals::set_content_hash(&mut work.tx, now.id, hash).await?;
            }
        }
    }
}

async fn put_back(
    work: &mut Work<'_>,
    reckoner: &Reckoner,
    import: ImportId,
    now: &AppealRecord,
    change: Change,
) -> Result<(), AppError> {
    let before = change.appeal.0.put_into(now);
    let (by, at) = (work.actor.account_id, work.now);
    if !appeals::renew(&mut work.tx, &before, by, at).await? {
        return Err(stale(&mut work.tx, Entity::Appeal, now.id.0).await);
    }
    if deadline::runs_otherwise(now, &before) {
        deadline::follow(work, reckoner, &before, Missing::Empty).await?;
    }
    if change.person.0 != change.person.1 {
        person(work, now.id, change.person).await?;
    }
    if before.state != now.state {
        let step = NewMove {
            entity: Entity::Appeal,
            entity_id: now.id.0,
            from_state: Some(now.state.code()),
            to_state: before.state.code(),
            mv: "import_undo",
            by_account_id: by,
            by_name: &work.actor.name,
            at,
            reason: None,
        };
        moves::add(&mut work.tx, &step).await?;
    }
    let detail = json!({ "import": import, "changed": compare::appeal(now, &before) });
    work.record(Entity::Appeal, now.id.0, now.version + 1, "import_undo", detail).await
}

async fn person(
    work: &mut Work<'_>,
    appeal: AppealId,
    (before, after): (Option<PersonImage>, Option<PersonImage>),
) -> Result<(), AppError> {
    match (before, after) {
        (Some(PersonImage { id, name, phone, id_number, address }), _) => {
            let row = PartyRecord {
                id,
                appeal_id: Some(appeal),
                case_id: None,
                position: 1,
                name,
                phone,
                id_number,
                address,
            };
            let (by, at) = (work.actor.account_id, work.now);
            parties::update(&mut work.tx, &row, by, at).await?;
        }
        (None, Some(new)) => parties::remove(&mut work.tx, new.id).await?,
        (None, None) => {}
    }
    Ok(())
}

/// Removes what the import brought; gives how many, and the first and last of their numbers.
async fn remove(tx: &mut Tx, id: ImportId) -> Result<(i64, (Option<String>, Option<String>)), AppError> {
    let (mut removed, mut numbers) = (0, (None::<String>, None::<String>));
    loop {
        let piece = imports::new_appeals(tx, id, AppealId(Uuid::nil()), PIECE).await?;
        if piece.is_empty() {
            return Ok((removed, numbers));
        }
        let records = appeals::records(tx, &piece).await?;
        for record in &records {
            let number = || Some(record.number.clone());
            if numbers.0.as_ref().is_none_or(|first| record.number < *first) {
                numbers.0 = number();
            }
            if numbers.1.as_ref().is_none_or(|last| record.number > *last) {
                numbers.1 = number();
            }
        }
        removed += i64::try_from(records.len()).unwrap_or(i64::MAX);
        appeals::remove_many(tx, &records).await.map_err(|error| match error {
            // Something that this program's list doesn't name refers to one of them.
            StoreError::Constraint(detail) => {
                tracing::warn!(detail, "an import could not be taken back");
                let why = "这次导入的诉求已被别的记录引用（如附件），不能整批撤销。";
                AppError::refused(RefusalCode::AlreadyBuiltOn, why)
            }
            other => other.into(),
        })?;
    }
}

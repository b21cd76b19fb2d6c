//! Renaming a file, saying what it is for, taking it off its record and putting it back.

use chrono::{DateTime, Utc};
use huishang_domain::attachments::{clean_name, is_program_name};
use huishang_store::attachments::{self, AttachmentRecord};
use serde_json::{Map, json};

use super::add::PURPOSE_CHARS;
use super::dto::{Attachment, AttachmentRef};
use super::{KEPT, holder};
use crate::appeals::check;
use crate::{Actor, App, AppError, FieldProblem};

/// Gives a file another name and says what it is for. What changes nothing writes nothing.
pub async fn describe(
    app: &App,
    actor: &Actor,
    which: AttachmentRef,
    version: i64,
    name: &str,
    purpose: Option<&str>,
) -> Result<Attachment, AppError> {
    let purpose = check::optional("purpose", purpose, PURPOSE_CHARS)?;
    check::text("name", name, 255, true)?;
    let name = clean_name(name);
    if is_program_name(&name) {
        return Err(AppError::invalid("name", FieldProblem::WrongFormat));
    }
    let (mut work, of) = holder::changing(app, actor, which.entity, which.entity_id).await?;
    let mut row = holder::file(&mut work.tx, which).await?;
    let mut changed = Map::new();
    if row.file_name != name {
        changed.insert("file_name".to_owned(), json!({ "before": row.file_name, "after": name }));
    }
    if row.purpose != purpose {
        changed.insert("purpose".to_owned(), json!({ "before": row.purpose, "after": purpose }));
    }
    if changed.is_empty() {
        return Ok(row.into());
    }
    (row.file_name, row.purpose) = (name, purpose);
    let detail = json!({ "file": row.file_name, "changed": changed });
    let (by, now) = (actor.account_id, work.now);
    let fresh = row.version == version && attachments::update(&mut work.tx, &row, by, now).await?;
    if !fresh {
        return Err(stale(&row));
    }
    work.record(which.entity, which.entity_id, of, "describe_attachment", detail).await?;
    work.commit().await?;
    row.version += 1;
    Ok(row.into())
}

/// Takes a file off its record. For [`KEPT`] it can be put back; then its content goes, unless another record has it.
pub async fn remove(app: &App, actor: &Actor, which: AttachmentRef, version: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    put(app, actor, which, Some(version), Some(now), "detach").await.map(|_| ())
}

/// Puts a file back that was taken off.
pub async fn restore(app: &App, actor: &Actor, which: AttachmentRef) -> Result<Attachment, AppError> {
    put(app, actor, which, None, None, "reattach").await
}

async fn put(
    app: &App,
    actor: &Actor,
    which: AttachmentRef,
    version: Option<i64>,
    removed_at: Option<DateTime<Utc>>,
    verb: &str,
) -> Result<Attachment, AppError> {
    let (mut work, of) = holder::changing(app, actor, which.entity, which.entity_id).await?;
    let mut row = holder::with_removed(&mut work.tx, which).await?;
    if row.removed_at.is_some() == removed_at.is_some() {
        return Ok(row.into());
    }
    row.removed_at = removed_at;
    let (by, now) = (actor.account_id, work.now);
    let fresh = version.is_none_or(|seen| seen == row.version)
        && attachments::update(&mut work.tx, &row, by, now).await?;
    if !fresh {
        return Err(stale(&row));
    }
    attachments::forget(&mut work.tx, now - KEPT).await?;
    let detail = json!({ "file": row.file_name });
    work.record(which.entity, which.entity_id, of, verb, detail).await?;
    work.commit().await?;
    row.version += 1;
    Ok(row.into())
}

fn stale(row: &AttachmentRecord) -> AppError {
    AppError::Stale {
        entity: row.entity,
        current_version: row.version,
        changed_by: row.updated_by.clone(),
        changed_at: row.updated_at,
    }
}

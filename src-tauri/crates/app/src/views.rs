//! Views of lists: filters, order and columns under a name, for oneself or for everybody.

use huishang_domain::access::{Scope, UseCase, scope};
use huishang_domain::lists::ListKind;
use huishang_domain::words::Entity;
use huishang_store::views::{self, Json, ViewRecord};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::appeals::check::text;
use crate::sight::stale;
use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem};

/// The longest name.
const MOST_NAME: usize = 30;
/// The longest content, in bytes.
const MOST_CONTENT: usize = 20_000;
/// As many views of a list as one person may make.
const MOST_VIEWS: i64 = 100;

/// A view as the screen has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ListView {
    /// Its id.
    pub id: Uuid,
    /// The version that a write has to bring back.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Whether everybody has it.
    pub shared: bool,
    /// Whether this person made it.
    pub own: bool,
    /// Who made it.
    pub owner: String,
    /// Whether this person may change it.
    pub editable: bool,
    /// Filters, order and columns as JSON, as the screen wrote them.
    pub content: String,
}

/// The views of a list that a person has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ListViews {
    /// By name.
    pub views: Vec<ListView>,
    /// The one that the list opens with: an id, or the code of a built-in one.
    pub opens_with: Option<String>,
}

/// What a person keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ListViewInput {
    /// What it is called: 1 to 30 characters.
    pub name: String,
    /// Whether everybody has it.
    pub shared: bool,
    /// Filters, order and columns: a JSON object of at most 20,000 bytes.
    pub content: String,
}

/// The person's own views of a list and the shared ones.
pub async fn list(app: &App, actor: &Actor, list: ListKind) -> Result<ListViews, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::KeepViews).await?;
    let found = views::of_list(&mut tx, list, actor.account_id).await?;
    let opens_with = views::default_of(&mut tx, list, actor.account_id).await?;
    Ok(ListViews { views: found.into_iter().map(|row| shown(actor, row)).collect(), opens_with })
}

/// Keeps a new view.
pub async fn add(
    app: &App,
    actor: &Actor,
    list: ListKind,
    input: ListViewInput,
) -> Result<ListView, AppError> {
    let mut work = app.begin(actor, writes(input.shared)).await?;
    if views::count_own(&mut work.tx, list, actor.account_id).await? >= MOST_VIEWS {
        return Err(AppError::invalid("name", FieldProblem::OutOfRange));
    }
    let row = ViewRecord {
        id: work.new_id(),
        list,
        name: text("name", &input.name, MOST_NAME, true)?,
        owner_id: actor.account_id,
        owner: actor.name.clone(),
        shared: input.shared,
        content: content(&input.content)?,
        removed_at: None,
        version: 1,
    };
    free(&mut work, &row).await?;
    views::add(&mut work.tx, &row, work.now).await?;
    note(&mut work, &row, "create").await?;
    work.commit().await?;
    Ok(shown(actor, row))
}

/// Gives a view another name, content or audience, if it is still the version that the person saw.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: Uuid,
    version: i64,
    input: ListViewInput,
) -> Result<ListView, AppError> {
    let mut work = app.begin(actor, writes(input.shared)).await?;
    let before = seen(&mut work, id, version).await?;
    let row = ViewRecord {
        name: text("name", &input.name, MOST_NAME, true)?,
        shared: input.shared,
        content: content(&input.content)?,
        ..before
    };
    free(&mut work, &row).await?;
    write(work, row, "edit").await
}

/// Takes a view away; [`restore`] brings it back.
pub async fn remove(app: &App, actor: &Actor, id: Uuid, version: i64) -> Result<ListView, AppError> {
    let mut work = app.begin(actor, UseCase::KeepViews).await?;
    let before = seen(&mut work, id, version).await?;
    let row = ViewRecord { removed_at: Some(work.now), ..before };
    write(work, row, "remove").await
}

/// Brings back a view that was taken away.
pub async fn restore(app: &App, actor: &Actor, id: Uuid, version: i64) -> Result<ListView, AppError> {
    let mut work = app.begin(actor, UseCase::KeepViews).await?;
    let before = seen(&mut work, id, version).await?;
    let row = ViewRecord { removed_at: None, ..before };
    free(&mut work, &row).await?;
    write(work, row, "restore").await
}

/// Sets the view that a list opens with for this person: an id, or the code of a built-in one; none leaves it to the
/// program.
pub async fn open_with(
    app: &App,
    actor: &Actor,
    list: ListKind,
    view: Option<String>,
) -> Result<ListViews, AppError> {
    let mut work = app.begin(actor, UseCase::KeepViews).await?;
    let view = view.map(|view| text("view", &view, 40, true)).transpose()?;
    views::set_default(&mut work.tx, list, actor.account_id, view.as_deref()).await?;
    let detail = json!({ "list": list, "view": view });
    work.record(Entity::View, actor.account_id.0, 1, "set_default", detail).await?;
    work.commit().await?;
    self::list(app, actor, list).await
}

/// What a person must be allowed for writing a view.
const fn writes(shared: bool) -> UseCase {
    if shared { UseCase::ShareViews } else { UseCase::KeepViews }
}

/// The view as the person saw it, if they may change it.
async fn seen(work: &mut Work<'_>, id: Uuid, version: i64) -> Result<ViewRecord, AppError> {
    let found = views::by_id(&mut work.tx, id, work.actor.account_id).await?;
    let found = found.ok_or(AppError::NotFound { entity: Entity::View })?;
    if !editable(work.actor, &found) {
        return Err(AppError::Forbidden { use_case: UseCase::ShareViews });
    }
    if found.version != version {
        return Err(stale(&mut work.tx, Entity::View, id).await);
    }
    Ok(found)
}

/// One's own while it isn't shared; a shared one belongs to all who may share.
fn editable(actor: &Actor, row: &ViewRecord) -> bool {
    let may_share = scope(actor.role, UseCase::ShareViews) != Scope::None;
    if row.shared { may_share } else { row.owner_id == actor.account_id }
}

async fn free(work: &mut Work<'_>, row: &ViewRecord) -> Result<(), AppError> {
    if views::taken(&mut work.tx, row).await? {
        return Err(AppError::invalid("name", FieldProblem::MustDiffer));
    }
    Ok(())
}

async fn write(mut work: Work<'_>, row: ViewRecord, verb: &str) -> Result<ListView, AppError> {
    let (actor, now) = (work.actor, work.now);
    if !views::update(&mut work.tx, &row, actor.account_id, now).await? {
        return Err(stale(&mut work.tx, Entity::View, row.id).await);
    }
    let row = ViewRecord { version: row.version + 1, ..row };
    note(&mut work, &row, verb).await?;
    work.commit().await?;
    Ok(shown(actor, row))
}

async fn note(work: &mut Work<'_>, row: &ViewRecord, verb: &str) -> Result<(), AppError> {
    let detail = json!({ "list": row.list, "name": row.name, "shared": row.shared });
    work.record(Entity::View, row.id, row.version, verb, detail).await
}

fn content(text: &str) -> Result<Json<Value>, AppError> {
    if text.len() > MOST_CONTENT {
        return Err(AppError::invalid("content", FieldProblem::TooLong));
    }
    match serde_json::from_str(text) {
        // PostgreSQL can't hold a zero character in JSON.
        Ok(value @ Value::Object(_)) if !text.contains("\\u0000") => Ok(Json(value)),
        _ => Err(AppError::invalid("content", FieldProblem::WrongFormat)),
    }
}

fn shown(actor: &Actor, row: ViewRecord) -> ListView {
    ListView {
        own: row.owner_id == actor.account_id,
        editable: editable(actor, &row),
        id: row.id,
        version: row.version,
        name: row.name,
        shared: row.shared,
        owner: row.owner,
        content: row.content.0.to_string(),
    }
}

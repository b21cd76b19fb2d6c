//! 导入记录: which files were taken in, and what each changed.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::ids::{AgencyId, AppealId, DivisionId, ImportId};
use huishang_domain::mask;
use huishang_domain::time::local;
use huishang_domain::words::{Entity, ImportField};
use huishang_store::imports::{self, ChangedAppeal, Image, ImportPosition, PersonImage};
use huishang_store::{Tx, directory};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::undo::{self, UndoOutlook};
use crate::page::{MAX_ROWS, Page};
use crate::{Actor, App, AppError, FieldProblem};

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportRow {
    /// Its id.
    pub id: ImportId,
    /// The version that taking it back has to bring.
    pub version: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Option<String>,
    /// The file's name.
    pub file_name: String,
    /// The system that it came from: a channel's code where it is one.
    pub source: String,
    /// Rows in the file.
    pub rows: i64,
    /// New appeals.
    pub imported: i64,
    /// Appeals that changed.
    pub updated: i64,
    /// Appeals that were known just so.
    pub unchanged: i64,
    /// Rows that stand earlier in the file.
    pub duplicates: i64,
    /// Rows that couldn't be read.
    pub rejected: i64,
    /// When it was taken back; none while it stands.
    pub undone_at: Option<DateTime<Utc>>,
    /// By whom.
    pub undone_by: Option<String>,
}

impl From<imports::ImportEntry> for ImportRow {
    fn from(row: imports::ImportEntry) -> Self {
        Self {
            id: row.id,
            version: row.version,
            at: row.at,
            by: row.by_name,
            file_name: row.file_name,
            source: row.source,
            rows: row.rows_read,
            imported: row.imported,
            updated: row.updated,
            unchanged: row.unchanged,
            duplicates: row.duplicates,
            rejected: row.rejected,
            undone_at: row.undone_at,
            undone_by: row.undone_by,
        }
    }
}

/// An import, and whether it may be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportDetail {
    /// The import.
    pub row: ImportRow,
    /// What taking it back would do, or why it can't be.
    pub undo: UndoOutlook,
}

/// Which page of a list of an import's.
#[derive(Clone, Debug, Default, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportQuery {
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most so many rows.
    pub limit: i64,
}

/// An appeal that an import changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportedChange {
    /// Which.
    pub id: AppealId,
    /// Its number.
    pub number: String,
    /// What it was called before.
    pub title: String,
    /// What changed of it.
    pub fields: Vec<FieldChange>,
}

/// What changed of one field; people's data masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// Which.
    pub field: ImportField,
    /// As it was; none for empty.
    pub before: Option<String>,
    /// As it became.
    pub after: Option<String>,
}

/// The imports, the newest first.
pub async fn history(app: &App, actor: &Actor, query: ImportQuery) -> Result<Page<ImportRow>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ImportAppeals).await?;
    let limit = query.limit.clamp(1, MAX_ROWS);
    let after = query.after.as_deref().map(position).transpose()?;
    let mut rows = imports::page(&mut tx, after, limit + 1).await?;
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|row| format!("{} {}", row.at.to_rfc3339(), row.id));
    Ok(Page { rows: rows.into_iter().map(Into::into).collect(), next, total: None, more_than_total: false })
}

/// One import.
pub async fn detail(app: &App, actor: &Actor, id: ImportId) -> Result<ImportDetail, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ImportAppeals).await?;
    let row = imports::entry(&mut tx, id).await?.ok_or(AppError::NotFound { entity: Entity::Import })?;
    let undo = undo::outlook(&mut tx, &row).await?;
    Ok(ImportDetail { row: row.into(), undo })
}

/// What an import changed of appeals that were known already.
pub async fn changes(
    app: &App,
    actor: &Actor,
    id: ImportId,
    query: ImportQuery,
) -> Result<Page<ImportedChange>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ImportAppeals).await?;
    let limit = query.limit.clamp(1, MAX_ROWS);
    let wrong = || AppError::invalid("after", FieldProblem::WrongFormat);
    let after = query.after.as_deref().map(|text| Uuid::parse_str(text).map_err(|_| wrong())).transpose()?;
    let after = AppealId(after.unwrap_or(Uuid::nil()));
    let mut rows = imports::changes_page(&mut tx, id, after, limit + 1).await?;
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|row| row.change.appeal_id.to_string());
    let names = Names::read(&mut tx).await?;
    Ok(Page {
        rows: rows.iter().map(|row| names.shown(row)).collect(),
        next,
        total: None,
        more_than_total: false,
    })
}

fn position(text: &str) -> Result<ImportPosition, AppError> {
    let wrong = || AppError::invalid("after", FieldProblem::WrongFormat);
    let (at, id) = text.split_once(' ').ok_or_else(wrong)?;
    let id = ImportId(Uuid::parse_str(id).map_err(|_| wrong())?);
    Ok(ImportPosition { at: at.parse().map_err(|_| wrong())?, id })
}

/// What ids and codes are called.
struct Names {
    divisions: HashMap<DivisionId, String>,
    agencies: HashMap<AgencyId, String>,
    categories: HashMap<String, String>,
}

impl Names {
    async fn read(tx: &mut Tx) -> Result<Self, AppError> {
        let divisions = directory::divisions(tx).await?;
        let agencies = directory::agencies(tx).await?.into_iter().map(|a| (a.agency.id, a.agency.short_name));
        let categories = directory::categories(tx).await?.into_iter().map(|c| (c.code, c.name));
        Ok(Self {
            divisions: divisions.into_iter().map(|d| (d.id, d.name)).collect(),
            agencies: agencies.collect(),
            categories: categories.collect(),
        })
    }

    fn place(&self, image: &Image) -> Option<String> {
        let name = |id: Option<DivisionId>| id.and_then(|id| self.divisions.get(&id).cloned());
        let town = image.town_id.filter(|town| Some(*town) != image.division_id);
        let parts: Vec<String> = [name(town), name(image.division_id)].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn shown(&self, row: &ChangedAppeal) -> ImportedChange {
        use ImportField as F;
        let (before, after) = &row.change.appeal;
        let of = |get: &dyn Fn(&Image) -> Option<String>| (get(before), get(after));
        let time = |at: Option<DateTime<Utc>>| at.map(|at| local(at).format("%Y-%m-%d %H:%M").to_string());
        let mut fields = vec![
            (F::Channel, of(&|i| Some(i.channel.term().to_owned()))),
            (F::ReceivedAt, of(&|i| time(Some(i.received_at)))),
            (F::Title, of(&|i| Some(i.title.clone()))),
            (F::Text, of(&|i| Some(i.body.clone()))),
            (F::Category, of(&|i| self.categories.get(&i.category).cloned())),
            (F::Village, of(&|i| self.place(i))),
            (F::Place, of(&|i| i.place.clone())),
            (F::PeopleConcerned, of(&|i| Some(i.people_concerned.to_string()))),
            (F::Handler, of(&|i| i.handler_id.and_then(|id| self.agencies.get(&id).cloned()))),
            (F::Deadline, of(&|i| i.deadline.map(|day| day.to_string()))),
            (F::ClosedAt, of(&|i| time(i.closed_at))),
            (F::Satisfaction, of(&|i| i.satisfaction.map(|s| s.term().to_owned()))),
        ];
        fields.retain(|(_, (before, after))| before != after);
        let mut fields: Vec<FieldChange> =
            fields.into_iter().map(|(field, (before, after))| FieldChange { field, before, after }).collect();
        fields.extend(people(row.change.person.0.as_ref(), row.change.person.1.as_ref()));
        ImportedChange {
            id: row.change.appeal_id,
            number: row.number.clone(),
            title: before.title.clone(),
            fields,
        }
    }
}

type Shown = fn(&PersonImage) -> Option<String>;

fn people(before: Option<&PersonImage>, after: Option<&PersonImage>) -> Vec<FieldChange> {
    // Compared whole, shown masked: two numbers may look alike behind the stars.
    let columns: [(ImportField, Shown, Shown); 4] = [
        (ImportField::PartyName, |p| Some(p.name.clone()), |p| Some(p.name.clone())),
        (ImportField::PartyPhone, |p| p.phone.clone(), |p| p.phone.as_deref().map(mask::phone)),
        (
            ImportField::PartyIdNumber,
            |p| p.id_number.clone(),
            |p| p.id_number.as_deref().map(mask::id_number),
        ),
        (ImportField::PartyAddress, |p| p.address.clone(), |p| p.address.as_deref().map(mask::address)),
    ];
    let differs = columns.into_iter().filter(|(_, whole, _)| before.and_then(whole) != after.and_then(whole));
    differs
        .map(|(field, _, masked)| FieldChange {
            field,
            before: before.and_then(masked),
            after: after.and_then(masked),
        })
        .collect()
}

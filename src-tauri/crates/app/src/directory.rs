//! Reading what everything else refers to.

use huishang_domain::access::UseCase;
use huishang_domain::ids::{AgencyId, DivisionId, PersonId, RoomId};
use huishang_domain::words::{AgencyKind, DivisionKind, PersonKind};
use huishang_store::directory::{self, PeopleFilter};
use serde::{Deserialize, Serialize};

use crate::{Actor, App, AppError};

/// The most people that one look-up gives.
const MAX_PEOPLE: i64 = 200;

/// A division.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in the store's record")]
pub struct DivisionNode {
    pub id: DivisionId,
    pub code: String,
    pub name: String,
    pub parent_id: Option<DivisionId>,
    pub kind: DivisionKind,
}

/// An agency.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in the store's record")]
pub struct AgencyRow {
    pub id: AgencyId,
    pub name: String,
    pub short_name: String,
    pub kind: AgencyKind,
    pub division_id: Option<DivisionId>,
    pub contact: Option<String>,
    pub phone: Option<String>,
    /// People in post.
    pub people: i64,
}

/// A person in post.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in the store's record")]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub agency_id: Option<AgencyId>,
    pub agency: Option<String>,
    pub post: String,
    pub kind: PersonKind,
}

/// A room.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in the store's record")]
pub struct RoomRow {
    pub id: RoomId,
    pub name: String,
    pub capacity: i64,
    pub equipment: Option<String>,
}

/// A category of matters.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "as in the store's record")]
pub struct CategoryRow {
    pub code: String,
    pub name: String,
    pub parent: Option<String>,
}

/// The tree of divisions.
pub async fn divisions(app: &App, actor: &Actor) -> Result<Vec<DivisionNode>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    let rows = directory::divisions(&mut tx).await?;
    Ok(rows
        .into_iter()
        .map(|d| DivisionNode { id: d.id, code: d.code, name: d.name, parent_id: d.parent_id, kind: d.kind })
        .collect())
}

/// Every agency.
pub async fn agencies(app: &App, actor: &Actor) -> Result<Vec<AgencyRow>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    let rows = directory::agencies(&mut tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| AgencyRow {
            id: row.agency.id,
            name: row.agency.name,
            short_name: row.agency.short_name,
            kind: row.agency.kind,
            division_id: row.agency.division_id,
            contact: row.agency.contact,
            phone: row.agency.phone,
            people: row.people,
        })
        .collect())
}

/// People in post, leaders first, at most 200.
pub async fn people(
    app: &App,
    actor: &Actor,
    text: Option<String>,
    kind: Option<PersonKind>,
    agency_id: Option<AgencyId>,
) -> Result<Vec<PersonRow>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    let rows = directory::people(&mut tx, &PeopleFilter { text, kind, agency_id }, MAX_PEOPLE).await?;
    Ok(rows
        .into_iter()
        .map(|row| PersonRow {
            id: row.person.id,
            name: row.person.name,
            agency_id: row.person.agency_id,
            agency: row.agency,
            post: row.person.post,
            kind: row.person.kind,
        })
        .collect())
}

/// Every room.
pub async fn rooms(app: &App, actor: &Actor) -> Result<Vec<RoomRow>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    let rows = directory::rooms(&mut tx).await?;
    Ok(rows
        .into_iter()
        .map(|r| RoomRow { id: r.id, name: r.name, capacity: r.capacity, equipment: r.equipment })
        .collect())
}

/// Every category.
pub async fn categories(app: &App, actor: &Actor) -> Result<Vec<CategoryRow>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    let rows = directory::categories(&mut tx).await?;
    Ok(rows.into_iter().map(|c| CategoryRow { code: c.code, name: c.name, parent: c.parent_code }).collect())
}

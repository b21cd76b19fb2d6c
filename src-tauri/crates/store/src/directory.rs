//! Divisions, agencies, people, rooms and categories: what everything else refers to.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::{AgencyId, DivisionId, PersonId, RoomId};
use huishang_domain::words::{AgencyKind, DivisionKind, PersonKind};

use crate::{StoreError, Tx, text};

/// A division of the tree.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DivisionRecord {
    /// Its id.
    pub id: DivisionId,
    /// Its statistical code: 6 digits for a county, 9 for a town, 12 for a village.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it lies in.
    pub parent_id: Option<DivisionId>,
    /// Its level.
    pub kind: DivisionKind,
}

/// An agency.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AgencyRecord {
    /// Its id.
    pub id: AgencyId,
    /// Its full name.
    pub name: String,
    /// The name used in tables.
    pub short_name: String,
    /// What it is.
    pub kind: AgencyKind,
    /// For a town or village: its division.
    pub division_id: Option<DivisionId>,
    /// Its contact person's name.
    pub contact: Option<String>,
    /// Its office telephone.
    pub phone: Option<String>,
}

/// An agency and how many people are in post there.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AgencyWithPeople {
    /// The agency.
    #[sqlx(flatten)]
    pub agency: AgencyRecord,
    /// People in post.
    pub people: i64,
}

/// A person in (or formerly in) a post.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PersonRecord {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their agency.
    pub agency_id: Option<AgencyId>,
    /// Their post.
    pub post: String,
    /// Their office telephone.
    pub phone: Option<String>,
    /// What they are to the mechanism.
    pub kind: PersonKind,
    /// First day in post.
    pub in_post_from: Option<NaiveDate>,
    /// Last day in post; none while in it.
    pub in_post_to: Option<NaiveDate>,
}

/// A person and their agency's short name.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonWithAgency {
    /// The person.
    #[sqlx(flatten)]
    pub person: PersonRecord,
    /// Their agency's short name.
    pub agency: Option<String>,
}

/// A room for consultations.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RoomRecord {
    /// Its id.
    pub id: RoomId,
    /// Its name.
    pub name: String,
    /// Seats.
    pub capacity: i64,
    /// What stands in it.
    pub equipment: Option<String>,
}

/// A category of matters.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CategoryRecord {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The category that it belongs to.
    pub parent_code: Option<String>,
}

/// Which people are looked for.
#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    /// Part of a name, post or agency.
    pub text: Option<String>,
    /// What they are.
    pub kind: Option<PersonKind>,
    /// Where they are.
    pub agency_id: Option<AgencyId>,
}

/// The whole tree but its grids, by code.
pub async fn divisions(tx: &mut Tx) -> Result<Vec<DivisionRecord>, StoreError> {
    fetch_all!(
        tx,
        DivisionRecord,
        "SELECT id, code, name, parent_id, kind FROM divisions WHERE kind <> 'grid' ORDER BY code"
    )
}

/// The whole tree, grids and all, by code.
pub async fn all_divisions(tx: &mut Tx) -> Result<Vec<DivisionRecord>, StoreError> {
    fetch_all!(tx, DivisionRecord, "SELECT id, code, name, parent_id, kind FROM divisions ORDER BY code")
}

/// Every agency: departments first, then towns, by name.
pub async fn agencies(tx: &mut Tx) -> Result<Vec<AgencyWithPeople>, StoreError> {
    fetch_all!(
        tx,
        AgencyWithPeople,
        "SELECT a.id, a.name, a.short_name, a.kind, a.division_id, a.contact, a.phone,
                (SELECT count(*) FROM people p WHERE p.agency_id = a.id AND p.in_post_to IS NULL) AS people
         FROM agencies a ORDER BY a.kind, a.name"
    )
}

/// At most `limit` people in post, leaders first.
pub async fn people(
    tx: &mut Tx,
    filter: &PeopleFilter,
    limit: i64,
) -> Result<Vec<PersonWithAgency>, StoreError> {
    let like = filter.text.as_deref().filter(|t| !t.trim().is_empty()).map(text::contains);
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT p.id, p.name, p.agency_id, p.post, p.phone, p.kind, p.in_post_from, p.in_post_to, a.short_name AS agency
             FROM people p LEFT JOIN agencies a ON a.id = p.agency_id WHERE p.in_post_to IS NULL",
        );
        if let Some(kind) = filter.kind {
            query.push(" AND p.kind = ").push_bind(kind);
        }
        if let Some(agency) = filter.agency_id {
            query.push(" AND p.agency_id = ").push_bind(agency);
        }
        if let Some(like) = like {
            query.push(" AND (p.name LIKE ").push_bind(like.clone());
            query.push(" ESCAPE '!' OR p.post LIKE ").push_bind(like.clone());
            query.push(" ESCAPE '!' OR a.short_name LIKE ").push_bind(like).push(" ESCAPE '!')");
        }
        query.push(" ORDER BY CASE p.kind WHEN 'city_leader' THEN 0 WHEN 'agency_head' THEN 1 ELSE 2 END, p.name, p.id LIMIT ");
        query.push_bind(limit);
        query.build_query_as::<PersonWithAgency>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// Every room, largest first.
pub async fn rooms(tx: &mut Tx) -> Result<Vec<RoomRecord>, StoreError> {
    fetch_all!(
        tx,
        RoomRecord,
        "SELECT id, name, CAST(capacity AS BIGINT) AS capacity, equipment FROM rooms ORDER BY capacity DESC, name"
    )
}

/// Every category, by code.
pub async fn categories(tx: &mut Tx) -> Result<Vec<CategoryRecord>, StoreError> {
    fetch_all!(tx, CategoryRecord, "SELECT code, name, parent_code FROM categories ORDER BY code")
}

/// Adds a division.
pub async fn add_division(tx: &mut Tx, row: &DivisionRecord, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO divisions (id, code, name, parent_id, kind, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
        row.id,
        &row.code,
        &row.name,
        row.parent_id,
        row.kind,
        at
    )?;
    Ok(())
}

/// Adds an agency.
pub async fn add_agency(tx: &mut Tx, row: &AgencyRecord, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO agencies (id, name, short_name, kind, division_id, contact, phone, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        row.id,
        &row.name,
        &row.short_name,
        row.kind,
        row.division_id,
        &row.contact,
        &row.phone,
        at
    )?;
    Ok(())
}

/// Adds a person.
pub async fn add_person(tx: &mut Tx, row: &PersonRecord, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO people (id, name, agency_id, post, phone, kind, in_post_from, in_post_to, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        row.id,
        &row.name,
        row.agency_id,
        &row.post,
        &row.phone,
        row.kind,
        row.in_post_from,
        row.in_post_to,
        at
    )?;
    Ok(())
}

/// Adds a room.
pub async fn add_room(tx: &mut Tx, row: &RoomRecord, at: DateTime<Utc>) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO rooms (id, name, capacity, equipment, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)",
        row.id,
        &row.name,
        row.capacity,
        &row.equipment,
        at
    )?;
    Ok(())
}

/// One division.
pub async fn division(tx: &mut Tx, id: DivisionId) -> Result<Option<DivisionRecord>, StoreError> {
    fetch_optional!(
        tx,
        DivisionRecord,
        "SELECT id, code, name, parent_id, kind FROM divisions WHERE id = $1",
        id
    )
}

/// One agency.
pub async fn agency(tx: &mut Tx, id: AgencyId) -> Result<Option<AgencyRecord>, StoreError> {
    fetch_optional!(
        tx,
        AgencyRecord,
        "SELECT id, name, short_name, kind, division_id, contact, phone FROM agencies WHERE id = $1",
        id
    )
}

/// The names that agencies bore before, so that old files still find them.
pub async fn former_names(tx: &mut Tx) -> Result<Vec<(AgencyId, String)>, StoreError> {
    fetch_all!(tx, (AgencyId, String), "SELECT agency_id, name FROM agency_former_names")
}

/// One person, in post or not.
pub async fn person(tx: &mut Tx, id: PersonId) -> Result<Option<PersonWithAgency>, StoreError> {
    fetch_optional!(
        tx,
        PersonWithAgency,
        "SELECT p.id, p.name, p.agency_id, p.post, p.phone, p.kind, p.in_post_from, p.in_post_to,
                a.short_name AS agency
         FROM people p LEFT JOIN agencies a ON a.id = p.agency_id WHERE p.id = $1",
        id
    )
}

/// One room.
pub async fn room(tx: &mut Tx, id: RoomId) -> Result<Option<RoomRecord>, StoreError> {
    fetch_optional!(
        tx,
        RoomRecord,
        "SELECT id, name, CAST(capacity AS BIGINT) AS capacity, equipment FROM rooms WHERE id = $1",
        id
    )
}

/// The town's own agency (镇政府、街道办事处).
pub async fn agency_of_town(tx: &mut Tx, town: DivisionId) -> Result<Option<AgencyRecord>, StoreError> {
    fetch_optional!(
        tx,
        AgencyRecord,
        "SELECT id, name, short_name, kind, division_id, contact, phone FROM agencies
         WHERE division_id = $1 AND kind = 'town' AND active ORDER BY name LIMIT 1",
        town
    )
}

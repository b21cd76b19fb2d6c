//! What an import changed of appeals that were known already: before and after.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AgencyId, AppealId, DivisionId, ImportId, PartyId};
use huishang_domain::words::{Channel, Satisfaction};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

use crate::appeals::AppealRecord;
use crate::parties::PartyRecord;
use crate::{StoreError, Tx};

/// Rows of one statement: 6 columns each, below SQLite's 32,766 values.
const PIECE: usize = 500;

/// All of an appeal that an import may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in the appeal's record")]
pub struct Image {
    pub channel: Channel,
    pub title: String,
    pub body: String,
    pub category: String,
    pub source_category: Option<String>,
    pub division_id: Option<DivisionId>,
    pub town_id: Option<DivisionId>,
    pub place: Option<String>,
    pub people_concerned: i64,
    pub received_at: DateTime<Utc>,
    pub source_deadline: Option<NaiveDate>,
    /// Only to be shown: it follows from the rest.
    pub deadline: Option<NaiveDate>,
    pub handler_id: Option<AgencyId>,
    pub state: AppealState,
    pub closed_at: Option<DateTime<Utc>>,
    pub satisfaction: Option<Satisfaction>,
    pub content_hash: Option<Vec<u8>>,
}

impl From<&AppealRecord> for Image {
    fn from(row: &AppealRecord) -> Self {
        let row = row.clone();
        Self {
            channel: row.channel,
            title: row.title,
            body: row.body,
            category: row.category,
            source_category: row.source_category,
            division_id: row.division_id,
            town_id: row.town_id,
            place: row.place,
            people_concerned: row.people_concerned,
            received_at: row.received_at,
            source_deadline: row.source_deadline,
            deadline: row.deadline,
            handler_id: row.handler_id,
            state: row.state,
            closed_at: row.closed_at,
            satisfaction: row.satisfaction,
            content_hash: row.content_hash,
        }
    }
}

impl Image {
    /// The appeal as it is now, with all of this put back into it.
    #[must_use]
    pub fn put_into(self, now: &AppealRecord) -> AppealRecord {
        AppealRecord {
            channel: self.channel,
            title: self.title,
            body: self.body,
            category: self.category,
            source_category: self.source_category,
            division_id: self.division_id,
            town_id: self.town_id,
            place: self.place,
            people_concerned: self.people_concerned,
            received_at: self.received_at,
            source_deadline: self.source_deadline,
            handler_id: self.handler_id,
            state: self.state,
            closed_at: self.closed_at,
            satisfaction: self.satisfaction,
            content_hash: self.content_hash,
            ..now.clone()
        }
    }
}

/// All of a person that an import may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "as in the person's record")]
pub struct PersonImage {
    pub id: PartyId,
    pub name: String,
    pub phone: Option<String>,
    pub id_number: Option<String>,
    pub address: Option<String>,
}

impl From<&PartyRecord> for PersonImage {
    fn from(row: &PartyRecord) -> Self {
        let PartyRecord { id, name, phone, id_number, address, .. } = row.clone();
        Self { id, name, phone, id_number, address }
    }
}

/// What an import changed of one appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub appeal_id: AppealId,
    /// Its version before and after; the same where only the hash was renewed.
    pub versions: (i64, i64),
    /// The appeal before and after.
    pub appeal: (Image, Image),
    /// Its person before and after; none for one who wasn't there. The same where nothing of them changed.
    pub person: (Option<PersonImage>, Option<PersonImage>),
}

/// Keeps what an import changes.
pub async fn add_changes(tx: &mut Tx, import: ImportId, rows: &[Change]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO import_changes (import_id, appeal_id, version_before, version_after, appeal_before, appeal_after) ",
            );
            query.push_values(piece, |mut row, change| {
                row.push_bind(import).push_bind(change.appeal_id);
                row.push_bind(change.versions.0).push_bind(change.versions.1);
                row.push_bind(Json(&change.appeal.0)).push_bind(Json(&change.appeal.1));
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
        let people: Vec<&Change> = piece.iter().filter(|change| change.person.0 != change.person.1).collect();
        if people.is_empty() {
            continue;
        }
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO import_people_changes (import_id, appeal_id, person_before, person_after) ",
            );
            query.push_values(people, |mut row, change| {
                row.push_bind(import).push_bind(change.appeal_id);
                row.push_bind(change.person.0.as_ref().map(Json)).push_bind(change.person.1.as_ref().map(Json));
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// A change with what the appeal is called now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedAppeal {
    /// The appeal's number.
    pub number: String,
    /// What changed.
    pub change: Change,
}

#[derive(sqlx::FromRow)]
struct Row {
    appeal_id: AppealId,
    number: String,
    version_before: i64,
    version_after: i64,
    appeal_before: Json<Image>,
    appeal_after: Json<Image>,
    person_before: Option<Json<PersonImage>>,
    person_after: Option<Json<PersonImage>>,
}

impl From<Row> for ChangedAppeal {
    fn from(row: Row) -> Self {
        let change = Change {
            appeal_id: row.appeal_id,
            versions: (row.version_before, row.version_after),
            appeal: (row.appeal_before.0, row.appeal_after.0),
            person: (row.person_before.map(|p| p.0), row.person_after.map(|p| p.0)),
        };
        Self { number: row.number, change }
    }
}

const ROW: &str = "SELECT c.appeal_id, a.number, c.version_before, c.version_after, c.appeal_before, c.appeal_after, \
     p.person_before, p.person_after FROM import_changes c JOIN appeals a ON a.id = c.appeal_id \
     LEFT JOIN import_people_changes p ON p.import_id = c.import_id AND p.appeal_id = c.appeal_id WHERE c.import_id = ";

/// At most `limit` changes of an import behind `after`, without those of a hash alone.
pub async fn changes_page(
    tx: &mut Tx,
    import: ImportId,
    after: AppealId,
    limit: i64,
) -> Result<Vec<ChangedAppeal>, StoreError> {
    read(tx, import, after, limit, true).await
}

/// At most `limit` changes of an import behind `after`, all of them.
pub async fn changes(
    tx: &mut Tx,
    import: ImportId,
    after: AppealId,
    limit: i64,
) -> Result<Vec<ChangedAppeal>, StoreError> {
    read(tx, import, after, limit, false).await
}

async fn read(
    tx: &mut Tx,
    import: ImportId,
    after: AppealId,
    limit: i64,
    seen: bool,
) -> Result<Vec<ChangedAppeal>, StoreError> {
    let rows = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(ROW);
        query.push_bind(import).push(" AND c.appeal_id > ").push_bind(after);
        if seen {
            query.push(" AND c.version_after > c.version_before");
        }
        query.push(" ORDER BY c.appeal_id LIMIT ").push_bind(limit);
        query.build_query_as::<Row>().fetch_all(conn).await
    })?;
    Ok(rows.into_iter().map(Into::into).collect())
}

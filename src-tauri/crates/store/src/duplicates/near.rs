//! The few appeals out of very many that one appeal is worth comparing with.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AppealId, DivisionId, ImportId};

use crate::appeals::{push_sight, unjudged};
use crate::{Sight, StoreError, Tx};

/// Of each way of finding at most so many, those nearest in time first: a telephone of an office that calls for
/// everybody, or a village where a whole street complains, is no reason to read a thousand.
const MOST: i64 = 120;

/// Of the same village so many on either side: of the same category, and of any within the two weeks.
const MOST_OF_CATEGORY: i64 = 80;
const MOST_SOON: i64 = 60;

/// Of all that stand under keys of the text so many, those first that share most of them.
const MOST_OF_TEXT: usize = 250;

/// What of an appeal is compared.
#[derive(Clone, Debug, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as in the appeal's own record")]
pub struct NearRecord {
    pub id: AppealId,
    pub title: String,
    pub body: String,
    pub place: Option<String>,
    pub division_id: Option<DivisionId>,
    pub town_id: Option<DivisionId>,
    pub category: String,
    pub received_at: DateTime<Utc>,
}

macro_rules! select {
    () => {
        "SELECT a.id, a.title, a.body, a.place, a.division_id, a.town_id, a.category, a.received_at FROM appeals a"
    };
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The appeal itself.
    pub subject: &'a NearRecord,
    /// The telephones of its people.
    pub phones: Vec<&'a str>,
    /// Their ID numbers.
    pub id_numbers: Vec<&'a str>,
    /// The keys under which texts like its own may stand.
    pub keys: Vec<i64>,
    /// How far around others may lie that are of the same village and category.
    pub village: (DateTime<Utc>, DateTime<Utc>),
    /// How far around others may lie that are of the same village only.
    pub soon: (DateTime<Utc>, DateTime<Utc>),
    /// How far around those may lie whose person is the same.
    pub person: (DateTime<Utc>, DateTime<Utc>),
}

/// An appeal, as it is compared.
pub async fn subject(tx: &mut Tx, id: AppealId) -> Result<Option<NearRecord>, StoreError> {
    fetch_optional!(tx, NearRecord, concat!(select!(), " WHERE a.id = $1"), id)
}

/// The appeals worth comparing that are in sight; those that were merged into another aren't among them.
pub async fn near(tx: &mut Tx, wanted: &Wanted<'_>, sight: Sight) -> Result<Vec<NearRecord>, StoreError> {
    let mut ids = of_person(tx, "p.phone", &wanted.phones, wanted).await?;
    ids.extend(of_person(tx, "p.id_number", &wanted.id_numbers, wanted).await?);
    ids.extend(of_village(tx, wanted).await?);
    ids.extend(of_text(tx, &wanted.keys).await?);
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| *id != wanted.subject.id);
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(concat!(select!(), " WHERE a.duplicate_of_id IS NULL AND a.id IN ("));
        let mut separated = query.separated(", ");
        for id in &ids {
            separated.push_bind(*id);
        }
        query.push(")");
        push_sight!(query, sight);
        query.build_query_as::<NearRecord>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

async fn of_person(
    tx: &mut Tx,
    column: &'static str,
    values: &[&str],
    wanted: &Wanted<'_>,
) -> Result<Vec<AppealId>, StoreError> {
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let (from, to) = wanted.person;
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("SELECT a.id FROM parties p JOIN appeals a ON a.id = p.appeal_id WHERE ");
        query.push(column).push(" IN (");
        let mut separated = query.separated(", ");
        for value in values {
            separated.push_bind(*value);
        }
        query.push(") AND a.received_at BETWEEN ").push_bind(from).push(" AND ").push_bind(to);
        query.push(" ORDER BY a.received_at DESC LIMIT ").push_bind(MOST);
        query.build_query_scalar::<AppealId>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// Those of the same village that lie nearest in time on either side: of the same category, and of any.
async fn of_village(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<Vec<AppealId>, StoreError> {
    let NearRecord { division_id: Some(division), category, received_at, .. } = wanted.subject else {
        return Ok(Vec::new());
    };
    let mut ids = Vec::new();
    let ways = [(Some(category), wanted.village, MOST_OF_CATEGORY), (None, wanted.soon, MOST_SOON)];
    for (category, (from, to), most) in ways {
        for (from, to, order) in [(from, *received_at, " DESC LIMIT "), (*received_at, to, " LIMIT ")] {
            ids.extend(on!(tx, conn => {
                let mut query = sqlx::QueryBuilder::new("SELECT a.id FROM appeals a WHERE a.division_id = ");
                query.push_bind(*division);
                if let Some(category) = category {
                    query.push(" AND a.category = ").push_bind(category);
                }
                query.push(" AND a.received_at BETWEEN ").push_bind(from).push(" AND ").push_bind(to);
                query.push(" ORDER BY a.received_at").push(order).push_bind(most);
                query.build_query_scalar::<AppealId>().fetch_all(conn).await
            })?);
        }
    }
    Ok(ids)
}

/// A frequent matter fills its keys with hundreds that share one of them by chance; what is truly like shares several.
async fn of_text(tx: &mut Tx, keys: &[i64]) -> Result<Vec<AppealId>, StoreError> {
    let mut shared: HashMap<AppealId, usize> = HashMap::new();
    for key in keys {
        let found = fetch_all!(
            tx,
            (AppealId,),
            "SELECT appeal_id FROM appeal_keys WHERE key = $1 LIMIT $2",
            *key,
            MOST
        )?;
        for (id,) in found {
            *shared.entry(id).or_default() += 1;
        }
    }
    let mut ids: Vec<(usize, AppealId)> = shared.into_iter().map(|(id, keys)| (keys, id)).collect();
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.truncate(MOST_OF_TEXT);
    Ok(ids.into_iter().map(|(_, id)| id).collect())
}

/// The appeals still to be judged behind `after`, of one import or of all, by id.
pub async fn unjudged_after(
    tx: &mut Tx,
    import: Option<ImportId>,
    sight: Sight,
    after: AppealId,
    limit: i64,
) -> Result<Vec<AppealId>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(concat!("SELECT a.id FROM appeals a WHERE ", unjudged!(), " AND a.id > "));
        query.push_bind(after);
        if let Some(import) = import {
            query.push(" AND a.import_id = ").push_bind(import);
        }
        push_sight!(query, sight);
        query.push(" ORDER BY a.id LIMIT ").push_bind(limit);
        query.build_query_scalar::<AppealId>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// How many there are.
pub async fn count_unjudged(tx: &mut Tx, import: Option<ImportId>, sight: Sight) -> Result<i64, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(concat!("SELECT count(*) FROM appeals a WHERE ", unjudged!()));
        if let Some(import) = import {
            query.push(" AND a.import_id = ").push_bind(import);
        }
        push_sight!(query, sight);
        query.build_query_scalar::<i64>().fetch_one(conn).await
    })
    .map_err(StoreError::from)
}

//! Many appeals at once.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AppealId};

use super::{AppealRecord, Reckoner, columns};
use crate::duplicates::keys;
use crate::{StoreError, Tx, texts};

/// Rows of one statement: 34 columns each, below SQLite's 32,766 values; always the same, so that it is parsed once.
const PIECE: usize = 500;

/// An appeal that an imported row may be about.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Known {
    /// Its id.
    pub id: AppealId,
    /// The source system's own number.
    pub source_number: Option<String>,
    /// The hash of the row that it came from.
    pub content_hash: Option<Vec<u8>>,
}

/// Writes new appeals with their deadlines, of which none has a log yet; it stays empty where the calendar wants a year.
pub async fn insert_many(tx: &mut Tx, rows: &[AppealRecord], reckoner: &Reckoner) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(concat!("INSERT INTO appeals (", columns!(), ", due_at) "));
            query.push_values(piece, |mut row, a| {
                let due = reckoner.stored(a, &[]);
                row.push_bind(a.id).push_bind(a.version).push_bind(&a.number).push_bind(a.channel);
                row.push_bind(&a.source).push_bind(&a.source_number).push_bind(a.ask_kind).push_bind(a.level);
                row.push_bind(a.state).push_bind(&a.title).push_bind(&a.body).push_bind(&a.category);
                row.push_bind(&a.source_category).push_bind(a.division_id).push_bind(a.town_id).push_bind(&a.place);
                row.push_bind(a.people_concerned).push_bind(a.received_at).push_bind(a.source_deadline);
                row.push_bind(due.last_day()).push_bind(due.warn_at()).push_bind(a.closed_at).push_bind(a.satisfaction).push_bind(a.handler_id);
                row.push_bind(a.duplicate_of_id).push_bind(a.import_id).push_bind(&a.content_hash);
                row.push_bind(a.times_passed_on).push_bind(a.times_redone).push_bind(a.created_at);
                row.push_bind(a.created_by).push_bind(a.updated_at).push_bind(a.updated_by).push_bind(due.late_from());
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
        keys::insert(tx, piece).await?;
        texts::insert(tx, piece).await?;
    }
    Ok(())
}

/// Those of a source that bear one of these numbers.
pub async fn known_by_number(tx: &mut Tx, source: &str, numbers: &[&str]) -> Result<Vec<Known>, StoreError> {
    // PostgreSQL takes the whole list as one value and looks it up by hash or index, whatever its statistics say;
    // a list of single values sent it through the table once for each piece.
    if let Tx::Postgres(conn) = tx {
        let query = sqlx::query_as::<_, Known>(
            "SELECT id, source_number, content_hash FROM appeals WHERE source = $1 AND source_number = ANY($2)",
        );
        return Ok(query.bind(source).bind(numbers).fetch_all(&mut **conn).await?);
    }
    let mut found = Vec::new();
    for piece in numbers.chunks(PIECE) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new("SELECT id, source_number, content_hash FROM appeals WHERE source = ");
            query.push_bind(source).push(" AND source_number IN (");
            let mut separated = query.separated(", ");
            for number in piece {
                separated.push_bind(*number);
            }
            query.push(")");
            query.build_query_as::<Known>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

/// Those without a number of their own that came from a row of one of these contents.
pub async fn known_by_content(tx: &mut Tx, hashes: &[&[u8]]) -> Result<Vec<Known>, StoreError> {
    if let Tx::Postgres(conn) = tx {
        let query = sqlx::query_as::<_, Known>(
            "SELECT id, source_number, content_hash FROM appeals WHERE source_number IS NULL AND content_hash = ANY($1)",
        );
        return Ok(query.bind(hashes).fetch_all(&mut **conn).await?);
    }
    let mut found = Vec::new();
    for piece in hashes.chunks(PIECE) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT id, source_number, content_hash FROM appeals WHERE source_number IS NULL AND content_hash IN (",
            );
            let mut separated = query.separated(", ");
            for hash in piece {
                separated.push_bind(*hash);
            }
            query.push(")");
            query.build_query_as::<Known>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

/// These appeals, whole.
pub async fn records(tx: &mut Tx, ids: &[AppealId]) -> Result<Vec<AppealRecord>, StoreError> {
    let mut found = Vec::new();
    for piece in ids.chunks(PIECE) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(concat!("SELECT ", columns!(), " FROM appeals WHERE id IN ("));
            let mut separated = query.separated(", ");
            for id in piece {
                separated.push_bind(*id);
            }
            query.push(")");
            query.build_query_as::<AppealRecord>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

/// Writes what a newer export says of an appeal, state and all but its deadline, if it still has the version of `row`; gives whether it
/// had.
pub async fn renew(
    tx: &mut Tx,
    row: &AppealRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let before = keys::stored(tx, row.id).await?;
    let done = execute!(
        tx,
        "UPDATE appeals SET channel = $2, title = $3, body = $4, category = $5, source_category = $6, division_id = $7,
                town_id = $8, place = $9, people_concerned = $10, received_at = $11, source_deadline = $12,
                handler_id = $13, state = $14, closed_at = $15, satisfaction = $16, content_hash = $17,
                version = version + 1, updated_at = $18, updated_by = $19
         WHERE id = $1 AND version = $20",
        row.id,
        row.channel,
        &row.title,
        &row.body,
        &row.category,
        &row.source_category,
        row.division_id,
        row.town_id,
        &row.place,
        row.people_concerned,
        row.received_at,
        row.source_deadline,
        row.handler_id,
        row.state,
        row.closed_at,
        row.satisfaction,
        &row.content_hash,
        at,
        by,
        row.version
    )?;
    if done == 1 {
        keys::renew(tx, row, &before).await?;
        texts::renew(tx, row).await?;
    }
    Ok(done == 1)
}

/// Remembers the content of the row that an appeal was last compared with.
pub async fn set_content_hash(tx: &mut Tx, id: AppealId, hash: &[u8]) -> Result<(), StoreError> {
    execute!(tx, "UPDATE appeals SET content_hash = $2 WHERE id = $1", id, hash)?;
    Ok(())
}

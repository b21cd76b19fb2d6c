//! The keys of appeals' texts. Written by the same functions that write appeals, so that none is without.

use chrono::{DateTime, Utc};
use huishang_domain::duplicates;
use huishang_domain::ids::{AppealId, DivisionId};

use crate::appeals::AppealRecord;
use crate::{StoreError, Tx};

/// Keys of one statement.
const PIECE: usize = 2_000;

/// Appeals read at a time when all keys are made anew.
const REBUILD: i64 = 2_000;

/// What the keys of an appeal come from.
#[derive(Debug, sqlx::FromRow)]
struct Text {
    id: AppealId,
    title: String,
    body: String,
    town_id: Option<DivisionId>,
    received_at: DateTime<Utc>,
}

impl Text {
    fn keys(&self) -> Vec<i64> {
        duplicates::keys(&self.title, &self.body, self.town_id, self.received_at)
    }
}

fn of_record(row: &AppealRecord) -> Vec<i64> {
    duplicates::keys(&row.title, &row.body, row.town_id, row.received_at)
}

/// Writes the keys of new appeals.
pub(crate) async fn insert(tx: &mut Tx, rows: &[AppealRecord]) -> Result<(), StoreError> {
    let keys = rows.iter().flat_map(|row| of_record(row).into_iter().map(|key| (key, row.id))).collect();
    write(tx, keys).await
}

/// The keys that an appeal has by now.
pub(crate) async fn stored(tx: &mut Tx, id: AppealId) -> Result<Vec<i64>, StoreError> {
    let text = fetch_optional!(
        tx,
        Text,
        "SELECT id, title, body, town_id, received_at FROM appeals WHERE id = $1",
        id
    )?;
    Ok(text.map(|text| text.keys()).unwrap_or_default())
}

/// Writes the keys of an appeal that was changed, which had `before`.
pub(crate) async fn renew(tx: &mut Tx, row: &AppealRecord, before: &[i64]) -> Result<(), StoreError> {
    let after = of_record(row);
    for gone in before.iter().filter(|key| !after.contains(key)) {
        execute!(tx, "DELETE FROM appeal_keys WHERE key = $1 AND appeal_id = $2", *gone, row.id)?;
    }
    write(tx, after.into_iter().filter(|key| !before.contains(key)).map(|key| (key, row.id)).collect()).await
}

/// Takes away the keys of appeals that are removed.
pub(crate) async fn remove(tx: &mut Tx, rows: &[AppealRecord]) -> Result<(), StoreError> {
    let pairs: Vec<(i64, AppealId)> =
        rows.iter().flat_map(|row| of_record(row).into_iter().map(|key| (key, row.id))).collect();
    if let Tx::Postgres(conn) = tx {
        for piece in pairs.chunks(PIECE) {
            let keys: Vec<i64> = piece.iter().map(|(key, _)| *key).collect();
            let ids: Vec<uuid::Uuid> = piece.iter().map(|(_, id)| id.0).collect();
            let query = sqlx::query(
                "DELETE FROM appeal_keys k USING unnest($1::bigint[], $2::uuid[]) AS gone (key, appeal_id)
                 WHERE k.key = gone.key AND k.appeal_id = gone.appeal_id",
            );
            query.bind(keys).bind(ids).execute(&mut **conn).await?;
        }
        return Ok(());
    }
    for (key, id) in pairs {
        execute!(tx, "DELETE FROM appeal_keys WHERE key = $1 AND appeal_id = $2", key, id)?;
    }
    Ok(())
}

/// Whether appeals were written by a program that knew no keys.
pub async fn missing(tx: &mut Tx) -> Result<bool, StoreError> {
    let found: i64 = scalar!(
        tx,
        i64,
        "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM appeals) AND NOT EXISTS (SELECT 1 FROM appeal_keys)
                THEN 1 ELSE 0 END AS BIGINT)"
    )?;
    Ok(found == 1)
}

/// Makes all keys anew; gives how many appeals there are.
pub async fn rebuild(tx: &mut Tx) -> Result<u64, StoreError> {
    execute!(tx, "DELETE FROM appeal_keys")?;
    let (mut after, mut done) = (AppealId(uuid::Uuid::nil()), 0);
    loop {
        let texts = fetch_all!(
            tx,
            Text,
            "SELECT id, title, body, town_id, received_at FROM appeals WHERE id > $1 ORDER BY id LIMIT $2",
            after,
            REBUILD
        )?;
        let Some(last) = texts.last() else { return Ok(done) };
        after = last.id;
        done += texts.len() as u64;
        let keys = texts.iter().flat_map(|text| text.keys().into_iter().map(|key| (key, text.id))).collect();
        write(tx, keys).await?;
    }
}

async fn write(tx: &mut Tx, mut keys: Vec<(i64, AppealId)>) -> Result<(), StoreError> {
    // In the order of the index, which then is written page by page.
    keys.sort_unstable();
    for piece in keys.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new("INSERT INTO appeal_keys (key, appeal_id) ");
            query.push_values(piece, |mut row, (key, id)| {
                row.push_bind(*key).push_bind(*id);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

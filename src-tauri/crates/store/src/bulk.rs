//! What writing very many rows in one transaction asks of the engine.

use crate::{StoreError, Tx};

/// Below so many rows SQLite's own pages do.
const MANY: usize = 200_000;

/// Gives the connection room for so many rows: indexes over names and telephones are written all over, and SQLite's own 2 MB of pages
/// would go to the disk and back for each of them. PostgreSQL keeps its pages itself.
pub async fn begin(tx: &mut Tx, rows: usize) -> Result<(), StoreError> {
    if rows < MANY {
        return Ok(());
    }
    pages(tx, "PRAGMA cache_size = -262144").await
}

/// Takes the room back, and lets the engine see what it holds now, so that it finds its way from the first question on.
pub async fn end(tx: &mut Tx) -> Result<(), StoreError> {
    on!(tx, conn => sqlx::query("ANALYZE").execute(conn).await.map(|_| ()))?;
    if let Tx::Sqlite(conn) = tx {
        // Told that there are few states, SQLite would go through an index of states for what has none in its filter, and
        // put all of it in order, rather than walk the index that has the order.
        for sql in ["UPDATE sqlite_stat1 SET stat = stat || ' noskipscan'", "ANALYZE sqlite_schema"] {
            sqlx::query(sql).execute(&mut **conn).await?;
        }
    }
    pages(tx, "PRAGMA cache_size = -2000").await
}

async fn pages(tx: &mut Tx, sql: &'static str) -> Result<(), StoreError> {
    if let Tx::Sqlite(conn) = tx {
        sqlx::query(sql).execute(&mut **conn).await?;
    }
    Ok(())
}

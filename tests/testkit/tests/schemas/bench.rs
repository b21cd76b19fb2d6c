//! Either engine, migrated, spoken to in plain SQL: the literals that differ are written here.

use std::path::{Path, PathBuf};

use huishang_testkit::{Engine, TestDb};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

/// A migrated database.
pub struct Bench {
    conn: Conn,
    _db: TestDb,
}

enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// The folder of an engine's migrations.
pub fn folder(engine: Engine) -> PathBuf {
    let name = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(name)
}

impl Bench {
    /// Applies every migration to a fresh database.
    pub async fn new(db: TestDb) -> Self {
        let migrations = Migrator::new(folder(db.engine)).await.unwrap();
        let conn = match db.engine {
            Engine::Sqlite => {
                let options = db.url.parse::<sqlx::sqlite::SqliteConnectOptions>().unwrap();
                let mut conn =
                    SqliteConnection::connect_with(&options.create_if_missing(true).foreign_keys(true))
                        .await
                        .unwrap();
                migrations.run_direct(None, &mut conn, false).await.unwrap();
                Conn::Sqlite(conn)
            }
            Engine::Postgres => {
                let mut conn = PgConnection::connect(&db.url).await.unwrap();
                migrations.run_direct(None, &mut conn, false).await.unwrap();
                Conn::Postgres(conn)
            }
        };
        let mut bench = Self { conn, _db: db };
        let version = match bench.conn {
            Conn::Sqlite(_) => bench.rows("SELECT 'SQLite ' || sqlite_version()").await,
            Conn::Postgres(_) => bench.rows("SELECT version()").await,
        };
        let expected = if matches!(bench.conn, Conn::Sqlite(_)) { "SQLite 3" } else { "PostgreSQL " };
        assert!(version[0].starts_with(expected), "{version:?}");
        bench
    }

    /// Runs a statement; `{7}` is the uuid that ends in 7, `{now}` a time, `{hash}` 32 bytes.
    pub async fn run(&mut self, sql: &str) -> Result<u64, String> {
        let sql = self.spelled(sql);
        match &mut self.conn {
            Conn::Sqlite(conn) => {
                sqlx::query(AssertSqlSafe(sql)).execute(conn).await.map(|done| done.rows_affected())
            }
            Conn::Postgres(conn) => {
                sqlx::query(AssertSqlSafe(sql)).execute(conn).await.map(|done| done.rows_affected())
            }
        }
        .map_err(|error| error.to_string())
    }

    /// Runs a statement that must work.
    pub async fn ok(&mut self, sql: &str) -> u64 {
        match self.run(sql).await {
            Ok(rows) => rows,
            Err(error) => panic!("{error}\n{sql}"),
        }
    }

    /// Runs a statement that the database must refuse, and gives its words.
    pub async fn refused(&mut self, sql: &str) -> String {
        match self.run(sql).await {
            Ok(rows) => panic!("not refused, {rows} rows:\n{sql}"),
            Err(error) => error,
        }
    }

    /// The first column of a query, as text.
    pub async fn rows(&mut self, sql: &str) -> Vec<String> {
        let sql = self.spelled(sql);
        match &mut self.conn {
            Conn::Sqlite(conn) => {
                let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(conn).await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
            Conn::Postgres(conn) => {
                let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(conn).await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
        }
    }

    fn spelled(&self, sql: &str) -> String {
        let mut sql = sql.replace("{now}", "'2026-10-01T00:00:00+00:00'");
        let (hash, uuid): (_, fn(u32) -> String) = match self.conn {
            Conn::Sqlite(_) => ("zeroblob(32)", |n| format!("x'{n:032x}'")),
            Conn::Postgres(_) => ("decode(repeat('00', 32), 'hex')", |n| format!("CAST('{n:032x}' AS uuid)")),
        };
        sql = sql.replace("{hash}", hash);
        for n in 1..30 {
            sql = sql.replace(&format!("{{{n}}}"), &uuid(n));
        }
        sql
    }
}

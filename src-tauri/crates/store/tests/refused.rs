//! Databases that can't be used: each is told apart by what a person can do about it, and none is changed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::path::Path;

use huishang_store::{Db, StoreError, schema_version};
use huishang_testkit::{Engine, PgServer, TestDb, on_both_engines};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tempfile::TempDir;

/// Runs a statement as somebody else than the program.
async fn tamper(db: &Db, statement: &'static str) {
    match db {
        Db::Sqlite(pool) => drop(sqlx::query(statement).execute(pool).await.unwrap()),
        Db::Postgres(pool) => drop(sqlx::query(statement).execute(pool).await.unwrap()),
    }
}

async fn migrated(url: &str) -> Db {
    let db = Db::open(url).await.unwrap();
    db.migrate().await.unwrap();
    db
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

/// A database in the journal mode that others use.
async fn others(path: &Path, statements: &[&'static str]) {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let mut connection: SqliteConnection = options.connect().await.unwrap();
    for statement in statements {
        sqlx::query(*statement).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

on_both_engines! {
    async fn a_newer_schema_is_refused_by_its_number(db: TestDb) {
        let open = migrated(&db.url).await;
        tamper(&open, "UPDATE _sqlx_migrations SET version = 999 WHERE version = 1").await;
        let newer = |result| matches!(result, Err(StoreError::Newer { database: 999, program }) if program == schema_version());
        assert!(newer(open.check_schema().await));
        assert!(newer(open.migrate().await));
    }

    async fn an_older_schema_is_refused_until_it_is_migrated(db: TestDb) {
        let open = Db::open(&db.url).await.unwrap();
        assert!(matches!(open.check_schema().await, Err(StoreError::Outdated { database: 0, .. })));
        open.migrate().await.unwrap();
        open.check_schema().await.unwrap();
    }

    async fn a_history_that_is_not_ours_is_refused(db: TestDb) {
        let open = migrated(&db.url).await;
        let forged = match open {
            Db::Sqlite(_) => "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 2",
            Db::Postgres(_) => "UPDATE _sqlx_migrations SET checksum = '\\x00' WHERE version = 2",
        };
        tamper(&open, forged).await;
        assert!(matches!(open.migrate().await, Err(StoreError::Broken)));
    }
}

#[tokio::test]
async fn another_programs_database_is_left_as_it_is() {
    let home = TempDir::new().unwrap();
    let file = home.path().join("别的.db");
    others(&file, &["CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('不是我们的')"]).await;
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(Db::open(&url(&file)).await, Err(StoreError::Broken)));
    assert_eq!(std::fs::read(&file).unwrap(), before);
    // Made, but with nothing in it yet.
    let fresh = home.path().join("空.db");
    others(&fresh, &["PRAGMA user_version = 0", "VACUUM"]).await;
    migrated(&url(&fresh)).await.check_schema().await.unwrap();
    Db::open(&url(&fresh)).await.unwrap().check_schema().await.unwrap();
}

#[tokio::test]
async fn what_is_no_database_or_damaged_is_broken() {
    let home = TempDir::new().unwrap();
    let rubbish = home.path().join("乱码.db");
    std::fs::write(&rubbish, "这不是数据库。".repeat(500)).unwrap();
    assert!(matches!(Db::open(&url(&rubbish)).await, Err(StoreError::Broken)));

    let cut = home.path().join("截断.db");
    migrated(&url(&cut)).await.close().await;
    let whole = std::fs::read(&cut).unwrap();
    std::fs::write(&cut, &whole[..20_000]).unwrap();
    let opened = match Db::open(&url(&cut)).await {
        Ok(db) => db.check_schema().await,
        Err(error) => Err(error),
    };
    assert!(matches!(opened, Err(StoreError::Broken)), "{opened:?}");
}

#[tokio::test]
async fn an_address_without_a_file_is_a_wrong_one() {
    for wrong in ["sqlite://", "sqlite://:memory:", "sqlite:/a.db", "/a.db", "postgres", ""] {
        assert!(matches!(Db::open(wrong).await, Err(StoreError::WrongUrl)), "{wrong}");
    }
    let home = TempDir::new().unwrap();
    assert!(matches!(Db::open(&url(home.path())).await, Err(StoreError::CannotOpen { .. })), "a folder");
}

#[tokio::test]
async fn a_server_says_whether_it_is_out_of_reach_or_refuses_us() {
    let db = TestDb::new(Engine::Postgres);
    migrated(&db.url).await.close().await;
    let home = TempDir::new().unwrap();
    let nowhere = format!("postgres://postgres@localhost/a?host={}", home.path().display());
    assert!(matches!(Db::open(&nowhere).await, Err(StoreError::Unreachable)));

    let elsewhere = db.url.replace("localhost/t", "localhost/u");
    assert!(matches!(Db::open(&elsewhere).await, Err(StoreError::LoginRefused)), "no such database");
    let nobody = db.url.replace("postgres@", "nobody@");
    assert!(matches!(Db::open(&nobody).await, Err(StoreError::LoginRefused)), "no such role");

    PgServer::shared().unwrap().sql("CREATE ROLE without_rights LOGIN").unwrap();
    let stranger = Db::open(&db.url.replace("postgres@", "without_rights@")).await.unwrap();
    assert!(matches!(stranger.check_schema().await, Err(StoreError::LoginRefused)), "it may read nothing");
    assert!(matches!(stranger.migrate().await, Err(StoreError::LoginRefused)));
    let empty = TestDb::new(Engine::Postgres);
    let stranger = Db::open(&empty.url.replace("postgres@", "without_rights@")).await.unwrap();
    assert!(matches!(stranger.migrate().await, Err(StoreError::LoginRefused)), "it may make nothing");
}

//! Schema versions. An applied migration is never edited; an old program refuses a newer schema.

use sqlx::migrate::{MigrateError, Migrator};

use crate::{Db, StoreError};

static SQLITE: Migrator = sqlx::migrate!("../../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../../migrations/postgres");

/// The table in which the migrations that were applied are noted.
pub(crate) const HISTORY: &str = "_sqlx_migrations";

/// The schema that this program reads and writes.
pub fn schema_version() -> i64 {
    SQLITE.iter().map(|migration| migration.version).max().unwrap_or_default()
}

pub(crate) async fn run(db: &Db) -> Result<(), StoreError> {
    refuse_newer(found(db).await?)?;
    let done = match db {
        Db::Sqlite(pool) => SQLITE.run(pool).await,
        Db::Postgres(pool) => POSTGRES.run(pool).await,
    };
    done.map_err(|error| match error {
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => cause.into(),
        // Its history isn't this program's, or stopped halfway.
        MigrateError::VersionMismatch(version)
        | MigrateError::VersionMissing(version)
        | MigrateError::Dirty(version) => {
            tracing::error!(version, "the schema's history is not this program's");
            StoreError::Broken
        }
        other => StoreError::Sql(sqlx::Error::Migrate(Box::new(other))),
    })
}

pub(crate) async fn check(db: &Db) -> Result<(), StoreError> {
    let database = found(db).await?;
    refuse_newer(database)?;
    if database < schema_version() {
        return Err(StoreError::Outdated { database, program: schema_version() });
    }
    Ok(())
}

fn refuse_newer(database: i64) -> Result<(), StoreError> {
    if database > schema_version() {
        return Err(StoreError::Newer { database, program: schema_version() });
    }
    Ok(())
}

/// The newest migration applied, 0 for an empty database.
async fn found(db: &Db) -> Result<i64, StoreError> {
    let mut tx = db.read().await?;
    let exists: i64 = match &tx {
        crate::Tx::Sqlite(_) => {
            scalar!(&mut tx, i64, "SELECT count(*) FROM sqlite_master WHERE name = '_sqlx_migrations'")?
        }
        crate::Tx::Postgres(_) => scalar!(
            &mut tx,
            i64,
            // The information schema would hide the table from a login that may not read it.
            "SELECT count(*) FROM pg_catalog.pg_class WHERE relname = '_sqlx_migrations' AND relnamespace = CAST(current_schema() AS regnamespace)"
        )?,
    };
    if exists == 0 {
        return Ok(0);
    }
    scalar!(&mut tx, i64, "SELECT coalesce(max(version), 0) FROM _sqlx_migrations")
}

//! The door: one value for either engine.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

use crate::{StoreError, Tx, migrate};

/// How long a writer waits for another before the database is reported as locked.
const BUSY: Duration = Duration::from_secs(10);

/// Which engine holds the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// Embedded, one desktop.
    Sqlite,
    /// Shared by a department.
    Postgres,
}

/// An open database.
#[derive(Clone, Debug)]
pub enum Db {
    /// Embedded, one desktop.
    Sqlite(SqlitePool),
    /// Shared by a department.
    Postgres(PgPool),
}

impl Db {
    /// Opens `sqlite://FILE` (made when missing) or `postgres://…`, and changes nothing in it.
    ///
    /// # Errors
    /// Says what a person can act on: wrong address, network share, not openable, locked, broken, unreachable, refused.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            open_sqlite(path).await
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(|_| StoreError::WrongUrl)?;
            let pool =
                PgPoolOptions::new().max_connections(4).acquire_timeout(BUSY).connect_with(options).await?;
            Ok(Self::Postgres(pool))
        } else {
            Err(StoreError::WrongUrl)
        }
    }

    /// As [`Db::open`], but makes no file: an address that was mistyped leaves nothing behind.
    ///
    /// # Errors
    /// As [`Db::open`], and [`StoreError::Outdated`] from version 0 when there is no such file in its folder.
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        let missing =
            |path: &str| !Path::new(path).exists() && Path::new(path).parent().is_some_and(Path::is_dir);
        if url.strip_prefix("sqlite://").is_some_and(missing) {
            return Err(StoreError::Outdated { database: 0, program: crate::schema_version() });
        }
        Self::open(url).await
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction that reads.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Begins a transaction that writes; on SQLite it takes the write lock at once, so that it can't fail halfway.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Tx::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Brings the schema up to [`crate::schema_version`]; safe to run again.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a newer program made it; nothing is touched then.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        migrate::run(self).await
    }

    /// Refuses a schema that isn't exactly this program's.
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        migrate::check(self).await
    }

    /// The login that the engine knows us by: PostgreSQL's role, or `local` on one's own file.
    pub async fn login(&self) -> Result<String, StoreError> {
        match self {
            Self::Sqlite(_) => Ok("local".to_owned()),
            Self::Postgres(pool) => {
                Ok(sqlx::query_scalar("SELECT CAST(session_user AS TEXT)").fetch_one(pool).await?)
            }
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(path: &str) -> Result<Db, StoreError> {
    let named = || path.to_owned();
    if on_network_share(Path::new(path)) {
        return Err(StoreError::NetworkShare { path: named() });
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .journal_mode(SqliteJournalMode::Wal)
        // Full: what was acknowledged outlives a power cut.
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await.map_err(|error| {
        match StoreError::from(error) {
            StoreError::CannotOpen { .. } | StoreError::Unreachable => {
                StoreError::CannotOpen { path: named() }
            }
            other => other,
        }
    })?;
    Ok(Db::Sqlite(pool))
}

/// SQLite's locks can't be trusted over SMB or NFS (sqlite.org/faq.html, question 5).
fn on_network_share(path: &Path) -> bool {
    let text = path.to_string_lossy();
    if text.starts_with("\\\\") || text.starts_with("//") {
        return true;
    }
    let Ok(mounts) = std::fs::read_to_string("/proc/mounts") else { return false };
    let folder = path.parent().and_then(|p| p.canonicalize().ok()).unwrap_or_default();
    share_holds(&mounts, &folder)
}

/// Whether the deepest mount that holds `folder` is a network file system.
fn share_holds(mounts: &str, folder: &Path) -> bool {
    const SHARES: [&str; 6] = ["cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs"];
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            let at = words.next()?.replace("\\040", " ");
            Some((at, words.next()?.to_owned()))
        })
        .filter(|(at, _)| folder.starts_with(at))
        .max_by_key(|(at, _)| at.len())
        .is_some_and(|(_, kind)| SHARES.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_mount_decides() {
        let mounts = "/dev/a / ext4 rw 0 0\n//nas/x /mnt/共享\\040盘 cifs rw 0 0\n/dev/b /mnt/共享\\040盘/本地 ext4 rw 0 0\n";
        assert!(share_holds(mounts, Path::new("/mnt/共享 盘/数据")));
        assert!(!share_holds(mounts, Path::new("/mnt/共享 盘/本地")));
        assert!(!share_holds(mounts, Path::new("/home")));
    }

    #[tokio::test]
    async fn wrong_addresses_are_told_apart() {
        assert!(matches!(Db::open("mysql://x").await, Err(StoreError::WrongUrl)));
        assert!(matches!(Db::open("sqlite:////nas/share/a.db").await, Err(StoreError::NetworkShare { .. })));
        assert!(matches!(
            Db::open("sqlite:///no/such/folder/a.db").await,
            Err(StoreError::CannotOpen { path }) if path == "/no/such/folder/a.db"
        ));
    }

    #[tokio::test]
    async fn a_mistyped_address_makes_no_file() {
        let home = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", home.path().join("写错.db").display());
        let refused = Db::open_existing(&url).await;
        assert!(matches!(refused, Err(StoreError::Outdated { database: 0, .. })), "{refused:?}");
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
        Db::open(&url).await.unwrap().close().await;
        Db::open_existing(&url).await.unwrap().close().await;
    }
}

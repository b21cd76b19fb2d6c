//! The door: one value for either engine.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};

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
            // A plan for any value walks past the index that serves this one; compiling a plan takes longer than its run.
            let options = options.options([("plan_cache_mode", "force_custom_plan"), ("jit", "off")]);
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
    // What SQLite keeps in memory only isn't a place for anybody's data.
    if path.is_empty() || path == ":memory:" {
        return Err(StoreError::WrongUrl);
    }
    if on_network_share(Path::new(path)) {
        return Err(StoreError::NetworkShare { path: named() });
    }
    if is_another_programs(Path::new(path)).await {
        return Err(StoreError::Broken);
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .journal_mode(SqliteJournalMode::Wal)
        // Full: what was acknowledged outlives a power cut.
        .synchronous(SqliteSynchronous::Full)
        // Kibibytes of each connection, and bytes of the file that the system's own cache serves without a copy.
        .pragma("cache_size", "-32768")
        .pragma("mmap_size", "1073741824");
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

/// Whether the file holds tables, but not the one in which every version of this program notes its schema. Looks
/// without writing: opening for work would already change the file's journal mode.
async fn is_another_programs(path: &Path) -> bool {
    if std::fs::metadata(path).is_ok_and(|file| file.len() > 0) {
        let options = SqliteConnectOptions::new().filename(path).read_only(true).busy_timeout(Duration::ZERO);
        // Whatever stands in the way here is met again, and told, when the file is opened for work.
        let Ok(mut connection) = options.connect().await else { return false };
        let tables = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'");
        let tables: Vec<String> = tables.fetch_all(&mut connection).await.unwrap_or_default();
        let closed = connection.close().await;
        return closed.is_ok() && !tables.is_empty() && !tables.iter().any(|name| name == migrate::HISTORY);
    }
    false
}

/// SQLite's locks can't be trusted over SMB or NFS (sqlite.org/faq.html, question 5).
fn on_network_share(path: &Path) -> bool {
    let is_unc = |path: &Path| {
        let text = path.to_string_lossy();
        // Windows gives this for a share, whichever letter it was given.
        text.starts_with(r"\\?\UNC\")
            || text.starts_with("//")
            || (text.starts_with(r"\\") && !text.starts_with(r"\\?\"))
    };
    let folder = match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    };
    // The file itself may be a link to elsewhere.
    let real = path.canonicalize().or_else(|_| folder.canonicalize()).unwrap_or_default();
    if is_unc(path) || is_unc(&real) {
        return true;
    }
    std::fs::read_to_string("/proc/mounts").is_ok_and(|mounts| share_holds(&mounts, &real))
}

/// Whether the deepest mount that holds `path` is a network file system.
fn share_holds(mounts: &str, path: &Path) -> bool {
    // The desktops of Kylin and UOS mount what people open in the file manager by gvfsd.
    const SHARES: [&str; 10] = [
        "cifs",
        "smb3",
        "smbfs",
        "nfs",
        "nfs4",
        "davfs",
        "fuse.sshfs",
        "fuse.gvfsd-fuse",
        "fuse.davfs2",
        "fuse.rclone",
    ];
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            let at = words.next()?.replace("\\040", " ");
            Some((at, words.next()?.to_owned()))
        })
        .filter(|(at, _)| path.starts_with(at))
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
        let of_the_desktop = "gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0\n";
        assert!(share_holds(of_the_desktop, Path::new("/run/user/1000/gvfs/smb-share:server=nas,share=x")));
    }

    #[test]
    fn windows_names_of_shares_are_known_and_of_disks_not_mistaken() {
        for share in [r"\\nas\x\a.db", "//nas/x/a.db", r"\\?\UNC\nas\x\a.db"] {
            assert!(on_network_share(Path::new(share)), "{share}");
        }
        for own in [r"\\?\C:\数据\a.db", r"C:\数据\a.db", "a.db", "/a.db"] {
            assert!(!on_network_share(Path::new(own)), "{own}");
        }
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

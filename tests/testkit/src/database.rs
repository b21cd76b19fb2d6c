//! A fresh, empty database for one test.

use std::path::Path;

use tempfile::TempDir;

use crate::PgServer;

/// Which engine a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file in a folder of its own.
    Sqlite,
    /// A database on this process's private server.
    Postgres,
}

impl Engine {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// What its addresses begin with.
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite://",
            Self::Postgres => "postgres://",
        }
    }
}

/// A fresh, empty database; a file is removed with this value, a server's database with the server.
#[derive(Debug)]
pub struct TestDb {
    /// Its address, as the program takes it.
    pub url: String,
    /// The engine behind the address.
    pub engine: Engine,
    _dir: Option<TempDir>,
}

impl TestDb {
    /// Makes one.
    ///
    /// # Panics
    /// When there is no PostgreSQL, or no place for files.
    pub fn new(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let dir = tempfile::tempdir().expect("a folder for the database file");
                Self { url: sqlite_url(dir.path()), engine, _dir: Some(dir) }
            }
            Engine::Postgres => Self { url: postgres_url(), engine, _dir: None },
        }
    }
}

/// The address of a database file in `dir`, which is not made yet.
pub fn sqlite_url(dir: &Path) -> String {
    format!("{}{}", Engine::Sqlite.scheme(), dir.join("huishang.db").display())
}

/// The address of a new database on this process's private server, which is started when first asked for.
///
/// # Panics
/// When there is no PostgreSQL, or it doesn't start.
pub fn postgres_url() -> String {
    let made = PgServer::shared().and_then(PgServer::create_database);
    made.unwrap_or_else(|problem| panic!("no PostgreSQL database for this test: {problem}"))
}

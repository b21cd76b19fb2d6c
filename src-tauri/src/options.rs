//! What the program can be told when it is started: `--db URL`, or `HUISHANG_DB` in the environment.

use std::ffi::OsString;

/// The environment's way to name a database.
const DB_VARIABLE: &str = "HUISHANG_DB";

/// How the program was started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Another database than the person's own file.
    pub db: Option<String>,
}

impl Options {
    /// Reads this process's arguments and environment.
    pub fn from_process() -> Self {
        let given = Self::from_args(std::env::args_os().skip(1));
        let db = given.db.or_else(|| std::env::var(DB_VARIABLE).ok().filter(|url| !url.is_empty()));
        Self { db }
    }

    /// Reads arguments; one that isn't known is passed over, since a desktop may add its own.
    pub fn from_args(args: impl IntoIterator<Item = OsString>) -> Self {
        let mut options = Self::default();
        let mut args = args.into_iter().filter_map(|arg| arg.into_string().ok());
        while let Some(arg) = args.next() {
            if arg == "--db" {
                options.db = args.next();
            } else if let Some(url) = arg.strip_prefix("--db=") {
                options.db = Some(url.to_owned());
            }
        }
        options
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn db(args: &[&str]) -> Option<String> {
        Options::from_args(args.iter().map(OsString::from)).db
    }

    #[test]
    fn the_database_can_be_named() {
        assert_eq!(db(&["--db", "sqlite://甲.db"]).as_deref(), Some("sqlite://甲.db"));
        assert_eq!(db(&["--db=postgres://h/d"]).as_deref(), Some("postgres://h/d"));
        assert_eq!(db(&["--other", "x"]), None);
        assert_eq!(db(&["--db"]), None);
    }
}

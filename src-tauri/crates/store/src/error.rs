//! What can go wrong with a database, told apart by what a person can do about it.

/// A failure of the store. The words for people are the UI's and the command line's.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither `sqlite://FILE` nor `postgres://…`.
    #[error("not a database address")]
    WrongUrl,
    /// The file (or its folder) can't be opened or made.
    #[error("cannot open {path}")]
    CannotOpen {
        /// The file as it was named.
        path: String,
    },
    /// SQLite locks are unsafe on network shares.
    #[error("{path} lies on a network share")]
    NetworkShare {
        /// The file as it was named.
        path: String,
    },
    /// Another program holds the write lock for longer than we wait.
    #[error("the database is locked")]
    Locked,
    /// The file or its disk can't be written.
    #[error("the database is read-only")]
    ReadOnly,
    /// Not a database, or damaged.
    #[error("the database is broken")]
    Broken,
    /// No space left.
    #[error("the disk is full")]
    DiskFull,
    /// The server doesn't answer.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The server refused name, password or database, or the login has no right to what is asked.
    #[error("the server refused the login")]
    LoginRefused,
    /// Made by a newer program; nothing was touched.
    #[error("schema {database} is newer than this program's {program}")]
    Newer {
        /// The version found.
        database: i64,
        /// The newest version this program knows.
        program: i64,
    },
    /// Needs `migrate` first.
    #[error("schema {database} is older than this program's {program}")]
    Outdated {
        /// The version found, 0 for an empty database.
        database: i64,
        /// The version this program needs.
        program: i64,
    },
    /// A rule held by the database was broken: a duplicate, a missing reference, a value out of its list.
    #[error("the database refused a row: {0}")]
    Constraint(String),
    /// Anything else.
    #[error(transparent)]
    Sql(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed => Self::Unreachable,
            sqlx::Error::Database(cause) => {
                let code = cause.code().unwrap_or_default().into_owned();
                match by_code(&code) {
                    Some(known) => known,
                    None if cause.kind() != sqlx::error::ErrorKind::Other => {
                        Self::Constraint(cause.message().to_owned())
                    }
                    None => Self::Sql(error),
                }
            }
            _ => Self::Sql(error),
        }
    }
}

/// SQLite's primary result codes (the low byte of the extended ones) and PostgreSQL's SQLSTATEs.
fn by_code(code: &str) -> Option<StoreError> {
    if code.len() == 5 {
        return match code {
            "28000" | "28P01" | "3D000" | "42501" => Some(StoreError::LoginRefused),
            "25006" => Some(StoreError::ReadOnly),
            "53100" => Some(StoreError::DiskFull),
            "53300" | "57P01" | "57P02" | "57P03" | "08000" | "08003" | "08006" => {
                Some(StoreError::Unreachable)
            }
            "55P03" | "40P01" => Some(StoreError::Locked),
            "XX001" | "XX002" => Some(StoreError::Broken),
            _ => None,
        };
    }
    match code.parse::<u32>().ok()? & 0xff {
        5 | 6 => Some(StoreError::Locked),
        8 => Some(StoreError::ReadOnly),
        11 | 26 => Some(StoreError::Broken),
        13 => Some(StoreError::DiskFull),
        14 => Some(StoreError::CannotOpen { path: String::new() }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_either_engine_say_what_a_person_can_act_on() {
        let said = |code: &str| by_code(code).map(|error| error.to_string());
        for (codes, wanted) in [
            // SQLite: busy, locked, a snapshot that was overtaken.
            (&["5", "6", "261", "517", "55P03", "40P01"][..], StoreError::Locked),
            (&["8", "264", "776", "1032", "25006"], StoreError::ReadOnly),
            (&["11", "26", "267", "XX001"], StoreError::Broken),
            (&["13", "53100"], StoreError::DiskFull),
            (&["14", "526"], StoreError::CannotOpen { path: String::new() }),
            (&["57P01", "53300"], StoreError::Unreachable),
            (&["28P01", "28000", "3D000", "42501"], StoreError::LoginRefused),
        ] {
            for code in codes {
                assert_eq!(said(code), Some(wanted.to_string()), "{code}");
            }
        }
        assert_eq!(said("23505"), None);
        assert_eq!(said("2067"), None, "a duplicate row is no matter of the file");
    }
}

//! What a use case may answer instead of its result: a closed set, whose words are the UI's and the command line's.

use chrono::{DateTime, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::calendar::CalendarError;
use huishang_domain::flow::{Refusal, RefusalCode};
use huishang_domain::words::{Entity, FileProblem};
use huishang_store::StoreError;
use huishang_store::appeals::DueError;
use serde::{Deserialize, Serialize};

/// Why a field was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum FieldProblem {
    /// Nothing was given.
    Required,
    /// Longer than the field holds.
    TooLong,
    /// Shorter than makes sense.
    TooShort,
    /// Not a date that exists.
    NotADate,
    /// Lies in the past.
    InThePast,
    /// Ends before it starts.
    BeforeStart,
    /// Names something that isn't there.
    UnknownReference,
    /// The same as another that it must differ from.
    MustDiffer,
    /// A number out of its range.
    OutOfRange,
    /// Not of the form that is wanted.
    WrongFormat,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type, thiserror::Error)]
#[serde(tag = "code", content = "params", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[error("{self:?}")]
#[allow(missing_docs, reason = "the fields of an error say what its variant names")]
pub enum AppError {
    /// It isn't there, or not for this person.
    NotFound { entity: Entity },
    /// The role doesn't allow it.
    Forbidden { use_case: UseCase },
    /// Somebody else changed it in between.
    Stale { entity: Entity, current_version: i64, changed_by: String, changed_at: DateTime<Utc> },
    /// A field was not accepted.
    Invalid { field: String, problem: FieldProblem },
    /// The state machine has no such move, or a condition isn't met; the sentence is for people.
    Refused { refusal: String, detail: String },
    /// The working-day calendar doesn't hold this year.
    CalendarYearMissing { year: i32 },
    /// A workbook can't be read.
    FileUnreadable { reason: FileProblem, detail: String },
    /// The person stopped it; nothing was kept.
    Cancelled,
    /// Another program holds the write lock.
    DatabaseLocked,
    /// The file can't be written.
    DatabaseReadOnly,
    /// Not a database, or damaged.
    DatabaseBroken,
    /// No space left.
    DiskFull,
    /// SQLite on a network share.
    NetworkShare { path: String },
    /// The file can't be opened or made.
    CannotOpen { path: String },
    /// The server doesn't answer.
    Unreachable,
    /// The server refused name, password or database; or the login has no rights, or no account goes with it.
    LoginRefused,
    /// Made by a newer program.
    DatabaseNewer { database: i64, program: i64 },
    /// Needs migrating first.
    DatabaseOutdated { database: i64, program: i64 },
    /// Not a database address.
    WrongUrl,
    /// Demonstration data only goes into an empty database.
    NotEmpty,
    /// A defect: logged with its cause.
    Internal { detail: String },
}

impl AppError {
    /// A field that was not accepted.
    pub fn invalid(field: impl Into<String>, problem: FieldProblem) -> Self {
        Self::Invalid { field: field.into(), problem }
    }

    /// A condition that isn't met, with a sentence for people.
    pub fn refused(code: RefusalCode, sentence: impl Into<String>) -> Self {
        Self::Refused { refusal: code.code().to_owned(), detail: sentence.into() }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongUrl => Self::WrongUrl,
            StoreError::CannotOpen { path } => Self::CannotOpen { path },
            StoreError::NetworkShare { path } => Self::NetworkShare { path },
            StoreError::Locked => Self::DatabaseLocked,
            StoreError::ReadOnly => Self::DatabaseReadOnly,
            StoreError::Broken => Self::DatabaseBroken,
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Unreachable => Self::Unreachable,
            StoreError::LoginRefused => Self::LoginRefused,
            StoreError::Newer { database, program } => Self::DatabaseNewer { database, program },
            StoreError::Outdated { database, program } => Self::DatabaseOutdated { database, program },
            other @ (StoreError::Constraint(_) | StoreError::Sql(_)) => {
                tracing::error!(error = %other, "the store failed");
                Self::Internal { detail: other.to_string() }
            }
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused { refusal: refusal.code.code().to_owned(), detail: refusal.to_string() }
    }
}

impl From<CalendarError> for AppError {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::YearMissing(year) => Self::CalendarYearMissing { year },
            other => Self::Internal { detail: other.to_string() },
        }
    }
}

impl From<DueError> for AppError {
    fn from(error: DueError) -> Self {
        match error {
            DueError::Store(error) => error.into(),
            DueError::Calendar(error) => error.into(),
        }
    }
}

//! Why a file can't be read.

use std::fmt::Display;

use huishang_domain::words::FileProblem;

/// A file that can't be read; the detail is for people: Chinese, without an end mark, and says no more than what is so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// What is wrong with the file itself.
    #[error("{}：{detail}", problem.term())]
    Unreadable {
        /// As a code.
        problem: FileProblem,
        /// What exactly.
        detail: String,
    },
    /// The file system doesn't give it.
    #[error("{0}")]
    CannotOpen(String),
    /// The caller wants to stop.
    #[error("cancelled")]
    Cancelled,
}

impl ReadError {
    pub(super) fn new(problem: FileProblem, detail: impl Into<String>) -> Self {
        Self::Unreadable { problem, detail: detail.into() }
    }

    /// A damaged file. What the reader of its format said of it is English and for whoever looks after the program.
    pub(super) fn broken(detail: &'static str, cause: &dyn Display) -> Self {
        tracing::warn!(%cause, "a file to import is broken");
        Self::new(FileProblem::Broken, detail)
    }
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        Self::CannotOpen(error.to_string())
    }
}

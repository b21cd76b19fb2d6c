//! What the name of a source may be.

use crate::{AppError, FieldProblem};

/// Checks the code of a source: it names mappings and numbers of other systems.
pub(super) fn check_source(source: &str) -> Result<(), AppError> {
    let fits = (1..=40).contains(&source.len())
        && source.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if fits { Ok(()) } else { Err(AppError::invalid("source", FieldProblem::WrongFormat)) }
}

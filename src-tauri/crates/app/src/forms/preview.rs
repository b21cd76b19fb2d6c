//! A form on the screen, before it is exported: the very grid that the workbook holds.

use huishang_sheets::forms::Grid;
use serde::Serialize;

use super::export;
use crate::{Actor, App, AppError};

/// How many rows of a form's table a screen shows; the workbook holds all of them.
const SHOWN: usize = 200;

/// A form as it will be exported.
#[derive(Clone, Debug, PartialEq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FormPreview {
    /// The form, cell by cell.
    pub grid: Grid,
    /// How many records it holds.
    pub rows: i64,
    /// How many rows of its table aren't shown.
    pub left_out: i64,
}

/// A form of a period as it will be exported, with people's numbers masked. Nothing leaves the program, so the trail
/// has no entry.
///
/// # Errors
/// [`AppError::Invalid`] for an unknown form or a period that is no month.
pub async fn preview(app: &App, actor: &Actor, code: &str, period: &str) -> Result<FormPreview, AppError> {
    let (grid, rows) = export::masked(app, actor, code, period).await?;
    let (grid, left_out) = grid.shortened(SHOWN);
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(FormPreview { grid, rows: count(rows), left_out: count(left_out) })
}

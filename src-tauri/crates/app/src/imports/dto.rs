//! What an import is told and what it tells.

use huishang_domain::ids::ImportId;
use huishang_domain::words::{ImportField, RowProblemKind};
use serde::{Deserialize, Serialize};

use super::doubtful::DoubtfulPlace;

/// Which column is read as what, and where the table stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnMapping {
    /// One for each column of the sheet, none for a column that isn't read; empty to have them found.
    pub columns: Vec<Option<ImportField>>,
    /// The sheet that a person chose; none to take the first with headers that are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row of the headers that a person chose, counted from 1; none to have it found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
}

/// A file before it is taken in.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportPreview {
    /// All sheets of the file.
    pub sheets: Vec<String>,
    /// The first rows of the sheet as they stand, headers and what is above them as well.
    pub top: Vec<RawRow>,
    /// The sheet that is read.
    pub sheet: String,
    /// The row of the headers, counted from 1.
    pub header_row: u32,
    /// The headers.
    pub headers: Vec<String>,
    /// The columns as they were given, remembered, or proposed by their names and contents.
    pub mapping: ColumnMapping,
    /// The first rows as they stand.
    pub sample: Vec<Vec<String>>,
    /// How many rows there are.
    pub rows: u32,
    /// What has no column but needs one.
    pub missing: Vec<ImportField>,
    /// The first rows as they will be read.
    pub read: Vec<PreviewRow>,
}

/// A row as it stands.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RawRow {
    /// Its number in the sheet.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A row as it will be read.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRow {
    /// Its number in the sheet.
    pub row: u32,
    /// One cell for each mapped column, in the columns' order.
    pub cells: Vec<String>,
    /// What is wrong with it.
    pub problems: Vec<RowProblem>,
}

/// What is wrong with a row, or doubtful about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct RowProblem {
    /// Its number in the sheet.
    pub row: u32,
    /// The header of the column.
    pub column: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// What is wrong.
    pub problem: RowProblemKind,
    /// What it may mean, where that is in doubt.
    #[serde(default)]
    pub candidates: Vec<String>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// The import; none of a dry run.
    pub import_id: Option<ImportId>,
    /// Rows in the file: the sum of the five below.
    pub rows: u32,
    /// New appeals.
    pub imported: u32,
    /// Appeals that changed.
    pub updated: u32,
    /// Appeals that were known just so.
    pub unchanged: u32,
    /// Rows whose number, or without one whose content, stands earlier in the file.
    pub duplicates: u32,
    /// Rows that couldn't be read.
    pub rejected: u32,
    /// How long it took.
    pub seconds: f64,
    /// Why rows were rejected, the first 200.
    pub problems: Vec<RowProblem>,
    /// What was doubtful but taken in, each value once, the first 200.
    pub warnings: Vec<RowProblem>,
    /// Places that aren't surely known, each once, the first 200: a person says what they mean.
    pub doubtful: Vec<DoubtfulPlace>,
}

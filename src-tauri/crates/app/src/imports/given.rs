//! Which column of a file is read as what: as a person says, as it was remembered of the source, or as proposed.

use huishang_domain::words::{FileProblem, ImportField};
use huishang_sheets::reading::{self, Table};
use huishang_store::imports;

use super::dto::ColumnMapping;
use crate::{App, AppError, FieldProblem};

/// The columns that were last used for a source.
async fn remembered(app: &App, source: &str) -> Result<Option<ColumnMapping>, AppError> {
    let mut tx = app.db.read().await?;
    let stored = imports::mapping(&mut tx, source).await?;
    Ok(stored.and_then(|value| serde_json::from_value(value).ok()))
}

/// The columns that a person gave, or that are remembered; checked against the file once it is read.
#[derive(Clone, Debug)]
pub(super) struct Given {
    given: Option<ColumnMapping>,
    remembered: Option<ColumnMapping>,
}

impl Given {
    /// What is given, else what is remembered of the source.
    pub async fn new(app: &App, source: &str, given: Option<ColumnMapping>) -> Result<Self, AppError> {
        let remembered = if given.is_none() { remembered(app, source).await? } else { None };
        Ok(Self { given, remembered })
    }

    /// The columns of this file. What is remembered counts only for files with as many columns whose headers don't
    /// say otherwise: a source may change its layout.
    pub fn columns(&self, table: &Table) -> Result<Vec<Option<ImportField>>, AppError> {
        let Some(given) = &self.given else {
            let named = reading::propose(&table.headers);
            let fits = |columns: &[Option<ImportField>]| {
                // By its header alone a time of day beside its day can't be told from the day.
                let when = |field: &Option<ImportField>| {
                    matches!(field, Some(ImportField::ReceivedAt | ImportField::ReceivedTime))
                };
                let agrees = |(kept, now): (&Option<ImportField>, &Option<ImportField>)| {
                    kept.is_none() || now.is_none() || kept == now || (when(kept) && when(now))
                };
                columns.len() == named.len() && columns.iter().zip(&named).all(agrees)
            };
            let kept = self.remembered.as_ref().map(|m| m.columns.clone()).filter(|c| fits(c));
            // What the cells hold is asked only where nobody has said: it may be wrong where a person is right.
            return Ok(kept.unwrap_or_else(|| reading::propose_for(table)));
        };
        let mut columns = given.columns.clone();
        if columns.len() > table.headers.len() {
            return Err(AppError::invalid("mapping", FieldProblem::OutOfRange));
        }
        for (i, column) in columns.iter().enumerate() {
            if column.is_some() && columns.iter().skip(i + 1).any(|other| other == column) {
                return Err(AppError::invalid("mapping", FieldProblem::MustDiffer));
            }
        }
        columns.resize(table.headers.len(), None);
        Ok(columns)
    }

    /// The same, refused when a column that is needed is missing.
    pub fn for_table(&self, table: &Table) -> Result<ColumnMapping, AppError> {
        let columns = self.columns(table)?;
        let missing = reading::missing(&columns);
        if missing.is_empty() {
            return Ok(ColumnMapping { columns });
        }
        let names: Vec<String> = missing.iter().map(|field| format!("“{}”", field.term())).collect();
        Err(AppError::FileUnreadable {
            reason: FileProblem::MissingColumn,
            detail: format!("“{}”第{}行的列名里没有{}", table.sheet, table.header_row, names.join("、")),
        })
    }
}

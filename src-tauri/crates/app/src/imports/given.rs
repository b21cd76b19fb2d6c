//! Which column of a file is read as what: as a person says, as it was remembered of the source, or as proposed.

use huishang_domain::words::{FileProblem, ImportField};
use huishang_sheets::reading::{self, Choice, Table};
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
        let columns_said = given.as_ref().is_some_and(|given| !given.columns.is_empty());
        let remembered = if columns_said { None } else { remembered(app, source).await? };
        Ok(Self { given, remembered })
    }

    /// Where the table stands: as a person says; where nobody says anything, as it was the last time, if that fits.
    pub fn choice(&self) -> Choice {
        let (from, remembered) =
            if self.given.is_some() { (&self.given, false) } else { (&self.remembered, true) };
        let (sheet, header_row) = from.as_ref().map(|m| (m.sheet.clone(), m.header_row)).unwrap_or_default();
        Choice { sheet, header_row, remembered }
    }

    /// The columns of this file, and where its table stands as far as that was chosen.
    pub fn mapping(&self, table: &Table) -> Result<ColumnMapping, AppError> {
        let Choice { sheet, header_row, .. } = self.choice();
        let columns = self.columns(table)?;
        let sheet = sheet.filter(|sheet| *sheet == table.sheet);
        Ok(ColumnMapping { columns, sheet, header_row: header_row.filter(|row| *row == table.header_row) })
    }

    /// The columns of this file. What is remembered counts only for files with as many columns whose headers don't
    /// say otherwise: a source may change its layout.
    fn columns(&self, table: &Table) -> Result<Vec<Option<ImportField>>, AppError> {
        let Some(given) = self.given.as_ref().filter(|given| !given.columns.is_empty()) else {
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
        let mapping = self.mapping(table)?;
        let missing = reading::missing(&mapping.columns);
        if missing.is_empty() {
            return Ok(mapping);
        }
        let names: Vec<String> = missing.iter().map(|field| format!("“{}”", field.term())).collect();
        Err(AppError::FileUnreadable {
            reason: FileProblem::MissingColumn,
            detail: format!("“{}”第{}行的列名里没有{}", table.sheet, table.header_row, names.join("、")),
        })
    }
}

//! What is made of the rows of a file, one after another.

use std::path::Path;

use huishang_domain::words::{FileProblem, ImportField};
use huishang_sheets::reading::{self, Choice, ReadError, RowNote, Sink, Table, TableRow, read_row};
use tokio_util::sync::CancellationToken;

use super::dto::{ColumnMapping, RowProblem};
use super::given::Given;
use super::reader::Readout;
use crate::AppError;

/// How many doubts are kept of a file, whose report then tells each value once.
const MOST_DOUBTS: usize = 20_000;
/// The most cells that are given back of rows that can't be read.
const MOST_GIVEN_BACK: usize = 2_000_000;

/// Takes the rows of a file.
pub(super) trait Taker {
    /// The headers and the first rows.
    fn head(&mut self, table: &Table) -> Result<(), AppError>;
    /// Each row.
    fn row(&mut self, row: TableRow) -> Result<(), AppError>;
    /// The sheets, and the first rows of the one that is read, as they stand.
    fn top(&mut self, _sheets: &[String], _rows: &[TableRow]) {}
}

/// Carries what a taker refuses past the reader, which knows only its own errors.
struct Carrier<'a, T> {
    taker: &'a mut T,
    refused: Option<AppError>,
}

impl<T> Carrier<'_, T> {
    fn carry(&mut self, done: Result<(), AppError>) -> Result<(), ReadError> {
        done.map_err(|error| {
            self.refused = Some(error);
            ReadError::Cancelled
        })
    }
}

impl<T: Taker> Sink for Carrier<'_, T> {
    fn top(&mut self, sheets: &[String], rows: &[TableRow]) {
        self.taker.top(sheets, rows);
    }

    fn head(&mut self, table: &Table) -> Result<(), ReadError> {
        let done = self.taker.head(table);
        self.carry(done)
    }

    fn row(&mut self, row: TableRow) -> Result<(), ReadError> {
        let done = self.taker.row(row);
        self.carry(done)
    }
}

pub(super) fn stream<T: Taker>(
    path: &Path,
    choice: &Choice,
    stop: &CancellationToken,
    taker: &mut T,
) -> Result<(), AppError> {
    let mut carrier = Carrier { taker, refused: None };
    let done = reading::stream_chosen(path, choice, &|| stop.is_cancelled(), &mut carrier);
    if let Some(refused) = carrier.refused {
        return Err(refused);
    }
    done.map_err(|error| match error {
        ReadError::Unreadable { problem, detail } => AppError::FileUnreadable { reason: problem, detail },
        ReadError::CannotOpen(detail) => {
            tracing::warn!(detail, "a file to import could not be opened");
            AppError::CannotOpen { path: path.to_string_lossy().into_owned() }
        }
        ReadError::Cancelled => AppError::Cancelled,
    })
}

/// The rows of an import.
pub(super) struct Rows<'a> {
    pub given: &'a Given,
    pub headers: Vec<String>,
    pub readout: Readout,
}

impl Taker for Rows<'_> {
    fn head(&mut self, table: &Table) -> Result<(), AppError> {
        self.readout.mapping = self.given.for_table(table)?;
        self.headers.clone_from(&table.headers);
        Ok(())
    }

    fn row(&mut self, row: TableRow) -> Result<(), AppError> {
        let readout = &mut self.readout;
        let columns = &readout.mapping.columns;
        match read_row(&row, columns) {
            Ok((matter, doubts)) => {
                readout.incoming.push(matter);
                if readout.warnings.len() < MOST_DOUBTS {
                    readout.warnings.extend(doubts.into_iter().map(|d| told(d, columns, &self.headers)));
                }
            }
            Err(problems) => {
                readout.rejected += 1;
                if readout.problems.len() < super::matching::MOST_TOLD {
                    let problems = problems.into_iter();
                    readout.problems.extend(problems.map(|p| told(p, columns, &self.headers)));
                }
            }
        }
        Ok(())
    }
}

/// The first rows, and how many there are.
#[derive(Default)]
pub(super) struct First {
    pub table: Table,
    pub rows: u32,
    pub sheets: Vec<String>,
    pub top: Vec<TableRow>,
}

impl Taker for First {
    fn top(&mut self, sheets: &[String], rows: &[TableRow]) {
        self.sheets = sheets.to_vec();
        self.top = rows.to_vec();
    }

    fn head(&mut self, table: &Table) -> Result<(), AppError> {
        self.table = table.clone();
        Ok(())
    }

    fn row(&mut self, _: TableRow) -> Result<(), AppError> {
        self.rows = self.rows.saturating_add(1);
        Ok(())
    }
}

/// The rows that can't be read, with their reasons.
pub(super) struct Failed<'a> {
    pub given: &'a Given,
    pub table: Table,
    pub mapping: ColumnMapping,
    pub rows: Vec<(TableRow, String)>,
    pub cells: usize,
}

impl Taker for Failed<'_> {
    fn head(&mut self, table: &Table) -> Result<(), AppError> {
        self.mapping = self.given.for_table(table)?;
        let Table { sheet, header_row, headers, .. } = table.clone();
        self.table = Table { sheet, header_row, headers, rows: Vec::new() };
        Ok(())
    }

    fn row(&mut self, row: TableRow) -> Result<(), AppError> {
        if let Err(problems) = read_row(&row, &self.mapping.columns) {
            self.cells += row.cells.len();
            if self.cells > MOST_GIVEN_BACK {
                let detail = "读不出的行太多，多半是列没有对上，请先检查各列的含义".to_owned();
                return Err(AppError::FileUnreadable { reason: FileProblem::TooManyRows, detail });
            }
            let reason = reason(&problems, &self.mapping, &self.table);
            self.rows.push((row, reason));
        }
        Ok(())
    }
}

/// A note under the header of its column, or the field's own name where it has none.
pub(super) fn told(note: RowNote, columns: &[Option<ImportField>], headers: &[String]) -> RowProblem {
    let at = columns.iter().position(|column| *column == Some(note.field));
    let header = at.and_then(|i| headers.get(i)).filter(|header| !header.is_empty());
    RowProblem {
        row: note.row,
        column: Some(header.cloned().unwrap_or_else(|| note.field.term().to_owned())),
        value: note.value,
        problem: note.problem,
        candidates: Vec::new(),
    }
}

fn reason(problems: &[RowNote], mapping: &ColumnMapping, table: &Table) -> String {
    let words = problems.iter().cloned().map(|note| {
        let told = told(note, &mapping.columns, &table.headers);
        format!("{}：{}", told.column.unwrap_or_default(), told.problem.term())
    });
    words.collect::<Vec<_>>().join("；")
}

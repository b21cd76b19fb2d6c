//! From the rows of a sheet, one after another, to the rows of its table: nobody holds the whole sheet.

use huishang_domain::words::FileProblem;

use super::cell::{Cell, TableRow};
use super::choice::Choice;
use super::content::LOOKED_AT;
use super::footer::is_footer;
use super::header::{HEADER_WITHIN, Head, chosen_header, first_row, header_at, is_matter};
use super::rejected::REASON;
use super::{MAX_ROWS, ReadError, Table};

/// How many rows are kept until the headers are known, and what the first rows below them hold.
const AHEAD: usize = HEADER_WITHIN + LOOKED_AT + 2;

/// How many of the first rows are shown as they stand.
const TOP: usize = 10;

/// Who takes the rows of a table.
pub trait Sink {
    /// The names of the file's sheets, and the first rows of the one that is read as they stand, before anything else.
    fn top(&mut self, _sheets: &[String], _rows: &[TableRow]) {}

    /// The table with its first rows, once, before any row is given.
    ///
    /// # Errors
    /// What ends the reading.
    fn head(&mut self, table: &Table) -> Result<(), ReadError>;

    /// Each row, the first ones as well.
    ///
    /// # Errors
    /// What ends the reading.
    fn row(&mut self, row: TableRow) -> Result<(), ReadError>;
}

/// What was found on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing at all.
    Nothing,
    /// Rows, but no headers that are known.
    NoHeader,
    /// The table, which the sink has.
    Table,
}

/// The sheets of a file, and which of them a person wants.
pub(super) struct Wanted<'a> {
    pub sheets: Vec<String>,
    pub choice: &'a Choice,
}

/// Takes the rows of one sheet.
pub(super) struct Gather<'a> {
    sheet: String,
    wanted: &'a Wanted<'a>,
    sink: &'a mut dyn Sink,
    ahead: Vec<TableRow>,
    below: Option<Below>,
    no_header: bool,
    rows: usize,
    kept: usize,
}

impl<'a> Gather<'a> {
    pub fn new(sheet: &str, wanted: &'a Wanted<'a>, sink: &'a mut dyn Sink) -> Self {
        let sheet = sheet.to_owned();
        Self { sheet, wanted, sink, ahead: Vec::new(), below: None, no_header: false, rows: 0, kept: 0 }
    }

    /// Takes a row in, which isn't empty; gives whether more of the sheet is wanted.
    pub fn take(&mut self, row: TableRow) -> Result<bool, ReadError> {
        self.rows += 1;
        if self.rows > MAX_ROWS {
            let detail = format!("最多 {MAX_ROWS} 行，要分成几个文件才能导入");
            return Err(ReadError::new(FileProblem::TooManyRows, detail));
        }
        if self.below.is_some() {
            self.give(row)?;
        } else {
            self.ahead.push(row);
            if self.ahead.len() >= AHEAD {
                self.decide()?;
            }
        }
        Ok(!self.no_header)
    }

    /// After the last row.
    pub fn end(mut self) -> Result<Found, ReadError> {
        if self.rows == 0 {
            return Ok(Found::Nothing);
        }
        if self.below.is_none() && !self.no_header {
            self.decide()?;
        }
        if self.no_header {
            return Ok(Found::NoHeader);
        }
        if self.kept == 0 {
            return Err(ReadError::new(FileProblem::Empty, format!("“{}”的列名下面没有数据", self.sheet)));
        }
        Ok(Found::Table)
    }

    /// The headers where a person says, else where they are found.
    fn head(&self, rows: &[TableRow]) -> Result<Option<Head>, ReadError> {
        let Choice { sheet, header_row, remembered } = self.wanted.choice;
        let here = sheet.as_ref().is_none_or(|sheet| *sheet == self.sheet);
        let chosen = header_row.filter(|_| here).map(|row| (row, chosen_header(rows, row)));
        match chosen {
            // A file with fewer lines above has a matter there, which must not be taken for headers.
            Some((_, Some(head))) if !*remembered || !is_matter(&head) => Ok(Some(head)),
            Some((row, _)) if !*remembered => {
                let detail =
                    format!("“{}”的第 {row} 行是空的，或者太靠下，不能作列名，请另选一行", self.sheet);
                Err(ReadError::new(FileProblem::NoHeader, detail))
            }
            // Of a sheet that a person wants, they see the first row and can say which one it is instead.
            _ => Ok(header_at(rows).or_else(|| first_row(rows).filter(|_| sheet.is_some() && !*remembered))),
        }
    }

    fn decide(&mut self) -> Result<(), ReadError> {
        let rows = std::mem::take(&mut self.ahead);
        let Some(Head { at, cells }) = self.head(&rows)? else {
            self.no_header = true;
            return Ok(());
        };
        self.sink.top(&self.wanted.sheets, rows.get(..TOP.min(rows.len())).unwrap_or_default());
        let header_row = rows.get(at).map(|row| row.row).unwrap_or_default();
        let mut headers: Vec<String> = cells.iter().map(Cell::shown).collect();
        // What an earlier import said of a row is no part of it.
        let reason = headers.iter().position(|header| header == REASON);
        if let Some(column) = reason {
            headers.remove(column);
        }
        let lines = rows.get(at.saturating_sub(1)..=at).unwrap_or_default().to_vec();
        let below = Below { lines, cells, reason };
        let first: Vec<TableRow> = rows.into_iter().skip(at + 1).filter_map(|row| below.kept(row)).collect();
        self.below = Some(below);
        if first.is_empty() && self.rows < AHEAD {
            return Ok(());
        }
        let table = Table { sheet: self.sheet.clone(), header_row, headers, rows: first };
        self.sink.head(&table)?;
        for row in table.rows {
            self.kept += 1;
            self.sink.row(row)?;
        }
        Ok(())
    }

    fn give(&mut self, row: TableRow) -> Result<(), ReadError> {
        if let Some(row) = self.below.as_ref().and_then(|below| below.kept(row)) {
            self.kept += 1;
            self.sink.row(row)?;
        }
        Ok(())
    }
}

/// What is left out of the rows below the headers.
struct Below {
    /// The lines that the headers stand on.
    lines: Vec<TableRow>,
    cells: Vec<Cell>,
    reason: Option<usize>,
}

impl Below {
    /// The row as a matter, if it may be one.
    fn kept(&self, mut row: TableRow) -> Option<TableRow> {
        // Sheets put together from printed pages repeat their headers.
        let again = row.cells == self.cells || self.lines.iter().any(|line| line.cells == row.cells);
        if again || is_footer(&row) {
            return None;
        }
        if let Some(column) = self.reason.filter(|column| *column < row.cells.len()) {
            row.cells.remove(column);
            while row.cells.last().is_some_and(Cell::is_empty) {
                row.cells.pop();
            }
        }
        Some(row).filter(|row| !row.cells.is_empty())
    }
}

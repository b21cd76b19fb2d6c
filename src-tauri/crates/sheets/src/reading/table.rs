//! The table in a file: its header row, and the rows below it.

use std::panic::AssertUnwindSafe;
use std::path::Path;

use huishang_domain::words::FileProblem;

use super::cell::{Cell, TableRow};
use super::choice::Choice;
use super::header::HEADER_WITHIN;
use super::kind::{Kind, kind};
use super::stream::{Found, Sink, Wanted};
use super::{MAX_BYTES, ReadError, text, xls, xlsx};

/// The most cells that a whole table may hold in memory.
const MAX_CELLS: usize = 6_000_000;
/// The most bytes of its text; a workbook says one long text in very many cells at no cost.
const MAX_TEXT: usize = 256 * 1024 * 1024;

/// A table found in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The sheet that it stands on.
    pub sheet: String,
    /// The row of the headers, counted from 1.
    pub header_row: u32,
    /// The headers.
    pub headers: Vec<String>,
    /// The rows below, without empty ones and totals; the first ones only where the rows are given one by one.
    pub rows: Vec<TableRow>,
}

/// Reads a file's table row by row; `stop` is asked now and then whether to give up.
///
/// # Errors
/// See [`ReadError`], and what `sink` says.
pub fn stream_table(path: &Path, stop: &dyn Fn() -> bool, sink: &mut dyn Sink) -> Result<(), ReadError> {
    stream_chosen(path, &Choice::default(), stop, sink)
}

/// The same, of the sheet and with the headers that a person chose.
///
/// # Errors
/// As [`stream_table`], and [`FileProblem::NoHeader`] where there is no such sheet, or nothing in that row.
pub fn stream_chosen(
    path: &Path,
    choice: &Choice,
    stop: &dyn Fn() -> bool,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let size = std::fs::metadata(path)?.len();
    if size == 0 {
        return Err(ReadError::new(FileProblem::Empty, "文件是空的"));
    }
    if size > MAX_BYTES {
        let most = MAX_BYTES / 1024 / 1024;
        return Err(ReadError::new(
            FileProblem::TooLarge,
            format!("文件有 {} MB，最多 {most} MB，要分成几个文件才能导入", size.div_ceil(1024 * 1024)),
        ));
    }
    // What others wrote reads files that others made; a slip of theirs must not end the program.
    let read = std::panic::catch_unwind(AssertUnwindSafe(|| match kind(path, stop)? {
        Kind::Xlsx { merged } => xlsx::read(path, merged, choice, stop, sink),
        Kind::Xls => xls::read(path, choice, stop, sink),
        Kind::Text => text::read(path, choice, stop, sink),
    }));
    read.unwrap_or_else(|_| Err(ReadError::broken("里面的表格不合规范", &"the reader panicked")))
}

/// Reads a file's whole table.
///
/// # Errors
/// As [`stream_table`], and [`FileProblem::TooLarge`] where it holds more than memory should.
pub fn read_table(path: &Path, stop: &dyn Fn() -> bool) -> Result<Table, ReadError> {
    let mut whole = Whole::default();
    stream_table(path, stop, &mut whole)?;
    Ok(whole.table)
}

/// Keeps all rows.
#[derive(Default)]
struct Whole {
    table: Table,
    cells: usize,
    text: usize,
}

impl Sink for Whole {
    fn head(&mut self, table: &Table) -> Result<(), ReadError> {
        let Table { sheet, header_row, headers, .. } = table.clone();
        self.table = Table { sheet, header_row, headers, rows: Vec::new() };
        Ok(())
    }

    fn row(&mut self, row: TableRow) -> Result<(), ReadError> {
        self.cells += row.cells.len();
        self.text += row.cells.iter().map(Cell::bytes).sum::<usize>();
        if self.cells > MAX_CELLS || self.text > MAX_TEXT {
            return Err(ReadError::new(FileProblem::TooLarge, "表里的内容太多，要分成几个文件才能导入"));
        }
        self.table.rows.push(row);
        Ok(())
    }
}

/// Reads the sheets in turn until one holds a table.
pub(super) fn first_known(
    sheets: Vec<String>,
    choice: &Choice,
    mut read: impl FnMut(&str, &Wanted<'_>) -> Result<Found, ReadError>,
) -> Result<(), ReadError> {
    let names = choice.of(sheets.clone())?;
    let wanted = Wanted { sheets, choice };
    let mut first = None;
    for name in names {
        match read(&name, &wanted)? {
            Found::Table => return Ok(()),
            Found::NoHeader => first = first.or(Some(name)),
            Found::Nothing => {}
        }
    }
    let Some(sheet) = first else {
        return Err(ReadError::new(FileProblem::Empty, "里面是空的，没有内容"));
    };
    let detail =
        format!("“{sheet}”的前 {HEADER_WITHIN} 行里没有认得的列名，如“受理时间”“诉求标题”“诉求内容”");
    Err(ReadError::new(FileProblem::NoHeader, detail))
}

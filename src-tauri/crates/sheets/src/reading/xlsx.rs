//! Workbooks of today, cell by cell.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader, Sheet, SheetVisible, Xlsx, XlsxError, open_workbook};
use huishang_domain::words::FileProblem;

use super::ReadError;
use super::cell::{Cell, Growing, trimmed};
use super::choice::Choice;
use super::merged::Merges;
use super::stream::{Found, Gather, Sink, Wanted};
use super::table::first_known;

/// What is said of a workbook that unpacks and yet can't be read.
pub(super) const NOT_AS_IT_SHOULD_BE: &str = "里面的表格不合规范，或者文件不完整";

/// Cells between two questions whether to stop.
pub(super) const PIECE: usize = 20_000;

/// The first sheet of an .xlsx with headers that are known, hidden ones last.
pub(super) fn read(
    path: &Path,
    merged: bool,
    choice: &Choice,
    stop: &dyn Fn() -> bool,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let mut book: Xlsx<BufReader<File>> = open_workbook(path).map_err(problem)?;
    let names = in_turn(book.sheets_metadata());
    first_known(names, choice, |name, wanted| {
        // They are there for convenience; without them the rows still stand.
        let merges =
            if merged { book.merge_cells_by_sheet_name(name).unwrap_or_default() } else { Vec::new() };
        sheet(&mut book, (name, wanted), Merges::new(merges), stop, sink)
    })
}

/// The names of the sheets that people see, then of the hidden ones.
pub(super) fn in_turn(sheets: &[Sheet]) -> Vec<String> {
    let hidden = |hidden: bool| {
        sheets.iter().filter(move |s| (s.visible != SheetVisible::Visible) == hidden).map(|s| s.name.clone())
    };
    hidden(false).chain(hidden(true)).collect()
}

fn sheet(
    book: &mut Xlsx<BufReader<File>>,
    (name, wanted): (&str, &Wanted<'_>),
    mut merges: Merges,
    stop: &dyn Fn() -> bool,
    sink: &mut dyn Sink,
) -> Result<Found, ReadError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A chart has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Found::Nothing),
        Err(error) => return Err(problem(error)),
    };
    let mut gather = Gather::new(name, wanted, sink);
    let mut growing = Growing::default();
    let mut count = 0;
    while let Some(cell) = cells.next_cell().map_err(problem)? {
        if count % PIECE == 0 && stop() {
            return Err(ReadError::Cancelled);
        }
        count += 1;
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => trimmed(text),
            DataRef::SharedString(text) => trimmed(text),
            DataRef::Int(n) => Cell::Number(*n as f64),
            DataRef::Float(n) => Cell::Number(*n),
            DataRef::Bool(yes) => trimmed(if *yes { "是" } else { "否" }),
            DataRef::DateTime(at) => date(at),
            DataRef::Error(error) => Cell::Error(error.to_string()),
        };
        if let Some(mut done) = growing.put(row, column as usize, value) {
            merges.fill(&mut done);
            if !gather.take(done)? {
                return gather.end();
            }
        }
    }
    if let Some(mut last) = growing.end() {
        merges.fill(&mut last);
        gather.take(last)?;
    }
    gather.end()
}

pub(super) fn date(at: &ExcelDateTime) -> Cell {
    at.as_datetime().map_or_else(|| Cell::Number(at.as_f64()), Cell::Date)
}

pub(super) fn encrypted() -> ReadError {
    ReadError::new(FileProblem::Encrypted, "要在 Excel 或 WPS 中去掉密码、另存之后才能导入")
}

fn problem(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => encrypted(),
        other => ReadError::broken(NOT_AS_IT_SHOULD_BE, &other),
    }
}

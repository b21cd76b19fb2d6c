//! Workbooks, cell by cell.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{
    Data, DataRef, ExcelDateTime, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError, open_workbook,
};
use huishang_domain::words::FileProblem;

use super::cell::{Cell, TableRow, trimmed};
use super::header::header_at;
use super::kind::ONLY_TABLES;
use super::merged::fill_down;
use super::{MAX_COLUMNS, MAX_ROWS, ReadError};

type Sheet = (String, Vec<TableRow>);

/// What is said of a workbook that unpacks and yet can't be read.
const NOT_AS_IT_SHOULD_BE: &str = "里面的表格不合规范，或者文件不完整";

/// Cells between two questions whether to stop.
const PIECE: usize = 20_000;

/// The first sheet of an .xlsx with headers that are known, else the first with anything in it, hidden ones last; rows
/// are taken in one after another, never the whole sheet.
pub(super) fn read_xlsx(path: &Path, merged: bool, stop: &dyn Fn() -> bool) -> Result<Sheet, ReadError> {
    let mut book: Xlsx<BufReader<File>> = open_workbook(path).map_err(xlsx_problem)?;
    let names = in_turn(book.sheets_metadata());
    first_known(names, |name| {
        let mut rows = xlsx_rows(&mut book, name, stop)?;
        if merged && !rows.is_empty() {
            // They are there for convenience; without them the rows still stand.
            fill_down(&mut rows, &book.merge_cells_by_sheet_name(name).unwrap_or_default());
        }
        Ok(rows)
    })
}

/// The names of the sheets that people see, then of the hidden ones.
fn in_turn(sheets: &[calamine::Sheet]) -> Vec<String> {
    let hidden = |hidden: bool| {
        sheets.iter().filter(move |s| (s.visible != SheetVisible::Visible) == hidden).map(|s| s.name.clone())
    };
    hidden(false).chain(hidden(true)).collect()
}

fn first_known(
    names: Vec<String>,
    mut rows_of: impl FnMut(&str) -> Result<Vec<TableRow>, ReadError>,
) -> Result<Sheet, ReadError> {
    let mut first = None;
    for name in names {
        let rows = rows_of(&name)?;
        if header_at(&rows).is_some() {
            return Ok((name, rows));
        }
        if !rows.is_empty() && first.is_none() {
            first = Some((name, rows));
        }
    }
    first.ok_or_else(|| ReadError::new(FileProblem::Empty, "工作簿的每张表都是空的"))
}

fn xlsx_rows(
    book: &mut Xlsx<BufReader<File>>,
    name: &str,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<TableRow>, ReadError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A chart has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(error) => return Err(xlsx_problem(error)),
    };
    let mut rows: Vec<TableRow> = Vec::new();
    let mut count = 0;
    while let Some(cell) = cells.next_cell().map_err(xlsx_problem)? {
        count += 1;
        if count % PIECE == 0 && stop() {
            return Err(ReadError::Cancelled);
        }
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
        put(&mut rows, row, column as usize, value)?;
    }
    Ok(rows)
}

/// The same for an .xls.
pub(super) fn read_xls(path: &Path, stop: &dyn Fn() -> bool) -> Result<Sheet, ReadError> {
    let mut book: Xls<BufReader<File>> = match open_workbook(path) {
        Ok(book) => book,
        Err(error) => return Err(of_container(path)?.unwrap_or_else(|| xls_problem(error))),
    };
    let names = in_turn(book.sheets_metadata());
    first_known(names, |name| {
        let Ok(range) = book.worksheet_range(name) else { return Ok(Vec::new()) };
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut rows = Vec::new();
        for (count, (row, column, data)) in range.used_cells().enumerate() {
            if count % PIECE == 0 && stop() {
                return Err(ReadError::Cancelled);
            }
            let value = match data {
                Data::Empty => continue,
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => trimmed(text),
                Data::Int(n) => Cell::Number(*n as f64),
                Data::Float(n) => Cell::Number(*n),
                Data::Bool(yes) => trimmed(if *yes { "是" } else { "否" }),
                Data::DateTime(at) => date(at),
                Data::Error(error) => Cell::Error(error.to_string()),
            };
            let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(first_row);
            put(&mut rows, row, column + first_column as usize, value)?;
        }
        fill_down(&mut rows, &book.merge_cells_by_sheet_name(name).unwrap_or_default());
        Ok(rows)
    })
}

fn put(rows: &mut Vec<TableRow>, row: u32, column: usize, value: Cell) -> Result<(), ReadError> {
    if value.is_empty() || column >= MAX_COLUMNS {
        return Ok(());
    }
    let number = row.saturating_add(1);
    if rows.last().is_none_or(|last| last.row != number) {
        if rows.len() >= MAX_ROWS {
            let detail = format!("最多 {MAX_ROWS} 行，要分成几个文件才能导入");
            return Err(ReadError::new(FileProblem::TooManyRows, detail));
        }
        rows.push(TableRow { row: number, cells: Vec::new() });
    }
    if let Some(last) = rows.last_mut() {
        if last.cells.len() <= column {
            last.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(cell) = last.cells.get_mut(column) {
            *cell = value;
        }
    }
    Ok(())
}

fn date(at: &ExcelDateTime) -> Cell {
    at.as_datetime().map_or_else(|| Cell::Number(at.as_f64()), Cell::Date)
}

/// What an OLE container that is no .xls is: an .xlsx with a password, or another program's document.
fn of_container(path: &Path) -> Result<Option<ReadError>, ReadError> {
    let bytes = std::fs::read(path)?;
    let holds = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|part| part == name)
    };
    Ok(if holds("EncryptedPackage") {
        Some(encrypted())
    } else if holds("WordDocument") {
        Some(ReadError::new(FileProblem::WrongType, format!("这是 Word 文档，{ONLY_TABLES}")))
    } else {
        None
    })
}

fn encrypted() -> ReadError {
    ReadError::new(FileProblem::Encrypted, "要在 Excel 或 WPS 中去掉密码、另存之后才能导入")
}

fn xlsx_problem(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => encrypted(),
        other => ReadError::broken(NOT_AS_IT_SHOULD_BE, &other),
    }
}

fn xls_problem(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => encrypted(),
        other => ReadError::broken(NOT_AS_IT_SHOULD_BE, &other),
    }
}

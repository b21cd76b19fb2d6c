//! Workbooks, cell by cell.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, XlsError, Xlsx, XlsxError, open_workbook};
use huishang_domain::words::FileProblem;

use super::table::{Cell, TableRow};
use super::{MAX_COLUMNS, MAX_ROWS, ReadError};

type Sheet = (String, Vec<TableRow>);

/// Cells between two questions whether to stop.
const PIECE: usize = 20_000;

/// The first sheet of an .xlsx that has anything in it; rows are taken in one after another, never the whole sheet.
pub(super) fn read_xlsx(path: &Path, stop: &dyn Fn() -> bool) -> Result<Sheet, ReadError> {
    let mut book: Xlsx<BufReader<File>> = open_workbook(path).map_err(xlsx_problem)?;
    let names = book.sheet_names();
    for name in &names {
        let rows = xlsx_rows(&mut book, name, stop)?;
        if !rows.is_empty() {
            return Ok((name.clone(), rows));
        }
    }
    Err(ReadError::new(FileProblem::Empty, "工作簿的每张表都是空的"))
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

/// The first sheet of an .xls that has anything in it.
pub(super) fn read_xls(path: &Path, stop: &dyn Fn() -> bool) -> Result<Sheet, ReadError> {
    if is_encrypted_container(path)? {
        return Err(encrypted());
    }
    let mut book: Xls<BufReader<File>> = open_workbook(path).map_err(xls_problem)?;
    for (name, range) in book.worksheets() {
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut rows = Vec::new();
        for (row, column, data) in range.used_cells() {
            if column == 0 && stop() {
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
        if !rows.is_empty() {
            return Ok((name, rows));
        }
    }
    Err(ReadError::new(FileProblem::Empty, "工作簿的每张表都是空的"))
}

fn put(rows: &mut Vec<TableRow>, row: u32, column: usize, value: Cell) -> Result<(), ReadError> {
    if value.is_empty() || column >= MAX_COLUMNS {
        return Ok(());
    }
    let number = row.saturating_add(1);
    if rows.last().is_none_or(|last| last.row != number) {
        if rows.len() >= MAX_ROWS {
            let detail = format!("最多{MAX_ROWS}行，请分成几个文件");
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

/// Text without what stands around it; none for blanks only.
pub(super) fn trimmed(text: &str) -> Cell {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\0');
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// A workbook with a password is an OLE container that holds a stream of this name.
fn is_encrypted_container(path: &Path) -> Result<bool, ReadError> {
    let wanted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = std::fs::read(path)?;
    Ok(bytes.windows(wanted.len()).any(|part| part == wanted))
}

fn encrypted() -> ReadError {
    ReadError::new(FileProblem::Encrypted, "请用 Excel 或 WPS 打开，去掉密码后另存，再导入")
}

fn xlsx_problem(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => encrypted(),
        other => ReadError::new(FileProblem::Broken, other.to_string()),
    }
}

fn xls_problem(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => encrypted(),
        other => ReadError::new(FileProblem::Broken, other.to_string()),
    }
}

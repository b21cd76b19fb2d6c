//! The rows that couldn't be read, given back as they were with the reason behind them.

use rust_xlsxwriter::{Color, Format, Workbook, XlsxError};

use super::{Cell, Table, TableRow};
use crate::text::fitting;

/// The header of the last column; a file that comes again is read without it.
pub(super) const REASON: &str = "未导入原因";

/// A row that couldn't be read.
#[derive(Clone, Copy, Debug)]
pub struct Rejected<'a> {
    /// As it stands in the file.
    pub row: &'a TableRow,
    /// Why, in Chinese.
    pub reason: &'a str,
}

/// The bytes of a workbook with the rows, ready to be corrected and taken in again. Text stays text: no cell becomes a
/// formula.
///
/// # Errors
/// What the writer says.
pub fn rejected_xlsx(table: &Table, rejected: &[Rejected<'_>]) -> Result<Vec<u8>, XlsxError> {
    let last = u16::try_from(table.headers.len()).unwrap_or(u16::MAX);
    let mut book = Workbook::new();
    let head = Format::new().set_bold();
    let why = Format::new().set_font_color(Color::Red);
    let sheet = book.add_worksheet();
    sheet.set_name("未导入的行")?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, header) in (0..).zip(&table.headers) {
        sheet.write_string_with_format(0, column, fitting(header), &head)?;
    }
    sheet.write_string_with_format(0, last, REASON, &head)?;
    for (line, given) in (1..).zip(rejected) {
        for (column, cell) in (0..last).zip(&given.row.cells) {
            match cell {
                Cell::Empty => {}
                Cell::Number(n) => {
                    sheet.write_number(line, column, *n)?;
                }
                Cell::Text(_) | Cell::Date(_) | Cell::Error(_) => {
                    sheet.write_string(line, column, fitting(&cell.shown()))?;
                }
            }
        }
        sheet.write_string_with_format(line, last, fitting(given.reason), &why)?;
    }
    book.save_to_buffer()
}

//! From a grid to a workbook.

use std::io::{Seek, Write};

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::frame::FrameInfo;
use super::grid::{Grid, GridCell};
use super::lay_out::grid;
use super::layout::{Layout, Paper};
use super::look::Looks;
use super::table::{Table, TableError};
use crate::cell::Cell;
use crate::text::fitting;

/// A form that can't be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// Its rows don't fit it.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The workbook can't hold it, or can't be written.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    /// It has no column.
    #[error("a form needs a column")]
    NoColumn,
}

/// Lays a form out and gives the bytes of its workbook; the same content gives the same bytes.
///
/// # Errors
/// See [`RenderError`].
pub fn render(layout: &Layout, frame: &FrameInfo, table: Table) -> Result<Vec<u8>, RenderError> {
    xlsx(&grid(layout, frame, table)?)
}

/// The bytes of a grid's workbook.
///
/// # Errors
/// See [`RenderError`].
pub fn xlsx(grid: &Grid) -> Result<Vec<u8>, RenderError> {
    Ok(workbook(grid)?.save_to_buffer()?)
}

/// Writes a grid's workbook.
///
/// # Errors
/// See [`RenderError`].
pub fn write_xlsx(grid: &Grid, out: impl Write + Seek + Send) -> Result<(), RenderError> {
    Ok(workbook(grid)?.save_to_writer(out)?)
}

fn workbook(grid: &Grid) -> Result<Workbook, RenderError> {
    let last = u16::try_from(grid.widths.len()).ok().and_then(|n| n.checked_sub(1));
    let last = last.ok_or(RenderError::NoColumn)?;
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&grid.title)
        .set_author(&grid.author)
        .set_company(&grid.unit)
        .set_creation_datetime(&excel_day(grid.made_on)?);
    book.set_properties(&properties);
    let sheet = book.add_worksheet();
    sheet.set_name(&grid.sheet)?;
    for (column, width) in (0..).zip(&grid.widths) {
        sheet.set_column_width(column, f64::from(*width))?;
    }
    let mut looks = Looks::default();
    for (row, shape) in (0..).zip(&grid.rows) {
        sheet.set_row_height(row, shape.height)?;
        for cell in &shape.cells {
            write(sheet, row, cell, &mut looks)?;
        }
    }
    print_setup(sheet, grid, last)?;
    Ok(book)
}

pub(super) fn write(
    sheet: &mut Worksheet,
    row: u32,
    cell: &GridCell,
    looks: &mut Looks,
) -> Result<(), RenderError> {
    let format = looks.of(cell.style, &cell.value);
    let column = cell.column;
    if cell.rows > 1 || cell.columns > 1 {
        let (bottom, right) = (row + cell.rows.max(1) - 1, column + cell.columns.max(1) - 1);
        sheet.merge_range(row, column, bottom, right, "", format)?;
    }
    match &cell.value {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        // Text is never a formula, whatever it begins with.
        Cell::Text(text) => sheet.write_string_with_format(row, column, fitting(text), format)?,
        Cell::Number(n) => sheet.write_number_with_format(row, column, *n as f64, format)?,
        Cell::Date(day) => match excel_day(*day) {
            Ok(day) => sheet.write_datetime_with_format(row, column, &day, format)?,
            // No workbook knows a day before 1900.
            Err(_) => sheet.write_string_with_format(row, column, day.to_string(), format)?,
        },
    };
    Ok(())
}

pub(super) fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let number = |n: u32| u8::try_from(n).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, number(day.month()), number(day.day()))
}

/// Broadside, as wide as the page, the headers again on each, and page numbers.
fn print_setup(sheet: &mut Worksheet, grid: &Grid, last: u16) -> Result<(), RenderError> {
    sheet.set_paper_size(match grid.paper {
        Paper::A4 => 9,
        Paper::A3 => 8,
    });
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(grid.first_header, grid.body.saturating_sub(1))?;
    let foot = u32::try_from(grid.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
    sheet.set_print_area(0, 0, foot, last)?;
    sheet.set_footer("&C第 &P 页 共 &N 页");
    sheet.set_freeze_panes(grid.body, 0)?;
    Ok(())
}

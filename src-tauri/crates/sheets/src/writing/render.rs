//! From a table to a workbook.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::look::Look;
use super::measure::row_height;
use super::{Cell, Column, Paper, Table};

/// A table that can't be written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct RenderError(String);

impl From<XlsxError> for RenderError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// The rows above the headers: the title, the line under it.
const HEAD: u32 = 2;

/// What stands under the headers of a form without a row.
const NOTHING: &str = "本期没有记录";

/// The most characters that a cell may hold; what is longer is cut, with a mark.
const MOST: usize = 32_767;

/// The workbook of a table, as the bytes of its file; the same table gives the same bytes.
///
/// # Errors
/// What can't be written: no column, more rows than a sheet holds, a sheet's name that isn't allowed.
pub fn render(table: &Table) -> Result<Vec<u8>, RenderError> {
    let last = u16::try_from(table.columns.len())
        .ok()
        .and_then(|n| n.checked_sub(1))
        .ok_or_else(|| RenderError("a form needs a column".to_owned()))?;
    let look = Look::new();
    let mut book = Workbook::new();
    let made = excel_day(table.made_on)?;
    book.set_properties(&DocProperties::new().set_title(&table.title).set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(&table.sheet)?;
    for (column, shape) in (0..).zip(table.columns) {
        sheet.set_column_width(column, f64::from(shape.width))?;
    }
    across(sheet, 0, last, &table.title, &look.title)?;
    sheet.set_row_height(0, 36)?;
    across(sheet, 1, last, &table.line, &look.line)?;
    sheet.set_row_height(1, 22)?;
    let body = headers(sheet, table.columns, &look)?;
    let foot = rows(sheet, table, body, last, &look)?;
    across(sheet, foot, last, &table.foot, &look.line)?;
    sheet.set_row_height(foot, 28)?;
    print_setup(sheet, table.paper, body, foot, last)?;
    Ok(book.save_to_buffer()?)
}

/// Text over the whole width; a single column can't be merged.
fn across(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    text: &str,
    format: &Format,
) -> Result<(), RenderError> {
    if last == 0 {
        sheet.write_string_with_format(row, 0, text, format)?;
    } else {
        sheet.merge_range(row, 0, row, last, text, format)?;
    }
    Ok(())
}

/// Writes the headers, in two rows where columns are grouped; gives the first row under them.
fn headers(sheet: &mut Worksheet, columns: &[Column], look: &Look) -> Result<u32, RenderError> {
    let grouped = columns.iter().any(|c| c.group.is_some());
    let bottom = HEAD + u32::from(grouped);
    let mut column = 0;
    for run in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let width = u16::try_from(run.len()).unwrap_or(1);
        if let Some(group) = run.first().and_then(|c| c.group) {
            if width > 1 {
                sheet.merge_range(HEAD, column, HEAD, column + width - 1, group, &look.header)?;
            } else {
                sheet.write_string_with_format(HEAD, column, group, &look.header)?;
            }
            for (at, own) in (column..).zip(run) {
                sheet.write_string_with_format(bottom, at, own.title, &look.header)?;
            }
        } else {
            for (at, own) in (column..).zip(run) {
                if grouped {
                    sheet.merge_range(HEAD, at, bottom, at, own.title, &look.header)?;
                } else {
                    sheet.write_string_with_format(HEAD, at, own.title, &look.header)?;
                }
            }
        }
        column += width;
    }
    for row in HEAD..=bottom {
        sheet.set_row_height(row, if grouped { 20 } else { 26 })?;
    }
    Ok(bottom + 1)
}

/// Writes the rows; gives the first row under them.
fn rows(sheet: &mut Worksheet, table: &Table, body: u32, last: u16, look: &Look) -> Result<u32, RenderError> {
    if table.rows.is_empty() {
        across(sheet, body, last, NOTHING, &look.none)?;
        sheet.set_row_height(body, 26)?;
        return Ok(body + 1);
    }
    let mut row = body;
    for cells in &table.rows {
        for ((column, shape), cell) in (0..).zip(table.columns).zip(cells) {
            let format = look.text(shape.align);
            match cell {
                Cell::Empty => sheet.write_blank(row, column, format)?,
                Cell::Text(text) => sheet.write_string_with_format(row, column, fitting(text), format)?,
                Cell::Number(n) => sheet.write_number_with_format(row, column, *n as f64, format)?,
                Cell::Date(day) => {
                    let day = excel_day(*day)?;
                    sheet.write_datetime_with_format(row, column, &day, look.date(shape.align))?
                }
            };
        }
        sheet.set_row_height(row, row_height(table.columns, cells))?;
        row += 1;
    }
    Ok(row)
}

/// # Errors
/// Before 1900, which no workbook knows.
fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, RenderError> {
    let number = |n: u32| u8::try_from(n).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(0);
    Ok(ExcelDateTime::from_ymd(year, number(day.month()), number(day.day()))?)
}

fn fitting(text: &str) -> std::borrow::Cow<'_, str> {
    // The limit is counted in UTF-16 units, so half of it in characters is always safe.
    if text.encode_utf16().count() <= MOST {
        return text.into();
    }
    format!("{}……（内容过长，已截断）", text.chars().take(MOST / 2 - 20).collect::<String>()).into()
}

/// Broadside, as wide as the page, the headers again on each, and page numbers.
fn print_setup(
    sheet: &mut Worksheet,
    paper: Paper,
    body: u32,
    foot: u32,
    last: u16,
) -> Result<(), RenderError> {
    sheet.set_paper_size(match paper {
        Paper::A4 => 9,
        Paper::A3 => 8,
    });
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(0, body - 1)?;
    sheet.set_print_area(0, 0, foot, last)?;
    sheet.set_footer("&C第&P页 共&N页");
    sheet.set_freeze_panes(body, 0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    const COLUMNS: &[Column] = &[
        Column::centre("序号", 5),
        Column::left("事项", 20),
        Column::centre("姓名", 8).under("领导"),
        Column::centre("职务", 8).under("领导"),
        Column::centre("日期", 11),
    ];

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        Table {
            sheet: "台账".into(),
            title: "示例台账（2026年11月）".into(),
            line: "填报单位：示例".into(),
            columns: COLUMNS,
            rows,
            foot: "制表人：".into(),
            paper: Paper::A4,
            made_on: "2026-11-24".parse().unwrap(),
        }
    }

    /// Top left and bottom right.
    type Merge = ((u32, u32), (u32, u32));

    fn read(bytes: Vec<u8>) -> (Vec<Vec<Data>>, Vec<Merge>) {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let merges = book.merge_cells_by_sheet_name("台账").unwrap();
        let merges = merges.into_iter().map(|m| (m.start, m.end)).collect();
        (range.rows().map(<[Data]>::to_vec).collect(), merges)
    }

    #[test]
    fn title_headers_rows_and_foot_stand_where_people_look_for_them() {
        let day = "2026-11-25".parse().unwrap();
        let rows = vec![vec![
            Cell::Number(1),
            "=HYPERLINK(\"http://x\")".into(),
            "王示例".into(),
            Cell::Empty,
            Cell::Date(day),
        ]];
        let (cells, merges) = read(render(&table(rows)).unwrap());
        assert_eq!(cells[0][0], Data::String("示例台账（2026年11月）".into()));
        assert_eq!(cells[2][2], Data::String("领导".into()));
        assert_eq!(cells[3][2..4], [Data::String("姓名".into()), Data::String("职务".into())]);
        assert_eq!(cells[4][0], Data::Float(1.0));
        assert_eq!(cells[4][1], Data::String("=HYPERLINK(\"http://x\")".into()), "text is never a formula");
        assert_eq!(cells[4][4].to_string(), "46351");
        assert_eq!(cells[5][0], Data::String("制表人：".into()));
        for merge in [((0, 0), (0, 4)), ((2, 2), (2, 3)), ((2, 0), (3, 0)), ((5, 0), (5, 4))] {
            assert!(merges.contains(&merge), "{merge:?} of {merges:?}");
        }
    }

    #[test]
    fn a_form_without_rows_says_so() {
        let (cells, _) = read(render(&table(vec![])).unwrap());
        assert_eq!(cells[4][0], Data::String("本期没有记录".into()));
        assert_eq!(cells[5][0], Data::String("制表人：".into()));
    }

    #[test]
    fn the_same_table_gives_the_same_file() {
        let rows = vec![vec![Cell::Number(1), "一".into(), Cell::Empty, Cell::Empty, Cell::Empty]];
        assert_eq!(render(&table(rows.clone())).unwrap(), render(&table(rows)).unwrap());
    }

    #[test]
    fn a_text_that_no_cell_holds_is_cut_and_says_so() {
        let long = "𠮷".repeat(20_000);
        let rows = vec![vec![Cell::Number(1), long.into(), Cell::Empty, Cell::Empty, Cell::Empty]];
        let (cells, _) = read(render(&table(rows)).unwrap());
        assert!(cells[4][1].to_string().ends_with("（内容过长，已截断）"));
    }
}

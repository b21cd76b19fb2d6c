//! The table in a file: its header row, and the rows below it.

use std::panic::AssertUnwindSafe;
use std::path::Path;

use chrono::NaiveDateTime;
use huishang_domain::words::FileProblem;

use super::columns::known_headers;
use super::kind::{Kind, kind};
use super::{MAX_BYTES, ReadError, text, workbook};

/// In how many rows from the top the headers are looked for.
const HEADER_WITHIN: usize = 30;

/// A cell as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, blanks around it cut off.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that the sheet shows as a date.
    Date(NaiveDateTime),
    /// A formula's error.
    Error(String),
}

impl Cell {
    /// As people see it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            // Long numbers are numbers of phones and persons; written out, they keep their digits.
            Self::Number(n) => format!("{n}"),
            Self::Date(at) => {
                at.format("%Y-%m-%d %H:%M:%S").to_string().trim_end_matches(" 00:00:00").to_owned()
            }
        }
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

/// A row of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// Its number in the sheet, counted from 1.
    pub row: u32,
    /// Its cells from the first column on; those behind the last filled one are left out.
    pub cells: Vec<Cell>,
}

/// A table found in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The sheet that it stands on.
    pub sheet: String,
    /// The row of the headers, counted from 1.
    pub header_row: u32,
    /// The headers.
    pub headers: Vec<String>,
    /// The rows below, without empty ones and totals.
    pub rows: Vec<TableRow>,
}

/// Reads a file's table; `stop` is asked now and then whether to give up.
///
/// # Errors
/// See [`ReadError`].
pub fn read_table(path: &Path, stop: &dyn Fn() -> bool) -> Result<Table, ReadError> {
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
    let found = kind(path, stop)?;
    // What others wrote reads files that others made; a slip of theirs must not end the program.
    let read = std::panic::catch_unwind(AssertUnwindSafe(|| match found {
        Kind::Xlsx { merged } => workbook::read_xlsx(path, merged, stop),
        Kind::Xls => workbook::read_xls(path, stop),
        Kind::Text => text::read_text(path, stop),
    }));
    let (sheet, rows) =
        read.unwrap_or_else(|_| Err(ReadError::broken("里面的表格不合规范", &"the reader panicked")))?;
    below_headers(sheet, rows)
}

/// Finds the headers and leaves out what is no matter.
fn below_headers(sheet: String, rows: Vec<TableRow>) -> Result<Table, ReadError> {
    if rows.is_empty() {
        return Err(ReadError::new(FileProblem::Empty, format!("“{sheet}”里没有内容")));
    }
    let Some(at) = header_at(&rows) else {
        return Err(ReadError::new(
            FileProblem::NoHeader,
            format!("“{sheet}”的前 {HEADER_WITHIN} 行里没有认得的列名，如“受理时间”“诉求标题”“诉求内容”"),
        ));
    };
    let mut rows = rows.into_iter().skip(at);
    let head = rows.next().map(|row| (row.row, row.cells)).unwrap_or_default();
    let headers: Vec<String> = head.1.iter().map(Cell::shown).collect();
    // Sheets put together from printed pages repeat their headers.
    let rows: Vec<TableRow> = rows.filter(|row| !is_footer(row) && row.cells != head.1).collect();
    if rows.is_empty() {
        return Err(ReadError::new(FileProblem::Empty, format!("“{sheet}”的列名下面没有数据")));
    }
    Ok(Table { sheet, header_row: head.0, headers, rows })
}

/// Where the headers stand: in the row with most of those known, or in the lowest of several that belong together.
pub(super) fn header_at(rows: &[TableRow]) -> Option<usize> {
    let known = |i: usize| rows.get(i).map_or(0, |row| known_headers(&row.cells));
    let top = (0..rows.len().min(HEADER_WITHIN)).max_by_key(|i| (known(*i), std::cmp::Reverse(*i)))?;
    if known(top) < 2 {
        return None;
    }
    let goes_on = |i: &usize| {
        let (above, below) = (rows.get(*i), rows.get(*i + 1));
        above.zip(below).is_some_and(|(a, b)| b.row == a.row + 1 && b.cells != a.cells)
            && known(*i + 1) >= known(top)
    };
    (top..).find(|i| !goes_on(i))
}

/// Totals and signatures at the foot.
fn is_footer(row: &TableRow) -> bool {
    const WORDS: [&str; 16] = [
        "合计",
        "总计",
        "小计",
        "共计",
        "填报人",
        "填表人",
        "填报单位",
        "填报日期",
        "制表人",
        "制表：",
        "审核人",
        "审核：",
        "分管领导",
        "负责人：",
        "注：",
        "备注：",
    ];
    let first = row.cells.iter().find(|cell| !cell.is_empty());
    matches!(first, Some(Cell::Text(text)) if WORDS.iter().any(|word| plain(text).starts_with(word)))
        && row.cells.iter().filter(|cell| matches!(cell, Cell::Text(_))).count() <= 3
}

/// Without the blanks that spread 合　计 over its cell.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ':' { '：' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&[&str]]) -> Vec<TableRow> {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
        let row = |(row, cells): (u32, &&[&str])| TableRow { row, cells: cells.iter().map(cell).collect() };
        (1..).zip(lines).map(row).collect()
    }

    #[test]
    fn of_two_header_rows_the_lower_names_the_columns() {
        let title: &[&str] = &["示例台账"];
        let upper: &[&str] = &["受理时间", "诉求人", "", "诉求内容"];
        let lower: &[&str] = &["受理时间", "姓名", "工作单位", "诉求内容"];
        let data: &[&str] = &["2026-01-04", "王示例", "", "路灯不亮"];
        assert_eq!(header_at(&rows(&[title, upper, lower, data])), Some(2));
        assert_eq!(header_at(&rows(&[title, upper, data, upper, lower])), Some(1), "the first table counts");
        assert_eq!(
            header_at(&rows(&[title, upper, upper, data])),
            Some(1),
            "the same row twice is no second one"
        );
        assert_eq!(header_at(&rows(&[title, data])), None);
    }
}

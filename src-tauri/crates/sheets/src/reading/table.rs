//! The table in a file: its header row, and the rows below it.

use std::panic::AssertUnwindSafe;
use std::path::Path;

use huishang_domain::words::FileProblem;

use super::cell::{Cell, TableRow};
use super::header::{HEADER_WITHIN, header_at};
use super::kind::{Kind, kind};
use super::{MAX_BYTES, ReadError, text, workbook};

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

//! Which rows of a sheet hold the headers.

use super::cell::{Cell, TableRow};
use super::columns::{is_known, known_headers};

/// In how many rows from the top the headers are looked for.
pub(super) const HEADER_WITHIN: usize = 30;

/// The headers of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    /// The row that they end with, by its place among the rows.
    pub at: usize,
    /// The header of each column; of two lines of headers what they say together.
    pub cells: Vec<Cell>,
}

/// Where the headers stand: in the row with most of those known, or in the lowest of several that belong together.
pub(super) fn header_at(rows: &[TableRow]) -> Option<Head> {
    let known = |i: usize| rows.get(i).map_or(0, |row| known_headers(&row.cells));
    let top = (0..rows.len().min(HEADER_WITHIN)).max_by_key(|i| (known(*i), std::cmp::Reverse(*i)))?;
    if known(top) < 2 {
        return None;
    }
    let follows = |i: usize| {
        let (above, below) = (rows.get(i), rows.get(i + 1));
        above.zip(below).is_some_and(|(a, b)| b.row == a.row + 1 && b.cells != a.cells)
    };
    let at = (top..).find(|i| !(follows(*i) && known(*i + 1) >= known(top)))?;
    let one = Head { at, cells: rows.get(at).map(|row| row.cells.clone()).unwrap_or_default() };
    let below = follows(at).then(|| two_lines(rows, at)).flatten();
    let above = at.checked_sub(1).filter(|i| follows(*i)).and_then(|i| two_lines(rows, i));
    // 日期 is a header by itself; under 受理 or 办结 it says which.
    let above = above.filter(|head| known_headers(&head.cells) >= known_headers(&one.cells));
    let below = below.filter(|head| known_headers(&head.cells) > known_headers(&one.cells));
    let better = [below, above].into_iter().flatten().max_by_key(|head| known_headers(&head.cells));
    Some(better.unwrap_or(one))
}

/// The headers that a person says stand in a row of the sheet, counted from 1, with what the line above adds to them.
pub(super) fn chosen_header(rows: &[TableRow], row: u32) -> Option<Head> {
    let at = rows.iter().position(|other| other.row == row)?;
    let one = Head { at, cells: rows.get(at)?.cells.clone() };
    let above = at.checked_sub(1).filter(|i| rows.get(*i).is_some_and(|above| above.row + 1 == row));
    let above = above.and_then(|i| two_lines(rows, i));
    Some(above.filter(|head| known_headers(&head.cells) > known_headers(&one.cells)).unwrap_or(one))
}

/// The first row as headers.
pub(super) fn first_row(rows: &[TableRow]) -> Option<Head> {
    rows.first().map(|row| Head { at: 0, cells: row.cells.clone() })
}

/// Whether it is rather a matter than headers: a number or a date stands in it, well written or not.
pub(super) fn is_matter(head: &Head) -> bool {
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 4;
    head.cells.iter().any(|cell| match cell {
        Cell::Number(_) | Cell::Date(_) => true,
        Cell::Text(text) => figures(text),
        Cell::Empty | Cell::Error(_) => false,
    })
}

/// The headers of this row and the next one, where the upper stands over several of the lower: 受理 over 日期 and 时间.
/// Where the lower line says nothing, the upper counts, if it is a header: what stands over a blank may be a title.
fn two_lines(rows: &[TableRow], upper: usize) -> Option<Head> {
    let (above, below) = rows.get(upper).zip(rows.get(upper + 1))?;
    let only_text = |row: &TableRow| row.cells.iter().all(|c| matches!(c, Cell::Empty | Cell::Text(_)));
    if !only_text(above) || !only_text(below) || known_headers(&below.cells) == 0 {
        return None;
    }
    let mut over = String::new();
    let width = above.cells.len().max(below.cells.len());
    let cells = (0..width).map(|i| {
        let up = above.cells.get(i).map(Cell::shown).unwrap_or_default();
        let low = below.cells.get(i).map(Cell::shown).unwrap_or_default();
        if !up.is_empty() || low.is_empty() {
            over.clone_from(&up);
        }
        let both = format!("{over}{low}");
        match (up == low || low.is_empty(), is_known(&up), is_known(&both)) {
            (true, true, _) => Cell::Text(up),
            (true, false, _) => below.cells.get(i).cloned().unwrap_or_default(),
            (false, _, true) => Cell::Text(both),
            (false, ..) => Cell::Text(low),
        }
    });
    Some(Head { at: upper + 1, cells: cells.collect() })
}

#[cfg(test)]
mod tests {
    use super::super::cell::Cell;
    use super::*;

    fn rows(lines: &[&[&str]]) -> Vec<TableRow> {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
        let row = |(row, cells): (u32, &&[&str])| TableRow { row, cells: cells.iter().map(cell).collect() };
        (1..).zip(lines).map(row).collect()
    }

    fn at(lines: &[&[&str]]) -> Option<usize> {
        header_at(&rows(lines)).map(|head| head.at)
    }

    #[test]
    fn two_lines_of_headers_are_read_together() {
        let told = |lines: &[&[&str]]| {
            let head = header_at(&rows(lines)).unwrap();
            (head.at, head.cells.iter().map(Cell::shown).collect::<Vec<_>>().join(","))
        };
        let title: &[&str] = &["2026年示例台账"];
        let upper: &[&str] = &["序号", "工单编号", "受理", "", "诉求人信息", "", "办结", "", "诉求内容"];
        let lower: &[&str] = &["", "", "日期", "时间", "姓名", "电话", "日期", "时间"];
        let data: &[&str] = &["1", "A1", "2026-01-04", "8:23", "王示例", "13800138000", "", "", "路灯不亮"];
        let wanted = "工单编号,受理日期,受理时间,姓名,电话,办结日期,办结时间,诉求内容";
        assert_eq!(told(&[title, upper, lower, data]), (2, format!(",{wanted}")));
        assert_eq!(told(&[upper, lower, data]).0, 1);
        let plain: &[&str] = &["工单编号", "受理时间", "诉求内容"];
        let words: &[&str] = &["A1", "2026-01-04", "时间"];
        assert_eq!(
            told(&[title, plain, words]),
            (1, plain.join(",")),
            "a row that happens to hold a header's word"
        );
    }

    #[test]
    fn of_two_header_rows_the_lower_names_the_columns() {
        let title: &[&str] = &["示例台账"];
        let upper: &[&str] = &["受理时间", "诉求人", "", "诉求内容"];
        let lower: &[&str] = &["受理时间", "姓名", "工作单位", "诉求内容"];
        let data: &[&str] = &["2026-01-04", "王示例", "", "路灯不亮"];
        assert_eq!(at(&[title, upper, lower, data]), Some(2));
        assert_eq!(at(&[title, upper, data, upper, lower]), Some(1), "the first table counts");
        assert_eq!(at(&[title, upper, upper, data]), Some(1), "the same row twice is no second one");
        assert_eq!(at(&[title, data]), None);
    }
}

//! Which row of a sheet holds the headers.

use super::cell::TableRow;
use super::columns::known_headers;

/// In how many rows from the top the headers are looked for.
pub(super) const HEADER_WITHIN: usize = 30;

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

#[cfg(test)]
mod tests {
    use super::super::cell::Cell;
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

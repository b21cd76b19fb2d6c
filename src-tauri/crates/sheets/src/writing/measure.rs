//! How high a row must be for its longest cell. A program that opens the file may not reckon it by itself.

use super::{Cell, Column};

/// Points that one line of text takes.
const LINE: f64 = 13.5;
/// Points above and below the text.
const PADDING: f64 = 8.5;
/// No row is higher than this.
const HIGHEST: f64 = 409.0;
/// A cell keeps a little room at its sides.
const SIDES: usize = 1;

/// The height of a row in points.
pub(super) fn row_height(columns: &[Column], cells: &[Cell]) -> f64 {
    let lines = columns.iter().zip(cells).map(|(column, cell)| match cell {
        Cell::Text(text) => lines(text, usize::from(column.width)),
        Cell::Empty | Cell::Number(_) | Cell::Date(_) => 1,
    });
    let lines = u32::try_from(lines.max().unwrap_or(1)).unwrap_or(u32::MAX);
    (f64::from(lines) * LINE + PADDING).min(HIGHEST)
}

/// Into how many lines a text is broken in a column of so many characters.
fn lines(text: &str, width: usize) -> usize {
    let room = width.saturating_sub(SIDES).max(2);
    text.lines().map(|line| breaks(line, room)).sum::<usize>().max(1)
}

fn breaks(line: &str, room: usize) -> usize {
    let (mut count, mut used) = (1, 0);
    for c in line.chars() {
        // Chinese characters and their punctuation are twice as wide.
        let wide = if c.is_ascii() { 1 } else { 2 };
        if used + wide > room {
            count += 1;
            used = 0;
        }
        used += wide;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_makes_its_row_higher() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("市住建局", 9), 1);
        assert_eq!(lines("市住建局、市城管局", 9), 3);
        assert_eq!(lines("第一行\n第二行\n", 20), 2);
        assert_eq!(lines("2026-11-25", 11), 1);
        let columns = &[Column::left("事项", 21), Column::centre("日期", 11)];
        let short = row_height(columns, &["短".into(), Cell::Empty]);
        let long = row_height(columns, &["长".repeat(25).into(), Cell::Empty]);
        assert!(short < long && long < HIGHEST);
        assert_eq!(row_height(columns, &["长".repeat(20_000).into()]), HIGHEST);
    }
}

//! Cells that stand for several rows: what they say holds for each of them.

use calamine::Dimensions;

use super::cell::{Cell, TableRow};

/// The most cells that are filled; a hostile sheet may merge without end.
const MOST: usize = 1_000_000;

/// Writes what a merged cell says into the rows that it covers, in its first column; rows that hold nothing else stay
/// away. Sideways nothing is filled: a title is no value of fifteen columns.
pub(super) fn fill_down(rows: &mut [TableRow], merges: &[Dimensions]) {
    let mut filled = 0;
    for merge in merges.iter().filter(|m| m.end.0 > m.start.0) {
        let (top, bottom) = (merge.start.0.saturating_add(1), merge.end.0.saturating_add(1));
        let column = merge.start.1 as usize;
        let from = rows.partition_point(|row| row.row < top);
        let until = rows.partition_point(|row| row.row <= bottom);
        let Some((first, others)) = rows.get_mut(from..until).and_then(<[TableRow]>::split_first_mut) else {
            continue;
        };
        let Some(value) = first.cells.get(column).filter(|cell| first.row == top && !cell.is_empty()) else {
            continue;
        };
        for row in others {
            filled += 1;
            if filled > MOST {
                return;
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.is_empty()) {
                cell.clone_from(value);
            }
        }
    }
}

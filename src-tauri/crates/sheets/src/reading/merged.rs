//! Cells that stand for several rows: what they say holds for each of them.

use calamine::Dimensions;

use super::MAX_COLUMNS;
use super::cell::{Cell, TableRow};

/// Writes what a merged cell says into the rows that it covers, in its first column; rows that hold nothing else stay
/// away. Sideways nothing is filled: a title is no value of fifteen columns.
#[derive(Debug, Default)]
pub(super) struct Merges {
    /// Those of several rows, the topmost last.
    waiting: Vec<Dimensions>,
    /// By column, down to which row what is said; a hostile sheet may merge without end, yet has no more columns.
    open: Vec<(usize, u32, Cell)>,
}

impl Merges {
    pub fn new(mut merges: Vec<Dimensions>) -> Self {
        merges.retain(|merge| merge.end.0 > merge.start.0 && (merge.start.1 as usize) < MAX_COLUMNS);
        merges.sort_unstable_by_key(|merge| std::cmp::Reverse(merge.start.0));
        Self { waiting: merges, open: Vec::new() }
    }

    /// Fills a row, which comes below all that were filled before.
    pub fn fill(&mut self, row: &mut TableRow) {
        self.open.retain(|(_, bottom, _)| *bottom >= row.row);
        for (column, _, value) in &self.open {
            if row.cells.len() <= *column {
                row.cells.resize(*column + 1, Cell::Empty);
            }
            if let Some(cell) = row.cells.get_mut(*column).filter(|cell| cell.is_empty()) {
                cell.clone_from(value);
            }
        }
        while let Some(merge) = self.waiting.pop_if(|merge| merge.start.0 < row.row) {
            let column = merge.start.1 as usize;
            // A row that isn't there says nothing for those below it.
            let begins_here = merge.start.0.saturating_add(1) == row.row;
            let value = row.cells.get(column).filter(|cell| begins_here && !cell.is_empty());
            if let Some(value) = value {
                self.open.retain(|(open, ..)| *open != column);
                self.open.push((column, merge.end.0.saturating_add(1), value.clone()));
            }
        }
    }
}

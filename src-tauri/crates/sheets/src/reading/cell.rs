//! What stands in a cell of a file, and in a row of it.

use chrono::{Datelike, NaiveDateTime};

use super::MAX_COLUMNS;

/// What lies before is no date but a time of day, counted from the end of 1899 or the beginning of 1904.
const FIRST_YEAR: i32 = 1905;

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
            // A time of day alone stands on the day that the sheet counts from.
            Self::Date(at) if at.year() < FIRST_YEAR => at.format("%H:%M:%S").to_string(),
            Self::Date(at) => {
                at.format("%Y-%m-%d %H:%M:%S").to_string().trim_end_matches(" 00:00:00").to_owned()
            }
        }
    }

    /// The bytes of its text.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Text(text) | Self::Error(text) => text.len(),
            Self::Empty | Self::Number(_) | Self::Date(_) => 0,
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

/// A row of a sheet that comes cell by cell.
#[derive(Debug, Default)]
pub(super) struct Growing(Option<TableRow>);

impl Growing {
    /// Puts a cell in its place, both counted from 0; gives the row before it, once a new one begins.
    pub fn put(&mut self, row: u32, column: usize, value: Cell) -> Option<TableRow> {
        if value.is_empty() || column >= MAX_COLUMNS {
            return None;
        }
        let number = row.saturating_add(1);
        let done = self.0.take_if(|current| current.row != number);
        let current = self.0.get_or_insert_with(|| TableRow { row: number, cells: Vec::new() });
        if current.cells.len() <= column {
            current.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(cell) = current.cells.get_mut(column) {
            *cell = value;
        }
        done
    }

    /// The last row.
    pub fn end(self) -> Option<TableRow> {
        self.0
    }
}

/// Text without what stands around it; none for blanks only.
pub(super) fn trimmed(text: &str) -> Cell {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\0');
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

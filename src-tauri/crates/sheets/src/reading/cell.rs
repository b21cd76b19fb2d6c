//! What stands in a cell of a file, and in a row of it.

use chrono::NaiveDateTime;

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

/// Text without what stands around it; none for blanks only.
pub(super) fn trimmed(text: &str) -> Cell {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\0');
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

//! A form as data: its frame, its columns, its rows.

use chrono::NaiveDate;

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, but for the border.
    Empty,
    /// Text as people wrote it; never a formula.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(NaiveDate),
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.filter(|t| !t.is_empty()).map_or(Self::Empty, Self::Text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Some(text).into()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Option<NaiveDate>> for Cell {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }
}

/// How a column's cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Short things.
    Centre,
    /// Sentences.
    Left,
}

/// One column; those of one group that stand side by side share a header above their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header that it shares with its neighbours.
    pub group: Option<&'static str>,
    /// Its own header.
    pub title: &'static str,
    /// In characters of the sheet's font.
    pub width: u16,
    /// How its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of short things.
    pub const fn centre(title: &'static str, width: u16) -> Self {
        Self { group: None, title, width, align: Align::Centre }
    }

    /// A column of sentences.
    pub const fn left(title: &'static str, width: u16) -> Self {
        Self { group: None, title, width, align: Align::Left }
    }

    /// The same under a shared header.
    #[must_use]
    pub const fn under(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }
}

/// What it is printed on, always broadside: as many columns as these forms have fit no upright page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 297 × 210 mm
    A4,
    /// 420 × 297 mm
    A3,
}

/// A whole form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet.
    pub sheet: String,
    /// The title over everything.
    pub title: String,
    /// The line under it: 填报单位, 填报人 …
    pub line: String,
    /// The columns.
    pub columns: &'static [Column],
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// The line at the foot, for signatures.
    pub foot: String,
    /// What it is printed on.
    pub paper: Paper,
    /// The day that the file says it was made on.
    pub made_on: NaiveDate,
}

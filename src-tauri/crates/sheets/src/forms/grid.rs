//! A form laid out: rows of cells with what they span and how they look. The screen shows it and the workbook holds it.

use chrono::NaiveDate;
use serde::Serialize;

use super::layout::{Align, Paper};
use crate::cell::Cell;

/// A form, cell by cell.
#[derive(Clone, Debug, PartialEq, Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Grid {
    /// Name of the sheet.
    pub sheet: String,
    /// The title over everything.
    pub title: String,
    /// Who made it.
    pub author: String,
    /// Whose it is.
    pub unit: String,
    /// The day that the file says it was made on.
    pub made_on: NaiveDate,
    /// What it is printed on.
    pub paper: Paper,
    /// The widths of the columns in digits of the sheet's font.
    pub widths: Vec<u16>,
    /// The first of the rows that each page repeats.
    pub first_header: u32,
    /// The first row under the headers.
    pub body: u32,
    /// How many rows stand under the table: totals and signatures.
    pub tail: u32,
    /// The rows from the top.
    pub rows: Vec<GridRow>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, specta::Type)]
pub struct GridRow {
    /// In points.
    pub height: f64,
    /// Its cells from the left, without those that another one covers.
    pub cells: Vec<GridCell>,
}

/// A cell, or several in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, specta::Type)]
pub struct GridCell {
    /// Its first column, counted from 0.
    pub column: u16,
    /// How many columns it takes.
    pub columns: u16,
    /// How many rows it takes.
    pub rows: u32,
    /// What stands there.
    pub value: Cell,
    /// How it looks.
    pub style: Style,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, specta::Type)]
pub struct Style {
    /// What it is.
    pub part: Part,
    /// How its content stands.
    pub align: Align,
}

/// What a cell is in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The title over everything.
    Title,
    /// A part of the line under the title, or of the signatures.
    Line,
    /// A column's header.
    Header,
    /// A cell of the table.
    Body,
    /// 绿
    Green,
    /// 黄
    Yellow,
    /// 红
    Red,
    /// The row of totals.
    Total,
    /// What an empty table says.
    Nothing,
}

impl Grid {
    /// The form with about `most` rows of its table at the most, cut where nothing is cut in two, and how many rows are
    /// left out.
    #[must_use]
    pub fn shortened(mut self, most: usize) -> (Self, usize) {
        let (body, tail) = (self.body as usize, self.tail as usize);
        let end = self.rows.len().saturating_sub(tail);
        let mut cut = body.saturating_add(most);
        // What a cell above the cut covers stays.
        let mut at = body;
        while at < cut.min(end) {
            let spans =
                self.rows.get(at).into_iter().flat_map(|row| &row.cells).map(|cell| cell.rows as usize);
            cut = cut.max(at + spans.max().unwrap_or(1));
            at += 1;
        }
        if cut >= end {
            return (self, 0);
        }
        self.rows.drain(cut..end);
        (self, end - cut)
    }
}

impl Part {
    /// Whether it has a border.
    pub const fn boxed(self) -> bool {
        !matches!(self, Self::Title | Self::Line)
    }
}

impl Style {
    pub(super) const fn new(part: Part, align: Align) -> Self {
        Self { part, align }
    }
}

impl GridCell {
    pub(super) fn one(column: u16, value: Cell, style: Style) -> Self {
        Self { column, columns: 1, rows: 1, value, style }
    }

    pub(super) fn over(column: u16, columns: u16, text: impl Into<String>, style: Style) -> Self {
        Self { column, columns, rows: 1, value: Cell::from(text.into()), style }
    }
}

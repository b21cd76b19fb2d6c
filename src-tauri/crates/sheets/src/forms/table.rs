//! What stands in a form: groups of rows, each cell under the key of its column.

use std::borrow::Cow;
use std::collections::HashMap;

use super::layout::{Kind, Layout};
use crate::cell::Cell;

/// The content of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The groups from the top.
    pub groups: Vec<Group>,
}

/// Rows that belong together, such as the decided actions of one consultation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The rows from the top.
    pub rows: Vec<Row>,
}

/// One row: its cells by the keys of their columns, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row(Vec<(Cow<'static, str>, Cell)>);

impl Table {
    /// A table of rows that each stand for themselves.
    pub fn of_rows(rows: impl IntoIterator<Item = Row>) -> Self {
        Self { groups: rows.into_iter().map(|row| Group { rows: vec![row] }).collect() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Row {
    /// A row of these cells.
    pub fn new<K: Into<Cow<'static, str>>>(cells: impl IntoIterator<Item = (K, Cell)>) -> Self {
        Self(cells.into_iter().map(|(key, cell)| (key.into(), cell)).collect())
    }

    /// The row with one more cell.
    #[must_use]
    pub fn with(mut self, key: impl Into<Cow<'static, str>>, cell: impl Into<Cell>) -> Self {
        self.0.push((key.into(), cell.into()));
        self
    }
}

/// Rows that don't fit the form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The form has no such column, or numbers it by itself.
    #[error("row {row}: the form takes no {key}")]
    UnknownKey {
        /// The row, counted from 1.
        row: usize,
        /// The key.
        key: String,
    },
    /// A column's cell isn't given.
    #[error("row {row}: {key} is missing")]
    MissingKey {
        /// The row, counted from 1.
        row: usize,
        /// The key.
        key: String,
    },
    /// A column's cell is given twice.
    #[error("row {row}: {key} is given twice")]
    DoubleKey {
        /// The row, counted from 1.
        row: usize,
        /// The key.
        key: String,
    },
    /// A cell isn't what its column holds.
    #[error("row {row}: {key} holds something else")]
    WrongKind {
        /// The row, counted from 1.
        row: usize,
        /// The key.
        key: String,
    },
}

/// The cells in the order of the columns; those of a running number stay empty.
pub(super) fn in_order(layout: &Layout, table: Table) -> Result<Vec<Vec<Vec<Cell>>>, TableError> {
    let places: HashMap<&str, usize> =
        layout.columns.iter().enumerate().map(|(i, column)| (column.key.as_str(), i)).collect();
    let mut number = 0;
    let mut groups = Vec::with_capacity(table.groups.len());
    for group in table.groups {
        let mut rows = Vec::with_capacity(group.rows.len());
        for row in group.rows {
            number += 1;
            rows.push(ordered(layout, &places, row, number)?);
        }
        groups.push(rows);
    }
    Ok(groups)
}

fn ordered(
    layout: &Layout,
    places: &HashMap<&str, usize>,
    Row(given): Row,
    row: usize,
) -> Result<Vec<Cell>, TableError> {
    let mut cells: Vec<Option<Cell>> = vec![None; layout.columns.len()];
    for (key, cell) in given {
        let at = places.get(key.as_ref()).copied();
        let Some((column, place)) = at.and_then(|i| layout.columns.get(i).zip(cells.get_mut(i))) else {
            return Err(TableError::UnknownKey { row, key: key.into_owned() });
        };
        let fits = match column.kind {
            Kind::Index => return Err(TableError::UnknownKey { row, key: key.into_owned() }),
            Kind::Count => matches!(cell, Cell::Number(_) | Cell::Empty),
            Kind::Date => !matches!(cell, Cell::Number(_)),
            Kind::Light => matches!(cell, Cell::Text(_) | Cell::Empty),
            Kind::Text => true,
        };
        if !fits {
            return Err(TableError::WrongKind { row, key: key.into_owned() });
        }
        if place.replace(cell).is_some() {
            return Err(TableError::DoubleKey { row, key: key.into_owned() });
        }
    }
    let complete = layout.columns.iter().zip(cells).map(|(column, cell)| match cell {
        Some(cell) => Ok(cell),
        None if column.kind == Kind::Index => Ok(Cell::Empty),
        None => Err(TableError::MissingKey { row, key: column.key.clone() }),
    });
    complete.collect()
}

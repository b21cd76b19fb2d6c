//! Forms: a layout is data, one renderer gives all of them their look.
//!
//! [`layouts`] and [`layout`] give the built-in forms; [`grid`] lays one out for the screen; [`render`] makes the
//! workbook of the same grid.

mod frame;
mod grid;
mod lay_out;
mod layout;
mod list;
mod look;
mod measure;
mod table;
#[cfg(test)]
mod tests;
mod xlsx;

pub use crate::cell::Cell;
pub use frame::FrameInfo;
pub use grid::{Grid, GridCell, GridRow, Part, Style};
pub use lay_out::grid;
pub use layout::{
    Align, Column, Counted, Kind, Layout, LayoutError, Paper, PeriodKind, TotalPart, layout, layouts,
};
pub use list::{ListCell, ListColumn, ListHead, ListWriter, MOST_ROWS};
pub use table::{Group, Row, Table, TableError};
pub use xlsx::{RenderError, render, write_xlsx, xlsx};

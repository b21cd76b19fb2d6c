//! Floor 1: spreadsheets and documents. Knows the words of `domain` and no database.
//!
//! [`forms`] makes the returns: layouts as data, one renderer for screen and workbook. [`reading`] finds the table in
//! a file that another office exported, and what each of its rows says.

mod cell;
pub mod forms;
pub mod reading;
mod text;

//! Floor 1: spreadsheets and documents. Knows the words of `domain` and no database.
//!
//! [`reading`] finds the table in a file that another office exported, and what each of its rows says.

pub mod reading;
pub mod writing;

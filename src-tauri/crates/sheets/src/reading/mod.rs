//! Reading what other offices export: finding the table in a file, what its columns mean, and what each row says.
//!
//! [`stream_table`] takes .xlsx, .xls and text row by row, [`read_table`] as a whole; [`propose_for`] tells what the columns are by headers and content;
//! [`read_row`] reads one row; [`rejected_xlsx`] gives back the rows that couldn't be read. Nothing is evaluated: a
//! cell's text is data, whatever it begins with.

mod biff;
mod cell;
mod choice;
mod columns;
mod content;
mod footer;
mod header;
mod kind;
mod merged;
mod problem;
mod rejected;
mod row;
mod stream;
mod table;
mod text;
mod values;
mod xls;
mod xlsx;

pub use cell::{Cell, TableRow};
pub use choice::Choice;
pub use columns::{missing, propose};
pub use content::propose_for;
pub use problem::ReadError;
pub use rejected::{Rejected, rejected_xlsx};
pub use row::{MatterRow, RowNote, read_row};
pub use stream::Sink;
pub use table::{Table, read_table, stream_chosen, stream_table};

/// The most bytes of a file.
pub const MAX_BYTES: u64 = 100 * 1024 * 1024;
/// The most rows of a sheet.
pub const MAX_ROWS: usize = 300_000;
/// The most columns of a sheet; what stands further right isn't read.
pub const MAX_COLUMNS: usize = 200;

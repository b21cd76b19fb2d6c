//! Taking in files: preview, import, and giving back the rows that couldn't be read.

mod dto;
mod given;
mod incoming;
mod lookup;
mod matching;
mod places;
mod plan;
mod progress;
mod reader;
mod run;
mod source;
mod taking;
mod write;

pub use dto::{ColumnMapping, ImportPreview, ImportReport, PreviewRow, RowProblem};

pub use reader::{RejectedRows, preview, rejected, save_rejected};
pub use run::{ImportJob, run};

//! Taking in files: preview, import, giving back the rows that couldn't be read, the history, and taking back.

mod doubtful;
mod dto;
mod given;
mod history;
mod incoming;
mod lookup;
mod matching;
mod places;
mod plan;
mod previewing;
mod progress;
mod reader;
mod run;
mod source;
mod taking;
mod undo;
mod write;

pub use doubtful::{DoubtfulPlace, PlaceChoice};
pub use dto::{ColumnMapping, ImportPreview, ImportReport, PreviewRow, RawRow, RowProblem};

pub use history::{
    FieldChange, ImportDetail, ImportQuery, ImportRow, ImportedChange, changes, detail, history,
};
pub use reader::{RejectedRows, preview, rejected, save_rejected};
pub use run::{ImportJob, run, run_with};
pub use undo::{UndoOutlook, undo};

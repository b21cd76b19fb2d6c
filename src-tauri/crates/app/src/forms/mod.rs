//! Returns and ledgers as workbooks: what is in them is decided here, how they look in `sheets`.

mod case_ledger;
mod consultation_ledger;
mod content;
mod export;
mod file;
mod form;

pub use export::{ExportJob, Exported, Rendered, export, render};
pub use form::{Form, FormInfo, PeriodKind, all, list};

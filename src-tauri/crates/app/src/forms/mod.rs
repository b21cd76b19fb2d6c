//! Returns and ledgers: what is in them is decided here; how they look on the screen and as workbooks, in `sheets`.

mod case_ledger;
mod consultation_ledger;
mod export;
mod form;
mod frame;
mod preview;

pub use export::{ExportJob, Exported, Rendered, export, render};
pub use form::{Form, FormInfo, PeriodKind, all, list};
pub use preview::{FormPreview, preview};

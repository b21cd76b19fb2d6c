//! Floor 3: use cases. Each one authorises, validates, writes and audits in one transaction, then announces.
//!
//! Begin with [`App`] and [`work::Work`]; one module for each capability. Imports `store`, `sheets` and `domain`;
//! knows no window and no command line.

pub mod actor;
pub mod announce;
pub mod appeals;
pub mod attachments;
pub mod audit_trail;
pub mod calendar;
pub mod cases;
pub mod clock;
pub mod consultations;
mod context;
pub mod deadlines;
pub mod demo;
pub mod directory;
pub mod duplicates;
mod error;
pub mod files;
pub mod forms;
pub mod imports;
pub mod intake;
pub mod limits;
pub mod lists;
mod matters;
mod numbers;
pub mod page;
pub mod shapes;
pub mod sight;
pub mod triage;
pub mod views;
pub mod work;
pub mod workbench;

pub use actor::Actor;
pub use context::App;
pub use error::{AppError, FieldProblem};
pub use huishang_store::{Engine, schema_version};

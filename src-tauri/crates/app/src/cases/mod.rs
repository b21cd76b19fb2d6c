//! Cases: listing, opening one, and taking it from step to step.

mod detail;
mod dto;
mod list;
mod offered;
mod open;
pub(crate) mod row;
mod steps;

pub use detail::detail;
pub use dto::{CaseDetail, CaseInput, CaseLeader, CaseProgress, CaseQuery, CaseRow};
pub use list::list;
pub(crate) use list::view as list_view;
pub use open::open;
pub use steps::advance;

/// The counter that cases take their numbers from, and the name of their pattern's setting.
pub(crate) const SERIES: &str = "case";

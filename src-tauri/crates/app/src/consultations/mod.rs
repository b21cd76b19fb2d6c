//! Consultations: listing, making one, and taking it from step to step.

mod check;
mod create;
mod detail;
mod dto;
mod list;
mod offered;
pub(crate) mod row;
mod slot;
mod steps;

pub use create::create;
pub use detail::detail;
pub use dto::{
    ActionRow, ConsultationAgency, ConsultationDetail, ConsultationInput, ConsultationPerson,
    ConsultationQuery, ConsultationRow, SlotInput,
};
pub use list::list;
pub use steps::{advance, reschedule};

/// The counter that consultations take their numbers from, and the name of their pattern's setting.
pub(crate) const SERIES: &str = "consultation";

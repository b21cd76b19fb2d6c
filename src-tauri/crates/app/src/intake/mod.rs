//! 三问 and the other channels: one sitting, its people and up to twenty matters, taken down in one transaction.
//!
//! [`save`] is the whole of the writing: it makes a visit, a gathering or receptions, and an appeal of each matter. The
//! others propose while a person types.

mod check;
mod dto;
mod proposals;
mod save;
mod sittings;

pub use dto::{
    DivisionHit, GatheringPart, IntakeDone, IntakeInput, IntakeItem, IntakeMade, IntakePerson, KnownPerson,
    NumberProblems, Proposal, ReceptionPart, VisitPart,
};
pub use proposals::{divisions, known_people, number_problems, propose};
pub use save::save;

/// The counter that receptions take their numbers from.
const RECEPTIONS: &str = "reception";

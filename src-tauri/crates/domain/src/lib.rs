//! Floor 0: words, ids, rules, state machines, the working-day calendar, indicators.
//!
//! Pure functions and tables only: no I/O, no async, no clock of its own. Everything above imports this crate;
//! it imports nothing of the program. Begin with [`words`] (what things are called) and [`flow`] (how they move).

#[macro_use]
mod term;

pub mod access;
pub mod attachments;
pub mod audit;
pub mod calendar;
pub mod clock;
pub mod duplicates;
pub mod flow;
pub mod identity;
pub mod ids;
pub mod initials;
pub mod light;
pub mod limits;
pub mod lists;
pub mod mask;
pub mod numbering;
pub mod proposing;
pub mod search;
pub mod time;
pub mod triage;
pub mod words;

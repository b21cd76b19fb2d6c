//! Demonstration data: a county with its offices and people, and as many appeals with their whole lives as wanted.
//!
//! The divisions are the county's published ones; every person, telephone, ID number and matter is invented and looks
//! it. The same seed and day give the same demonstration. It only goes into a database that holds no work yet.

mod accounts;
mod affairs;
mod agencies;
mod batch;
mod days;
mod deeds;
mod diary;
mod dice;
mod directory;
mod examples;
mod feed;
mod files;
mod intended;
mod lives;
mod load;
mod matters;
mod meetings;
mod names;
mod papers;
mod spread;
#[cfg(test)]
mod tests;
mod topics;
mod walk;

use chrono::NaiveDate;
use serde::Serialize;

pub use intended::{Intended, intended};
pub use load::load;

/// The most appeals that a demonstration may have.
pub const MOST_APPEALS: usize = 1_000_000;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct DemoOptions {
    /// How many appeals; with none there is only the directory, and the two standing examples are left out as well.
    pub appeals: usize,
    /// Another seed gives other lives.
    pub seed: u64,
    /// The day up to which lives have come; today by the clock where none is given.
    pub today: Option<NaiveDate>,
    /// The name under which progress is told.
    pub task: String,
}

/// What was loaded.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[allow(missing_docs, reason = "how many of what the name says")]
pub struct DemoReport {
    pub towns: usize,
    pub villages: usize,
    pub agencies: usize,
    pub people: usize,
    pub rooms: usize,
    pub appeals: usize,
    pub consultations: usize,
    pub actions: usize,
    pub cases: usize,
    /// Steps of state machines.
    pub moves: usize,
    pub seconds: f64,
}

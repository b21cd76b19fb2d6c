//! Floor 2: all SQL. Two engines behind one door.
//!
//! [`Db`] is the door, [`Tx`] a transaction on either engine, and the macros of [`tx`] run one text on both. One
//! module for each group of tables; a function takes `&mut Tx`, gives `Option` where a thing may be missing, and is
//! told the time. Imports `domain` and nothing above it.

#[macro_use]
pub mod tx;
pub mod accounts;
pub mod actions;
pub mod appeals;
pub mod attachments;
pub mod audit;
pub mod batches;
pub mod bulk;
pub mod calendar;
pub mod cases;
pub mod clocks;
pub mod consultations;
mod db;
pub mod directory;
pub mod dues;
pub mod duplicates;
pub mod emptiness;
mod error;
pub mod extensions;
pub mod imports;
pub mod intakes;
pub mod limits;
mod migrate;
pub mod moves;
pub mod numbering;
pub mod parties;
pub mod ratings;
pub mod settings;
mod sight;
mod text;
pub mod texts;
pub mod triage;
pub mod versions;
pub mod views;
pub mod whistles;

pub use db::{Db, Engine};
pub use error::StoreError;
pub use migrate::schema_version;
pub use sight::Sight;
pub use tx::Tx;

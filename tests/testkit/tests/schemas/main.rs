//! The two sets of migrations make the same database, and hold what they promise.
#![allow(clippy::unwrap_used, clippy::panic, reason = "the bench of a test is test code too")]

mod bench;
mod rules;
mod same;
mod seeds;
mod words;

//! Databases for tests: a private PostgreSQL server and fresh databases on either engine.
//!
//! [`on_both_engines!`] turns one story into a test on each engine. Where PostgreSQL isn't installed the test fails
//! and says so; it never passes by being skipped. Knows nothing of the program, so that every crate may use it.
#![allow(clippy::expect_used, clippy::panic, reason = "used by tests only, where a panic is a clear failure")]

mod database;
mod programs;
mod server;
mod story;

pub use database::{Engine, TestDb, postgres_url, sqlite_url};
pub use server::PgServer;
pub use story::block_on;

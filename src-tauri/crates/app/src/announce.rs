//! What others are told after a commit.

use huishang_domain::words::Entity;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something changed: whoever shows it, refreshes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// What kind of thing.
    pub entity: Entity,
    /// Which one.
    pub id: Uuid,
    /// Its version after the change.
    pub version: i64,
    /// The running program that caused it, so that it can tell its own echo.
    pub origin: String,
}

/// How far long work has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// The name that the caller gave to the work.
    pub task: String,
    /// What it is doing, as a code that the UI puts into words.
    pub phase: String,
    /// Units done.
    pub done: u64,
    /// Units in all, 0 while unknown.
    pub total: u64,
}

/// Receives what is announced; the shell turns it into events, tests collect it.
pub trait Announcer: Send + Sync {
    /// A commit changed something.
    fn changed(&self, change: &Changed);
    /// Long work went on.
    fn progress(&self, progress: &Progress);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Announcer for Silent {
    fn changed(&self, _: &Changed) {}
    fn progress(&self, _: &Progress) {}
}

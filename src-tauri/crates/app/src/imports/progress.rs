//! Telling how far an import has come, and stopping it when the person says so.

use tokio_util::sync::CancellationToken;

use crate::announce::Progress;
use crate::{App, AppError};

/// Tells about one import.
pub(super) struct Reporter<'a> {
    app: &'a App,
    task: &'a str,
    stop: &'a CancellationToken,
    phase: &'static str,
    done: u64,
    total: u64,
}

impl<'a> Reporter<'a> {
    /// For the work that the caller named `task`.
    pub fn new(app: &'a App, task: &'a str, stop: &'a CancellationToken) -> Self {
        Self { app, task, stop, phase: "read", done: 0, total: 0 }
    }

    /// Begins a phase: `read`, `match`, `write`.
    pub fn phase(&mut self, phase: &'static str, total: usize) -> Result<(), AppError> {
        (self.phase, self.done, self.total) = (phase, 0, total as u64);
        self.tell();
        self.check()
    }

    /// So many units more are done.
    pub fn advance(&mut self, units: usize) {
        self.done += units as u64;
        self.tell();
    }

    /// # Errors
    /// [`AppError::Cancelled`] once the person wants to stop.
    pub fn check(&self) -> Result<(), AppError> {
        if self.stop.is_cancelled() { Err(AppError::Cancelled) } else { Ok(()) }
    }

    fn tell(&self) {
        self.app.announcer.progress(&Progress {
            task: self.task.to_owned(),
            phase: self.phase.to_owned(),
            done: self.done,
            total: self.total,
        });
    }
}

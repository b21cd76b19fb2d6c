//! What the window is told without asking.

use huishang_app::announce::{Announcer, Changed, Progress};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Emitter, Runtime};
use tauri_specta::Event;

/// Something changed: whoever shows it, refreshes.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
#[tauri_specta(event_name = "changed")]
pub struct ChangedEvent(pub Changed);

/// Long work went on.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type, Event)]
#[tauri_specta(event_name = "progress")]
pub struct ProgressEvent(pub Progress);

/// The names of all events.
pub const NAMES: [&str; 2] = [ChangedEvent::NAME, ProgressEvent::NAME];

/// Tells every window.
pub struct Windows<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> Windows<R> {
    fn tell<T: Serialize + Clone>(&self, name: &str, what: &T) {
        if let Err(error) = self.0.emit(name, what.clone()) {
            tracing::warn!(%error, name, "an event did not reach the windows");
        }
    }
}

impl<R: Runtime> Announcer for Windows<R> {
    fn changed(&self, change: &Changed) {
        self.tell(ChangedEvent::NAME, change);
    }

    fn progress(&self, progress: &Progress) {
        self.tell(ProgressEvent::NAME, progress);
    }
}

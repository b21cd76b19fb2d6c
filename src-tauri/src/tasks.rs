//! Long work under way, by the name that the screen gave it, so that it can be stopped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

/// The tasks under way.
#[derive(Clone, Debug, Default)]
pub struct Tasks(Arc<Mutex<HashMap<String, CancellationToken>>>);

/// A task under way; it is forgotten when this is dropped.
#[derive(Debug)]
pub struct Task {
    /// Tells the work to stop.
    pub token: CancellationToken,
    name: String,
    tasks: Tasks,
}

impl Tasks {
    /// Registers work under a name that no other work under way has.
    pub fn begin(&self, name: &str) -> Task {
        let token = CancellationToken::new();
        self.lock(|tasks| tasks.insert(name.to_owned(), token.clone()));
        Task { token, name: name.to_owned(), tasks: self.clone() }
    }

    /// Asks work to stop; nothing happens when there is none of that name.
    pub fn cancel(&self, name: &str) {
        self.lock(|tasks| tasks.get(name).map(CancellationToken::cancel));
    }

    fn lock<T>(&self, with: impl FnOnce(&mut HashMap<String, CancellationToken>) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.tasks.lock(|tasks| tasks.remove(&self.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_stopped_by_its_name_and_forgotten_when_done() {
        let tasks = Tasks::default();
        let task = tasks.begin("导入");
        tasks.cancel("别的");
        assert!(!task.token.is_cancelled());
        tasks.cancel("导入");
        assert!(task.token.is_cancelled());
        drop(task);
        assert!(tasks.lock(|tasks| tasks.is_empty()));
    }
}

//! Long work under way, by the name that the screen gave it, so that it can be stopped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

use crate::stops::Stops;

/// The tasks under way.
#[derive(Clone, Debug, Default)]
pub struct Tasks(Arc<Mutex<Running>>);

/// By its number, the name of each and how to stop it.
#[derive(Debug, Default)]
struct Running {
    begun: u64,
    tasks: HashMap<u64, (String, CancellationToken)>,
    early: Stops,
}

/// A task under way; it is forgotten when this is dropped.
#[derive(Debug)]
pub struct Task {
    /// Tells the work to stop.
    pub token: CancellationToken,
    /// Names the work: to whoever stops it, and in its progress.
    pub name: String,
    number: u64,
    tasks: Tasks,
}

impl Tasks {
    /// Registers work under the name that the screen gave it.
    pub fn begin(&self, name: &str) -> Task {
        self.register(|_| name.to_owned())
    }

    /// Registers work that the screen gave no name: this one and a number, which no other work has.
    pub fn begin_unnamed(&self, name: &str) -> Task {
        self.register(|number| format!("{name}-{number}"))
    }

    /// Asks work to stop, if need be as soon as it begins.
    pub fn cancel(&self, name: &str) {
        self.lock(|running| {
            if running.tasks.values().all(|(own, _)| own != name) {
                running.early.remember(name);
            }
            for (_, token) in running.tasks.values().filter(|(own, _)| own == name) {
                token.cancel();
            }
        });
    }

    fn register(&self, name: impl FnOnce(u64) -> String) -> Task {
        let token = CancellationToken::new();
        let (number, name) = self.lock(|running| {
            running.begun += 1;
            let (number, name) = (running.begun, name(running.begun));
            if running.early.take(&name) {
                token.cancel();
            }
            running.tasks.insert(number, (name.clone(), token.clone()));
            (number, name)
        });
        Task { token, name, number, tasks: self.clone() }
    }

    fn lock<T>(&self, with: impl FnOnce(&mut Running) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.tasks.lock(|running| running.tasks.remove(&self.number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_that_comes_before_the_work_stops_it() {
        let tasks = Tasks::default();
        tasks.cancel("导入");
        assert!(tasks.begin("导入").token.is_cancelled());
        assert!(!tasks.begin("导入").token.is_cancelled(), "it counts once");
    }

    #[test]
    fn work_is_stopped_by_its_name_and_forgotten_when_done() {
        let tasks = Tasks::default();
        let task = tasks.begin("导入");
        tasks.cancel("别的");
        assert!(!task.token.is_cancelled());
        tasks.cancel("导入");
        assert!(task.token.is_cancelled());
        drop(task);
        assert!(tasks.lock(|running| running.tasks.is_empty()));
    }

    #[test]
    fn two_of_one_kind_are_two_tasks() {
        let tasks = Tasks::default();
        let (first, second) = (tasks.begin_unnamed("导出"), tasks.begin_unnamed("导出"));
        assert_ne!(first.name, second.name);
        tasks.cancel(&first.name);
        assert!(first.token.is_cancelled() && !second.token.is_cancelled());
        drop(first);
        tasks.cancel(&second.name);
        assert!(second.token.is_cancelled(), "the end of one takes nothing from the other");
    }

    #[test]
    fn a_name_given_twice_stops_both_and_forgets_each_by_itself() {
        let tasks = Tasks::default();
        let (first, second) = (tasks.begin("导入"), tasks.begin("导入"));
        drop(first);
        tasks.cancel("导入");
        assert!(second.token.is_cancelled());
    }
}

//! Stops that came before the work they mean: a window may ask to stop what it has only just asked to begin.

use std::collections::VecDeque;

/// How many are remembered; the names are the window's, and most of what they mean has ended already.
const MOST: usize = 64;

/// The names of work to be stopped as soon as it begins.
#[derive(Debug, Default)]
pub(crate) struct Stops(VecDeque<String>);

impl Stops {
    /// Remembers a stop; the oldest gives way when there are too many.
    pub fn remember(&mut self, name: &str) {
        if self.0.iter().any(|known| known == name) {
            return;
        }
        if self.0.len() >= MOST {
            self.0.pop_front();
        }
        self.0.push_back(name.to_owned());
    }

    /// Whether work of this name is to be stopped; it is forgotten by that.
    pub fn take(&mut self, name: &str) -> bool {
        let at = self.0.iter().position(|known| known == name);
        at.and_then(|at| self.0.remove(at)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_remembered_once_and_not_without_end() {
        let mut stops = Stops::default();
        stops.remember("甲");
        stops.remember("甲");
        assert!(stops.take("甲"));
        assert!(!stops.take("甲"));
        for i in 0..=MOST {
            stops.remember(&i.to_string());
        }
        assert!(!stops.take("0"), "the oldest is forgotten");
        assert!(stops.take("1"));
        assert_eq!(stops.0.len(), MOST - 1);
    }
}

//! Lists are served by the page.

use serde::{Deserialize, Serialize};

/// The most rows that one page may hold.
pub const MAX_ROWS: i64 = 500;

/// A page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub rows: Vec<T>,
    /// Where the next page begins; none after the last.
    pub next: Option<String>,
    /// How many rows the whole list has; told with the first page only.
    pub total: Option<i64>,
    /// Whether there may be more than `total`: counting stopped there.
    pub more_than_total: bool,
}

impl<T> Page<T> {
    /// The same page with each row made into something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        let Self { rows, next, total, more_than_total } = self;
        Page { rows: rows.into_iter().map(f).collect(), next, total, more_than_total }
    }
}

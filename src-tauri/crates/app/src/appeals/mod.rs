//! Appeals: listing, registering, editing, judging, their clocks, their lives.

mod advance;
mod bulk;
pub(crate) mod check;
pub(crate) mod clock;
pub(crate) mod compare;
mod cursor;
pub mod deadline;
pub(crate) mod detail;
mod dto;
mod edit;
mod hits;
pub(crate) mod judge;
mod life;
mod list;
mod people;
mod register;
pub(crate) mod row;
pub(crate) mod steps;

pub use advance::advance;
pub use bulk::{
    BulkAppeal, BulkChange, BulkJob, BulkReport, BulkSkip, BulkTarget, MOST_AT_ONCE, bulk_change, bulk_undo,
};
pub use clock::{derivation, pause, resume};
pub use detail::{detail, reveal};
pub use dto::{AppealDetail, AppealInput, AppealQuery, AppealRow, AppealSort};
pub use edit::edit;
pub use judge::{judge, withdraw_judgement};
pub use life::{
    AppealLife, LifeAbout, LifeChange, LifeEntry, LifeQuery, LinkPart, NextMove, NextWay, RecordLink, life,
    timeline,
};
pub use list::list;
pub use people::{MOST_NAMED, PersonInput, remove_person, save_person};
pub(crate) use register::add;
pub use register::register;

use chrono::{DateTime, Datelike, Utc};
use huishang_domain::time::local_date;

/// The counter that appeals take their numbers from.
pub(crate) const SERIES: &str = "appeal";

/// The year whose counter a number registered now is taken from.
pub(crate) fn number_year(now: DateTime<Utc>) -> i32 {
    local_date(now).year()
}

/// SQ202611-000123: the month of registration, and a serial that runs through the year.
pub(crate) fn number(now: DateTime<Utc>, serial: i64) -> String {
    let today = local_date(now);
    format!("SQ{:04}{:02}-{serial:06}", today.year(), today.month())
}

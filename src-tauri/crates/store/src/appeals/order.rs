//! The orders of the list of appeals. Each is one or several walks along an index, one behind the other, so that a page
//! costs the same wherever it begins and however many appeals there are.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::AppealId;

use super::rows::AppealListRecord;

/// The order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppealSort {
    /// Newest first.
    ReceivedDesc,
    /// Oldest first.
    ReceivedAsc,
    /// Most urgent first; what has no deadline comes behind, then what is closed.
    DeadlineAsc,
    /// Our numbers, downward.
    NumberDesc,
    /// Our numbers, upward.
    NumberAsc,
    /// Those that concern most people first.
    PeopleDesc,
    /// Closed last first; what is open comes behind.
    ClosedDesc,
}

/// The last row of a page, after which the next begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppealPosition {
    /// By time.
    Received(DateTime<Utc>, AppealId),
    /// By rank (0 open with a deadline, 1 open without, 2 closed) and deadline.
    Deadline(i64, Option<NaiveDate>, AppealId),
    /// By number.
    Number(String, AppealId),
    /// By how many it concerns.
    People(i64, AppealId),
    /// By the time of closing.
    Closed(Option<DateTime<Utc>>, AppealId),
}

/// What rows are ordered by before their id.
pub(super) enum Key<'a> {
    Time(DateTime<Utc>),
    Day(NaiveDate),
    Count(i64),
    Text(&'a str),
}

impl AppealPosition {
    /// In which walk it lies.
    pub(super) fn phase(&self) -> usize {
        match self {
            Self::Received(..) | Self::Number(..) | Self::People(..) => 0,
            Self::Deadline(0, ..) => 0,
            Self::Deadline(1, ..) => 1,
            Self::Deadline(_, due, _) => 2 + usize::from(due.is_none()),
            Self::Closed(at, _) => usize::from(at.is_none()),
        }
    }

    pub(super) fn key(&self) -> (Option<Key<'_>>, AppealId) {
        match self {
            Self::Received(at, id) => (Some(Key::Time(*at)), *id),
            Self::Deadline(_, due, id) => (due.map(Key::Day), *id),
            Self::Number(number, id) => (Some(Key::Text(number)), *id),
            Self::People(count, id) => (Some(Key::Count(*count)), *id),
            Self::Closed(at, id) => (at.map(Key::Time), *id),
        }
    }
}

impl AppealListRecord {
    /// Where this row stands in a list so sorted.
    pub fn position(&self, sort: AppealSort) -> AppealPosition {
        match sort {
            AppealSort::ReceivedDesc | AppealSort::ReceivedAsc => {
                AppealPosition::Received(self.received_at, self.id)
            }
            AppealSort::DeadlineAsc => AppealPosition::Deadline(self.rank, self.deadline, self.id),
            AppealSort::NumberDesc | AppealSort::NumberAsc => {
                AppealPosition::Number(self.number.clone(), self.id)
            }
            AppealSort::PeopleDesc => AppealPosition::People(self.people_concerned, self.id),
            AppealSort::ClosedDesc => AppealPosition::Closed(self.closed_at, self.id),
        }
    }
}

/// One walk.
pub(super) struct Phase {
    /// The rows that it gives.
    pub only: &'static str,
    key: &'static str,
    beyond: &'static str,
    beyond_id: &'static str,
    order: &'static str,
    merged: &'static str,
}

impl Phase {
    /// What it is ordered by before the id, where several walks are merged.
    pub(super) fn key(&self) -> &'static str {
        self.key
    }

    /// ` ORDER BY …` of what several walks gave, as `sort_key` and `id`.
    pub(super) fn merged(&self) -> &'static str {
        self.merged
    }

    /// ` AND` behind a key and an id, which follow.
    pub(super) fn beyond(&self) -> &'static str {
        self.beyond
    }

    /// ` AND` behind an id, which follows, where rows of this walk have no key.
    pub(super) fn beyond_id(&self) -> &'static str {
        self.beyond_id
    }

    /// ` ORDER BY …`
    pub(super) fn order(&self) -> &'static str {
        self.order
    }
}

macro_rules! up {
    ($only:literal, $key:literal) => {
        Phase {
            only: $only,
            key: $key,
            beyond: concat!(" AND (", $key, ", a.id) > ("),
            beyond_id: " AND a.id > ",
            order: concat!(" ORDER BY ", $key, ", a.id"),
            merged: " ORDER BY sort_key, id",
        }
    };
}
macro_rules! down {
    ($only:literal, $key:literal) => {
        Phase {
            only: $only,
            key: $key,
            beyond: concat!(" AND (", $key, ", a.id) < ("),
            beyond_id: " AND a.id < ",
            order: concat!(" ORDER BY ", $key, " DESC, a.id DESC"),
            merged: " ORDER BY sort_key DESC, id DESC",
        }
    };
}
macro_rules! by_id {
    ($only:literal, $beyond:literal, $order:literal, $merged:literal) => {
        Phase { only: $only, key: "a.id", beyond: "", beyond_id: $beyond, order: $order, merged: $merged }
    };
}

/// The walks of an order.
pub(super) fn phases(sort: AppealSort) -> &'static [Phase] {
    match sort {
        AppealSort::ReceivedDesc => &[down!("1 = 1", "a.received_at")],
        AppealSort::ReceivedAsc => &[up!("1 = 1", "a.received_at")],
        AppealSort::NumberDesc => &[down!("1 = 1", "a.number")],
        AppealSort::NumberAsc => &[up!("1 = 1", "a.number")],
        AppealSort::PeopleDesc => &[down!("1 = 1", "a.people_concerned")],
        AppealSort::ClosedDesc => &[
            down!("a.closed_at IS NOT NULL", "a.closed_at"),
            by_id!("a.closed_at IS NULL", " AND a.id < ", " ORDER BY a.id DESC", " ORDER BY id DESC"),
        ],
        AppealSort::DeadlineAsc => &[
            up!("a.closed_at IS NULL AND a.deadline IS NOT NULL", "a.deadline"),
            by_id!(
                "a.closed_at IS NULL AND a.deadline IS NULL",
                " AND a.id > ",
                " ORDER BY a.id",
                " ORDER BY id"
            ),
            up!("a.closed_at IS NOT NULL AND a.deadline IS NOT NULL", "a.deadline"),
            by_id!(
                "a.closed_at IS NOT NULL AND a.deadline IS NULL",
                " AND a.id > ",
                " ORDER BY a.id",
                " ORDER BY id"
            ),
        ],
    }
}

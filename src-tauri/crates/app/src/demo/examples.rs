//! The two standing examples, told from the first report to the end.

use chrono::{DateTime, NaiveDate, Utc};

use super::days::OfficeDays;
use super::lives::Maker;
use crate::AppError;

/// One of the examples, and when it begins.
pub(super) struct Story {
    pub day: NaiveDate,
    pub received: DateTime<Utc>,
}

/// The examples that fit among so many appeals.
pub(super) fn plan(_total: usize, _today: NaiveDate, _days: &OfficeDays) -> Vec<Story> {
    Vec::new()
}

/// Tells one.
pub(super) fn tell(
    _maker: &mut Maker<'_>,
    _story: &Story,
    _number: &mut impl FnMut(DateTime<Utc>) -> String,
) -> Result<(), AppError> {
    Ok(())
}

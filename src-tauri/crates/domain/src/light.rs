//! The light of a deadline: green, yellow when most of the time is used, red when it is over (domain.md §3, §4).

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::calendar::{Calendar, CalendarError};
use crate::time::{end_of_day, local_date};
use crate::words::Light;

/// The first value of the warning share: yellow at 80 % of the time used (domain.md §4).
pub const WARN_AT_PERCENT: u8 = 80;

/// The light at `now` of what runs from `start` and is late from `late_from` on.
pub fn light(
    start: DateTime<Utc>,
    late_from: DateTime<Utc>,
    now: DateTime<Utc>,
    warn_at_percent: u8,
) -> Light {
    if now >= late_from {
        Light::Red
    } else if now >= yellow_from(start, late_from, warn_at_percent) {
        Light::Yellow
    } else {
        Light::Green
    }
}

/// The light of what is due on a local day, up to its midnight.
pub fn light_of_day(start: DateTime<Utc>, due: NaiveDate, now: DateTime<Utc>, warn_at_percent: u8) -> Light {
    light(start, end_of_day(due), now, warn_at_percent)
}

/// The light of a decided action: yellow also when half the time has gone with nothing reported (domain.md §3).
pub fn light_of_action(
    start: DateTime<Utc>,
    due: NaiveDate,
    now: DateTime<Utc>,
    warn_at_percent: u8,
    has_progress: bool,
) -> Light {
    let warn_at_percent = if has_progress { warn_at_percent } else { warn_at_percent.min(50) };
    light_of_day(start, due, now, warn_at_percent)
}

/// The instant at which the light turns yellow; never after it turns red.
pub fn yellow_from(start: DateTime<Utc>, late_from: DateTime<Utc>, warn_at_percent: u8) -> DateTime<Utc> {
    let whole = (late_from - start).num_seconds().max(0);
    let used = i128::from(whole) * i128::from(warn_at_percent.min(100)) / 100;
    let used = TimeDelta::seconds(i64::try_from(used).unwrap_or(whole));
    start.checked_add_signed(used).unwrap_or(late_from).min(late_from)
}

/// Working days from today to the day it is due: 0 on the last day, negative once it is over.
///
/// # Errors
/// [`CalendarError::YearMissing`] when a year on the way isn't held.
pub fn working_days_left(
    now: DateTime<Utc>,
    due: NaiveDate,
    calendar: &Calendar,
) -> Result<i64, CalendarError> {
    calendar.working_days_between(local_date(now), due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn yellow_at_four_fifths_and_red_after_the_last_midnight() {
        let start = utc("2026-11-01T16:00:00Z");
        let due: NaiveDate = "2026-11-11".parse().unwrap();
        let at = |now| light_of_day(start, due, utc(now), WARN_AT_PERCENT);
        assert_eq!(at("2026-11-09T15:59:59Z"), Light::Green);
        assert_eq!(at("2026-11-09T16:00:00Z"), Light::Yellow);
        assert_eq!(at("2026-11-11T15:59:59Z"), Light::Yellow);
        assert_eq!(at("2026-11-11T16:00:00Z"), Light::Red);
    }

    #[test]
    fn an_action_without_progress_turns_yellow_at_half_time() {
        let start = utc("2026-11-01T16:00:00Z");
        let due: NaiveDate = "2026-11-11".parse().unwrap();
        let at = |now, progress| light_of_action(start, due, utc(now), WARN_AT_PERCENT, progress);
        assert_eq!(at("2026-11-06T15:59:59Z", false), Light::Green);
        assert_eq!(at("2026-11-06T16:00:00Z", false), Light::Yellow);
        assert_eq!(at("2026-11-06T16:00:00Z", true), Light::Green);
        assert_eq!(at("2026-11-11T16:00:00Z", true), Light::Red);
    }

    #[test]
    fn a_deadline_before_the_start_is_red() {
        let now = utc("2026-11-01T00:00:00Z");
        assert_eq!(light(now, utc("2026-10-01T00:00:00Z"), now, 80), Light::Red);
    }

    #[test]
    fn working_days_left_count_down_through_zero() {
        let calendar = Calendar::built_in();
        let due: NaiveDate = "2026-10-10".parse().unwrap();
        let left = |now| working_days_left(utc(now), due, &calendar).unwrap();
        assert_eq!(left("2026-09-30T01:00:00Z"), 3);
        assert_eq!(left("2026-10-10T01:00:00Z"), 0);
        assert_eq!(left("2026-10-12T01:00:00Z"), -1);
    }

    proptest! {
        #[test]
        fn it_only_ever_gets_worse(length in 1..9_000_000i64, a in 0..10_000_000i64, b in 0..10_000_000i64, share in 0..=100u8) {
            let at = |s: i64| DateTime::from_timestamp(1_790_000_000 + s, 0).unwrap();
            let light = |s| light(at(0), at(length), at(s), share);
            prop_assert!(light(a.min(b)) <= light(a.max(b)));
            prop_assert_eq!(light(a) == Light::Red, a >= length);
        }
    }
}

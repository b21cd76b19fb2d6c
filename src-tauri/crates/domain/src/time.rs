//! Local dates and months: stored times are UTC, people live in Asia/Shanghai (design.md, "Time").
//!
//! China has had one offset, +08:00 without summer time, since 1991; the program holds nothing older.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

const AHEAD: TimeDelta = TimeDelta::hours(8);

/// The date in Asia/Shanghai.
pub fn local_date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// Date and time in Asia/Shanghai.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    let utc = at.naive_utc();
    utc.checked_add_signed(AHEAD).unwrap_or(utc)
}

/// The instant of a date and time in Asia/Shanghai.
pub fn from_local(local: NaiveDateTime) -> DateTime<Utc> {
    local.checked_sub_signed(AHEAD).unwrap_or(local).and_utc()
}

/// The first instant of a local day.
pub fn start_of_day(day: NaiveDate) -> DateTime<Utc> {
    from_local(day.and_time(chrono::NaiveTime::MIN))
}

/// The first instant after a local day: what is due on a day is late from here on.
pub fn end_of_day(day: NaiveDate) -> DateTime<Utc> {
    start_of_day(day.checked_add_days(Days::new(1)).unwrap_or(day))
}

/// Cut to the microsecond, which is what both engines keep.
pub fn to_micros(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at)
}

/// Monday to Sunday around a day.
pub fn week_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let week = day.week(chrono::Weekday::Mon);
    (week.first_day(), week.last_day())
}

/// The period of most returns: a month, written 2026-10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
#[serde(try_from = "String", into = "String")]
#[specta(type = String)]
pub struct Month(NaiveDate);

/// Text that is no month of the form 2026-10.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是月份，请写成 2026-10 这样的形式。")]
pub struct NotAMonth(pub String);

impl Month {
    /// A month of a year, 1 to 12.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        if !(1900..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, 1).map(Self)
    }

    /// The month that a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Its first day.
    pub const fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().0.pred_opt().unwrap_or(self.0)
    }

    /// From its first instant to the first of the next month, in Asia/Shanghai.
    pub fn span(self) -> (DateTime<Utc>, DateTime<Utc>) {
        (start_of_day(self.0), start_of_day(self.next().0))
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// As it stands in titles: 2026年10月.
    pub fn title(self) -> String {
        format!("{}年{}月", self.year(), self.month())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let digits = |part: &str, n: usize| {
            (part.len() == n && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u32>().ok())
        };
        text.split_once('-')
            .and_then(|(year, month)| Some((digits(year, 4)??, digits(month, 2)??)))
            .and_then(|(year, month)| Self::new(i32::try_from(year).ok()?, month))
            .ok_or_else(|| NotAMonth(text.to_owned()))
    }
}

impl TryFrom<String> for Month {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Self, NotAMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_changes_at_four_in_the_afternoon_utc() {
        assert_eq!(local_date(utc("2026-10-01T15:59:59Z")), day("2026-10-01"));
        assert_eq!(local_date(utc("2026-10-01T16:00:00Z")), day("2026-10-02"));
        assert_eq!(start_of_day(day("2026-10-02")), utc("2026-10-01T16:00:00Z"));
        assert_eq!(end_of_day(day("2026-10-01")), utc("2026-10-01T16:00:00Z"));
    }

    #[test]
    fn a_month_is_read_strictly_and_knows_its_days() {
        let month: Month = "2028-02".parse().unwrap();
        assert_eq!((month.first_day(), month.last_day()), (day("2028-02-01"), day("2028-02-29")));
        assert_eq!(month.title(), "2028年2月");
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(december.next().to_string(), "2027-01");
        assert_eq!(december.next().previous(), december);
        for bad in
            ["2026-13", "2026-00", "2026-1", "26-10", "2026-10-01", "２０２６-10", "", "+026-10", "0000-01"]
        {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_month_travels_as_text() {
        let month: Month = serde_json::from_str("\"2026-10\"").unwrap();
        assert_eq!(serde_json::to_string(&month).unwrap(), "\"2026-10\"");
        assert!(serde_json::from_str::<Month>("\"10/2026\"").is_err());
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        assert_eq!(week_of(day("2026-11-24")), (day("2026-11-23"), day("2026-11-29")));
        assert_eq!(week_of(day("2026-11-29")).0, day("2026-11-23"));
    }

    proptest! {
        #[test]
        fn local_time_and_back(seconds in 1_000_000_000i64..4_000_000_000) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            prop_assert_eq!(from_local(local(at)), at);
            let day = local_date(at);
            prop_assert!(start_of_day(day) <= at && at < end_of_day(day));
            let (from, to) = Month::of(day).span();
            prop_assert!(from <= at && at < to);
        }
    }
}

//! Moments at which offices work.

use chrono::{DateTime, Datelike, Days as Count, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use huishang_domain::calendar::Calendar;
use huishang_domain::time::{from_local, local};

use super::dice::Dice;

/// The calendar, and what it stands for when a year isn't held: the demonstration invents its data anyway, so a missing
/// notice of the State Council is no reason to refuse it; weekdays are taken as worked then.
pub(super) struct OfficeDays {
    calendar: Calendar,
}

impl OfficeDays {
    pub fn new(calendar: Calendar) -> Self {
        Self { calendar }
    }

    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Whether offices are open.
    pub fn open_on(&self, day: NaiveDate) -> bool {
        self.calendar
            .is_working_day(day)
            .unwrap_or_else(|_| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
    }

    /// The first open day from `day` on.
    pub fn from(&self, day: NaiveDate) -> NaiveDate {
        // Offices are never closed for a month.
        day.iter_days().take(40).find(|day| self.open_on(*day)).unwrap_or(day)
    }

    /// The `n`th open day after `day`.
    pub fn after(&self, day: NaiveDate, n: i64) -> NaiveDate {
        let mut at = day;
        for _ in 0..n {
            at = self.from(at + Count::new(1));
        }
        at
    }

    /// The moment itself if offices are open then, else soon after they open again.
    pub fn open_from(&self, dice: &mut Dice, at: DateTime<Utc>) -> DateTime<Utc> {
        let there = local(at);
        let (day, time) = (there.date(), there.time());
        let (opens, closes) = (clock(8, 30), clock(17, 30));
        if self.open_on(day) && time >= opens && time <= closes {
            return at;
        }
        let day = if time > closes { day + Count::new(1) } else { day };
        let morning = from_local(self.from(day).and_time(opens));
        morning.max(at) + TimeDelta::seconds(dice.between(0, 90 * 60))
    }

    /// Between `least` and `most` minutes after `at`, when offices are open.
    pub fn later(&self, dice: &mut Dice, at: DateTime<Utc>, least: i64, most: i64) -> DateTime<Utc> {
        let then = dice.minutes_after(at, least, most);
        self.open_from(dice, then)
    }
}

/// A time of day.
pub(super) fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use huishang_domain::time::local_date;

    use super::*;

    #[test]
    fn work_waits_for_the_office_to_open() {
        let days = OfficeDays::new(Calendar::built_in());
        let mut dice = Dice::new(1);
        // The evening before the National Day holiday, which ends on 7 October 2026.
        let eve = "2026-09-30T12:00:00Z".parse().unwrap();
        for _ in 0..100 {
            let next = days.open_from(&mut dice, eve);
            assert_eq!(local_date(next), "2026-10-08".parse().unwrap());
            assert_eq!(days.open_from(&mut dice, next), next);
        }
    }

    #[test]
    fn a_year_without_a_notice_has_its_weekdays() {
        let days = OfficeDays::new(Calendar::built_in());
        assert!(days.open_on("2031-03-03".parse().unwrap()));
        assert!(!days.open_on("2031-03-02".parse().unwrap()));
        assert_eq!(days.after("2031-02-28".parse().unwrap(), 2), "2031-03-04".parse().unwrap());
    }
}

//! Counting: where a limit ends, so much of its time having been stopped and so much added.

use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};

use super::{Event, What};
use crate::calendar::{Calendar, CalendarError};
use crate::limits::{Limit, Unit, last_day};
use crate::time::{end_of_day, local_date, start_of_day};

const DAY: i64 = 86_400;

/// What extensions add, by unit: summed up, so that their order doesn't matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extra {
    minutes: u32,
    days: u32,
    working_days: u32,
    months: u32,
}

impl Extra {
    pub fn of(log: &[Event]) -> Result<Self, CalendarError> {
        let mut extra = Self::default();
        for event in log {
            let What::Extended { by, .. } = &event.what else { continue };
            let (place, amount) = match by.unit {
                Unit::Minute => (&mut extra.minutes, Some(by.amount)),
                Unit::Hour => (&mut extra.minutes, by.amount.checked_mul(60)),
                Unit::Day => (&mut extra.days, Some(by.amount)),
                Unit::WorkingDay => (&mut extra.working_days, Some(by.amount)),
                Unit::Month => (&mut extra.months, Some(by.amount)),
            };
            *place = amount.and_then(|amount| place.checked_add(amount)).ok_or(CalendarError::OutOfRange)?;
        }
        Ok(extra)
    }

    /// Whether nothing but hours and minutes is added.
    fn is_within_days(self) -> bool {
        self == Self { minutes: self.minutes, ..Self::default() }
    }

    /// `day` and so much more; minutes and hours count as whole days where only days do.
    fn after(self, day: NaiveDate, minutes: u32, calendar: &Calendar) -> Result<NaiveDate, CalendarError> {
        let days = u64::from(self.days) + u64::from(minutes.div_ceil(24 * 60));
        calendar
            .add_working_days(day, self.working_days)?
            .checked_add_months(Months::new(self.months))
            .and_then(|day| day.checked_add_days(Days::new(days)))
            .ok_or(CalendarError::OutOfRange)
    }
}

/// What a clock counts against.
pub(super) struct Frame<'a> {
    start: DateTime<Utc>,
    limit: Option<Limit>,
    set: Option<NaiveDate>,
    calendar: &'a Calendar,
}

impl<'a> Frame<'a> {
    /// None where neither a limit nor a day is given.
    pub fn new(
        start: DateTime<Utc>,
        limit: Option<Limit>,
        set: Option<NaiveDate>,
        calendar: &'a Calendar,
    ) -> Option<Self> {
        (limit.is_some() || set.is_some()).then_some(Self { start, limit, set, calendar })
    }

    /// Whether whole days are counted.
    pub fn in_days(&self) -> bool {
        self.set.is_some() || !matches!(self.unit(), Unit::Minute | Unit::Hour)
    }

    fn unit(&self) -> Unit {
        self.limit.map_or(Unit::Day, |limit| limit.unit)
    }

    /// The first instant that counts: of a limit in days, that of the day after the start.
    pub fn counts_from(&self) -> DateTime<Utc> {
        if self.in_days() { end_of_day(local_date(self.start)) } else { self.start }
    }

    /// The seconds between two instants that would have counted.
    pub fn counted(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<i64, CalendarError> {
        if self.unit() != Unit::WorkingDay {
            return Ok((to - from).num_seconds());
        }
        let mut seconds = 0;
        for day in local_date(from).iter_days().take_while(|day| start_of_day(*day) < to) {
            if self.calendar.is_working_day(day)? {
                seconds += (end_of_day(day).min(to) - start_of_day(day).max(from)).num_seconds();
            }
        }
        Ok(seconds)
    }

    /// How many whole days so many seconds are.
    pub fn whole_days(&self, stopped: i64) -> i64 {
        stopped / DAY
    }

    /// The first instant that is late, after so many seconds stood still.
    pub fn late_from(&self, stopped: i64, extra: Extra) -> Result<DateTime<Utc>, CalendarError> {
        let first = local_date(self.start);
        if let (false, Some(limit)) = (self.in_days(), self.limit) {
            let minutes = i64::from(limit.amount) * if limit.unit == Unit::Hour { 60 } else { 1 };
            let late = [
                TimeDelta::minutes(minutes),
                TimeDelta::seconds(stopped),
                TimeDelta::minutes(extra.minutes.into()),
            ]
            .into_iter()
            .try_fold(self.start, |at, more| at.checked_add_signed(more))
            .ok_or(CalendarError::OutOfRange)?;
            if extra.is_within_days() {
                return Ok(late);
            }
            // Days end at midnight: from the same hour of a later day, more time could end earlier.
            return Ok(end_of_day(extra.after(local_date(late), 0, self.calendar)?));
        }
        let end = match (self.set, self.limit) {
            (Some(day), _) => day,
            (None, Some(limit)) => last_day(first, limit, self.calendar)?,
            (None, None) => first,
        };
        let whole = u32::try_from(self.whole_days(stopped)).map_err(|_| CalendarError::OutOfRange)?;
        let unit = if self.unit() == Unit::WorkingDay { Unit::WorkingDay } else { Unit::Day };
        let end = last_day(end, Limit { amount: whole, unit }, self.calendar)?;
        Ok(end_of_day(extra.after(end, extra.minutes, self.calendar)?))
    }
}

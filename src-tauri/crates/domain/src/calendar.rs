//! The working-day calendar: weekends, the State Council's holidays, and the weekend days that are worked instead.
//!
//! A year that isn't held is refused, never guessed (domain.md §4). The first content is the open data file
//! chinese-days 1.5.7 (MIT; its licence lies beside it), whose years 2004 to 2026 are all complete; its `inLieuDays`
//! are those of its `holidays` that were bought with a worked weekend, so they add nothing here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

/// The file that the program brings with it.
const BUILT_IN: &str = include_str!("../data/chinese-days-1.5.7.json");

terms! {
    /// What is out of the ordinary about a day.
    pub enum DayKind {
        Holiday = "holiday" => "休息",
        Workday = "workday" => "上班",
    }
}

/// A day out of the ordinary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialDay {
    /// The day.
    pub date: NaiveDate,
    /// Off or worked.
    pub kind: DayKind,
    /// What for, in Chinese.
    pub name: String,
}

/// Why the calendar can't answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The year isn't held.
    #[error(
        "工作日历没有{0}年的数据，不能推算工作日。请在“设置—工作日历”中导入国务院办公厅公布的{0}年放假安排，再重试。"
    )]
    YearMissing(i32),
    /// The text isn't a calendar.
    #[error("这不是工作日历文件：{0}。请选择 chinese-days 格式的 JSON 文件。")]
    Unreadable(String),
    /// Beyond the dates that can be written.
    #[error("日期超出可推算的范围。")]
    OutOfRange,
}

/// Which days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeSet<i32>,
    days: BTreeMap<NaiveDate, (DayKind, String)>,
}

/// The layout of the file: date → "English name,Chinese name,days".
#[derive(Deserialize)]
struct File {
    holidays: BTreeMap<NaiveDate, String>,
    workdays: BTreeMap<NaiveDate, String>,
}

impl Calendar {
    /// Holds no year.
    pub fn empty() -> Self {
        Self::default()
    }

    /// What the program brings with it: 2004 to 2026.
    pub fn built_in() -> Self {
        Self::parse(BUILT_IN).unwrap_or_default()
    }

    /// Reads the JSON layout of the open package chinese-days.
    ///
    /// A year is held only if the file has the whole of it; see [`Calendar::looks_complete`]. Single days of another
    /// year (a New Year's Day announced with the year before) are kept, but don't make that year answerable.
    ///
    /// # Errors
    /// [`CalendarError::Unreadable`] when the text has another layout, or a day is both off and worked.
    pub fn parse(json: &str) -> Result<Self, CalendarError> {
        let file: File =
            serde_json::from_str(json).map_err(|error| CalendarError::Unreadable(error.to_string()))?;
        let mut calendar = Self::empty();
        for (list, kind) in [(&file.holidays, DayKind::Holiday), (&file.workdays, DayKind::Workday)] {
            for (date, text) in list {
                if calendar.days.insert(*date, (kind, chinese_name(text))).is_some() {
                    return Err(CalendarError::Unreadable(format!("{date} 既是假日又是工作日")));
                }
            }
        }
        let candidates: BTreeSet<i32> = calendar.days.keys().map(Datelike::year).collect();
        for year in candidates {
            if calendar.looks_complete(year) {
                calendar.years.insert(year);
            }
        }
        if calendar.years.is_empty() {
            return Err(CalendarError::Unreadable("没有一个年份是完整的".to_owned()));
        }
        Ok(calendar)
    }

    /// Whether the days of a year look like a whole year's notice: 1 January, 1 May, 1 to 3 October and the Spring
    /// Festival (three days or more between 20 January and 25 February) are off, by law, every year.
    pub fn looks_complete(&self, year: i32) -> bool {
        let off = |month, day| {
            NaiveDate::from_ymd_opt(year, month, day)
                .is_some_and(|date| matches!(self.days.get(&date), Some((DayKind::Holiday, _))))
        };
        let fixed = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)];
        let spring = (20..=31).map(|d| (1, d)).chain((1..=25).map(|d| (2, d)));
        fixed.into_iter().all(|(month, day)| off(month, day))
            && spring.filter(|(month, day)| off(*month, *day)).count() >= 3
    }

    /// The years that are held, ascending.
    pub fn years(&self) -> Vec<i32> {
        self.years.iter().copied().collect()
    }

    /// Whether a year is held.
    pub fn holds(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Holds a year from now on; its days out of the ordinary are given with [`Calendar::set_day`].
    pub fn hold_year(&mut self, year: i32) {
        self.years.insert(year);
    }

    /// Makes a day off or worked, or (with none) what its weekday says.
    pub fn set_day(&mut self, date: NaiveDate, kind: Option<DayKind>, name: &str) {
        match kind {
            Some(kind) => {
                self.days.insert(date, (kind, name.to_owned()));
            }
            None => {
                self.days.remove(&date);
            }
        }
    }

    /// The days out of the ordinary of a year, ascending.
    pub fn special_days(&self, year: i32) -> Vec<SpecialDay> {
        self.days
            .iter()
            .filter(|(date, _)| date.year() == year)
            .map(|(date, (kind, name))| SpecialDay { date: *date, kind: *kind, name: name.clone() })
            .collect()
    }

    /// What a day out of the ordinary is called.
    pub fn name_of(&self, date: NaiveDate) -> Option<&str> {
        self.days.get(&date).map(|(_, name)| name.as_str())
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    /// [`CalendarError::YearMissing`] when its year isn't held.
    pub fn is_working_day(&self, date: NaiveDate) -> Result<bool, CalendarError> {
        if !self.holds(date.year()) {
            return Err(CalendarError::YearMissing(date.year()));
        }
        Ok(match self.days.get(&date) {
            Some((kind, _)) => *kind == DayKind::Workday,
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        })
    }

    /// The first working day after `date`.
    ///
    /// # Errors
    /// [`CalendarError::YearMissing`] when a year on the way isn't held.
    pub fn next_working_day(&self, date: NaiveDate) -> Result<NaiveDate, CalendarError> {
        self.add_working_days(date, 1)
    }

    /// `date` itself if it is worked, else the first working day after it.
    ///
    /// # Errors
    /// [`CalendarError::YearMissing`] when a year on the way isn't held.
    pub fn working_day_from(&self, date: NaiveDate) -> Result<NaiveDate, CalendarError> {
        if self.is_working_day(date)? { Ok(date) } else { self.next_working_day(date) }
    }

    /// The `n`th working day after `from`, which itself doesn't count; `from` when `n` is 0.
    ///
    /// # Errors
    /// [`CalendarError::YearMissing`] when a year on the way isn't held.
    pub fn add_working_days(&self, from: NaiveDate, n: u32) -> Result<NaiveDate, CalendarError> {
        let mut day = from;
        let mut left = n;
        while left > 0 {
            day = day.checked_add_days(Days::new(1)).ok_or(CalendarError::OutOfRange)?;
            if self.is_working_day(day)? {
                left -= 1;
            }
        }
        Ok(day)
    }

    /// How many working days lie after `from` up to and with `to`; negative when `to` is earlier.
    ///
    /// # Errors
    /// [`CalendarError::YearMissing`] when a year on the way isn't held.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Result<i64, CalendarError> {
        if to < from {
            return Ok(-self.working_days_between(to, from)?);
        }
        let mut count = 0;
        for day in from.iter_days().skip(1).take_while(|day| *day <= to) {
            count += i64::from(self.is_working_day(day)?);
        }
        Ok(count)
    }
}

/// The Chinese part of "National Day,国庆节,3", or all of it.
fn chinese_name(text: &str) -> String {
    text.split(',').nth(1).unwrap_or(text).to_owned()
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;

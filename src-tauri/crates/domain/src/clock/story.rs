//! How a deadline came about, in words; a silent one costs nothing, for the many deadlines that nobody asks about.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

use super::{CountsFrom, DerivationStep, Event, StepKind, Terms, What};
use crate::calendar::Calendar;
use crate::limits::{Limit, Unit};
use crate::time::{local, local_date};

struct Telling<'a> {
    log: &'a [Event],
    calendar: &'a Calendar,
    /// Days of this year bear no year.
    year: i32,
    steps: Vec<DerivationStep>,
}

/// What is told on the way.
pub(super) struct Story<'a>(Option<Telling<'a>>);

impl<'a> Story<'a> {
    pub fn silent() -> Self {
        Self(None)
    }

    pub fn told(log: &'a [Event], calendar: &'a Calendar) -> Self {
        Self(Some(Telling { log, calendar, year: 0, steps: Vec::new() }))
    }

    pub fn steps(self) -> Vec<DerivationStep> {
        self.0.map(|telling| telling.steps).unwrap_or_default()
    }

    pub fn start(&mut self, from: CountsFrom, at: DateTime<Utc>, in_days: bool) {
        let Some(t) = &mut self.0 else { return };
        t.year = local_date(at).year();
        let what = match from {
            CountsFrom::Receipt => "收到",
            CountsFrom::Judgement => "研判",
            CountsFrom::Dispatch => "派出",
            CountsFrom::Opening => "包案",
            CountsFrom::Decision => "议定",
        };
        let counting = if in_days { "当日不算，从次日起算" } else { "即时起算" };
        let when = t.moment(at);
        t.add(StepKind::Start, None, format!("{what} {when}，{counting}"));
    }

    pub fn limit(
        &mut self,
        terms: Option<Terms>,
        changed_at: Option<DateTime<Utc>>,
        set: Option<CountsFrom>,
        start: DateTime<Utc>,
        last: NaiveDate,
    ) {
        let Some(t) = &mut self.0 else { return };
        let end = t.day(last);
        let sentence = match terms {
            _ if set == Some(CountsFrom::Receipt) => format!("来文已定明期限 → {end}"),
            _ if set == Some(CountsFrom::Decision) => format!("纪要已定明期限 → {end}"),
            _ if set.is_some() => format!("已定明期限 → {end}"),
            Some(terms) => {
                let changed =
                    changed_at.map(|at| format!("{}起改按 ", t.day(local_date(at)))).unwrap_or_default();
                let skipped = match terms.limit.unit {
                    Unit::WorkingDay => t.skipped(local_date(start), last),
                    _ => String::new(),
                };
                format!("{changed}{} +{}{skipped} → {end}", terms.code.term(), amount(terms.limit))
            }
            None => return,
        };
        t.add(StepKind::Limit, Some(last), sentence);
    }

    pub fn pause(
        &mut self,
        (from, to): (DateTime<Utc>, DateTime<Utc>),
        (days, unit): (i64, Option<Unit>),
        last: NaiveDate,
    ) {
        let Some(t) = &mut self.0 else { return };
        let (begun, ended, end) = (t.moment(from), t.moment(to), t.day(last));
        let unit_word = if unit == Some(Unit::WorkingDay) { "个工作日" } else { "日" };
        let moved = match unit {
            Some(Unit::Minute | Unit::Hour) => format!("顺延{}分钟", (to - from).num_minutes()),
            _ if days == 0 => format!("累计不足1{unit_word}，不顺延"),
            _ => format!("顺延{days}{unit_word}"),
        };
        let why = t.reason(from);
        t.add(StepKind::Pause, Some(last), format!("{begun} 暂停{why}，{ended} 恢复，{moved} → {end}"));
    }

    pub fn open_pause(&mut self, from: DateTime<Utc>) {
        let Some(t) = &mut self.0 else { return };
        let (begun, why) = (t.moment(from), t.reason(from));
        t.add(StepKind::Pause, None, format!("{begun} 暂停{why}，还没有恢复；恢复后重新推算期限"));
    }

    pub fn extensions(&mut self, last: NaiveDate) {
        let Some(t) = &mut self.0 else { return };
        let log = t.log;
        let mut events: Vec<&Event> =
            log.iter().filter(|event| matches!(event.what, What::Extended { .. })).collect();
        events.sort();
        let count = events.len();
        for (n, event) in events.into_iter().enumerate() {
            let What::Extended { by, approver, reason } = &event.what else { continue };
            let mut text = format!("{} 经{approver}批准延长{}", t.day(local_date(event.at)), amount(*by));
            if !reason.is_empty() {
                let _ = write!(text, "（{reason}）");
            }
            // Several are added up, so only behind the last of them stands a day.
            let day = (n + 1 == count).then_some(last);
            if day.is_some() {
                let _ = write!(text, " → {}", t.day(last));
            }
            t.add(StepKind::Extension, day, text);
        }
    }

    pub fn end(&mut self, last: NaiveDate, late: DateTime<Utc>, warn_at: DateTime<Utc>, in_days: bool) {
        let Some(t) = &mut self.0 else { return };
        let until = if in_days { format!("{} 24:00", t.day(last)) } else { t.moment(late) };
        let warned = t.moment(warn_at);
        t.add(StepKind::End, Some(last), format!("办理期限至 {until}；{warned} 起亮黄灯，逾期亮红灯"));
    }
}

impl Telling<'_> {
    fn add(&mut self, kind: StepKind, day: Option<NaiveDate>, sentence: String) {
        self.steps.push(DerivationStep { kind, day, sentence });
    }

    fn day(&self, day: NaiveDate) -> String {
        let year = if day.year() == self.year { String::new() } else { format!("{}年", day.year()) };
        format!("{year}{}月{}日", day.month(), day.day())
    }

    fn moment(&self, at: DateTime<Utc>) -> String {
        format!("{} {}", self.day(local_date(at)), local(at).format("%H:%M"))
    }

    /// Why the clock was stopped, of the newest pause up to then.
    fn reason(&self, at: DateTime<Utc>) -> String {
        let pauses = self.log.iter().filter_map(|event| match &event.what {
            What::Paused { reason } if event.at <= at => Some((event.at, reason)),
            _ => None,
        });
        match pauses.max() {
            Some((_, reason)) if !reason.is_empty() => format!("（{reason}）"),
            _ => String::new(),
        }
    }

    /// The days off that working days stepped over, and the weekends that were worked: "，跳过周六日、国庆节".
    fn skipped(&self, first: NaiveDate, last: NaiveDate) -> String {
        let (mut off, mut worked): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for day in first.iter_days().skip(1).take_while(|day| *day <= last) {
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            match self.calendar.is_working_day(day) {
                Ok(true) if weekend => worked.push(self.day(day)),
                Ok(false) => {
                    let name = self.calendar.name_of(day).filter(|name| !name.is_empty()).unwrap_or("周六日");
                    if !off.iter().any(|known| known == name) {
                        off.push(name.to_owned());
                    }
                }
                _ => {}
            }
        }
        let mut text = String::new();
        if !off.is_empty() {
            let _ = write!(text, "，跳过{}", off.join("、"));
        }
        if !worked.is_empty() {
            let _ = write!(text, "，{}调休上班照算", worked.join("、"));
        }
        text
    }
}

/// As people say it: 5个工作日, 60日, 3个月.
pub fn amount(limit: Limit) -> String {
    let unit = match limit.unit {
        Unit::Minute => "分钟",
        Unit::Hour => "小时",
        Unit::Day => "日",
        Unit::WorkingDay => "个工作日",
        Unit::Month => "个月",
    };
    format!("{}{unit}", limit.amount)
}

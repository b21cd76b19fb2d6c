//! The deadline of a record, from the log of what happened to it, the limit that it stands under and the calendar: one
//! pure function. What is stored of it is only a copy for lists to read.
//!
//! A limit in days counts whole days from the day after the start, up to midnight in Asia/Shanghai. While the clock is
//! paused no time is counted; of a limit in working days only working days count, so that a pause over a weekend moves
//! nothing. Pauses are added up to the second, and each whole day of them moves the deadline by one day; a pause of
//! minutes moves a limit in days not at all [ours]. An extension is added behind all that; days
//! added to hours end with their last day [ours]. As long as a pause is open
//! there is no deadline, unless the matter was late before it began.

mod frame;
mod story;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, CalendarError};
use crate::light::{WARN_AT_PERCENT, yellow_from};
use crate::limits::{Limit, LimitCode};
use crate::time::{local_date, to_micros};
use frame::{Extra, Frame};
use story::Story;
pub use story::amount;

terms! {
    /// What the log of a clock may say.
    pub enum ClockKind {
        Received = "received" => "收到",
        Judged = "judged" => "研判",
        Dispatched = "dispatched" => "派出",
        Paused = "paused" => "暂停计时",
        Resumed = "resumed" => "恢复计时",
        Extended = "extended" => "批准延期",
        LimitChanged = "limit_changed" => "改定期限",
        DaySet = "day_set" => "定明期限",
    }
}

terms! {
    /// What a sentence of a derivation is about.
    pub enum StepKind {
        Start = "start" => "起算",
        Limit = "limit" => "期限",
        Pause = "pause" => "暂停",
        Extension = "extension" => "延期",
        End = "end" => "结果",
    }
}

/// A limit as it stood when it came to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Terms {
    /// Which limit.
    pub code: LimitCode,
    /// How long.
    pub limit: Limit,
    /// Yellow from this share of the time on, in percent.
    pub warn_at_percent: u8,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the fields say what the variant names")]
pub enum What {
    /// It came in.
    Received,
    /// Somebody said how big it is.
    Judged,
    /// It was handed to whoever is to do it.
    Dispatched,
    /// The clock was stopped. Sorts before [`What::Resumed`], so that both at one instant are no pause.
    Paused { reason: String },
    /// The clock runs again.
    Resumed,
    /// More time, approved by somebody.
    Extended { by: Limit, approver: String, reason: String },
    /// Another limit counts from the same start; the latest wins.
    LimitChanged { terms: Terms },
    /// The day was set by whoever sent the matter; the latest wins, over every limit.
    DaySet { day: NaiveDate },
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: What,
}

/// What starts a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountsFrom {
    /// Its being received: the first time.
    #[default]
    Receipt,
    /// Its being judged: the last time.
    Judgement,
    /// Its being dispatched: the last time.
    Dispatch,
    /// The day on which a leader took it on.
    Opening,
    /// Its being decided by a consultation.
    Decision,
}

/// How a record's time is counted, before anything else is said in its log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// From when.
    pub from: CountsFrom,
    /// Under which limit; none where no limit is in force.
    pub terms: Option<Terms>,
}

/// What comes of it. Only this module makes one that says anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    last_day: Option<NaiveDate>,
    late_from: Option<DateTime<Utc>>,
    warn_at: Option<DateTime<Utc>>,
    paused_since: Option<DateTime<Utc>>,
}

impl Due {
    /// The last day in time; none without a limit, or while the clock is paused.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.last_day
    }

    /// The first instant at which it is late.
    pub fn late_from(&self) -> Option<DateTime<Utc>> {
        self.late_from
    }

    /// From here on its light is yellow.
    pub fn warn_at(&self) -> Option<DateTime<Utc>> {
        self.warn_at
    }

    /// When the pause began that is still open.
    pub fn paused_since(&self) -> Option<DateTime<Utc>> {
        self.paused_since
    }
}

/// One sentence of how a deadline came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DerivationStep {
    /// What it is about.
    pub kind: StepKind,
    /// Where the deadline stands after it; none where it says nothing of that.
    pub day: Option<NaiveDate>,
    /// For people, in Chinese.
    pub sentence: String,
}

/// The deadline that follows from the log, in whatever order it is given.
///
/// # Errors
/// [`CalendarError::YearMissing`] for working days in a year that the calendar doesn't hold.
pub fn reckon(rule: Rule, log: &[Event], calendar: &Calendar) -> Result<Due, CalendarError> {
    run(rule, log, calendar, &mut Story::silent())
}

/// [`reckon`], and how it came about, sentence by sentence.
///
/// # Errors
/// As [`reckon`].
pub fn derive(
    rule: Rule,
    log: &[Event],
    calendar: &Calendar,
) -> Result<(Due, Vec<DerivationStep>), CalendarError> {
    let mut story = Story::told(log, calendar);
    let due = run(rule, log, calendar, &mut story)?;
    Ok((due, story.steps()))
}

fn run(rule: Rule, log: &[Event], calendar: &Calendar, story: &mut Story<'_>) -> Result<Due, CalendarError> {
    let Some(start) = start(rule.from, log) else { return Ok(Due::default()) };
    let set = latest(log, |what| if let What::DaySet { day } = what { Some(*day) } else { None });
    let changed =
        latest(log, |what| if let What::LimitChanged { terms } = what { Some(*terms) } else { None });
    let terms = changed.map(|(_, terms)| terms).or(rule.terms);
    let limit = terms.map(|terms| terms.limit);
    let Some(frame) = Frame::new(start, limit, set.map(|(_, day)| day), calendar) else {
        return Ok(Due::default());
    };
    story.start(rule.from, start, frame.in_days());
    let mut late = frame.late_from(0, Extra::default())?;
    let set = set.map(|_| rule.from);
    story.limit(terms, changed.map(|(at, _)| at), set, start, local_last(&frame, late));
    let extra = Extra::of(log)?;
    late = frame.late_from(0, extra)?;
    let mut stopped = 0;
    let mut open = None;
    for (from, to) in pauses(log, frame.counts_from()) {
        if from >= late {
            break;
        }
        let Some(to) = to else {
            open = Some(from);
            story.open_pause(from);
            break;
        };
        let before = frame.whole_days(stopped);
        stopped += frame.counted(from, to)?;
        late = frame.late_from(stopped, extra)?;
        let moved = (frame.whole_days(stopped) - before, limit.map(|limit| limit.unit));
        story.pause((from, to), moved, local_last(&frame, frame.late_from(stopped, Extra::default())?));
    }
    if let Some(since) = open {
        return Ok(Due { paused_since: Some(since), ..Due::default() });
    }
    let last_day = local_last(&frame, late);
    story.extensions(last_day);
    let percent = terms.map_or(WARN_AT_PERCENT, |terms| terms.warn_at_percent);
    let warn_at = to_micros(yellow_from(start, late, percent));
    story.end(last_day, late, warn_at, frame.in_days());
    Ok(Due {
        last_day: Some(last_day),
        late_from: Some(late),
        warn_at: Some(warn_at),
        paused_since: running_pause(log),
    })
}

/// The last local day in time of what is late from an instant on.
fn local_last(frame: &Frame<'_>, late: DateTime<Utc>) -> NaiveDate {
    let day = local_date(late);
    if frame.in_days() { day.pred_opt().unwrap_or(day) } else { day }
}

fn start(from: CountsFrom, log: &[Event]) -> Option<DateTime<Utc>> {
    let of = |wanted: What| log.iter().filter(move |event| event.what == wanted).map(|event| event.at);
    match from {
        CountsFrom::Receipt | CountsFrom::Opening | CountsFrom::Decision => of(What::Received).min(),
        CountsFrom::Judgement => of(What::Judged).max(),
        CountsFrom::Dispatch => of(What::Dispatched).max(),
    }
}

/// The newest of what `get` takes out of the log.
fn latest<T: Ord + Copy>(log: &[Event], get: impl Fn(&What) -> Option<T>) -> Option<(DateTime<Utc>, T)> {
    log.iter().filter_map(|event| Some((event.at, get(&event.what)?))).max()
}

/// An open end stands for a pause that goes on.
type Pause = (DateTime<Utc>, Option<DateTime<Utc>>);

/// The pauses in order, none before the clock starts, none overlapping another.
fn pauses(log: &[Event], begin: DateTime<Utc>) -> Vec<Pause> {
    let mut turns: Vec<(DateTime<Utc>, bool)> = log
        .iter()
        .filter_map(|event| match event.what {
            What::Paused { .. } => Some((event.at.max(begin), false)),
            What::Resumed => Some((event.at.max(begin), true)),
            _ => None,
        })
        .collect();
    turns.sort_unstable();
    let (mut found, mut depth, mut since) = (Vec::new(), 0u32, begin);
    for (at, resumed) in turns {
        if !resumed {
            if depth == 0 {
                since = at;
            }
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            if depth == 0 && since < at {
                found.push((since, Some(at)));
            }
        }
    }
    if depth > 0 {
        found.push((since, None));
    }
    found
}

/// The open pause of a matter that was late before it began.
fn running_pause(log: &[Event]) -> Option<DateTime<Utc>> {
    pauses(log, DateTime::<Utc>::MIN_UTC).into_iter().find(|(_, to)| to.is_none()).map(|(from, _)| from)
}

#[cfg(test)]
mod tests;

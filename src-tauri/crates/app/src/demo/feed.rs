//! Inventing a demonstration piece by piece, in the order in which its appeals came.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use huishang_domain::numbering::Pattern;
use huishang_domain::time::local_date;

use super::batch::Meeting;
use super::examples::{self, Story};
use super::lives::Maker;
use super::{DemoReport, spread};
use crate::AppError;

/// Appeals of one piece.
const PIECE: usize = 2_000;

/// Numbers that go up with the time of approval.
pub(super) struct Series {
    pattern: Pattern,
    pub taken: BTreeMap<i32, i64>,
}

impl Series {
    pub fn new(pattern: Pattern) -> Self {
        Self { pattern, taken: BTreeMap::new() }
    }

    fn next(&mut self, at: DateTime<Utc>) -> String {
        let year = local_date(at).year();
        let serial = self.taken.entry(year).or_default();
        *serial += 1;
        self.pattern.write(year, *serial)
    }
}

/// What comes next: one of the examples, or a life at a moment.
enum Turn {
    Story(Story),
    Life(DateTime<Utc>),
}

impl Turn {
    fn received(&self) -> DateTime<Utc> {
        match self {
            Self::Story(story) => story.received,
            Self::Life(at) => *at,
        }
    }
}

/// A demonstration that is being invented.
pub(super) struct Feed<'a> {
    pub maker: Maker<'a>,
    pub meetings: Series,
    pub affairs: Series,
    /// Appeals registered in each year.
    pub appeals: BTreeMap<i32, i64>,
    /// Appeals invented so far.
    pub done: usize,
    stories: Vec<Story>,
    days: VecDeque<(NaiveDate, usize)>,
    turns: VecDeque<Turn>,
}

impl<'a> Feed<'a> {
    pub fn new(
        mut maker: Maker<'a>,
        today: NaiveDate,
        (meetings, affairs): (Series, Series),
    ) -> Result<Self, AppError> {
        let total = maker.appeals;
        let stories = examples::plan(total, today, maker.days);
        examples::reserve(&mut maker, &stories)?;
        let days = spread::over(today, total - stories.len(), maker.days).into();
        let (appeals, turns) = (BTreeMap::new(), VecDeque::new());
        Ok(Self { maker, meetings, affairs, appeals, done: 0, stories, days, turns })
    }

    /// Invents the next piece, which then waits in the maker's batch; gives whether there is more to come.
    pub fn fill_up(&mut self, report: &mut DemoReport) -> Result<bool, AppError> {
        let mut newest = None;
        while self.maker.batch.appeals.len() < PIECE {
            let Some(turn) = self.next_turn() else {
                self.release(None, report);
                return Ok(false);
            };
            newest = Some(turn.received());
            let taken = &mut self.appeals;
            let mut number = |at| {
                let serial = taken.entry(crate::appeals::number_year(at)).or_default();
                *serial += 1;
                crate::appeals::number(at, *serial)
            };
            match turn {
                Turn::Story(story) => examples::tell(&mut self.maker, &story, &mut number)?,
                Turn::Life(received) => self.maker.appeal(received, number)?,
            }
            self.done += 1;
        }
        self.release(newest, report);
        Ok(true)
    }

    fn next_turn(&mut self) -> Option<Turn> {
        while self.turns.is_empty() {
            let (day, count) = self.days.pop_front()?;
            let now = self.maker.now;
            let times = spread::times(&mut self.maker.dice, day, count, now);
            let mut turns: Vec<_> = times.into_iter().map(Turn::Life).collect();
            turns.extend(self.stories.extract_if(.., |story| story.day == day).map(Turn::Story));
            turns.sort_by_key(Turn::received);
            self.turns = turns.into();
        }
        self.turns.pop_front()
    }

    /// Consultations and cases wait until nothing earlier than their approval can come any more, so that their numbers
    /// go up with the time.
    fn release(&mut self, until: Option<DateTime<Utc>>, report: &mut DemoReport) {
        let maker = &mut self.maker;
        let ready = |at: DateTime<Utc>| until.is_none_or(|until| at < until);
        maker.affairs.sort_by_key(|affair| affair.record.created_at);
        let whole = maker.affairs.partition_point(|affair| ready(affair.record.created_at));
        for mut affair in maker.affairs.drain(..whole) {
            affair.record.number = self.affairs.next(affair.record.created_at);
            maker.batch.affairs.push(affair);
        }
        let order = |m: &Meeting| m.numbered_at.unwrap_or(m.record.created_at);
        maker.meetings.sort_by_key(order);
        let whole = maker.meetings.partition_point(|meeting| ready(order(meeting)));
        // A consultation about a case is asked for after the case was opened, so its case is written with it or before.
        for mut meeting in maker.meetings.drain(..whole) {
            meeting.record.number = meeting.numbered_at.map(|at| self.meetings.next(at));
            report.actions += meeting.actions.len();
            maker.batch.meetings.push(meeting);
        }
        report.appeals += maker.batch.appeals.len();
        report.consultations += maker.batch.meetings.len();
        report.cases += maker.batch.affairs.len();
        report.moves += maker.batch.taken.len();
        if let Some(until) = until {
            maker.diary.forget_before(local_date(until) - Days::new(1));
        }
    }
}

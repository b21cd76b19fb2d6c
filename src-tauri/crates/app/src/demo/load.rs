//! Loading a demonstration: all of it in one transaction, or nothing.

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::limits::LimitCode;
use huishang_domain::numbering::{Pattern, first_patterns};
use huishang_domain::time::{from_local, local_date};
use huishang_domain::words::Entity;
use huishang_store::{consultations, emptiness, limits, numbering};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::accounts::Accounts;
use super::batch::Batch;
use super::days::{OfficeDays, clock};
use super::diary::Diary;
use super::dice::Dice;
use super::directory::{Directory, Found};
use super::lives::{Limits, Maker};
use super::papers;
use super::{DemoOptions, DemoReport, MOST_APPEALS, examples, spread};
use crate::announce::Progress;
use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem, numbers};

/// Appeals written together, between two looks at whether the person wants to stop.
const PIECE: usize = 2_000;

/// Loads a demonstration into a database that holds no work yet.
///
/// # Errors
/// [`AppError::NotEmpty`] where there is an appeal, a consultation, a case or somebody's own directory;
/// [`AppError::Cancelled`] once `stop` is cancelled. Nothing is kept then.
pub async fn load(
    app: &App,
    actor: &Actor,
    options: &DemoOptions,
    stop: &CancellationToken,
) -> Result<DemoReport, AppError> {
    let begun = Instant::now();
    if options.appeals > MOST_APPEALS {
        return Err(AppError::invalid("appeals", FieldProblem::OutOfRange));
    }
    let mut work = app.begin(actor, UseCase::LoadDemo).await?;
    // Two who load at once on a shared database: the second waits here, and then finds it filled.
    consultations::queue(&mut work.tx).await?;
    let directory = Directory::new()?;
    let found = directory.found_in(&mut work.tx).await?;
    if found == Found::Other || emptiness::holds_work(&mut work.tx).await? {
        return Err(AppError::NotEmpty);
    }
    let at = work.now;
    if found == Found::Nothing {
        directory.write(&mut work.tx, at).await?;
    }
    let mut accounts = Accounts::new(actor, &directory, at)?;
    accounts.write(&mut work.tx, at).await?;
    let mut report = DemoReport {
        towns: directory.towns.len(),
        villages: directory.villages(),
        agencies: directory.offices.len(),
        people: directory.people(),
        rooms: directory.rooms.len(),
        ..DemoReport::default()
    };
    let today = options.today.unwrap_or_else(|| app.clock.today());
    if options.appeals > 0 {
        let filler = Filler { app, options, stop, accounts: &accounts, today };
        filler.fill(&mut work, &directory, &mut report).await?;
    }
    let detail = json!({
        "appeals": report.appeals, "consultations": report.consultations, "cases": report.cases,
        "actions": report.actions, "seed": options.seed, "today": today,
    });
    work.record(Entity::Database, Uuid::nil(), 1, "load_demo", detail).await?;
    for entity in [Entity::Agency, Entity::Appeal, Entity::Consultation, Entity::Case] {
        work.touch(entity, Uuid::nil(), 1);
    }
    if stop.is_cancelled() {
        return Err(AppError::Cancelled);
    }
    work.commit().await?;
    report.seconds = begun.elapsed().as_secs_f64();
    Ok(report)
}

struct Filler<'a> {
    app: &'a App,
    options: &'a DemoOptions,
    stop: &'a CancellationToken,
    accounts: &'a Accounts,
    today: NaiveDate,
}

/// Numbers that go up with the time of approval.
struct Series {
    pattern: Pattern,
    taken: BTreeMap<i32, i64>,
}

impl Series {
    fn next(&mut self, at: DateTime<Utc>) -> String {
        let year = local_date(at).year();
        let serial = self.taken.entry(year).or_default();
        *serial += 1;
        self.pattern.write(year, *serial)
    }
}

impl Filler<'_> {
    async fn fill(
        &self,
        work: &mut Work<'_>,
        directory: &Directory,
        report: &mut DemoReport,
    ) -> Result<(), AppError> {
        let tx = &mut work.tx;
        let days = OfficeDays::new(crate::calendar::current(tx).await?);
        let limits = Limits {
            town: limits::find(tx, LimitCode::TownClose).await?,
            petition: limits::find(tx, LimitCode::PetitionClose).await?,
            case: limits::find(tx, LimitCode::Case).await?,
        };
        let mut meetings = Series {
            pattern: numbers::pattern(tx, crate::consultations::SERIES, first_patterns::CONSULTATION).await?,
            taken: BTreeMap::new(),
        };
        let mut affairs = Series {
            pattern: numbers::pattern(tx, crate::cases::SERIES, first_patterns::CASE).await?,
            taken: BTreeMap::new(),
        };
        let mut appeals: BTreeMap<i32, i64> = BTreeMap::new();
        // Half past eight, whatever the clock says: the same day gives the same demonstration.
        let now = from_local(self.today.and_time(clock(8, 30)));
        let mut maker = Maker {
            directory,
            days: &days,
            limits: &limits,
            dice: Dice::new(self.options.seed),
            now,
            appeals: self.options.appeals,
            batch: Batch::default(),
            diary: Diary::default(),
            meetings: Vec::new(),
            affairs: Vec::new(),
            recent: VecDeque::new(),
            papers: Vec::new(),
        };
        let total = self.options.appeals;
        let stories = examples::plan(total, self.today, &days);
        examples::reserve(&mut maker, &stories)?;
        let spread = spread::over(self.today, total - stories.len(), &days);
        let mut done = 0;
        self.tell(done)?;
        for (day, count) in spread {
            let times = spread::times(&mut maker.dice, day, count, now);
            let mut told = stories.iter().filter(|story| story.day == day).peekable();
            for received in times {
                while let Some(story) = told.next_if(|story| story.received <= received) {
                    let mut number = next_number(&mut appeals);
                    examples::tell(&mut maker, story, &mut number)?;
                    done += 1;
                }
                maker.appeal(received, next_number(&mut appeals))?;
                done += 1;
                if maker.batch.appeals.len() >= PIECE {
                    self.write(work, &mut maker, (&mut meetings, &mut affairs), report, Some(received))
                        .await?;
                    self.tell(done)?;
                }
            }
            for story in told {
                examples::tell(&mut maker, story, &mut next_number(&mut appeals))?;
                done += 1;
            }
        }
        self.write(work, &mut maker, (&mut meetings, &mut affairs), report, None).await?;
        papers::write(&mut work.tx, maker.papers, self.accounts).await?;
        self.tell(done)?;
        for (series, taken) in [
            (crate::appeals::SERIES, appeals),
            (crate::consultations::SERIES, meetings.taken),
            (crate::cases::SERIES, affairs.taken),
        ] {
            for (year, count) in taken {
                if numbering::take_block(&mut work.tx, series, year, count).await? != 1 {
                    return Err(AppError::NotEmpty);
                }
            }
        }
        Ok(())
    }

    /// Writes what is finished. Consultations and cases wait until nothing earlier than their approval can come any
    /// more, so that their numbers go up with the time.
    async fn write(
        &self,
        work: &mut Work<'_>,
        maker: &mut Maker<'_>,
        (meetings, affairs): (&mut Series, &mut Series),
        report: &mut DemoReport,
        until: Option<DateTime<Utc>>,
    ) -> Result<(), AppError> {
        let ready = |at: DateTime<Utc>| until.is_none_or(|until| at < until);
        maker.affairs.sort_by_key(|affair| affair.record.created_at);
        let whole = maker.affairs.partition_point(|affair| ready(affair.record.created_at));
        for mut affair in maker.affairs.drain(..whole) {
            affair.record.number = affairs.next(affair.record.created_at);
            maker.batch.affairs.push(affair);
        }
        let order = |m: &super::batch::Meeting| m.numbered_at.unwrap_or(m.record.created_at);
        maker.meetings.sort_by_key(order);
        let whole = maker.meetings.partition_point(|meeting| ready(order(meeting)));
        // A consultation about a case is asked for after the case was opened, so its case is written by now.
        for mut meeting in maker.meetings.drain(..whole) {
            meeting.record.number = meeting.numbered_at.map(|at| meetings.next(at));
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
        maker.batch.write(&mut work.tx, self.accounts, work.now).await
    }

    fn tell(&self, done: usize) -> Result<(), AppError> {
        self.app.announcer.progress(&Progress {
            task: self.options.task.clone(),
            phase: "write".to_owned(),
            done: done as u64,
            total: self.options.appeals as u64,
        });
        if self.stop.is_cancelled() { Err(AppError::Cancelled) } else { Ok(()) }
    }
}

/// The next number of the year in which something is registered.
fn next_number(taken: &mut BTreeMap<i32, i64>) -> impl FnMut(DateTime<Utc>) -> String + '_ {
    |at| {
        let serial = taken.entry(crate::appeals::number_year(at)).or_default();
        *serial += 1;
        crate::appeals::number(at, *serial)
    }
}

//! Loading a demonstration: all of it in one transaction, or nothing.

use std::collections::VecDeque;
use std::time::Instant;

use chrono::{Datelike, NaiveDate};
use huishang_domain::access::UseCase;
use huishang_domain::numbering::first_patterns;
use huishang_domain::time::from_local;
use huishang_domain::words::Entity;
use huishang_store::appeals::Reckoner;
use huishang_store::{bulk, consultations, emptiness, numbering};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::accounts::Accounts;
use super::batch::Batch;
use super::days::{OfficeDays, clock};
use super::diary::Diary;
use super::dice::Dice;
use super::directory::{Directory, Found};
use super::feed::{Feed, Series};
use super::lives::Maker;
use super::{DemoOptions, DemoReport, MOST_APPEALS};
use super::{files, papers};
use crate::announce::Progress;
use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem, numbers};

/// The years in which a demonstration may end: numbers are counted from 1990 to 2200.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

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
    let today = options.today.unwrap_or_else(|| app.clock.today());
    if !YEARS.contains(&today.year()) {
        return Err(AppError::invalid("today", FieldProblem::OutOfRange));
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

impl Filler<'_> {
    async fn fill(
        &self,
        work: &mut Work<'_>,
        directory: &Directory,
        report: &mut DemoReport,
    ) -> Result<(), AppError> {
        let tx = &mut work.tx;
        let days = OfficeDays::new(crate::calendar::current(tx).await?);
        let reckoner = Reckoner::load(tx).await?;
        let meetings =
            numbers::pattern(tx, crate::consultations::SERIES, first_patterns::CONSULTATION).await?;
        let affairs = numbers::pattern(tx, crate::cases::SERIES, first_patterns::CASE).await?;
        let maker = Maker {
            directory,
            days: &days,
            reckoner: &reckoner,
            dice: Dice::new(self.options.seed),
            // Half past eight, whatever the clock says: the same day gives the same demonstration.
            now: from_local(self.today.and_time(clock(8, 30))),
            appeals: self.options.appeals,
            batch: Batch::default(),
            diary: Diary::default(),
            meetings: Vec::new(),
            affairs: Vec::new(),
            recent: VecDeque::new(),
            cases: 0,
            papers: Vec::new(),
        };
        let mut feed = Feed::new(maker, self.today, (Series::new(meetings), Series::new(affairs)))?;
        self.tell(0)?;
        // An appeal brings about ten rows: its person, its steps.
        bulk::begin(&mut work.tx, self.options.appeals * 10).await?;
        let mut more = true;
        while more {
            more = feed.fill_up(report)?;
            feed.maker.batch.write(&mut work.tx, (self.accounts, &reckoner), work.now).await?;
            self.tell(feed.done)?;
        }
        papers::write(&mut work.tx, feed.maker.papers, self.accounts).await?;
        bulk::end(&mut work.tx).await?;
        files::write(work).await?;
        for (series, taken) in [
            (crate::appeals::SERIES, feed.appeals),
            (crate::consultations::SERIES, feed.meetings.taken),
            (crate::cases::SERIES, feed.affairs.taken),
        ] {
            for (year, count) in taken {
                // What is written bears the numbers from 1 on; a series that has begun belongs to somebody's work.
                if numbering::take_block(&mut work.tx, series, year, count).await? != 1 {
                    return Err(AppError::NotEmpty);
                }
            }
        }
        Ok(())
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

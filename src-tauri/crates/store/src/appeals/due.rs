//! The deadlines of appeals: reckoned from their logs by `domain::clock`, and written from here only. New appeals get
//! theirs as they are inserted, known ones by [`write_due`]; lists read the columns and nobody else writes them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::calendar::{Calendar, CalendarError};
use huishang_domain::clock::{self, CountsFrom, DerivationStep, Due, Event, Rule, Terms, What};
use huishang_domain::ids::AppealId;
use huishang_domain::limits::{LimitCode, of_appeal};
use huishang_domain::words::{Channel, Entity};
use uuid::Uuid;

use super::{AppealRecord, columns, records};
use crate::clocks::{self, ClockRecord};
use crate::limits::{self, LimitHistory};
use crate::{StoreError, Tx};

/// Appeals looked at together.
const PIECE: i64 = 2_000;

/// Why a deadline wasn't written.
#[derive(Debug, thiserror::Error)]
pub enum DueError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The calendar doesn't hold a year on the way.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

/// What to do where the calendar doesn't hold a year on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Say so, and write nothing.
    Refuse,
    /// Leave the deadline empty until the year is there.
    Empty,
}

/// All that deadlines are reckoned with.
#[derive(Clone, Debug)]
pub struct Reckoner {
    limits: LimitHistory,
    calendar: Calendar,
}

impl Reckoner {
    /// From a table of limits and a calendar.
    pub fn new(limits: LimitHistory, calendar: Calendar) -> Self {
        Self { limits, calendar }
    }

    /// As the database holds them.
    pub async fn load(tx: &mut Tx) -> Result<Self, StoreError> {
        Ok(Self { limits: limits::history(tx).await?, calendar: crate::calendar::whole(tx).await? })
    }

    /// The calendar.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The limits.
    pub fn limits(&self) -> &LimitHistory {
        &self.limits
    }

    /// The limit that an appeal stands under, as its log has it.
    pub fn limit_of(&self, row: &AppealRecord, log: &[ClockRecord]) -> LimitCode {
        let changed = log.iter().filter_map(|entry| Some((entry.at, entry.id, entry.limit_code?)));
        changed.max().map_or(of_appeal(row.channel, None), |(.., code)| code)
    }

    /// The limit as it counts for an appeal with this log; none where none is in force.
    pub fn terms_of(&self, row: &AppealRecord, log: &[ClockRecord]) -> Option<Terms> {
        let events: Vec<Event> = log.iter().filter_map(ClockRecord::event).collect();
        let changed = events.iter().filter_map(|event| match event.what {
            What::LimitChanged { terms } => Some((event.at, terms)),
            _ => None,
        });
        changed.max().map(|(_, terms)| terms).or_else(|| self.rule(row.channel, row.received_at).terms)
    }

    fn rule(&self, channel: Channel, received_at: DateTime<Utc>) -> Rule {
        let terms = self.limits.at(of_appeal(channel, None), received_at);
        Rule { from: CountsFrom::Receipt, terms }
    }

    fn log(row: &AppealRecord, log: &[ClockRecord]) -> Vec<Event> {
        let mut events = begun(row.received_at, row.source_deadline);
        events.extend(log.iter().filter_map(ClockRecord::event));
        events
    }

    /// The deadline of what came at `received_at` by a channel and has no log yet.
    ///
    /// # Errors
    /// As [`Reckoner::due`].
    pub fn first_due(
        &self,
        channel: Channel,
        received_at: DateTime<Utc>,
        source_deadline: Option<NaiveDate>,
    ) -> Result<Due, CalendarError> {
        let log = begun(received_at, source_deadline);
        clock::reckon(self.rule(channel, received_at), &log, &self.calendar)
    }

    /// The deadline of an appeal with this log.
    ///
    /// # Errors
    /// [`CalendarError::YearMissing`] for working days in a year that isn't held.
    pub fn due(&self, row: &AppealRecord, log: &[ClockRecord]) -> Result<Due, CalendarError> {
        clock::reckon(self.rule(row.channel, row.received_at), &Self::log(row, log), &self.calendar)
    }

    /// The deadline, and how it comes about.
    ///
    /// # Errors
    /// As [`Reckoner::due`].
    pub fn derive(
        &self,
        row: &AppealRecord,
        log: &[ClockRecord],
    ) -> Result<(Due, Vec<DerivationStep>), CalendarError> {
        clock::derive(self.rule(row.channel, row.received_at), &Self::log(row, log), &self.calendar)
    }

    /// What is stored: nothing as long as the calendar wants a year.
    pub(super) fn stored(&self, row: &AppealRecord, log: &[ClockRecord]) -> Due {
        self.due(row, log).unwrap_or_default()
    }
}

/// What the row itself says to its clock.
fn begun(received_at: DateTime<Utc>, source_deadline: Option<NaiveDate>) -> Vec<Event> {
    let set = source_deadline.map(|day| Event { at: received_at, what: What::DaySet { day } });
    let received = Event { at: received_at, what: What::Received };
    std::iter::once(received).chain(set).collect()
}

/// The log of one appeal.
pub async fn clock_log(tx: &mut Tx, id: AppealId) -> Result<Vec<ClockRecord>, StoreError> {
    clocks::of(tx, Entity::Appeal, &[id.0]).await
}

/// Reckons the deadline of an appeal from what stands in the database now, and writes it.
///
/// # Errors
/// [`DueError::Calendar`] where a year is missing that may not be.
pub async fn write_due(
    tx: &mut Tx,
    reckoner: &Reckoner,
    id: AppealId,
    missing: Missing,
) -> Result<Due, DueError> {
    let Some(row) = records(tx, &[id]).await?.into_iter().next() else { return Ok(Due::default()) };
    let log = clock_log(tx, id).await?;
    let due = match reckoner.due(&row, &log) {
        Err(CalendarError::YearMissing(_)) if missing == Missing::Empty => Due::default(),
        due => due?,
    };
    put(tx, id, &due).await?;
    Ok(due)
}

/// The one statement that changes a deadline.
async fn put(tx: &mut Tx, id: AppealId, due: &Due) -> Result<(), StoreError> {
    let (day, warn_at, due_at) = (due.last_day(), due.warn_at(), due.late_from());
    execute!(
        tx,
        "UPDATE appeals SET deadline = $2, warn_at = $3, due_at = $4 WHERE id = $1",
        id,
        day,
        warn_at,
        due_at
    )?;
    Ok(())
}

/// A stored deadline that isn't what follows from the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Which appeal.
    pub id: AppealId,
    /// Its number.
    pub number: String,
    /// What is stored.
    pub stored: Columns,
    /// What should be.
    pub reckoned: Columns,
}

/// The columns of a deadline: the last day, when it turns yellow, when it is late.
pub type Columns = (Option<NaiveDate>, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// An appeal as it is stored, with the one column that only this module reads and writes.
#[derive(sqlx::FromRow)]
struct Stored {
    #[sqlx(flatten)]
    row: AppealRecord,
    due_at: Option<DateTime<Utc>>,
}

/// Reckons the deadlines of all appeals anew and gives those that are stored otherwise.
pub async fn drift(tx: &mut Tx) -> Result<Vec<Drift>, StoreError> {
    over_all(tx, None, false).await
}

/// Writes anew all that is stored otherwise than it is reckoned; gives what was changed.
pub async fn reckon_all(tx: &mut Tx) -> Result<Vec<Drift>, StoreError> {
    over_all(tx, None, true).await
}

/// Writes anew what a change of the calendar moves, of the appeals whose time may still touch days from `from` on;
/// gives what was changed.
pub async fn reckon_again(tx: &mut Tx, from: NaiveDate) -> Result<Vec<Drift>, StoreError> {
    over_all(tx, Some(from), true).await
}

async fn over_all(tx: &mut Tx, from: Option<NaiveDate>, write: bool) -> Result<Vec<Drift>, StoreError> {
    let reckoner = Reckoner::load(tx).await?;
    let mut found = Vec::new();
    let mut after = AppealId(Uuid::nil());
    loop {
        let rows = page(tx, after, from, write).await?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = last.row.id;
        let ids: Vec<Uuid> = rows.iter().map(|stored| stored.row.id.0).collect();
        let mut logs: HashMap<Uuid, Vec<ClockRecord>> = HashMap::new();
        for entry in clocks::of(tx, Entity::Appeal, &ids).await? {
            logs.entry(entry.entity_id).or_default().push(entry);
        }
        for Stored { row, due_at } in rows {
            let due = reckoner.stored(&row, logs.get(&row.id.0).map_or(&[], Vec::as_slice));
            let stored = (row.deadline, row.warn_at, due_at);
            let reckoned = (due.last_day(), due.warn_at(), due.late_from());
            if stored == reckoned {
                continue;
            }
            if write {
                put(tx, row.id, &due).await?;
            }
            found.push(Drift { id: row.id, number: row.number, stored, reckoned });
        }
    }
}

async fn page(
    tx: &mut Tx,
    after: AppealId,
    from: Option<NaiveDate>,
    write: bool,
) -> Result<Vec<Stored>, StoreError> {
    // SQLite's writers have the file to themselves; on PostgreSQL an edit that is under way is waited for and seen.
    let lock = write && matches!(tx, Tx::Postgres(_));
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(concat!("SELECT ", columns!(), ", due_at FROM appeals WHERE id > "));
        query.push_bind(after);
        if let Some(day) = from {
            query.push(" AND (deadline IS NULL OR deadline >= ").push_bind(day).push(")");
        }
        query.push(" ORDER BY id LIMIT ").push_bind(PIECE);
        if lock {
            query.push(" FOR UPDATE");
        }
        query.build_query_as::<Stored>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// The open appeals that stand under a limit now, with their logs, in the order of their ids.
pub async fn open_under(
    tx: &mut Tx,
    reckoner: &Reckoner,
    code: LimitCode,
) -> Result<Vec<(AppealRecord, Vec<ClockRecord>)>, StoreError> {
    let mut found = Vec::new();
    let mut after = AppealId(Uuid::nil());
    loop {
        let rows: Vec<AppealRecord> = fetch_all!(
            tx,
            AppealRecord,
            concat!(
                "SELECT ",
                columns!(),
                " FROM appeals WHERE closed_at IS NULL AND duplicate_of_id IS NULL AND id > $1 ORDER BY id LIMIT $2"
            ),
            after,
            PIECE
        )?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = last.id;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
        let mut logs: HashMap<Uuid, Vec<ClockRecord>> = HashMap::new();
        for entry in clocks::of(tx, Entity::Appeal, &ids).await? {
            logs.entry(entry.entity_id).or_default().push(entry);
        }
        for row in rows {
            let log = logs.remove(&row.id.0).unwrap_or_default();
            if reckoner.limit_of(&row, &log) == code {
                found.push((row, log));
            }
        }
    }
}

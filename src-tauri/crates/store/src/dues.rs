//! The last days of cases and decided actions: reckoned from their logs by `domain::clock` and written from here only.
//! New ones get theirs as they are inserted; appeals, whose deadlines have an hour too, have [`crate::appeals`].

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::calendar::CalendarError;
use huishang_domain::clock::{self, CountsFrom, DerivationStep, Due, Event, Rule, Terms, What};
use huishang_domain::limits::LimitCode;
use huishang_domain::time::start_of_day;
use huishang_domain::words::Entity;
use uuid::Uuid;

use crate::appeals::{DueError, Reckoner};
use crate::clocks::{self, ClockRecord};
use crate::{StoreError, Tx};

/// What has a last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// A case: the day that was set, or the table's months.
    Case,
    /// A decided action: the day that the minutes set.
    Action,
}

impl Dated {
    /// What its log and its trail call it.
    pub fn entity(self) -> Entity {
        match self {
            Self::Case => Entity::Case,
            Self::Action => Entity::Action,
        }
    }
}

/// What is known of one, beside its log.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DatedRecord {
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// When it came to be, which says what limit was in force.
    pub made_at: DateTime<Utc>,
    /// The day from which it counts; none for the day on which it came to be.
    pub start_on: Option<NaiveDate>,
    /// The day that people set.
    pub set_on: Option<NaiveDate>,
    /// What is stored.
    pub due_on: NaiveDate,
    /// Still under way.
    pub live: bool,
}

/// A stored day that isn't what follows from the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayDrift {
    /// Of what.
    pub of: Dated,
    /// Which.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// What is stored.
    pub stored: NaiveDate,
    /// What should be; none where the calendar wants a year.
    pub reckoned: Option<NaiveDate>,
}

/// Reckons one.
///
/// # Errors
/// [`CalendarError::YearMissing`] for working days in a year that isn't held.
pub fn derive(
    reckoner: &Reckoner,
    of: Dated,
    row: &DatedRecord,
    log: &[ClockRecord],
) -> Result<(Due, Vec<DerivationStep>), CalendarError> {
    let (rule, events) = basis(reckoner, of, row, log);
    clock::derive(rule, &events, reckoner.calendar())
}

fn reckon(
    reckoner: &Reckoner,
    of: Dated,
    row: &DatedRecord,
    log: &[ClockRecord],
) -> Result<Due, CalendarError> {
    let (rule, events) = basis(reckoner, of, row, log);
    clock::reckon(rule, &events, reckoner.calendar())
}

fn basis(reckoner: &Reckoner, of: Dated, row: &DatedRecord, log: &[ClockRecord]) -> (Rule, Vec<Event>) {
    let (from, code) = match of {
        Dated::Case => (CountsFrom::Opening, Some(LimitCode::Case)),
        Dated::Action => (CountsFrom::Decision, None),
    };
    let terms = code.and_then(|code| reckoner.limits().at(code, row.made_at));
    let at = row.start_on.map_or(row.made_at, start_of_day);
    let mut events = vec![Event { at, what: What::Received }];
    events.extend(row.set_on.map(|day| Event { at, what: What::DaySet { day } }));
    events.extend(log.iter().filter_map(ClockRecord::event));
    (Rule { from, terms }, events)
}

/// The limit that counts for a case with this log; none where none is in force.
pub fn terms(reckoner: &Reckoner, row: &DatedRecord, log: &[ClockRecord]) -> Option<Terms> {
    let events: Vec<Event> = log.iter().filter_map(ClockRecord::event).collect();
    let changed = events.iter().filter_map(|event| match event.what {
        What::LimitChanged { terms } => Some((event.at, terms)),
        _ => None,
    });
    changed.max().map(|(_, terms)| terms).or_else(|| reckoner.limits().at(LimitCode::Case, row.made_at))
}

/// The last day of a case that is about to be opened; none where neither the person nor the table says one.
///
/// # Errors
/// As [`derive`].
pub fn first_due_of_case(
    reckoner: &Reckoner,
    (start_on, made_at): (NaiveDate, DateTime<Utc>),
    set_on: Option<NaiveDate>,
) -> Result<Option<NaiveDate>, CalendarError> {
    let row = DatedRecord {
        id: Uuid::nil(),
        name: String::new(),
        made_at,
        start_on: Some(start_on),
        set_on,
        due_on: start_on,
        live: true,
    };
    Ok(reckon(reckoner, Dated::Case, &row, &[])?.last_day())
}

/// One, whoever asks.
pub async fn record(tx: &mut Tx, of: Dated, id: Uuid) -> Result<Option<DatedRecord>, StoreError> {
    Ok(select(tx, of, Some(id)).await?.into_iter().next())
}

/// All of a kind, in the order of their ids.
pub async fn records(tx: &mut Tx, of: Dated) -> Result<Vec<DatedRecord>, StoreError> {
    select(tx, of, None).await
}

async fn select(tx: &mut Tx, of: Dated, id: Option<Uuid>) -> Result<Vec<DatedRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(match of {
            Dated::Case => {
                "SELECT id, name, created_at AS made_at, start_on, set_due_on AS set_on, due_on, \
                 state NOT IN ('resolved', 'concluded', 'referred', 'called_back', 'archived', 'declined') AS live \
                 FROM cases WHERE 1 = 1"
            }
            Dated::Action => {
                "SELECT id, text AS name, created_at AS made_at, CAST(NULL AS date) AS start_on, set_deadline AS set_on, \
                 deadline AS due_on, closed_on IS NULL AS live FROM actions WHERE 1 = 1"
            }
        });
        if let Some(id) = id {
            query.push(" AND id = ").push_bind(id);
        }
        query.push(" ORDER BY id");
        query.build_query_as::<DatedRecord>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// Reckons the last day of one from what stands in the database now, and writes it.
///
/// # Errors
/// [`DueError::Calendar`] where a year is missing.
pub async fn write_due(tx: &mut Tx, reckoner: &Reckoner, of: Dated, id: Uuid) -> Result<Due, DueError> {
    let Some(row) = record(tx, of, id).await? else { return Ok(Due::default()) };
    let log = clocks::of(tx, of.entity(), &[id]).await?;
    let due = reckon(reckoner, of, &row, &log)?;
    if let Some(day) = due.last_day() {
        put(tx, of, id, day).await?;
    }
    Ok(due)
}

/// The one statement for each that changes it.
async fn put(tx: &mut Tx, of: Dated, id: Uuid, day: NaiveDate) -> Result<(), StoreError> {
    match of {
        Dated::Case => execute!(tx, "UPDATE cases SET due_on = $2 WHERE id = $1", id, day)?,
        Dated::Action => execute!(tx, "UPDATE actions SET deadline = $2 WHERE id = $1", id, day)?,
    };
    Ok(())
}

/// Reckons all cases and actions anew, gives those that are stored otherwise, and writes them if that is wanted.
pub async fn over_all(tx: &mut Tx, reckoner: &Reckoner, write: bool) -> Result<Vec<DayDrift>, StoreError> {
    let mut found = Vec::new();
    for of in [Dated::Case, Dated::Action] {
        let rows = records(tx, of).await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut logs: HashMap<Uuid, Vec<ClockRecord>> = HashMap::new();
        for entry in clocks::of(tx, of.entity(), &ids).await? {
            logs.entry(entry.entity_id).or_default().push(entry);
        }
        for row in rows {
            let log = logs.get(&row.id).map_or(&[][..], Vec::as_slice);
            let reckoned = reckon(reckoner, of, &row, log).ok().and_then(|due| due.last_day());
            if reckoned == Some(row.due_on) {
                continue;
            }
            if let Some(day) = reckoned.filter(|_| write) {
                put(tx, of, row.id, day).await?;
            }
            found.push(DayDrift { of, id: row.id, name: row.name, stored: row.due_on, reckoned });
        }
    }
    Ok(found)
}

//! The working-day calendar as an administrator keeps it: which years are held, and each day out of the ordinary.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::calendar::{Calendar, DayKind};

use crate::{StoreError, Tx};

/// A day that is not what its weekday says.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DayRecord {
    /// The day.
    pub day: NaiveDate,
    /// Off although a weekday, or on although a weekend.
    pub kind: DayKind,
    /// What it is called.
    pub name: String,
    /// Changed by hand after it was imported.
    pub edited: bool,
}

/// The years that are held, ascending.
pub async fn years(tx: &mut Tx) -> Result<Vec<i32>, StoreError> {
    let rows: Vec<(i64,)> =
        fetch_all!(tx, (i64,), "SELECT CAST(year AS BIGINT) FROM calendar_years ORDER BY 1")?;
    Ok(rows.into_iter().filter_map(|(year,)| i32::try_from(year).ok()).collect())
}

/// Every special day from `from` to `to`, both included.
pub async fn days(tx: &mut Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<DayRecord>, StoreError> {
    fetch_all!(
        tx,
        DayRecord,
        "SELECT day, kind, name, edited FROM calendar_days WHERE day BETWEEN $1 AND $2 ORDER BY day",
        from,
        to
    )
}

/// All that is held, to reckon with.
pub async fn whole(tx: &mut Tx) -> Result<Calendar, StoreError> {
    let mut calendar = Calendar::empty();
    let years = years(tx).await?;
    // Only the years that are held: PostgreSQL's dates end before chrono's.
    let ends = years.first().zip(years.last());
    let span = ends.and_then(|(first, last)| {
        NaiveDate::from_ymd_opt(*first, 1, 1).zip(NaiveDate::from_ymd_opt(*last, 12, 31))
    });
    if let Some((from, to)) = span {
        for day in days(tx, from, to).await? {
            calendar.set_day(day.day, Some(day.kind), &day.name);
        }
    }
    for year in years {
        calendar.hold_year(year);
    }
    Ok(calendar)
}

/// Holds a year from now on; gives whether it is new.
pub async fn add_year(tx: &mut Tx, year: i32, source: &str, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let added = execute!(
        tx,
        "INSERT INTO calendar_years (year, source, loaded_at) VALUES ($1, $2, $3) ON CONFLICT (year) DO NOTHING",
        i64::from(year),
        source,
        at
    )?;
    Ok(added > 0)
}

/// Makes a day special, or changes what is special about it.
pub async fn put_day(tx: &mut Tx, day: &DayRecord) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO calendar_days (day, kind, name, edited) VALUES ($1, $2, $3, $4)
         ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name = excluded.name, edited = excluded.edited",
        day.day,
        day.kind,
        &day.name,
        day.edited
    )?;
    Ok(())
}

/// Makes a day what its weekday says again.
pub async fn clear_day(tx: &mut Tx, day: NaiveDate) -> Result<u64, StoreError> {
    execute!(tx, "DELETE FROM calendar_days WHERE day = $1", day)
}

//! Numbers without gaps or doubles: a counter row for each series and year, taken inside the writing transaction.

use crate::{StoreError, Tx};

/// Takes the next number of a series in a year, beginning with 1.
///
/// The counter's row is locked until the transaction ends, so a rollback gives the number back and nobody else can
/// have it in between.
pub async fn take(tx: &mut Tx, series: &str, year: i32) -> Result<i64, StoreError> {
    scalar!(
        tx,
        i64,
        "INSERT INTO number_series (series, year, taken) VALUES ($1, $2, 1)
         ON CONFLICT (series, year) DO UPDATE SET taken = number_series.taken + 1 RETURNING taken",
        series,
        i64::from(year)
    )
}

/// Takes `count` numbers of a series in a year in one go and gives the first of them; see [`take`].
pub async fn take_block(tx: &mut Tx, series: &str, year: i32, count: i64) -> Result<i64, StoreError> {
    let last: i64 = scalar!(
        tx,
        i64,
        "INSERT INTO number_series (series, year, taken) VALUES ($1, $2, $3)
         ON CONFLICT (series, year) DO UPDATE SET taken = number_series.taken + excluded.taken RETURNING taken",
        series,
        i64::from(year),
        count
    )?;
    Ok(last - count + 1)
}

//! Numbers of documents: the pattern that an administrator has set, or the first one; and the next serial of the year.

use chrono::{DateTime, Datelike, Utc};
use huishang_domain::numbering::Pattern;
use huishang_domain::time::local_date;
use huishang_store::{Tx, numbering, settings};

use crate::AppError;

/// The next number of a series. The serial is locked until the transaction ends: a rollback gives it back.
pub(crate) async fn take(
    tx: &mut Tx,
    series: &str,
    first: &str,
    now: DateTime<Utc>,
) -> Result<String, AppError> {
    let pattern = pattern(tx, series, first).await?;
    let year = local_date(now).year();
    let serial = numbering::take(tx, series, year).await?;
    Ok(pattern.write(year, serial))
}

/// The pattern that an administrator has set for a series, or the first one.
pub(crate) async fn pattern(tx: &mut Tx, series: &str, first: &str) -> Result<Pattern, AppError> {
    let key = format!("number_pattern.{series}");
    // A pattern that can't be read must not stop the work: the first one stands in for it.
    match settings::text(tx, &key).await?.and_then(|text| text.parse::<Pattern>().ok()) {
        Some(pattern) => Ok(pattern),
        None => first.parse().map_err(|_| AppError::Internal { detail: format!("pattern {first}") }),
    }
}

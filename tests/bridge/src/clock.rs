//! A clock that starts at a given time and runs on from there.

use std::time::Instant;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use huishang_app::clock::Clock;

/// Runs on from a given time.
pub struct StartedAt {
    start: DateTime<Utc>,
    since: Instant,
}

impl StartedAt {
    /// It is `start` now.
    pub fn new(start: DateTime<Utc>) -> Self {
        Self { start, since: Instant::now() }
    }
}

impl Clock for StartedAt {
    fn now(&self) -> DateTime<Utc> {
        let passed = i64::try_from(self.since.elapsed().as_micros()).unwrap_or_default();
        self.start + chrono::TimeDelta::microseconds(passed)
    }
}

/// Reads a local time of Asia/Shanghai.
pub fn parse(text: &str) -> Result<DateTime<Utc>, String> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map_err(|error| error.to_string())?;
    let zone = FixedOffset::east_opt(8 * 3600).ok_or("no such zone")?;
    let time = local.and_local_timezone(zone).single().ok_or("no such time")?;
    Ok(time.with_timezone(&Utc))
}

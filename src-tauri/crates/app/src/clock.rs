//! The time, passed in: real in the program, fixed in tests and for demonstration data.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::time::{local_date, to_micros};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, to the microsecond, which is what both engines keep.
    fn now(&self) -> DateTime<Utc>;

    /// Today in Asia/Shanghai.
    fn today(&self) -> NaiveDate {
        local_date(self.now())
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place where the machine's time is read")]
    fn now(&self) -> DateTime<Utc> {
        to_micros(Utc::now())
    }
}

/// Always the same time.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub DateTime<Utc>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        to_micros(self.0)
    }
}

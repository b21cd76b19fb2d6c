//! The deadline of an appeal follows what happens to it; its light follows the deadline.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use huishang_domain::calendar::CalendarError;
use huishang_domain::clock::{ClockKind, Due};
use huishang_domain::limits::of_appeal;
use huishang_domain::words::{Entity, Light};
use huishang_store::Tx;
use huishang_store::appeals::{self, AppealRecord, Missing, Reckoner};
use huishang_store::clocks::{self, ClockRecord};

use crate::AppError;
use crate::work::Work;

/// Writes the deadline of an appeal that stands so in the database by now. Where another limit than before goes with
/// its channel and level, that is written into its log first.
pub(crate) async fn follow(
    work: &mut Work<'_>,
    reckoner: &Reckoner,
    row: &AppealRecord,
    missing: Missing,
) -> Result<Due, AppError> {
    let log = appeals::clock_log(&mut work.tx, row.id).await?;
    let wanted = of_appeal(row.channel, row.level);
    if reckoner.limit_of(row, &log) != wanted
        && let Some(terms) = reckoner.limits().at(wanted, row.received_at)
    {
        let by = (work.actor.account_id, work.actor.name.as_str());
        // The newest limit wins, so it must be newer than the last, even where the computer's clock was set back.
        let at = log.last().map_or(work.now, |last| work.now.max(last.at + TimeDelta::microseconds(1)));
        let entry =
            ClockRecord::new((Entity::Appeal, row.id.0), ClockKind::LimitChanged, at, by).under(terms);
        clocks::add_many(&mut work.tx, &[entry]).await?;
    }
    Ok(appeals::write_due(&mut work.tx, reckoner, row.id, missing).await?)
}

/// The last day that an appeal would have as `row` has it, with the log that it has now.
pub(crate) async fn foreseen(
    tx: &mut Tx,
    reckoner: &Reckoner,
    row: &AppealRecord,
    missing: Missing,
) -> Result<Option<NaiveDate>, AppError> {
    let log = appeals::clock_log(tx, row.id).await?;
    match reckoner.due(row, &log) {
        Err(CalendarError::YearMissing(_)) if missing == Missing::Empty => Ok(None),
        due => Ok(due?.last_day()),
    }
}

/// Whether the clock of one starts or runs otherwise than that of the other.
pub(crate) fn runs_otherwise(one: &AppealRecord, other: &AppealRecord) -> bool {
    let basis = |row: &AppealRecord| (row.received_at, row.channel, row.source_deadline);
    basis(one) != basis(other)
}

/// The light now; none once it is closed or without a deadline. The list's filter says the same in SQL.
pub fn light(
    late_from: Option<DateTime<Utc>>,
    warn_at: Option<DateTime<Utc>>,
    closed: bool,
    now: DateTime<Utc>,
) -> Option<Light> {
    let late_from = late_from.filter(|_| !closed)?;
    Some(if now >= late_from {
        Light::Red
    } else if warn_at.is_some_and(|at| now >= at) {
        Light::Yellow
    } else {
        Light::Green
    })
}

#[cfg(test)]
mod tests {
    use huishang_domain::calendar::Calendar;
    use huishang_domain::light::light_of_day;
    use huishang_domain::limits::{Limit, LimitCode, Unit};
    use huishang_domain::words::Channel;
    use huishang_store::limits::{LimitHistory, LimitRecord};

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn reckoner() -> Reckoner {
        let five = LimitRecord { limit: Limit { amount: 5, unit: Unit::WorkingDay }, warn_at_percent: 80 };
        Reckoner::new(LimitHistory::always([(LimitCode::TownClose, five)]), Calendar::built_in())
    }

    #[test]
    fn the_sources_own_day_wins_over_the_limit() {
        let received = utc("2026-11-20T02:00:00Z");
        let on = |given| reckoner().first_due(Channel::Hotline, received, given).unwrap().last_day();
        let own = "2026-11-23".parse().unwrap();
        assert_eq!(on(Some(own)), Some(own));
        assert_eq!(on(None), Some("2026-11-27".parse().unwrap()));
        let petition = reckoner().first_due(Channel::Superior, received, None).unwrap();
        assert_eq!(petition, Due::default(), "no limit is in force");
    }

    #[test]
    fn a_year_that_is_not_held_is_refused_unless_the_source_says_the_day() {
        let received = utc("2026-12-30T02:00:00Z");
        let due = |given| reckoner().first_due(Channel::Hotline, received, given);
        assert_eq!(due(None), Err(CalendarError::YearMissing(2027)));
        assert!(due(Some("2027-01-05".parse().unwrap())).is_ok());
    }

    #[test]
    fn the_stored_moment_gives_the_domains_light() {
        let received = utc("2026-11-02T01:23:45Z");
        let due = reckoner().first_due(Channel::Hotline, received, None).unwrap();
        for hour in 0..24 * 12 {
            let now = received + chrono::TimeDelta::hours(hour);
            let (late, warn_at) = (due.late_from(), due.warn_at());
            assert_eq!(
                light(late, warn_at, false, now),
                Some(light_of_day(received, due.last_day().unwrap(), now, 80)),
                "{now}"
            );
            assert_eq!(light(late, warn_at, true, now), None);
        }
    }
}

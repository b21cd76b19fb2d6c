//! Until when an appeal is to be done, and from when on its light is yellow: the one place that says so.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::calendar::{Calendar, CalendarError};
use huishang_domain::light::yellow_from;
use huishang_domain::limits::{LimitCode, deadline};
use huishang_domain::time::{end_of_day, to_micros};
use huishang_domain::words::{Channel, Light};
use huishang_store::Tx;
use huishang_store::limits::{self, LimitRecord};

use crate::AppError;

/// Which limit goes with which channel: what a superior or a leader's reception hands down is a petition matter.
const LIMIT_OF: &[(Channel, LimitCode)] =
    &[(Channel::LeaderReception, LimitCode::PetitionClose), (Channel::Superior, LimitCode::PetitionClose)];

/// The limit of a channel; the town's five working days where nothing else is said.
pub fn limit_of(channel: Channel) -> LimitCode {
    LIMIT_OF.iter().find(|(named, _)| *named == channel).map_or(LimitCode::TownClose, |(_, code)| *code)
}

/// A deadline and when the light before it turns yellow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// The last day in time.
    pub on: Option<NaiveDate>,
    /// Yellow from here on.
    pub warn_at: Option<DateTime<Utc>>,
}

/// The deadline of what came at `received` by a channel with this limit; a day that the source itself has set wins.
///
/// # Errors
/// [`CalendarError::YearMissing`] for working days in a year that isn't held.
pub fn due(
    received: DateTime<Utc>,
    given: Option<NaiveDate>,
    limit: Option<LimitRecord>,
    calendar: &Calendar,
) -> Result<Due, CalendarError> {
    let percent = limit.map_or(huishang_domain::light::WARN_AT_PERCENT, |l| l.warn_at_percent);
    let on = match (given, limit) {
        (Some(day), _) => Some(day),
        (None, Some(row)) => Some(deadline(received, row.limit, calendar)?),
        (None, None) => None,
    };
    let warn_at = on.map(|day| to_micros(yellow_from(received, end_of_day(day), percent)));
    Ok(Due { on, warn_at })
}

/// [`due`] with the limit as the database holds it.
pub(crate) async fn of_channel(
    tx: &mut Tx,
    channel: Channel,
    received: DateTime<Utc>,
    given: Option<NaiveDate>,
) -> Result<Due, AppError> {
    let limit = limits::find(tx, limit_of(channel)).await?;
    let calendar = crate::calendar::current(tx).await?;
    Ok(due(received, given, limit, &calendar)?)
}

/// The light now; none once it is closed or without a deadline. The list's filter says the same in SQL.
pub fn light(due: Due, closed: bool, now: DateTime<Utc>) -> Option<Light> {
    let on = due.on.filter(|_| !closed)?;
    Some(if now >= end_of_day(on) {
        Light::Red
    } else if due.warn_at.is_some_and(|at| now >= at) {
        Light::Yellow
    } else {
        Light::Green
    })
}

#[cfg(test)]
mod tests {
    use huishang_domain::light::light_of_day;
    use huishang_domain::limits::{Limit, Unit};

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    const FIVE: LimitRecord =
        LimitRecord { limit: Limit { amount: 5, unit: Unit::WorkingDay }, warn_at_percent: 80 };

    #[test]
    fn the_sources_own_day_wins_over_the_limit() {
        let calendar = Calendar::built_in();
        let received = utc("2026-11-20T02:00:00Z");
        let own = "2026-11-23".parse().unwrap();
        assert_eq!(due(received, Some(own), Some(FIVE), &calendar).unwrap().on, Some(own));
        let five = due(received, None, Some(FIVE), &calendar).unwrap();
        assert_eq!(five.on, Some("2026-11-27".parse().unwrap()));
        assert_eq!(due(received, None, None, &calendar).unwrap(), Due::default());
    }

    #[test]
    fn a_year_that_is_not_held_is_refused_unless_the_source_says_the_day() {
        let calendar = Calendar::built_in();
        let received = utc("2026-12-30T02:00:00Z");
        assert_eq!(due(received, None, Some(FIVE), &calendar), Err(CalendarError::YearMissing(2027)));
        assert!(due(received, Some("2027-01-05".parse().unwrap()), Some(FIVE), &calendar).is_ok());
    }

    #[test]
    fn the_stored_moment_gives_the_domains_light() {
        let received = utc("2026-11-02T01:23:45Z");
        let due = due(received, None, Some(FIVE), &Calendar::built_in()).unwrap();
        for hour in 0..24 * 12 {
            let now = received + chrono::TimeDelta::hours(hour);
            assert_eq!(
                light(due, false, now),
                Some(light_of_day(received, due.on.unwrap(), now, 80)),
                "{now}"
            );
            assert_eq!(light(due, true, now), None);
        }
    }

    #[test]
    fn petitions_have_sixty_days_the_rest_five_working_days() {
        assert_eq!(limit_of(Channel::Superior), LimitCode::PetitionClose);
        assert_eq!(limit_of(Channel::Hotline), LimitCode::TownClose);
    }
}

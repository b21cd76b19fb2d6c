//! The two standing examples, told from the first report to the end with every record that they touch.

mod leak;
mod smoke;
mod smoke_case;
mod stage;

use chrono::{DateTime, Days, NaiveDate, Utc};
use huishang_domain::time::from_local;

use super::days::{OfficeDays, clock};
use super::lives::Maker;
use crate::AppError;

/// One of the examples, and when it begins.
pub(super) struct Story {
    tale: Tale,
    pub day: NaiveDate,
    pub received: DateTime<Utc>,
}

#[derive(Clone, Copy)]
enum Tale {
    /// 胭脂山社区: an illegal construction makes the roof leak; the street whistles.
    Leak,
    /// 山海社区: eight restaurants' oil smoke; three agencies convene together.
    Smoke,
}

/// The examples that fit among so many appeals; both are over by `today`.
pub(super) fn plan(total: usize, today: NaiveDate, days: &OfficeDays) -> Vec<Story> {
    let begins = |tale, ago| {
        let day = days.from(today - Days::new(ago));
        Story { tale, day, received: from_local(day.and_time(clock(9, 20))) }
    };
    [begins(Tale::Leak, 75), begins(Tale::Smoke, 115)].into_iter().take(total).collect()
}

/// Keeps the time of their consultations free of everybody else's.
pub(super) fn reserve(maker: &mut Maker<'_>, stories: &[Story]) -> Result<(), AppError> {
    for story in stories {
        match story.tale {
            Tale::Leak => leak::reserve(maker, story.day)?,
            Tale::Smoke => smoke::reserve(maker, story.day)?,
        }
    }
    Ok(())
}

/// Tells one.
pub(super) fn tell(
    maker: &mut Maker<'_>,
    story: &Story,
    number: &mut impl FnMut(DateTime<Utc>) -> String,
) -> Result<(), AppError> {
    match story.tale {
        Tale::Leak => leak::tell(maker, story, number),
        Tale::Smoke => smoke::tell(maker, story, number),
    }
}

//! How many appeals come on which day, and when.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use huishang_domain::time::start_of_day;

use super::days::OfficeDays;
use super::dice::Dice;

/// How many days back the first ones came: 24 months.
const REACH: u64 = 730;

/// The share of each hour of the day, in which people call at night too.
const HOURS: [(i64, u32); 24] = [
    (0, 1),
    (1, 1),
    (2, 1),
    (3, 1),
    (4, 1),
    (5, 2),
    (6, 5),
    (7, 12),
    (8, 40),
    (9, 60),
    (10, 58),
    (11, 36),
    (12, 20),
    (13, 24),
    (14, 52),
    (15, 56),
    (16, 48),
    (17, 30),
    (18, 20),
    (19, 18),
    (20, 14),
    (21, 9),
    (22, 5),
    (23, 2),
];

/// So many appeals over 24 months up to and with `today`: exactly `total` of them, most on open days, more lately.
pub(super) fn over(today: NaiveDate, total: usize, days: &OfficeDays) -> Vec<(NaiveDate, usize)> {
    let first = today - Days::new(REACH);
    let weights: Vec<(NaiveDate, u64)> = first
        .iter_days()
        .take_while(|day| *day <= today)
        .map(|day| {
            let grown = 800 + 400 * u64::try_from((day - first).num_days()).unwrap_or_default() / REACH;
            let open = if days.open_on(day) { 100 } else { 34 };
            // Mondays bring the weekend's; summer and the days before the Spring Festival bring more.
            let monday = if day.weekday().num_days_from_monday() == 0 { 120 } else { 100 };
            let season = [112, 96, 94, 96, 100, 106, 112, 110, 100, 94, 98, 108][day.month0() as usize];
            // Today has only just begun.
            let begun = if day == today { 1 } else { 4 };
            (day, grown * open * monday * season * begun)
        })
        .collect();
    let all: u128 = weights.iter().map(|(_, weight)| u128::from(*weight)).sum();
    let (mut before, mut given) = (0u128, 0usize);
    weights
        .into_iter()
        .map(|(day, weight)| {
            before += u128::from(weight);
            let by_now = usize::try_from(before * (total as u128) / all.max(1)).unwrap_or(total);
            let count = by_now - given;
            given = by_now;
            (day, count)
        })
        .collect()
}

/// When those of a day came, in order, none after `now`.
pub(super) fn times(dice: &mut Dice, day: NaiveDate, count: usize, now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let midnight = start_of_day(day);
    let last = (now - midnight).num_seconds().min(86_399) - 1;
    let mut times: Vec<_> = (0..count)
        .map(|_| {
            let second = dice.weighted(&HOURS) * 3_600 + dice.between(0, 3_599);
            let second = if second <= last { second } else { dice.between(0, last.max(0)) };
            midnight + TimeDelta::seconds(second)
        })
        .collect();
    times.sort_unstable();
    times
}

#[cfg(test)]
mod tests {
    use huishang_domain::calendar::Calendar;

    use super::*;

    #[test]
    fn every_appeal_finds_its_day() {
        let days = OfficeDays::new(Calendar::built_in());
        let today = "2026-11-24".parse().unwrap();
        for total in [0, 1, 2, 3_000, 1_000_000] {
            let spread = over(today, total, &days);
            assert_eq!(spread.iter().map(|(_, count)| count).sum::<usize>(), total);
            assert_eq!(spread.last().unwrap().0, today);
        }
        let spread = over(today, 100_000, &days);
        let open: Vec<_> = spread.iter().filter(|(day, _)| days.open_on(*day)).map(|(_, n)| *n).collect();
        let closed: Vec<_> = spread.iter().filter(|(day, _)| !days.open_on(*day)).map(|(_, n)| *n).collect();
        let mean = |all: &[usize]| all.iter().sum::<usize>() / all.len();
        assert!(mean(&open) > 2 * mean(&closed));
    }

    #[test]
    fn nobody_comes_after_now() {
        let now = "2026-11-24T00:30:00Z".parse().unwrap();
        let times = times(&mut Dice::new(1), "2026-11-24".parse().unwrap(), 500, now);
        assert!(times.is_sorted() && times.iter().all(|at| *at < now));
    }
}

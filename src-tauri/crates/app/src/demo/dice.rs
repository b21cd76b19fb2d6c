//! Chance that falls the same way for the same seed, whatever machine it falls on.

use chrono::{DateTime, TimeDelta, Utc};
use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::{Builder, Uuid};

/// A row of numbers that look random.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The row of this seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// 0 to `n` - 1; 0 when `n` is 0. Reckoned here, so that no library's next version changes it.
    pub fn below(&mut self, n: usize) -> usize {
        let wide = u64::from(self.0.next_u32()) * u64::try_from(n).unwrap_or(u64::MAX).min(1 << 32);
        usize::try_from(wide >> 32).unwrap_or_default()
    }

    /// `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = usize::try_from(to - from + 1).unwrap_or(1);
        from + i64::try_from(self.below(span)).unwrap_or_default()
    }

    /// Yes in so many of a hundred thousand.
    pub fn chance(&mut self, in_100_000: usize) -> bool {
        self.below(100_000) < in_100_000
    }

    /// Yes in so many of a hundred.
    pub fn percent(&mut self, share: usize) -> bool {
        self.chance(share * 1_000)
    }

    /// One of a list that isn't empty.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One of a list, by weight.
    pub fn weighted<T: Copy>(&mut self, of: &[(T, u32)]) -> T {
        let all: u32 = of.iter().map(|(_, weight)| weight).sum();
        let mut at = u32::try_from(self.below(usize::try_from(all).unwrap_or_default())).unwrap_or_default();
        for (one, weight) in of {
            if at < *weight {
                return *one;
            }
            at -= weight;
        }
        of[0].0
    }

    /// A moment between `least` and `most` minutes after `at`.
    pub fn minutes_after(&mut self, at: DateTime<Utc>, least: i64, most: i64) -> DateTime<Utc> {
        at + TimeDelta::seconds(self.between(least * 60, most * 60))
    }

    /// An id that sorts by the time of what it stands for.
    pub fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let mut random = [0; 10];
        self.0.fill_bytes(&mut random);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way_and_stays_in_range() {
        let at = "2026-11-24T00:00:00Z".parse().unwrap();
        let row = |seed| {
            let mut dice = Dice::new(seed);
            let numbers: Vec<_> = (0..1_000).map(|_| dice.between(-3, 9)).collect();
            assert!(numbers.iter().all(|n| (-3..=9).contains(n)));
            assert!((-3..=9).all(|n| numbers.contains(&n)), "every number falls");
            (numbers, dice.id(at))
        };
        assert_eq!(row(7), row(7));
        assert_ne!(row(7), row(8));
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(1);
        let heavy = (0..10_000).filter(|_| dice.weighted(&[(true, 3), (false, 1)])).count();
        assert!((7_200..7_800).contains(&heavy), "{heavy}");
    }
}

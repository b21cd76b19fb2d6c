//! When consultations are held, so that nobody is asked to be in two places at once.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use huishang_domain::ids::{PersonId, RoomId};
use huishang_domain::time::from_local;
use uuid::Uuid;

use super::days::{OfficeDays, clock};
use super::dice::Dice;

/// When a consultation may begin; each lasts 90 minutes at most.
const BEGINNINGS: [(u32, u32); 4] = [(9, 0), (10, 30), (14, 30), (16, 0)];
/// How often another time is tried before the matter goes another way.
const TRIES: usize = 24;

/// Who and which room is taken when.
#[derive(Default)]
pub(super) struct Diary(HashSet<(i32, usize, Uuid)>);

/// A time that suits everybody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub starts_at: DateTime<Utc>,
    pub room: Option<RoomId>,
}

/// Who has to be free, and between which days.
pub(super) struct Wanted<'a> {
    pub people: &'a [PersonId],
    /// Any of these; none for a consultation on the spot.
    pub rooms: &'a [RoomId],
    pub earliest: NaiveDate,
    /// Open days after the earliest.
    pub within: i64,
}

impl Diary {
    /// Finds a time and takes it; none when too much else is going on.
    pub fn find(&mut self, dice: &mut Dice, days: &OfficeDays, wanted: &Wanted<'_>) -> Option<Slot> {
        for _ in 0..TRIES {
            let day = days.after(days.from(wanted.earliest), dice.between(0, wanted.within));
            let nth = dice.below(BEGINNINGS.len());
            let key = |who: Uuid| (day.num_days_from_ce(), nth, who);
            if wanted.people.iter().any(|person| self.0.contains(&key(person.0))) {
                continue;
            }
            let room = match wanted.rooms {
                [] => None,
                rooms => {
                    let first = dice.below(rooms.len());
                    let mut in_turn = rooms.iter().cycle().skip(first).take(rooms.len());
                    let Some(room) = in_turn.find(|room| !self.0.contains(&key(room.0))) else { continue };
                    Some(*room)
                }
            };
            self.0.extend(wanted.people.iter().map(|person| key(person.0)));
            self.0.extend(room.map(|room| key(room.0)));
            let (hour, minute) = BEGINNINGS[nth];
            return Some(Slot { starts_at: from_local(day.and_time(clock(hour, minute))), room });
        }
        None
    }

    /// Takes a time that is settled: the `nth` beginning of a day.
    pub fn take(&mut self, day: NaiveDate, nth: usize, people: &[PersonId], room: Option<RoomId>) {
        let key = |who: Uuid| (day.num_days_from_ce(), nth, who);
        self.0.extend(people.iter().map(|person| key(person.0)));
        self.0.extend(room.map(|room| key(room.0)));
    }

    /// Forgets what lies before a day: nothing is planned there any more.
    pub fn forget_before(&mut self, day: NaiveDate) {
        let first = day.num_days_from_ce();
        self.0.retain(|(on, _, _)| *on >= first);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use huishang_domain::calendar::Calendar;

    use super::*;

    #[test]
    fn nobody_is_in_two_places_at_once() {
        let (mut dice, mut diary) = (Dice::new(1), Diary::default());
        let days = OfficeDays::new(Calendar::built_in());
        let person = PersonId(Uuid::from_u128(1));
        let rooms = [RoomId(Uuid::from_u128(2)), RoomId(Uuid::from_u128(3))];
        let earliest = "2026-10-01".parse().unwrap();
        let wanted = Wanted { people: &[person], rooms: &rooms, earliest, within: 3 };
        let mut taken = BTreeSet::new();
        while let Some(slot) = diary.find(&mut dice, &days, &wanted) {
            assert!(taken.insert(slot.starts_at), "twice at {}", slot.starts_at);
            assert!(slot.starts_at >= "2026-10-08T01:00:00Z".parse::<DateTime<Utc>>().unwrap(), "a holiday");
        }
        assert!(taken.len() >= 12, "four open days have sixteen beginnings: {}", taken.len());
    }
}

//! What somebody who knows the invented county would decide of one of its matters: what proposals are measured against.

use huishang_domain::words::Level;

use super::topics::TOPICS;

/// From so many people on agencies have to meet about a matter that can grow: fewer are never invited to a consultation
/// of the demonstration.
const MEET_FROM: i64 = 8;

/// From so many on a leader has to take on what can grow that far: more than are ever helped on the spot.
const TAKE_ON_FROM: i64 = 30;

/// Illegal construction and oil smoke: the two standing examples (domain.md §1), which no agency can solve alone.
const NEVER_SMALL: [&str; 2] = ["R0701", "R0502"];

/// What is to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intended {
    /// 三办
    pub level: Level,
    /// Short name of the agency whose field it is.
    pub lead: &'static str,
}

/// What is to be decided of a matter of this title that concerns so many people; none for a title that isn't invented.
pub fn intended(title: &str, people: i64) -> Option<Intended> {
    let topic = TOPICS.iter().find(|topic| topic.texts.iter().any(|(named, _)| *named == title))?;
    let level = match topic.grows {
        Level::Hard if people >= TAKE_ON_FROM => Level::Hard,
        Level::Big | Level::Hard if people >= MEET_FROM => Level::Big,
        _ if NEVER_SMALL.contains(&topic.category) => Level::Big,
        _ => Level::Small,
    };
    Some(Intended { level, lead: topic.lead })
}

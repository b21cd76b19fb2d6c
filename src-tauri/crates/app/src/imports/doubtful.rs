//! Places that a file names in words of its own: what a person said of them, and what is still to be asked.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use huishang_domain::identity::to_half_width;
use huishang_domain::ids::{AccountId, DivisionId};
use huishang_domain::words::DivisionKind;
use huishang_store::Tx;
use huishang_store::directory::{self, DivisionRecord};
use huishang_store::imports::{self, PlaceWords};
use serde::{Deserialize, Serialize};

use super::incoming::{Incoming, content_hash};
use super::matching::{Doubts, Matched, Matcher};
use super::places::Place;
use crate::{AppError, FieldProblem};

/// The most different words that a report asks about.
const MOST: usize = 200;
/// The most candidates for one.
const CANDIDATES: usize = 6;
/// The longest words that are remembered.
const LONGEST: usize = 300;

/// What words of a file mean; without a division they mean none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PlaceChoice {
    /// As the file has the town; empty for none.
    pub town: String,
    /// As the file has the village; empty for none.
    pub village: String,
    /// What a person said that they mean.
    pub division_id: Option<DivisionId>,
}

/// Words of a file that stand for a place but aren't surely known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct DoubtfulPlace {
    /// As the file has the town; empty for none.
    pub town: String,
    /// As the file has the village; empty for none.
    pub village: String,
    /// In how many rows.
    pub rows: u32,
    /// What the program takes it for as long as nobody says otherwise: the town alone, or a guess.
    pub taken_for: Option<DivisionId>,
    /// A person has decided, now or at an earlier import of this source.
    pub decided: bool,
    /// What they said; none for leaving it empty.
    pub division_id: Option<DivisionId>,
    /// What it may mean, the likeliest first.
    pub candidates: Vec<DivisionId>,
}

/// Words that are looked at: in how many rows, what they are taken for, what they may mean.
#[derive(Debug, Default)]
struct Seen {
    rows: u32,
    taken_for: Option<DivisionId>,
    candidates: Vec<DivisionId>,
}

/// As the file has them.
type Words = (String, String);

/// What people said of a source's words, and what a file has besides.
#[derive(Debug)]
pub(super) struct Decided {
    divisions: Vec<DivisionRecord>,
    /// Remembered, with what was said now above it.
    known: HashMap<Words, Option<DivisionId>>,
    /// Said now: what is remembered with the import.
    new: Vec<PlaceWords>,
    seen: BTreeMap<Words, Seen>,
}

impl Decided {
    /// What is remembered of a source, with what a person says now.
    pub async fn load(tx: &mut Tx, source: &str, now: &[PlaceChoice]) -> Result<Self, AppError> {
        let divisions = directory::divisions(tx).await?;
        let ids: HashSet<DivisionId> = divisions.iter().map(|d| d.id).collect();
        let mut known: HashMap<Words, Option<DivisionId>> = imports::places(tx, source)
            .await?
            .into_iter()
            .map(|p| ((p.town, p.village), p.division_id))
            .collect();
        let mut new = Vec::new();
        for choice in now {
            if choice.division_id.is_some_and(|id| !ids.contains(&id)) {
                return Err(AppError::invalid("places", FieldProblem::UnknownReference));
            }
            let words = (choice.town.clone(), choice.village.clone());
            if known.get(&words) != Some(&choice.division_id) {
                new.push(PlaceWords {
                    town: choice.town.clone(),
                    village: choice.village.clone(),
                    division_id: choice.division_id,
                });
            }
            known.insert(words, choice.division_id);
        }
        Ok(Self { divisions, known, new, seen: BTreeMap::new() })
    }

    /// A row with what its words mean; what people said of a place stands above what the program finds.
    pub fn matched(
        &mut self,
        matcher: &Matcher,
        mut row: Incoming,
        doubts: &mut Doubts,
    ) -> Result<Matched, AppError> {
        let words = (cut(row.town.as_deref()), cut(row.village.as_deref()));
        let Some(said) = self.known.get(&words).copied() else {
            let matched = matcher.matched(row, doubts)?;
            if doubtful(&matched.place) {
                let seen = self.seen.entry(words).or_insert_with(|| Seen {
                    rows: 0,
                    taken_for: matched.place.division,
                    candidates: matched.place.doubts.iter().flat_map(|d| d.candidates.clone()).collect(),
                });
                seen.rows += 1;
            }
            return Ok(matched);
        };
        let hash = content_hash(&row);
        // Not looked up again, so that nothing is told of words that are decided.
        (row.town, row.village) = (None, None);
        let matched = matcher.matched(row, doubts)?;
        self.seen.entry(words).or_insert(Seen { taken_for: said, ..Seen::default() }).rows += 1;
        Ok(Matched { hash, place: self.place(said), ..matched })
    }

    fn place(&self, division: Option<DivisionId>) -> Place {
        let found = division.and_then(|id| self.divisions.iter().find(|d| d.id == id));
        let town = found.and_then(|d| match d.kind {
            DivisionKind::Town => Some(d.id),
            DivisionKind::Village | DivisionKind::Grid => self.town_above(d.parent_id),
            _ => None,
        });
        Place { division, town, ..Place::default() }
    }

    fn town_above(&self, mut above: Option<DivisionId>) -> Option<DivisionId> {
        // A grid lies in a village, a village in a town: three steps are more than there are.
        for _ in 0..3 {
            let found = self.divisions.iter().find(|d| Some(d.id) == above)?;
            if found.kind == DivisionKind::Town {
                return Some(found.id);
            }
            above = found.parent_id;
        }
        None
    }

    /// What a person should look at, the commonest first.
    pub fn told(&self) -> Vec<DoubtfulPlace> {
        let mut told: Vec<DoubtfulPlace> = self
            .seen
            .iter()
            .map(|((town, village), seen)| {
                let said = self.known.get(&(town.clone(), village.clone()));
                DoubtfulPlace {
                    town: town.clone(),
                    village: village.clone(),
                    rows: seen.rows,
                    taken_for: seen.taken_for,
                    decided: said.is_some(),
                    division_id: said.copied().flatten(),
                    candidates: seen.candidates.clone(),
                }
            })
            .collect();
        told.sort_by(|a, b| a.decided.cmp(&b.decided).then(b.rows.cmp(&a.rows)));
        told.truncate(MOST);
        for place in &mut told {
            place.candidates = self.candidates(place);
        }
        told
    }

    /// What words may mean: divisions whose names have most of their letters in common with them.
    fn candidates(&self, place: &DoubtfulPlace) -> Vec<DivisionId> {
        let words = to_half_width(&format!("{}{}", place.town, place.village));
        let last = if place.village.is_empty() { &place.town } else { &place.village };
        let last = to_half_width(last);
        let mut found: Vec<(usize, &DivisionRecord)> = self
            .divisions
            .iter()
            .filter(|d| d.kind != DivisionKind::County)
            .filter_map(|d| {
                let (typed, name) = (bare(&last), bare(&d.name));
                let same = common(&typed, &name);
                // Fewer than half of the letters are chance.
                let enough = same > 0 && same * 2 >= typed.chars().count().max(name.chars().count());
                let inside = d.parent_id.is_some() && self.names_town(d.parent_id, &words);
                enough.then_some((same * 4 + usize::from(inside), d))
            })
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.code.cmp(&b.1.code)));
        let first = place.taken_for.into_iter().chain(place.candidates.iter().copied());
        let mut ids: Vec<DivisionId> = Vec::new();
        for id in first.chain(found.into_iter().map(|(_, d)| d.id)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids.truncate(CANDIDATES);
        ids
    }

    fn names_town(&self, id: Option<DivisionId>, words: &str) -> bool {
        self.divisions.iter().any(|d| Some(d.id) == id && words.contains(&bare(&d.name)))
    }

    /// Remembers what was said now for the next import of this source.
    pub async fn remember(
        &self,
        tx: &mut Tx,
        source: &str,
        by: AccountId,
        at: DateTime<Utc>,
    ) -> Result<(), AppError> {
        for words in &self.new {
            imports::remember_place(tx, source, words, by, at).await?;
        }
        Ok(())
    }
}

/// Something was named that isn't surely known.
fn doubtful(place: &Place) -> bool {
    !place.doubts.is_empty()
}

fn cut(words: Option<&str>) -> String {
    words.unwrap_or_default().trim().chars().take(LONGEST).collect()
}

/// A name without what many have in common.
fn bare(name: &str) -> String {
    let mut bare = name;
    for suffix in [
        "社区居民委员会",
        "村民委员会",
        "居民委员会",
        "居委会",
        "村委会",
        "社区",
        "街道办事处",
        "街道",
        "村",
        "镇",
        "乡",
    ] {
        if let Some(rest) = bare.strip_suffix(suffix).filter(|rest| !rest.is_empty()) {
            bare = rest;
        }
    }
    bare.to_owned()
}

/// How many letters two names share.
fn common(a: &str, b: &str) -> usize {
    let mut left: Vec<char> = b.chars().collect();
    a.chars()
        .filter(|c| left.iter().position(|other| other == c).map(|i| left.swap_remove(i)).is_some())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_what_they_all_end_with() {
        assert_eq!(bare("东示例社区居民委员会"), "东示例");
        assert_eq!(bare("东示例社区居委会"), "东示例");
        assert_eq!(bare("村"), "村");
        assert_eq!(common("冶三", "冶山"), 1);
        assert_eq!(common("山山", "山水"), 1);
    }
}

//! Finding a division by what files call it: a name, 镇/村, an address, a code, or one of these with a slip in it.
//!
//! What can't be told for sure is never taken in silence: either nothing is taken and the candidates are named, or,
//! where only one comes near enough, it is taken and said so.

mod names;
mod near;
mod text;

use std::collections::HashMap;

use huishang_domain::identity::to_half_width;
use huishang_domain::ids::DivisionId;
use huishang_domain::words::{DivisionKind, ImportField, RowProblemKind};
use huishang_store::directory::DivisionRecord;

use self::near::{Likeness, likeness};
use self::text::Forms;

/// What parts the levels of one cell.
const LEVELS: [char; 9] = ['/', '\\', '、', '-', '—', '–', '>', '|', '·'];
/// The most candidates that are named.
const MOST_NAMED: usize = 5;

/// What a row says of where it belongs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named<'a> {
    /// Its column of towns.
    pub town: Option<&'a str>,
    /// Its column of villages.
    pub village: Option<&'a str>,
    /// Where it happened, in a sentence.
    pub place: Option<&'a str>,
}

/// Where a matter belongs, as far as it could be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The smallest division found.
    pub division: Option<DivisionId>,
    /// Its town.
    pub town: Option<DivisionId>,
    /// What isn't sure about it.
    pub doubts: Vec<PlaceDoubt>,
}

/// Why a person should look at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceDoubt {
    /// The column.
    pub field: ImportField,
    /// What is doubtful.
    pub problem: RowProblemKind,
    /// The divisions that it may be, the likeliest first.
    pub candidates: Vec<DivisionId>,
}

/// What a text may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    /// Surely this one.
    One(DivisionId),
    /// One slip away from this one, and from no other so near.
    Like(DivisionId),
    /// One of these, or none.
    Several(Vec<DivisionId>),
}

#[derive(Debug)]
struct Known {
    name: String,
    kind: DivisionKind,
    town: Option<DivisionId>,
}

/// The divisions by name and code.
#[derive(Debug, Default)]
pub(super) struct Places {
    all: HashMap<DivisionId, Known>,
    /// In the directory's order, so that candidates always are named in the same one.
    order: Vec<DivisionId>,
    counties: Vec<String>,
    by_code: HashMap<String, DivisionId>,
    by_name: HashMap<(DivisionKind, String), Vec<DivisionId>>,
    forms: Forms,
}

impl Places {
    /// Takes in the directory.
    pub fn new(divisions: &[DivisionRecord]) -> Self {
        let mut places = Self::default();
        for division in divisions {
            let (id, kind) = (division.id, division.kind);
            let name = to_half_width(&division.name);
            places.by_code.insert(division.code.clone(), id);
            let town = match kind {
                DivisionKind::County => {
                    places.counties.push(name.clone());
                    None
                }
                DivisionKind::Town => Some(id),
                _ => division.parent_id,
            };
            if matches!(kind, DivisionKind::Town | DivisionKind::Village) {
                for name in names::names(&name, kind) {
                    places.by_name.entry((kind, name)).or_default().push(id);
                }
                for form in names::in_text(&name, kind) {
                    places.forms.add(form, id);
                }
                places.order.push(id);
            }
            places.all.insert(id, Known { name, kind, town });
        }
        places
    }

    /// The place that a row names.
    pub fn find(&self, named: Named<'_>) -> Place {
        let mut place = Place::default();
        if let Some(text) = named.town.map(str::trim).filter(|t| !t.is_empty()) {
            let mut levels = self.levels(text);
            let found = self.town(text, &levels);
            // 镇/村 in one column.
            let below = if named.village.is_none() && levels.len() > 1 { levels.pop() } else { None };
            self.take(&mut place, ImportField::Town, found);
            if let Some(village) = below.filter(|_| self.is_town(place.division)) {
                let found = self.village(&village, place.town);
                self.take(&mut place, ImportField::Town, found);
            }
        }
        if let Some(text) = named.village.map(str::trim).filter(|v| !v.is_empty()) {
            let found = self.village(text, place.town);
            self.take(&mut place, ImportField::Village, found);
        } else if let Some(text) =
            named.place.filter(|_| place.division.is_none_or(|d| self.is_town(Some(d))))
        {
            // A sentence may name no division at all; that is nothing to doubt.
            if let Some(found) = self.in_sentence(&to_half_width(text), place.town) {
                self.take(&mut place, ImportField::Place, Some(found));
            }
        }
        place
    }

    fn is_town(&self, id: Option<DivisionId>) -> bool {
        id.and_then(|id| self.all.get(&id)).is_some_and(|known| known.kind == DivisionKind::Town)
    }

    fn take(&self, place: &mut Place, field: ImportField, found: Option<Found>) {
        use RowProblemKind as P;
        let (taken, doubt) = match found {
            Some(Found::One(id)) => (Some(id), None),
            Some(Found::Like(id)) => (Some(id), Some((P::LikeDivision, vec![id]))),
            Some(Found::Several(ids)) => (None, Some((P::DoubtfulDivision, ids))),
            None => (None, Some((P::UnknownDivision, Vec::new()))),
        };
        if let Some(id) = taken {
            place.division = Some(id);
            place.town = self.all.get(&id).and_then(|known| known.town);
        }
        if let Some((problem, ids)) = doubt {
            let candidates = ids.into_iter().take(MOST_NAMED).collect();
            place.doubts.push(PlaceDoubt { field, problem, candidates });
        }
    }

    /// As people are shown it: with its town where it is a village.
    pub fn called(&self, id: DivisionId) -> Option<String> {
        let known = self.all.get(&id)?;
        let town = known.town.filter(|town| *town != id).and_then(|town| self.all.get(&town));
        Some(town.map_or_else(|| known.name.clone(), |town| format!("{}（{}）", known.name, town.name)))
    }

    /// The levels of a cell, without the county and what stands before it.
    fn levels(&self, text: &str) -> Vec<String> {
        let parts = text.split(|c: char| LEVELS.contains(&c) || c == '／' || c.is_whitespace());
        let parts = parts.map(|part| self.below_county(&to_half_width(part)).to_owned());
        parts.filter(|part| !part.is_empty()).collect()
    }

    fn below_county<'a>(&self, text: &'a str) -> &'a str {
        let after = self.counties.iter().find_map(|county| text.split_once(county.as_str()));
        after.map_or(text, |(_, rest)| rest)
    }

    fn town(&self, text: &str, levels: &[String]) -> Option<Found> {
        let whole = to_half_width(text);
        if let Some(id) = self.coded(&whole) {
            return Some(Found::One(id));
        }
        let Some(first) = levels.first() else {
            // Nothing but the county's own name.
            let county = self.all.iter().find(|(_, known)| known.kind == DivisionKind::County);
            return county.map(|(id, _)| Found::One(*id));
        };
        let exact = self.exact(DivisionKind::Town, first, None);
        if let Some(Found::One(_)) = exact {
            return exact;
        }
        let village = || self.exact(DivisionKind::Village, first, None);
        self.in_sentence(self.below_county(&whole), None)
            .or(exact)
            .or_else(|| self.near(DivisionKind::Town, first, None))
            .or_else(village)
    }

    fn village(&self, text: &str, town: Option<DivisionId>) -> Option<Found> {
        let whole = to_half_width(text);
        if let Some(id) = self.coded(&whole) {
            return Some(Found::One(id));
        }
        let below = self.below_county(&whole);
        let levels = self.levels(text);
        let last = levels.last().map_or(below, String::as_str);
        let above = levels.len().checked_sub(2).and_then(|i| levels.get(i));
        let above = above.and_then(|name| self.exact(DivisionKind::Town, name, None));
        let town = town.or(match above {
            Some(Found::One(id)) => Some(id),
            _ => None,
        });
        let exact = self.exact(DivisionKind::Village, last, town);
        if let Some(Found::One(_)) = exact {
            return exact;
        }
        if let Some(found) = self.in_sentence(below, town) {
            return Some(found);
        }
        if exact.is_some() {
            return exact;
        }
        // The same name in another town: one of the two columns is wrong, and only a person can say which.
        let elsewhere = town.and_then(|_| self.exact(DivisionKind::Village, last, None));
        let near = self.near(DivisionKind::Village, last, town);
        match (elsewhere, near) {
            (None, near) => near,
            (Some(elsewhere), near) => {
                let mut ids = ids_of(elsewhere);
                ids.extend(near.map(ids_of).unwrap_or_default());
                Some(Found::Several(ids))
            }
        }
    }

    /// A code of the six, nine or twelve digits that divisions have, or a longer one of a grid within them.
    fn coded(&self, text: &str) -> Option<DivisionId> {
        if text.len() < 6 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if let Some(id) = self.by_code.get(text) {
            return Some(*id);
        }
        let village = text.get(..12).and_then(|code| self.by_code.get(code));
        // A town may be written with twelve digits, the last of them zeros.
        let shorter = || {
            let code = text.trim_end_matches('0');
            [6, 9].into_iter().filter(|length| *length >= code.len()).find_map(|length| {
                text.get(..length)
                    .filter(|_| text.len() == 12 || text.len() == 9)
                    .and_then(|c| self.by_code.get(c))
            })
        };
        village.or_else(shorter).copied()
    }

    fn exact(&self, kind: DivisionKind, name: &str, town: Option<DivisionId>) -> Option<Found> {
        let within =
            |id: &DivisionId| town.is_none_or(|t| self.all.get(id).is_some_and(|k| k.town == Some(t)));
        for name in names::names(name, kind) {
            let Some(ids) = self.by_name.get(&(kind, name)) else { continue };
            let ids: Vec<DivisionId> = ids.iter().filter(|id| within(id)).copied().collect();
            match ids.as_slice() {
                [] => {}
                [id] => return Some(Found::One(*id)),
                _ => return Some(Found::Several(ids)),
            }
        }
        None
    }

    /// What a sentence names by a whole name; towns in it say which of several villages is meant.
    fn in_sentence(&self, text: &str, town: Option<DivisionId>) -> Option<Found> {
        let named = self.forms.named(text);
        let of_kind = |wanted: DivisionKind| {
            let mut ids: Vec<DivisionId> = Vec::new();
            for id in &named {
                if self.all.get(id).is_some_and(|known| known.kind == wanted) && !ids.contains(id) {
                    ids.push(*id);
                }
            }
            ids
        };
        let (towns, villages) = (of_kind(DivisionKind::Town), of_kind(DivisionKind::Village));
        let within = |id: &DivisionId| {
            let of = self.all.get(id).and_then(|known| known.town);
            of.is_some_and(|of| town.map_or(towns.is_empty() || towns.contains(&of), |town| town == of))
        };
        let fitting: Vec<DivisionId> = villages.iter().filter(|id| within(id)).copied().collect();
        match (fitting.as_slice(), towns.as_slice()) {
            ([id], _) => Some(Found::One(*id)),
            ([_, _, ..], _) => Some(Found::Several(fitting)),
            // A village that the town hasn't; the town alone would hide it.
            ([], _) if !villages.is_empty() => Some(Found::Several(villages)),
            ([], [id]) if town.is_none_or(|town| town == *id) => Some(Found::One(*id)),
            ([], []) => None,
            ([], _) => Some(Found::Several(towns)),
        }
    }

    /// What differs by one slip: taken where one alone is near enough.
    fn near(&self, kind: DivisionKind, typed: &str, town: Option<DivisionId>) -> Option<Found> {
        let bare = names::bare(typed, kind);
        let mut like: Vec<(Likeness, DivisionId)> = Vec::new();
        for id in &self.order {
            let Some(known) = self.all.get(id).filter(|k| k.kind == kind) else { continue };
            if town.is_some_and(|town| known.town != Some(town)) {
                continue;
            }
            let own = names::bare(&known.name, kind);
            // A slip in 社区 or 村委会 leaves the name itself whole.
            let in_ending = || {
                let forms = names::in_text(&known.name, kind);
                let ends = forms.iter().filter_map(|form| likeness(typed, form)).min();
                ends.map(|l| if typed.starts_with(own) { Likeness::Long } else { l })
            };
            if let Some(l) = likeness(bare, own).or_else(in_ending) {
                like.push((l, *id));
            }
        }
        like.sort_by_key(|(likeness, _)| *likeness);
        let surest = like.first()?.0;
        match like.iter().take_while(|(likeness, _)| *likeness == surest).collect::<Vec<_>>().as_slice() {
            // All villages of a town are known, so a name that comes near one of them alone means no other.
            [(_, id)] if surest != Likeness::Short || town.is_some() => Some(Found::Like(*id)),
            _ => Some(Found::Several(like.into_iter().map(|(_, id)| id).collect())),
        }
    }
}

fn ids_of(found: Found) -> Vec<DivisionId> {
    match found {
        Found::One(id) | Found::Like(id) => vec![id],
        Found::Several(ids) => ids,
    }
}

#[cfg(test)]
mod tests;

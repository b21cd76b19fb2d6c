//! Finding a division by what files call it: 东示例村, 东示例村委会, 东示例村民委员会, or its code.

use std::collections::HashMap;

use huishang_domain::ids::DivisionId;
use huishang_domain::words::DivisionKind;
use huishang_store::directory::DivisionRecord;

/// What may follow the name of a village or community, longest first.
const VILLAGE_SUFFIXES: [&str; 10] = [
    "社区居民委员会",
    "村民委员会",
    "居民委员会",
    "社区居委会",
    "社区村委会",
    "村委会",
    "居委会",
    "社区",
    "居",
    "村",
];

/// What may follow the name of a town.
const TOWN_SUFFIXES: [&str; 6] = ["街道办事处", "人民政府", "街道办", "街道", "镇", "乡"];

/// Where a matter belongs, as far as it could be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The smallest division found.
    pub division: Option<DivisionId>,
    /// Its town.
    pub town: Option<DivisionId>,
    /// A town or village was named that isn't known, or isn't the only one of its name.
    pub town_unknown: bool,
    /// The same of the village.
    pub village_unknown: bool,
}

/// One division, or several that bear the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    One(DivisionId),
    Several,
}

/// The divisions by name and code.
#[derive(Debug, Default)]
pub(super) struct Places {
    by_code: HashMap<String, DivisionId>,
    towns: HashMap<String, Found>,
    /// Within a town, and (with none) anywhere.
    villages: HashMap<(Option<DivisionId>, String), Found>,
    town_of: HashMap<DivisionId, DivisionId>,
}

impl Places {
    /// Takes in the directory.
    pub fn new(divisions: &[DivisionRecord]) -> Self {
        let mut places = Self::default();
        for division in divisions {
            places.by_code.insert(division.code.clone(), division.id);
            match (division.kind, division.parent_id) {
                (DivisionKind::Town, _) => {
                    places.town_of.insert(division.id, division.id);
                    for name in names(&division.name, &TOWN_SUFFIXES) {
                        note(&mut places.towns, name, division.id);
                    }
                }
                (DivisionKind::Village, Some(town)) => {
                    places.town_of.insert(division.id, town);
                    for name in names(&division.name, &VILLAGE_SUFFIXES) {
                        note(&mut places.villages, (Some(town), name.clone()), division.id);
                        note(&mut places.villages, (None, name), division.id);
                    }
                }
                _ => {}
            }
        }
        places
    }

    /// The place that a row names.
    pub fn find(&self, town: Option<&str>, village: Option<&str>) -> Place {
        let mut place = Place::default();
        let (town, rest) = match town.and_then(|t| t.split_once(['/', '／', '\\', '、'])) {
            // "镇/村" in one column.
            Some((town, rest)) if village.is_none() => (Some(town), Some(rest)),
            _ => (town, None),
        };
        if let Some(name) = town.map(str::trim).filter(|t| !t.is_empty()) {
            let found =
                self.by_code.get(name).copied().or_else(|| one(&self.towns, names(name, &TOWN_SUFFIXES)));
            place.town_unknown = found.is_none();
            place.division = found;
            place.town = found.and_then(|id| self.town_of.get(&id).copied());
        }
        if let Some(name) = village.or(rest).map(str::trim).filter(|v| !v.is_empty()) {
            let keys = names(name, &VILLAGE_SUFFIXES).into_iter().map(|name| (place.town, name));
            let found = self.by_code.get(name).copied().or_else(|| one(&self.villages, keys));
            place.village_unknown = found.is_none();
            if let Some(id) = found {
                place.division = Some(id);
                place.town = self.town_of.get(&id).copied();
            }
        }
        place
    }
}

/// The whole name, then the name without what may follow it, which is the weaker sign.
fn names(name: &str, suffixes: &[&str]) -> Vec<String> {
    let bare = suffixes.iter().find_map(|s| name.strip_suffix(s)).filter(|bare| bare.chars().count() >= 2);
    std::iter::once(name).chain(bare).map(str::to_owned).collect()
}

fn note<K: Eq + std::hash::Hash>(found: &mut HashMap<K, Found>, key: K, id: DivisionId) {
    found
        .entry(key)
        .and_modify(|f| {
            if *f != Found::One(id) {
                *f = Found::Several
            }
        })
        .or_insert(Found::One(id));
}

fn one<K: Eq + std::hash::Hash>(
    found: &HashMap<K, Found>,
    keys: impl IntoIterator<Item = K>,
) -> Option<DivisionId> {
    keys.into_iter().find_map(|key| match found.get(&key) {
        Some(Found::One(id)) => Some(*id),
        Some(Found::Several) | None => None,
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> DivisionId {
        DivisionId(Uuid::from_u128(n))
    }

    fn places() -> Places {
        let row = |n, code: &str, name: &str, parent: Option<u128>, kind| DivisionRecord {
            id: id(n),
            code: code.to_owned(),
            name: name.to_owned(),
            parent_id: parent.map(id),
            kind,
        };
        Places::new(&[
            row(1, "341181", "示例市", None, DivisionKind::County),
            row(2, "341181901", "甲示例镇", Some(1), DivisionKind::Town),
            row(3, "341181902", "乙示例街道", Some(1), DivisionKind::Town),
            row(4, "341181901201", "东示例村委会", Some(2), DivisionKind::Village),
            row(5, "341181901001", "东示例社区居委会", Some(2), DivisionKind::Village),
            row(6, "341181902001", "西示例社区居委会", Some(3), DivisionKind::Village),
            row(7, "341181901202", "南示例村委会", Some(2), DivisionKind::Village),
            row(8, "341181902201", "南示例村委会", Some(3), DivisionKind::Village),
        ])
    }

    #[test]
    fn a_village_is_found_by_each_of_its_names() {
        let places = places();
        for name in [
            "西示例社区居委会",
            "西示例社区",
            "西示例居委会",
            "西示例",
            " 西示例社区居民委员会 ",
            "341181902001",
        ] {
            let place = places.find(Some("乙示例街道"), Some(name));
            assert_eq!((place.division, place.town), (Some(id(6)), Some(id(3))), "{name}");
        }
        for town in ["甲示例", "甲示例镇", "甲示例镇人民政府", "341181901"] {
            assert_eq!(places.find(Some(town), None).division, Some(id(2)), "{town}");
        }
        assert_eq!(places.find(Some("甲示例镇/南示例村"), None).division, Some(id(7)));
    }

    #[test]
    fn the_whole_name_tells_village_and_community_of_one_name_apart() {
        let places = places();
        assert_eq!(places.find(Some("甲示例镇"), Some("东示例村委会")).division, Some(id(4)));
        assert_eq!(places.find(Some("甲示例镇"), Some("东示例社区居委会")).division, Some(id(5)));
        let doubtful = places.find(Some("甲示例镇"), Some("东示例"));
        assert_eq!((doubtful.division, doubtful.village_unknown), (Some(id(2)), true));
    }

    #[test]
    fn a_village_alone_is_found_only_if_it_is_the_only_one() {
        let places = places();
        assert_eq!(places.find(None, Some("西示例村")).town, Some(id(3)));
        let doubtful = places.find(None, Some("南示例村委会"));
        assert_eq!((doubtful.division, doubtful.village_unknown), (None, true));
        let foreign = places.find(Some("没有的镇"), None);
        assert_eq!((foreign.division, foreign.town_unknown), (None, true));
        assert_eq!(places.find(None, None), Place::default());
    }
}

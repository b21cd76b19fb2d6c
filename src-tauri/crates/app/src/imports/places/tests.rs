//! Against the real divisions of one county, and a few invented ones that share names.

use std::path::Path;

use huishang_domain::words::RowProblemKind as P;
use uuid::Uuid;

use super::*;

fn id(n: u128) -> DivisionId {
    DivisionId(Uuid::from_u128(n))
}

fn row(n: u128, code: &str, name: &str, parent: Option<u128>, kind: DivisionKind) -> DivisionRecord {
    DivisionRecord {
        id: id(n),
        code: code.to_owned(),
        name: name.to_owned(),
        parent_id: parent.map(id),
        kind,
    }
}

/// The candidates of its first doubt, as people are shown them.
fn named(places: &Places, place: &Place) -> Vec<String> {
    place.doubts[0].candidates.iter().filter_map(|id| places.called(*id)).collect()
}

fn invented() -> Places {
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

/// Code, name and the code of what it belongs to.
fn rows() -> Vec<(String, String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/samples/divisions-341181.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let line = |line: &str| {
        let mut parts = line.trim().split(',').map(str::to_owned);
        (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap())
    };
    text.lines().skip(1).map(line).collect()
}

fn number(code: &str) -> u128 {
    code.parse().unwrap()
}

fn real() -> Places {
    let records: Vec<_> = rows()
        .into_iter()
        .map(|(code, name, parent)| {
            let kind = match code.len() {
                6 => DivisionKind::County,
                9 => DivisionKind::Town,
                _ => DivisionKind::Village,
            };
            row(number(&code), &code, &name, parent.parse().ok(), kind)
        })
        .collect();
    assert_eq!(records.len(), 192);
    Places::new(&records)
}

fn of<'a>(town: impl Into<Option<&'a str>>, village: impl Into<Option<&'a str>>) -> Named<'a> {
    Named { town: town.into(), village: village.into(), place: None }
}

fn doubts(place: &Place) -> Vec<P> {
    place.doubts.iter().map(|doubt| doubt.problem).collect()
}

#[test]
fn a_village_is_found_by_each_of_its_names() {
    let places = invented();
    for name in [
        "西示例社区居委会",
        "西示例社区",
        "西示例居委会",
        "西示例",
        " 西示例社区居民委员会 ",
        "西示例社区3组",
        "341181902001",
        "３４１１８１９０２００１",
        "34118190200101001",
    ] {
        let place = places.find(of("乙示例街道", name));
        assert_eq!((place.division, place.town), (Some(id(6)), Some(id(3))), "{name}");
        assert_eq!(place.doubts, [], "{name}");
    }
    for town in ["甲示例", "甲示例镇", "甲示例镇人民政府", "341181901", "341181901000", "示例市甲示例镇"]
    {
        let place = places.find(of(town, None));
        assert_eq!((place.division, place.town, place.doubts.len()), (Some(id(2)), Some(id(2)), 0), "{town}");
    }
    assert_eq!(places.find(of("示例市", None)).division, Some(id(1)));
}

#[test]
fn town_and_village_may_stand_in_one_cell() {
    let places = invented();
    for text in [
        "甲示例镇/南示例村",
        "甲示例／南示例",
        "甲示例镇-南示例村委会",
        "甲示例镇 南示例村",
        "甲示例镇南示例村",
        "示例市/甲示例镇/南示例村",
        "某省某市示例市甲示例镇南示例村四组12号",
    ] {
        let place = places.find(of(text, None));
        assert_eq!((place.division, place.doubts.len()), (Some(id(7)), 0), "{text}");
        assert_eq!(places.find(of(None, text)).division, Some(id(7)), "{text}");
    }
    let place = places.find(of("甲示例镇/没有的村", None));
    assert_eq!((place.division, doubts(&place)), (Some(id(2)), vec![P::UnknownDivision]));
}

#[test]
fn the_whole_name_tells_village_and_community_of_one_name_apart() {
    let places = invented();
    assert_eq!(places.find(of("甲示例镇", "东示例村委会")).division, Some(id(4)));
    assert_eq!(places.find(of("甲示例镇", "东示例社区居委会")).division, Some(id(5)));
    let doubtful = places.find(of("甲示例镇", "东示例"));
    assert_eq!((doubtful.division, doubts(&doubtful)), (Some(id(2)), vec![P::DoubtfulDivision]));
    assert_eq!(named(&places, &doubtful), ["东示例村委会（甲示例镇）", "东示例社区居委会（甲示例镇）"]);
}

#[test]
fn a_village_alone_is_found_only_if_it_is_the_only_one() {
    let places = invented();
    assert_eq!(places.find(of(None, "西示例村")).town, Some(id(3)));
    let doubtful = places.find(of(None, "南示例村委会"));
    assert_eq!((doubtful.division, doubts(&doubtful)), (None, vec![P::DoubtfulDivision]));
    assert_eq!(named(&places, &doubtful), ["南示例村委会（甲示例镇）", "南示例村委会（乙示例街道）"]);
    let foreign = places.find(of("没有的镇", None));
    assert_eq!((foreign.division, doubts(&foreign)), (None, vec![P::UnknownDivision]));
    assert_eq!(places.find(of(None, None)), Place::default());
}

#[test]
fn columns_that_contradict_each_other_are_left_to_a_person() {
    let place = invented().find(of("甲示例镇", "西示例社区"));
    assert_eq!((place.division, doubts(&place)), (Some(id(2)), vec![P::DoubtfulDivision]));
    assert!(named(&invented(), &place).contains(&"西示例社区居委会（乙示例街道）".to_owned()));
    let place = invented().find(of("甲示例镇", "乙示例街道西示例社区"));
    assert_eq!((place.division, doubts(&place)), (Some(id(2)), vec![P::DoubtfulDivision]));
}

#[test]
fn each_of_the_192_is_found_by_name_short_name_pair_address_and_code() {
    let places = real();
    let rows = rows();
    let town_of = |parent: &str| rows.iter().find(|(code, _, _)| code == parent).unwrap().1.clone();
    for (code, name, parent) in rows.iter().filter(|(code, _, _)| code.len() == 12) {
        let town = town_of(parent);
        let short = name.replace("社区居委会", "社区").replace("村委会", "村");
        let bare = names::bare(name, DivisionKind::Village);
        let wanted = (Some(id(number(code))), Some(id(number(parent))), Vec::new());
        let check = |named: Named<'_>| {
            let place = places.find(named);
            assert_eq!((place.division, place.town, place.doubts), wanted, "{named:?}");
        };
        check(of(town.as_str(), name.as_str()));
        check(of(town.as_str(), short.as_str()));
        check(of(None, code.as_str()));
        check(of(format!("{town}/{short}").as_str(), None));
        check(of(format!("天长市{town}{short}").as_str(), None));
        let address = format!("安徽省滁州市天长市{town}{short}示例路12号");
        check(of(None, address.as_str()));
        check(Named { town: None, village: None, place: Some(&address) });
        check(Named { town: Some(&town), village: None, place: Some(&format!("{short}东侧水塘")) });
        // 兴隆村委会 and 兴隆社区居委会 share theirs.
        let twins =
            rows.iter().filter(|(_, n, p)| p == parent && names::bare(n, DivisionKind::Village) == bare);
        if twins.count() == 1 {
            check(of(town.as_str(), bare));
        }
    }
    for (code, name, _) in rows.iter().filter(|(code, _, _)| code.len() == 9) {
        for text in [
            name.clone(),
            names::bare(name, DivisionKind::Town).to_owned(),
            code.clone(),
            format!("{code}000"),
        ] {
            let place = places.find(of(text.as_str(), None));
            assert_eq!((place.division, place.doubts), (Some(id(number(code))), Vec::new()), "{text}");
        }
    }
}

/// A wrong character, a missing one, and one too many, at each place of each name: whatever is taken is said, what isn't
/// taken names the right one, and nearly all are taken.
#[test]
fn one_slip_in_any_name_is_taken_and_said_or_its_candidates_are_named() {
    let places = real();
    let rows = rows();
    let (mut all, mut taken, mut wrong) = (0, 0, 0);
    for (code, name, parent) in rows.iter().filter(|(code, _, _)| code.len() == 12) {
        let town = rows.iter().find(|(c, _, _)| c == parent).unwrap().1.clone();
        let short = name.replace("社区居委会", "社区").replace("村委会", "村");
        let chars: Vec<char> = names::bare(name, DivisionKind::Village).chars().collect();
        for at in 0..chars.len() {
            for slip in ["", "囧", "重复"] {
                let mut typed: Vec<String> = short.chars().map(String::from).collect();
                typed[at] = if slip == "重复" { chars[at].to_string().repeat(2) } else { slip.to_owned() };
                let typed = typed.concat();
                let place = places.find(of(town.as_str(), typed.as_str()));
                all += 1;
                assert_eq!(place.town, Some(id(number(parent))), "{typed}");
                let told = place.doubts.first();
                let right = id(number(code));
                if place.division == Some(id(number(code))) {
                    taken += 1;
                    assert!(told.is_none_or(|d| d.problem == P::LikeDivision), "{typed}");
                } else if place.division == place.town {
                    let told = told.unwrap();
                    let named = told.candidates.contains(&right) || told.candidates.len() == MOST_NAMED;
                    assert!(named || told.problem == P::UnknownDivision, "{town} {typed}: {told:?}");
                } else {
                    wrong += 1;
                    assert_eq!(told.map(|d| d.problem), Some(P::LikeDivision), "{town} {typed}");
                }
            }
        }
    }
    assert!(wrong * 100 <= all, "{wrong} of {all}");
    assert!(taken * 10 >= all * 9, "{taken} of {all}");
}

#[test]
fn without_a_town_a_slip_in_a_short_name_is_left_with_its_candidates() {
    let place = real().find(of(None, "天囧社区"));
    assert_eq!((place.division, doubts(&place)), (None, vec![P::DoubtfulDivision]));
    assert!(named(&real(), &place).contains(&"天宝社区居委会（广陵街道）".to_owned()));
    let place = real().find(of(None, "护囧桥社区"));
    assert_eq!(doubts(&place), [P::LikeDivision], "a long one is taken and said");
    assert_eq!(place.doubts[0].candidates.len(), 1);
}

#[test]
fn slips_by_sound_are_taken_even_in_short_names() {
    let places = real();
    for (town, typed, code) in [
        ("千秋街道", "烟脂山社区", "胭脂山社区居委会"),
        ("千秋街道", "胭脂三社区", "胭脂山社区居委会"),
        ("广陵街道", "天保社区", "天宝社区居委会"),
        ("铜成镇", "山海社区", "山海社区居委会"),
        ("叉涧镇", "三点村", "三店村委会"),
    ] {
        let place = places.find(of(town, typed));
        let name = place.division.map(|id| places.all[&id].name.as_str());
        assert_eq!(name, Some(code), "{town} {typed}");
        assert!(!place.doubts.is_empty() && doubts(&place).iter().all(|d| *d == P::LikeDivision), "{typed}");
    }
}

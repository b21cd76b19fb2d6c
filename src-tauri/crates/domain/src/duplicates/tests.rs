use proptest::prelude::*;
use uuid::Uuid;

use super::text::{conflicts, grams, keys, keys_near, likeness, normalise, quantities};
use super::*;

fn at(day: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + day * 86_400, 0).unwrap()
}

fn division(n: u128) -> DivisionId {
    DivisionId(Uuid::from_u128(n))
}

/// Dark lamps in village 11 of town 1, told on a day.
fn lamps<'a>(body: &'a str, day: i64, people: &'a [Person]) -> Traits {
    Traits::of(&Matter {
        title: "路灯不亮",
        body,
        place: Some("样例镇东样例村"),
        division_id: Some(division(11)),
        town_id: Some(division(1)),
        category: "R0101",
        received_at: at(day),
        people,
    })
}

fn person(name: &str, phone: &str) -> [Person; 1] {
    [Person { name: name.into(), phone: Some(phone.into()), id_number: None }]
}

#[test]
fn width_punctuation_and_numerals_make_no_difference() {
    assert_eq!(normalise("东样例村３号楼，七户 漏水！"), "东样例村3号楼7户漏水");
    assert_eq!(normalise("十二户、二十户、三百零五户、二〇三室"), "12户20户305户203室");
    assert_eq!(normalise("一百二十三"), "123");
    assert_eq!(normalise(""), "");
}

#[test]
fn stock_phrases_say_nothing() {
    let (bare, dressed) =
        (normalise("东样例村路灯不亮"), normalise("再次反映：东样例村路灯不亮，请求尽快处理。"));
    assert_eq!(likeness(&grams(&bare), &grams(&dressed)), 1.0);
}

#[test]
fn another_house_number_contradicts() {
    let of = |text| quantities(&normalise(text));
    assert_eq!(conflicts(&of("3号楼楼顶漏水"), &of("五号楼楼顶漏水")), 1);
    assert_eq!(conflicts(&of("三号楼楼顶漏水"), &of("3号楼6户漏水")), 0);
    assert_eq!(conflicts(&of("8个月没有工资"), &of("8个子女")), 0);
    assert_eq!(of("请打13800138000"), Quantities::new());
}

#[test]
fn the_same_caller_again_is_found_after_months() {
    let (a, b) = (person("张样例", "138-0013-8000"), person("张样例", "１３８００１３８０００"));
    let first = lamps("主干道8盏路灯不亮，晚上出行不安全。", 0, &a);
    let again = lamps("村里大路上的路灯坏了八盏，一直没人修，晚上看不见路。", 120, &b);
    let found = compare(&first, &again);
    assert!(found.score >= PROPOSE_FROM, "{found:?}");
    assert!(
        found.reasons.starts_with(&[DuplicateReason::SamePhone, DuplicateReason::SamePlace]),
        "{found:?}"
    );
}

#[test]
fn a_neighbour_in_other_words_is_found_within_two_weeks_only() {
    let (a, b) = (person("张样例", "13800138000"), person("李样例", "13900139000"));
    let first = lamps("东样例村主干道路灯不亮，晚上出行不安全。", 0, &a);
    let near = compare(&first, &lamps("东样例村路灯坏了一排，晚上出行不方便，老人怕摔。", 6, &b));
    assert!(near.score >= PROPOSE_FROM, "{near:?}");
    assert!(near.reasons.contains(&DuplicateReason::OtherWords), "{near:?}");
    let far = compare(&first, &lamps("东样例村路灯坏了一排，晚上出行不方便，老人怕摔。", 40, &b));
    assert_eq!(far.score, 0);
    let again = compare(&first, &lamps("再次反映东样例村主干道路灯不亮，晚上出行不安全。", 40, &b));
    assert!(again.score >= PROPOSE_FROM && again.reasons.contains(&DuplicateReason::SaysAgain), "{again:?}");
}

#[test]
fn another_number_and_another_person_is_another_matter() {
    let (a, b) = (person("张样例", "13800138000"), person("李样例", "13900139000"));
    let first = lamps("主干道3盏路灯不亮，晚上出行不安全。", 0, &a);
    let other = compare(&first, &lamps("主干道8盏路灯不亮，晚上出行不安全。", 2, &b));
    assert!(other.score < PROPOSE_FROM, "{other:?}");
    assert_eq!(other.reasons.last(), Some(&DuplicateReason::OtherNumbers));
}

#[test]
fn the_same_words_elsewhere_and_the_same_person_about_another_thing_are_not_proposed() {
    let caller = person("张样例", "13800138000");
    let first = lamps("主干道路灯不亮，晚上出行不安全。", 0, &[]);
    let elsewhere =
        Traits { village: Some(division(12)), place: "西村".into(), place_grams: vec![], ..first.clone() };
    assert!(compare(&first, &elsewhere).score < PROPOSE_FROM);
    let mine = lamps("主干道路灯不亮，晚上出行不安全。", 0, &caller);
    let matter = Matter {
        title: "拖欠工资",
        body: "厂里拖欠工资三个月，讨要无果。",
        place: None,
        division_id: Some(division(11)),
        town_id: Some(division(1)),
        category: "R1301",
        received_at: at(1),
        people: &caller,
    };
    let other = compare(&mine, &Traits::of(&matter));
    assert!(other.score < PROPOSE_FROM, "{other:?}");
}

#[test]
fn an_id_number_outweighs_a_name() {
    let people = |id: &str| [Person { name: "张样例".into(), phone: None, id_number: Some(id.into()) }];
    let (a, b) = (people("11010519491231002X"), people("440524188001010014"));
    let (one, same, other) = (lamps("路灯坏了", 0, &a), lamps("路灯坏了", 30, &a), lamps("路灯坏了", 3, &b));
    assert_eq!(compare(&one, &same).reasons.first(), Some(&DuplicateReason::SameId));
    assert!(!compare(&one, &other).reasons.contains(&DuplicateReason::SameName));
}

#[test]
fn keys_of_nearly_the_same_text_meet_across_months() {
    let first =
        grams(&normalise("同样例苑3号楼顶楼住户违章搭建阳光房，下雨天楼下6户天花板渗水，多次协调无果。"));
    let again = grams(&normalise(
        "再次反映：同样例苑3号楼顶楼住户违章搭建阳光房，下雨天楼下6户天花板渗水，协调无果。",
    ));
    let town = Some(Uuid::from_u128(1));
    let stored = keys(&first, town, at(0));
    assert_eq!(stored.len(), 3);
    let near = keys_near(&again, town, at(40), AGAIN_DAYS);
    assert!(stored.iter().any(|key| near.contains(key)));
    assert!(
        !keys_near(&again, Some(Uuid::from_u128(2)), at(40), AGAIN_DAYS).iter().any(|k| stored.contains(k))
    );
    assert_eq!(keys(&[], town, at(0)), Vec::<i64>::new());
}

/// The stored keys must stay what they are, or a database no longer finds what it holds.
#[test]
fn keys_are_the_same_for_ever() {
    assert_eq!(super::keys("路灯不亮", "主干道路灯不亮。", Some(division(1)), at(0)), FIRST_KEYS);
}

const FIRST_KEYS: [i64; 3] = [484_900_541_999_146_858, 3_517_719_633_475_691_913, 8_054_998_757_682_181_802];

fn traits() -> impl Strategy<Value = Traits> {
    let words = proptest::collection::vec(
        proptest::sample::select(
            &["路灯", "不亮", "渗水", "3号楼", "五户", "再次反映", "村口", "，", "ａｂ", "８", "违建"][..],
        ),
        0..12,
    );
    let ids = || proptest::option::of(0..3u128);
    let people = proptest::collection::vec((0..3usize, 0..3usize, 0..3usize), 0..3);
    (words, ids(), ids(), proptest::option::of("[东西]样例村[0-9]?"), 0..3usize, 0..400i64, people).prop_map(
        |(words, village, town, place, category, day, people)| {
            let people: Vec<Person> = people
                .into_iter()
                .map(|(name, phone, id)| Person {
                    name: ["张样例", "李样例", "某"][name].into(),
                    phone: [None, Some("13800138000".into()), Some("无".into())][phone].clone(),
                    id_number: [None, Some("11010519491231002X".into()), Some("错".into())][id].clone(),
                })
                .collect();
            let body = words.concat();
            Traits::of(&Matter {
                title: "样例",
                body: &body,
                place: place.as_deref(),
                division_id: village.map(division),
                town_id: town.map(division),
                category: ["R0101", "R0102", "M04"][category],
                received_at: at(day),
                people: &people,
            })
        },
    )
}

proptest! {
    #[test]
    fn whichever_is_named_first(a in traits(), b in traits()) {
        prop_assert_eq!(compare(&a, &b).score, compare(&b, &a).score);
        prop_assert_eq!(compare(&a, &b).reasons, compare(&b, &a).reasons);
    }

    #[test]
    fn never_out_of_range(a in traits(), b in traits()) {
        prop_assert!(compare(&a, &b).score <= 100);
    }

    #[test]
    fn the_same_is_wholly_the_same(a in traits()) {
        prop_assert_eq!(compare(&a, &a.clone()).score, 100);
    }

    #[test]
    fn normalising_twice_changes_nothing(text in "[一二三十百千a-zＡ-Ｚ０-９0-9，。楼户 ]{0,30}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,60}") {
        let text = normalise(&text);
        quantities(&text);
        keys(&grams(&text), None, at(0));
    }
}

use proptest::prelude::*;

use super::*;

fn shown(hit: &Hit) -> String {
    hit.snippet.iter().map(|m| if m.marked { format!("[{}]", m.text) } else { m.text.clone() }).collect()
}

fn of(typed: &str, fields: &[(HitField, &str)]) -> Option<(HitField, String)> {
    let fields: Vec<_> = fields.iter().map(|(field, text)| Field { field: *field, text }).collect();
    hit(&Search::read(typed)?, &fields).map(|hit| (hit.field, shown(&hit)))
}

#[test]
fn signs_blanks_width_and_case_do_not_count() {
    assert_eq!(fold("（１２３）号楼，ＡＢ c·Ｄ"), "123号楼abcd");
    assert_eq!(fold("，。!%_'\" 　"), "");
}

#[test]
fn words_are_parted_by_blanks_and_signs_alone_are_no_search() {
    let words =
        |typed: &str| Search::read(typed).map(|s| s.words.into_iter().map(|w| w.folded).collect::<Vec<_>>());
    assert_eq!(words("路灯 红旗　路灯"), Some(vec!["路灯".to_owned(), "红旗".to_owned()]));
    assert_eq!(words("138 0013 8000"), Some(vec!["13800138000".to_owned()]), "a phone");
    assert_eq!(words("% _ '"), None);
    assert_eq!(words(""), None);
}

#[test]
fn the_hit_is_marked_where_it_stands() {
    let title = (HitField::Title, "路灯不亮，请修");
    assert_eq!(of("路灯", &[title]), Some((HitField::Title, "[路灯]不亮，请修".into())));
    assert_eq!(of("亮请", &[title]), Some((HitField::Title, "路灯不[亮，请]修".into())));
    assert_eq!(of("请 路灯", &[title]), Some((HitField::Title, "[路灯]不亮，[请]修".into())));
    assert_eq!(
        of("3号", &[(HitField::Place, "甲村３号，乙村3号")]),
        Some((HitField::Place, "甲村[３号]，乙村[3号]".into()))
    );
    assert_eq!(of("没有", &[title]), None);
    let body = format!("{}路灯{}", "前".repeat(100), "后".repeat(100));
    let cut = of("路灯", &[(HitField::Text, &body)]).unwrap().1;
    assert_eq!(cut, format!("…{}[路灯]{}…", "前".repeat(12), "后".repeat(46)));
}

#[test]
fn the_field_with_most_words_is_shown() {
    let fields = [(HitField::Title, "路灯"), (HitField::Text, "红旗路的路灯")];
    assert_eq!(of("红旗 路灯", &fields).unwrap().0, HitField::Text);
    assert_eq!(of("路灯", &fields).unwrap().0, HitField::Title);
}

#[test]
fn a_number_is_found_whole_or_by_its_last_four_and_shown_masked() {
    let phone = [(HitField::Phone, "13812345678")];
    assert_eq!(of("5678", &phone), Some((HitField::Phone, "138****[5678]".into())));
    assert_eq!(of("１３８-１２３４-５６７８", &phone), Some((HitField::Phone, "[138****5678]".into())));
    assert_eq!(of("138 1234 5678", &phone), Some((HitField::Phone, "[138****5678]".into())));
    for part in ["1234", "45678", "1381", "138123", "34567"] {
        assert_eq!(of(part, &phone), None, "{part} would tell what the mask hides");
    }
    let line = [(HitField::Phone, "0550-7012345")];
    assert_eq!(of("7012345", &line), Some((HitField::Phone, "[0550-*****45]".into())));
    assert_eq!(of("2345", &line), None);
    let id = [(HitField::IdNumber, "34118119900101123X")];
    assert_eq!(of("123x", &id), Some((HitField::IdNumber, "341181********[123X]".into())));
    assert_eq!(of("34118119900101123x", &id), Some((HitField::IdNumber, "[341181********123X]".into())));
    assert_eq!(of("19900101", &id), None);
}

const TEXT: &str = "[路灯不亮甲乙丙村组0-9a-cＡ１，。 \\-%_']{0,40}";

proptest! {
    #[test]
    fn a_part_of_a_text_is_found_by_its_grams(text in TEXT, from in 0usize..40, len in 2usize..20) {
        let part: String = text.chars().skip(from).take(len).collect();
        let held = grams(&fold(&text));
        for word in Search::read(&part).map(|s| s.words).unwrap_or_default() {
            prop_assert!(fold(&text).contains(&word.folded));
            prop_assert!(word.grams.iter().all(|gram| held.contains(gram)), "{:?} in {}", word, text);
        }
    }

    #[test]
    fn two_characters_always_have_a_gram(word in "[路灯不亮a-c0-9]{2,20}") {
        let search = Search::read(&word).unwrap();
        prop_assert!(!search.words[0].grams.is_empty());
    }

    #[test]
    fn the_pieces_make_up_a_short_text(text in "[路灯甲乙0-9，]{1,60}", word in "[路灯甲乙0-9]{1,2}") {
        if let Some(hit) = hit(&Search::read(&word).unwrap(), &[Field { field: HitField::Title, text: &text }]) {
            prop_assert!(hit.snippet.iter().any(|m| m.marked));
            prop_assert_eq!(hit.snippet.into_iter().map(|m| m.text).collect::<String>(), text);
        }
    }

    #[test]
    fn whatever_is_typed_no_hidden_figure_is_shown(typed in "[0-9 ]{1,20}") {
        let fields = [Field { field: HitField::Phone, text: "13812345678" }];
        if let Some(hit) = Search::read(&typed).and_then(|search| hit(&search, &fields)) {
            prop_assert_eq!(hit.snippet.into_iter().map(|m| m.text).collect::<String>(), "138****5678");
        }
    }
}

//! How people's data is shown to those who may not see the whole of it (domain.md §9).
//!
//! Whatever isn't recognised is masked altogether: a number in the wrong field must not slip through.

use crate::identity::{normalise_phone, to_half_width};

/// Shown for what can't be shown in part; says nothing of its length.
const NOTHING: &str = "****";

/// 341181********1234: the first six and the last four.
pub fn id_number(number: &str) -> String {
    let number = to_half_width(number);
    let digits = number.chars().filter(char::is_ascii_alphanumeric).count();
    if number.is_empty() {
        String::new()
    } else if digits == number.chars().count() && (15..=18).contains(&digits) {
        keep(&number, 6, 4)
    } else {
        NOTHING.to_owned()
    }
}

/// 138****5678; of a landline the area code and the last two.
pub fn phone(phone: &str) -> String {
    if to_half_width(phone).is_empty() {
        return String::new();
    }
    match normalise_phone(phone) {
        Some(number) if number.starts_with('1') && number.len() == 11 => keep(&number, 3, 4),
        Some(number) => match number.split_once('-') {
            Some((area, line)) => format!("{area}-{}", keep(line, 0, 2)),
            None => keep(&number, 0, 2),
        },
        None => NOTHING.to_owned(),
    }
}

/// Keeps town and village: 千秋街道胭脂山社区****.
pub fn address(address: &str) -> String {
    let address = address.trim();
    if address.is_empty() {
        return String::new();
    }
    let town = first_end(address, &["街道", "镇", "乡"], &[]);
    let rest = &address[town..];
    let village = first_end(rest, &["社区", "村委会", "居委会", "村"], &["新村", "小村"]);
    let kept = &address[..town + village];
    if kept.chars().any(char::is_numeric) { NOTHING.to_owned() } else { format!("{kept}{NOTHING}") }
}

/// Where the first of `words` ends, leaving out places where it ends one of `not`; 0 if there is none.
fn first_end(text: &str, words: &[&str], not: &[&str]) -> usize {
    words
        .iter()
        .flat_map(|word| text.match_indices(word).map(move |(at, _)| at + word.len()))
        .filter(|end| !not.iter().any(|n| text[..*end].ends_with(n)))
        .min()
        .unwrap_or(0)
}

fn keep(text: &str, head: usize, tail: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= head + tail {
        return NOTHING.to_owned();
    }
    let hidden = chars.len() - head - tail;
    let shown = |(i, c): (usize, &char)| if i < head || i >= head + hidden { *c } else { '*' };
    chars.iter().enumerate().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn id_numbers() {
        assert_eq!(id_number("341181199001011234"), "341181********1234");
        assert_eq!(id_number("３４１１８１１９９００１０１１２３Ｘ"), "341181********123X");
        assert_eq!(id_number(""), "");
        assert_eq!(id_number("13812345678"), "****");
        assert_eq!(id_number("341181199001011234 张示例"), "****");
    }

    #[test]
    fn phones() {
        assert_eq!(phone("13812345678"), "138****5678");
        assert_eq!(phone("+86 138-1234-5678"), "138****5678");
        assert_eq!(phone("0550-7012345"), "0550-*****45");
        assert_eq!(phone("7012345"), "*****45");
        assert_eq!(phone("13812345678、13887654321"), "****");
        assert_eq!(phone(" "), "");
    }

    #[test]
    fn addresses() {
        assert_eq!(address("千秋街道胭脂山社区示例小区3幢502室"), "千秋街道胭脂山社区****");
        assert_eq!(address("安徽省天长市铜城镇山海社区12号"), "安徽省天长市铜城镇山海社区****");
        assert_eq!(address("金集镇示例村东组8号"), "金集镇示例村****");
        assert_eq!(address("千秋街道示例新村3号"), "千秋街道****");
        assert_eq!(address("示例路12号"), "****");
        assert_eq!(address("示例路12号5幢千秋街道"), "****");
        assert_eq!(address(""), "");
    }

    proptest! {
        #[test]
        fn the_middle_of_a_number_is_never_shown(number in "[1-9][0-9]{16}[0-9X]") {
            let masked = id_number(&number);
            prop_assert!(!masked.contains(&number[6..14]));
            prop_assert_eq!(masked.len(), 18);
        }

        #[test]
        fn whatever_is_given_no_long_run_of_digits_comes_out(text in "[0-9 \\-+*张镇村社区号]{0,30}") {
            for masked in [phone(&text), address(&text)] {
                let longest = masked.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
                prop_assert!(longest.unwrap_or(0) <= 4, "{}", masked);
            }
        }
    }
}

//! Finding names by the first letters of their pinyin: qqj for 千秋街道.

use pinyin::ToPinyinMulti;

/// Whether `typed` is letters only, and so meant as initials.
pub fn is_initials(typed: &str) -> bool {
    !typed.is_empty() && typed.chars().all(|c| c.is_ascii_alphabetic())
}

/// Whether the initials of `name` hold `typed` anywhere; a character with several readings counts with each of them.
pub fn match_initials(name: &str, typed: &str) -> bool {
    let letters: Vec<char> = typed.chars().map(|c| c.to_ascii_lowercase()).collect();
    if letters.is_empty() {
        return true;
    }
    let places: Vec<Vec<char>> = name.chars().map(first_letters).collect();
    places.windows(letters.len()).any(|run| run.iter().zip(&letters).all(|(place, c)| place.contains(c)))
}

fn first_letters(c: char) -> Vec<char> {
    match c.to_pinyin_multi() {
        Some(readings) => readings.into_iter().filter_map(|r| r.first_letter().chars().next()).collect(),
        None => vec![c.to_ascii_lowercase()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_first_letters() {
        assert!(match_initials("千秋街道", "qqjd"));
        assert!(match_initials("千秋街道", "QJ"));
        assert!(match_initials("胭脂山社区居委会", "yzs"));
        assert!(!match_initials("胭脂山社区居委会", "ysz"));
        assert!(!match_initials("千秋", "qqjd"), "more letters than the name has");
        assert!(match_initials("第3网格", "3w"));
    }

    #[test]
    fn a_character_counts_with_each_of_its_readings() {
        assert!(match_initials("大圹圩", "dkw") || match_initials("大圹圩", "dkx"));
        assert!(match_initials("石梁重兴村", "slcx") && match_initials("石梁重兴村", "slzx"));
    }

    #[test]
    fn only_letters_are_initials() {
        assert!(is_initials("qq") && !is_initials("") && !is_initials("q1") && !is_initials("千"));
    }
}

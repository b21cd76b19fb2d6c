//! Reading what people type for ID numbers (GB 11643-1999) and phone numbers.

use chrono::NaiveDate;

terms! {
    /// What is wrong with an ID number.
    pub enum IdProblem {
        WrongLength = "wrong_length" => "身份证号应为18位",
        WrongCharacters = "wrong_characters" => "身份证号含有不该有的字符",
        ImpossibleBirthDate = "impossible_birth_date" => "身份证号中的出生日期不存在",
        WrongCheckDigit = "wrong_check_digit" => "身份证号校验位不符，请核对",
    }
}

/// Full-width letters and signs as ASCII; blanks and invisible marks, which copying from other programs brings along,
/// left out.
pub fn to_half_width(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        })
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2).
pub fn check_digit(first: &str) -> Option<char> {
    if first.len() != 17 || !first.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    // Weight of place i from the right (the check digit being place 0) is 2^i mod 11, so doubling from the left adds up.
    let sum = first.bytes().fold(0u32, |sum, b| (sum + u32::from(b - b'0')) * 2 % 11);
    let check = (12 - sum) % 11;
    if check == 10 { Some('X') } else { char::from_digit(check, 10) }
}

/// An ID number as it is stored, or what is wrong with it.
///
/// # Errors
/// The first [`IdProblem`] found.
pub fn normalise_id(text: &str) -> Result<String, IdProblem> {
    let number = to_half_width(text).to_ascii_uppercase();
    if number.chars().count() != 18 {
        return Err(IdProblem::WrongLength);
    }
    let digits = number.bytes().take(17).all(|b| b.is_ascii_digit());
    if !digits || !number.ends_with(|c: char| c.is_ascii_digit() || c == 'X') || !number.is_ascii() {
        return Err(IdProblem::WrongCharacters);
    }
    if birth_date(&number).is_none() {
        return Err(IdProblem::ImpossibleBirthDate);
    }
    if check_digit(&number[..17]) != number.chars().last() {
        return Err(IdProblem::WrongCheckDigit);
    }
    Ok(number)
}

/// The date of birth in an ID number of 18 places.
pub fn birth_date(number: &str) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| number.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(part(6, 10)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(10, 12)?, part(12, 14)?).filter(|_| (1850..=2200).contains(&year))
}

/// A phone number as it is stored: 13812345678, 0550-7012345, 7012345; none if it isn't one.
///
/// Takes full-width digits, blanks, dashes, brackets and +86 or 0086 in front.
pub fn normalise_phone(text: &str) -> Option<String> {
    let mut number = to_half_width(text);
    number.retain(|c| !matches!(c, '-' | '(' | ')' | '.' | '—' | '–' | '‑' | '·'));
    let number = without_country(&number);
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if is_mobile(&number) || is_line(&number) {
        return Some(number);
    }
    // Area codes have two digits after the 0 for 10 and 20 to 29, three otherwise.
    let rest = number.strip_prefix('0')?;
    let area = if rest.starts_with("10") || rest.starts_with('2') { 3 } else { 4 };
    let (area, line) = number.split_at_checked(area)?;
    is_line(line).then(|| format!("{area}-{line}"))
}

/// Without +86 or 0086; a bare 86 may begin a local number, so it goes only from a mobile one. Behind the country
/// code an area code has lost its 0, which it gets back.
fn without_country(number: &str) -> String {
    let bare = number.strip_prefix("86").filter(|rest| is_mobile(rest));
    match number.strip_prefix("+86").or_else(|| number.strip_prefix("0086")).or(bare) {
        Some(rest) if is_mobile(rest) || rest.starts_with('0') => rest.to_owned(),
        Some(rest) => format!("0{rest}"),
        None => number.to_owned(),
    }
}

/// An ID number as a person read it off: one that only its check digit speaks against is kept, since the paper may be
/// wrong, and [`normalise_id`] tells at the field.
///
/// # Errors
/// Any other [`IdProblem`].
pub fn accepted_id(text: &str) -> Result<String, IdProblem> {
    match normalise_id(text) {
        Err(IdProblem::WrongCheckDigit) => Ok(to_half_width(text).to_ascii_uppercase()),
        other => other,
    }
}

fn is_mobile(number: &str) -> bool {
    number.len() == 11 && number.starts_with('1') && matches!(number.as_bytes().get(1), Some(b'3'..=b'9'))
}

/// Seven or eight digits that don't begin with 0 or 1.
fn is_line(line: &str) -> bool {
    matches!(line.len(), 7 | 8) && !line.starts_with(['0', '1'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_check_digit_of_the_standard() {
        // The two examples that GB 11643-1999 itself prints.
        assert_eq!(check_digit("11010519491231002"), Some('X'));
        assert_eq!(check_digit("44052418800101001"), Some('4'));
        assert_eq!(check_digit("4405241880010100"), None);
        assert_eq!(check_digit("4405241880010100a"), None);
    }

    #[test]
    fn id_numbers_are_read_and_their_faults_named() {
        assert_eq!(normalise_id("１１０１０５ 19491231 002x").as_deref(), Ok("11010519491231002X"));
        assert_eq!(normalise_id("110105491231002"), Err(IdProblem::WrongLength));
        assert_eq!(normalise_id("11010519491231002A"), Err(IdProblem::WrongCharacters));
        assert_eq!(normalise_id("1101051949123100张X"), Err(IdProblem::WrongCharacters));
        assert_eq!(normalise_id("11010519490231002X"), Err(IdProblem::ImpossibleBirthDate));
        assert_eq!(normalise_id("110105194912310021"), Err(IdProblem::WrongCheckDigit));
        assert_eq!(birth_date("11010519491231002X"), NaiveDate::from_ymd_opt(1949, 12, 31));
    }

    #[test]
    fn a_wrong_check_digit_alone_is_accepted() {
        assert_eq!(accepted_id("11010519491231002x").as_deref(), Ok("11010519491231002X"));
        assert_eq!(accepted_id("１10105 194912310021").as_deref(), Ok("110105194912310021"));
        assert_eq!(accepted_id("110105194912310"), Err(IdProblem::WrongLength));
        assert_eq!(accepted_id("11010519490231002X"), Err(IdProblem::ImpossibleBirthDate));
    }

    #[test]
    fn phones_are_read_in_the_ways_people_write_them() {
        for text in [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "+86 138 1234 5678",
            "0086-13812345678",
            "8613812345678",
            "１３８１２３４５６７８",
            "\u{202D}13812345678\u{202C}",
        ] {
            assert_eq!(normalise_phone(text).as_deref(), Some("13812345678"), "{text}");
        }
        for text in
            ["05507012345", "0550-7012345", "(0550)7012345", "（０５５０）７０１２３４５", "+86 550 7012345"]
        {
            assert_eq!(normalise_phone(text).as_deref(), Some("0550-7012345"), "{text}");
        }
        assert_eq!(normalise_phone("010-65012345").as_deref(), Some("010-65012345"));
        assert_eq!(normalise_phone("7012345").as_deref(), Some("7012345"));
        assert_eq!(normalise_phone("86123456").as_deref(), Some("86123456"));
    }

    #[test]
    fn what_is_no_phone_is_none() {
        for text in [
            "",
            "无",
            "12345",
            "1381234567",
            "138123456789",
            "12812345678",
            "13812345678/13912345678",
            "x3812345678",
        ] {
            assert_eq!(normalise_phone(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_found(first in "[1-9][0-9]{5}19[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}", at in 0..17usize, by in 1..10u8) {
            let whole = format!("{first}{}", check_digit(&first).unwrap());
            prop_assert_eq!(normalise_id(&whole), Ok(whole.clone()));
            let mut bytes = whole.into_bytes();
            bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
            prop_assert!(normalise_id(&String::from_utf8(bytes).unwrap()).is_err());
        }

        #[test]
        fn reading_twice_changes_nothing(text in "[+]?[0-9 \\-]{3,16}") {
            if let Some(once) = normalise_phone(&text) {
                prop_assert_eq!(normalise_phone(&once), Some(once.clone()));
            }
        }
    }
}

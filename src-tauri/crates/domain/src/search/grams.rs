//! The grams of a text: every two neighbouring characters, and every four of a run of figures and Latin letters, since
//! among a million numbers every two figures stand in nearly all.

use crate::identity::{normalise_phone, to_half_width};

/// Figures and letters of one gram.
const RUN: usize = 4;

/// Of a long run the last grams say most: numbers begin alike.
const OF_RUN: usize = 4;

/// More grams don't make a word any rarer.
const OF_WORD: usize = 12;

/// Kinds of grams, above what two characters take.
const FOUR: i64 = 1 << 56;
const WHOLE: i64 = 2 << 56;
const TAIL: i64 = 3 << 56;
const BELOW_KIND: u64 = (1 << 56) - 1;

fn pair(a: char, b: char) -> i64 {
    i64::from(u32::from(a)) << 21 | i64::from(u32::from(b))
}

fn four(run: &[char]) -> i64 {
    run.iter().fold(0, |sum, c| sum << 7 | i64::from(u32::from(*c) & 0x7F)) | FOUR
}

/// FNV-1a (Fowler, Noll, Vo; 64 bits, offset basis and prime as published): stable wherever it is stored.
fn hashed(kind: i64, text: &str) -> i64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    i64::try_from(hash & BELOW_KIND).unwrap_or_default() | kind
}

/// The grams of a folded text, sorted, each once.
pub fn grams(folded: &str) -> Vec<i64> {
    let chars: Vec<char> = folded.chars().collect();
    let pairs = chars.windows(2).filter_map(|two| match two {
        [a, b] => Some(pair(*a, *b)),
        _ => None,
    });
    let fours = chars.windows(RUN).filter(|run| run.iter().all(char::is_ascii)).map(four);
    sorted(pairs.chain(fours).collect())
}

fn sorted(mut grams: Vec<i64>) -> Vec<i64> {
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Those that a text must hold if `folded` is a part of it, as few as make it rare.
pub(super) fn wanted(folded: &str) -> Vec<i64> {
    let chars: Vec<char> = folded.chars().collect();
    let mut found = Vec::new();
    for run in chars.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
        if run.first().is_some_and(char::is_ascii) && run.len() >= RUN {
            found.extend(run.windows(RUN).rev().take(OF_RUN).map(four));
        } else {
            found.extend(run.windows(2).filter_map(both));
        }
    }
    found.extend(
        chars.windows(2).filter(|two| two.iter().filter(|c| c.is_ascii()).count() == 1).filter_map(both),
    );
    found.truncate(OF_WORD);
    sorted(found)
}

fn both(two: &[char]) -> Option<i64> {
    match two {
        [a, b] => Some(pair(*a, *b)),
        _ => None,
    }
}

/// The grams by which a person is found without the name: the whole of a phone or ID number, and of a mobile phone and an
/// ID number the last four, which the mask shows anyway. No other part: whoever could look for the hidden places one by
/// one would read them all.
pub fn person_grams(phone: Option<&str>, id_number: Option<&str>) -> Vec<i64> {
    let mut found = Vec::new();
    if let Some(number) = phone.and_then(normalise_phone) {
        found.push(hashed(WHOLE, &number));
        if let Some((_, line)) = number.split_once('-') {
            found.push(hashed(WHOLE, line));
        } else if number.len() == 11 {
            found.extend(number.get(7..).map(|tail| hashed(TAIL, tail)));
        }
    }
    if let Some(number) = id_number.map(whole_id).filter(|number| is_id(number)) {
        found.push(hashed(WHOLE, &number));
        found.extend(number.get(number.len() - 4..).map(|tail| hashed(TAIL, tail)));
    }
    sorted(found)
}

/// The grams of the people that somebody means who typed this.
pub fn of_person(typed: &str) -> Vec<i64> {
    let half = whole_id(typed);
    if is_tail(&half) {
        return vec![hashed(TAIL, &half)];
    }
    let mut found = Vec::new();
    if is_id(&half) {
        found.push(hashed(WHOLE, &half));
    }
    if let Some(number) = normalise_phone(typed) {
        found.push(hashed(WHOLE, &number));
    }
    sorted(found)
}

/// As ID numbers are compared.
fn whole_id(typed: &str) -> String {
    to_half_width(typed).to_ascii_uppercase()
}

fn is_id(number: &str) -> bool {
    matches!(number.len(), 15 | 18) && is_figures(number)
}

/// Whether it is the last four of a number.
pub(super) fn is_tail(number: &str) -> bool {
    number.len() == 4 && is_figures(number)
}

/// Figures, of which the last may be an X.
fn is_figures(number: &str) -> bool {
    number.strip_suffix('X').unwrap_or(number).bytes().all(|b| b.is_ascii_digit())
}

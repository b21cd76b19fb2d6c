//! What of a text is compared: pairs of neighbouring characters, the quantities it names, whether it says of itself
//! that it comes again; and the keys by which one text finds others like it without reading them all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Utc};
use uuid::Uuid;

use crate::identity::to_half_width;
use crate::time::local_date;

/// Phrases of the counter, which every second text holds and which say nothing about the matter.
const STOCK: &[&str] = &[
    "再次反映",
    "多次反映",
    "再次来电",
    "反映",
    "来电",
    "请求",
    "要求",
    "希望",
    "咨询",
    "处理",
    "解决",
    "协调",
    "尽快",
    "有关部门",
    "相关部门",
    "市民",
    "群众",
];

/// How a text says that it comes again.
const AGAIN: &[&str] =
    &["再次", "多次反映", "又来电", "仍未解决", "仍然没有解决", "至今没人处理", "重复来电"];

/// Words behind a number that make it a quantity or a house number; `个` and `号` take the next character along.
const MEASURES: &str = "户人盏处家名次栋幢楼单层室组亩条台辆年月天周岁垄口米吨元万点只头棵排座桶";

/// Bands of a text's sketch; each gives one key.
const BANDS: u64 = 3;

/// Smallest values joined in a band: two texts share a band as often as the square of what they have in common.
const ROWS: u64 = 2;

/// Stands for any number, so that “3盏” and “三盏” are the same pair of characters.
const NUMBER: char = '#';

/// A number in its place: `3号楼` is 3 of `号楼`.
pub type Quantities = BTreeMap<String, BTreeSet<u32>>;

/// Half width, small letters, Chinese numerals as figures, no punctuation and no blanks.
pub fn normalise(text: &str) -> String {
    let text = to_half_width(text).to_lowercase();
    let kept: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    figures(&kept)
}

/// Runs of Chinese numerals as figures.
fn figures(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<char> = Vec::new();
    for c in text.chars().chain(std::iter::once('\0')) {
        if numeral(c).is_some() || matches!(c, '十' | '百') {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            out.push_str(&value(&run).to_string());
            run.clear();
        }
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

fn numeral(c: char) -> Option<u32> {
    "零一二三四五六七八九"
        .chars()
        .position(|n| n == c)
        .or(match c {
            '〇' => Some(0),
            '两' => Some(2),
            _ => None,
        })
        .and_then(|n| u32::try_from(n).ok())
}

fn value(run: &[char]) -> u32 {
    let (mut sum, mut digit, mut spoken) = (0u32, 0u32, false);
    for c in run {
        match c {
            '十' | '百' => {
                let unit = if *c == '十' { 10 } else { 100 };
                sum = sum.saturating_add(if digit == 0 && !spoken { unit } else { digit * unit });
                (digit, spoken) = (0, true);
            }
            other => {
                let n = numeral(*other).unwrap_or(0);
                // 二〇三 read figure by figure.
                digit = if spoken { n } else { digit.saturating_mul(10).saturating_add(n).min(9_999_999) };
            }
        }
    }
    sum.saturating_add(digit)
}

/// The pairs of neighbouring characters of a normalised text, sorted, each once; any number is one character.
pub fn grams(normalised: &str) -> Vec<u64> {
    let mut text = normalised.to_owned();
    for phrase in STOCK {
        if text.contains(phrase) {
            text = text.replace(phrase, "");
        }
    }
    let mut pairs = Vec::with_capacity(text.len() / 3);
    let mut before: Option<char> = None;
    for c in text.chars() {
        let c = if c.is_ascii_digit() { NUMBER } else { c };
        if let Some(left) = before
            && !(left == NUMBER && c == NUMBER)
        {
            pairs.push((u64::from(left) << 32) | u64::from(c));
        }
        before = Some(c);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// What two texts have in common, 0 to 1: twice the shared pairs by all pairs (Dice).
pub fn likeness(a: &[u64], b: &[u64]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0u32);
    while let (Some(left), Some(right)) = (a.get(i), b.get(j)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
    2.0 * f64::from(shared) / f64::from(all)
}

/// The quantities that a normalised text names.
pub fn quantities(normalised: &str) -> Quantities {
    let mut found = Quantities::new();
    let mut digits = String::new();
    let mut chars = normalised.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        // 六十余户 is about sixty of 户.
        if !digits.is_empty() && matches!(c, '余' | '多') {
            continue;
        }
        // Longer runs are numbers of telephones and papers.
        if (1..=5).contains(&digits.len()) {
            let unit = match c {
                '个' | '号' => Some([Some(c), chars.peek().copied()].into_iter().flatten().collect()),
                c if MEASURES.contains(c) => Some(c.to_string()),
                _ => None,
            };
            if let (Some(unit), Ok(number)) = (unit, digits.parse()) {
                found.entry(unit).or_default().insert(number);
            }
        }
        digits.clear();
    }
    found
}

/// Whether two texts name two places of one kind: what is left between the beginning and the end that they share is
/// another name in each, as in 样例村同心苑 and 样例村锦绣园, not another number and not just a longer text.
pub fn names_another(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = |(x, y): &(&char, &char)| x == y;
    let head = a.iter().zip(&b).take_while(same).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(same).count();
    let named = |text: &[char]| {
        let rest = text.get(head..text.len() - tail).unwrap_or_default();
        rest.iter().filter(|c| !c.is_ascii_digit()).count() >= 2
    };
    named(&a) && named(&b)
}

/// How many quantities of the same kind two texts give differently.
pub fn conflicts(a: &Quantities, b: &Quantities) -> usize {
    a.iter().filter(|(unit, numbers)| b.get(*unit).is_some_and(|others| numbers.is_disjoint(others))).count()
}

/// Whether a text says of itself that the matter was raised before.
pub fn says_again(normalised: &str) -> bool {
    AGAIN.iter().any(|phrase| normalised.contains(phrase))
}

/// The keys of a text in one month: stored with the appeal.
pub fn keys(grams: &[u64], town: Option<Uuid>, at: DateTime<Utc>) -> Vec<i64> {
    keys_in(grams, town, &[month(at)])
}

/// The keys under which a text's like may stand, up to `days` before and after.
pub fn keys_near(grams: &[u64], town: Option<Uuid>, at: DateTime<Utc>, days: i64) -> Vec<i64> {
    let span = chrono::Duration::days(days);
    let (first, last) =
        (at.checked_sub_signed(span).unwrap_or(at), at.checked_add_signed(span).unwrap_or(at));
    let months: Vec<i64> = (month(first)..=month(last)).collect();
    keys_in(grams, town, &months)
}

fn month(at: DateTime<Utc>) -> i64 {
    let day = local_date(at);
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

fn keys_in(grams: &[u64], town: Option<Uuid>, months: &[i64]) -> Vec<i64> {
    if grams.is_empty() {
        return Vec::new();
    }
    let place = town.map_or(0, |town| {
        let (high, low) = town.as_u64_pair();
        mix(high ^ mix(low))
    });
    let bands: Vec<u64> = (0..BANDS)
        .map(|band| {
            (0..ROWS).fold(place ^ mix(band + 1), |key, row| {
                let seed = mix(band * ROWS + row + 17);
                let least = grams.iter().map(|gram| mix(gram ^ seed)).min().unwrap_or(0);
                mix(key ^ least)
            })
        })
        .collect();
    let mut keys: Vec<i64> = months
        .iter()
        .flat_map(|month| bands.iter().map(move |band| mix(band ^ month.cast_unsigned()).cast_signed()))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Spreads the bits of a number over all its places (the finisher of SplitMix64); the same on every machine for ever,
/// since its results are stored.
const fn mix(mut n: u64) -> u64 {
    n = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}

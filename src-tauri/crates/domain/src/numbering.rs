//! Numbers of documents: 天社会商〔2026〕12号, from a pattern that an administrator may edit (domain.md §7).
//!
//! Taking the next number without gaps or doubles is the store's; here is only its form.

use std::fmt;
use std::str::FromStr;

use crate::identity::to_half_width;

/// First patterns of the editable table.
pub mod first_patterns {
    /// 诉求
    pub const APPEAL: &str = "天社诉求〔{year}〕{n}号";
    /// 哨单
    pub const WHISTLE: &str = "天社吹哨〔{year}〕{n}号";
    /// 会商
    pub const CONSULTATION: &str = "天社会商〔{year}〕{n}号";
    /// 包案
    pub const CASE: &str = "天社包案〔{year}〕{n}号";
    /// 接访下访
    pub const RECEPTION: &str = "天社接访〔{year}〕{n}号";
}

/// A pattern with one `{year}` and one `{n}`; `{n:4}` pads with zeros to four places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    before: String,
    between: String,
    after: String,
    year_first: bool,
    width: usize,
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternProblem {
    /// `{year}` must stand in it once.
    #[error("编号样式里须有且只有一个 {{year}}。")]
    Year,
    /// `{n}` must stand in it once.
    #[error("编号样式里须有且只有一个 {{n}}，需要补零时写 {{n:4}}。")]
    Serial,
    /// Another brace.
    #[error("编号样式里除 {{year}}、{{n}} 外不能有花括号。")]
    Brace,
}

const YEAR: &str = "{year}";
const MOST_PLACES: usize = 9;

impl FromStr for Pattern {
    type Err = PatternProblem;

    fn from_str(text: &str) -> Result<Self, PatternProblem> {
        let (ahead, behind) = text.split_once(YEAR).ok_or(PatternProblem::Year)?;
        if behind.contains(YEAR) {
            return Err(PatternProblem::Year);
        }
        let (first, second) = (serial(ahead)?, serial(behind)?);
        let pattern = match (first, second) {
            (Some((before, width, between)), None) => {
                Self { before, between, after: behind.to_owned(), year_first: false, width }
            }
            (None, Some((between, width, after))) => {
                Self { before: ahead.to_owned(), between, after, year_first: true, width }
            }
            _ => return Err(PatternProblem::Serial),
        };
        let braced = |part: &str| part.contains(['{', '}']);
        if braced(&pattern.before) || braced(&pattern.between) || braced(&pattern.after) {
            return Err(PatternProblem::Brace);
        }
        Ok(pattern)
    }
}

/// Splits at `{n}` or `{n:4}`: what is before, the width, what is after.
fn serial(text: &str) -> Result<Option<(String, usize, String)>, PatternProblem> {
    let Some((before, rest)) = text.split_once("{n") else { return Ok(None) };
    let (width, after) = rest.split_once('}').ok_or(PatternProblem::Serial)?;
    let width = match width.strip_prefix(':') {
        None if width.is_empty() => 1,
        Some(width) => {
            width.parse().ok().filter(|w| (1..=MOST_PLACES).contains(w)).ok_or(PatternProblem::Serial)?
        }
        None => return Err(PatternProblem::Serial),
    };
    if after.contains("{n") {
        return Err(PatternProblem::Serial);
    }
    Ok(Some((before.to_owned(), width, after.to_owned())))
}

impl Pattern {
    /// The number of a year and a serial.
    pub fn write(&self, year: i32, n: i64) -> String {
        let Self { before, between, after, width, .. } = self;
        let (year, n) = (format!("{year:04}"), format!("{n:0width$}"));
        if self.year_first {
            format!("{before}{year}{between}{n}{after}")
        } else {
            format!("{before}{n}{between}{year}{after}")
        }
    }

    /// Year and serial of a number, in whatever brackets and digits a person typed it; none if it isn't of this form.
    pub fn read(&self, text: &str) -> Option<(i32, i64)> {
        let text = plain(text);
        let inner = text.strip_prefix(&plain(&self.before))?.strip_suffix(&plain(&self.after))?;
        // The year always has four places, which is what makes every number readable.
        let between = plain(&self.between);
        let (year, n) = if self.year_first {
            let (year, rest) = inner.split_at_checked(4)?;
            (year, rest.strip_prefix(&between)?)
        } else {
            let (rest, year) = inner.split_at_checked(inner.len().checked_sub(4)?)?;
            (year, rest.strip_suffix(&between)?)
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year) || !digits(n) {
            return None;
        }
        let (year, n) = (year.parse().ok()?, n.parse().ok()?);
        (plain(&self.write(year, n)) == text).then_some((year, n))
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { before, between, after, width, year_first } = self;
        let n = if *width == 1 { "{n}".to_owned() } else { format!("{{n:{width}}}") };
        if *year_first {
            write!(f, "{before}{YEAR}{between}{n}{after}")
        } else {
            write!(f, "{before}{n}{between}{YEAR}{after}")
        }
    }
}

/// Half-width, without blanks, every kind of bracket the same.
fn plain(text: &str) -> String {
    let bracket = |c| match c {
        '〔' | '[' | '(' | '【' | '［' | '〖' | '﹝' => '〔',
        '〕' | ']' | ')' | '】' | '］' | '〗' | '﹞' => '〕',
        c => c,
    };
    to_half_width(text).chars().map(bracket).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_pattern_of_the_department() {
        let pattern: Pattern = first_patterns::CONSULTATION.parse().unwrap();
        assert_eq!(pattern.write(2026, 12), "天社会商〔2026〕12号");
        for typed in [
            "天社会商〔2026〕12号",
            "天社会商[2026]12号",
            "天社会商（２０２６）１２号",
            " 天社会商【2026】 12 号",
        ] {
            assert_eq!(pattern.read(typed), Some((2026, 12)), "{typed}");
        }
        for other in [
            "天社包案〔2026〕12号",
            "天社会商〔26〕12号",
            "天社会商〔2026〕号",
            "天社会商〔2026〕012号",
            "12",
            "",
        ] {
            assert_eq!(pattern.read(other), None, "{other}");
        }
    }

    #[test]
    fn first_patterns_are_patterns() {
        use first_patterns::{APPEAL, CASE, CONSULTATION, RECEPTION, WHISTLE};
        for text in [APPEAL, WHISTLE, CONSULTATION, CASE, RECEPTION] {
            assert_eq!(text.parse::<Pattern>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn faulty_patterns_are_named() {
        let problem = |text: &str| text.parse::<Pattern>().unwrap_err();
        assert_eq!(problem("第{n}号"), PatternProblem::Year);
        assert_eq!(problem("{year}{year}{n}"), PatternProblem::Year);
        assert_eq!(problem("{year}号"), PatternProblem::Serial);
        assert_eq!(problem("{n}{year}{n}"), PatternProblem::Serial);
        assert_eq!(problem("{year}{n}{n}"), PatternProblem::Serial);
        assert_eq!(problem("{year}{n:0}"), PatternProblem::Serial);
        assert_eq!(problem("{year}{n:99}"), PatternProblem::Serial);
        assert_eq!(problem("{year}{number}"), PatternProblem::Serial);
        assert_eq!(problem("{x}{year}{n}"), PatternProblem::Brace);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            parts in ["[天社0-9\\-]{0,4}", "[〕年0-9\\-]{0,3}", "[号0-9]{0,3}"],
            width in 1..7usize, year_first: bool, year in 1949..2200i32, n in 1..2_000_000i64,
        ) {
            let [a, b, c] = parts;
            let (y, s) = ("{year}".to_owned(), format!("{{n:{width}}}"));
            let (first, second) = if year_first { (y, s) } else { (s, y) };
            let pattern: Pattern = format!("{a}{first}{b}{second}{c}").parse().unwrap();
            prop_assert_eq!(pattern.read(&pattern.write(year, n)), Some((year, n)));
            prop_assert_eq!(pattern.to_string().parse::<Pattern>(), Ok(pattern));
        }
    }
}

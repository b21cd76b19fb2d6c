//! Dates, times and numbers as people write them.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use huishang_domain::identity::to_half_width;
use huishang_domain::words::RowProblemKind as P;

use super::Cell;

/// Days of the sheet's own count that are taken for dates when they stand as bare numbers: 1990 to 2099.
const SERIALS: std::ops::RangeInclusive<f64> = 32_874.0..=73_050.0;

/// Years that a matter may fall in.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2199;

/// A date with or without a time: 2026-01-04 08:23, 2026/1/4, 2026年1月4日8时23分, 2026.01.04, 20260104, 46026.35.
pub(super) fn date_time(cell: &Cell) -> Result<Option<(NaiveDate, Option<NaiveTime>)>, P> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(at) if YEARS.contains(&at.year()) => Ok(Some(split(*at))),
        Cell::Date(_) => Err(P::NotADate),
        Cell::Number(n) if n.fract() == 0.0 && (19_000_101.0..=21_001_231.0).contains(n) => {
            compact(&format!("{n:.0}")).map(|day| Some((day, None)))
        }
        // 202601040823 and 20260104082300: minutes and seconds behind the day.
        Cell::Number(n) if n.fract() == 0.0 && (1e11..1e14).contains(n) => {
            written(&format!("{n:.0}")).map(Some)
        }
        Cell::Number(n) if SERIALS.contains(n) => from_serial(*n).map(Some).ok_or(P::NotADate),
        Cell::Number(_) | Cell::Error(_) => Err(P::NotADate),
        Cell::Text(text) => written(text).map(Some),
    }
}

/// A time of day: 8:23, 8时23分, 8:23:05, 0.35.
pub(super) fn time(cell: &Cell) -> Result<Option<NaiveTime>, P> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(at) => Ok(Some(at.time())),
        Cell::Number(n) if (0.0..1.0).contains(n) => {
            Ok(NaiveTime::from_num_seconds_from_midnight_opt((n * 86_400.0).round() as u32, 0))
        }
        Cell::Number(_) | Cell::Error(_) => Err(P::NotATime),
        Cell::Text(text) => clock(&to_half_width(text)).map(Some).ok_or(P::NotATime),
    }
}

/// A count of people: 9, ９人, 约40.
pub(super) fn count(cell: &Cell) -> Result<Option<i64>, P> {
    let in_range = |n: i64| (1..=10_000_000).contains(&n).then_some(n).ok_or(P::NotANumber);
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(n) if n.fract() == 0.0 && n.abs() < 1e9 => in_range(*n as i64).map(Some),
        Cell::Number(_) | Cell::Error(_) | Cell::Date(_) => Err(P::NotANumber),
        Cell::Text(text) => {
            let text = to_half_width(text);
            let digits = text.trim_start_matches('约').trim_end_matches(['人', '户', '余', '多']);
            digits.parse().map_err(|_| P::NotANumber).and_then(in_range).map(Some)
        }
    }
}

fn split(at: NaiveDateTime) -> (NaiveDate, Option<NaiveTime>) {
    (at.date(), Some(at.time()).filter(|time| *time != NaiveTime::MIN))
}

fn from_serial(n: f64) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(n.trunc() as u64))?;
    let seconds = ((n.fract() * 86_400.0).round() as u32).min(86_399);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
    Some((day, Some(time).filter(|_| seconds > 0)))
}

fn compact(digits: &str) -> Result<NaiveDate, P> {
    let part = |from, to| digits.get(from..to).and_then(|d: &str| d.parse::<u32>().ok());
    match (part(0, 4), part(4, 6), part(6, 8)) {
        (Some(year), Some(month), Some(day)) if digits.len() == 8 => ymd(year, month, day),
        _ => Err(P::NotADate),
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Result<NaiveDate, P> {
    let year = i32::try_from(year).map_err(|_| P::NotADate)?;
    if !YEARS.contains(&year) {
        return Err(P::NotADate);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(P::ImpossibleDate)
}

fn written(text: &str) -> Result<(NaiveDate, Option<NaiveTime>), P> {
    // Blanks part date and time, so they have to outlive the widths.
    let text: String = text
        .split(|c: char| c.is_whitespace() || c == 'T')
        .map(to_half_width)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return compact(&text).map(|day| (day, None));
    }
    if matches!(text.len(), 12 | 14) && text.bytes().all(|b| b.is_ascii_digit()) {
        let part = |from, to| text.get(from..to).map_or(Some(0), |d: &str| d.parse::<u32>().ok());
        let time = part(8, 10).zip(part(10, 12)).zip(part(12, 14));
        let time = time.and_then(|((h, m), s)| NaiveTime::from_hms_opt(h, m, s)).ok_or(P::NotADate)?;
        return compact(text.get(..8).unwrap_or_default()).map(|day| (day, Some(time)));
    }
    // A text file holds the sheet's own count as text.
    if let Some(n) = text.parse::<f64>().ok().filter(|n| SERIALS.contains(n) && is_decimal(&text)) {
        return from_serial(n).ok_or(P::NotADate);
    }
    let (year, rest) = number(&text).ok_or(P::NotADate)?;
    let rest = rest.strip_prefix(['-', '/', '.', '年']).ok_or(P::NotADate)?;
    let (month, rest) = number(rest).ok_or(P::NotADate)?;
    let rest = rest.strip_prefix(['-', '/', '.', '月']).ok_or(P::NotADate)?;
    let (day, rest) = number(rest).ok_or(P::NotADate)?;
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest).trim_start();
    let rest = without_weekday(rest);
    let date = ymd(year, month, day)?;
    if rest.is_empty() {
        return Ok((date, None));
    }
    let time = clock(rest).ok_or(P::NotADate)?;
    Ok((date, Some(time)))
}

/// Digits with at most one point among them.
fn is_decimal(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Without the day of the week that some write behind the date: 星期日, (周日).
fn without_weekday(text: &str) -> &str {
    let bare = text.strip_prefix('(').unwrap_or(text);
    let day = ["星期", "周", "礼拜"].iter().find_map(|word| bare.strip_prefix(word));
    let rest = day.and_then(|day| day.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天']));
    rest.map_or(text, |rest| rest.strip_prefix(')').unwrap_or(rest).trim_start())
}

fn clock(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let afternoon = ["下午", "晚上", "PM", "pm"].iter().any(|word| text.starts_with(word));
    let text = text.trim_start_matches(|c: char| "上下午晚早凌晨AMPamp".contains(c)).trim_start();
    let (hour, rest) = number(text)?;
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    let rest = rest.strip_prefix([':', '时', '点'])?;
    let (rest, half) = rest.strip_prefix('半').map_or((rest, None), |rest| (rest, Some(30)));
    let (minute, rest) = if rest.is_empty() { (0, rest) } else { number(rest)? };
    let minute = half.unwrap_or(minute);
    let rest = rest.strip_prefix([':', '分']).unwrap_or(rest);
    let (second, rest) = if rest.is_empty() { (0, rest) } else { number(rest).unwrap_or((0, rest)) };
    let rest = rest.strip_prefix('秒').unwrap_or(rest);
    let rest =
        rest.strip_prefix('.').map_or(rest, |part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    // The program knows one zone only.
    let rest = rest.strip_prefix("+08:00").unwrap_or(rest);
    if rest.is_empty() { NaiveTime::from_hms_opt(hour, minute, second) } else { None }
}

/// The digits that a text begins with.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    digits.parse().ok().map(|n| (n, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, P> {
        let cell = text.parse::<f64>().map_or_else(|_| Cell::Text(text.to_owned()), Cell::Number);
        date_time(&cell).map(|at| {
            let (day, time) = at.unwrap();
            time.map_or_else(|| day.to_string(), |t| format!("{day} {t}"))
        })
    }

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "2026-01-04",
            "2026/1/4",
            "2026年1月4日",
            "2026.01.04",
            "20260104",
            "２０２６－０１－０４",
            "46026",
            "2026年1月4日 星期日",
            "2026-01-04（周日）",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2026-01-04"), "{text}");
        }
        for text in [
            "2026-01-04 08:23",
            "2026/1/4 8:23:00",
            "2026年1月4日8时23分",
            "2026-01-04T08:23:00",
            "2026年1月4日 8点23分",
            "2026-01-04T08:23:00.000+08:00",
            "2026/1/4 上午 8:23",
            "20260104082300",
            "202601040823",
            "2026年1月4日 星期日 上午8时23分",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2026-01-04 08:23:00"), "{text}");
        }
        for (text, problem) in [
            ("2026-02-30", P::ImpossibleDate),
            ("20260230", P::ImpossibleDate),
            ("2026-13-01 10:00", P::ImpossibleDate),
            ("明天", P::NotADate),
            ("2026", P::NotADate),
            ("26-1-4", P::NotADate),
            ("2026-01-04 25:00", P::NotADate),
        ] {
            assert_eq!(read(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn the_sheets_own_count_is_read_as_number_and_as_text() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 4);
        for text in ["46026", "46026.0", "４６０２６"] {
            assert_eq!(date_time(&Cell::Text(text.into())), Ok(day.map(|day| (day, None))), "{text}");
        }
        let at = NaiveTime::from_hms_opt(12, 0, 0);
        assert_eq!(date_time(&Cell::Text("46026.5".into())), Ok(day.map(|day| (day, at))));
        for text in ["1e5", "46026-1", "9.5", "+46026", "inf"] {
            assert_eq!(date_time(&Cell::Text(text.into())), Err(P::NotADate), "{text}");
        }
    }

    #[test]
    fn a_time_of_day_is_no_date() {
        let at = NaiveDate::from_ymd_opt(1899, 12, 31).and_then(|day| day.and_hms_opt(8, 23, 0)).unwrap();
        assert_eq!(date_time(&Cell::Date(at)), Err(P::NotADate));
        assert_eq!(time(&Cell::Date(at)), Ok(NaiveTime::from_hms_opt(8, 23, 0)));
        assert_eq!(Cell::Date(at).shown(), "08:23:00", "as it can be read again");
    }

    #[test]
    fn times_and_counts() {
        let at = |text: &str| time(&Cell::Text(text.to_owned()));
        assert_eq!(at("8:23"), Ok(NaiveTime::from_hms_opt(8, 23, 0)));
        assert_eq!(at("８时２３分"), Ok(NaiveTime::from_hms_opt(8, 23, 0)));
        assert_eq!(time(&Cell::Number(0.5)), Ok(NaiveTime::from_hms_opt(12, 0, 0)));
        assert_eq!(at("下午3点半"), Ok(NaiveTime::from_hms_opt(15, 30, 0)));
        assert_eq!(at("下午 12:05"), Ok(NaiveTime::from_hms_opt(12, 5, 0)));
        assert_eq!(at("8时5分6秒"), Ok(NaiveTime::from_hms_opt(8, 5, 6)));
        assert_eq!(at("8:23:00.5"), Ok(NaiveTime::from_hms_opt(8, 23, 0)));
        assert_eq!(at("上午"), Err(P::NotATime));
        assert_eq!(at("8:2x"), Err(P::NotATime));
        assert_eq!(count(&Cell::Text("约40余".into())), Ok(Some(40)));
        assert_eq!(count(&Cell::Text("９人".into())), Ok(Some(9)));
        assert_eq!(count(&Cell::Number(-1.0)), Err(P::NotANumber));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "\\PC{0,20}", n in proptest::num::f64::ANY) {
            for cell in [Cell::Text(text), Cell::Number(n)] {
                let _ = (date_time(&cell), time(&cell), count(&cell));
            }
        }
    }
}

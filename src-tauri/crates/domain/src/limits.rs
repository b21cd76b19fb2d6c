//! Time limits: their units, the first values of the editable table (domain.md §4), and the moment a limit ends.
//!
//! The day on which something starts doesn't count, and the last day counts until its midnight in Asia/Shanghai.
//! A limit in calendar days is not moved when it ends on a day off: an earlier reminder does no harm [ours].

use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, CalendarError};
use crate::time::{end_of_day, local_date};
use crate::words::{Channel, Level, WhistleKind};

use LimitCode as L;

terms! {
    /// What a limit is counted in.
    pub enum Unit {
        Minute = "minute" => "分钟",
        Hour = "hour" => "小时",
        Day = "day" => "日",
        WorkingDay = "workday" => "工作日",
        Month = "month" => "月",
    }
}

terms! {
    /// The limits that the program knows; their amounts are data.
    pub enum LimitCode {
        PetitionForward = "petition_forward" => "信访登记转送",
        PetitionAccept = "petition_accept" => "受理告知",
        Objection = "objection" => "异议退回",
        PetitionClose = "petition_close" => "信访办结",
        PetitionExtension = "petition_extension" => "信访办结延期",
        PetitionReview = "petition_review" => "复查",
        PetitionRecheck = "petition_recheck" => "复核",
        HotlineSign = "hotline_sign" => "12345签收",
        HotlineContact = "hotline_contact" => "12345首次联系",
        HotlineSimple = "hotline_simple" => "12345简单件办结",
        TownReply = "town_reply" => "镇街答复",
        TownClose = "town_close" => "镇街办结",
        WhistleQuick = "whistle_quick" => "快捷哨办结",
        WhistleTackle = "whistle_tackle" => "攻坚哨办结",
        WhistleEmergency = "whistle_emergency" => "应急哨到场",
        Case = "case" => "包案化解",
        CaseExtension = "case_extension" => "包案延期",
        SupervisionReply = "supervision_reply" => "督办回复",
    }
}

terms! {
    /// What a limit rests on.
    pub enum Basis {
        Rule = "rule" => "规定",
        Practice = "practice" => "外地做法",
        Ours = "ours" => "本程序",
    }
}

terms! {
    /// What became of a request for more time.
    pub enum Decision {
        Pending = "pending" => "等待批准",
        Granted = "granted" => "同意",
        Refused = "refused" => "不同意",
        Withdrawn = "withdrawn" => "撤回",
    }
}

/// So much time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type)]
pub struct Limit {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

/// A row of the table as it is first filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitRow {
    /// Which limit.
    pub code: LimitCode,
    /// Its first value.
    pub limit: Limit,
    /// What kind of thing the value rests on.
    pub basis: Basis,
    /// Where the value comes from, for people to read.
    pub source: &'static str,
}

const fn row(code: LimitCode, amount: u32, unit: Unit, basis: Basis, source: &'static str) -> LimitRow {
    LimitRow { code, limit: Limit { amount, unit }, basis, source }
}

/// The first values, as the database is first filled; an administrator changes them in the program.
#[rustfmt::skip]
pub const FIRST_VALUES: &[LimitRow] = &[
    row(L::PetitionForward,    15, Unit::Day,         Basis::Rule,     "《信访工作条例》第二十二条"),
    row(L::PetitionAccept,     15, Unit::Day,         Basis::Rule,     "《信访工作条例》第二十三条"),
    row(L::Objection,           5, Unit::WorkingDay,  Basis::Rule,     "《信访工作条例》第二十三条"),
    row(L::PetitionClose,      60, Unit::Day,         Basis::Rule,     "《信访工作条例》第三十四条"),
    row(L::PetitionExtension,  30, Unit::Day,         Basis::Rule,     "《信访工作条例》第三十四条，限一次"),
    row(L::PetitionReview,     30, Unit::Day,         Basis::Rule,     "《信访工作条例》第三十五条"),
    row(L::PetitionRecheck,    30, Unit::Day,         Basis::Rule,     "《信访工作条例》第三十六条"),
    row(L::HotlineSign,        30, Unit::Minute,      Basis::Practice, "各地12345热线通行做法"),
    row(L::HotlineContact,      2, Unit::Hour,        Basis::Practice, "各地12345热线通行做法"),
    row(L::HotlineSimple,      24, Unit::Hour,        Basis::Practice, "各地12345热线通行做法"),
    row(L::TownReply,          24, Unit::Hour,        Basis::Practice, "各地镇街办理通行做法"),
    row(L::TownClose,           5, Unit::WorkingDay,  Basis::Practice, "各地镇街办理通行做法"),
    row(L::WhistleQuick,        1, Unit::WorkingDay,  Basis::Practice, "各地吹哨报到通行做法"),
    row(L::WhistleTackle,      10, Unit::WorkingDay,  Basis::Practice, "各地吹哨报到通行做法"),
    row(L::WhistleEmergency,   30, Unit::Minute,      Basis::Practice, "各地吹哨报到通行做法"),
    row(L::Case,                3, Unit::Month,       Basis::Practice, "各地领导包案通行做法"),
    row(L::CaseExtension,       1, Unit::Month,       Basis::Practice, "各地领导包案通行做法，限一次"),
    row(L::SupervisionReply,    7, Unit::Day,         Basis::Practice, "各地督办通行做法"),
];

/// The first value of a limit.
pub fn first_value(code: LimitCode) -> Option<Limit> {
    FIRST_VALUES.iter().find(|row| row.code == code).map(|row| row.limit)
}

/// The limit of a whistle, which goes by its urgency.
pub const fn of_whistle(kind: WhistleKind) -> LimitCode {
    match kind {
        WhistleKind::Quick => LimitCode::WhistleQuick,
        WhistleKind::Tackle => LimitCode::WhistleTackle,
        WhistleKind::Emergency => LimitCode::WhistleEmergency,
    }
}

/// The limit of an appeal. What a superior or a leader's reception hands down is a petition matter, and the regulation's
/// days stand whatever it is judged to be; of the rest, a hard matter has the time of the case that it becomes, and any
/// other the town's.
pub const fn of_appeal(channel: Channel, level: Option<Level>) -> LimitCode {
    match (channel, level) {
        (Channel::LeaderReception | Channel::Superior, _) => LimitCode::PetitionClose,
        (_, Some(Level::Hard)) => LimitCode::Case,
        _ => LimitCode::TownClose,
    }
}

/// The first instant at which a matter that started at `start` is late.
///
/// # Errors
/// [`CalendarError::YearMissing`] for working days in a year that the calendar doesn't hold.
pub fn late_from(
    start: DateTime<Utc>,
    limit: Limit,
    calendar: &Calendar,
) -> Result<DateTime<Utc>, CalendarError> {
    let amount = i64::from(limit.amount);
    let passed = match limit.unit {
        Unit::Minute => TimeDelta::minutes(amount),
        Unit::Hour => TimeDelta::hours(amount),
        Unit::Day | Unit::WorkingDay | Unit::Month => {
            return last_day(local_date(start), limit, calendar).map(end_of_day);
        }
    };
    start.checked_add_signed(passed).ok_or(CalendarError::OutOfRange)
}

/// The last local day on which a matter that started at `start` is in time.
///
/// # Errors
/// As [`late_from`].
pub fn deadline(start: DateTime<Utc>, limit: Limit, calendar: &Calendar) -> Result<NaiveDate, CalendarError> {
    match limit.unit {
        Unit::Minute | Unit::Hour => late_from(start, limit, calendar).map(local_date),
        Unit::Day | Unit::WorkingDay | Unit::Month => last_day(local_date(start), limit, calendar),
    }
}

/// The last day of a limit that is counted in days or months, from the day on which it starts; hours and minutes, which
/// only [`late_from`] can place, count as no day. A month ends on the day of the same number, or on the month's last
/// day where there is none (Civil Code Art. 202).
///
/// # Errors
/// As [`late_from`].
pub fn last_day(first: NaiveDate, limit: Limit, calendar: &Calendar) -> Result<NaiveDate, CalendarError> {
    match limit.unit {
        Unit::Minute | Unit::Hour => Some(first),
        Unit::Day => first.checked_add_days(Days::new(u64::from(limit.amount))),
        Unit::WorkingDay => return calendar.add_working_days(first, limit.amount),
        Unit::Month => first.checked_add_months(Months::new(limit.amount)),
    }
    .ok_or(CalendarError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn due(start: &str, amount: u32, unit: Unit) -> String {
        deadline(utc(start), Limit { amount, unit }, &Calendar::built_in()).unwrap().to_string()
    }

    #[test]
    fn the_table_has_each_limit_once() {
        let codes: Vec<_> = FIRST_VALUES.iter().map(|row| row.code).collect();
        assert_eq!(codes, LimitCode::ALL);
        assert!(FIRST_VALUES.iter().all(|row| row.limit.amount > 0 && !row.source.is_empty()));
    }

    #[test]
    fn each_unit_ends_where_it_should() {
        // 23:30 on 30 September in Shanghai, before a holiday of seven days and a Saturday that is worked.
        let eve = "2026-09-30T15:30:00Z";
        assert_eq!(due(eve, 15, Unit::Day), "2026-10-15");
        assert_eq!(due(eve, 3, Unit::WorkingDay), "2026-10-10");
        assert_eq!(due(eve, 1, Unit::Month), "2026-10-30");
        assert_eq!(due(eve, 24, Unit::Hour), "2026-10-01");
        assert_eq!(due(eve, 30, Unit::Minute), "2026-10-01");
        assert_eq!(due("2026-11-30T01:00:00Z", 3, Unit::Month), "2027-02-28");
    }

    #[test]
    fn a_petition_keeps_its_days_and_a_hard_matter_has_the_time_of_a_case() {
        assert_eq!(of_appeal(Channel::Hotline, None), LimitCode::TownClose);
        assert_eq!(of_appeal(Channel::Hotline, Some(Level::Big)), LimitCode::TownClose);
        assert_eq!(of_appeal(Channel::Hotline, Some(Level::Hard)), LimitCode::Case);
        assert_eq!(of_appeal(Channel::Superior, Some(Level::Hard)), LimitCode::PetitionClose);
        assert_eq!(of_appeal(Channel::LeaderReception, None), LimitCode::PetitionClose);
    }

    #[test]
    fn the_local_day_is_what_counts() {
        // 00:30 on 1 October in Shanghai is still 30 September in UTC.
        assert_eq!(due("2026-09-30T16:30:00Z", 1, Unit::Day), "2026-10-02");
    }

    #[test]
    fn the_last_day_counts_to_its_midnight() {
        let limit = Limit { amount: 5, unit: Unit::WorkingDay };
        let late = late_from(utc("2026-11-23T02:00:00Z"), limit, &Calendar::built_in()).unwrap();
        assert_eq!(late, utc("2026-11-30T16:00:00Z"));
    }

    #[test]
    fn working_days_need_their_year_calendar_days_do_not() {
        let start = utc("2026-12-30T02:00:00Z");
        let working = Limit { amount: 10, unit: Unit::WorkingDay };
        let plain = Limit { amount: 10, unit: Unit::Day };
        let calendar = Calendar::built_in();
        assert_eq!(deadline(start, working, &calendar), Err(CalendarError::YearMissing(2027)));
        assert!(deadline(start, plain, &calendar).is_ok());
    }

    proptest! {
        #[test]
        fn more_time_never_ends_earlier(
            seconds in 1_100_000_000i64..1_750_000_000,
            amount in 0..40u32,
            unit in proptest::sample::select(Unit::ALL),
        ) {
            let start = DateTime::from_timestamp(seconds, 0).unwrap();
            let calendar = Calendar::built_in();
            let less = late_from(start, Limit { amount, unit }, &calendar).unwrap();
            let more = late_from(start, Limit { amount: amount + 1, unit }, &calendar).unwrap();
            prop_assert!(start <= less && less < more);
            let last = deadline(start, Limit { amount, unit }, &calendar).unwrap();
            prop_assert!(last >= local_date(start));
        }
    }
}

use chrono::{Datelike, Days, TimeDelta};
use proptest::prelude::*;

use super::*;
use crate::limits::{Unit, late_from};
use crate::time::{end_of_day, from_local, start_of_day};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// So written in Shanghai: 2026-11-20 10:00.
fn shanghai(text: &str) -> DateTime<Utc> {
    from_local(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn terms(code: LimitCode, amount: u32, unit: Unit) -> Terms {
    Terms { code, limit: Limit { amount, unit }, warn_at_percent: 80 }
}

const fn under(terms: Terms) -> Rule {
    Rule { from: CountsFrom::Receipt, terms: Some(terms) }
}

fn five() -> Rule {
    under(terms(LimitCode::TownClose, 5, Unit::WorkingDay))
}

fn received(at: &str) -> Event {
    Event { at: shanghai(at), what: What::Received }
}

fn paused(at: &str) -> Event {
    Event { at: shanghai(at), what: What::Paused { reason: "等当事人补充材料".into() } }
}

fn resumed(at: &str) -> Event {
    Event { at: shanghai(at), what: What::Resumed }
}

fn extended(at: &str, amount: u32, unit: Unit) -> Event {
    let by = Limit { amount, unit };
    let what = What::Extended { by, approver: "李示例".into(), reason: "案情复杂".into() };
    Event { at: shanghai(at), what }
}

fn last(rule: Rule, log: &[Event]) -> Option<NaiveDate> {
    reckon(rule, log, &Calendar::built_in()).unwrap().last_day()
}

fn told(rule: Rule, log: &[Event]) -> Vec<String> {
    let (_, steps) = derive(rule, log, &Calendar::built_in()).unwrap();
    steps.into_iter().map(|step| step.sentence).collect()
}

const FRIDAY: &str = "2026-11-20 10:00";

#[test]
fn five_working_days_step_over_the_weekend_and_say_so() {
    let log = [received(FRIDAY)];
    assert_eq!(last(five(), &log), Some(day("2026-11-27")));
    assert_eq!(
        told(five(), &log),
        [
            "收到 11月20日 10:00，当日不算，从次日起算",
            "镇街办结 +5个工作日，跳过周六日 → 11月27日",
            "办理期限至 11月27日 24:00；11月26日 11:36 起亮黄灯，逾期亮红灯",
        ]
    );
}

#[test]
fn holidays_and_worked_weekends_are_named() {
    let log = [received("2026-09-30 23:30")];
    let rule = under(terms(LimitCode::TownClose, 3, Unit::WorkingDay));
    assert_eq!(told(rule, &log)[1], "镇街办结 +3个工作日，跳过国庆节，10月10日调休上班照算 → 10月10日");
}

#[test]
fn each_whole_day_of_pauses_moves_the_deadline_by_one() {
    let moved = |from, to| last(five(), &[received(FRIDAY), paused(from), resumed(to)]).unwrap().to_string();
    assert_eq!(moved("2026-11-24 10:00", "2026-11-26 10:00"), "2026-12-01");
    assert_eq!(moved("2026-11-24 10:00", "2026-11-25 09:59"), "2026-11-27", "less than a day");
    assert_eq!(
        moved("2026-11-20 18:00", "2026-11-23 08:00"),
        "2026-11-27",
        "a weekend and the evening before"
    );
    assert_eq!(
        moved("2026-11-18 10:00", "2026-11-24 00:00"),
        "2026-11-30",
        "what lies before the start is no pause"
    );
    assert_eq!(moved("2026-11-28 10:00", "2026-12-20 10:00"), "2026-11-27", "it was late already");
    let two = [
        received(FRIDAY),
        paused("2026-11-23 12:00"),
        resumed("2026-11-24 00:00"),
        paused("2026-11-24 12:00"),
        resumed("2026-11-25 00:00"),
    ];
    assert_eq!(last(five(), &two), Some(day("2026-11-30")), "two halves are a whole");
}

#[test]
fn a_pause_is_told_with_its_reason() {
    let log = [received(FRIDAY), paused("2026-11-24 10:00"), resumed("2026-11-26 10:00")];
    assert_eq!(
        told(five(), &log)[2],
        "11月24日 10:00 暂停（等当事人补充材料），11月26日 10:00 恢复，顺延2个工作日 → 12月1日"
    );
}

#[test]
fn while_it_is_paused_there_is_no_deadline() {
    let log = [received(FRIDAY), paused("2026-11-24 10:00")];
    let due = reckon(five(), &log, &Calendar::built_in()).unwrap();
    assert_eq!((due.last_day(), due.late_from(), due.warn_at()), (None, None, None));
    assert_eq!(due.paused_since(), Some(shanghai("2026-11-24 10:00")));
    assert_eq!(
        told(five(), &log).last().unwrap(),
        "11月24日 10:00 暂停（等当事人补充材料），还没有恢复；恢复后重新推算期限"
    );
    let late = [received(FRIDAY), paused("2026-11-28 10:00")];
    let due = reckon(five(), &late, &Calendar::built_in()).unwrap();
    assert_eq!(due.last_day(), Some(day("2026-11-27")), "a pause doesn't undo that it is late");
    assert_eq!(due.paused_since(), Some(shanghai("2026-11-28 10:00")));
}

#[test]
fn extensions_are_added_behind_the_limit() {
    let log = [received(FRIDAY), extended("2026-11-26 09:00", 10, Unit::Day)];
    assert_eq!(last(five(), &log), Some(day("2026-12-07")));
    assert_eq!(told(five(), &log)[2], "11月26日 经李示例批准延长10日（案情复杂） → 12月7日");
}

#[test]
fn the_newest_limit_counts_and_a_day_that_was_set_above_all() {
    let case = terms(LimitCode::Case, 3, Unit::Month);
    let changed = Event { at: shanghai("2026-11-23 09:00"), what: What::LimitChanged { terms: case } };
    let back =
        Event { at: shanghai("2026-11-24 09:00"), what: What::LimitChanged { terms: five().terms.unwrap() } };
    assert_eq!(last(five(), &[received(FRIDAY), changed.clone()]), Some(day("2027-02-20")));
    assert_eq!(
        told(five(), &[received(FRIDAY), changed.clone()])[1],
        "11月23日起改按 包案化解 +3个月 → 2027年2月20日"
    );
    assert_eq!(last(five(), &[back, received(FRIDAY), changed.clone()]), Some(day("2026-11-27")));
    let set = Event { at: shanghai(FRIDAY), what: What::DaySet { day: day("2026-11-23") } };
    assert_eq!(last(five(), &[set.clone(), received(FRIDAY), changed]), Some(day("2026-11-23")));
    assert_eq!(told(Rule::default(), &[received(FRIDAY), set])[1], "来文已定明期限 → 11月23日");
}

#[test]
fn minutes_and_hours_are_counted_day_and_night() {
    let rule = under(terms(LimitCode::HotlineContact, 2, Unit::Hour));
    let log = [received("2026-11-21 23:30"), paused("2026-11-22 00:00"), resumed("2026-11-22 00:40")];
    let due = reckon(rule, &log, &Calendar::built_in()).unwrap();
    assert_eq!(due.late_from(), Some(shanghai("2026-11-22 02:10")));
    assert_eq!(due.last_day(), Some(day("2026-11-22")));
    assert_eq!(
        told(rule, &log)[2],
        "11月22日 00:00 暂停（等当事人补充材料），11月22日 00:40 恢复，顺延40分钟 → 11月22日"
    );
}

#[test]
fn a_clock_may_start_at_dispatch() {
    let rule = Rule { from: CountsFrom::Dispatch, ..five() };
    assert_eq!(last(rule, &[received(FRIDAY)]), None, "not yet");
    let sent = |at| Event { at: shanghai(at), what: What::Dispatched };
    let log = [sent("2026-11-24 09:00"), received(FRIDAY), sent("2026-11-23 09:00")];
    assert_eq!(last(rule, &log), Some(day("2026-12-01")), "the last time");
}

#[test]
fn without_a_limit_there_is_no_deadline() {
    assert_eq!(last(Rule::default(), &[received(FRIDAY)]), None);
    assert_eq!(last(five(), &[]), None);
}

#[test]
fn a_year_that_is_not_held_is_refused_by_name() {
    let calendar = Calendar::built_in();
    let log = [received("2026-12-30 10:00")];
    let refused = reckon(five(), &log, &calendar).unwrap_err();
    assert_eq!(refused, CalendarError::YearMissing(2027));
    assert!(refused.to_string().contains("2027年"), "{refused}");
    assert!(reckon(under(terms(LimitCode::PetitionClose, 60, Unit::Day)), &log, &calendar).is_ok());
}

#[test]
fn it_agrees_with_the_bare_limit() {
    let calendar = Calendar::built_in();
    for (n, unit) in Unit::ALL.iter().enumerate() {
        let start = utc("2026-09-28T07:11:00Z") + TimeDelta::hours(i64::try_from(n).unwrap() * 31);
        let rule = under(terms(LimitCode::TownClose, 7, *unit));
        let due = reckon(rule, &[Event { at: start, what: What::Received }], &calendar).unwrap();
        assert_eq!(
            due.late_from(),
            Some(late_from(start, Limit { amount: 7, unit: *unit }, &calendar).unwrap())
        );
    }
}

/// A minute of the years 2022 to 2024, far from where the calendar ends.
fn minute() -> impl Strategy<Value = DateTime<Utc>> {
    (0..1_400_000i64).prop_map(|n| utc("2022-01-01T00:00:00Z") + TimeDelta::minutes(n))
}

fn limit() -> impl Strategy<Value = Limit> {
    (1..90u32, proptest::sample::select(Unit::ALL)).prop_map(|(amount, unit)| Limit {
        amount: if unit == Unit::Month { amount % 5 + 1 } else { amount },
        unit,
    })
}

fn event(from: DateTime<Utc>) -> impl Strategy<Value = Event> {
    let what = prop_oneof![
        Just(What::Resumed),
        Just(What::Paused { reason: "等待".into() }),
        limit().prop_map(|by| What::Extended { by, approver: "李示例".into(), reason: String::new() }),
        limit().prop_map(|limit| What::LimitChanged {
            terms: Terms { code: LimitCode::TownClose, limit, warn_at_percent: 80 }
        }),
    ];
    (what, -2_000..60_000i64).prop_map(move |(what, m)| Event { at: from + TimeDelta::minutes(m), what })
}

/// A record's log; its pauses may overlap, be open, or lie before the start.
fn log() -> impl Strategy<Value = Vec<Event>> {
    minute().prop_flat_map(|start| {
        proptest::collection::vec(event(start), 0..7).prop_map(move |mut events| {
            events.push(Event { at: start, what: What::Received });
            events
        })
    })
}

fn rule() -> impl Strategy<Value = Rule> {
    limit().prop_map(|limit| under(Terms { code: LimitCode::TownClose, limit, warn_at_percent: 80 }))
}

/// None while it is paused: later than any day.
fn late(rule: Rule, log: &[Event]) -> DateTime<Utc> {
    reckon(rule, log, &Calendar::built_in()).unwrap().late_from().unwrap_or(DateTime::<Utc>::MAX_UTC)
}

proptest! {
    #[test]
    fn pausing_and_resuming_at_once_moves_nothing(rule in rule(), mut log in log(), at in minute()) {
        let before = reckon(rule, &log, &Calendar::built_in()).unwrap();
        log.push(Event { at, what: What::Resumed });
        log.push(Event { at, what: What::Paused { reason: "手误".into() } });
        prop_assert_eq!(before, reckon(rule, &log, &Calendar::built_in()).unwrap());
    }

    #[test]
    fn a_pause_outside_working_time_moves_nothing(amount in 1..60u32, mut log in log(), n in 0..300u64, a in 0..1440i64, b in 0..1440i64) {
        let calendar = Calendar::built_in();
        // Another pause's end or beginning within this one would be taken for its own.
        log.retain(|event| !matches!(event.what, What::LimitChanged { .. } | What::Paused { .. } | What::Resumed));
        let rule = under(terms(LimitCode::TownClose, amount, Unit::WorkingDay));
        let before = reckon(rule, &log, &calendar).unwrap();
        // The first run of days off from some day on, or a part of it.
        let start = local_date(log.iter().map(|event| event.at).min().unwrap());
        let first = start.checked_add_days(Days::new(n)).unwrap().iter_days()
            .find(|day| !calendar.is_working_day(*day).unwrap()).unwrap();
        let last = first.iter_days().take_while(|day| !calendar.is_working_day(*day).unwrap()).last().unwrap();
        let from = start_of_day(first) + TimeDelta::minutes(a);
        let to = end_of_day(last) - TimeDelta::minutes(b);
        prop_assume!(from < to);
        log.push(Event { at: from, what: What::Paused { reason: "休息".into() } });
        log.push(Event { at: to, what: What::Resumed });
        let after = reckon(rule, &log, &calendar).unwrap();
        prop_assert_eq!((before.last_day(), before.warn_at()), (after.last_day(), after.warn_at()));
    }

    #[test]
    fn the_order_in_which_events_are_given_does_not_matter(rule in rule(), log in log().prop_flat_map(|log| (Just(log.clone()), Just(log).prop_shuffle()))) {
        let (one, other) = log;
        let calendar = Calendar::built_in();
        prop_assert_eq!(derive(rule, &one, &calendar).unwrap(), derive(rule, &other, &calendar).unwrap());
    }

    #[test]
    fn like_events_may_change_places(rule in rule(), start in minute(), a in limit(), b in limit(), x in 0..20_000i64, y in 0..20_000i64) {
        let extended = |by, minutes| Event {
            at: start + TimeDelta::minutes(minutes),
            what: What::Extended { by, approver: "李示例".into(), reason: String::new() },
        };
        let begun = Event { at: start, what: What::Received };
        prop_assert_eq!(
            late(rule, &[begun.clone(), extended(a, x), extended(b, y)]),
            late(rule, &[begun, extended(b, x), extended(a, y)])
        );
    }

    #[test]
    fn an_extension_never_makes_it_earlier(rule in rule(), mut log in log(), more in limit(), at in minute()) {
        let before = late(rule, &log);
        log.push(Event { at, what: What::Extended { by: more, approver: "李示例".into(), reason: String::new() } });
        prop_assert!(late(rule, &log) >= before);
    }

    #[test]
    fn a_closed_pause_never_makes_it_earlier(rule in rule(), mut log in log(), at in minute(), minutes in 0..20_000i64) {
        log.retain(|event| !matches!(event.what, What::Resumed | What::Paused { .. }));
        let before = late(rule, &log);
        log.push(Event { at, what: What::Paused { reason: "等待".into() } });
        log.push(Event { at: at + TimeDelta::minutes(minutes), what: What::Resumed });
        prop_assert!(late(rule, &log) >= before);
    }

    #[test]
    fn a_longer_limit_never_ends_earlier(rule in rule(), log in log()) {
        let longer = rule.terms.map(|terms| {
            Terms { limit: Limit { amount: terms.limit.amount + 1, ..terms.limit }, ..terms }
        });
        let longer = Rule { terms: longer, ..rule };
        prop_assert!(late(longer, &log) >= late(rule, &log));
    }

    #[test]
    fn the_light_turns_yellow_before_it_turns_red_and_the_words_end_where_the_reckoning_does(rule in rule(), log in log()) {
        let calendar = Calendar::built_in();
        let due = reckon(rule, &log, &calendar).unwrap();
        let (same, steps) = derive(rule, &log, &calendar).unwrap();
        prop_assert_eq!(due, same);
        if let (Some(warn), Some(late)) = (due.warn_at(), due.late_from()) {
            prop_assert!(warn <= late);
            prop_assert_eq!(steps.last().unwrap().day, due.last_day());
            prop_assert!(due.last_day().unwrap().year() >= 2022);
        }
    }
}

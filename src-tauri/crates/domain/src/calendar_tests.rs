//! Tests of [`super`].

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    // 2004-01-01 and the 22 years after it, so that a step forward stays within what is held.
    (0..8_000u64).prop_map(|n| day("2004-01-01") + Days::new(n))
}

#[test]
fn the_built_in_years_are_whole() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.years(), (2004..=2026).collect::<Vec<_>>());
    for year in calendar.years() {
        let special = calendar.special_days(year);
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let worked = first
            .iter_days()
            .take_while(|d| d.year() == year)
            .filter(|d| calendar.is_working_day(*d).unwrap());
        let worked = worked.count();
        assert!((247..=253).contains(&worked), "{year} has {worked} working days");
        for special in special.iter().filter(|s| s.kind == DayKind::Workday) {
            assert!(matches!(special.date.weekday(), Weekday::Sat | Weekday::Sun), "{special:?}");
        }
        assert!(special.iter().all(|s| !s.name.is_empty() && !s.name.is_ascii()));
    }
}

#[test]
fn the_weekends_that_are_worked_in_2026() {
    let worked: Vec<_> = Calendar::built_in()
        .special_days(2026)
        .into_iter()
        .filter(|s| s.kind == DayKind::Workday)
        .map(|s| s.date.to_string())
        .collect();
    assert_eq!(worked, ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]);
}

#[test]
fn the_holidays_of_2026() {
    let off: Vec<_> = Calendar::built_in()
        .special_days(2026)
        .into_iter()
        .filter(|s| s.kind == DayKind::Holiday)
        .map(|s| (s.date, s.name))
        .collect();
    let spans = [
        ("元旦", "2026-01-01", 3),
        ("春节", "2026-02-15", 9),
        ("清明", "2026-04-04", 3),
        ("劳动节", "2026-05-01", 5),
        ("端午", "2026-06-19", 3),
        ("中秋", "2026-09-25", 3),
        ("国庆节", "2026-10-01", 7),
    ];
    let expected: Vec<_> = spans
        .into_iter()
        .flat_map(|(name, from, n)| day(from).iter_days().take(n).map(move |d| (d, name.to_owned())))
        .collect();
    assert_eq!(off, expected);
}

#[test]
fn a_year_that_is_not_held_is_refused_and_says_what_to_do() {
    let calendar = Calendar::built_in();
    let missing = CalendarError::YearMissing(2027);
    assert_eq!(calendar.is_working_day(day("2027-03-01")), Err(missing.clone()));
    assert_eq!(calendar.add_working_days(day("2026-12-30"), 5), Err(missing.clone()));
    assert_eq!(calendar.working_days_between(day("2026-12-30"), day("2027-01-10")), Err(missing.clone()));
    assert!(missing.to_string().contains("2027年") && missing.to_string().contains("导入"));
}

#[test]
fn days_around_the_national_day() {
    let calendar = Calendar::built_in();
    assert_eq!(calendar.next_working_day(day("2026-09-30")), Ok(day("2026-10-08")));
    assert_eq!(calendar.add_working_days(day("2026-09-30"), 3), Ok(day("2026-10-10")));
    assert_eq!(calendar.working_day_from(day("2026-10-10")), Ok(day("2026-10-10")));
    assert_eq!(calendar.working_day_from(day("2026-10-11")), Ok(day("2026-10-12")));
    assert_eq!(calendar.working_days_between(day("2026-10-10"), day("2026-09-30")), Ok(-3));
}

#[test]
fn an_administrator_changes_a_day_and_changes_it_back() {
    let mut calendar = Calendar::built_in();
    let monday = day("2026-11-23");
    calendar.set_day(monday, Some(DayKind::Holiday), "停电放假");
    assert_eq!(calendar.is_working_day(monday), Ok(false));
    calendar.set_day(monday, None, "");
    assert_eq!(calendar, Calendar::built_in());
}

#[test]
fn part_of_a_year_is_not_a_year() {
    let mut json: serde_json::Value = serde_json::from_str(BUILT_IN).unwrap();
    json["holidays"]["2027-01-01"] = "New Year's Day,元旦,1".into();
    let calendar = Calendar::parse(&json.to_string()).unwrap();
    assert!(!calendar.holds(2027) && calendar.holds(2026));
    json["holidays"].as_object_mut().unwrap().remove("2026-10-01");
    assert!(!Calendar::parse(&json.to_string()).unwrap().holds(2026));
}

#[test]
fn other_text_is_refused() {
    let both = r#"{"holidays":{"2026-01-01":"a,元旦,1"},"workdays":{"2026-01-01":"a,元旦,1"}}"#;
    let impossible = r#"{"holidays":{"2026-02-30":"a,b,1"},"workdays":{}}"#;
    for text in ["", "[]", "{}", r#"{"holidays":{},"workdays":{}}"#, both, impossible] {
        assert!(matches!(Calendar::parse(text), Err(CalendarError::Unreadable(_))), "{text}");
    }
}

proptest! {
    #[test]
    fn adding_and_counting_agree(from in any_day(), n in 0..40u32) {
        let calendar = Calendar::built_in();
        let to = calendar.add_working_days(from, n).unwrap();
        prop_assert_eq!(calendar.working_days_between(from, to).unwrap(), i64::from(n));
        prop_assert_eq!(calendar.working_days_between(to, from).unwrap(), -i64::from(n));
        prop_assert!(n == 0 || calendar.is_working_day(to).unwrap());
    }

    #[test]
    fn more_days_end_later_and_in_steps(from in any_day(), n in 0..30u32, m in 0..10u32) {
        let calendar = Calendar::built_in();
        let first = calendar.add_working_days(from, n).unwrap();
        let both = calendar.add_working_days(from, n + m).unwrap();
        prop_assert!(first <= both);
        prop_assert!((both - from).num_days() >= i64::from(n + m));
        prop_assert_eq!(calendar.add_working_days(first, m).unwrap(), both);
    }

    #[test]
    fn a_later_start_never_ends_earlier(a in any_day(), b in any_day(), n in 0..30u32) {
        let calendar = Calendar::built_in();
        let (a, b) = (a.min(b), a.max(b));
        prop_assert!(calendar.add_working_days(a, n).unwrap() <= calendar.add_working_days(b, n).unwrap());
    }
}

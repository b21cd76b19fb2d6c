//! What must hold of every demonstration, whatever its seed and day; reckoned without a database.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use huishang_domain::calendar::Calendar;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::flow::case::is_open;
use huishang_domain::flow::consultation::ConsultationState;
use huishang_domain::flow::{action, appeal, case, consultation, whistle};
use huishang_domain::limits::{LimitCode, first_value};
use huishang_domain::numbering::first_patterns;
use huishang_domain::time::{end_of_day, from_local, local_date, week_of};
use huishang_domain::words::{Entity, Risk};
use huishang_store::appeals::Reckoner;
use huishang_store::limits::{LimitHistory, LimitRecord};
use uuid::Uuid;

use super::DemoReport;
use super::batch::{Affair, Batch, Meeting};
use super::days::{OfficeDays, clock};
use super::diary::Diary;
use super::dice::Dice;
use super::directory::Directory;
use super::feed::{Feed, Series};
use super::lives::Maker;
use super::papers::Paper;
use super::topics::TOPICS;
use super::walk::Taken;

/// Everything that a demonstration invents.
struct Whole {
    now: DateTime<Utc>,
    today: NaiveDate,
    days: OfficeDays,
    appeals: Vec<huishang_store::appeals::AppealRecord>,
    meetings: Vec<Meeting>,
    affairs: Vec<Affair>,
    taken: Vec<Taken>,
    papers: Vec<Paper>,
    report: DemoReport,
}

fn invent(appeals: usize, seed: u64, today: &str) -> Whole {
    let directory = Directory::new().unwrap();
    let days = OfficeDays::new(Calendar::built_in());
    let row = |code| (code, LimitRecord { limit: first_value(code).unwrap(), warn_at_percent: 80 });
    let limits = LimitHistory::always(LimitCode::ALL.iter().map(|code| row(*code)));
    let reckoner = Reckoner::new(limits, Calendar::built_in());
    let today: NaiveDate = today.parse().unwrap();
    let now = from_local(today.and_time(clock(8, 30)));
    let maker = Maker {
        directory: &directory,
        days: &days,
        reckoner: &reckoner,
        dice: Dice::new(seed),
        now,
        appeals,
        batch: Batch::default(),
        diary: Diary::default(),
        meetings: Vec::new(),
        affairs: Vec::new(),
        recent: VecDeque::new(),
        cases: 0,
        papers: Vec::new(),
    };
    let series = |pattern: &str| Series::new(pattern.parse().unwrap());
    let both = (series(first_patterns::CONSULTATION), series(first_patterns::CASE));
    let mut feed = Feed::new(maker, today, both).unwrap();
    let mut report = DemoReport::default();
    let mut all = Batch::default();
    let mut more = true;
    while more {
        more = feed.fill_up(&mut report).unwrap();
        let piece = std::mem::take(&mut feed.maker.batch);
        all.appeals.extend(piece.appeals);
        all.clocks.extend(piece.clocks);
        all.meetings.extend(piece.meetings);
        all.affairs.extend(piece.affairs);
        all.taken.extend(piece.taken);
    }
    let papers = std::mem::take(&mut feed.maker.papers);
    drop(feed);
    let Batch { mut appeals, clocks, meetings, affairs, taken, .. } = all;
    for row in &mut appeals {
        let log: Vec<_> = clocks.iter().filter(|entry| entry.entity_id == row.id.0).cloned().collect();
        let due = reckoner.due(row, &log).unwrap();
        assert_eq!(row.deadline, due.last_day(), "{}: lives go by the day that is stored", row.number);
        row.warn_at = due.warn_at();
    }
    Whole { now, today, days, appeals, meetings, affairs, taken, papers, report }
}

/// Whether a step is drawn, and whether it needs a reason.
fn drawn(step: &Taken) -> (bool, bool) {
    macro_rules! machine {
        ($module:ident) => {{
            let found = $module::TABLE.iter().find(|(from, mv, to)| {
                Some(from.code()) == step.from && mv.code() == step.mv && to.code() == step.to
            });
            match (step.from, found) {
                (None, _) => (step.to == $module::START.code(), false),
                (Some(_), Some((_, mv, _))) => (true, $module::needs_reason(*mv)),
                (Some(_), None) => (false, false),
            }
        }};
    }
    match step.entity {
        Entity::Appeal => machine!(appeal),
        Entity::Consultation => machine!(consultation),
        Entity::Action => machine!(action),
        Entity::Case => machine!(case),
        Entity::Whistle => machine!(whistle),
        other => panic!("{other} has no machine"),
    }
}

/// Replays every life; gives where each one ended, in how many steps.
fn replay(whole: &Whole) -> HashMap<(Entity, Uuid), (&'static str, i64)> {
    let mut stands: HashMap<(Entity, Uuid), (&'static str, i64, DateTime<Utc>)> = HashMap::new();
    for step in &whole.taken {
        let before = stands.get(&(step.entity, step.id));
        assert_eq!(step.from, before.map(|(state, ..)| *state), "{step:?}");
        assert!(before.is_none_or(|(_, _, at)| *at <= step.at), "time goes on: {step:?}");
        assert!(step.at <= whole.now, "nothing is known of tomorrow: {step:?}");
        let (is_drawn, needs_reason) = drawn(step);
        assert!(is_drawn, "the machine doesn't draw {step:?}");
        assert!(!needs_reason || step.reason.is_some(), "without a reason: {step:?}");
        let steps = before.map_or(1, |(_, steps, _)| steps + 1);
        stands.insert((step.entity, step.id), (step.to, steps, step.at));
    }
    stands.into_iter().map(|(key, (state, steps, _))| (key, (state, steps))).collect()
}

fn check(whole: &Whole) {
    let stands = replay(whole);
    let stand = |entity, id: Uuid| stands[&(entity, id)];
    let mut settled = HashMap::new();
    for meeting in &whole.meetings {
        let row = &meeting.record;
        assert_eq!(stand(Entity::Consultation, row.id.0), (row.state.code(), row.version));
        assert!(whole.days.open_on(local_date(row.starts_at.unwrap())), "held on a day off: {row:?}");
        assert_eq!(row.number.is_some(), meeting.numbered_at.is_some());
        for action in &meeting.actions {
            assert_eq!(stand(Entity::Action, action.id.0), (action.state.code(), action.version));
            assert_eq!(action.closed_on.is_some(), action.state == action::ActionState::Closed);
            let helping: Vec<_> = meeting.helping.iter().filter(|(id, _)| *id == action.id).collect();
            assert!(!helping.is_empty() && helping.iter().all(|(_, agency)| *agency != action.lead_id));
        }
        let over = matches!(
            row.state,
            ConsultationState::Settled | ConsultationState::Archived | ConsultationState::Cancelled
        );
        assert_eq!(over, row.closed_at.is_some());
        for item in &meeting.items {
            settled.entry(item.appeal_id).or_insert_with(Vec::new).push(over);
        }
    }
    let mut ended = HashMap::new();
    for affair in &whole.affairs {
        let row = &affair.record;
        assert_eq!(stand(Entity::Case, row.id.0), (row.state.code(), row.version));
        assert_eq!(row.ended_on.is_some(), !is_open(row.state), "{row:?}");
        assert!(row.due_on >= row.start_on && affair.progress.iter().all(|e| e.at <= whole.now));
        for appeal in &affair.appeals {
            ended.insert(*appeal, row.ended_on.is_some());
        }
    }
    for row in &whole.appeals {
        assert_eq!(stand(Entity::Appeal, row.id.0), (row.state.code(), row.version));
        use AppealState as S;
        let closed = matches!(row.state, S::Done | S::CalledBack | S::Archived);
        assert_eq!(closed, row.closed_at.is_some(), "{row:?}");
        assert!(row.received_at <= row.created_at && row.created_at <= whole.now);
        assert!(row.deadline.is_some() && row.warn_at.is_some() && row.handler_id.is_some());
        assert!(!row.body.contains(['{', '}']), "{}", row.body);
        let built: Vec<bool> = settled.get(&Some(row.id)).cloned().unwrap_or_default();
        match row.state {
            S::Consultation => assert!(!built.is_empty(), "a consultation about {row:?}"),
            S::Case => assert!(ended.contains_key(&row.id), "a case of {row:?}"),
            S::Done | S::CalledBack | S::Archived => {
                assert!(built.iter().all(|over| *over) && ended.get(&row.id).is_none_or(|over| *over));
            }
            _ => {}
        }
    }
    nobody_twice(whole);
    in_order(whole);
}

/// Nobody is in two consultations at once, and no room is.
fn nobody_twice(whole: &Whole) {
    let mut taken: HashSet<(Uuid, DateTime<Utc>)> = HashSet::new();
    for meeting in whole.meetings.iter().filter(|m| m.record.state != ConsultationState::Cancelled) {
        let row = &meeting.record;
        let who = meeting.people.iter().map(|p| p.person_id.0).chain(row.presiding_id.map(|p| p.0));
        for quarter in 0..row.minutes / 15 {
            let at = row.starts_at.unwrap() + TimeDelta::minutes(quarter * 15);
            for one in who.clone().chain(row.room_id.map(|r| r.0)) {
                assert!(taken.insert((one, at)), "{one} is taken twice at {at}");
            }
        }
    }
}

/// Numbers go up with the time and leave no gap.
fn in_order(whole: &Whole) {
    let mut years: BTreeMap<String, i64> = BTreeMap::new();
    for appeal in &whole.appeals {
        let (month, serial) = appeal.number.split_once('-').unwrap();
        let next = years.entry(month[..6].to_owned()).or_default();
        *next += 1;
        assert_eq!(serial.parse::<i64>().unwrap(), *next, "{}", appeal.number);
    }
    let approved: Vec<_> = whole.meetings.iter().filter_map(|m| m.numbered_at).collect();
    assert!(approved.is_sorted());
    let numbers: HashSet<_> = whole.meetings.iter().filter_map(|m| m.record.number.clone()).collect();
    assert_eq!(numbers.len(), approved.len());
    assert!(whole.affairs.is_sorted_by_key(|a| a.record.created_at));
}

#[test]
fn every_matter_names_offices_that_there_are() {
    let directory = Directory::new().unwrap();
    for topic in TOPICS {
        for name in topic.with.iter().chain([&topic.lead]) {
            assert!(directory.office(name).is_ok(), "{name}");
        }
        assert!(!topic.with.contains(&topic.lead) && !topic.actions.is_empty(), "{}", topic.category);
    }
}

#[test]
fn every_life_replays_whatever_the_seed_and_the_day() {
    for (seed, today) in
        [(1, "2026-11-24"), (2, "2026-02-18"), (3, "2025-10-05"), (4, "2026-12-30"), (5, "2028-03-01")]
    {
        let whole = invent(1_500, seed, today);
        assert_eq!(whole.appeals.len(), 1_500);
        check(&whole);
    }
}

#[test]
fn however_few_there_are_the_examples_come_first() {
    for (appeals, stories) in [(1, 1), (2, 2), (3, 2), (40, 2)] {
        let whole = invent(appeals, 9, "2026-11-24");
        assert_eq!((whole.appeals.len(), whole.report.appeals), (appeals, appeals));
        let told = whole.appeals.iter().filter(|a| {
            ["业主违章搭建导致楼顶渗水", "8家餐饮店油烟扰民"].contains(&a.title.as_str())
                && a.state == AppealState::Archived
        });
        assert!(told.count() >= stories);
        let whistles = whole.papers.iter().filter(|paper| matches!(paper, Paper::Whistle(..))).count();
        assert_eq!(whistles, 1);
        check(&whole);
    }
}

#[test]
fn the_first_page_has_everything_that_it_can_show() {
    for seed in 1..=8 {
        let whole = invent(3_000, seed, "2026-11-24");
        check(&whole);
        let open: Vec<_> = whole.appeals.iter().filter(|a| a.closed_at.is_none()).collect();
        let lights = |test: &dyn Fn(&huishang_store::appeals::AppealRecord) -> bool| {
            open.iter().filter(|row| test(row)).count()
        };
        let late = lights(&|a| whole.now >= end_of_day(a.deadline.unwrap()));
        let warned =
            lights(&|a| whole.now >= a.warn_at.unwrap() && whole.now < end_of_day(a.deadline.unwrap()));
        let green = lights(&|a| whole.now < a.warn_at.unwrap());
        let due_today = lights(&|a| a.deadline == Some(whole.today));
        let unjudged = lights(&|a| a.level.is_none());
        let (monday, sunday) = week_of(whole.today);
        let week = whole
            .meetings
            .iter()
            .filter(|m| (monday..=sunday).contains(&local_date(m.record.starts_at.unwrap())))
            .count();
        let cases = whole.affairs.iter().filter(|a| is_open(a.record.state)).count();
        let red =
            whole.affairs.iter().filter(|a| is_open(a.record.state) && a.record.risk == Risk::Red).count();
        let overdue = whole
            .meetings
            .iter()
            .flat_map(|m| &m.actions)
            .filter(|a| a.closed_on.is_none() && a.deadline < whole.today)
            .count();
        let figures = format!(
            "seed {seed}: late {late}, warned {warned}, green {green}, due today {due_today}, unjudged {unjudged}, \
             this week {week}, cases {cases}, red {red}, actions overdue {overdue}"
        );
        assert!(late > 0 && warned > 0 && green > 0 && due_today > 0 && unjudged > 0, "{figures}");
        assert!(week > 0 && cases > 5 && red > 0 && overdue > 0, "{figures}");
        assert!(late < open.len() / 2 && open.len() < 300, "{figures}");
    }
}

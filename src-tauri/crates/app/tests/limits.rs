//! What changing the table of limits does to what is under way, what drifts, and what a person is reminded of; on both
//! engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::sync::Arc;

use huishang_app::appeals::{self, AppealInput, AppealQuery};
use huishang_app::clock::FixedClock;
use huishang_app::limits::{self, LimitInput, LimitShown, LimitWritten};
use huishang_app::{App, AppError, FieldProblem, deadlines, workbench};
use huishang_domain::ids::AppealId;
use huishang_domain::limits::{Limit, LimitCode, Unit};
use huishang_domain::words::{Channel, Entity, Level, Light, Role};
use huishang_store::Tx;
use huishang_testkit::on_both_engines;
use support::{World, at};

/// Before and after what comes at ten.
const MORNING: &str = "2026-11-24T01:00:00Z";
const NOON: &str = "2026-11-24T04:00:00Z";

fn later(w: &World, time: &str) -> App {
    App { clock: Arc::new(FixedClock(at(time))), ..w.app.clone() }
}

async fn limit(w: &World) -> LimitShown {
    let all = limits::list(&w.app, &w.admin).await.unwrap();
    all.into_iter().find(|row| row.code == LimitCode::TownClose).unwrap()
}

async fn set(w: &World, time: &str, (amount, unit): (u32, Unit), reckon: bool) -> LimitWritten {
    let row = limit(w).await;
    let value = LimitInput { limit: Limit { amount, unit }, ..row.value };
    limits::change(&later(w, time), &w.admin, row.code, row.version, value, reckon).await.unwrap()
}

async fn day(w: &World, id: AppealId) -> String {
    appeals::detail(&w.app, &w.admin, id).await.unwrap().row.deadline.unwrap().to_string()
}

async fn register(w: &World, received: &str, channel: Channel) -> AppealId {
    let input = AppealInput { received_at: at(received), channel, ..w.input("楼顶渗水") };
    appeals::register(&w.app, &w.admin, input).await.unwrap().row.id
}

async fn drifted(w: &World) -> i64 {
    deadlines::check(&w.app, &w.admin).await.unwrap().drifted
}

async fn behind(w: &World, sql: &'static str) {
    let mut tx = w.app.db.write().await.unwrap();
    match &mut tx {
        Tx::Sqlite(conn) => drop(sqlx::query(sql).execute(&mut **conn).await.unwrap()),
        Tx::Postgres(conn) => drop(sqlx::query(sql).execute(&mut **conn).await.unwrap()),
    }
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn what_is_under_way_keeps_its_limit_unless_it_is_reckoned_anew(db: TestDb) {
        let w = World::new(&db).await;
        let old = register(&w, "2026-11-20T02:00:00Z", Channel::Hotline).await;
        let petition = register(&w, "2026-11-20T02:00:00Z", Channel::Superior).await;
        let before = limit(&w).await;
        let value = LimitInput { limit: Limit { amount: 8, unit: Unit::WorkingDay }, ..before.value.clone() };
        let seen = limits::preview(&w.app, &w.admin, before.code, value).await.unwrap();
        assert_eq!((seen.running, seen.moved), (1, 1), "the petition stands under another");
        assert_eq!(seen.first[0].after.unwrap().to_string(), "2026-12-02");
        let trail = w.trail().await;
        let kept = set(&w, MORNING, (8, Unit::WorkingDay), false).await;
        assert_eq!(kept.moved, 0);
        assert_eq!(day(&w, old).await, "2026-11-27");
        let newer = register(&w, "2026-11-24T02:00:00Z", Channel::Hotline).await;
        assert_eq!(day(&w, newer).await, "2026-12-04");
        let reckoned = set(&w, NOON, (3, Unit::WorkingDay), true).await;
        assert_eq!(reckoned.moved, 2);
        assert_eq!((day(&w, old).await, day(&w, newer).await), ("2026-11-25".into(), "2026-11-27".into()));
        assert_eq!(day(&w, petition).await, "2027-01-19");
        let story = appeals::derivation(&w.app, &w.admin, old).await.unwrap();
        assert!(story.steps[1].sentence.starts_with("11月24日起改按 镇街办结 +3个工作日"), "{story:?}");
        assert_eq!(w.trail().await, trail + 3, "one entry for each change");
        assert_eq!(drifted(&w).await, 0);
        assert_eq!(limit(&w).await.history.len(), 3, "its first value and both since");
    }

    async fn undoing_gives_each_its_own_terms_back(db: TestDb) {
        let w = World::new(&db).await;
        let old = register(&w, "2026-11-20T02:00:00Z", Channel::Hotline).await;
        set(&w, MORNING, (8, Unit::WorkingDay), false).await;
        let newer = register(&w, "2026-11-24T02:00:00Z", Channel::Hotline).await;
        let judged = register(&w, "2026-11-24T02:00:00Z", Channel::Hotline).await;
        let done = set(&w, NOON, (2, Unit::Day), true).await;
        appeals::judge(&later(&w, "2026-11-24T04:30:00Z"), &w.admin, judged, 1, Level::Hard, None).await.unwrap();
        assert_eq!((day(&w, old).await, day(&w, newer).await), ("2026-11-22".into(), "2026-11-26".into()));
        let stale = limits::undo(&w.app, &w.admin, LimitCode::TownClose, 1, done.before.clone()).await.unwrap_err();
        assert!(matches!(stale, AppError::Stale { .. }), "{stale:?}");
        let undone = limits::undo(&later(&w, "2026-11-24T05:00:00Z"), &w.admin, LimitCode::TownClose, done.limit.version, done.before.clone()).await.unwrap();
        assert_eq!((undone.moved, undone.limit.value), (2, done.before));
        assert_eq!((day(&w, old).await, day(&w, newer).await), ("2026-11-27".into(), "2026-12-04".into()));
        assert_eq!(day(&w, judged).await, "2027-02-24", "what was put under another since keeps that");
        assert_eq!(drifted(&w).await, 0);
    }

    async fn a_change_is_checked_and_an_administrators(db: TestDb) {
        let w = World::new(&db).await;
        let row = limit(&w).await;
        let value = |amount, share, source: &str| LimitInput {
            limit: Limit { amount, unit: Unit::Day },
            warn_at_percent: share,
            source: source.into(),
            ..row.value.clone()
        };
        for (field, problem, input) in [
            ("amount", FieldProblem::OutOfRange, value(0, 80, "规定")),
            ("amount", FieldProblem::OutOfRange, value(10_001, 80, "规定")),
            ("warnAtPercent", FieldProblem::OutOfRange, value(5, 0, "规定")),
            ("warnAtPercent", FieldProblem::OutOfRange, value(5, 101, "规定")),
            ("source", FieldProblem::Required, value(5, 80, " ")),
        ] {
            let refused = limits::change(&w.app, &w.admin, row.code, row.version, input, false).await.unwrap_err();
            assert_eq!(refused, AppError::invalid(field, problem));
        }
        let head = w.actor(Role::Head).await;
        let refused = limits::change(&w.app, &head, row.code, row.version, row.value.clone(), true).await.unwrap_err();
        assert!(matches!(refused, AppError::Forbidden { .. }));
        let stopped = LimitInput { active: false, ..row.value.clone() };
        assert!(matches!(limits::change(&w.app, &w.admin, row.code, row.version, stopped, true).await, Err(AppError::Refused { .. })));
        assert_eq!(limit(&w).await, row);
    }

    async fn a_limit_in_minutes_turns_at_its_minute(db: TestDb) {
        let w = World::new(&db).await;
        behind(&w, "UPDATE limits SET amount = 30, unit = 'minute', updated_at = '2026-11-20T00:00:00+00:00' WHERE code = 'town_close'").await;
        let id = register(&w, "2026-11-24T02:00:00Z", Channel::Hotline).await;
        let row = |app: App| async move { appeals::detail(&app, &w_admin(&app).await, id).await.unwrap().row };
        assert_eq!(row(w.app.clone()).await.due_at, Some(at("2026-11-24T02:30:00Z")));
        for (time, light, overdue) in [
            ("2026-11-24T02:23:59Z", Light::Green, 0),
            ("2026-11-24T02:24:00Z", Light::Yellow, 0),
            ("2026-11-24T02:29:59Z", Light::Yellow, 0),
            ("2026-11-24T02:30:00Z", Light::Red, 1),
        ] {
            let app = later(&w, time);
            assert_eq!(row(app.clone()).await.light, Some(light), "{time}");
            let query = AppealQuery { light: Some(light), limit: 10, ..AppealQuery::default() };
            assert_eq!(appeals::list(&app, &w.admin, query).await.unwrap().total, Some(1), "{time}");
            assert_eq!(workbench::workbench(&app, &w.admin).await.unwrap().overdue, overdue, "{time}");
            let told = deadlines::reminders(&app, &w.admin).await.unwrap();
            assert_eq!((told.overdue_count, told.due_count), (overdue, 1 - overdue), "{time}");
        }
        assert_eq!(drifted(&w).await, 0);
    }

    async fn drift_is_found_and_mended(db: TestDb) {
        let w = World::new(&db).await;
        let id = register(&w, "2026-11-20T02:00:00Z", Channel::Hotline).await;
        behind(&w, "UPDATE appeals SET deadline = '2026-12-24'").await;
        let found = deadlines::check(&w.app, &w.admin).await.unwrap();
        assert_eq!((found.drifted, found.first[0].id, found.first[0].entity), (1, id.0, Entity::Appeal));
        assert_eq!(deadlines::reckon_again(&w.app, &w.admin).await.unwrap(), found);
        assert_eq!((drifted(&w).await, day(&w, id).await), (0, "2026-11-27".into()));
        behind(&w, "UPDATE appeals SET due_at = warn_at").await;
        let moment = deadlines::check(&w.app, &w.admin).await.unwrap();
        assert!(moment.drifted == 1 && moment.first[0].moments.is_some(), "the moment alone counts too");
    }

    async fn reminders_keep_the_calendar(db: TestDb) {
        let w = World::new(&db).await;
        // Fifteen and twelve days by the table, so that one falls due on a Saturday.
        behind(&w, "UPDATE limits SET amount = 8, unit = 'day', updated_at = '2026-11-01T00:00:00+00:00' WHERE code = 'town_close'").await;
        let saturday = register(&w, "2026-11-20T02:00:00Z", Channel::Hotline).await;
        assert_eq!(day(&w, saturday).await, "2026-11-28");
        register(&w, "2026-11-10T02:00:00Z", Channel::Hotline).await;
        let told = |time| { let app = later(&w, time); let admin = w.admin.clone(); async move { deadlines::reminders(&app, &admin).await.unwrap() } };
        let tuesday = told("2026-11-24T02:00:00Z").await;
        assert_eq!((tuesday.overdue_count, tuesday.due_count, tuesday.soon_count), (1, 0, 0));
        let thursday = told("2026-11-26T18:00:00Z").await;
        assert_eq!((thursday.today.to_string(), thursday.until.to_string()), ("2026-11-27".into(), "2026-11-29".into()));
        assert_eq!((thursday.due_count, thursday.due[0].id), (1, saturday.0), "Friday tells of the weekend");
        let on_saturday = told("2026-11-28T02:00:00Z").await;
        assert!(!on_saturday.working_day);
        assert_eq!((on_saturday.overdue_count, on_saturday.due_count, on_saturday.soon_count), (0, 0, 0), "a day off");
        let monday = told("2026-11-30T02:00:00Z").await;
        assert_eq!((monday.working_day, monday.overdue_count), (true, 2));
    }
}

/// Whoever set the database up.
async fn w_admin(app: &App) -> huishang_app::Actor {
    app.sign_in().await.unwrap()
}

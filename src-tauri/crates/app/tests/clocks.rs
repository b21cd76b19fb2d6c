//! What users rely on when the clock of an appeal is stopped, moved or put under another limit, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::sync::Arc;

use huishang_app::appeals::{self, AppealInput, AppealQuery};
use huishang_app::clock::FixedClock;

use huishang_app::{App, AppError, calendar};
use huishang_domain::calendar::DayKind;
use huishang_domain::clock::StepKind;
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::AppealId;
use huishang_domain::words::{Channel, Level, Light, Role};
use huishang_store::Tx;
use huishang_store::appeals::{Drift, drift};
use huishang_testkit::on_both_engines;
use support::{World, at};

/// The same program at another time.
fn later(w: &World, time: &str) -> App {
    App { clock: Arc::new(FixedClock(at(time))), ..w.app.clone() }
}

fn code(error: &AppError) -> &str {
    match error {
        AppError::Refused { refusal, .. } => refusal,
        other => panic!("{other:?}"),
    }
}

/// Behind the program's back.
async fn behind(w: &World, sql: &'static str) {
    let mut tx = w.app.db.write().await.unwrap();
    match &mut tx {
        Tx::Sqlite(conn) => drop(sqlx::query(sql).execute(&mut **conn).await.unwrap()),
        Tx::Postgres(conn) => drop(sqlx::query(sql).execute(&mut **conn).await.unwrap()),
    }
    tx.commit().await.unwrap();
}

async fn drifted(w: &World) -> Vec<Drift> {
    let mut tx = w.app.db.read().await.unwrap();
    drift(&mut tx).await.unwrap()
}

async fn sentences(w: &World, id: AppealId) -> Vec<String> {
    let derivation = appeals::derivation(&w.app, &w.admin, id).await.unwrap();
    derivation.steps.into_iter().map(|step| step.sentence).collect()
}

async fn day(w: &World, id: AppealId) -> Option<String> {
    appeals::detail(&w.app, &w.admin, id).await.unwrap().row.deadline.map(|day| day.to_string())
}

on_both_engines! {
    async fn a_pause_moves_the_deadline_once_it_is_over(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        let before = w.trail().await;
        let clerk = w.actor(Role::Clerk).await;
        let paused = appeals::pause(&w.app, &clerk, id, 1, " 等当事人补充材料 ").await.unwrap();
        assert_eq!((paused.row.version, paused.row.deadline, paused.row.light), (2, None, None));
        let step = paused.timeline.last().unwrap();
        assert_eq!((step.what.as_str(), step.reason.as_deref()), ("暂停计时", Some("等当事人补充材料")));
        let shown = appeals::derivation(&w.app, &w.admin, id).await.unwrap();
        assert_eq!(shown.paused_since, Some(support::now()));
        assert_eq!(code(&appeals::pause(&w.app, &clerk, id, 2, "再停").await.unwrap_err()), RefusalCode::ClockPaused.code());
        // Two days later.
        let app = later(&w, "2026-11-26T02:00:00Z");
        let stale = appeals::resume(&app, &clerk, id, 1).await.unwrap_err();
        assert!(matches!(stale, AppError::Stale { current_version: 2, .. }), "{stale:?}");
        let resumed = appeals::resume(&app, &clerk, id, 2).await.unwrap();
        assert_eq!(resumed.row.deadline, Some("2026-12-01".parse().unwrap()));
        assert_eq!(resumed.row.light, Some(Light::Green));
        assert_eq!(resumed.timeline.last().unwrap().what, "恢复计时");
        assert_eq!(code(&appeals::resume(&app, &clerk, id, 3).await.unwrap_err()), RefusalCode::ClockRunning.code());
        assert_eq!(w.trail().await, before + 2, "one entry each");
        assert_eq!(sentences(&w, id).await[2], "11月24日 10:00 暂停（等当事人补充材料），11月26日 10:00 恢复，顺延2个工作日 → 12月1日");
        assert_eq!(drifted(&w).await, []);
    }

    async fn pausing_and_resuming_at_once_moves_nothing(db: TestDb) {
        let w = World::new(&db).await;
        let appeal = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap();
        let id = appeal.row.id;
        appeals::pause(&w.app, &w.admin, id, 1, "手误").await.unwrap();
        let resumed = appeals::resume(&w.app, &w.admin, id, 2).await.unwrap();
        assert_eq!((resumed.row.deadline, resumed.row.light), (appeal.row.deadline, appeal.row.light));
    }

    async fn a_hard_matter_has_the_time_of_a_case_until_the_judgement_is_withdrawn(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        let big = appeals::judge(&w.app, &w.admin, id, 1, Level::Big, None).await.unwrap();
        assert_eq!(big.row.deadline, Some("2026-11-27".parse().unwrap()), "the table has no limit of its own for it");
        let hard = appeals::judge(&w.app, &w.admin, id, 2, Level::Hard, None).await.unwrap();
        assert_eq!(hard.row.deadline, Some("2027-02-20".parse().unwrap()));
        assert_eq!(sentences(&w, id).await[1], "11月24日起改按 包案化解 +3个月 → 2027年2月20日");
        // At the same instant, which a real clock doesn't have twice: the later still wins.
        let back = appeals::withdraw_judgement(&w.app, &w.admin, id, 3).await.unwrap();
        assert_eq!(back.row.deadline, Some("2026-11-27".parse().unwrap()));
        assert_eq!(drifted(&w).await, []);
    }

    async fn an_edit_of_time_or_channel_moves_the_deadline(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        w.extend(&w.app, id, 1, 1).await;
        let earlier = AppealInput { received_at: at("2026-11-18T02:00:00Z"), ..w.input("楼顶渗水") };
        let edited = appeals::edit(&w.app, &w.admin, id, 3, earlier).await.unwrap();
        assert_eq!(edited.row.deadline, Some("2026-11-26".parse().unwrap()), "its extension is kept");
        assert_eq!(edited.timeline.last().unwrap().what, "修改：办理时限、受理时间");
        let petition = AppealInput { channel: Channel::Superior, ..w.input("楼顶渗水") };
        let edited = appeals::edit(&w.app, &w.admin, id, 4, petition).await.unwrap();
        assert_eq!(edited.row.deadline, Some("2027-01-20".parse().unwrap()));
        let late = AppealInput { received_at: at("2026-11-23T02:00:00Z"), ..w.input("楼顶渗水") };
        appeals::edit(&w.app, &w.admin, id, 5, late).await.unwrap();
        assert_eq!(drifted(&w).await, []);
    }

    async fn what_is_closed_keeps_its_clock(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        let mut tx = w.app.db.write().await.unwrap();
        let closed = huishang_store::appeals::Moved {
            state: huishang_domain::flow::appeal::AppealState::Done,
            level: None,
            closed_at: Some(support::now()),
            satisfaction: None,
        };
        assert!(huishang_store::appeals::set_state(&mut tx, id, 1, closed, w.admin.account_id, support::now()).await.unwrap());
        tx.commit().await.unwrap();
        let refused = appeals::pause(&w.app, &w.admin, id, 2, "等材料").await.unwrap_err();
        assert_eq!(code(&refused), RefusalCode::NoClock.code());
        assert_eq!(appeals::derivation(&w.app, &w.admin, id).await.unwrap().steps.last().unwrap().kind, StepKind::End);
    }

    async fn deadlines_follow_the_calendar(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        let year = calendar::set_day(&w.app, &w.admin, "2026-11-25".parse().unwrap(), Some(DayKind::Holiday), "测试放假").await.unwrap();
        assert_eq!(year.moved, Some(1), "it says how many moved");
        assert_eq!(day(&w, id).await.as_deref(), Some("2026-11-30"));
        assert_eq!(sentences(&w, id).await[1], "镇街办结 +5个工作日，跳过周六日、测试放假 → 11月30日");
        assert_eq!(drifted(&w).await, []);
        calendar::set_day(&w.app, &w.admin, "2026-11-25".parse().unwrap(), None, "").await.unwrap();
        assert_eq!(day(&w, id).await.as_deref(), Some("2026-11-27"));
    }

    async fn a_matter_keeps_the_limit_that_was_in_force_when_it_came(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        behind(&w, "UPDATE limits SET amount = 3, updated_at = '2026-11-22T00:00:00+00:00' WHERE code = 'town_close'").await;
        assert_eq!(drifted(&w).await, []);
        let newer = AppealInput { received_at: at("2026-11-23T02:00:00Z"), ..w.input("道路坑洼") };
        let newer = appeals::register(&w.app, &w.admin, newer).await.unwrap().row;
        assert_eq!(newer.deadline, Some("2026-11-26".parse().unwrap()));
        assert_eq!(day(&w, id).await.as_deref(), Some("2026-11-27"));
    }

    async fn drift_is_found(db: TestDb) {
        let w = World::new(&db).await;
        let appeal = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row;
        behind(&w, "UPDATE appeals SET deadline = '2026-12-24'").await;
        let found = drifted(&w).await;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].id, &found[0].number), (appeal.id, &appeal.number));
        assert_eq!((found[0].stored.0, found[0].reckoned.0), (Some("2026-12-24".parse().unwrap()), appeal.deadline));
    }

    async fn a_year_that_is_not_held_is_named(db: TestDb) {
        let w = World::new(&db).await;
        let app = later(&w, "2026-12-30T02:00:00Z");
        let input = AppealInput { received_at: at("2026-12-30T01:00:00Z"), ..w.input("楼顶渗水") };
        let refused = appeals::register(&app, &w.admin, input).await.unwrap_err();
        assert_eq!(refused, AppError::CalendarYearMissing { year: 2027 });
        let all = AppealQuery { limit: 50, ..AppealQuery::default() };
        assert_eq!(appeals::list(&app, &w.admin, all).await.unwrap().total, Some(0));
    }
}

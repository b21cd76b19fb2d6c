//! What users rely on when they load a demonstration, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::sync::Arc;

use huishang_app::appeals::{self, AppealQuery};
use huishang_app::cases::{self, CaseQuery};
use huishang_app::clock::FixedClock;
use huishang_app::consultations::{self, ConsultationQuery};
use huishang_app::demo::{self, DemoOptions, DemoReport};
use huishang_app::directory;
use huishang_app::forms::{self, ExportJob};
use huishang_app::workbench::workbench;
use huishang_app::{Actor, App, AppError, audit_trail};
use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::flow::case::CaseState;
use huishang_domain::flow::consultation::ConsultationState;
use huishang_domain::ids::ConsultationId;
use huishang_domain::words::{DivisionKind, Light, Participation, Role};
use huishang_testkit::{TestDb, on_both_engines};
use serde_json::json;
use support::{Heard, World, now};
use tokio_util::sync::CancellationToken;

/// A fresh database without anything in it.
struct Empty {
    app: App,
    admin: Actor,
    heard: Arc<Heard>,
}

impl Empty {
    async fn new(db: &TestDb) -> Self {
        let clock = Arc::new(FixedClock(now()));
        App::migrate(&db.url, clock.clone()).await.unwrap();
        let heard = Arc::new(Heard::default());
        let app = App::open(&db.url, clock, heard.clone()).await.unwrap();
        let admin = app.sign_in().await.unwrap();
        Self { app, admin, heard }
    }

    async fn load(&self, appeals: usize, seed: u64) -> Result<DemoReport, AppError> {
        load(&self.app, &self.admin, appeals, seed).await
    }

    async fn appeals(&self) -> i64 {
        appeals::list(&self.app, &self.admin, every_appeal(1)).await.unwrap().total.unwrap()
    }
}

async fn load(app: &App, actor: &Actor, appeals: usize, seed: u64) -> Result<DemoReport, AppError> {
    let options = DemoOptions { appeals, seed, today: None, task: "demo".to_owned() };
    demo::load(app, actor, &options, &CancellationToken::new()).await
}

fn every_appeal(limit: i64) -> AppealQuery {
    AppealQuery { limit, ..AppealQuery::default() }
}

fn every_consultation(limit: i64) -> ConsultationQuery {
    ConsultationQuery { limit, ..ConsultationQuery::default() }
}

/// All that a person can see of it, as text.
async fn seen(e: &Empty) -> String {
    let (app, admin) = (&e.app, &e.admin);
    let mut pages = Vec::new();
    let mut query = every_appeal(200);
    loop {
        let page = appeals::list(app, admin, query.clone()).await.unwrap();
        pages.push(json!(page.rows));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    let newest = appeals::list(app, admin, every_appeal(1)).await.unwrap().rows.remove(0);
    pages.push(json!(appeals::detail(app, admin, newest.id).await.unwrap()));
    let meetings = consultations::list(app, admin, every_consultation(200)).await.unwrap().rows;
    for meeting in meetings.iter().take(5) {
        pages.push(json!(consultations::detail(app, admin, meeting.id).await.unwrap()));
    }
    pages.push(json!(meetings));
    let affairs = cases::list(app, admin, CaseQuery { limit: 200, ..CaseQuery::default() }).await.unwrap();
    for affair in affairs.rows.iter().take(5) {
        pages.push(json!(cases::detail(app, admin, affair.id).await.unwrap()));
    }
    pages.push(json!(affairs.rows));
    let mut first_page = workbench(app, admin).await.unwrap();
    // The one list there that has no order of its own.
    first_page.by_level.sort_by_key(|count| count.level);
    pages.push(json!(first_page));
    serde_json::to_string(&pages).unwrap()
}

on_both_engines! {
    async fn every_deadline_is_what_follows_from_its_log(db: TestDb) {
        let e = Empty::new(&db).await;
        e.load(3_000, 7).await.unwrap();
        let mut tx = e.app.db.read().await.unwrap();
        assert_eq!(huishang_store::appeals::drift(&mut tx).await.unwrap(), []);
    }

    async fn the_directory_alone_and_then_the_appeals(db: TestDb) {
        let e = Empty::new(&db).await;
        let report = e.load(0, 1).await.unwrap();
        assert_eq!((report.appeals, report.consultations, report.cases, report.moves), (0, 0, 0, 0));
        assert_eq!(e.appeals().await, 0, "no example either");
        let divisions = directory::divisions(&e.app, &e.admin).await.unwrap();
        let of = |kind| divisions.iter().filter(|d| d.kind == kind).count();
        assert_eq!((of(DivisionKind::Town), of(DivisionKind::Village)), (16, 175));
        let agencies = directory::agencies(&e.app, &e.admin).await.unwrap();
        assert!(agencies.len() >= 40);
        assert_eq!(agencies.iter().map(|a| a.people).sum::<i64>() + 14, 400, "fourteen are city leaders");
        assert!(directory::rooms(&e.app, &e.admin).await.unwrap().len() >= 5);

        let report = e.load(60, 1).await.unwrap();
        assert_eq!((report.appeals, e.appeals().await), (60, 60));
        let again = directory::agencies(&e.app, &e.admin).await.unwrap();
        assert_eq!(json!(again), json!(agencies), "the same offices");
    }

    async fn three_thousand_appeals_show_everything(db: TestDb) {
        let e = Empty::new(&db).await;
        let report = e.load(3_000, 1).await.unwrap();
        let (app, admin) = (&e.app, &e.admin);
        assert_eq!((report.appeals, e.appeals().await), (3_000, 3_000));
        let w = workbench(app, admin).await.unwrap();
        assert!(w.unjudged > 0 && w.due_today > 0 && w.overdue > 0 && w.new_since_yesterday > 0, "{w:?}");
        assert!(w.open_cases > w.cases_overdue && w.cases_overdue > 0 && w.actions_overdue > 0, "{w:?}");
        assert!(!w.consultations_this_week.is_empty() && w.towns.len() > 10);
        assert!(w.months.iter().all(|m| m.received > 50 && m.done > 50), "{:?}", w.months);
        for light in [Light::Green, Light::Yellow, Light::Red] {
            let lit = AppealQuery { light: Some(light), ..every_appeal(1) };
            assert!(appeals::list(app, admin, lit).await.unwrap().total.unwrap() > 0, "{light}");
        }
        for light in [Light::Green, Light::Yellow, Light::Red] {
            let lit = CaseQuery { light: Some(light), limit: 1, ..CaseQuery::default() };
            assert!(cases::list(app, admin, lit).await.unwrap().total.unwrap() > 0, "{light}");
        }
        let folder = tempfile::tempdir().unwrap();
        for code in ["consultation-ledger", "case-ledger"] {
            let job = ExportJob {
                code: code.to_owned(),
                period: "2026-11".to_owned(),
                reveal_reason: None,
                task: "export".to_owned(),
            };
            let out = folder.path().join(format!("{code}.xlsx"));
            let done = forms::export(app, admin, &job, &out, &CancellationToken::new()).await.unwrap();
            assert!(done.rows >= 10, "{code}: {}", done.rows);
        }
        let told = e.heard.progress.lock().unwrap();
        let told: Vec<_> = told.iter().filter(|p| p.task == "demo").collect();
        assert_eq!((told.first().unwrap().done, told.last().unwrap().done), (0, 3_000));
        assert!(told.iter().all(|p| p.total == 3_000));
    }

    async fn both_examples_are_told_whole(db: TestDb) {
        let e = Empty::new(&db).await;
        e.load(2, 5).await.unwrap();
        let (app, admin) = (&e.app, &e.admin);
        let rows = appeals::list(app, admin, every_appeal(10)).await.unwrap().rows;
        for (title, town, village, meeting, lead, conveners, decided) in [
            ("业主违章搭建导致楼顶渗水", "千秋街道", "胭脂山", "胭脂山社区6号楼违章搭建致楼顶渗水", "市住建局", 1, 4),
            ("8家餐饮店油烟扰民", "铜城镇", "山海", "山海社区8家餐饮店油烟扰民", "市生态环境局", 3, 4),
        ] {
            let row = rows.iter().find(|row| row.title == title).unwrap();
            assert_eq!((row.state, row.town.as_deref()), (AppealState::Archived, Some(town)));
            assert!(row.village.as_deref().unwrap().starts_with(village));
            let whole = appeals::detail(app, admin, row.id).await.unwrap();
            assert!(whole.parties.len() >= 3);
            assert_eq!(whole.timeline.len(), 7, "from the registration to the archive");
            let held = consultations::detail(app, admin, ConsultationId(whole.consultations[0].id)).await.unwrap();
            assert_eq!((held.row.topic.as_str(), held.row.state), (meeting, ConsultationState::Archived));
            assert_eq!((held.row.lead.as_str(), held.row.territory.as_deref()), (lead, Some(town)));
            let convening = held.agencies.iter().filter(|a| a.part == Participation::Convener).count();
            assert_eq!((convening, held.actions.len()), (conveners, decided));
            assert!(held.actions.iter().all(|a| a.light == Light::Green && a.progress.is_some()));
            let leads: std::collections::BTreeSet<_> = held.actions.iter().map(|a| a.lead.as_str()).collect();
            assert_eq!(leads.len(), 4, "each decision has its own lead");
            assert_eq!(held.timeline.len(), 12);
        }
        let affairs = cases::list(app, admin, CaseQuery { limit: 5, ..CaseQuery::default() }).await.unwrap().rows;
        assert_eq!((affairs.len(), affairs[0].state), (1, CaseState::Archived));
        assert!(affairs[0].leader_post.contains("副市长"));
        let whole = cases::detail(app, admin, affairs[0].id).await.unwrap();
        assert_eq!((whole.progress.len(), whole.timeline.len()), (7, 10));
    }

    async fn the_same_seed_and_day_give_the_same_data(db: TestDb) {
        let e = Empty::new(&db).await;
        e.load(300, 7).await.unwrap();
        let mine = seen(&e).await;
        let load_again = |seed| async move {
            let other = TestDb::new(huishang_testkit::Engine::Sqlite);
            let again = Empty::new(&other).await;
            again.load(300, seed).await.unwrap();
            seen(&again).await
        };
        assert!(mine == load_again(7).await, "another database, and even the other engine, holds the same");
        assert!(mine != load_again(8).await);
    }

    async fn nobodys_work_is_spoilt(db: TestDb) {
        let w = World::new(&db).await;
        assert_eq!(load(&w.app, &w.admin, 10, 1).await, Err(AppError::NotEmpty), "somebody's own directory");
        for role in [Role::Viewer, Role::Clerk, Role::Head, Role::Town, Role::Agency] {
            let actor = w.actor(role).await;
            let forbidden = AppError::Forbidden { use_case: UseCase::LoadDemo };
            assert_eq!(load(&w.app, &actor, 10, 1).await, Err(forbidden), "{role}");
        }
        let other = TestDb::new(db.engine);
        let e = Empty::new(&other).await;
        e.load(20, 1).await.unwrap();
        assert_eq!(e.load(20, 1).await, Err(AppError::NotEmpty), "a second time");
        assert_eq!(e.load(0, 1).await, Err(AppError::NotEmpty), "not even the directory");
        assert_eq!(e.appeals().await, 20);
        let too_many = e.load(1_000_001, 1).await;
        assert!(matches!(too_many, Err(AppError::Invalid { field, .. }) if field == "appeals"));
        let today = "1066-10-14".parse().ok();
        let options = DemoOptions { appeals: 1, seed: 1, today, task: "demo".to_owned() };
        let long_ago = demo::load(&e.app, &e.admin, &options, &CancellationToken::new()).await;
        assert!(matches!(long_ago, Err(AppError::Invalid { field, .. }) if field == "today"));
    }

    async fn a_load_that_is_stopped_leaves_nothing(db: TestDb) {
        let e = Empty::new(&db).await;
        let stop = CancellationToken::new();
        *e.heard.stop_at.lock().unwrap() = Some(("write", stop.clone()));
        let options = DemoOptions { appeals: 5_000, seed: 1, today: None, task: "demo".to_owned() };
        let stopped = demo::load(&e.app, &e.admin, &options, &stop).await;
        assert_eq!(stopped, Err(AppError::Cancelled));
        assert_eq!(e.appeals().await, 0);
        assert!(directory::divisions(&e.app, &e.admin).await.unwrap().is_empty());
        assert!(e.heard.changes.lock().unwrap().is_empty());
        *e.heard.stop_at.lock().unwrap() = None;
        assert_eq!(e.load(30, 1).await.unwrap().appeals, 30, "and it can be loaded afterwards");
    }

    async fn the_load_is_one_entry_of_the_trail(db: TestDb) {
        let e = Empty::new(&db).await;
        e.load(40, 3).await.unwrap();
        let page = audit_trail::list(&e.app, &e.admin, None, None, 10).await.unwrap();
        assert_eq!(page.rows.len(), 1);
        assert_eq!(page.rows[0].verb, "load_demo");
        assert!(audit_trail::verify(&e.app, &e.admin).await.unwrap().broken_at.is_none());
    }
}

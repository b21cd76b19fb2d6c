//! What users rely on when they change many appeals at once, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use huishang_app::appeals::{
    self, AppealInput, AppealQuery, AppealRow, BulkAppeal, BulkChange, BulkJob, BulkReport, BulkTarget,
};
use huishang_app::{Actor, AppError, audit_trail};
use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::AppealId;
use huishang_domain::words::{Entity, Level, Role};
use huishang_testkit::on_both_engines;
use support::World;
use tokio_util::sync::CancellationToken;

const SMALL: BulkChange = BulkChange::Level { level: Level::Small };

async fn register(w: &World, title: &str) -> BulkAppeal {
    let row = appeals::register(&w.app, &w.admin, w.input(title)).await.unwrap().row;
    BulkAppeal { id: row.id, version: row.version }
}

async fn three(w: &World) -> Vec<BulkAppeal> {
    vec![register(w, "路灯不亮").await, register(w, "井盖缺失").await, register(w, "道路积水").await]
}

fn job(target: BulkTarget, change: BulkChange) -> BulkJob {
    BulkJob { target, change, reason: None, task: "批量".into() }
}

async fn change(
    w: &World,
    who: &Actor,
    rows: &[BulkAppeal],
    change: BulkChange,
) -> Result<BulkReport, AppError> {
    let target = BulkTarget::Rows { rows: rows.to_vec() };
    appeals::bulk_change(&w.app, who, job(target, change), &CancellationToken::new()).await
}

async fn undo(w: &World, who: &Actor, report: &BulkReport) -> Result<BulkReport, AppError> {
    appeals::bulk_undo(&w.app, who, report.batch.unwrap(), "撤销", &CancellationToken::new()).await
}

async fn row(w: &World, id: AppealId) -> AppealRow {
    appeals::detail(&w.app, &w.admin, id).await.unwrap().row
}

/// How many were changed, were so already, and were left alone.
fn figures(report: &BulkReport) -> (i64, i64, i64) {
    (report.done, report.unchanged, report.skipped)
}

on_both_engines! {
    async fn many_are_judged_at_once_and_each_is_written_down(db: TestDb) {
        let w = World::new(&db).await;
        let rows = three(&w).await;
        let before = w.trail().await;
        let report = change(&w, &w.admin, &rows, SMALL).await.unwrap();
        assert_eq!(figures(&report), (3, 0, 0));
        assert_eq!(w.trail().await - before, 4, "one entry each, and one for all");
        for of in &rows {
            let now = row(&w, of.id).await;
            assert_eq!((now.level, now.state, now.version), (Some(Level::Small), AppealState::Local, 2));
        }
        let changed = w.heard.changes.lock().unwrap().iter().filter(|c| c.version == 2).count();
        assert_eq!(changed, 3, "windows hear of each");
        assert_eq!(audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at, None);
    }

    async fn those_that_may_not_be_changed_are_left_alone_and_told(db: TestDb) {
        let w = World::new(&db).await;
        let rows = three(&w).await;
        // Changed by somebody since it was seen.
        let input = AppealInput { title: "井盖又缺失".into(), ..w.input("井盖缺失") };
        appeals::edit(&w.app, &w.admin, rows[1].id, 1, input).await.unwrap();
        // So already.
        appeals::judge(&w.app, &w.admin, rows[2].id, 1, Level::Small, None).await.unwrap();
        let gone = BulkAppeal { id: AppealId(uuid::Uuid::now_v7()), version: 1 };
        let asked = [rows[0], rows[1], BulkAppeal { version: 2, ..rows[2] }, gone];
        let report = change(&w, &w.admin, &asked, SMALL).await.unwrap();
        assert_eq!(figures(&report), (1, 1, 2));
        let told: Vec<_> = report.told.iter().map(|skip| (skip.id, skip.title.as_deref())).collect();
        assert_eq!(told, [(rows[1].id, Some("井盖又缺失")), (gone.id, None)]);
        assert!(matches!(report.told[0].why, AppError::Stale { current_version: 2, .. }));
        assert_eq!(report.told[1].why, AppError::NotFound { entity: Entity::Appeal });
        assert_eq!(row(&w, rows[1].id).await.level, None);
        assert_eq!(row(&w, rows[2].id).await.version, 2);
    }

    async fn where_nothing_is_changed_nothing_is_written(db: TestDb) {
        let w = World::new(&db).await;
        let rows = three(&w).await;
        let before = w.trail().await;
        let late: Vec<_> = rows.iter().map(|r| BulkAppeal { version: 9, ..*r }).collect();
        let report = change(&w, &w.admin, &late, SMALL).await.unwrap();
        assert_eq!((report.batch, figures(&report)), (None, (0, 0, 3)));
        assert_eq!(w.trail().await, before);
    }

    async fn a_batch_is_taken_back_but_not_over_others_work(db: TestDb) {
        let w = World::new(&db).await;
        let rows = three(&w).await;
        appeals::judge(&w.app, &w.admin, rows[2].id, 1, Level::Big, None).await.unwrap();
        let asked = [rows[0], rows[1], BulkAppeal { version: 2, ..rows[2] }];
        let report = change(&w, &w.admin, &asked, BulkChange::Level { level: Level::Hard }).await.unwrap();
        assert_eq!(figures(&report), (3, 0, 0));
        appeals::pause(&w.app, &w.admin, rows[1].id, 2, "等材料").await.unwrap();
        let back = undo(&w, &w.admin, &report).await.unwrap();
        assert_eq!(figures(&back), (2, 0, 1));
        assert_eq!(back.told[0].id, rows[1].id);
        let levels = [row(&w, rows[0].id).await.level, row(&w, rows[1].id).await.level, row(&w, rows[2].id).await.level];
        assert_eq!(levels, [None, Some(Level::Hard), Some(Level::Big)]);
        let again = undo(&w, &w.admin, &report).await.unwrap_err();
        assert!(matches!(again, AppError::Refused { ref refusal, .. } if refusal == RefusalCode::AlreadyUndone.code()), "{again:?}");
        assert_eq!(audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at, None);
    }

    async fn handler_and_category_are_changed_and_taken_back(db: TestDb) {
        let w = World::new(&db).await;
        let rows = three(&w).await;
        let handler = BulkChange::Handler { agency_id: Some(w.urban) };
        let first = change(&w, &w.admin, &rows, handler.clone()).await.unwrap();
        assert_eq!(figures(&first), (3, 0, 0));
        assert_eq!(row(&w, rows[0].id).await.handler.as_deref(), Some("市城管局"));
        let seen: Vec<_> = rows.iter().map(|r| BulkAppeal { version: 2, ..*r }).collect();
        assert_eq!(figures(&change(&w, &w.admin, &seen, handler).await.unwrap()), (0, 3, 0));
        let filed = BulkChange::Category { category: "R0501".into() };
        let second = change(&w, &w.admin, &seen, filed).await.unwrap();
        assert_eq!(row(&w, rows[1].id).await.category, "R0501");
        assert_eq!(figures(&undo(&w, &w.admin, &second).await.unwrap()), (3, 0, 0));
        assert_eq!(row(&w, rows[1].id).await.category, "R0701");
        // The first is older than what happened since.
        assert_eq!(figures(&undo(&w, &w.admin, &first).await.unwrap()), (0, 0, 3));
        for wrong in [
            BulkChange::Category { category: "没有".into() },
            BulkChange::Handler { agency_id: Some(huishang_domain::ids::AgencyId(uuid::Uuid::now_v7())) },
        ] {
            assert!(matches!(change(&w, &w.admin, &rows, wrong).await, Err(AppError::Invalid { .. })));
        }
    }

    async fn all_of_a_list_are_changed_only_while_it_is_the_list_that_was_seen(db: TestDb) {
        let w = World::new(&db).await;
        three(&w).await;
        let query = AppealQuery { unjudged: true, limit: 1, ..AppealQuery::default() };
        let all = |count| BulkTarget::All { query: Box::new(query.clone()), count };
        let go = CancellationToken::new();
        let refused = appeals::bulk_change(&w.app, &w.admin, job(all(2), SMALL), &go).await.unwrap_err();
        assert!(matches!(refused, AppError::Refused { ref refusal, .. } if refusal == RefusalCode::ListChanged.code()), "{refused:?}");
        let many = appeals::bulk_change(&w.app, &w.admin, job(all(5_001), SMALL), &go).await.unwrap_err();
        assert!(matches!(many, AppError::Refused { ref refusal, .. } if refusal == RefusalCode::TooMany.code()));
        let report = appeals::bulk_change(&w.app, &w.admin, job(all(3), SMALL), &go).await.unwrap();
        assert_eq!(figures(&report), (3, 0, 0));
        assert_eq!(appeals::list(&w.app, &w.admin, query).await.unwrap().total, Some(0));
    }

    async fn a_stop_changes_nothing(db: TestDb) {
        let w = World::new(&db).await;
        let mut rows = Vec::new();
        for n in 0..25 {
            rows.push(register(&w, &format!("第{n}件")).await);
        }
        let (before, stop) = (w.trail().await, CancellationToken::new());
        *w.heard.stop_at.lock().unwrap() = Some(("write", stop.clone()));
        let target = BulkTarget::Rows { rows: rows.clone() };
        let stopped = appeals::bulk_change(&w.app, &w.admin, job(target, SMALL), &stop).await;
        assert_eq!(stopped, Err(AppError::Cancelled));
        assert_eq!((w.trail().await, row(&w, rows[0].id).await.level), (before, None));
        assert!(w.heard.progress.lock().unwrap().iter().any(|p| (p.done, p.total) == (20, 25)));
    }

    async fn each_stays_within_what_the_person_may(db: TestDb) {
        let w = World::new(&db).await;
        let rows = three(&w).await;
        let (town, viewer) = (w.actor(Role::Town).await, w.actor(Role::Viewer).await);
        let refused = change(&w, &town, &rows, SMALL).await;
        assert_eq!(refused, Err(AppError::Forbidden { use_case: UseCase::JudgeAppeal }));
        let handler = BulkChange::Handler { agency_id: Some(w.urban) };
        let refused = change(&w, &viewer, &rows, handler.clone()).await;
        assert_eq!(refused, Err(AppError::Forbidden { use_case: UseCase::EditAppeal }));
        let elsewhere = AppealInput { division_id: Some(w.town_b), ..w.input("别处的") };
        let other = appeals::register(&w.app, &w.admin, elsewhere).await.unwrap().row;
        let asked = [rows[0], BulkAppeal { id: other.id, version: 1 }];
        let report = change(&w, &town, &asked, handler.clone()).await.unwrap();
        assert_eq!(figures(&report), (1, 0, 1));
        assert_eq!((report.told[0].id, report.told[0].number.as_deref()), (other.id, None), "what isn't in sight isn't told");
        // An agency doesn't hand on what would leave its sight.
        let agency = w.actor(Role::Agency).await;
        let report = change(&w, &agency, &[rows[1]], handler).await.unwrap();
        assert_eq!(report.told[0].why, AppError::Forbidden { use_case: UseCase::EditAppeal });
    }
}

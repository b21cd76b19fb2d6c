//! What users rely on when they take an import back, look at what one changed, and say what a place means; on both
//! engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use huishang_app::appeals::{self, AppealQuery, AppealRow};
use huishang_app::attachments::{self, AttachmentFile, AttachmentRef};
use huishang_app::duplicates::{self, DuplicateQuery, ScanOf};
use huishang_app::imports::{self, ImportJob, ImportQuery, ImportReport, PlaceChoice};
use huishang_app::{AppError, audit_trail, consultations};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AppealId, ImportId};
use huishang_domain::words::{Entity, ImportField, Level};
use huishang_store::appeals::AppealRecord;
use huishang_store::parties::PartyRecord;
use huishang_testkit::on_both_engines;
use stage::Stage;
use support::World;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const HEAD: &str = "工单编号,受理时间,来源渠道,来电人,联系电话,诉求类别,诉求标题,诉求内容,所属镇街,村（社区）,承办单位,办理时限,办结时间,满意度";
const A1: &str = "A1,2026-11-20 10:00,12345热线,张示例,13800138000,公共服务-路灯照明,路灯不亮,灯坏了,甲示例镇,东示例村,市城管局,2026-11-27,,";
const A1_CLOSED: &str = "A1,2026-11-20 10:00,12345热线,张示例,13900139000,公共服务-路灯照明,路灯修好了,灯坏了,乙示例街道,,市住建局,2026-11-30,2026-11-23 09:00,满意";
const A2: &str =
    "A2,2026-11-21 10:00,12345热线,,,公共服务-路灯照明,井盖缺失,井盖没了,甲示例镇,东示例村,市城管局,,,";
const A2_NAMED: &str = "A2,2026-11-21 10:00,12345热线,李示例,13800138001,公共服务-路灯照明,井盖缺失,井盖没了,甲示例镇,东示例村,市城管局,,,";
const A3: &str = "A3,2026-11-22 10:00,12345热线,王示例,13800138002,公共服务-路灯照明,水管漏水,水管坏了,甲示例镇,东示例村,市城管局,,,";

struct Files(TempDir);

impl Files {
    fn job(&self, name: &str, lines: &[&str]) -> ImportJob {
        let path: PathBuf = self.0.path().join(name);
        std::fs::write(&path, format!("{HEAD}\n{}\n", lines.join("\n"))).unwrap();
        let (source, task) = ("hotline".to_owned(), "导入".to_owned());
        ImportJob { path, name: name.to_owned(), source, mapping: None, dry_run: false, task }
    }

    async fn run(&self, w: &World, name: &str, lines: &[&str]) -> ImportReport {
        let (job, go) = (self.job(name, lines), CancellationToken::new());
        imports::run(&w.app, &w.admin, job, &go).await.unwrap()
    }
}

fn files() -> Files {
    Files(TempDir::new().unwrap())
}

async fn rows(w: &World) -> Vec<AppealRow> {
    let query = AppealQuery { limit: 100, ..AppealQuery::default() };
    appeals::list(&w.app, &w.admin, query).await.unwrap().rows
}

async fn one(w: &World, number: &str) -> AppealRow {
    rows(w).await.into_iter().find(|row| row.source_number.as_deref() == Some(number)).unwrap()
}

/// All appeals with their people, as they stand but for version and who wrote last.
async fn everything(w: &World) -> BTreeMap<AppealId, (AppealRecord, Vec<PartyRecord>)> {
    let ids: Vec<AppealId> = rows(w).await.iter().map(|row| row.id).collect();
    let mut tx = w.app.db.read().await.unwrap();
    let mut found = BTreeMap::new();
    for record in huishang_store::appeals::records(&mut tx, &ids).await.unwrap() {
        let people = huishang_store::parties::of_appeal(&mut tx, record.id).await.unwrap();
        let (updated_at, updated_by) = (support::now(), None);
        found.insert(record.id, (AppealRecord { version: 0, updated_at, updated_by, ..record }, people));
    }
    found
}

async fn undo(w: &World, report: &ImportReport) -> Result<imports::ImportDetail, AppError> {
    imports::undo(&w.app, &w.admin, report.import_id.unwrap(), 1).await
}

/// The sentence of a refusal; the detail says the same beforehand, and nothing changed.
async fn refused(w: &World, report: &ImportReport) -> String {
    let (before, trail) = (everything(w).await, w.trail().await);
    let outlook = imports::detail(&w.app, &w.admin, report.import_id.unwrap()).await.unwrap().undo;
    let AppError::Refused { detail, .. } = undo(w, report).await.unwrap_err() else { panic!("not refused") };
    assert_eq!(outlook.why_not.as_deref(), Some(detail.as_str()));
    assert_eq!(everything(w).await, before);
    assert_eq!(w.trail().await, trail);
    detail
}

fn few() -> ImportQuery {
    ImportQuery { after: None, limit: 50 }
}

on_both_engines! {
    async fn what_an_import_brought_goes_and_what_it_changed_comes_back(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        files.run(&w, "first.csv", &[A1, A2]).await;
        let before = everything(&w).await;
        let report = files.run(&w, "second.csv", &[A1_CLOSED, A2_NAMED, A3]).await;
        assert_eq!((report.imported, report.updated), (1, 2));
        duplicates::scan(&w.app, &w.admin, ScanOf::Unjudged, "查重", &CancellationToken::new()).await.unwrap();
        let outlook = imports::detail(&w.app, &w.admin, report.import_id.unwrap()).await.unwrap().undo;
        assert_eq!((outlook.removes, outlook.restores, outlook.why_not), (1, 2, None));
        assert_ne!(everything(&w).await, before);
        w.heard.changes.lock().unwrap().clear();

        let trail = w.trail().await;
        let undone = undo(&w, &report).await.unwrap();
        assert_eq!(undone.row.undone_by.as_deref(), Some(w.admin.name.as_str()));
        assert!(undone.undo.why_not.unwrap().contains("已由"));
        assert_eq!(everything(&w).await, before);
        assert_eq!(w.trail().await, trail + 3, "two appeals and the import");
        let entries = audit_trail::list(&w.app, &w.admin, None, None, 1).await.unwrap();
        let entry = &entries.rows[0];
        let written: serde_json::Value = serde_json::from_str(&entry.detail).unwrap();
        assert_eq!((entry.entity, entry.verb.as_str()), (Entity::Import, "undo"));
        assert_eq!((written["removed"].as_i64(), written["restored"].as_i64()), (Some(1), Some(2)));
        assert!(written["first_number"].as_str().unwrap().ends_with("000003"));
        assert!(w.heard.changes.lock().unwrap().iter().any(|c| c.entity == Entity::Import));
        let detail = appeals::detail(&w.app, &w.admin, one(&w, "A1").await.id).await.unwrap();
        assert_eq!((detail.row.version, detail.row.state), (3, AppealState::Registered));
        assert!(detail.timeline.last().unwrap().what.starts_with("撤销导入，恢复"), "{:?}", detail.timeline);
        assert_eq!(detail.timeline.iter().filter(|t| t.what == "撤销来源系统办结").count(), 1);

        // Everything derived is right, too: what is found by text, the deadlines, and the numbers that follow.
        let mut tx = w.app.db.write().await.unwrap();
        assert_eq!(huishang_store::appeals::drift(&mut tx).await.unwrap(), []);
        drop(tx);
        assert_eq!(audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at, None);
        let again = files.run(&w, "second.csv", &[A1_CLOSED, A2_NAMED, A3]).await;
        assert_eq!((again.imported, again.updated), (1, 2), "as if it had never been");
        assert!(one(&w, "A3").await.number.ends_with("000004"), "a number once given isn't given again");
        undo(&w, &again).await.unwrap();
        assert_eq!(everything(&w).await, before);
    }

    async fn the_first_import_can_be_taken_back_once_a_later_one_is(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        let first = files.run(&w, "first.csv", &[A1, A2]).await;
        let second = files.run(&w, "second.csv", &[A1_CLOSED]).await;
        let why = refused(&w, &first).await;
        assert!(why.contains("1件又被后来的导入更新") && why.contains("000001"), "{why}");
        undo(&w, &second).await.unwrap();
        undo(&w, &first).await.unwrap();
        assert!(rows(&w).await.is_empty());
        let AppError::Refused { detail, .. } = undo(&w, &first).await.unwrap_err() else { panic!() };
        assert!(detail.contains("已由"), "{detail}");
        let mut tx = w.app.db.read().await.unwrap();
        assert!(!huishang_store::duplicates::keys::missing(&mut tx).await.unwrap());
        drop(tx);
        let list = imports::history(&w.app, &w.admin, few()).await.unwrap().rows;
        let told: Vec<_> = list.iter().map(|i| (i.file_name.as_str(), i.imported, i.undone_at.is_some())).collect();
        assert_eq!(told, [("second.csv", 0, true), ("first.csv", 2, true)]);
    }

    async fn what_was_built_on_is_named(db: TestDb) {
        let s = Stage::new(&db).await;
        let (w, files) = (&s.w, files());
        let report = files.run(w, "all.csv", &[A1, A2, A3]).await;
        let (app, admin) = (&w.app, &w.admin);

        // Edited.
        let row = one(w, "A2").await;
        appeals::edit(app, admin, row.id, 1, w.input("另一个标题")).await.unwrap();
        assert!(refused(w, &report).await.contains("1件已修改"));
        // Judged.
        let row = one(w, "A1").await;
        appeals::judge(app, admin, row.id, 1, Level::Big, None).await.unwrap();
        let why = refused(w, &report).await;
        assert!(why.contains("1件已研判或办理") && why.contains("1件已修改"), "{why}");
        // Made a consultation of.
        consultations::create(app, admin, s.consultation("一次会商", &[row.id])).await.unwrap();
        assert!(refused(w, &report).await.contains("1件已转会商、包案或其他办理"));
        // Merged.
        let third = one(w, "A3").await;
        duplicates::merge(app, admin, third.id, 1, row.id, None).await.unwrap();
        let why = refused(w, &report).await;
        assert!(why.contains("2件已并案"), "{why}");
    }

    async fn an_appeal_that_only_others_refer_to_counts_as_built_on(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        let report = files.run(&w, "all.csv", &[A1]).await;
        let id = one(&w, "A1").await.id;
        let mut tx = w.app.db.write().await.unwrap();
        huishang_store::appeals::add_subject(&mut tx, id, w.urban, None, support::now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(refused(&w, &report).await.contains("1件已修改"));
    }

    async fn a_file_that_somebody_added_is_not_lost_with_its_appeal(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        let report = files.run(&w, "all.csv", &[A1, A2]).await;
        let path = files.0.path().join("现场.png");
        std::fs::write(&path, b"\x89PNG\r\n\x1a\n").unwrap();
        let (entity, entity_id) = (Entity::Appeal, one(&w, "A1").await.id.0);
        let (name, task) = ("现场.png".to_owned(), "附件".to_owned());
        let file = AttachmentFile { entity, entity_id, path, name, purpose: None, task };
        let added = attachments::add(&w.app, &w.admin, file, &CancellationToken::new()).await.unwrap();
        assert!(refused(&w, &report).await.contains("1件已添加附件"));

        let which = AttachmentRef { entity, entity_id, id: added.attachment.id };
        attachments::remove(&w.app, &w.admin, which, 1).await.unwrap();
        undo(&w, &report).await.unwrap();
    }

    async fn what_was_taken_back_is_no_longer_found(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        let report = files.run(&w, "all.csv", &[A1, A2]).await;
        let of = |text: &str| AppealQuery { text: Some(text.to_owned()), limit: 100, ..AppealQuery::default() };
        let found = async |text: &str| appeals::list(&w.app, &w.admin, of(text)).await.unwrap().rows.len();
        assert_eq!(found("路灯").await, 1);
        undo(&w, &report).await.unwrap();
        assert_eq!(found("路灯").await, 0);
        files.run(&w, "again.csv", &[A1, A2]).await;
        assert_eq!(found("路灯").await, 1);
    }

    async fn an_undo_that_saw_another_version_changes_nothing(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        let report = files.run(&w, "all.csv", &[A1]).await;
        let stale = imports::undo(&w.app, &w.admin, report.import_id.unwrap(), 2).await.unwrap_err();
        assert!(matches!(stale, AppError::Stale { entity: Entity::Import, current_version: 1, .. }), "{stale:?}");
        let unknown = imports::undo(&w.app, &w.admin, ImportId(uuid::Uuid::now_v7()), 1).await.unwrap_err();
        assert_eq!(unknown, AppError::NotFound { entity: Entity::Import });
        assert_eq!(rows(&w).await.len(), 1);
    }

    async fn what_an_update_changed_is_told_field_by_field(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        files.run(&w, "first.csv", &[A1, A2]).await;
        let second = files.run(&w, "second.csv", &[A1_CLOSED, A2]).await;
        let page = imports::changes(&w.app, &w.admin, second.import_id.unwrap(), few()).await.unwrap();
        assert_eq!(page.rows.len(), 1);
        let told: Vec<_> = page.rows[0]
            .fields
            .iter()
            .map(|f| (f.field, f.before.as_deref().unwrap_or(""), f.after.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(told, [
            (ImportField::Title, "路灯不亮", "路灯修好了"),
            (ImportField::Village, "甲示例镇 东示例村委会", "乙示例街道"),
            (ImportField::Handler, "市城管局", "市住建局"),
            (ImportField::Deadline, "2026-11-27", "2026-11-30"),
            (ImportField::ClosedAt, "", "2026-11-23 09:00"),
            (ImportField::Satisfaction, "", "满意"),
            (ImportField::PartyPhone, "138****8000", "139****9000"),
        ]);
        let of = AppealQuery { import_id: second.import_id, limit: 50, ..AppealQuery::default() };
        assert_eq!(appeals::list(&w.app, &w.admin, of).await.unwrap().total, Some(0), "it brought none");
    }

    async fn what_a_person_says_of_a_place_is_remembered_for_its_source(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        let at = |number: &str, village: &str| A1.replace("A1", number).replace("东示例村", village);
        let lines = [at("B1", "老街那边"), at("B2", "老街那边"), at("B3", "不知道")];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let dry = ImportJob { dry_run: true, ..files.job("a.csv", &lines) };
        let go = CancellationToken::new();
        let asked = imports::run(&w.app, &w.admin, dry.clone(), &go).await.unwrap().doubtful;
        let told: Vec<_> = asked.iter().map(|d| (d.town.as_str(), d.village.as_str(), d.rows, d.decided)).collect();
        assert_eq!(told, [("甲示例镇", "老街那边", 2, false), ("甲示例镇", "不知道", 1, false)]);
        assert_eq!(asked[0].taken_for, Some(w.town_a), "the town at least");
        assert_eq!(asked[0].candidates.first(), Some(&w.town_a));

        let choice = |village: &str, division_id| PlaceChoice { town: "甲示例镇".into(), village: village.into(), division_id };
        let said = [choice("老街那边", Some(w.village_a)), choice("不知道", None)];
        let tried = imports::run_with(&w.app, &w.admin, dry, &said, &go).await.unwrap();
        assert!(tried.doubtful.iter().all(|d| d.decided) && tried.warnings.is_empty(), "{tried:?}");
        let report = imports::run_with(&w.app, &w.admin, files.job("a.csv", &lines), &said, &go).await.unwrap();
        assert_eq!(report.imported, 3);
        let row = one(&w, "B2").await;
        assert_eq!((row.town.as_deref(), row.village.as_deref()), (Some("甲示例镇"), Some("东示例村委会")));
        assert_eq!(one(&w, "B3").await.town, None, "left empty as was said");

        let again = files.run(&w, "a.csv", &lines).await;
        assert_eq!((again.unchanged, again.doubtful.iter().filter(|d| d.decided).count()), (3, 2));
        let next = at("B4", "老街那边");
        files.run(&w, "b.csv", &[next.as_str()]).await;
        assert_eq!(one(&w, "B4").await.village.as_deref(), Some("东示例村委会"), "remembered");
        let other = ImportJob { source: "grid".into(), ..files.job("c.csv", &[at("B5", "老街那边").as_str()]) };
        let report = imports::run(&w.app, &w.admin, other, &go).await.unwrap();
        assert!(!report.doubtful[0].decided, "of another source nothing was said");
        let strange = [choice("老街那边", Some(huishang_domain::ids::DivisionId(uuid::Uuid::now_v7())))];
        let refused = imports::run_with(&w.app, &w.admin, files.job("a.csv", &lines), &strange, &go).await;
        assert!(matches!(refused, Err(AppError::Invalid { field, .. }) if field == "places"));
    }

    async fn what_an_import_repeats_waits_in_the_queue_of_that_import(db: TestDb) {
        let (w, files) = (World::new(&db).await, files());
        files.run(&w, "first.csv", &[A1]).await;
        let again = A1.replace("A1", "C1").replace("2026-11-20", "2026-11-22");
        let second = files.run(&w, "second.csv", &[again.as_str(), A3]).await;
        let of = ScanOf::Import(second.import_id.unwrap());
        let scanned = duplicates::scan(&w.app, &w.admin, of, "查重", &CancellationToken::new()).await.unwrap();
        assert_eq!((scanned.checked, scanned.found), (2, 1));
        let query = |import_id, min_score| DuplicateQuery { import_id, min_score, limit: 50, after: None };
        let found = |query| async { duplicates::queue(&w.app, &w.admin, query).await.unwrap().total };
        assert_eq!(found(query(second.import_id, None)).await, Some(1));
        assert_eq!(found(query(Some(ImportId(uuid::Uuid::now_v7())), None)).await, Some(0));
        let score = duplicates::queue(&w.app, &w.admin, query(None, None)).await.unwrap().rows[0].score;
        assert_eq!(found(query(None, Some(score))).await, Some(1));
        assert_eq!(found(query(None, Some(score + 1))).await, Some(0));
        let pair = duplicates::queue(&w.app, &w.admin, query(None, None)).await.unwrap().rows.remove(0);
        let (id, other) = (pair.later.id, pair.earlier.id);
        duplicates::dismiss(&w.app, &w.admin, id, other, pair.pair_version, None).await.unwrap();
        assert_eq!(found(query(None, None)).await, Some(0));
        duplicates::reconsider(&w.app, &w.admin, id, other).await.unwrap();
        assert_eq!(found(query(None, None)).await, Some(1), "it waits again");
        let again = duplicates::reconsider(&w.app, &w.admin, id, other).await;
        assert!(matches!(again, Err(AppError::Refused { .. })));
        undo(&w, &second).await.unwrap();
        assert_eq!(found(query(None, None)).await, Some(0), "its pairs go with it");
    }
}

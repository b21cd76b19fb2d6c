//! What users rely on when they take a file in, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, open_workbook_auto};
use huishang_app::appeals::{self, AppealQuery, AppealRow};
use huishang_app::imports::{self, ImportJob, ImportReport};
use huishang_app::{AppError, audit_trail};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::words::{Channel, DivisionKind, Entity, ImportField, Role, RowProblemKind};
use huishang_store::directory::DivisionRecord;
use huishang_testkit::on_both_engines;
use support::{World, at};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const HEAD: &str = "工单编号,受理时间,来源渠道,来电人,联系电话,诉求类别,诉求标题,诉求内容,所属镇街,村（社区）,承办单位,办理时限,办结时间,满意度";

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/samples")
}

fn job(path: &Path) -> ImportJob {
    ImportJob {
        path: path.to_owned(),
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        source: "hotline".to_owned(),
        mapping: None,
        dry_run: false,
        task: "导入".to_owned(),
    }
}

async fn run(w: &World, path: &Path) -> Result<ImportReport, AppError> {
    imports::run(&w.app, &w.admin, job(path), &CancellationToken::new()).await
}

/// imported, updated, unchanged, duplicates, rejected; and that they add up.
fn counts(report: &ImportReport) -> [u32; 5] {
    let counts = [report.imported, report.updated, report.unchanged, report.duplicates, report.rejected];
    assert_eq!(counts.iter().sum::<u32>(), report.rows);
    counts
}

/// A file of lines below the usual headers.
fn file(dir: &TempDir, name: &str, lines: &[&str]) -> PathBuf {
    let path = dir.path().join(name);
    std::fs::write(&path, format!("{HEAD}\n{}\n", lines.join("\n"))).unwrap();
    path
}

/// The sample as lines of CSV, its headers first.
fn hotline() -> Vec<String> {
    let mut book = open_workbook_auto(samples().join("hotline-12345.xlsx")).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |cell: &Data| {
        let text = cell.to_string();
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    range.rows().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",")).collect()
}

/// The real divisions of the sample's county.
async fn real_divisions(w: &World) {
    let text = std::fs::read_to_string(samples().join("divisions-341181.csv")).unwrap();
    let mut ids = HashMap::new();
    let mut tx = w.app.db.write().await.unwrap();
    for line in text.lines().skip(1) {
        let parts: Vec<&str> = line.trim().split(',').collect();
        let [code, name, parent] = parts.as_slice() else { panic!("{line}") };
        if *code == "341181" {
            continue; // the small county of the tests bears this code
        }
        let kind = if code.len() == 9 { DivisionKind::Town } else { DivisionKind::Village };
        let parent_id = ids.get(*parent).copied().unwrap_or(w.county);
        let id = huishang_domain::ids::DivisionId(Uuid::now_v7());
        ids.insert((*code).to_owned(), id);
        let row = DivisionRecord {
            id,
            code: (*code).to_owned(),
            name: (*name).to_owned(),
            parent_id: Some(parent_id),
            kind,
        };
        huishang_store::directory::add_division(&mut tx, &row, support::now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn list(w: &World, text: Option<&str>) -> (Vec<AppealRow>, i64) {
    let query = AppealQuery { text: text.map(str::to_owned), limit: 50, ..AppealQuery::default() };
    let page = appeals::list(&w.app, &w.admin, query).await.unwrap();
    (page.rows, page.total.unwrap())
}

async fn only(w: &World, text: &str) -> AppealRow {
    let (mut rows, total) = list(w, Some(text)).await;
    assert_eq!(total, 1, "{text}");
    rows.remove(0)
}

on_both_engines! {
    async fn the_hotlines_export_comes_in_once(db: TestDb) {
        let w = World::new(&db).await;
        real_divisions(&w).await;
        let before = w.trail().await;
        let path = samples().join("hotline-12345.xlsx");
        let report = run(&w, &path).await.unwrap();
        assert_eq!(counts(&report), [3000, 0, 0, 0, 0], "{:?}", report.problems);
        assert!(report.import_id.is_some());
        let kinds: Vec<_> = report.warnings.iter().map(|w| w.problem).collect();
        assert!(kinds.iter().all(|k| *k == RowProblemKind::UnknownAgency), "{:?}", report.warnings);
        assert_eq!(w.trail().await, before + 1, "one entry for the whole file");
        assert_eq!(list(&w, None).await.1, 3000);

        let closed = only(&w, "TC2026010400001").await;
        assert_eq!((closed.state, closed.channel), (AppealState::CalledBack, Channel::Hotline));
        assert_eq!((closed.town.as_deref(), closed.village.as_deref()), (Some("冶山镇"), Some("冶山村委会")));
        assert_eq!(closed.category_name, "公共服务-路灯照明");
        assert_eq!(closed.handler.as_deref(), Some("市城管局"));
        assert_eq!(closed.received_at, at("2026-01-04T00:23:00Z"));
        assert_eq!(closed.deadline, Some("2026-01-09".parse().unwrap()), "the file's own day");
        assert_eq!(closed.light, None, "closed");
        let detail = appeals::detail(&w.app, &w.admin, closed.id).await.unwrap();
        assert_eq!(detail.parties[0].phone.as_deref(), Some("132****5663"));
        assert_eq!(detail.imported_from.as_deref(), Some("hotline-12345.xlsx"));
        assert_eq!(detail.timeline.len(), 1);
        assert_eq!(detail.timeline[0].what, "导入");
        assert_eq!(detail.timeline[0].reason.as_deref(), Some("来源系统已于2026-01-06 08:23办结，满意度：非常满意"));
        assert_eq!(only(&w, "TC2026010400002").await.state, AppealState::Registered);
        only(&w, "SQ202611-000001").await;
        only(&w, "SQ202611-003000").await;

        let phases: Vec<String> = w.heard.progress.lock().unwrap().iter().map(|p| p.phase.clone()).collect();
        let mut phases = phases;
        phases.dedup();
        assert_eq!(phases, ["read", "match", "write"]);
        assert!(w.heard.changes.lock().unwrap().iter().any(|c| c.entity == Entity::Appeal));

        let again = run(&w, &path).await.unwrap();
        assert_eq!(counts(&again), [0, 0, 3000, 0, 0]);
        assert_eq!(only(&w, "TC2026010400001").await.version, 1);
    }

    async fn a_newer_export_updates_what_changed_and_nothing_else(db: TestDb) {
        let w = World::new(&db).await;
        real_divisions(&w).await;
        let dir = TempDir::new().unwrap();
        run(&w, &samples().join("hotline-12345.xlsx")).await.unwrap();
        let mut lines = hotline();
        assert!(lines[2].starts_with("TC2026010400002"));
        lines[2] = lines[2].replace("约40亩水稻受影响", "约60亩水稻受影响").replace("2026-01-09,,", "2026-01-09,2026-01-08 10:00,满意");
        let path = dir.path().join("newer.csv");
        std::fs::write(&path, lines.join("\n")).unwrap();
        let before = w.trail().await;
        let report = run(&w, &path).await.unwrap();
        assert_eq!(counts(&report), [0, 1, 2999, 0, 0], "{:?}", report.problems);
        assert_eq!(w.trail().await, before + 2, "the matter and the import");
        let row = only(&w, "TC2026010400002").await;
        assert_eq!((row.version, row.state), (2, AppealState::CalledBack));
        let detail = appeals::detail(&w.app, &w.admin, row.id).await.unwrap();
        assert!(detail.text.contains("60亩"));
        let what: Vec<_> = detail.timeline.iter().map(|t| t.what.as_str()).collect();
        assert_eq!(what, ["导入", "来源系统办结", "再次导入，更新：办结时间、满意度、内容"]);
        assert_eq!(counts(&run(&w, &path).await.unwrap()), [0, 0, 3000, 0, 0]);
        assert_eq!(audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at, None);
    }

    async fn a_matter_that_people_have_taken_further_keeps_its_state(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let open = "A1,2026-11-20 10:00,12345热线,张示例,13800138000,公共服务-路灯照明,路灯不亮,灯坏了,甲示例镇,东示例村,市城管局,2026-11-27,,";
        run(&w, &file(&dir, "a.csv", &[open])).await.unwrap();
        let row = only(&w, "A1").await;
        assert_eq!((row.town.as_deref(), row.village.as_deref()), (Some("甲示例镇"), Some("东示例村委会")));
        let appeal = appeals::judge(&w.app, &w.admin, row.id, 1, huishang_domain::words::Level::Big, None).await.unwrap();
        let closed = "A1,2026-11-20 10:00,12345热线,张示例,13800138000,公共服务-路灯照明,路灯还是不亮,灯坏了,甲示例镇,东示例村,市城管局,2026-11-27,,";
        let report = run(&w, &file(&dir, "b.csv", &[closed])).await.unwrap();
        assert_eq!(counts(&report), [0, 1, 0, 0, 0]);
        let row = only(&w, "A1").await;
        assert_eq!((row.state, row.level, row.version), (AppealState::Judged, appeal.row.level, 3));
        assert_eq!(row.title, "路灯还是不亮");
    }

    async fn a_dry_run_counts_everything_and_keeps_nothing(db: TestDb) {
        let w = World::new(&db).await;
        let before = w.trail().await;
        let job = ImportJob { dry_run: true, ..job(&samples().join("hotline-12345.xlsx")) };
        let report = imports::run(&w.app, &w.admin, job, &CancellationToken::new()).await.unwrap();
        assert_eq!((counts(&report), report.import_id), ([3000, 0, 0, 0, 0], None));
        assert_eq!(list(&w, None).await.1, 0);
        assert_eq!(w.trail().await, before);
        assert!(w.heard.changes.lock().unwrap().is_empty());
        let first = appeals::register(&w.app, &w.admin, w.input("第一件")).await.unwrap();
        assert_eq!(first.row.number, "SQ202611-000001", "no number is used up");
    }

    async fn a_cancelled_import_leaves_nothing(db: TestDb) {
        let w = World::new(&db).await;
        let before = w.trail().await;
        for phase in ["read", "match", "write"] {
            let stop = CancellationToken::new();
            *w.heard.stop_at.lock().unwrap() = Some((phase, stop.clone()));
            let stopped = imports::run(&w.app, &w.admin, job(&samples().join("hotline-12345.xlsx")), &stop).await;
            assert_eq!(stopped.unwrap_err(), AppError::Cancelled, "{phase}");
            assert_eq!(list(&w, None).await.1, 0, "{phase}");
            assert_eq!(w.trail().await, before, "{phase}");
        }
        let last = w.heard.progress.lock().unwrap().last().cloned().unwrap();
        assert!(last.done < last.total, "stopped between two pieces, not at the end: {last:?}");
    }

    async fn rows_that_cannot_be_read_come_back_with_their_reason(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let path = file(&dir, "部分有误.csv", &[
            "B1,2026-11-20 10:00,12345热线,张示例,13800138000,公共服务-路灯照明,路灯不亮,灯坏了,甲示例镇,东示例村,市城管局,,,",
            "B2,2026-02-30 10:00,12345热线,李示例,13800138001,公共服务-路灯照明,井盖缺失,井盖没了,甲示例镇,东示例村,市城管局,,,",
            "B3,,12345热线,王示例,13800138002,公共服务-路灯照明,=cmd|' /C calc'!A0,水管漏水,甲示例镇,东示例村,市城管局,,,",
        ]);
        let report = run(&w, &path).await.unwrap();
        assert_eq!(counts(&report), [1, 0, 0, 0, 2]);
        let told: Vec<_> = report.problems.iter().map(|p| (p.row, p.column.as_deref())).collect();
        assert_eq!(told, [(3, Some("受理时间")), (4, Some("受理时间"))], "row and column are named");
        assert_eq!(report.problems[0].value.as_deref(), Some("2026-02-30 10:00"));
        assert_eq!(list(&w, None).await.1, 1);

        let out = dir.path().join("未导入.xlsx");
        let rows = imports::save_rejected(&w.app, &w.admin, &path, "hotline", None, &out).await.unwrap();
        assert_eq!(rows, 2);
        let mut book = open_workbook_auto(&out).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let cells: Vec<Vec<String>> = range.rows().map(|r| r.iter().map(ToString::to_string).collect()).collect();
        let head = cells.iter().position(|r| r.first().is_some_and(|c| c == "工单编号")).unwrap();
        assert_eq!(cells[head + 1][0], "B2");
        assert_eq!(cells[head + 2][6], "=cmd|' /C calc'!A0", "a formula's text stays text");
        assert!(!cells[head + 1].last().unwrap().is_empty(), "the reason in the last column");
        let again = run(&w, &out).await.unwrap();
        assert_eq!(counts(&again)[4], 2, "the file given back can be read again as it is");
    }

    async fn columns_with_unusual_headers_are_known_by_what_they_hold(db: TestDb) {
        let w = World::new(&db).await;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("村民反映.csv");
        std::fs::write(&path, "编号,何时来的,姓名,怎么找他,说的什么事,备注\n\
            1,2026年11月2日 8:23,张示例,138 0013 8000,村口路灯坏了半个月一直没有人来修，晚上出行不便,\n\
            2,2026/11/3,李示例,13900139000,楼上住户违规搭建造成屋面漏水，多次反映没有解决,已告知\n").unwrap();
        let preview = imports::preview(&w.app, &w.admin, &path, "villages", None).await.unwrap();
        use ImportField::{PartyName, PartyPhone, ReceivedAt, SourceNumber, Text};
        let found = [SourceNumber, ReceivedAt, PartyName, PartyPhone, Text];
        assert_eq!(preview.mapping.columns, [&found.map(Some)[..], &[None]].concat());
        assert_eq!(preview.missing, []);
        let job = ImportJob { source: "villages".into(), ..job(&path) };
        let report = imports::run(&w.app, &w.admin, job.clone(), &CancellationToken::new()).await.unwrap();
        assert_eq!(counts(&report), [2, 0, 0, 0, 0]);
        let row = only(&w, "路灯").await;
        assert_eq!(row.received_at, at("2026-11-02T00:23:00Z"));

        // What a person says of a column is kept, whatever it holds.
        let mut mapping = preview.mapping;
        mapping.columns[2] = None;
        mapping.columns[3] = Some(PartyName);
        let said = ImportJob { mapping: Some(mapping.clone()), ..job };
        imports::run(&w.app, &w.admin, said, &CancellationToken::new()).await.unwrap();
        let again = imports::preview(&w.app, &w.admin, &path, "villages", None).await.unwrap();
        assert_eq!(again.mapping, mapping);
    }

    async fn rejected_rows_that_cannot_be_written_leave_no_file(db: TestDb) {
        let w = World::new(&db).await;
        let dir = tempfile::tempdir().unwrap();
        let path = file(&dir, "坏.csv", &["甲1,不是日期,,,,,路灯,路灯不亮,,,,,,"]);
        let out = dir.path().join("没有这个文件夹").join("问题行.xlsx");
        let failed = imports::save_rejected(&w.app, &w.admin, &path, "hotline", None, &out).await;
        assert_eq!(failed.unwrap_err(), AppError::CannotOpen { path: out.to_string_lossy().into_owned() });
        let taken = dir.path().join("问题行.xlsx");
        std::fs::create_dir(&taken).unwrap();
        assert!(imports::save_rejected(&w.app, &w.admin, &path, "hotline", None, &taken).await.is_err());
        let nothing = imports::save_rejected(&w.app, &w.admin, &dir.path().join("没有.csv"), "hotline", None, &out).await;
        assert!(matches!(nothing, Err(AppError::CannotOpen { .. })));
        let mut names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["坏.csv", "问题行.xlsx"]);
    }

    async fn a_slip_in_the_year_is_told_and_does_not_stop_the_other_rows(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let line = |number: &str, day: &str, until: &str| format!("{number},{day},12345热线,张示例,13800138000,公共服务-路灯照明,路灯不亮,灯坏了,甲示例镇,东示例村,市城管局,{until},,");
        let lines = [line("F1", "2026-11-20 10:00", ""), line("F2", "2126-11-20 10:00", ""), line("F3", "2027-01-04", "2027-01-20")];
        let path = file(&dir, "f.csv", &[&lines[0], &lines[1], &lines[2]]);
        let report = run(&w, &path).await.unwrap();
        assert_eq!(counts(&report), [3, 0, 0, 0, 0]);
        let told: Vec<_> = report.warnings.iter().map(|p| (p.row, p.problem, p.value.as_deref())).collect();
        assert_eq!(told, [
            (3, RowProblemKind::InTheFuture, Some("2126-11-20")),
            (4, RowProblemKind::InTheFuture, Some("2027-01-04")),
        ]);
        assert_eq!(only(&w, "F1").await.deadline, Some("2026-11-27".parse().unwrap()));
        assert_eq!(only(&w, "F2").await.deadline, None, "no working days can be counted there");
        assert_eq!(only(&w, "F3").await.deadline, Some("2027-01-20".parse().unwrap()), "as the source has it");
        let path = file(&dir, "f.csv", &[&line("F2", "2026-11-20 10:00", "")]);
        assert_eq!(counts(&run(&w, &path).await.unwrap()), [0, 1, 0, 0, 0]);
        assert_eq!(only(&w, "F2").await.deadline, Some("2026-11-27".parse().unwrap()), "once it is corrected");
    }

    async fn a_matter_twice_in_a_file_comes_in_once(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let line = |number: &str, title: &str| format!("{number},2026-11-20 10:00,12345热线,张示例,13800138000,公共服务-路灯照明,{title},内容,甲示例镇,东示例村,市城管局,,,");
        let lines = [line("C1", "一"), line("C1", "二"), line("", "三"), line("", "三"), line("", "四")];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let path = file(&dir, "c.csv", &lines);
        assert_eq!(counts(&run(&w, &path).await.unwrap()), [3, 0, 0, 2, 0]);
        assert_eq!(counts(&run(&w, &path).await.unwrap()), [0, 0, 3, 2, 0], "also without numbers");
    }

    async fn words_that_are_not_known_are_told_and_do_not_stop_the_import(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let path = file(&dir, "d.csv", &[
            "D1,2026-11-20 10:00,飞鸽传书,张示例,123,没有-这类,路灯不亮,灯坏了,没有的镇,没有的村,没有的局,,2026-11-21 10:00,还行吧",
        ]);
        let report = run(&w, &path).await.unwrap();
        assert_eq!(counts(&report), [1, 0, 0, 0, 0]);
        let kinds: Vec<_> = report.warnings.iter().map(|w| w.problem).collect();
        use RowProblemKind as P;
        for kind in [P::UnknownChannel, P::UnknownCategory, P::UnknownDivision, P::UnknownAgency, P::UnknownSatisfaction, P::BadPhone] {
            assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
        }
        let row = only(&w, "D1").await;
        assert_eq!((row.channel, row.category_name.as_str()), (Channel::Other, "其他-未分类"));
        assert_eq!((row.town, row.handler, row.state), (None, None, AppealState::Done));
        assert_eq!(row.deadline, Some("2026-11-27".parse().unwrap()), "by the limits' table");
    }

    async fn a_preview_shows_what_would_be_read_and_remembers_the_columns(db: TestDb) {
        let w = World::new(&db).await;
        let path = samples().join("hotline-12345.xlsx");
        let preview = imports::preview(&w.app, &w.admin, &path, "hotline", None).await.unwrap();
        assert_eq!((preview.sheet.as_str(), preview.header_row, preview.rows), ("工单明细", 1, 3000));
        assert_eq!(preview.headers[0], "工单编号");
        assert_eq!(preview.mapping.columns.len(), 15);
        assert_eq!(preview.mapping.columns[0], Some(ImportField::SourceNumber));
        assert!(preview.missing.is_empty());
        assert!(!preview.read.is_empty() && preview.read.iter().all(|r| r.problems.is_empty()));

        let mut mapping = preview.mapping.clone();
        mapping.columns[14] = None; // the satisfaction isn't wanted
        let with = ImportJob { mapping: Some(mapping.clone()), ..job(&path) };
        imports::run(&w.app, &w.admin, with, &CancellationToken::new()).await.unwrap();
        assert_eq!(only(&w, "TC2026010400001").await.state, AppealState::Done);
        let next = imports::preview(&w.app, &w.admin, &path, "hotline", None).await.unwrap();
        assert_eq!(next.mapping, mapping, "remembered for this source");
        let other = imports::preview(&w.app, &w.admin, &path, "grid", None).await.unwrap();
        assert_eq!(other.mapping, preview.mapping, "and only for this one");
    }

    async fn only_those_may_import_whom_the_table_names(db: TestDb) {
        let w = World::new(&db).await;
        let path = samples().join("hotline-12345.xlsx");
        for role in Role::ALL {
            let actor = w.actor(*role).await;
            let may = huishang_domain::access::open_to(*role).contains(&huishang_domain::access::UseCase::ImportAppeals);
            let dry = ImportJob { dry_run: true, ..job(&path) };
            let done = imports::run(&w.app, &actor, dry, &CancellationToken::new()).await;
            assert_eq!(matches!(done, Err(AppError::Forbidden { .. })), !may, "{role}");
            let shown = imports::preview(&w.app, &actor, &path, "hotline", None).await;
            assert_eq!(matches!(shown, Err(AppError::Forbidden { .. })), !may, "{role}");
        }
        let odd = ImportJob { source: "'; --".into(), ..job(&path) };
        assert!(matches!(imports::run(&w.app, &w.admin, odd, &CancellationToken::new()).await, Err(AppError::Invalid { .. })));
    }
}

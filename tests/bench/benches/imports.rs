//! An import of very many rows against what can't be spared: calamine reading the same file, and a bare bulk insert of
//! the same rows. `cargo bench -p huishang-bench --bench imports`, with `BENCH_ROWS` (100,000) and `BENCH_ENGINE`
//! (`sqlite`, `postgres`; both).
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench fails by it and tells what it saw")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use calamine::{DataRef, Reader, Xlsx, open_workbook};
use huishang_app::announce::{Announcer, Changed, Progress};
use huishang_app::clock::FixedClock;
use huishang_app::demo::{self, DemoOptions};
use huishang_app::imports::{self, ImportJob};
use huishang_app::{Actor, App};
use huishang_testkit::{Engine, TestDb, block_on};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tokio_util::sync::CancellationToken;

/// An import may take so many times what the two take together.
const MOST_TIMES: f64 = 2.0;
/// The most memory that the process may have had, in MB.
const MOST_MEMORY: u64 = 250;

const HEADERS: [&str; 20] = [
    "工单编号",
    "受理时间",
    "来源渠道",
    "来电人",
    "联系电话",
    "身份证号",
    "住址",
    "诉求类别",
    "诉求标题",
    "诉求内容",
    "所属镇街",
    "村（社区）",
    "事发地址",
    "承办单位",
    "办理时限",
    "办结时间",
    "满意度",
    "涉及人数",
    "备注",
    "工单状态",
];

/// Writes the file that is taken in; no two of its matters are alike.
fn write(path: &Path, rows: u32) {
    const TOWNS: [(&str, &str); 4] =
        [("千秋街道", "胭脂山社区"), ("铜城镇", "山海社区"), ("汊涧镇", "三店村"), ("广陵街道", "天宝社区")];
    const MATTERS: [(&str, &str); 4] = [
        ("公共服务-路灯照明", "路灯不亮"),
        ("城乡建设-违法建设", "楼上住户违规搭建"),
        ("生态环境-油烟扰民", "饭店油烟直排"),
        ("公共服务-供水", "水压不足"),
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_low_memory().unwrap();
    let shown = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (column, header) in (0..).zip(HEADERS) {
        sheet.write_string(0, column, header).unwrap();
    }
    for row in 1..=rows {
        let pick = row as usize % TOWNS.len();
        let ((town, village), (category, matter)) =
            (TOWNS[pick], MATTERS[(row / 4) as usize % MATTERS.len()]);
        let day = 46_027.0 + f64::from(row % 320) + f64::from(row % 600) / 1_440.0;
        let date = |serial: f64| ExcelDateTime::from_serial_datetime(serial).unwrap();
        let text = |column: u16, text: &str| (column, text.to_owned());
        let strings = [
            text(0, &format!("TC2026{row:09}")),
            text(2, "12345热线"),
            text(3, &format!("示例{:04}", row % 7_000)),
            text(5, ""),
            text(6, &format!("{town}{village}示例路{}号", row % 900)),
            text(7, category),
            text(8, &format!("{village}{matter}（第{row}件）")),
            text(
                9,
                &format!(
                    "来电人反映{town}{village}示例小区{}栋附近{matter}，已经持续{}天，多次联系物业没有解决，请有关部门尽快处理。",
                    row % 60,
                    row % 90
                ),
            ),
            text(10, town),
            text(11, village),
            text(12, &format!("示例小区{}栋", row % 60)),
            text(13, "市住建局"),
            text(16, if row % 3 == 0 { "满意" } else { "" }),
            text(18, ""),
            text(19, "已办结"),
        ];
        for (column, text) in strings.iter().filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, *column, text).unwrap();
        }
        sheet.write_datetime_with_format(row, 1, date(day), &shown).unwrap();
        sheet.write_number(row, 4, 13_800_000_000.0 + f64::from(row)).unwrap();
        sheet.write_datetime_with_format(row, 14, date(day + 5.0), &shown).unwrap();
        sheet.write_datetime_with_format(row, 15, date(day + 3.0), &shown).unwrap();
        sheet.write_number(row, 17, f64::from(row % 9 + 1)).unwrap();
    }
    book.save(path).unwrap();
}

/// What calamine alone takes to read every cell.
fn calamine_alone(path: &Path) -> Duration {
    let begun = Instant::now();
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let name = book.sheet_names().remove(0);
    let mut cells = book.worksheet_cells_reader(&name).unwrap();
    let mut bytes = 0;
    while let Some(cell) = cells.next_cell().unwrap() {
        bytes += match cell.get_value() {
            DataRef::SharedString(text) => text.len(),
            _ => 1,
        };
    }
    assert!(bytes > 0);
    begun.elapsed()
}

/// Notes when each phase began.
#[derive(Default)]
struct Phases(Mutex<Vec<(String, Instant)>>);

impl Announcer for Phases {
    fn changed(&self, _: &Changed) {}

    fn progress(&self, progress: &Progress) {
        let mut phases = self.0.lock().unwrap();
        if phases.last().is_none_or(|(phase, _)| *phase != progress.phase) {
            phases.push((progress.phase.clone(), Instant::now()));
        }
    }
}

async fn opened(db: &TestDb, announcer: Arc<dyn Announcer>) -> (App, Actor) {
    let clock = Arc::new(FixedClock("2026-11-24T02:00:00Z".parse().unwrap()));
    App::migrate(&db.url, clock.clone()).await.unwrap();
    let app = App::open(&db.url, clock, announcer).await.unwrap();
    let admin = app.sign_in().await.unwrap();
    (app, admin)
}

/// What a bare bulk insert of the rows that the import wrote takes: the same tables with the same indexes, in one
/// transaction, copied within the engine, without reading, matching or binding anything.
async fn bare_insert(app: &App) -> Duration {
    /// The tables that an import fills, children first.
    const TABLES: [&str; 4] = ["appeal_keys", "moves", "parties", "appeals"];
    let mut kept = Vec::new();
    for table in TABLES {
        execute(app, &format!("CREATE TABLE bare_{table} AS SELECT * FROM {table}")).await;
        kept.push(table);
    }
    // What was done is never taken back but here, where it is done twice.
    execute(
        app,
        match app.db.engine() {
            huishang_store::Engine::Sqlite => "DROP TRIGGER moves_no_delete",
            huishang_store::Engine::Postgres => "ALTER TABLE moves DISABLE TRIGGER moves_no_change",
        },
    )
    .await;
    for table in TABLES {
        execute(app, &format!("DELETE FROM {table}")).await;
    }
    let begun = Instant::now();
    let statements = kept.iter().rev().map(|table| format!("INSERT INTO {table} SELECT * FROM bare_{table}"));
    let mut all: Vec<String> = statements.collect();
    all.insert(0, "BEGIN".to_owned());
    all.push("COMMIT".to_owned());
    execute(app, &all.join("; ")).await;
    begun.elapsed()
}

async fn execute(app: &App, sql: &str) {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    match &app.db {
        huishang_store::Db::Sqlite(pool) => drop(sqlx::raw_sql(sql).execute(pool).await.unwrap()),
        huishang_store::Db::Postgres(pool) => drop(sqlx::raw_sql(sql).execute(pool).await.unwrap()),
    }
}

/// The most memory that this process ever had, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

async fn import(engine: Engine, path: &Path, rows: u32) {
    let db = TestDb::new(engine);
    let phases = Arc::new(Phases::default());
    let (app, admin) = opened(&db, phases.clone()).await;
    let options = DemoOptions { appeals: 0, seed: 7, today: None, task: "bench".to_owned() };
    demo::load(&app, &admin, &options, &CancellationToken::new()).await.unwrap();
    let reading = calamine_alone(path);
    phases.0.lock().unwrap().clear();
    let job = ImportJob {
        path: path.to_owned(),
        name: "性能测试.xlsx".to_owned(),
        source: "hotline".to_owned(),
        mapping: None,
        dry_run: false,
        task: "bench".to_owned(),
    };
    let begun = Instant::now();
    let report = imports::run(&app, &admin, job, &CancellationToken::new()).await.unwrap();
    let took = begun.elapsed();
    let memory = peak();
    assert_eq!((report.imported, report.rejected), (rows, 0), "{:?}", report.problems.first());
    let told: Vec<String> = {
        let phases = phases.0.lock().unwrap();
        let ends = phases.iter().skip(1).map(|(_, at)| *at).chain([begun + took]);
        phases
            .iter()
            .zip(ends)
            .map(|((phase, at), end)| format!("{phase} {:.1} s", (end - *at).as_secs_f64()))
            .collect()
    };
    let inserting = bare_insert(&app).await;
    app.db.close().await;
    let times = took.as_secs_f64() / (reading + inserting).as_secs_f64();
    println!(
        "{engine:?} {rows} rows: import {:.1} s ({}), peak {memory} MB; calamine alone {:.1} s, bare insert {:.1} s; {times:.2} times",
        took.as_secs_f64(),
        told.join(", "),
        reading.as_secs_f64(),
        inserting.as_secs_f64()
    );
    assert!(times <= MOST_TIMES, "{engine:?}: {times:.2} times");
    assert!(memory < MOST_MEMORY, "{engine:?}: {memory} MB");
}

fn main() {
    let rows = std::env::var("BENCH_ROWS").ok().map_or(100_000, |text| text.parse().unwrap());
    // The writer of the file takes memory of its own, so it runs as a process of its own.
    if let Ok(path) = std::env::var("BENCH_WRITE") {
        return write(Path::new(&path), rows);
    }
    let dir = tempfile::tempdir().unwrap();
    let path: PathBuf = dir.path().join("性能测试.xlsx");
    let own = std::env::current_exe().unwrap();
    assert!(std::process::Command::new(&own).env("BENCH_WRITE", &path).status().unwrap().success());
    if let Some(name) = std::env::var("BENCH_ENGINE").ok().filter(|name| !name.is_empty()) {
        let engine = Engine::ALL.into_iter().find(|engine| engine.scheme().starts_with(&name)).unwrap();
        return block_on(import(engine, &path, rows));
    }
    // Each engine in a process of its own, whose peak is its own.
    let failed: Vec<&str> = ["sqlite", "postgres"]
        .into_iter()
        .filter(|name| {
            !std::process::Command::new(&own).env("BENCH_ENGINE", name).status().unwrap().success()
        })
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
}

//! Rows that couldn't be taken in are given back, corrected in a spreadsheet, and taken in; on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::path::{Path, PathBuf};

use calamine::{Data, Reader, open_workbook_auto};
use huishang_app::appeals::{self, AppealQuery, AppealRow};
use huishang_app::imports::{self, ColumnMapping, ImportJob, ImportReport};
use huishang_domain::words::{ImportField as F, RowProblemKind};
use huishang_testkit::on_both_engines;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::{World, at};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

async fn run(w: &World, path: &Path, mapping: Option<ColumnMapping>) -> ImportReport {
    let job = ImportJob {
        path: path.to_owned(),
        name: "台账.xlsx".to_owned(),
        source: "villages".to_owned(),
        mapping,
        dry_run: false,
        task: "导入".to_owned(),
    };
    imports::run(&w.app, &w.admin, job, &CancellationToken::new()).await.unwrap()
}

/// imported, updated, unchanged, duplicates, rejected.
fn counts(report: &ImportReport) -> [u32; 5] {
    [report.imported, report.updated, report.unchanged, report.duplicates, report.rejected]
}

/// A ledger with titles, two lines of headers, the town of all rows in one merged cell, and four rows of which three
/// have something wrong. `headers` are those of the columns that a test may name oddly.
fn ledger(path: &Path, number: &str, text: &str) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 6, "示例市诉求台账", &plain).unwrap();
    sheet.write_string(1, 0, "填报单位：示例单位").unwrap();
    sheet.merge_range(2, 1, 2, 2, "受理", &plain).unwrap();
    for (column, header) in [(0, number), (3, "联系电话"), (4, text), (5, "所属镇街"), (6, "村（社区）")]
    {
        sheet.merge_range(2, column, 3, column, header, &plain).unwrap();
    }
    sheet.write_string(3, 1, "日期").unwrap();
    sheet.write_string(3, 2, "时间").unwrap();
    let time = ExcelDateTime::from_hms(8, 23, 0).unwrap();
    let day = ExcelDateTime::from_ymd(2026, 11, 20).unwrap();
    let matters = [
        ("G1", "路灯坏了半个月没有人修"),
        ("G2", "=cmd|' /C calc'!A0"),
        ("G3", ""),
        ("G4", "楼上住户违规搭建造成屋面漏水"),
    ];
    for (row, (number, text)) in (4..).zip(matters) {
        sheet.write_string(row, 0, number).unwrap();
        sheet.write_datetime_with_format(row, 1, &day, &Format::new().set_num_format("yyyy/m/d")).unwrap();
        sheet.write_datetime_with_format(row, 2, &time, &Format::new().set_num_format("h:mm")).unwrap();
        sheet.write_number(row, 3, 13_800_138_000.0).unwrap();
        sheet.write_string(row, 4, text).unwrap();
        sheet.write_string(row, 6, "东示例村").unwrap();
    }
    sheet.write_string(5, 1, "2026-02-30").unwrap();
    sheet.write_string(7, 2, "晚饭后").unwrap();
    sheet.merge_range(4, 5, 7, 5, "甲示例镇", &plain).unwrap();
    sheet.write_string(8, 0, "合计").unwrap();
    sheet.write_number(8, 1, 4.0).unwrap();
    sheet.write_string(9, 0, "制表人：李示例").unwrap();
    book.save(path).unwrap();
}

/// The cells of a workbook's first sheet.
fn cells(path: &Path) -> Vec<Vec<Data>> {
    let mut book = open_workbook_auto(path).unwrap();
    book.worksheet_range_at(0).unwrap().unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// As somebody would correct it in a spreadsheet: a title above, some cells written over, the reasons left where they
/// are.
fn correct(path: &Path, fixes: &[(usize, usize, &str)]) -> PathBuf {
    let mut cells = cells(path);
    for (row, column, text) in fixes {
        cells[*row][*column] = Data::String((*text).to_owned());
    }
    let out = path.with_file_name("已更正.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "更正后的行").unwrap();
    for (row, line) in (2..).zip(&cells) {
        for (column, cell) in (0..).zip(line) {
            match cell {
                Data::Empty => {}
                Data::Float(n) => drop(sheet.write_number(row, column, *n).unwrap()),
                other => drop(sheet.write_string(row, column, other.to_string()).unwrap()),
            }
        }
    }
    book.save(&out).unwrap();
    out
}

async fn only(w: &World, text: &str) -> AppealRow {
    let query = AppealQuery { text: Some(text.to_owned()), limit: 50, ..AppealQuery::default() };
    let mut rows = appeals::list(&w.app, &w.admin, query).await.unwrap().rows;
    assert_eq!(rows.len(), 1, "{text}");
    rows.remove(0)
}

/// Takes the ledger in, corrects what comes back and takes that in as well.
async fn there_and_back(w: &World, path: &Path, mapping: Option<ColumnMapping>) {
    let report = run(w, path, mapping.clone()).await;
    assert_eq!(counts(&report), [1, 0, 0, 0, 3], "{:?}", report.problems);
    let told: Vec<_> = report.problems.iter().map(|p| (p.row, p.problem)).collect();
    use RowProblemKind::{ImpossibleDate, Missing, NotATime};
    assert_eq!(told, [(6, ImpossibleDate), (7, Missing), (8, NotATime)]);

    let back = path.with_file_name("未导入.xlsx");
    assert_eq!(imports::save_rejected(&w.app, &w.admin, path, "villages", mapping, &back).await.unwrap(), 3);
    let given = cells(&back);
    assert_eq!(given.len(), 4);
    assert_eq!(given[0].last().unwrap().to_string(), "未导入原因");
    let reasons: Vec<String> = given[1..].iter().map(|line| line.last().unwrap().to_string()).collect();
    assert!(reasons[0].contains("受理日期：日期不存在"), "the column by both its lines: {reasons:?}");
    assert!(reasons[2].contains("受理时间：不是时刻"), "{reasons:?}");
    assert_eq!(given[1][4].to_string(), "=cmd|' /C calc'!A0", "as it was, and no formula");
    assert_eq!(given[1][3], Data::Float(13_800_138_000.0), "as it was, a number");
    assert_eq!(given[2][1].to_string(), "2026-11-20");
    assert_eq!(given[2][2].to_string(), "08:23:00", "a time of day, as it can be read again");
    let town = Data::String("甲示例镇".to_owned());
    assert!(given[1..].iter().all(|line| line[5] == town), "each row has the merged town");

    assert_eq!(counts(&run(w, &back, None).await), [0, 0, 0, 0, 3], "not corrected yet");
    let fixed = correct(&back, &[(1, 1, "2026-11-20"), (2, 4, "化粪池满溢无人清理"), (3, 2, "20:15")]);
    assert_eq!(counts(&run(w, &fixed, None).await), [3, 0, 0, 0, 0]);
    assert_eq!(counts(&run(w, &fixed, None).await), [0, 0, 3, 0, 0], "twice changes nothing");
    assert_eq!(only(w, "=cmd|").await.received_at, at("2026-11-20T00:23:00Z"));
    assert_eq!(only(w, "化粪池").await.received_at, at("2026-11-20T00:23:00Z"));
    let last = only(w, "屋面漏水").await;
    assert_eq!((last.received_at, last.town.as_deref()), (at("2026-11-20T12:15:00Z"), Some("甲示例镇")));
}

on_both_engines! {
    async fn rejected_rows_are_corrected_and_come_in(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("台账.xlsx");
        ledger(&path, "工单编号", "诉求内容");
        there_and_back(&w, &path, None).await;
    }

    async fn so_are_those_whose_columns_only_a_person_knows(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("台账.xlsx");
        ledger(&path, "流水", "什么事");
        let columns = [F::SourceNumber, F::ReceivedAt, F::ReceivedTime, F::PartyPhone, F::Text, F::Town, F::Village];
        let mapping = ColumnMapping { columns: columns.map(Some).to_vec(), ..ColumnMapping::default() };
        there_and_back(&w, &path, Some(mapping.clone())).await;
        let again = imports::preview(&w.app, &w.admin, &path, "villages", None).await.unwrap();
        assert_eq!(again.mapping, mapping, "and what the person said is still remembered");
    }
}

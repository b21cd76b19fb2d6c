//! The sheet and the row of the headers that a person chooses, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::path::Path;

use calamine::{Reader, open_workbook_auto};
use huishang_app::AppError;
use huishang_app::imports::{self, ColumnMapping, ImportJob, ImportPreview, ImportReport};
use huishang_domain::words::{FileProblem, ImportField as F};
use huishang_testkit::on_both_engines;
use rust_xlsxwriter::Workbook;
use support::World;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const SOURCE: &str = "villages";

/// A first sheet that looks like a table of matters, and a second whose explanations look more like headers than the
/// headers do; `lines` stand above both.
fn workbook(path: &Path, lines: &[&str]) {
    let mut book = Workbook::new();
    let notes = book.add_worksheet().set_name("填写说明").unwrap();
    for (row, line) in (0..).zip([["受理时间", "诉求内容"], ["2026-01-01", "填写示例"]]) {
        notes.write_row(row, 0, line).unwrap();
    }
    let sheet = book.add_worksheet().set_name("十一月").unwrap();
    for (row, line) in (0..).zip(lines) {
        sheet.write_string(row, 0, *line).unwrap();
    }
    let first = u32::try_from(lines.len()).unwrap();
    let table = [
        ["工单编号", "受理时间", "诉求内容"],
        ["流水", "哪天来的", "什么事"],
        ["G1", "2026-11-20", "路灯坏了半个月没有人修"],
        ["G2", "2026-02-30", "楼上住户违规搭建造成屋面漏水"],
        ["G3", "2026-11-21", "化粪池满溢无人清理"],
    ];
    for (row, line) in (first..).zip(table) {
        sheet.write_row(row, 0, line).unwrap();
    }
    book.save(path).unwrap();
}

fn chosen(sheet: &str, header_row: Option<u32>) -> ColumnMapping {
    ColumnMapping { columns: Vec::new(), sheet: Some(sheet.to_owned()), header_row }
}

async fn preview(w: &World, path: &Path, mapping: Option<ColumnMapping>) -> Result<ImportPreview, AppError> {
    imports::preview(&w.app, &w.admin, path, SOURCE, mapping).await
}

async fn run(w: &World, path: &Path, mapping: ColumnMapping, dry_run: bool) -> ImportReport {
    let job = ImportJob {
        path: path.to_owned(),
        name: "台账.xlsx".to_owned(),
        source: SOURCE.to_owned(),
        mapping: Some(mapping),
        dry_run,
        task: "导入".to_owned(),
    };
    imports::run(&w.app, &w.admin, job, &CancellationToken::new()).await.unwrap()
}

fn detail(error: AppError) -> String {
    match error {
        AppError::FileUnreadable { reason: FileProblem::NoHeader, detail } => detail,
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn the_chosen_sheet_and_header_row_are_what_is_read(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("台账.xlsx");
        workbook(&path, &["示例市台账", "填报单位：示例单位"]);

        let guess = preview(&w, &path, None).await.unwrap();
        assert_eq!((guess.sheet.as_str(), guess.header_row), ("填写说明", 1));
        assert_eq!(guess.sheets, ["填写说明", "十一月"]);

        let sheet = preview(&w, &path, Some(chosen("十一月", None))).await.unwrap();
        assert_eq!((sheet.header_row, sheet.rows), (3, 4), "the guess within the sheet is the wrong row");
        assert_eq!(sheet.mapping.columns, [F::SourceNumber, F::ReceivedAt, F::Text].map(Some));
        assert_eq!(sheet.top.iter().map(|row| row.row).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(sheet.top[3].cells, ["流水", "哪天来的", "什么事"]);

        let mut right = preview(&w, &path, Some(chosen("十一月", Some(4)))).await.unwrap();
        assert_eq!((right.header_row, right.rows, right.headers[1].as_str()), (4, 3, "哪天来的"));
        assert_eq!(right.mapping.columns, [None; 3], "proposed anew, by other headers");
        assert_eq!((right.mapping.sheet.as_deref(), right.mapping.header_row), (Some("十一月"), Some(4)));
        right.mapping.columns.clone_from(&sheet.mapping.columns);

        let report = run(&w, &path, right.mapping.clone(), true).await;
        assert_eq!((report.rows, report.imported, report.rejected), (3, 2, 1));
        let back = dir.path().join("未导入.xlsx");
        let given = Some(right.mapping.clone());
        assert_eq!(imports::save_rejected(&w.app, &w.admin, &path, SOURCE, given, &back).await.unwrap(), 1);
        let mut book = open_workbook_auto(&back).unwrap();
        let cells = book.worksheet_range_at(0).unwrap().unwrap();
        let line = |row| cells.rows().nth(row).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(line(0)[..3], ["流水", "哪天来的", "什么事"].map(str::to_owned));
        assert_eq!(line(1)[0], "G2");
        let report = run(&w, &path, right.mapping.clone(), false).await;
        assert_eq!((report.imported, report.rejected), (2, 1));

        // The next file: remembered where it fits, and nothing of it where the file has no such sheet.
        let again = preview(&w, &path, None).await.unwrap();
        assert_eq!(again.mapping, right.mapping);
        let shorter = dir.path().join("少两行.xlsx");
        workbook(&shorter, &[]);
        let shorter = preview(&w, &shorter, None).await.unwrap();
        assert_eq!((shorter.sheet.as_str(), shorter.header_row), ("十一月", 1), "row 4 is a matter here");
        let other = dir.path().join("别的.csv");
        std::fs::write(&other, "工单编号,受理时间,诉求内容\nA1,2026-11-20,路灯不亮\n").unwrap();
        let other = preview(&w, &other, None).await.unwrap();
        assert_eq!((other.header_row, other.rows, other.mapping.sheet), (1, 1, None));
    }

    async fn a_choice_that_the_file_does_not_have_is_told(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("台账.xlsx");
        workbook(&path, &["示例市台账"]);
        let error = preview(&w, &path, Some(chosen("十二月", None))).await.unwrap_err();
        assert!(detail(error).contains("没有名为“十二月”的工作表"));
        let error = preview(&w, &path, Some(chosen("十一月", Some(25)))).await.unwrap_err();
        assert!(detail(error).contains("第 25 行"));
        let old: ColumnMapping = serde_json::from_str(r#"{"columns":["source_number",null]}"#).unwrap();
        assert_eq!((old.sheet, old.header_row, old.columns.len()), (None, None, 2));
    }
}

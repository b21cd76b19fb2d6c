//! Tables as offices lay them out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx, open_workbook};
use huishang_domain::words::{ImportField as F, RowProblemKind};
use huishang_sheets::reading::{Rejected, Table, missing, propose_for, read_row, read_table, rejected_xlsx};
use rust_xlsxwriter::{Format, Workbook};
use tempfile::TempDir;

fn read(path: &Path) -> Table {
    read_table(path, &|| false).unwrap()
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/samples")
}

#[test]
fn the_hotline_export_is_read_whole() {
    let table = read(&samples().join("hotline-12345.xlsx"));
    assert_eq!((table.sheet.as_str(), table.header_row, table.rows.len()), ("工单明细", 1, 3000));
    let columns = propose_for(&table);
    let expected = [
        F::SourceNumber,
        F::ReceivedAt,
        F::Channel,
        F::PartyName,
        F::PartyPhone,
        F::Category,
        F::Title,
        F::Text,
        F::Town,
        F::Village,
        F::Place,
        F::Handler,
        F::Deadline,
        F::ClosedAt,
        F::Satisfaction,
    ];
    assert_eq!(columns, expected.map(Some));
    assert_eq!(missing(&columns), []);
    let mut numbers = HashSet::new();
    for row in &table.rows {
        let (matter, doubts) = read_row(row, &columns).unwrap();
        assert_eq!(doubts, [], "row {}", row.row);
        assert!(numbers.insert(matter.source_number.unwrap()));
    }
    let (first, _) = read_row(&table.rows[0], &columns).unwrap();
    assert_eq!((first.row, first.title.as_str()), (2, "路灯不亮"));
    assert_eq!(first.received_at.to_rfc3339(), "2026-01-04T00:23:00+00:00");
    assert_eq!((first.deadline, first.town.as_deref()), ("2026-01-09".parse().ok(), Some("冶山镇")));
    assert_eq!(first.closed_at.unwrap().to_rfc3339(), "2026-01-06T00:23:00+00:00");
}

#[test]
fn headers_in_two_rows_and_cells_for_several_rows_are_understood() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("台账.xlsx");
    let mut book = Workbook::new();
    let plain = Format::new();
    let hidden = book.add_worksheet().set_name("字典").unwrap();
    hidden.set_hidden(true);
    hidden.write_string(0, 0, "受理时间").unwrap();
    hidden.write_string(0, 1, "诉求标题").unwrap();
    hidden.write_string(1, 0, "不看").unwrap();
    book.add_worksheet().set_name("填表说明").unwrap().write_string(0, 0, "请按要求填写").unwrap();
    let sheet = book.add_worksheet().set_name("数据").unwrap();
    sheet.set_active(true);
    sheet.merge_range(0, 0, 0, 4, "示例台账", &plain).unwrap();
    sheet.merge_range(1, 0, 2, 0, "受理时间", &plain).unwrap();
    sheet.merge_range(1, 1, 1, 2, "诉求人", &plain).unwrap();
    sheet.write_string(2, 1, "姓名").unwrap();
    sheet.write_string(2, 2, "电话").unwrap();
    sheet.merge_range(1, 3, 2, 3, "诉求内容", &plain).unwrap();
    sheet.merge_range(3, 0, 4, 0, "2026.01.04", &plain).unwrap();
    for (row, name, text) in [(3, "王示例", "路灯不亮"), (4, "李示例", "屋面漏水")] {
        sheet.write_string(row, 1, name).unwrap();
        sheet.write_string(row, 2, "\t１３８-００１３-８０００").unwrap();
        sheet.write_string(row, 3, text).unwrap();
    }
    // The headers again, as on the next printed page, and the end.
    for (column, header) in (0..).zip(["受理时间", "姓名", "电话", "诉求内容"]) {
        sheet.write_string(5, column, header).unwrap();
    }
    sheet.merge_range(6, 0, 6, 3, "合　计：2 件", &plain).unwrap();
    sheet.write_string(7, 0, "制表人 : 某人").unwrap();
    book.save(&path).unwrap();

    let table = read(&path);
    assert_eq!((table.sheet.as_str(), table.header_row), ("数据", 3));
    assert_eq!(table.headers, ["受理时间", "姓名", "电话", "诉求内容"]);
    assert_eq!(table.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [4, 5]);
    let columns = propose_for(&table);
    for row in &table.rows {
        let (matter, doubts) = read_row(row, &columns).unwrap();
        assert_eq!(
            matter.received_at.to_rfc3339(),
            "2026-01-03T16:00:00+00:00",
            "both rows have the merged day"
        );
        assert_eq!((matter.party_phone.as_deref(), doubts.len()), (Some("13800138000"), 0));
    }
}

#[test]
fn a_text_with_commas_is_parted_by_its_semicolons() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("a.csv");
    std::fs::write(&path, "受理时间;诉求内容\n2026-01-04;灯,树,路,桥,井都坏了\n").unwrap();
    assert_eq!(read(&path).headers, ["受理时间", "诉求内容"]);
}

#[test]
fn rejected_rows_come_back_as_they_were_and_can_be_read_again() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("a.csv");
    let long = "长".repeat(40_000);
    std::fs::write(&path, format!("受理时间,诉求标题,备用\n2026-02-30,=cmd|' /C calc'!A0,{long}\n")).unwrap();
    let table = read(&path);
    let problems = read_row(&table.rows[0], &propose_for(&table)).unwrap_err();
    assert_eq!(
        (problems[0].row, problems[0].field, problems[0].problem),
        (2, F::ReceivedAt, RowProblemKind::ImpossibleDate)
    );
    let out = dir.path().join("未导入.xlsx");
    let rejected = [Rejected { row: &table.rows[0], reason: "受理时间：日期不存在" }];
    std::fs::write(&out, rejected_xlsx(&table, &rejected).unwrap()).unwrap();
    let again = read(&out);
    assert_eq!(again.headers, ["受理时间", "诉求标题", "备用"], "the reason is read by people only");
    let mut book: Xlsx<_> = open_workbook(&out).unwrap();
    let told = book.worksheet_range_at(0).unwrap().unwrap();
    let last = |row| told.get_value((row, 3)).map(ToString::to_string);
    assert_eq!((last(0), last(1)), (Some("未导入原因".into()), Some("受理时间：日期不存在".into())));
    let cells = &again.rows[0].cells;
    assert_eq!(cells[..2], table.rows[0].cells[..2], "text stays text");
    assert!(cells[2].shown().ends_with("（内容过长，已截断）"), "what no cell holds is cut and says so");
    assert_eq!(cells.len(), 3);
}

//! One ledger with all that real exports do, as .xlsx, .xls and text in each encoding: each is read alike.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};

use huishang_domain::words::{ImportField as F, RowProblemKind as P};
use huishang_sheets::reading::{MatterRow, RowNote, Table, propose_for, read_row, read_table};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use tempfile::TempDir;

fn read(path: &Path) -> Table {
    read_table(path, &|| false).unwrap()
}

fn matters(table: &Table) -> Vec<(MatterRow, Vec<RowNote>)> {
    let columns = propose_for(table);
    table.rows.iter().map(|row| read_row(row, &columns).unwrap()).collect()
}

/// An ID number whose check digit is right, and the same with a wrong one; both are the standard's own example.
const RIGHT: &str = "11010519491231002X";
const WRONG: &str = "110105194912310021";

/// The ledger's lines of text: two titles, the headers in two lines, the matters, their total and the foot. What a
/// workbook holds as numbers and dates is told by the caller.
const TITLES: [&str; 2] = ["示例市诉求台账（2026年1月）", "填报单位：示例单位　　填报日期：2026年1月31日"];
const UPPER: [&str; 9] = ["工单编号", "受理", "", "诉求人", "", "", "所属镇街", "村（社区）", "诉求内容"];
const LOWER: [&str; 9] = ["", "日期", "时间", "姓名", "联系电话", "身份证号", "", "", ""];
const LINES: [[&str; 9]; 6] = [
    ["A1", "2026/1/4", "8:23", "张示例", "138-0013-8000", RIGHT, "甲示例镇", "东示例村", "路灯不亮"],
    ["A2", "2026年1月4日", "8时23分", "李示例", "\t13800138000", WRONG, "甲示例镇", "南示例村", "井盖缺失"],
    [
        "A3",
        "2026.01.04",
        "08:23:00",
        "王示例",
        "１３８００１３８０００",
        "",
        "甲示例镇",
        "东示例村",
        "=cmd|' /C calc'!A0",
    ],
    ["A4", "20260104", "上午8:23", "赵示例", "138 0013 8000", "", "甲示例镇", "东示例村", "+噪声扰民"],
    ["A5", "46026", "8点23分", "", "", "", "甲示例镇", "东示例村", "-积水"],
    ["A6", "２０２６－０１－０４", "８：２３", "孙示例", "13800138000", "", "甲示例镇", "东示例村", "@示例"],
];
const FOOT: [[&str; 9]; 4] = [
    ["合　计", "6", "", "", "", "", "", "", ""],
    ["", "", "小计", "6", "", "", "", "", ""],
    ["制表人：李示例", "", "", "审核人：王示例", "", "", "", "", ""],
    ["备注：数据截至1月31日", "", "", "", "", "", "", "", ""],
];

/// What stands in the cells of each: the time that all rows came at, and their texts as they stand.
fn check(table: &Table, name: &str) {
    assert_eq!(table.header_row, 4, "{name}");
    let columns = propose_for(table);
    let wanted = [
        F::SourceNumber,
        F::ReceivedAt,
        F::ReceivedTime,
        F::PartyName,
        F::PartyPhone,
        F::PartyIdNumber,
        F::Town,
        F::Village,
        F::Text,
    ];
    assert_eq!(columns, wanted.map(Some), "{name}");
    let matters = matters(table);
    assert_eq!(matters.len(), 6, "{name}: totals and the foot are no matters");
    for (i, ((matter, doubts), line)) in matters.iter().zip(LINES).enumerate() {
        let here = format!("{name}, {}", line[0]);
        assert_eq!(matter.received_at.to_rfc3339(), "2026-01-04T00:23:00+00:00", "{here}");
        assert_eq!(matter.source_number.as_deref(), Some(line[0]), "{here}");
        let phone = Some("13800138000").filter(|_| i != 4);
        assert_eq!(matter.party_phone.as_deref(), phone, "{here}");
        assert_eq!(matter.party_id_number.as_deref(), Some(line[5]).filter(|id| !id.is_empty()), "{here}");
        assert_eq!(matter.text, line[8], "{here}: what looks like a formula is text");
        assert_eq!(
            (matter.town.as_deref(), matter.village.as_deref()),
            (Some(line[6]), Some(line[7])),
            "{here}"
        );
        let told: Vec<_> = doubts.iter().map(|doubt| doubt.problem).collect();
        assert_eq!(told, if i == 1 { vec![P::BadIdNumber] } else { vec![] }, "{here}");
    }
}

fn strings(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        sheet.write_string(row, column, *cell).unwrap();
    }
}

/// The ledger as a workbook: titles and headers merged, dates and phones as numbers here and there, the town of all six
/// in one merged cell and the village of the last four in another.
fn workbook() -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (row, title) in (0..).zip(TITLES) {
        sheet.merge_range(row, 0, row, 8, title, &plain).unwrap();
    }
    strings(sheet, 2, &UPPER);
    strings(sheet, 3, &LOWER);
    for column in [0, 6, 7, 8] {
        sheet.merge_range(2, column, 3, column, UPPER[usize::from(column)], &plain).unwrap();
    }
    sheet.merge_range(2, 1, 2, 2, UPPER[1], &plain).unwrap();
    sheet.merge_range(2, 3, 2, 5, UPPER[3], &plain).unwrap();
    for (row, line) in (4..).zip(LINES) {
        strings(sheet, row, &line);
    }
    let day = ExcelDateTime::from_ymd(2026, 1, 4).unwrap();
    let time = ExcelDateTime::from_hms(8, 23, 0).unwrap();
    sheet.write_datetime_with_format(4, 1, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    sheet.write_datetime_with_format(4, 2, &time, &Format::new().set_num_format("hh:mm")).unwrap();
    sheet.write_datetime_with_format(6, 2, &time, &Format::new().set_num_format("[h]:mm:ss")).unwrap();
    sheet.write_number(7, 1, 20_260_104.0).unwrap();
    sheet.write_number(8, 1, 46_026.0).unwrap();
    sheet.write_number(9, 4, 13_800_138_000.0).unwrap();
    sheet.merge_range(4, 6, 9, 6, "甲示例镇", &plain).unwrap();
    sheet.merge_range(6, 7, 9, 7, "东示例村", &plain).unwrap();
    for (row, line) in (10..).zip(FOOT) {
        strings(sheet, row, &line);
    }
    sheet.write_number(10, 1, 6.0).unwrap();
    book
}

/// Made of [`workbook`] by LibreOffice, which writes .xls; `WRITE_SAMPLE=FILE.xlsx` writes what it was made of.
fn xls() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/ledger.xls")
}

#[test]
fn a_workbook() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("台账.xlsx");
    workbook().save(&path).unwrap();
    if let Ok(out) = std::env::var("WRITE_SAMPLE") {
        std::fs::copy(&path, out).unwrap();
    }
    check(&read(&path), "xlsx");
}

#[test]
fn an_old_workbook() {
    check(&read(&xls()), "xls");
}

#[test]
fn text_in_each_encoding_with_each_separator() {
    let dir = TempDir::new().unwrap();
    let titles = TITLES.map(|title| vec![title]);
    let lines = titles.into_iter().chain([UPPER, LOWER].map(Vec::from));
    let lines: Vec<_> = lines.chain(LINES.map(Vec::from)).chain(FOOT.map(Vec::from)).collect();
    for separator in [b',', b'\t', b';'] {
        let mut writer =
            csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
        lines.iter().for_each(|line| writer.write_record(line).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (name, bytes) in [
            ("UTF-8", text.clone().into_bytes()),
            ("UTF-8 with a mark", format!("\u{FEFF}{text}").into_bytes()),
            ("GB18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
            ("UTF-16", utf16),
        ] {
            let path = dir.path().join("台账.csv");
            std::fs::write(&path, bytes).unwrap();
            check(&read(&path), &format!("{name}, {:?}", char::from(separator)));
        }
    }
}

#[test]
fn numbers_that_a_text_file_keeps_from_a_spreadsheet_are_read_without_their_wrapping() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("a.csv");
    let text = "工单编号,受理时间,联系电话,诉求内容\n=\"0012\",2026-01-04,=\"13800138000\",路灯\n\"=\"\"0013\"\"\",2026-01-04,'13800138000,'不是号码'\n";
    std::fs::write(&path, text).unwrap();
    let read: Vec<_> = matters(&read(&path))
        .into_iter()
        .map(|(m, _)| (m.source_number.unwrap(), m.party_phone.unwrap(), m.text))
        .collect();
    let phone = || "13800138000".to_owned();
    assert_eq!(
        read,
        [
            ("0012".to_owned(), phone(), "路灯".to_owned()),
            ("0013".to_owned(), phone(), "'不是号码'".to_owned())
        ]
    );
}

#[test]
fn date_and_time_in_two_columns_are_known_whatever_they_are_called() {
    let dir = TempDir::new().unwrap();
    for (headers, day, time) in [
        ("受理日期,受理时间", "2026-01-04", "8:23"),
        ("受理时间,受理日期", "8:23", "2026-01-04"),
        ("日期,时间", "2026年1月4日", "8时23分"),
        ("受理日期,几点", "20260104", "８：２３"),
        ("登记日期,登记时间", "46026", "8:23:00"),
    ] {
        let path = dir.path().join("a.csv");
        std::fs::write(&path, format!("{headers},办结时间,诉求内容\n{day},{time},,路灯不亮\n")).unwrap();
        let table = read(&path);
        let (matter, _) = read_row(&table.rows[0], &propose_for(&table)).unwrap();
        assert_eq!(matter.received_at.to_rfc3339(), "2026-01-04T00:23:00+00:00", "{headers}");
    }
}

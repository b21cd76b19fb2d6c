//! Files as other offices send them, and files that are none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};

use huishang_domain::words::{FileProblem, ImportField, RowProblemKind};
use huishang_sheets::reading::{ReadError, Table, propose, read_row, read_table};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use tempfile::TempDir;

fn read(path: &Path) -> Result<Table, ReadError> {
    read_table(path, &|| false)
}

fn write(dir: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn problem(path: &Path) -> FileProblem {
    match read(path).unwrap_err() {
        ReadError::Unreadable { problem, detail } => {
            assert!(is_chinese(&detail), "{detail}");
            problem
        }
        other => panic!("{other:?}"),
    }
}

/// Whether people get no word of English but the names that they know, and no end mark, which the sentence around has.
fn is_chinese(detail: &str) -> bool {
    const KNOWN: [&str; 8] = ["", "xlsx", "xls", "csv", "PDF", "Word", "Excel", "WPS"];
    // Sheets are called what their makers call them.
    let own: String =
        detail.split('“').map(|part| part.split_once('”').map_or(part, |(_, rest)| rest)).collect();
    let mut words = own.split(|c: char| !c.is_ascii_alphabetic());
    !detail.is_ascii() && !detail.ends_with('。') && words.all(|word| KNOWN.contains(&word) || word == "MB")
}

#[test]
fn headers_are_found_under_title_rows_and_totals_are_left_out() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("台账.xlsx");
    let mut book = Workbook::new();
    book.add_worksheet().set_name("空表").unwrap();
    let sheet = book.add_worksheet().set_name("台账").unwrap();
    sheet.merge_range(0, 0, 0, 3, "2026年1月信访台账", &Format::new()).unwrap();
    sheet.write_string(1, 0, "填报单位：示例单位").unwrap();
    for (column, header) in (0..).zip(["信访日期", "姓名", "联系电话", "主要内容"]) {
        sheet.write_string(2, column, header).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2026, 1, 4).unwrap().and_hms(8, 23, 0).unwrap();
    let shown = Format::new().set_num_format("yyyy/m/d hh:mm");
    sheet.write_datetime_with_format(3, 0, &day, &shown).unwrap();
    sheet.write_string(3, 1, "张示例").unwrap();
    sheet.write_number(3, 2, 13_800_138_000.0).unwrap();
    sheet.write_string(3, 3, "路灯不亮").unwrap();
    sheet.write_number(5, 0, 46_026.0).unwrap();
    sheet.write_formula(5, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_string(6, 0, "合计").unwrap();
    sheet.write_number(6, 1, 2.0).unwrap();
    sheet.write_string(7, 0, "填报人：李示例").unwrap();
    book.save(&path).unwrap();

    let table = read(&path).unwrap();
    assert_eq!((table.sheet.as_str(), table.header_row), ("台账", 3));
    assert_eq!(table.rows.iter().map(|r| r.row).collect::<Vec<_>>(), [4, 6], "numbers as in the sheet");
    let columns = propose(&table.headers);
    let (matter, doubts) = read_row(&table.rows[0], &columns).unwrap();
    assert_eq!(matter.received_at.to_rfc3339(), "2026-01-04T00:23:00+00:00");
    assert_eq!(matter.party_phone.as_deref(), Some("13800138000"), "a phone that stands as a number");
    assert!(doubts.is_empty());
    let problems = read_row(&table.rows[1], &columns).unwrap_err();
    assert_eq!((problems[0].field, problems[0].problem), (ImportField::Text, RowProblemKind::ErrorCell));
}

#[test]
fn text_files_are_read_in_each_encoding_and_with_each_separator() {
    let dir = TempDir::new().unwrap();
    let lines = |sep: &str| {
        [["受理时间", "诉求标题", "诉求内容"], ["2026-01-04", "路灯不亮", "三盏"]]
            .map(|l| l.join(sep))
            .join("\r\n")
    };
    let gb = encoding_rs::GB18030.encode(&lines("\t")).0.into_owned();
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(lines(";").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bom = format!("\u{FEFF}{}", lines(","));
    for (name, bytes) in [("gb.csv", gb), ("utf16.txt", utf16), ("bom.csv", bom.into_bytes())] {
        let table = read(&write(&dir, name, &bytes)).unwrap();
        assert_eq!(table.headers, ["受理时间", "诉求标题", "诉求内容"], "{name}");
        let (matter, _) = read_row(&table.rows[0], &propose(&table.headers)).unwrap();
        assert_eq!((matter.title.as_str(), matter.text.as_str()), ("路灯不亮", "三盏"), "{name}");
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let dir = TempDir::new().unwrap();
    assert_eq!(problem(&write(&dir, "a.csv", b"")), FileProblem::Empty);
    assert_eq!(problem(&write(&dir, "b.csv", b"\n\n,,\n")), FileProblem::Empty);
    assert_eq!(problem(&write(&dir, "c.csv", "受理时间,诉求标题\n".as_bytes())), FileProblem::Empty);
    assert_eq!(problem(&write(&dir, "d.csv", "甲,乙\n1,2\n".as_bytes())), FileProblem::NoHeader);
    assert_eq!(problem(&write(&dir, "e.xlsx", b"PK\x03\x04 no more")), FileProblem::Broken);
    assert_eq!(problem(&write(&dir, "f.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\r")), FileProblem::WrongType);
    assert_eq!(
        problem(&write(&dir, "g.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut off")),
        FileProblem::Broken
    );
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(problem(&write(&dir, "h.xlsx", &locked)), FileProblem::Encrypted);
    let mut word = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    word.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(problem(&write(&dir, "j.xls", &word)), FileProblem::WrongType);
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "受理时间").unwrap();
    let whole = book.save_to_buffer().unwrap();
    assert_eq!(problem(&write(&dir, "k.xlsx", &whole[..whole.len() / 2])), FileProblem::Broken);
    let large = std::fs::File::create(dir.path().join("i.xlsx")).unwrap();
    large.set_len(200 * 1024 * 1024).unwrap();
    assert_eq!(problem(&dir.path().join("i.xlsx")), FileProblem::TooLarge);
    assert!(matches!(read(&dir.path().join("none.csv")), Err(ReadError::CannotOpen(_))));
}

#[test]
fn reading_stops_when_asked() {
    let dir = TempDir::new().unwrap();
    let path = write(&dir, "a.csv", "受理时间,诉求标题\n2026-01-04,路灯\n".as_bytes());
    assert_eq!(read_table(&path, &|| true), Err(ReadError::Cancelled));
}

/// The numbers of the header's row and of those below it.
fn numbers(dir: &TempDir, bytes: &[u8]) -> Vec<u32> {
    let table = read(&write(dir, "行号.csv", bytes)).unwrap();
    std::iter::once(table.header_row).chain(table.rows.iter().map(|row| row.row)).collect()
}

#[test]
fn rows_of_text_have_the_numbers_that_a_spreadsheet_shows() {
    let dir = TempDir::new().unwrap();
    let head = "受理时间,诉求标题,诉求内容";
    let plain: [&str; 4] = [head, "2026-01-04,路灯,甲", "2026-01-05,水管,乙", "2026-01-06,噪声,丙"];
    let blank: [&str; 8] = ["", "", head, "2026-01-04,路灯,甲", "", "  ", ",,", "2026-01-06,噪声,丙"];
    let quoted: [&str; 5] = [
        head,
        "2026-01-04,路灯,\"第一行\u{0}第二行\u{0}\u{0}第四行\"",
        "2026-01-05,水管,\"他说\"\"漏水\"\"\u{0}很久\"",
        "",
        "2026-01-06,噪声,丙",
    ];
    for end in ["\n", "\r\n", "\r"] {
        for last in ["", end] {
            let told = |lines: &[&str], inside: &str| {
                let text = format!("{}{last}", lines.join(end)).replace('\0', inside);
                let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
                let utf16 = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes));
                let bom = format!("\u{FEFF}{text}");
                let told = numbers(&dir, text.as_bytes());
                assert_eq!(told, numbers(&dir, bom.as_bytes()), "byte order mark, {end:?}");
                assert_eq!(told, numbers(&dir, &gb), "GB18030, {end:?}");
                assert_eq!(told, numbers(&dir, &utf16.collect::<Vec<u8>>()), "UTF-16, {end:?}");
                told
            };
            assert_eq!(told(&plain, ""), [1, 2, 3, 4], "{end:?}");
            assert_eq!(told(&blank, ""), [3, 4, 8], "blank lines are rows, {end:?}");
            for inside in ["\n", "\r\n", "\r"] {
                assert_eq!(
                    told(&quoted, inside),
                    [1, 2, 3, 5],
                    "a cell of several lines, {end:?} {inside:?}"
                );
            }
        }
    }
    assert_eq!(
        numbers(&dir, format!("{head}\n2026-01-04,a,b\r\n\r\n2026-01-05,a,b\r\r2026-01-06,a,b").as_bytes()),
        [1, 2, 4, 6],
        "mixed line ends"
    );
    assert_eq!(
        numbers(&dir, format!("{head}\r\n2026-01-04,\"a\"\r\n2026-01-05,\"\"\r\n").as_bytes()),
        [1, 2, 3]
    );
}

//! Whatever a file holds, reading it ends with rows or with a reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::io::{Read, Write};
use std::path::Path;
use std::sync::LazyLock;

use huishang_sheets::reading::{propose_for, read_row, read_table};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

/// The parts of a small workbook.
static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["受理时间", "诉求标题", "诉求内容", "联系电话"]) {
        sheet.write_string(0, column, text).unwrap();
        sheet.write_string(1, column, "2026-01-04").unwrap();
    }
    sheet.write_number(2, 0, 46_026.35).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut part = archive.by_index(i).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
});

/// Reads a file through to its rows; the panic that this must not give would fail the test.
fn read(bytes: &[u8]) -> bool {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("a.xlsx");
    std::fs::write(&path, bytes).unwrap();
    through(&path)
}

fn through(path: &Path) -> bool {
    let Ok(table) = read_table(path, &|| false) else { return false };
    let columns = propose_for(&table);
    for row in &table.rows {
        let _ = read_row(row, &columns);
    }
    true
}

/// How many inputs of each kind: a few where all tests run, as many as `PROPTEST_CASES` says where more is wanted.
fn some() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: cases.unwrap_or(100), failure_persistence: None, ..ProptestConfig::default() }
}

/// A spoilt place: bytes written over with what counts and sizes break on, left out, put in twice, or the rest cut off.
#[derive(Clone, Debug)]
enum Spoil {
    Over(Vec<u8>),
    Out(usize),
    Twice(usize),
    End,
}

fn spoil() -> impl Strategy<Value = (prop::sample::Index, Spoil)> {
    let over = prop_oneof![
        4 => any::<u8>().prop_map(|byte| vec![byte]),
        1 => any::<u16>().prop_map(|n| n.to_le_bytes().to_vec()),
        1 => prop::sample::select(vec![0_u32, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, u32::MAX, 0xFFFF])
            .prop_map(|n| n.to_le_bytes().to_vec()),
        1 => prop::sample::select(vec![&b"<"[..], b">", b"\"", b"&#0;", b"</", b"<![CDATA[", b"-1", b"99999999999", b"1e999"])
            .prop_map(<[u8]>::to_vec),
    ];
    let how = prop_oneof![
        8 => over.prop_map(Spoil::Over),
        1 => (1..40_usize).prop_map(Spoil::Out),
        1 => (1..400_usize).prop_map(Spoil::Twice),
        1 => Just(Spoil::End),
    ];
    (any::<prop::sample::Index>(), how)
}

fn spoilt(mut bytes: Vec<u8>, spoils: &[(prop::sample::Index, Spoil)]) -> Vec<u8> {
    for (at, how) in spoils {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        match how {
            Spoil::Over(new) => bytes.iter_mut().skip(at).zip(new).for_each(|(byte, new)| *byte = *new),
            Spoil::Out(length) => drop(bytes.drain(at..(at + length).min(bytes.len()))),
            Spoil::Twice(length) => {
                let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Spoil::End => bytes.truncate(at),
        }
    }
    bytes
}

/// An .xls that LibreOffice wrote.
static OLD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/ledger.xls")).unwrap()
});

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn the_old_workbook_that_is_spoilt_below_can_be_read() {
    assert!(read(&OLD));
}

#[test]
fn the_workbook_that_is_spoilt_below_can_be_read() {
    assert!(read(&packed(&PARTS)));
}

#[test]
fn far_cells_and_endless_merges_cost_nothing() {
    for sheet in [
        r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#.to_owned(),
        format!(
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t>受理时间</t></is></c><c r="B1" t="inlineStr"><is><t>诉求标题</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>2026-01-04</t></is></c></row>
            <row r="1048576"><c r="B1048576"><v>1</v></c></row></sheetData><mergeCells>{}</mergeCells><sheetData>"#,
            r#"<mergeCell ref="A2:XFD1048576"/>"#.repeat(100_000)
        ),
    ] {
        let mut parts = PARTS.clone();
        let part = parts.iter_mut().find(|(name, _)| name.contains("sheet1.xml")).unwrap();
        part.1 = format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
        )
        .into_bytes();
        read(&packed(&parts));
    }
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn bytes_of_any_kind(start in prop::sample::select(vec![
        &b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE", "受理时间,诉求标题\n".as_bytes(),
    ]), rest in prop::collection::vec(any::<u8>(), 0..2000)) {
        read(&[start, &rest].concat());
    }

    #[test]
    fn a_workbook_with_spoilt_parts(
        part in any::<prop::sample::Index>(),
        spoils in prop::collection::vec(spoil(), 1..12),
    ) {
        let mut parts = PARTS.clone();
        let content = &mut part.get_mut(&mut parts).1;
        *content = spoilt(std::mem::take(content), &spoils);
        read(&packed(&parts));
    }

    #[test]
    fn a_spoilt_archive(spoils in prop::collection::vec(spoil(), 1..12)) {
        read(&spoilt(packed(&PARTS), &spoils));
    }

    #[test]
    fn a_spoilt_old_workbook(spoils in prop::collection::vec(spoil(), 1..12)) {
        read(&spoilt(OLD.clone(), &spoils));
    }

    #[test]
    fn text_of_any_kind(lines in prop::collection::vec("[受理时间诉求标题0-9,;\"\t\r\n年月日:-]{0,40}", 0..10)) {
        read(format!("受理时间,诉求标题,诉求内容\n{}", lines.join("\n")).as_bytes());
    }

    #[test]
    fn a_spoilt_text(spoils in prop::collection::vec(spoil(), 1..8), gb in any::<bool>()) {
        let text = "台账\n编号,受理,,诉求内容\n,日期,时间,\nA1,2026-01-04,8:23,\"路灯\n不亮\"\nA2,2026年1月5日,９时,=1+1\n合计,2\n";
        let bytes = if gb { encoding_rs::GB18030.encode(text).0.into_owned() } else { text.as_bytes().to_vec() };
        read(&spoilt(bytes, &spoils));
    }
}

//! Files that are made to eat the memory: each is refused or read piece by piece.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;
use std::path::Path;

use huishang_domain::words::FileProblem;
use huishang_sheets::reading::{MAX_COLUMNS, ReadError, Sink, Table, TableRow, read_table, stream_table};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// How much memory reading any of them may take on top, in MB.
const MOST: u64 = 250;

/// A workbook of one sheet, whose parts are written piece by piece.
fn workbook(
    path: &Path,
    sheet: &mut dyn FnMut(&mut dyn std::io::Write),
    strings: &mut dyn FnMut(&mut dyn std::io::Write),
) {
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let mut part = |name: &str, write: &mut dyn FnMut(&mut dyn std::io::Write)| {
        zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        write(&mut std::io::BufWriter::new(&mut zip));
    };
    let text = |text: String| move |to: &mut dyn std::io::Write| to.write_all(text.as_bytes()).unwrap();
    part(
        "[Content_Types].xml",
        &mut text(r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.into()),
    );
    part(
        "_rels/.rels",
        &mut text(format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        )),
    );
    part(
        "xl/workbook.xml",
        &mut text(format!(
            r#"<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        )),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &mut text(format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
        )),
    );
    part("xl/sharedStrings.xml", &mut |to| {
        write!(to, r#"<sst xmlns="{MAIN}">"#).unwrap();
        strings(to);
        to.write_all(b"</sst>").unwrap();
    });
    part("xl/worksheets/sheet1.xml", &mut |to| {
        write!(to, r#"<worksheet xmlns="{MAIN}"><sheetData>"#).unwrap();
        sheet(to);
        to.write_all(b"</sheetData></worksheet>").unwrap();
    });
    zip.finish().unwrap();
}

fn header(to: &mut dyn std::io::Write) {
    let cell =
        |column: &str, text: &str| format!(r#"<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>"#);
    write!(to, r#"<row r="1">{}{}</row>"#, cell("A", "受理时间"), cell("B", "诉求内容")).unwrap();
}

fn nothing(_: &mut dyn std::io::Write) {}

#[derive(Default)]
struct Count {
    rows: u32,
    widest: usize,
}

impl Sink for Count {
    fn head(&mut self, _: &Table) -> Result<(), ReadError> {
        Ok(())
    }

    fn row(&mut self, row: TableRow) -> Result<(), ReadError> {
        self.rows += 1;
        self.widest = self.widest.max(row.cells.len());
        Ok(())
    }
}

/// The most memory that this process ever had, in MB; 0 where the system doesn't tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

/// What becomes of a file, by rows and as a whole: how many rows, or why not.
fn both(path: &Path) -> (Result<u32, FileProblem>, Result<u32, FileProblem>) {
    let why = |error| match error {
        ReadError::Unreadable { problem, detail } => {
            assert!(!detail.is_ascii(), "{detail}");
            problem
        }
        other => panic!("{other:?}"),
    };
    let before = peak();
    let mut count = Count::default();
    let streamed = stream_table(path, &|| false, &mut count).map_err(why).map(|()| count.rows);
    assert!(count.widest <= MAX_COLUMNS);
    let took = peak() - before;
    let whole =
        read_table(path, &|| false).map_err(why).map(|table| u32::try_from(table.rows.len()).unwrap());
    println!("{}: {streamed:?}, {took} MB; whole {whole:?}, {} MB", path.display(), peak() - before);
    assert!(took <= MOST, "{}: {took} MB", path.display());
    (streamed, whole)
}

/// One test, since the memory is the process's.
#[test]
#[ignore = "writes and reads about 200 MB; cargo test -p huishang-sheets --test bombs -- --ignored --nocapture"]
fn whatever_a_file_blows_up_to_the_memory_stays_bounded() {
    use FileProblem::{Broken, TooLarge, TooManyRows};
    let dir = TempDir::new().unwrap();
    let path = |name: &str| dir.path().join(name);

    let all_rows = path("1048576行.xlsx");
    let rows = |to: &mut dyn std::io::Write| {
        header(to);
        let mut piece = String::new();
        for row in 2..=1_048_576 {
            let _ = write!(piece, r#"<row r="{row}"><c r="A{row}"><v>46026</v></c></row>"#);
            if row % 10_000 == 0 {
                to.write_all(std::mem::take(&mut piece).as_bytes()).unwrap();
            }
        }
    };
    workbook(&all_rows, &mut { rows }, &mut nothing);
    assert_eq!(both(&all_rows), (Err(TooManyRows), Err(TooManyRows)));

    let all_columns = path("16384列.xlsx");
    let columns = |to: &mut dyn std::io::Write| {
        header(to);
        let mut row = String::new();
        for column in 0..16_384 {
            let _ = write!(row, r#"<c r="{}#"><v>46026</v></c>"#, letters(column));
        }
        for number in 2..=60 {
            write!(to, r#"<row r="{number}">{}</row>"#, row.replace('#', &number.to_string())).unwrap();
        }
    };
    workbook(&all_columns, &mut { columns }, &mut nothing);
    assert_eq!(both(&all_columns), (Ok(59), Ok(59)), "read, and no further than {MAX_COLUMNS} columns");

    let one_text = path("一格很多字.xlsx");
    let long = |to: &mut dyn std::io::Write| {
        header(to);
        write!(
            to,
            r#"<row r="2"><c r="B2" t="inlineStr"><is><t>{}</t></is></c></row>"#,
            "长".repeat(5_000_000)
        )
        .unwrap();
    };
    workbook(&one_text, &mut { long }, &mut nothing);
    assert_eq!(both(&one_text).0, Err(Broken));

    let hidden = path("注释里的标签.xlsx");
    let comment = |to: &mut dyn std::io::Write| {
        header(to);
        write!(to, "<!--{}--><row r=\"2\"><c r=\"A2\"><v>46026</v></c></row>", "<a>".repeat(5_000_000))
            .unwrap();
    };
    workbook(&hidden, &mut { comment }, &mut nothing);
    assert_eq!(both(&hidden).0, Err(Broken));

    // One text of a million characters, said in very many cells.
    let said_often = path("共享文字.xlsx");
    let often = |to: &mut dyn std::io::Write| {
        header(to);
        for row in 2..=3_000 {
            write!(to, r#"<row r="{row}"><c r="B{row}" t="s"><v>0</v></c></row>"#).unwrap();
        }
    };
    let shared =
        |to: &mut dyn std::io::Write| write!(to, "<si><t>{}</t></si>", "a".repeat(1_000_000)).unwrap();
    workbook(&said_often, &mut { often }, &mut { shared });
    assert_eq!(both(&said_often), (Ok(2_999), Err(TooLarge)), "row by row it does no harm");

    let very_many = path("很多共享文字.xlsx");
    let many = |to: &mut dyn std::io::Write| {
        let piece = "<si><t>a</t></si>".repeat(1_000);
        for _ in 0..5_000 {
            to.write_all(piece.as_bytes()).unwrap();
        }
    };
    workbook(&very_many, &mut { header }, &mut { many });
    assert_eq!(both(&very_many), (Err(TooLarge), Err(TooLarge)));

    let bomb = path("炸弹.xlsx");
    let zeros = |to: &mut dyn std::io::Write| {
        let piece = vec![b' '; 1024 * 1024];
        for _ in 0..1_100 {
            to.write_all(&piece).unwrap();
        }
    };
    workbook(&bomb, &mut { zeros }, &mut nothing);
    assert!(std::fs::metadata(&bomb).unwrap().len() < 20_000_000);
    assert_eq!(both(&bomb), (Err(TooLarge), Err(TooLarge)));

    for (name, sheet) in [
        ("未闭合.xlsx", r#"<row r="2"><c r="A2"><v>1</row>"#),
        ("乱码.xlsx", "<row r=\"2\"><c r=\"A2\"><v>\u{1}&#0;</v></c"),
        ("坐标.xlsx", r#"<row r="2"><c r="ZZZZZZZZ99999999999"><v>1</v></c></row>"#),
    ] {
        let broken = |to: &mut dyn std::io::Write| {
            header(to);
            to.write_all(sheet.as_bytes()).unwrap();
        };
        workbook(&path(name), &mut { broken }, &mut nothing);
        assert_eq!(both(&path(name)), (Err(Broken), Err(Broken)), "{name}");
    }

    // An .xls that declares more than there is, and one with a cell in the farthest corner.
    let old = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/ledger.xls")).unwrap();
    let record = |kind: [u8; 4]| old.windows(4).position(|w| w == kind).unwrap() + 4;
    let spoilt = |at: usize, new: &[u8]| {
        let mut bytes = old.clone();
        bytes[at..at + new.len()].copy_from_slice(new);
        std::fs::write(path("旧.xls"), bytes).unwrap();
        both(&path("旧.xls"))
    };
    let dimensions = record([0x00, 0x02, 14, 0]);
    assert_eq!(spoilt(dimensions + 4, &u32::MAX.to_le_bytes()).0, Err(TooLarge));
    assert_eq!(spoilt(dimensions + 4, &0xFFFF_u32.to_le_bytes()).0, Ok(6));
    let text = record([0xFD, 0x00, 10, 0]);
    assert_eq!(spoilt(text, &[0xFF, 0xFF, 0xFF, 0xFF]).0, Err(TooLarge));
}

/// A column's letters, counted from 0.
fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap()));
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => return letters.into_iter().collect(),
        }
    }
}

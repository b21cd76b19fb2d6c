//! Text files: UTF-8, UTF-16 or GB18030; commas, tabs or semicolons.

use std::path::Path;

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use huishang_domain::words::FileProblem;

use super::cell::{Cell, TableRow, trimmed};
use super::columns::known_headers;
use super::kind::ONLY_TABLES;
use super::{MAX_COLUMNS, MAX_ROWS, ReadError};

/// Rows between two questions whether to stop.
const PIECE: usize = 5_000;

pub(super) fn read_text(path: &Path, stop: &dyn Fn() -> bool) -> Result<(String, Vec<TableRow>), ReadError> {
    let bytes = std::fs::read(path)?;
    let text = decode(&bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0_u32;
    for record in reader.records() {
        let record = record.map_err(|error| ReadError::broken("这份文本不合规范", &error))?;
        let start = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default();
        number = number.saturating_add(1).saturating_add(blank_lines(text.as_bytes(), start));
        if rows.len() >= MAX_ROWS {
            let detail = format!("最多 {MAX_ROWS} 行，要分成几个文件才能导入");
            return Err(ReadError::new(FileProblem::TooManyRows, detail));
        }
        if rows.len() % PIECE == 0 && stop() {
            return Err(ReadError::Cancelled);
        }
        let mut cells: Vec<Cell> =
            record.iter().take(MAX_COLUMNS).map(|text| trimmed(unwrapped(text))).collect();
        while cells.last().is_some_and(Cell::is_empty) {
            cells.pop();
        }
        if !cells.is_empty() {
            rows.push(TableRow { row: number, cells });
        }
    }
    Ok(("文本".to_owned(), rows))
}

/// How many blank lines stand before the record that begins at `start`: the reader passes over them, while a
/// spreadsheet shows each as a row.
fn blank_lines(text: &[u8], start: usize) -> u32 {
    let (before, mut rest) = text.split_at_checked(start).unwrap_or((text, &[]));
    // The reader ends a record at \r and takes the \n that belongs to it with the next one.
    if before.ends_with(b"\r") {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut count = 0_u32;
    while let [b'\r' | b'\n', others @ ..] = rest {
        rest = if rest.starts_with(b"\r\n") { others.get(1..).unwrap_or_default() } else { others };
        count = count.saturating_add(1);
    }
    count
}

/// Without what some systems put around numbers, so that a spreadsheet takes them for text: ="0138…" and '0138….
fn unwrapped(text: &str) -> &str {
    let inner = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let quoted = text.strip_prefix('\'').filter(|rest| rest.bytes().all(|b| b.is_ascii_alphanumeric()));
    inner.filter(|inner| !inner.contains('"')).or(quoted).unwrap_or(text)
}

fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _ if bytes.contains(&0) => return Err(wrong_type()),
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => GB18030,
    };
    let (text, _, faulty) = encoding.decode(bytes);
    if faulty { Err(wrong_type()) } else { Ok(text.into_owned()) }
}

fn wrong_type() -> ReadError {
    ReadError::new(FileProblem::WrongType, ONLY_TABLES)
}

/// What parts the first lines into the most headers that are known, else what stands in them most often.
fn delimiter(text: &str) -> u8 {
    let head: Vec<&str> = text.split(['\n', '\r']).filter(|line| !line.is_empty()).take(20).collect();
    let known = |sign: char| {
        let cells =
            |line: &&str| line.split(sign).map(|cell| trimmed(cell.trim_matches('"'))).collect::<Vec<_>>();
        head.iter().map(|line| known_headers(&cells(line))).max().unwrap_or(0)
    };
    let count = |sign: char| head.iter().map(|line| line.matches(sign).count()).sum::<usize>();
    [('\t', b'\t'), (';', b';'), (',', b',')]
        .into_iter()
        .max_by_key(|(sign, _)| (known(*sign), count(*sign)))
        .map_or(b',', |(_, byte)| byte)
}

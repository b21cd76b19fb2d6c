//! Text files: UTF-8, UTF-16 or GB18030; commas, tabs or semicolons.

use std::path::Path;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use huishang_domain::words::FileProblem;

use super::cell::{Cell, TableRow, trimmed};
use super::choice::Choice;
use super::columns::known_headers;
use super::kind::ONLY_TABLES;
use super::stream::{Gather, Sink};
use super::table::first_known;
use super::{MAX_COLUMNS, ReadError};

/// Rows between two questions whether to stop.
const PIECE: u32 = 5_000;

/// The table of a text file.
pub(super) fn read(
    path: &Path,
    choice: &Choice,
    stop: &dyn Fn() -> bool,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    let text = decode(std::fs::read(path)?)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    first_known(vec!["文本".to_owned()], choice, |name, wanted| {
        let mut gather = Gather::new(name, wanted, sink);
        let mut number = 0_u32;
        let mut record = csv::StringRecord::new();
        while reader
            .read_record(&mut record)
            .map_err(|error| ReadError::broken("这份文本不合规范", &error))?
        {
            let start = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default();
            if number.is_multiple_of(PIECE) && stop() {
                return Err(ReadError::Cancelled);
            }
            number = number.saturating_add(1).saturating_add(blank_lines(text.as_bytes(), start));
            let mut cells: Vec<Cell> =
                record.iter().take(MAX_COLUMNS).map(|text| trimmed(unwrapped(text))).collect();
            while cells.last().is_some_and(Cell::is_empty) {
                cells.pop();
            }
            if !cells.is_empty() && !gather.take(TableRow { row: number, cells })? {
                break;
            }
        }
        gather.end()
    })
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

fn decode(mut bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    let (encoding, bytes) = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => (UTF_16LE, bytes),
        [0xFE, 0xFF, ..] => (UTF_16BE, bytes),
        other if other.contains(&0) => return Err(wrong_type()),
        // Most files need no second copy.
        _ => match String::from_utf8(bytes) {
            Ok(text) => return Ok(text),
            Err(other) => (GB18030, other.into_bytes()),
        },
    };
    let (text, _, faulty) = encoding.decode(&bytes);
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

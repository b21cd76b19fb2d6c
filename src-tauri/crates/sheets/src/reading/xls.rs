//! Older workbooks.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, Reader, Xls, XlsError, open_workbook};
use huishang_domain::words::FileProblem;

use super::ReadError;
use super::biff;
use super::cell::{Cell, Growing, trimmed};
use super::choice::Choice;
use super::kind::ONLY_TABLES;
use super::merged::Merges;
use super::stream::{Gather, Sink};
use super::table::first_known;
use super::xlsx::{NOT_AS_IT_SHOULD_BE, PIECE, date, encrypted, in_turn};

/// The first sheet of an .xls with headers that are known, hidden ones last.
pub(super) fn read(
    path: &Path,
    choice: &Choice,
    stop: &dyn Fn() -> bool,
    sink: &mut dyn Sink,
) -> Result<(), ReadError> {
    match biff::check(path) {
        Ok(()) => {}
        Err(error) => return Err(of_container(path)?.unwrap_or(error)),
    }
    let mut book: Xls<BufReader<File>> = match open_workbook(path) {
        Ok(book) => book,
        Err(error) => return Err(of_container(path)?.unwrap_or_else(|| problem(error))),
    };
    first_known(in_turn(book.sheets_metadata()), choice, |name, wanted| {
        let range = book.worksheet_range(name).unwrap_or_default();
        let mut merges = Merges::new(book.merge_cells_by_sheet_name(name).unwrap_or_default());
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut gather = Gather::new(name, wanted, sink);
        let mut growing = Growing::default();
        for (count, (row, column, data)) in range.used_cells().enumerate() {
            if count % PIECE == 0 && stop() {
                return Err(ReadError::Cancelled);
            }
            let value = match data {
                Data::Empty => continue,
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => trimmed(text),
                Data::Int(n) => Cell::Number(*n as f64),
                Data::Float(n) => Cell::Number(*n),
                Data::Bool(yes) => trimmed(if *yes { "是" } else { "否" }),
                Data::DateTime(at) => date(at),
                Data::Error(error) => Cell::Error(error.to_string()),
            };
            let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(first_row);
            if let Some(mut done) = growing.put(row, column + first_column as usize, value) {
                merges.fill(&mut done);
                if !gather.take(done)? {
                    return gather.end();
                }
            }
        }
        if let Some(mut last) = growing.end() {
            merges.fill(&mut last);
            gather.take(last)?;
        }
        gather.end()
    })
}

/// What an OLE container that is no .xls is: an .xlsx with a password, or another program's document.
fn of_container(path: &Path) -> Result<Option<ReadError>, ReadError> {
    let bytes = std::fs::read(path)?;
    let holds = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|part| part == name)
    };
    Ok(if holds("EncryptedPackage") {
        Some(encrypted())
    } else if holds("WordDocument") {
        Some(ReadError::new(FileProblem::WrongType, format!("这是 Word 文档，{ONLY_TABLES}")))
    } else {
        None
    })
}

fn problem(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => encrypted(),
        other => ReadError::broken(NOT_AS_IT_SHOULD_BE, &other),
    }
}

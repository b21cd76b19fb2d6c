//! Whether an .xls is sane, before its reader takes it in: that one makes room for all that the file declares, and for
//! each cell of the rectangle between the outermost ones, however few there are.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use huishang_domain::words::FileProblem;

use super::ReadError;
use super::xlsx::NOT_AS_IT_SHOULD_BE;

/// The most bytes of an .xls, which is read into memory as a whole.
const MAX_BYTES: u64 = 50 * 1024 * 1024;
/// The most cells that all sheets together may make room for: what 65,536 rows of 60 columns need.
const MAX_ROOM: u64 = 4_000_000;
/// The most sheets.
const MAX_SHEETS: usize = 1_000;

const BOUND_SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00BD;
/// Records that are one cell, whose row and column they begin with.
const CELLS: [u16; 8] = [0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E];

/// Looks through the records of a workbook.
pub(super) fn check(path: &Path) -> Result<(), ReadError> {
    if std::fs::metadata(path)?.len() > MAX_BYTES {
        let detail =
            format!("超过 {} MB，要在 Excel 或 WPS 中另存为 .xlsx 之后才能导入", MAX_BYTES / 1024 / 1024);
        return Err(ReadError::new(FileProblem::TooLarge, detail));
    }
    let broken = |error: std::io::Error| ReadError::broken(NOT_AS_IT_SHOULD_BE, &error);
    let mut container = cfb::CompoundFile::open(BufReader::new(File::open(path)?)).map_err(broken)?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name));
    let Some(name) = name else {
        return Err(ReadError::broken(NOT_AS_IT_SHOULD_BE, &"no workbook in the container"));
    };
    let mut bytes = Vec::new();
    container.open_stream(name).map_err(broken)?.take(MAX_BYTES).read_to_end(&mut bytes).map_err(broken)?;
    let sheets: Vec<usize> = records(&bytes)
        .take_while(|(kind, _)| *kind != END)
        .filter(|(kind, _)| *kind == BOUND_SHEET)
        .filter_map(|(_, data)| Some(usize::try_from(u32_at(data, 0)?).unwrap_or(usize::MAX)))
        .collect();
    let mut room = 0_u64;
    for at in sheets.iter().take(MAX_SHEETS) {
        room = room.saturating_add(room_of(bytes.get(*at..).unwrap_or_default()));
        if room > MAX_ROOM {
            break;
        }
    }
    if room > MAX_ROOM || sheets.len() > MAX_SHEETS {
        let detail = "表格的范围太大，要删去多余的空白行列，或在 Excel 或 WPS 中另存为 .xlsx 之后才能导入";
        return Err(ReadError::new(FileProblem::TooLarge, detail));
    }
    Ok(())
}

/// For how many cells one sheet makes room.
fn room_of(sheet: &[u8]) -> u64 {
    let (mut declared, mut depth) = (0_u64, 0_u32);
    let (mut rows, mut columns) = ((u64::MAX, 0), (u64::MAX, 0));
    for (kind, data) in records(sheet) {
        let mut cell = |row: u16, first: u64, last: u64| {
            rows = (rows.0.min(u64::from(row)), rows.1.max(u64::from(row)));
            columns = (columns.0.min(first), columns.1.max(last));
        };
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS => declared = declared.saturating_add(declared_by(data)),
            MANY_NUMBERS => {
                if let Some((row, column)) = u16_at(data, 0).zip(u16_at(data, 2)) {
                    cell(row, u64::from(column), u64::from(column) + (data.len() as u64) / 6);
                }
            }
            kind if CELLS.contains(&kind) => {
                if let Some((row, column)) = u16_at(data, 0).zip(u16_at(data, 2)) {
                    cell(row, u64::from(column), u64::from(column));
                }
            }
            _ => {}
        }
    }
    let side = |(from, to): (u64, u64)| to.checked_sub(from).map_or(0, |length| length + 1);
    declared.max(side(rows).saturating_mul(side(columns)))
}

/// The rectangle that a sheet declares, whichever of the two forms its record has.
fn declared_by(data: &[u8]) -> u64 {
    let rows_and_columns = if data.len() < 14 {
        let at = |i| u16_at(data, i).map(u64::from);
        at(0).zip(at(2)).zip(at(4).zip(at(6)))
    } else {
        let (row, column) = (|i| u32_at(data, i).map(u64::from), |i| u16_at(data, i).map(u64::from));
        row(0).zip(row(4)).zip(column(8).zip(column(10)))
    };
    // A first row or column behind the last is taken for none, and for the worst.
    let side = |(from, to): (u64, u64)| if from <= to { to - from } else { to.max(from) };
    rows_and_columns.map_or(0, |(rows, columns)| {
        let columns = if columns.0 > 0xFF { (0, columns.1) } else { columns };
        side(rows).saturating_mul(side(columns))
    })
}

/// The records of a stream, up to the first that isn't whole.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = u16_at(stream, 0).zip(u16_at(stream, 2))?;
        let (data, rest) = stream.get(4..)?.split_at_checked(usize::from(length))?;
        stream = rest;
        Some((kind, data))
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

//! From a file to rows that can be matched: the reader of `sheets`, with what this program remembers of a source.

use std::path::{Path, PathBuf};

use huishang_domain::access::UseCase;
use huishang_sheets::reading::{self, Rejected, Table, TableRow};
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::dto::{ColumnMapping, ImportPreview, RawRow, RowProblem};
pub(super) use super::given::Given;
use super::incoming::Incoming;
use super::previewing::previewed;
use super::source::check_source;
use super::taking::{Failed, First, Rows, stream};
use crate::files::Pending;
use crate::{Actor, App, AppError};

/// How many rows a preview shows.
const SHOWN: usize = 10;
/// A file, read.
#[derive(Debug, Default)]
pub(super) struct Readout {
    /// The file's SHA-256.
    pub sha256: Vec<u8>,
    /// The columns as they were read.
    pub mapping: ColumnMapping,
    /// The rows that could be read.
    pub incoming: Vec<Incoming>,
    /// How many couldn't.
    pub rejected: u32,
    /// Why they couldn't.
    pub problems: Vec<RowProblem>,
    /// What was doubtful but kept.
    pub warnings: Vec<RowProblem>,
}

impl Readout {
    /// All rows.
    pub fn rows(&self) -> u32 {
        u32::try_from(self.incoming.len()).unwrap_or(u32::MAX).saturating_add(self.rejected)
    }
}

/// Reads a whole file away from the threads that answer the window; only the rows that can be taken in are held.
pub(super) async fn read(path: &Path, mapping: Given, stop: &CancellationToken) -> Result<Readout, AppError> {
    let (path, stop) = (path.to_owned(), stop.clone());
    apart(move || {
        let mut rows = Rows { given: &mapping, headers: Vec::new(), readout: Readout::default() };
        stream(&path, &mapping.choice(), &stop, &mut rows)?;
        let mut readout = rows.readout;
        readout.sha256 = sha256(&path)?;
        Ok(readout)
    })
    .await
}

/// A file before it is taken in: its headers, its columns as given, remembered or proposed, and its first rows.
pub async fn preview(
    app: &App,
    actor: &Actor,
    path: &Path,
    source: &str,
    mapping: Option<ColumnMapping>,
) -> Result<ImportPreview, AppError> {
    actor.require(UseCase::ImportAppeals)?;
    check_source(source)?;
    let given = Given::new(app, source, mapping).await?;
    let path = path.to_owned();
    apart(move || {
        let mut first = First::default();
        stream(&path, &given.choice(), &CancellationToken::new(), &mut first)?;
        let First { table, rows, sheets, top } = first;
        let mapping = given.mapping(&table)?;
        let columns = &mapping.columns;
        let read = table.rows.iter().take(SHOWN).map(|row| previewed(row, columns, &table.headers)).collect();
        let sample = table.rows.iter().take(SHOWN);
        Ok(ImportPreview {
            sample: sample.map(|row| raw(row).cells).collect(),
            rows,
            missing: reading::missing(columns),
            mapping,
            sheets,
            top: top.iter().map(raw).collect(),
            sheet: table.sheet,
            header_row: table.header_row,
            headers: table.headers,
            read,
        })
    })
    .await
}

/// The rows of a file that can't be read, as a workbook.
#[derive(Clone, Debug)]
pub struct RejectedRows {
    /// How many they are.
    pub rows: u32,
    /// The workbook; each row has its reason in the last column.
    pub bytes: Vec<u8>,
}

/// The rows of a file that can't be read, as a workbook that isn't written anywhere yet.
pub async fn rejected(
    app: &App,
    actor: &Actor,
    path: &Path,
    source: &str,
    mapping: Option<ColumnMapping>,
) -> Result<RejectedRows, AppError> {
    actor.require(UseCase::ImportAppeals)?;
    check_source(source)?;
    let given = Given::new(app, source, mapping).await?;
    let path = path.to_owned();
    apart(move || {
        let (table, mapping) = (Table::default(), ColumnMapping::default());
        let mut failed = Failed { given: &given, table, mapping, rows: Vec::new(), cells: 0 };
        stream(&path, &given.choice(), &CancellationToken::new(), &mut failed)?;
        let rejected: Vec<_> = failed.rows.iter().map(|(row, reason)| Rejected { row, reason }).collect();
        let bytes = reading::rejected_xlsx(&failed.table, &rejected)
            .map_err(|error| AppError::Internal { detail: error.to_string() })?;
        Ok(RejectedRows { rows: u32::try_from(rejected.len()).unwrap_or(u32::MAX), bytes })
    })
    .await
}

/// Writes the rows of a file that can't be read to `out`, over whatever was there; gives how many. A failure leaves
/// nothing behind.
pub async fn save_rejected(
    app: &App,
    actor: &Actor,
    path: &Path,
    source: &str,
    mapping: Option<ColumnMapping>,
    out: &Path,
) -> Result<u32, AppError> {
    let rejected = rejected(app, actor, path, source, mapping).await?;
    let out = out.to_owned();
    apart(move || {
        Pending::write(&out, &rejected.bytes)?.put()?;
        Ok(rejected.rows)
    })
    .await
}

fn raw(row: &TableRow) -> RawRow {
    RawRow { row: row.row, cells: row.cells.iter().map(reading::Cell::shown).collect() }
}

fn sha256(path: &PathBuf) -> Result<Vec<u8>, AppError> {
    let cannot = |_| AppError::CannotOpen { path: path.to_string_lossy().into_owned() };
    let mut file = std::fs::File::open(path).map_err(cannot)?;
    let mut hash = Sha256::new();
    std::io::copy(&mut file, &mut hash).map_err(cannot)?;
    Ok(hash.finalize().to_vec())
}

async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| AppError::Internal { detail: error.to_string() })?
}

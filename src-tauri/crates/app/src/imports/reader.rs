//! From a file to rows that can be matched: the reader of `sheets`, with what this program remembers of a source.

use std::path::{Path, PathBuf};

use huishang_domain::access::UseCase;
use huishang_domain::words::{FileProblem, ImportField};
use huishang_sheets::reading::{self, ReadError, Rejected, RowNote, Table, read_row};
use huishang_store::imports;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::dto::{ColumnMapping, ImportPreview, PreviewRow, RowProblem};
use super::incoming::Incoming;
use super::source::check_source;
use crate::files::Pending;
use crate::{Actor, App, AppError, FieldProblem};

/// How many rows a preview shows.
const SHOWN: usize = 10;
/// How many doubts are kept of a file, whose report then tells each value once.
const MOST_DOUBTS: usize = 20_000;
/// Rows read between two looks at whether the person wants to stop.
const PIECE: usize = 2_000;

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

/// The columns that were last used for a source.
pub(super) async fn remembered(app: &App, source: &str) -> Result<Option<ColumnMapping>, AppError> {
    let mut tx = app.db.read().await?;
    let stored = imports::mapping(&mut tx, source).await?;
    Ok(stored.and_then(|value| serde_json::from_value(value).ok()))
}

/// Reads a whole file away from the threads that answer the window.
pub(super) async fn read(path: &Path, mapping: Given, stop: &CancellationToken) -> Result<Readout, AppError> {
    let (path, stop) = (path.to_owned(), stop.clone());
    apart(move || {
        let table = table(&path, &stop)?;
        let mapping = mapping.for_table(&table)?;
        let sha256 = sha256(&path)?;
        read_rows(&table, mapping, sha256, &stop)
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
        let table = table(&path, &CancellationToken::new())?;
        let columns = given.columns(&table)?;
        let read =
            table.rows.iter().take(SHOWN).map(|row| previewed(row, &columns, &table.headers)).collect();
        let sample = table.rows.iter().take(SHOWN);
        Ok(ImportPreview {
            sample: sample.map(|row| row.cells.iter().map(reading::Cell::shown).collect()).collect(),
            rows: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
            missing: reading::missing(&columns),
            mapping: ColumnMapping { columns },
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
        let table = table(&path, &CancellationToken::new())?;
        let mapping = given.for_table(&table)?;
        let failed =
            table.rows.iter().filter_map(|row| read_row(row, &mapping.columns).err().map(|p| (row, p)));
        let failed: Vec<_> =
            failed.map(|(row, problems)| (row, reason(&problems, &mapping, &table))).collect();
        let rejected: Vec<_> = failed.iter().map(|(row, reason)| Rejected { row, reason }).collect();
        let bytes = reading::rejected_xlsx(&table, &rejected)
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

/// The columns that a person gave, or that are remembered; checked against the file once it is read.
#[derive(Clone, Debug)]
pub(super) struct Given {
    given: Option<ColumnMapping>,
    remembered: Option<ColumnMapping>,
}

impl Given {
    /// What is given, else what is remembered of the source.
    pub async fn new(app: &App, source: &str, given: Option<ColumnMapping>) -> Result<Self, AppError> {
        let remembered = if given.is_none() { remembered(app, source).await? } else { None };
        Ok(Self { given, remembered })
    }

    /// The columns of this file. What is remembered counts only for files with as many columns whose headers don't
    /// say otherwise: a source may change its layout.
    fn columns(&self, table: &Table) -> Result<Vec<Option<ImportField>>, AppError> {
        let Some(given) = &self.given else {
            let named = reading::propose(&table.headers);
            let fits = |columns: &[Option<ImportField>]| {
                // By its header alone a time of day beside its day can't be told from the day.
                let when = |field: &Option<ImportField>| {
                    matches!(field, Some(ImportField::ReceivedAt | ImportField::ReceivedTime))
                };
                let agrees = |(kept, now): (&Option<ImportField>, &Option<ImportField>)| {
                    kept.is_none() || now.is_none() || kept == now || (when(kept) && when(now))
                };
                columns.len() == named.len() && columns.iter().zip(&named).all(agrees)
            };
            let kept = self.remembered.as_ref().map(|m| m.columns.clone()).filter(|c| fits(c));
            // What the cells hold is asked only where nobody has said: it may be wrong where a person is right.
            return Ok(kept.unwrap_or_else(|| reading::propose_for(table)));
        };
        let mut columns = given.columns.clone();
        if columns.len() > table.headers.len() {
            return Err(AppError::invalid("mapping", FieldProblem::OutOfRange));
        }
        for (i, column) in columns.iter().enumerate() {
            if column.is_some() && columns.iter().skip(i + 1).any(|other| other == column) {
                return Err(AppError::invalid("mapping", FieldProblem::MustDiffer));
            }
        }
        columns.resize(table.headers.len(), None);
        Ok(columns)
    }

    /// The same, refused when a column that is needed is missing.
    fn for_table(&self, table: &Table) -> Result<ColumnMapping, AppError> {
        let columns = self.columns(table)?;
        let missing = reading::missing(&columns);
        if missing.is_empty() {
            return Ok(ColumnMapping { columns });
        }
        let names: Vec<String> = missing.iter().map(|field| format!("“{}”", field.term())).collect();
        Err(AppError::FileUnreadable {
            reason: FileProblem::MissingColumn,
            detail: format!("“{}”第{}行的列名里没有{}", table.sheet, table.header_row, names.join("、")),
        })
    }
}

fn read_rows(
    table: &Table,
    mapping: ColumnMapping,
    sha256: Vec<u8>,
    stop: &CancellationToken,
) -> Result<Readout, AppError> {
    let mut readout = Readout { sha256, ..Readout::default() };
    for (i, row) in table.rows.iter().enumerate() {
        if i % PIECE == 0 && stop.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        match read_row(row, &mapping.columns) {
            Ok((matter, doubts)) => {
                readout.incoming.push(matter);
                if readout.warnings.len() < MOST_DOUBTS {
                    readout
                        .warnings
                        .extend(doubts.into_iter().map(|d| told(d, &mapping.columns, &table.headers)));
                }
            }
            Err(problems) => {
                readout.rejected += 1;
                if readout.problems.len() < super::matching::MOST_TOLD {
                    let problems = problems.into_iter();
                    readout.problems.extend(problems.map(|p| told(p, &mapping.columns, &table.headers)));
                }
            }
        }
    }
    readout.mapping = mapping;
    Ok(readout)
}

fn previewed(row: &reading::TableRow, columns: &[Option<ImportField>], headers: &[String]) -> PreviewRow {
    let mapped = columns.iter().enumerate().filter(|(_, column)| column.is_some());
    let shown = |(i, _): (usize, _)| row.cells.get(i).map(reading::Cell::shown).unwrap_or_default();
    let notes = match read_row(row, columns) {
        Ok((_, doubts)) => doubts,
        Err(problems) => problems,
    };
    PreviewRow {
        row: row.row,
        cells: mapped.map(shown).collect(),
        problems: notes.into_iter().map(|note| told(note, columns, headers)).collect(),
    }
}

/// A note under the header of its column, or the field's own name where it has none.
fn told(note: RowNote, columns: &[Option<ImportField>], headers: &[String]) -> RowProblem {
    let at = columns.iter().position(|column| *column == Some(note.field));
    let header = at.and_then(|i| headers.get(i)).filter(|header| !header.is_empty());
    RowProblem {
        row: note.row,
        column: Some(header.cloned().unwrap_or_else(|| note.field.term().to_owned())),
        value: note.value,
        problem: note.problem,
        candidates: Vec::new(),
    }
}

fn reason(problems: &[RowNote], mapping: &ColumnMapping, table: &Table) -> String {
    let words = problems.iter().cloned().map(|note| {
        let told = told(note, &mapping.columns, &table.headers);
        format!("{}：{}", told.column.unwrap_or_default(), told.problem.term())
    });
    words.collect::<Vec<_>>().join("；")
}

fn table(path: &Path, stop: &CancellationToken) -> Result<Table, AppError> {
    reading::read_table(path, &|| stop.is_cancelled()).map_err(|error| match error {
        ReadError::Unreadable { problem, detail } => AppError::FileUnreadable { reason: problem, detail },
        ReadError::CannotOpen(detail) => {
            tracing::warn!(detail, "a file to import could not be opened");
            AppError::CannotOpen { path: path.to_string_lossy().into_owned() }
        }
        ReadError::Cancelled => AppError::Cancelled,
    })
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

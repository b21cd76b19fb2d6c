//! An import as one unit of work: all of it, or nothing.

use std::path::PathBuf;
use std::time::Instant;

use huishang_domain::access::UseCase;
use huishang_domain::ids::ImportId;
use huishang_domain::words::Entity;
use huishang_store::imports::{self, ImportRecord};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::doubtful::{Decided, PlaceChoice};
use super::dto::{ColumnMapping, ImportReport};
use super::matching::{Batch, Doubts, MOST_TOLD, Matched, Matcher};
use super::plan::plan;
use super::progress::Reporter;
use super::reader::{self, Given, Readout};
use super::source::check_source;
use super::write;
use crate::work::Work;
use crate::{Actor, App, AppError};

/// Rows matched between two looks at whether the person wants to stop.
const PIECE: usize = 1_000;

/// What is to be taken in.
#[derive(Clone, Debug)]
pub struct ImportJob {
    /// Where the file lies.
    pub path: PathBuf,
    /// What the person calls it.
    pub name: String,
    /// The system that it comes from: a channel's code, such as `hotline`.
    pub source: String,
    /// Which column is read as what; none takes what is remembered of this source, or else is proposed.
    pub mapping: Option<ColumnMapping>,
    /// Reckon everything and keep nothing.
    pub dry_run: bool,
    /// The name under which progress is told.
    pub task: String,
}

/// Takes a file in: all of it in one transaction, or nothing.
///
/// # Errors
/// [`AppError::FileUnreadable`] when the file can't be read, [`AppError::Cancelled`] once `stop` is cancelled.
pub async fn run(
    app: &App,
    actor: &Actor,
    job: ImportJob,
    stop: &CancellationToken,
) -> Result<ImportReport, AppError> {
    run_with(app, actor, job, &[], stop).await
}

/// As [`run`], with what a person said of the places that aren't surely known; it is remembered for the source.
///
/// # Errors
/// As [`run`].
pub async fn run_with(
    app: &App,
    actor: &Actor,
    job: ImportJob,
    places: &[PlaceChoice],
    stop: &CancellationToken,
) -> Result<ImportReport, AppError> {
    let begun = Instant::now();
    actor.require(UseCase::ImportAppeals)?;
    check_source(&job.source)?;
    let mut reporter = Reporter::new(app, &job.task, stop);
    reporter.phase("read", 0)?;
    let mapping = Given::new(app, &job.source, job.mapping.clone()).await?;
    let readout = reader::read(&job.path, mapping, stop).await?;
    reporter.check()?;

    let mut work = app.begin(actor, UseCase::ImportAppeals).await?;
    let id = ImportId(work.new_id());
    let (rows, rejected) = (readout.rows(), readout.rejected);
    let mut record = ImportRecord {
        id,
        file_name: job.name.chars().take(255).collect(),
        source: job.source.clone(),
        sha256: readout.sha256.clone(),
        mapping: json!(readout.mapping),
        rows_read: i64::from(rows),
        imported: 0,
        updated: 0,
        unchanged: 0,
        duplicates: 0,
        rejected: i64::from(rejected),
    };
    let problems = readout.problems.iter().take(MOST_TOLD).cloned().collect();
    let mut doubts = Doubts::default();
    readout.warnings.iter().for_each(|warning| doubts.add(warning.clone()));
    let matcher = Matcher::load(&mut work.tx, &job.source, work.now).await?;
    let mut decided = Decided::load(&mut work.tx, &job.source, places).await?;
    let rows_read = matched((&matcher, &mut decided), readout, &mut doubts, &mut reporter).await?;
    let plan = plan(&mut work.tx, &job.source, rows_read, &mut doubts).await?;

    let reckoner = &matcher.reckoner;
    let batch = Batch { reckoner, import: id, source: &job.source, by: actor.account_id, now: work.now };
    imports::begin(&mut work.tx, &record, actor.account_id, work.now).await?;
    reporter.phase("write", plan.new.len() + plan.changed.len())?;
    write::new(&mut work, batch, &plan.new, &mut reporter).await?;
    let updated = write::changed(&mut work, batch, &plan.changed, &mut reporter).await?;
    let imported = u32::try_from(plan.new.len()).unwrap_or(u32::MAX);
    let unchanged = rows - rejected - plan.duplicates - imported - updated;
    record.imported = i64::from(imported);
    record.updated = i64::from(updated);
    record.unchanged = i64::from(unchanged);
    record.duplicates = i64::from(plan.duplicates);
    close(&mut work, &record).await?;
    decided.remember(&mut work.tx, &job.source, actor.account_id, work.now).await?;
    reporter.check()?;
    if job.dry_run {
        drop(work);
    } else {
        work.commit().await?;
    }
    Ok(ImportReport {
        import_id: (!job.dry_run).then_some(id),
        rows,
        imported,
        updated,
        unchanged,
        duplicates: plan.duplicates,
        rejected,
        seconds: begun.elapsed().as_secs_f64(),
        problems,
        warnings: doubts.told,
        doubtful: decided.told(),
    })
}

async fn matched(
    (matcher, decided): (&Matcher, &mut Decided),
    readout: Readout,
    doubts: &mut Doubts,
    reporter: &mut Reporter<'_>,
) -> Result<Vec<Matched>, AppError> {
    reporter.phase("match", readout.incoming.len())?;
    let mut rows: Vec<Matched> = Vec::with_capacity(readout.incoming.len());
    for row in readout.incoming {
        rows.push(decided.matched(matcher, row, doubts)?);
        if rows.len().is_multiple_of(PIECE) {
            reporter.check()?;
            reporter.advance(PIECE);
            // Matching never waits by itself; the window's other calls are let in between.
            tokio::task::yield_now().await;
        }
    }
    Ok(rows)
}

/// The counts, the remembered columns, and one entry of the trail.
async fn close(work: &mut Work<'_>, record: &ImportRecord) -> Result<(), AppError> {
    imports::finish(&mut work.tx, record).await?;
    let (by, now) = (work.actor.account_id, work.now);
    imports::remember_mapping(&mut work.tx, &record.source, &record.mapping, by, now).await?;
    let sha256: String = record.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let detail = json!({
        "file": record.file_name,
        "sha256": sha256,
        "source": record.source,
        "rows": record.rows_read,
        "imported": record.imported,
        "updated": record.updated,
        "unchanged": record.unchanged,
        "duplicates": record.duplicates,
        "rejected": record.rejected,
    });
    work.record(Entity::Import, record.id.0, 1, "import", detail).await?;
    work.touch(Entity::Appeal, record.id.0, 1);
    Ok(())
}

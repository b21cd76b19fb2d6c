//! Writing a form: read, given its look, noted in the trail, and only then handed over.

use std::path::Path;

use huishang_domain::access::UseCase;
use huishang_domain::time::{Month, local_date};
use huishang_domain::words::Entity;
use huishang_sheets::forms::{Grid, grid, xlsx};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::frame::frame;
use super::{Form, case_ledger, consultation_ledger};
use crate::announce::Progress;
use crate::files::Pending;
use crate::{Actor, App, AppError, FieldProblem};

/// What is too short to be a reason.
const SHORTEST_REASON: usize = 4;
const LONGEST_REASON: usize = 500;

/// What is to be written.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// The form's code.
    pub code: String,
    /// 2026-10
    pub period: String,
    /// Why people's numbers are to stand there whole; none masks them.
    pub reveal_reason: Option<String>,
    /// The name under which progress is told.
    pub task: String,
}

/// A workbook, ready to be written wherever the caller keeps its files.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// What the form is called.
    pub title: String,
    /// 2026-10
    pub period: String,
    /// How many records it holds.
    pub rows: i64,
    /// Whether people's numbers are masked.
    pub masked: bool,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A workbook that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What the form is called.
    pub title: String,
    /// How many records it holds.
    pub rows: i64,
    /// Whether people's numbers are masked.
    pub masked: bool,
}

/// Makes a form's workbook; the trail has it before the bytes are given.
///
/// # Errors
/// [`AppError::Invalid`] for an unknown form, a period that is no month or a reason too short;
/// [`AppError::Cancelled`] once `stop` is cancelled, and nothing is noted then.
pub async fn render(
    app: &App,
    actor: &Actor,
    job: &ExportJob,
    stop: &CancellationToken,
) -> Result<Rendered, AppError> {
    let asked = check(actor, job)?;
    let rendered = prepare(app, actor, job, &asked, stop).await?;
    note(app, actor, &asked, &rendered).await?;
    Ok(rendered)
}

/// Makes a form's workbook and puts it at `out`, over whatever was there; a failure or a stop leaves nothing behind.
///
/// # Errors
/// As [`render`], and [`AppError::CannotOpen`] or [`AppError::DiskFull`] when it can't be written.
pub async fn export(
    app: &App,
    actor: &Actor,
    job: &ExportJob,
    out: &Path,
    stop: &CancellationToken,
) -> Result<Exported, AppError> {
    let asked = check(actor, job)?;
    let rendered = prepare(app, actor, job, &asked, stop).await?;
    let pending = Pending::write(out, &rendered.bytes)?;
    // Noted before the file is in its place: a whole number is never given without its entry.
    note(app, actor, &asked, &rendered).await?;
    pending.put()?;
    Ok(Exported { title: rendered.title, rows: rendered.rows, masked: rendered.masked })
}

/// What was asked for, understood and allowed.
struct Asked {
    form: Form,
    month: Month,
    reason: Option<String>,
}

impl Asked {
    /// A form for a month, with people's numbers masked.
    fn masked(actor: &Actor, code: &str, period: &str) -> Result<Self, AppError> {
        actor.require(UseCase::ExportForms)?;
        let form = Form::from_code(code)?;
        let month = period.parse().map_err(|_| AppError::invalid("period", FieldProblem::WrongFormat))?;
        Ok(Self { form, month, reason: None })
    }
}

/// A form laid out, with people's numbers masked, and how many records it holds.
pub(super) async fn masked(
    app: &App,
    actor: &Actor,
    code: &str,
    period: &str,
) -> Result<(Grid, usize), AppError> {
    let asked = Asked::masked(actor, code, period)?;
    read(app, actor, &asked).await
}

fn check(actor: &Actor, job: &ExportJob) -> Result<Asked, AppError> {
    let asked = Asked::masked(actor, &job.code, &job.period)?;
    let reason = match job.reveal_reason.as_deref().map(str::trim) {
        None => None,
        Some(reason) => {
            actor.require(UseCase::RevealPersonal)?;
            match reason.chars().count() {
                n if n < SHORTEST_REASON => {
                    return Err(AppError::invalid("revealReason", FieldProblem::TooShort));
                }
                n if n > LONGEST_REASON => {
                    return Err(AppError::invalid("revealReason", FieldProblem::TooLong));
                }
                _ => Some(reason.to_owned()),
            }
        }
    };
    Ok(Asked { reason, ..asked })
}

/// Reads and renders; writes nothing anywhere.
async fn prepare(
    app: &App,
    actor: &Actor,
    job: &ExportJob,
    asked: &Asked,
    stop: &CancellationToken,
) -> Result<Rendered, AppError> {
    let tell = |phase: &str, done, total| {
        app.announcer.progress(&Progress { task: job.task.clone(), phase: phase.to_owned(), done, total });
        if stop.is_cancelled() { Err(AppError::Cancelled) } else { Ok(()) }
    };
    tell("read", 0, 0)?;
    let (grid, rows) = read(app, actor, asked).await?;
    tell("write", 0, rows as u64)?;
    let bytes = tokio::task::spawn_blocking(move || xlsx(&grid))
        .await
        .map_err(|error| AppError::Internal { detail: error.to_string() })?
        .map_err(|error| AppError::Internal { detail: error.to_string() })?;
    tell("write", rows as u64, rows as u64)?;
    Ok(Rendered {
        title: asked.form.layout()?.title.clone(),
        period: asked.month.to_string(),
        rows: i64::try_from(rows).unwrap_or(i64::MAX),
        masked: asked.reason.is_none(),
        bytes,
    })
}

/// Reads a form's rows and lays them out; gives also how many they are.
async fn read(app: &App, actor: &Actor, asked: &Asked) -> Result<(Grid, usize), AppError> {
    let layout = asked.form.layout()?;
    let (mut tx, scope) = app.reading(actor, UseCase::ExportForms).await?;
    let (sight, now) = (actor.sight(scope), app.clock.now());
    let table = match asked.form {
        Form::ConsultationLedger => consultation_ledger::content(&mut tx, asked.month, sight, now).await?,
        Form::CaseLedger => case_ledger::content(&mut tx, asked.month, sight, asked.reason.is_some()).await?,
    };
    let frame = frame(&mut tx, asked.month, &actor.name, local_date(now)).await?;
    drop(tx);
    let rows = table.len();
    let laid_out = tokio::task::spawn_blocking(move || grid(layout, &frame, table));
    let laid_out = laid_out.await.map_err(|error| AppError::Internal { detail: error.to_string() })?;
    let laid_out = laid_out.map_err(|error| AppError::Internal { detail: error.to_string() })?;
    Ok((laid_out, rows))
}

/// Who exported what, and why whole.
async fn note(app: &App, actor: &Actor, asked: &Asked, rendered: &Rendered) -> Result<(), AppError> {
    let mut work = app.begin(actor, UseCase::ExportForms).await?;
    let detail = json!({
        "form": asked.form.code(), "title": rendered.title, "period": rendered.period, "rows": rendered.rows,
        "masked": rendered.masked, "reason": asked.reason,
    });
    work.record(Entity::Return, Uuid::nil(), 1, "export", detail).await?;
    work.commit().await
}

//! Writing a form: read, given its look, noted in the trail, and only then handed over.

use std::path::Path;

use chrono::Datelike;
use huishang_domain::access::UseCase;
use huishang_domain::time::{Month, local_date};
use huishang_domain::words::Entity;
use huishang_sheets::writing::{Paper, Table, render as sheet};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::content::{self, Content, Sender};
use super::file::Pending;
use super::{Form, case_ledger, consultation_ledger};
use crate::announce::Progress;
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

fn check(actor: &Actor, job: &ExportJob) -> Result<Asked, AppError> {
    actor.require(UseCase::ExportForms)?;
    let form = Form::from_code(&job.code)?;
    let month = job.period.parse().map_err(|_| AppError::invalid("period", FieldProblem::WrongFormat))?;
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
    Ok(Asked { form, month, reason })
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
    let (content, sender) = read(app, actor, asked).await?;
    let rows = content.rows.len();
    tell("write", 0, rows as u64)?;
    let table = table(app, actor, asked, content, sender);
    let bytes = tokio::task::spawn_blocking(move || sheet(&table))
        .await
        .map_err(|error| AppError::Internal { detail: error.to_string() })?
        .map_err(|error| AppError::Internal { detail: error.to_string() })?;
    tell("write", rows as u64, rows as u64)?;
    Ok(Rendered {
        title: asked.form.title().to_owned(),
        period: asked.month.to_string(),
        rows: i64::try_from(rows).unwrap_or(i64::MAX),
        masked: asked.reason.is_none(),
        bytes,
    })
}

/// The frame that every ledger has.
fn table(app: &App, actor: &Actor, asked: &Asked, content: Content, sender: Sender) -> Table {
    let today = local_date(app.clock.now());
    Table {
        sheet: asked.form.title().to_owned(),
        title: format!("{}{}（{}）", sender.county, asked.form.title(), asked.month.title()),
        line: format!(
            "填报单位：{}　　填报人：{}　　审核人：　　　　　　填报日期：{}年{}月{}日　　单位：件",
            sender.unit,
            actor.name,
            today.year(),
            today.month(),
            today.day()
        ),
        columns: content.columns,
        rows: content.rows,
        foot: "制表人：　　　　　　　　审核人：　　　　　　　　分管领导：".to_owned(),
        paper: Paper::A4,
        made_on: today,
    }
}

async fn read(app: &App, actor: &Actor, asked: &Asked) -> Result<(Content, Sender), AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ExportForms).await?;
    let sight = actor.sight(scope);
    let content = match asked.form {
        Form::ConsultationLedger => {
            consultation_ledger::content(&mut tx, asked.month, sight, app.clock.now()).await?
        }
        Form::CaseLedger => case_ledger::content(&mut tx, asked.month, sight, asked.reason.is_some()).await?,
    };
    Ok((content, content::sender(&mut tx).await?))
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

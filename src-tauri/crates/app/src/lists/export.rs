//! Writing a list as a workbook, page by page.

use huishang_domain::access::UseCase;
use huishang_domain::words::Entity;
use huishang_sheets::forms::{ListHead, ListWriter, MOST_ROWS, RenderError};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::read::Reading;
use super::{ListOf, cells};
use crate::announce::Progress;
use crate::appeals::check::text;
use crate::{Actor, App, AppError, FieldProblem};

/// The longest title.
const MOST_TITLE: usize = 60;
/// The longest line under it.
const MOST_FILTERS: usize = 1000;

/// A list that is to be taken out.
#[derive(Clone, Debug)]
pub struct ListExport {
    /// Which.
    pub list: ListOf,
    /// The title over it.
    pub title: String,
    /// What is left out of it, in words.
    pub filters: String,
    /// The name under which progress is told.
    pub task: String,
}

/// A list as a workbook, ready to be written wherever the caller keeps its files.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The title over it.
    pub title: String,
    /// How many records it holds.
    pub rows: i64,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Makes the workbook of a list; the trail has it before the bytes are given.
///
/// # Errors
/// [`AppError::Invalid`] for no column, or a text too long; [`AppError::Cancelled`] once `stop` is cancelled, and
/// nothing is noted then.
pub async fn render(
    app: &App,
    actor: &Actor,
    job: ListExport,
    stop: &CancellationToken,
) -> Result<Listed, AppError> {
    actor.require(UseCase::ExportLists)?;
    actor.require(job.list.use_case())?;
    let title = text("title", &job.title, MOST_TITLE, true)?;
    let filters = text("filters", &job.filters, MOST_FILTERS, false)?;
    let columns = cells::columns(&job.list);
    if columns.is_empty() {
        return Err(AppError::invalid("columns", FieldProblem::Required));
    }
    let kind = job.list.kind();
    let detail_columns: Vec<String> = columns.iter().map(|column| column.header.clone()).collect();
    let head = ListHead {
        title: title.clone(),
        filters: filters.clone(),
        author: actor.name.clone(),
        made_on: app.clock.today(),
        columns,
    };
    let mut writer = ListWriter::begin(head).map_err(broken)?;
    let mut reading = Reading::new(job.list);
    let (mut rows, mut total) = (0_u64, 0_u64);
    while let Some(page) = reading.page(app, actor).await? {
        total = page.total.unwrap_or(total);
        for row in page.rows {
            writer.row(row).map_err(broken)?;
            rows += 1;
        }
        if rows > u64::from(MOST_ROWS) {
            return Err(AppError::invalid("rows", FieldProblem::OutOfRange));
        }
        tell(app, &job.task, "read", rows, total.max(rows));
        if stop.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        tokio::task::yield_now().await;
    }
    tell(app, &job.task, "write", rows, rows);
    let bytes = tokio::task::spawn_blocking(move || writer.finish()).await;
    let bytes = bytes.map_err(|error| AppError::Internal { detail: error.to_string() })?.map_err(broken)?;
    if stop.is_cancelled() {
        return Err(AppError::Cancelled);
    }
    let mut work = app.begin(actor, UseCase::ExportLists).await?;
    let detail = json!({
        "list": kind, "title": title, "filters": filters, "columns": detail_columns, "rows": rows, "masked": true,
    });
    work.record(Entity::Return, Uuid::nil(), 1, "export_list", detail).await?;
    work.commit().await?;
    Ok(Listed { title, rows: i64::try_from(rows).unwrap_or(i64::MAX), bytes })
}

fn tell(app: &App, task: &str, phase: &str, done: u64, total: u64) {
    app.announcer.progress(&Progress { task: task.to_owned(), phase: phase.to_owned(), done, total });
}

#[allow(clippy::needless_pass_by_value, reason = "maps an error")]
fn broken(error: RenderError) -> AppError {
    AppError::Internal { detail: error.to_string() }
}

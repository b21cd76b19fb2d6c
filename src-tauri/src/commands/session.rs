//! Which database this is, who sits here and what they may do.

use chrono::NaiveDate;
use huishang_app::appeals::{self, AppealQuery};
use huishang_app::{AppError, Engine, schema_version};
use huishang_domain::access::{self, Scope, UseCase};
use huishang_domain::words::Role;
use serde::{Deserialize, Serialize};
use tauri::State;

use crate::desk::{Core, Desk};

/// The longest message that the window may log, in characters.
const MAX_LOGGED: usize = 2_000;

/// Which engine holds the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum EngineKind {
    /// A file of this person's own.
    Sqlite,
    /// Shared by a department.
    Postgres,
}

/// What the frame of the window shows.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SessionInfo {
    /// Which engine.
    pub engine: EngineKind,
    /// What the database is called; never its whole address.
    pub database_name: String,
    /// Who sits here.
    pub account_name: String,
    /// What they are.
    pub role: Role,
    /// Everything of which at least a part is open to them.
    pub may_use: Vec<UseCase>,
    /// The schema that the database has.
    pub schema_version: i64,
    /// The program's version.
    pub app_version: String,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// How many appeals they can see.
    pub appeals: i64,
    /// Where exported files go.
    pub export_folder: String,
}

/// A role's row of the table of who may do what.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PermissionRow {
    /// The role.
    pub role: Role,
    /// How much of each use case is open to it.
    pub cells: Vec<PermissionCell>,
}

/// How much of a use case is open to a role.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PermissionCell {
    /// The use case.
    pub use_case: UseCase,
    /// How much of it.
    pub scope: Scope,
}

/// How much a message of the window matters.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// A defect.
    Error,
    /// Something odd.
    Warn,
    /// Good to know.
    Info,
}

/// The session, once the database is open.
#[tauri::command]
#[specta::specta]
pub async fn session(desk: State<'_, Desk>) -> Result<SessionInfo, AppError> {
    info(&desk).await
}

/// Tries again to open the database.
#[tauri::command]
#[specta::specta]
pub async fn database_reopen(desk: State<'_, Desk>) -> Result<SessionInfo, AppError> {
    desk.open().await;
    info(&desk).await
}

/// The table of who may do what.
#[tauri::command]
#[specta::specta]
pub async fn permission_table() -> Vec<PermissionRow> {
    let cells = |role: Role| {
        UseCase::ALL
            .iter()
            .map(move |&use_case| PermissionCell { use_case, scope: access::scope(role, use_case) })
    };
    Role::ALL.iter().map(|&role| PermissionRow { role, cells: cells(role).collect() }).collect()
}

/// Takes down a defect of the window in the program's log.
#[tauri::command]
#[specta::specta]
pub async fn client_log(level: LogLevel, message: String) {
    let message: String = message.chars().take(MAX_LOGGED).collect();
    match level {
        LogLevel::Error => tracing::error!(target: "huishang_ui", "{message}"),
        LogLevel::Warn => tracing::warn!(target: "huishang_ui", "{message}"),
        LogLevel::Info => tracing::info!(target: "huishang_ui", "{message}"),
    }
}

async fn info(desk: &Desk) -> Result<SessionInfo, AppError> {
    let Core { app, actor } = desk.core().await?;
    let engine = match app.db.engine() {
        Engine::Sqlite => EngineKind::Sqlite,
        Engine::Postgres => EngineKind::Postgres,
    };
    // The first page of a list tells how many there are.
    let one = AppealQuery { limit: 1, ..AppealQuery::default() };
    Ok(SessionInfo {
        engine,
        database_name: desk.database_name(),
        account_name: actor.name.clone(),
        role: actor.role,
        may_use: access::open_to(actor.role),
        schema_version: schema_version(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        today: app.clock.today(),
        appeals: appeals::list(&app, &actor, one).await?.total.unwrap_or_default(),
        export_folder: desk.exports.folder().to_string_lossy().into_owned(),
    })
}

//! The working-day calendar.

use chrono::NaiveDate;
use huishang_app::AppError;
use huishang_app::calendar::{self, CalendarImported, CalendarYear};
use huishang_domain::calendar::DayKind;
use tauri::State;

use crate::desk::{Core, Desk};

/// The years that are held.
#[tauri::command]
#[specta::specta]
pub async fn calendar_years(desk: State<'_, Desk>) -> Result<Vec<i32>, AppError> {
    let Core { app, actor } = desk.core().await?;
    calendar::years(&app, &actor).await
}

/// One year's days out of the ordinary.
#[tauri::command]
#[specta::specta]
pub async fn calendar_year(desk: State<'_, Desk>, year: i32) -> Result<CalendarYear, AppError> {
    let Core { app, actor } = desk.core().await?;
    calendar::year(&app, &actor, year).await
}

/// Makes a day a holiday or a working day; without a kind the plain rule of the week applies again.
#[tauri::command]
#[specta::specta]
pub async fn calendar_set_day(
    desk: State<'_, Desk>,
    date: NaiveDate,
    kind: Option<DayKind>,
    name: String,
) -> Result<CalendarYear, AppError> {
    let Core { app, actor } = desk.core().await?;
    calendar::set_day(&app, &actor, date, kind, &name).await
}

/// Takes in a holiday file; gives the years held afterwards, and how many deadlines moved.
#[tauri::command]
#[specta::specta]
pub async fn calendar_import(desk: State<'_, Desk>, json_text: String) -> Result<CalendarImported, AppError> {
    let Core { app, actor } = desk.core().await?;
    calendar::import(&app, &actor, &json_text).await
}

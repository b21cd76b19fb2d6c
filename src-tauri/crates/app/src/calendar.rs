//! The working-day calendar as people see and edit it.

use chrono::{Datelike, NaiveDate};
use huishang_domain::access::UseCase;
use huishang_domain::calendar::{Calendar, DayKind};
use huishang_domain::words::Entity;
use huishang_store::appeals::Reckoner;
use huishang_store::calendar::{self as days, DayRecord};
use huishang_store::{Tx, appeals, calendar, dues};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem};

/// One year as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarYear {
    /// Which year.
    pub year: i32,
    /// Whether it is held; nothing is reckoned in a year that isn't.
    pub loaded: bool,
    /// Its days out of the ordinary.
    pub days: Vec<CalendarDay>,
    /// How many deadlines the change moved that gave this answer; none where nothing was changed.
    pub moved: Option<i64>,
}

/// A day out of the ordinary.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarDay {
    /// The day.
    pub date: NaiveDate,
    /// Off although a weekday, or on although a weekend.
    pub kind: DayKind,
    /// What it is called.
    pub name: String,
    /// Changed by hand.
    pub edited: bool,
}

/// What taking in a file did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarImported {
    /// All years that are held now.
    pub years: Vec<i32>,
    /// Those that are new.
    pub added: Vec<i32>,
    /// How many deadlines moved.
    pub moved: i64,
}

/// The calendar that deadlines are reckoned with, as it stands in this transaction.
pub async fn current(tx: &mut Tx) -> Result<Calendar, AppError> {
    Ok(calendar::whole(tx).await?)
}

/// The years that are held.
pub async fn years(app: &App, actor: &Actor) -> Result<Vec<i32>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    Ok(calendar::years(&mut tx).await?)
}

/// One year.
pub async fn year(app: &App, actor: &Actor, year: i32) -> Result<CalendarYear, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    read_year(&mut tx, year).await
}

/// Makes a day a holiday, a working day, or (with none) what its weekday says.
///
/// # Errors
/// [`AppError::CalendarYearMissing`] when the year isn't held: a single day can't stand for the State Council's notice.
pub async fn set_day(
    app: &App,
    actor: &Actor,
    date: NaiveDate,
    kind: Option<DayKind>,
    name: &str,
) -> Result<CalendarYear, AppError> {
    let mut work = app.begin(actor, UseCase::EditCalendar).await?;
    if !calendar::years(&mut work.tx).await?.contains(&date.year()) {
        return Err(AppError::CalendarYearMissing { year: date.year() });
    }
    let name = name.trim();
    if name.chars().count() > 20 {
        return Err(AppError::invalid("name", FieldProblem::TooLong));
    }
    match kind {
        Some(kind) => {
            let day = DayRecord { day: date, kind, name: name.to_owned(), edited: true };
            calendar::put_day(&mut work.tx, &day).await?;
        }
        None => {
            calendar::clear_day(&mut work.tx, date).await?;
        }
    }
    let moved = follow(&mut work, date).await?;
    let detail = json!({ "date": date, "kind": kind, "name": name, "deadlines": moved });
    work.record(Entity::Calendar, Uuid::nil(), 1, "set_day", detail).await?;
    let year = read_year(&mut work.tx, date.year()).await?;
    work.commit().await?;
    Ok(CalendarYear { moved: Some(moved), ..year })
}

/// Takes in the years of a holiday file (the JSON layout of the open package chinese-days) that aren't held yet;
/// gives all years held afterwards. A year that is held keeps its days, edits and all.
pub async fn import(app: &App, actor: &Actor, json_text: &str) -> Result<CalendarImported, AppError> {
    let parsed =
        Calendar::parse(json_text).map_err(|_| AppError::invalid("file", FieldProblem::WrongFormat))?;
    let mut work = app.begin(actor, UseCase::EditCalendar).await?;
    let added = store_years(&mut work.tx, &parsed, "导入", work.now).await?;
    let first = added.iter().min().and_then(|year| NaiveDate::from_ymd_opt(*year, 1, 1));
    let moved = match first {
        Some(day) => follow(&mut work, day).await?,
        None => 0,
    };
    let detail = json!({ "years": added, "deadlines": moved });
    work.record(Entity::Calendar, Uuid::nil(), 1, "import", detail).await?;
    let years = calendar::years(&mut work.tx).await?;
    work.commit().await?;
    Ok(CalendarImported { years, added, moved })
}

/// Lets the deadlines of appeals, cases and actions follow a calendar that has changed from a day on; gives how many
/// did.
async fn follow(work: &mut Work<'_>, from: NaiveDate) -> Result<i64, AppError> {
    let appeals = appeals::reckon_again(&mut work.tx, from).await?.len();
    let reckoner = Reckoner::load(&mut work.tx).await?;
    let others = dues::over_all(&mut work.tx, &reckoner, true).await?;
    let others = others.into_iter().filter(|drift| drift.reckoned.is_some()).count();
    for (entity, moved) in [(Entity::Appeal, appeals), (Entity::Case, others), (Entity::Action, others)] {
        if moved > 0 {
            work.touch(entity, Uuid::nil(), 1);
        }
    }
    Ok(i64::try_from(appeals + others).unwrap_or(i64::MAX))
}

/// Writes the years of `parsed` that aren't held yet; gives them.
pub(crate) async fn store_years(
    tx: &mut Tx,
    parsed: &Calendar,
    source: &str,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<i32>, AppError> {
    let mut added = Vec::new();
    for year in parsed.years() {
        if days::add_year(tx, year, source, at).await? {
            added.push(year);
            for day in parsed.special_days(year) {
                let row = DayRecord { day: day.date, kind: day.kind, name: day.name, edited: false };
                days::put_day(tx, &row).await?;
            }
        }
    }
    Ok(added)
}

async fn read_year(tx: &mut Tx, year: i32) -> Result<CalendarYear, AppError> {
    let out_of_range = || AppError::invalid("year", FieldProblem::OutOfRange);
    let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(out_of_range)?;
    let last = NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(out_of_range)?;
    let loaded = calendar::years(tx).await?.contains(&year);
    let days = calendar::days(tx, first, last)
        .await?
        .into_iter()
        .map(|d| CalendarDay { date: d.day, kind: d.kind, name: d.name, edited: d.edited })
        .collect();
    Ok(CalendarYear { year, loaded, days, moved: None })
}

//! What a person sees first: what waits, what is due, and how the months went.

use chrono::{Duration, NaiveDate};
use huishang_domain::access::UseCase;
use huishang_domain::ids::DivisionId;
use huishang_domain::time::{Month, start_of_day, week_of};
use huishang_domain::words::{Level, Light};
use huishang_store::appeals::{self as store, ListView};
use serde::{Deserialize, Serialize};

use crate::appeals::{self, AppealQuery, AppealRow, AppealSort};
use crate::cases::{self, CaseQuery};
use crate::consultations::{self, ConsultationQuery, ConsultationRow};
use crate::{Actor, App, AppError};

/// How many months the trend shows.
const MONTHS: usize = 12;
/// How many of the most urgent appeals are shown.
const URGENT: i64 = 10;
/// How many consultations of the week are shown.
const OF_THE_WEEK: i64 = 50;

/// Appeals of one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct LevelCount {
    /// None for those still to be judged.
    pub level: Option<Level>,
    /// Appeals received this month.
    pub count: i64,
}

/// One month of the trend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct MonthCount {
    /// 2026-11
    pub month: Month,
    /// Appeals received.
    pub received: i64,
    /// Appeals closed.
    pub done: i64,
}

/// Open appeals of one town.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct TownCount {
    /// Its name.
    pub town: String,
    /// Its id, for the list behind the figures.
    pub division_id: DivisionId,
    /// 小事
    pub small: i64,
    /// 大事
    pub big: i64,
    /// 难事
    pub hard: i64,
    /// Still to be judged.
    pub unjudged: i64,
    /// All of them, with those on another way.
    pub live: i64,
}

/// The page that a person sees first.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Workbench {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Appeals still to be judged.
    pub unjudged: i64,
    /// Open appeals due today.
    pub due_today: i64,
    /// Open appeals past their deadline.
    pub overdue: i64,
    /// Appeals received since yesterday began.
    pub new_since_yesterday: i64,
    /// Consultations from Monday to Sunday.
    pub consultations_this_week: Vec<ConsultationRow>,
    /// Open cases past their day.
    pub cases_overdue: i64,
    /// Open cases.
    pub open_cases: i64,
    /// Decided actions past their deadline.
    pub actions_overdue: i64,
    /// This month's appeals by level.
    pub by_level: Vec<LevelCount>,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthCount>,
    /// Open appeals by town.
    pub towns: Vec<TownCount>,
    /// The most urgent open appeals.
    pub due_appeals: Vec<AppealRow>,
}

/// The workbench of a person, over what they may see.
pub async fn workbench(app: &App, actor: &Actor) -> Result<Workbench, AppError> {
    let today = app.clock.today();
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let sight = actor.sight(scope);
    let view = ListView { sight, now: app.clock.now(), today };
    let waiting = store::waiting(&mut tx, view, start_of_day(today - Duration::days(1))).await?;
    let (from, before) = Month::of(today).span();
    let by_level = store::by_level(&mut tx, sight, from, before).await?;
    let mut months = Vec::with_capacity(MONTHS);
    let mut month = Month::of(today);
    for _ in 0..MONTHS {
        let (from, before) = month.span();
        let (received, done) = store::flow(&mut tx, sight, from, before).await?;
        months.push(MonthCount { month, received, done });
        month = month.previous();
    }
    months.reverse();
    let towns = store::by_town(&mut tx, sight).await?;
    let actions_overdue = store::actions_overdue(&mut tx, sight, today).await?;
    tx.commit().await?;
    Ok(Workbench {
        today,
        unjudged: waiting.unjudged,
        due_today: waiting.due_today,
        overdue: waiting.overdue,
        new_since_yesterday: waiting.fresh,
        consultations_this_week: this_week(app, actor, today).await?,
        cases_overdue: open_cases(app, actor, Some(Light::Red)).await?,
        open_cases: open_cases(app, actor, None).await?,
        actions_overdue,
        by_level: by_level.into_iter().map(|(level, count)| LevelCount { level, count }).collect(),
        months,
        towns: towns
            .into_iter()
            .map(|t| TownCount {
                town: t.town,
                division_id: t.town_id,
                small: t.small,
                big: t.big,
                hard: t.hard,
                unjudged: t.unjudged,
                live: t.live,
            })
            .collect(),
        due_appeals: most_urgent(app, actor).await?,
    })
}

async fn this_week(app: &App, actor: &Actor, today: NaiveDate) -> Result<Vec<ConsultationRow>, AppError> {
    let (monday, sunday) = week_of(today);
    let query = ConsultationQuery {
        from: Some(monday),
        to: Some(sunday),
        limit: OF_THE_WEEK,
        ..ConsultationQuery::default()
    };
    Ok(consultations::list(app, actor, query).await?.rows)
}

async fn open_cases(app: &App, actor: &Actor, light: Option<Light>) -> Result<i64, AppError> {
    let query = CaseQuery { live: true, light, limit: 1, ..CaseQuery::default() };
    Ok(cases::list(app, actor, query).await?.total.unwrap_or_default())
}

async fn most_urgent(app: &App, actor: &Actor) -> Result<Vec<AppealRow>, AppError> {
    let query = AppealQuery { sort: AppealSort::DeadlineAsc, limit: URGENT, ..AppealQuery::default() };
    let rows = appeals::list(app, actor, query).await?.rows;
    Ok(rows.into_iter().filter(|row| row.light.is_some()).collect())
}

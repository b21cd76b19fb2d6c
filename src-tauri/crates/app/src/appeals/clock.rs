//! The clock of an appeal: stopped, set going again, given more time; and how its deadline comes about.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::access::{Scope, UseCase, scope};
use huishang_domain::calendar::CalendarError;
use huishang_domain::clock::{ClockKind, DerivationStep, Due};
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::{AccountId, AppealId};
use huishang_domain::limits::{Limit, LimitCode, Unit};
use huishang_domain::words::Entity;
use huishang_store::accounts::{self, AccountRecord};
use huishang_store::appeals::{self, AppealRecord, Missing, Reckoner};
use huishang_store::clocks::{self, ClockRecord};
use huishang_store::{Tx, limits};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::compare;
use super::dto::AppealDetail;
use super::judge::seen;
use crate::sight::stale;
use crate::work::{self, Work};
use crate::{Actor, App, AppError, FieldProblem};

/// The longest reason for what is done to a clock.
const LONGEST_REASON: usize = 500;

/// The most days that one extension may add, where no rule says less.
const MOST_DAYS: u32 = 365;

/// How a deadline comes about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Derivation {
    /// The last day in time; none without a limit, or while the clock is stopped.
    pub last_day: Option<NaiveDate>,
    /// From here on the light is yellow.
    pub warn_at: Option<DateTime<Utc>>,
    /// Since when the clock has been stopped.
    pub paused_since: Option<DateTime<Utc>>,
    /// In words, in the order in which it is reckoned; empty where the calendar wants a year.
    pub steps: Vec<DerivationStep>,
    /// The year that the calendar wants.
    pub missing_year: Option<i32>,
    /// The most days by which it may be extended now; none where it may not.
    pub most_days: Option<u32>,
}

/// More time, and who approved it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Extension {
    /// How many calendar days.
    pub days: u32,
    /// What for.
    pub reason: String,
    /// Whose approval was given.
    pub approver_id: AccountId,
}

/// Somebody who may approve an extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Approver {
    /// Their account.
    pub id: AccountId,
    /// Their name.
    pub name: String,
}

/// How the deadline of an appeal comes about, as its log and the calendar have it now.
pub async fn derivation(app: &App, actor: &Actor, id: AppealId) -> Result<Derivation, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let row = appeals::by_id(&mut tx, id, actor.sight(scope))
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    let reckoner = Reckoner::load(&mut tx).await?;
    let log = appeals::clock_log(&mut tx, id).await?;
    let (due, steps, missing_year) = match reckoner.derive(&row, &log) {
        Ok((due, steps)) => (due, steps, None),
        Err(CalendarError::YearMissing(year)) => (Due::default(), Vec::new(), Some(year)),
        Err(other) => return Err(other.into()),
    };
    let most_days = match most_days(&mut tx, &reckoner, &row, &log).await {
        Ok(days) if row.closed_at.is_none() => Some(days),
        Ok(_) | Err(AppError::Refused { .. }) => None,
        Err(other) => return Err(other),
    };
    Ok(Derivation {
        last_day: due.last_day(),
        warn_at: due.warn_at(),
        paused_since: due.paused_since(),
        steps,
        missing_year,
        most_days,
    })
}

/// Those who may approve an extension.
pub async fn approvers(app: &App, actor: &Actor) -> Result<Vec<Approver>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::KeepClock).await?;
    let open = accounts::active(&mut tx).await?;
    Ok(open.into_iter().filter(may_approve).map(|a| Approver { id: a.id, name: a.name }).collect())
}

fn may_approve(account: &AccountRecord) -> bool {
    account.active && scope(account.role, UseCase::ApproveExtension) != Scope::None
}

/// Stops the clock of an appeal, until it is resumed.
pub async fn pause(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    reason: &str,
) -> Result<AppealDetail, AppError> {
    let change = Change::begin(app, actor, id, version).await?;
    let reason = reason_of(reason)?;
    if change.due.paused_since().is_some() {
        return Err(AppError::refused(RefusalCode::ClockPaused, "计时已经暂停，不用再暂停；可以恢复计时。"));
    }
    if change.due.last_day().is_none() {
        return Err(AppError::refused(RefusalCode::NoClock, "这件诉求没有在计的期限，不用暂停。"));
    }
    let entry = ClockRecord { reason: Some(reason.clone()), ..change.entry(ClockKind::Paused) };
    change.write(entry, ("pause_clock", Some(&reason)), json!({ "reason": reason })).await?;
    super::detail(app, actor, id).await
}

/// Sets the clock of an appeal going again; its deadline moves by what stood still.
pub async fn resume(app: &App, actor: &Actor, id: AppealId, version: i64) -> Result<AppealDetail, AppError> {
    let change = Change::begin(app, actor, id, version).await?;
    if change.due.paused_since().is_none() {
        return Err(AppError::refused(RefusalCode::ClockRunning, "计时没有暂停，不用恢复。"));
    }
    let entry = change.entry(ClockKind::Resumed);
    change.write(entry, ("resume_clock", None), json!({})).await?;
    super::detail(app, actor, id).await
}

/// Gives an appeal more time, which somebody who may do so has approved. A petition matter is extended once, by no more
/// than the regulation allows.
pub async fn extend(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    extension: Extension,
) -> Result<AppealDetail, AppError> {
    let mut change = Change::begin(app, actor, id, version).await?;
    let reason = reason_of(&extension.reason)?;
    let approver = accounts::by_id(&mut change.work.tx, extension.approver_id)
        .await?
        .filter(may_approve)
        .ok_or_else(|| AppError::invalid("approverId", FieldProblem::UnknownReference))?;
    if change.due.last_day().is_none() && change.due.paused_since().is_none() {
        return Err(AppError::refused(RefusalCode::NoClock, "这件诉求没有在计的期限，不用延期。"));
    }
    let most = most_days(&mut change.work.tx, &change.reckoner, &change.row, &change.log).await?;
    if extension.days == 0 {
        return Err(AppError::invalid("days", FieldProblem::OutOfRange));
    }
    if extension.days > most {
        return Err(AppError::refused(
            RefusalCode::ExtensionTooLong,
            format!("最多延长{most}日，请改少后再登记。"),
        ));
    }
    let more = Limit { amount: extension.days, unit: Unit::Day };
    let entry = ClockRecord {
        reason: Some(reason.clone()),
        approved_by: Some(approver.id),
        approver_name: Some(approver.name.clone()),
        ..change.entry(ClockKind::Extended).longer(more)
    };
    let told = format!("{}批准延长{}日：{reason}", approver.name, extension.days);
    let detail = json!({
        "days": extension.days, "reason": reason,
        "approver": approver.name, "approver_id": approver.id,
    });
    change.write(entry, ("extend_deadline", Some(&told)), detail).await?;
    super::detail(app, actor, id).await
}

/// The most days by which an appeal may be extended.
async fn most_days(
    tx: &mut Tx,
    reckoner: &Reckoner,
    row: &AppealRecord,
    log: &[ClockRecord],
) -> Result<u32, AppError> {
    if reckoner.limit_of(row, log) != LimitCode::PetitionClose {
        return Ok(MOST_DAYS);
    }
    if log.iter().any(|entry| entry.kind == ClockKind::Extended) {
        return Err(AppError::refused(
            RefusalCode::AlreadyExtended,
            "信访事项只能延期一次，这件已经延期过，请抓紧办理。",
        ));
    }
    let rule = limits::find(tx, LimitCode::PetitionExtension).await?;
    Ok(rule.filter(|row| row.limit.unit == Unit::Day).map_or(MOST_DAYS, |row| row.limit.amount))
}

fn reason_of(text: &str) -> Result<String, AppError> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(AppError::invalid("reason", FieldProblem::Required)),
        n if n > LONGEST_REASON => Err(AppError::invalid("reason", FieldProblem::TooLong)),
        _ if text.contains('\0') => Err(AppError::invalid("reason", FieldProblem::WrongFormat)),
        _ => Ok(text.to_owned()),
    }
}

/// Something that is about to happen to the clock of an open appeal.
struct Change<'a> {
    work: Work<'a>,
    row: AppealRecord,
    version: i64,
    reckoner: Reckoner,
    log: Vec<ClockRecord>,
    due: Due,
}

impl<'a> Change<'a> {
    async fn begin(app: &'a App, actor: &'a Actor, id: AppealId, version: i64) -> Result<Self, AppError> {
        let mut work = app.begin(actor, UseCase::KeepClock).await?;
        let row = seen(&mut work, id, version).await?;
        if row.closed_at.is_some() {
            return Err(AppError::refused(RefusalCode::NoClock, "这件诉求已经办结，期限不再变动。"));
        }
        let reckoner = Reckoner::load(&mut work.tx).await?;
        let log = appeals::clock_log(&mut work.tx, id).await?;
        let due = reckoner.due(&row, &log)?;
        Ok(Self { work, row, version, reckoner, log, due })
    }

    fn entry(&self, kind: ClockKind) -> ClockRecord {
        let actor = self.work.actor;
        let by = (actor.account_id, actor.name.as_str());
        // Never before what is there already, even where the computer's clock was set back.
        let at = self.log.last().map_or(self.work.now, |last| last.at.max(self.work.now));
        ClockRecord::new((Entity::Appeal, self.row.id.0), kind, at, by)
    }

    /// The entry, the new deadline, the step in the timeline, one entry of the trail.
    async fn write(
        mut self,
        entry: ClockRecord,
        (verb, reason): (&str, Option<&str>),
        mut detail: Value,
    ) -> Result<(), AppError> {
        let (id, by, now) = (self.row.id, self.work.actor.account_id, self.work.now);
        if !appeals::touch(&mut self.work.tx, id, self.version, by, now).await? {
            return Err(stale(&mut self.work.tx, Entity::Appeal, id.0).await);
        }
        clocks::add_many(&mut self.work.tx, &[entry]).await?;
        let due = appeals::write_due(&mut self.work.tx, &self.reckoner, id, Missing::Refuse).await?;
        let state = self.row.state.code();
        let step = work::Step { from: Some(state), to: state, mv: verb, reason };
        self.work.moved(Entity::Appeal, id.0, step).await?;
        if let Value::Object(detail) = &mut detail {
            detail.insert("changed".into(), compare::deadline(self.row.deadline, due.last_day()).into());
        }
        self.work.record(Entity::Appeal, id.0, self.version + 1, verb, detail).await?;
        self.work.commit().await
    }
}

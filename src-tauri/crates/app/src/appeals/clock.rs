//! The clock of an appeal: stopped and set going again; and how its deadline comes about.

use huishang_domain::access::UseCase;
use huishang_domain::calendar::CalendarError;
use huishang_domain::clock::{ClockKind, Due};
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::AppealId;
use huishang_domain::limits::{Limit, LimitCode, Unit};
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord, Missing, Reckoner};
use huishang_store::clocks::{self, ClockRecord};
use huishang_store::{Tx, limits};
use serde_json::{Value, json};

use super::compare;
use super::dto::AppealDetail;
use super::judge::seen;
use crate::deadlines::{Derivation, approver_names, open_only, requests};
use crate::sight::stale;
use crate::work::{self, Work};
use crate::{Actor, App, AppError, FieldProblem};

/// The longest reason for what is done to a clock.
const LONGEST_REASON: usize = 500;

/// The most days that one extension may add, where no rule says less.
const MOST_DAYS: u32 = 365;

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
    let most = open_only(most(&mut tx, &reckoner, &row, &log).await)?;
    let requests = requests(&mut tx, actor, (Entity::Appeal, id.0)).await?;
    let approvers = approver_names(&mut tx).await?;
    Ok(Derivation::new(due, steps, missing_year).with(most, requests, approvers))
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

/// The most by which an appeal may be extended. A petition matter is extended once, by no more than the regulation
/// allows.
pub(crate) async fn most(
    tx: &mut Tx,
    reckoner: &Reckoner,
    row: &AppealRecord,
    log: &[ClockRecord],
) -> Result<Limit, AppError> {
    let open = Limit { amount: MOST_DAYS, unit: Unit::Day };
    if row.closed_at.is_some() {
        return Err(AppError::refused(RefusalCode::NoClock, "这件诉求已经办结，期限不再变动。"));
    }
    if reckoner.limit_of(row, log) != LimitCode::PetitionClose {
        return Ok(open);
    }
    if log.iter().any(|entry| entry.kind == ClockKind::Extended) {
        return Err(AppError::refused(
            RefusalCode::AlreadyExtended,
            "信访事项只能延期一次，这件已经延期过，请抓紧办理。",
        ));
    }
    let rule = limits::find(tx, LimitCode::PetitionExtension).await?;
    Ok(rule.map(|row| row.limit).filter(|limit| limit.unit == Unit::Day).unwrap_or(open))
}

pub(crate) fn reason_of(text: &str) -> Result<String, AppError> {
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

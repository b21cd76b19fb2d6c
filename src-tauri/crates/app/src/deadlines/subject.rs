//! What more time can be asked for: an appeal or a case, handled alike.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use huishang_domain::clock::ClockKind;
use huishang_domain::flow::case::{self as flow, CaseFacts, CaseMove, CaseState};
use huishang_domain::flow::{RefusalCode, reason_given};
use huishang_domain::ids::{AppealId, CaseId};
use huishang_domain::limits::{Limit, LimitCode, Unit};
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord, Missing, Reckoner};
use huishang_store::cases::{self, CaseRecord};
use huishang_store::clocks::{self, ClockRecord};
use huishang_store::dues::{self, Dated};
use huishang_store::{Sight, Tx, limits};
use uuid::Uuid;

use crate::appeals::clock::most;
use crate::sight::stale;
use crate::work::{Step, Work};
use crate::{AppError, FieldProblem};

/// What a case may be extended by where the table of limits doesn't say it.
const MONTH: Limit = Limit { amount: 1, unit: Unit::Month };

/// An appeal or a case.
pub(super) enum Subject {
    Appeal(Box<AppealRecord>),
    Case(Box<CaseRecord>),
}

impl Subject {
    /// The record, if it is in sight.
    pub async fn find(tx: &mut Tx, entity: Entity, id: Uuid, sight: Sight) -> Result<Self, AppError> {
        let found = match entity {
            Entity::Appeal => {
                appeals::by_id(tx, AppealId(id), sight).await?.map(|row| Self::Appeal(Box::new(row)))
            }
            Entity::Case => cases::by_id(tx, CaseId(id), sight).await?.map(|row| Self::Case(Box::new(row))),
            _ => return Err(AppError::invalid("entity", FieldProblem::WrongFormat)),
        };
        found.ok_or(AppError::NotFound { entity })
    }

    pub fn key(&self) -> (Entity, Uuid) {
        match self {
            Self::Appeal(row) => (Entity::Appeal, row.id.0),
            Self::Case(row) => (Entity::Case, row.id.0),
        }
    }

    pub fn version(&self) -> i64 {
        match self {
            Self::Appeal(row) => row.version,
            Self::Case(row) => row.version,
        }
    }

    /// Its number and what it is called.
    pub fn name(&self) -> (&str, &str) {
        match self {
            Self::Appeal(row) => (&row.number, &row.title),
            Self::Case(row) => (&row.number, &row.name),
        }
    }

    pub fn deadline(&self) -> Option<NaiveDate> {
        match self {
            Self::Appeal(row) => row.deadline,
            Self::Case(row) => Some(row.due_on),
        }
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Appeal(row) => row.closed_at.is_none(),
            Self::Case(row) => flow::is_open(row.state),
        }
    }

    pub async fn log(&self, tx: &mut Tx) -> Result<Vec<ClockRecord>, AppError> {
        let (entity, id) = self.key();
        Ok(clocks::of(tx, entity, &[id]).await?)
    }

    /// The most by which it may be extended now. A case is extended once, by the table's month.
    ///
    /// # Errors
    /// [`AppError::Refused`] where it may not.
    pub async fn most(
        &self,
        tx: &mut Tx,
        reckoner: &Reckoner,
        log: &[ClockRecord],
    ) -> Result<Limit, AppError> {
        match self {
            Self::Appeal(row) => most(tx, reckoner, row, log).await,
            Self::Case(row) => {
                let facts = CaseFacts { has_reason: true, ..facts(log) };
                flow::apply(row.state, CaseMove::RequestExtension, &facts)?;
                let rule = limits::find(tx, LimitCode::CaseExtension).await?;
                Ok(rule.map_or(MONTH, |row| row.limit))
            }
        }
    }

    /// Whether so much may be asked for.
    pub async fn check(
        &self,
        tx: &mut Tx,
        reckoner: &Reckoner,
        log: &[ClockRecord],
        more: Limit,
    ) -> Result<(), AppError> {
        if let Self::Appeal(row) = self {
            let due = reckoner.due(row, log)?;
            if due.last_day().is_none() && due.paused_since().is_none() {
                return Err(AppError::refused(RefusalCode::NoClock, "这件诉求没有在计的期限，不用延期。"));
            }
        }
        let most = self.most(tx, reckoner, log).await?;
        if more.amount == 0 {
            return Err(AppError::invalid("amount", FieldProblem::OutOfRange));
        }
        if more.unit != most.unit {
            return Err(AppError::invalid("unit", FieldProblem::WrongFormat));
        }
        if more.amount > most.amount {
            let sentence = format!("最多延长{}，请改少后再申请。", said(most));
            return Err(AppError::refused(RefusalCode::ExtensionTooLong, sentence));
        }
        Ok(())
    }

    /// The last day with this log; none where it can't be told.
    pub async fn foreseen(
        &self,
        tx: &mut Tx,
        reckoner: &Reckoner,
        log: &[ClockRecord],
    ) -> Result<Option<NaiveDate>, AppError> {
        Ok(match self {
            Self::Appeal(row) => reckoner.due(row, log).ok().and_then(|due| due.last_day()),
            Self::Case(row) => dues::record(tx, Dated::Case, row.id.0)
                .await?
                .and_then(|dated| dues::derive(reckoner, Dated::Case, &dated, log).ok())
                .and_then(|(due, _)| due.last_day()),
        })
    }

    /// The entry by which a granted request moves the clock.
    pub fn entry(&self, log: &[ClockRecord], at: DateTime<Utc>, more: Limit) -> ClockRecord {
        // Never before what is there already, even where the computer's clock was set back.
        let at = log.last().map_or(at, |last| at.max(last.at + TimeDelta::microseconds(1)));
        ClockRecord::bare(self.key(), ClockKind::Extended, at).longer(more)
    }

    /// Writes its new deadline; gives the last day.
    pub async fn write_due(&self, tx: &mut Tx, reckoner: &Reckoner) -> Result<Option<NaiveDate>, AppError> {
        let due = match self {
            Self::Appeal(row) => appeals::write_due(tx, reckoner, row.id, Missing::Refuse).await?,
            Self::Case(row) => dues::write_due(tx, reckoner, Dated::Case, row.id.0).await?,
        };
        Ok(due.last_day())
    }

    /// Counts its version up, moves a case along, and writes the step into the timeline.
    pub async fn step(
        &self,
        work: &mut Work<'_>,
        log: &[ClockRecord],
        (verb, mv): (&str, CaseMove),
        reason: Option<&str>,
    ) -> Result<(), AppError> {
        let (by, now, (entity, id)) = (work.actor.account_id, work.now, self.key());
        let (from, to, name, written) = match self {
            Self::Appeal(row) => {
                let written = appeals::touch(&mut work.tx, row.id, row.version, by, now).await?;
                (row.state.code(), row.state.code(), verb, written)
            }
            Self::Case(row) => {
                let facts = CaseFacts { has_reason: reason_given(reason), ..facts(log) };
                let next: CaseState = flow::apply(row.state, mv, &facts)?;
                let written = cases::set_state(&mut work.tx, row.id, row.version, next, by, now).await?;
                (row.state.code(), next.code(), mv.code(), written)
            }
        };
        if !written {
            return Err(stale(&mut work.tx, entity, id).await);
        }
        work.moved(entity, id, Step { from: Some(from), to, mv: name, reason }).await
    }
}

fn facts(log: &[ClockRecord]) -> CaseFacts {
    let extended_before = log.iter().any(|entry| entry.kind == ClockKind::Extended);
    CaseFacts { extended_before, ..CaseFacts::default() }
}

/// As people say it: 30日, 1个月.
pub(super) fn said(limit: Limit) -> String {
    huishang_domain::clock::amount(limit)
}

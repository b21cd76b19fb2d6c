//! Taking steps of an appeal's state machine and writing them down together.

use huishang_domain::flow::appeal::{self as flow, AppealFacts, AppealMove, AppealState, least_level};
use huishang_domain::flow::reason_given;
use huishang_domain::words::{Entity, Level, Satisfaction};
use huishang_store::Tx;
use huishang_store::appeals::{self, AppealRecord, Missing, Moved, Reckoner};
use serde_json::{Map, json};

use super::{compare, deadline};
use crate::sight::stale;
use crate::work::{Step, Work};
use crate::{AppError, FieldProblem};

/// The longest reason that a step may bear.
const LONGEST_REASON: usize = 2000;

/// An appeal on its way through one or more steps.
pub(crate) struct Walk<'a> {
    appeal: &'a AppealRecord,
    facts: AppealFacts,
    reason: Option<&'a str>,
    state: AppealState,
    level: Option<Level>,
    taken: Vec<(AppealState, AppealMove, AppealState)>,
}

/// What the guards want to know of an appeal as it stands.
pub(crate) async fn facts(
    tx: &mut Tx,
    appeal: &AppealRecord,
    has_reason: bool,
) -> Result<AppealFacts, AppError> {
    let (built_on, still_open) = appeals::work_on(tx, appeal.id).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(AppealFacts {
        has_reason,
        level: appeal.level,
        least_level: appeal
            .level
            .map(|l| least_level(l, count(appeal.times_redone), count(appeal.times_passed_on))),
        built_on: count(built_on),
        still_open: count(still_open),
        is_duplicate: appeal.duplicate_of_id.is_some(),
        dissatisfied: appeal.satisfaction == Some(Satisfaction::Dissatisfied),
    })
}

impl<'a> Walk<'a> {
    /// Begins where the appeal stands, with the facts that the guards ask for.
    pub async fn begin(
        tx: &mut Tx,
        appeal: &'a AppealRecord,
        reason: Option<&'a str>,
    ) -> Result<Self, AppError> {
        let reason = reason.map(str::trim).filter(|r| !r.is_empty());
        if reason.is_some_and(|r| r.chars().count() > LONGEST_REASON) {
            return Err(AppError::invalid("reason", FieldProblem::TooLong));
        }
        let facts = facts(tx, appeal, reason_given(reason)).await?;
        let (state, level) = (appeal.state, appeal.level);
        Ok(Self { appeal, facts, reason, state, level, taken: Vec::new() })
    }

    /// Where it stands by now.
    pub fn state(&self) -> AppealState {
        self.state
    }

    /// Takes a step with the level that the appeal bears afterwards.
    pub fn step(&mut self, mv: AppealMove, level: Option<Level>) -> Result<(), AppError> {
        let facts = AppealFacts { level, ..self.facts };
        let next = flow::apply(self.state, mv, &facts)?;
        self.taken.push((self.state, mv, next));
        (self.state, self.level) = (next, level);
        Ok(())
    }

    /// Writes the steps, the new state and one entry of the trail; gives the new version.
    pub async fn write(self, work: &mut Work<'_>, version: i64, verb: &str) -> Result<i64, AppError> {
        // A repeat is archived without having been done; it is closed all the same.
        let reopens =
            !matches!(self.state, AppealState::Done | AppealState::CalledBack | AppealState::Archived);
        let closed_at = match self.appeal.closed_at {
            None if !reopens => Some(work.now),
            _ if reopens => None,
            at => at,
        };
        let satisfaction = self.appeal.satisfaction.filter(|_| !reopens);
        let moved = Moved { state: self.state, level: self.level, closed_at, satisfaction };
        let (id, by, now) = (self.appeal.id, work.actor.account_id, work.now);
        if !appeals::set_state(&mut work.tx, id, version, moved, by, now).await? {
            return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
        }
        let mut moved = Map::new();
        if self.level != self.appeal.level {
            let reckoner = Reckoner::load(&mut work.tx).await?;
            let judged = AppealRecord { level: self.level, ..self.appeal.clone() };
            // A judgement doesn't wait for a year of the calendar.
            let due = deadline::follow(work, &reckoner, &judged, Missing::Empty).await?;
            moved = compare::deadline(self.appeal.deadline, due.last_day());
        }
        for (i, (from, mv, to)) in self.taken.iter().enumerate() {
            let reason = self.reason.filter(|_| i == 0);
            let step = Step { from: Some(from.code()), to: to.code(), mv: mv.code(), reason };
            work.moved(Entity::Appeal, id.0, step).await?;
        }
        let detail = json!({
            "from": { "state": self.appeal.state, "level": self.appeal.level },
            "to": { "state": self.state, "level": self.level },
            "reason": self.reason,
            "changed": moved,
        });
        work.record(Entity::Appeal, id.0, version + 1, verb, detail).await?;
        Ok(version + 1)
    }
}

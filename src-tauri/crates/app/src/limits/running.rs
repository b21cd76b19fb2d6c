//! What is under way under a limit, and how another limit moves it.

use chrono::{DateTime, TimeDelta, Utc};
use huishang_domain::clock::{ClockKind, Terms};
use huishang_domain::limits::LimitCode;
use huishang_domain::words::Entity;
use huishang_store::Tx;
use huishang_store::appeals::{self, AppealRecord, Missing, Reckoner};
use huishang_store::clocks::{self, ClockRecord};
use huishang_store::dues::{self, Dated, DatedRecord};

use super::dto::MovedDeadline;
use crate::AppError;
use crate::work::Work;

/// One that is under way, with its log.
pub(super) enum Running {
    Appeal(Box<AppealRecord>, Vec<ClockRecord>),
    Case(DatedRecord, Vec<ClockRecord>),
}

/// All that stand under a limit now: appeals, and the cases whose day nobody set.
pub(super) async fn running(
    tx: &mut Tx,
    reckoner: &Reckoner,
    code: LimitCode,
) -> Result<Vec<Running>, AppError> {
    let mut found: Vec<Running> = appeals::open_under(tx, reckoner, code)
        .await?
        .into_iter()
        .map(|(row, log)| Running::Appeal(Box::new(row), log))
        .collect();
    if code == LimitCode::Case {
        for row in dues::records(tx, Dated::Case).await? {
            if row.live && row.set_on.is_none() {
                let log = clocks::of(tx, Entity::Case, &[row.id]).await?;
                found.push(Running::Case(row, log));
            }
        }
    }
    Ok(found)
}

impl Running {
    fn log(&self) -> &[ClockRecord] {
        match self {
            Self::Appeal(_, log) | Self::Case(_, log) => log,
        }
    }

    /// The terms that count for it with such a log.
    pub fn terms(&self, reckoner: &Reckoner, log: &[ClockRecord]) -> Option<Terms> {
        match self {
            Self::Appeal(row, _) => reckoner.terms_of(row, log),
            Self::Case(row, _) => dues::terms(reckoner, row, log),
        }
    }

    /// The entry that puts it under other terms, for now by nobody.
    fn entry(&self, now: DateTime<Utc>, terms: Terms) -> ClockRecord {
        let of = match self {
            Self::Appeal(row, _) => (Entity::Appeal, row.id.0),
            Self::Case(row, _) => (Entity::Case, row.id),
        };
        // The newest limit wins, so it must be newer than the last, even where the computer's clock was set back.
        let last = self.log().last().map(|last| last.at + TimeDelta::microseconds(1));
        let at = last.map_or(now, |last| last.max(now));
        ClockRecord::bare(of, ClockKind::LimitChanged, at).under(terms)
    }

    /// Where its deadline would be; none where it wouldn't move.
    pub fn moved(
        &self,
        reckoner: &Reckoner,
        now: DateTime<Utc>,
        terms: Terms,
    ) -> Result<Option<MovedDeadline>, AppError> {
        let mut log = self.log().to_vec();
        log.push(self.entry(now, terms));
        let moved = match self {
            Self::Appeal(row, before) => {
                let (old, new) = (reckoner.due(row, before).unwrap_or_default(), reckoner.due(row, &log)?);
                (old.late_from() != new.late_from()).then(|| MovedDeadline {
                    entity: Entity::Appeal,
                    id: row.id.0,
                    number: row.number.clone(),
                    title: row.title.clone(),
                    before: row.deadline,
                    after: new.last_day(),
                    due_at: new.late_from(),
                })
            }
            Self::Case(row, _) => {
                let (new, _) = dues::derive(reckoner, Dated::Case, row, &log)?;
                (new.last_day() != Some(row.due_on)).then(|| MovedDeadline {
                    entity: Entity::Case,
                    id: row.id,
                    number: String::new(),
                    title: row.name.clone(),
                    before: Some(row.due_on),
                    after: new.last_day(),
                    due_at: new.late_from(),
                })
            }
        };
        Ok(moved)
    }

    /// Puts it under other terms, and writes its deadline; gives whether that moved.
    pub async fn put_under(
        &self,
        work: &mut Work<'_>,
        reckoner: &Reckoner,
        terms: Terms,
    ) -> Result<bool, AppError> {
        let moved = self.moved(reckoner, work.now, terms)?.is_some();
        let entry = ClockRecord {
            by_account_id: Some(work.actor.account_id),
            by_name: work.actor.name.clone(),
            ..self.entry(work.now, terms)
        };
        clocks::add_many(&mut work.tx, &[entry]).await?;
        match self {
            Self::Appeal(row, _) => {
                appeals::write_due(&mut work.tx, reckoner, row.id, Missing::Refuse).await?;
                if moved {
                    work.touch(Entity::Appeal, row.id.0, row.version);
                }
            }
            Self::Case(row, _) => {
                dues::write_due(&mut work.tx, reckoner, Dated::Case, row.id).await?;
                if moved {
                    work.touch(Entity::Case, row.id, 1);
                }
            }
        }
        Ok(moved)
    }

    /// Its log without the newest change of the limit, if that is the one that `change` made.
    pub fn log_before(&self, change: Terms, since: DateTime<Utc>) -> Option<Vec<ClockRecord>> {
        let log = self.log();
        let newest = log.iter().rposition(|entry| entry.kind == ClockKind::LimitChanged)?;
        let entry = &log[newest];
        let theirs = entry.at >= since
            && entry.limit_code == Some(change.code)
            && entry.amount == Some(i64::from(change.limit.amount))
            && entry.unit == Some(change.limit.unit)
            && entry.warning_share == Some(i64::from(change.warn_at_percent));
        theirs.then(|| {
            let mut before = log.to_vec();
            before.remove(newest);
            before
        })
    }
}

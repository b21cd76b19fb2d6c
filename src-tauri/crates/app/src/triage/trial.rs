//! Trying a rule on past appeals before it is saved.

use chrono::Duration;
use huishang_domain::access::UseCase;
use huishang_domain::ids::{AppealId, RuleId};
use huishang_domain::triage::Rule;
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::{Sight, Tx, triage};
use uuid::Uuid;

use super::dto::{TriageRuleInput, TriageTrial};
use super::gather::{facts, raised};
use super::known::Known;
use super::rules::checked;
use crate::appeals::row;
use crate::{Actor, App, AppError};

/// So many days back.
const DAYS: i64 = 90;
/// So many appeals at most, the newest ones.
const MOST: i64 = 20_000;
/// Appeals read at a time.
const PIECE: usize = 500;
/// So many are shown.
const SHOWN: usize = 100;

/// Which appeals of the last 90 days a rule would have hit. Nothing is written.
pub async fn try_rule(app: &App, actor: &Actor, input: TriageRuleInput) -> Result<TriageTrial, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::EditRules).await?;
    let known = Known::read(&mut tx).await?;
    let rule = known.rule(&checked(&known, input, RuleId(Uuid::nil()))?);
    let now = app.clock.now();
    let since = now.checked_sub_signed(Duration::days(DAYS)).unwrap_or(now);
    let mut ids = triage::looked_back(&mut tx, since, MOST + 1).await?;
    let cut = ids.len() > MOST as usize;
    ids.truncate(MOST as usize);
    let mut hit: Vec<AppealId> = Vec::new();
    for piece in ids.chunks(PIECE) {
        let records = appeals::records(&mut tx, piece).await?;
        for id in piece {
            if let Some(record) = records.iter().find(|record| record.id == *id)
                && hits(&mut tx, &known, &rule, record).await?
            {
                hit.push(*id);
            }
        }
    }
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (looked, hits) = (number(ids.len()), number(hit.len()));
    hit.truncate(SHOWN);
    let calendar = crate::calendar::current(&mut tx).await?;
    let mut rows = appeals::some(&mut tx, &hit, Sight::All).await?;
    rows.sort_by_key(|row| hit.iter().position(|id| *id == row.id));
    let rows = rows.into_iter().map(|shown| row::shown(shown, now, &calendar)).collect();
    Ok(TriageTrial { days: number(DAYS as usize), looked, cut, hits, rows })
}

/// Whether a rule hits; what has to be looked up for it is only where everything else fits.
async fn hits(tx: &mut Tx, known: &Known, rule: &Rule, appeal: &AppealRecord) -> Result<bool, AppError> {
    let mut lists = known.lists_of(&appeal.category);
    if !rule.conditions.lists.is_empty() {
        lists.extend(triage::duty_lists_of_whistles(tx, appeal.id).await?);
    }
    let often = facts(known, appeal, &lists, u32::MAX);
    if rule.hits(&often, &known.parents).is_none() {
        return Ok(false);
    }
    if rule.conditions.raised_from.is_none() {
        return Ok(true);
    }
    let times = raised(tx, appeal).await?;
    Ok(rule.hits(&facts(known, appeal, &lists, times), &known.parents).is_some())
}

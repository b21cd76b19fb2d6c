//! A person judges an appeal of the queue: its level, category and agencies in one step.

use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::appeal::{AppealMove, judge_as};
use huishang_domain::ids::{AgencyId, AppealId};
use huishang_domain::triage::TriageKind;
use huishang_domain::words::{Entity, Level};
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::triage::{self, DecisionRecord};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::dto::{TriageDecision, TriageDone, TriageShown};
use super::gather::waits;
use super::known::Known;
use crate::appeals::compare;
use crate::appeals::judge::seen;
use crate::appeals::steps::Walk;
use crate::sight::stale;
use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem, duplicates};

/// More can't be brought together.
const MOST_AGENCIES: usize = 20;

/// What stood before a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stood {
    pub category: String,
    pub handler: Option<AgencyId>,
    pub cooperating: Vec<AgencyId>,
    pub times_passed_on: i64,
}

impl Stood {
    pub fn of(appeal: &AppealRecord, cooperating: Vec<AgencyId>) -> Self {
        Self {
            category: appeal.category.clone(),
            handler: appeal.handler_id,
            cooperating,
            times_passed_on: appeal.times_passed_on,
        }
    }
}

/// Judges an appeal that waits to be judged, and gives it its category and its agencies, all or nothing.
pub async fn decide(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    decision: TriageDecision,
) -> Result<TriageDone, AppError> {
    let mut work = app.begin(actor, UseCase::JudgeAppeal).await?;
    let before = waiting(&mut work, id, version).await?;
    let helpers = check(&mut work, &decision).await?;
    let stood = Stood::of(&before, triage::cooperating(&mut work.tx, id).await?);
    let after = AppealRecord {
        category: decision.category.clone(),
        handler_id: decision.lead_id.or(before.handler_id),
        ..before.clone()
    };
    let changed = compare::appeal(&before, &after);
    let after = rewritten(&mut work, &before, after).await?;
    triage::put_cooperating(&mut work.tx, id, &helpers).await?;
    let mut walk = Walk::begin(&mut work.tx, &after, None).await?;
    walk.step(judge_as(decision.level), Some(decision.level))?;
    if decision.level == Level::Small {
        walk.step(AppealMove::HandleLocally, Some(Level::Small))?;
    }
    let version = walk.write(&mut work, after.version, "judge").await?;
    let followed = decision.shown.as_ref().map(|shown| followed(shown, &decision, &before, &after));
    let row = written(&work, TriageKind::Judged, &stood, (id, version));
    let proposed = decision.shown.as_ref().map(|shown| json!(shown).into());
    let row = DecisionRecord { proposed, followed, ..row };
    triage::add_decision(&mut work.tx, &row).await?;
    let detail = json!({
        "level": decision.level, "shown": decision.shown, "followed": followed, "cooperating": helpers,
        "changed": changed,
    });
    work.record(Entity::Appeal, id.0, version, "triage", detail).await?;
    work.commit().await?;
    Ok(TriageDone { id, version, followed })
}

/// The appeal as the person saw it, held, if it still waits to be judged.
pub(super) async fn waiting(
    work: &mut Work<'_>,
    id: AppealId,
    version: i64,
) -> Result<AppealRecord, AppError> {
    appeals::hold(&mut work.tx, &[id]).await?;
    let appeal = seen(work, id, version).await?;
    if !waits(&appeal) {
        return Err(AppError::refused(
            RefusalCode::NotDrawn,
            format!("{}已不在待研判之列（现为“{}”），请到诉求页面查看。", appeal.number, appeal.state.term()),
        ));
    }
    Ok(appeal)
}

/// Writes category and handler, where they differ; gives the appeal with the version that stands then.
pub(super) async fn rewritten(
    work: &mut Work<'_>,
    before: &AppealRecord,
    after: AppealRecord,
) -> Result<AppealRecord, AppError> {
    if after == *before {
        return Ok(after);
    }
    let (by, now) = (work.actor.account_id, work.now);
    if !appeals::update(&mut work.tx, &after, by, now).await? {
        return Err(stale(&mut work.tx, Entity::Appeal, before.id.0).await);
    }
    if after.category != before.category {
        duplicates::refresh(&mut work.tx, before.id, now).await?;
    }
    Ok(AppealRecord { version: before.version + 1, ..after })
}

/// A row for what is decided now.
pub(super) fn written(
    work: &Work<'_>,
    kind: TriageKind,
    stood: &Stood,
    (appeal_id, appeal_version): (AppealId, i64),
) -> DecisionRecord {
    DecisionRecord {
        id: work.new_id(),
        appeal_id,
        kind,
        proposed: None,
        followed: None,
        stood: json!(stood).into(),
        appeal_version,
        at: work.now,
        by_account_id: Some(work.actor.account_id),
    }
}

/// Whoever helps, each once, without the lead; nobody with a small matter.
async fn check(work: &mut Work<'_>, decision: &TriageDecision) -> Result<Vec<AgencyId>, AppError> {
    let known = Known::read(&mut work.tx).await?;
    if !known.has_category(&decision.category) {
        return Err(AppError::invalid("category", FieldProblem::UnknownReference));
    }
    if decision.lead_id.is_some_and(|id| !known.has_agency(id)) {
        return Err(AppError::invalid("leadId", FieldProblem::UnknownReference));
    }
    let mut helpers: Vec<AgencyId> = Vec::new();
    for id in &decision.cooperating_ids {
        if !known.has_agency(*id) {
            return Err(AppError::invalid("cooperatingIds", FieldProblem::UnknownReference));
        }
        if decision.lead_id != Some(*id) && !helpers.contains(id) {
            helpers.push(*id);
        }
    }
    if helpers.len() > MOST_AGENCIES {
        return Err(AppError::invalid("cooperatingIds", FieldProblem::TooLong));
    }
    if decision.level == Level::Small {
        helpers.clear();
    }
    Ok(helpers)
}

fn followed(
    shown: &TriageShown,
    decision: &TriageDecision,
    before: &AppealRecord,
    after: &AppealRecord,
) -> bool {
    let category = shown.category.as_ref().unwrap_or(&before.category);
    shown.level == decision.level
        && *category == decision.category
        && shown.lead_id.or(before.handler_id) == after.handler_id
}

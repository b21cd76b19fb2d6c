//! Approving or refusing a request for more time. Only here a deadline is extended.

use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::case::CaseMove;
use huishang_domain::limits::{Decision, Limit};
use huishang_store::appeals::Reckoner;
use huishang_store::clocks::{self, ClockRecord};
use huishang_store::extensions::{self, Decided};
use serde_json::json;
use uuid::Uuid;

use super::ask::{settled, waiting};
use super::decides;
use super::subject::said;
use crate::appeals::clock::reason_of;
use crate::appeals::compare;
use crate::{Actor, App, AppError};

/// Grants a request, which moves the deadline, or refuses it with a reason. Whoever asked doesn't decide, unless nobody
/// else may.
pub async fn decide(
    app: &App,
    actor: &Actor,
    id: Uuid,
    version: i64,
    grant: bool,
    reason: Option<&str>,
) -> Result<(), AppError> {
    let mut work = app.begin(actor, UseCase::ApproveExtension).await?;
    let (row, subject) = waiting(&mut work, id).await?;
    if !decides(&mut work.tx, actor, row.asked_by == actor.account_id).await? {
        let sentence = "自己的延期申请要由别人批准，请交其他有权批准的人办理。";
        return Err(AppError::refused(RefusalCode::NotEntitled, sentence));
    }
    let reason = match reason.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => Some(reason_of(text)?),
        None if grant => None,
        None => return Err(AppError::invalid("reason", crate::FieldProblem::Required)),
    };
    let reckoner = Reckoner::load(&mut work.tx).await?;
    let log = subject.log(&mut work.tx).await?;
    let more = Limit { amount: u32::try_from(row.amount).unwrap_or_default(), unit: row.unit };
    if grant && !subject.is_open() {
        let sentence = "已经办结，期限不再变动；请不同意这份申请。";
        return Err(AppError::refused(RefusalCode::NoClock, sentence));
    }
    let decided = Decided {
        decision: if grant { Decision::Granted } else { Decision::Refused },
        by: actor.account_id,
        by_name: &actor.name,
        at: work.now,
        reason: reason.as_deref(),
    };
    if !extensions::decide(&mut work.tx, id, version, decided).await? {
        return Err(settled());
    }
    let before = subject.deadline();
    let asked = said(more);
    let (verb, mv, told) = match (&reason, grant) {
        (_, true) => {
            let told = format!("批准延长{asked}（{}申请）：{}", row.asked_by_name, row.reason);
            ("extend_deadline", CaseMove::GrantExtension, told)
        }
        (Some(why), false) => {
            ("refuse_extension", CaseMove::RefuseExtension, format!("不同意延长{asked}：{why}"))
        }
        (None, false) => return Err(AppError::invalid("reason", crate::FieldProblem::Required)),
    };
    subject.step(&mut work, &log, (verb, mv), Some(&told)).await?;
    let mut changed = serde_json::Map::new();
    if grant {
        let entry = ClockRecord {
            reason: Some(row.reason.clone()),
            approved_by: Some(actor.account_id),
            approver_name: Some(actor.name.clone()),
            by_account_id: Some(row.asked_by),
            by_name: row.asked_by_name.clone(),
            ..subject.entry(&log, work.now, more)
        };
        clocks::add_many(&mut work.tx, &[entry]).await?;
        let after = subject.write_due(&mut work.tx, &reckoner).await?;
        changed = compare::deadline(before, after);
    }
    let (entity, of) = subject.key();
    let detail = json!({
        "request": id, "asked_by": row.asked_by_name, "more": more, "grant": grant, "reason": reason, "changed": changed,
    });
    work.record(entity, of, subject.version() + 1, verb, detail).await?;
    work.commit().await
}

//! Asking for more time, and taking that back. Nothing moves until somebody approves.

use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::case::CaseMove;
use huishang_domain::limits::Decision;
use huishang_domain::words::Entity;
use huishang_store::appeals::Reckoner;
use huishang_store::extensions::{self, Decided, RequestRecord};
use serde_json::json;
use uuid::Uuid;

use super::dto::ExtensionAsk;
use super::subject::{Subject, said};
use crate::appeals::clock::reason_of;
use crate::sight::stale;
use crate::work::Work;
use crate::{Actor, App, AppError};

/// Asks for more time for an appeal or a case.
pub async fn ask(app: &App, actor: &Actor, ask: ExtensionAsk) -> Result<(), AppError> {
    let mut work = app.begin(actor, UseCase::KeepClock).await?;
    let reason = reason_of(&ask.reason)?;
    let sight = actor.sight(work.scope);
    let subject = Subject::find(&mut work.tx, ask.entity, ask.id, sight).await?;
    if subject.version() != ask.version {
        return Err(stale(&mut work.tx, ask.entity, ask.id).await);
    }
    let earlier = extensions::of(&mut work.tx, ask.entity, ask.id).await?;
    if let Some(waiting) = earlier.iter().find(|row| row.decision == Decision::Pending) {
        let sentence = format!("{}的延期申请还在等待批准，不用重复申请。", waiting.asked_by_name);
        return Err(AppError::refused(RefusalCode::AlreadyExtended, sentence));
    }
    let reckoner = Reckoner::load(&mut work.tx).await?;
    let log = subject.log(&mut work.tx).await?;
    subject.check(&mut work.tx, &reckoner, &log, ask.more).await?;
    let row = RequestRecord {
        id: work.new_id(),
        version: 1,
        entity: ask.entity,
        entity_id: ask.id,
        amount: ask.more.amount.into(),
        unit: ask.more.unit,
        reason: reason.clone(),
        asked_by: actor.account_id,
        asked_by_name: actor.name.clone(),
        asked_at: work.now,
        decision: Decision::Pending,
        decided_by_name: None,
        decided_at: None,
        decision_reason: None,
    };
    extensions::add(&mut work.tx, &row).await?;
    let told = format!("申请延长{}：{reason}", said(ask.more));
    subject.step(&mut work, &log, ("ask_extension", CaseMove::RequestExtension), Some(&told)).await?;
    let detail = json!({ "request": row.id, "more": ask.more, "reason": reason });
    work.record(ask.entity, ask.id, subject.version() + 1, "ask_extension", detail).await?;
    work.commit().await
}

/// Takes a request of one's own back, while it waits.
pub async fn withdraw(app: &App, actor: &Actor, id: Uuid, version: i64) -> Result<(), AppError> {
    let mut work = app.begin(actor, UseCase::KeepClock).await?;
    let (row, subject) = waiting(&mut work, id).await?;
    if row.asked_by != actor.account_id {
        let sentence = format!("这是{}的申请，由申请人撤回。", row.asked_by_name);
        return Err(AppError::refused(RefusalCode::NotEntitled, sentence));
    }
    let decided = Decided {
        decision: Decision::Withdrawn,
        by: actor.account_id,
        by_name: &actor.name,
        at: work.now,
        reason: None,
    };
    if !extensions::decide(&mut work.tx, id, version, decided).await? {
        return Err(settled());
    }
    let log = subject.log(&mut work.tx).await?;
    let mv = ("withdraw_extension", CaseMove::RefuseExtension);
    subject.step(&mut work, &log, mv, Some("申请人撤回")).await?;
    let (entity, of) = subject.key();
    let detail = json!({ "request": id });
    work.record(entity, of, subject.version() + 1, "withdraw_extension", detail).await?;
    work.commit().await
}

/// A request with what it is about, in sight.
pub(super) async fn waiting(work: &mut Work<'_>, id: Uuid) -> Result<(RequestRecord, Subject), AppError> {
    let row =
        extensions::by_id(&mut work.tx, id).await?.ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    let sight = work.actor.sight(work.scope);
    let subject = Subject::find(&mut work.tx, row.entity, row.entity_id, sight).await?;
    if row.decision != Decision::Pending {
        return Err(settled());
    }
    Ok((row, subject))
}

/// Somebody was faster.
pub(super) fn settled() -> AppError {
    AppError::refused(RefusalCode::AlreadyExtended, "这份延期申请已经有了结果，请刷新后查看。")
}

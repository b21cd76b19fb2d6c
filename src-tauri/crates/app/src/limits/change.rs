//! Changing a limit, seeing first what that does, and undoing it.

use huishang_domain::access::UseCase;
use huishang_domain::clock::Terms;
use huishang_domain::flow::RefusalCode;
use huishang_domain::limits::LimitCode;
use huishang_domain::words::Entity;
use huishang_store::appeals::Reckoner;
use huishang_store::limits as store;
use serde_json::json;
use uuid::Uuid;

use super::dto::{LimitInput, LimitPreview, LimitShown, LimitWritten};
use super::running::running;
use super::table;
use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem};

/// How many moved deadlines are named.
const NAMED: usize = 200;
/// The longest source.
const LONGEST_SOURCE: usize = 200;

/// What a change would do to what is under way, if that were reckoned anew.
pub async fn preview(
    app: &App,
    actor: &Actor,
    code: LimitCode,
    input: LimitInput,
) -> Result<LimitPreview, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::EditLimits).await?;
    let input = checked(input)?;
    let reckoner = Reckoner::load(&mut tx).await?;
    let under = running(&mut tx, &reckoner, code).await?;
    let mut found = LimitPreview { running: under.len() as i64, moved: 0, first: Vec::new() };
    if !input.active {
        return Ok(found);
    }
    for one in under {
        if let Some(moved) = one.moved(&reckoner, app.clock.now(), terms(code, &input)?)? {
            found.moved += 1;
            if found.first.len() < NAMED {
                found.first.push(moved);
            }
        }
    }
    Ok(found)
}

/// Changes a limit for what comes from now on; with `reckon` also for what is under way.
pub async fn change(
    app: &App,
    actor: &Actor,
    code: LimitCode,
    version: i64,
    input: LimitInput,
    reckon: bool,
) -> Result<LimitWritten, AppError> {
    let mut work = app.begin(actor, UseCase::EditLimits).await?;
    let input = checked(input)?;
    if reckon && !input.active {
        let sentence = "停用的时限不能用来重算在办的事项，请选“保持原时限”。";
        return Err(AppError::refused(RefusalCode::NoClock, sentence));
    }
    let before = write(&mut work, code, version, &input).await?;
    let mut moved = 0;
    if reckon {
        let reckoner = Reckoner::load(&mut work.tx).await?;
        for one in running(&mut work.tx, &reckoner, code).await? {
            moved += i64::from(one.put_under(&mut work, &reckoner, terms(code, &input)?).await?);
        }
    }
    finish(work, "change_limit", (code, before, input), (reckon, moved)).await
}

/// Undoes the last change of a limit: the table says again what it said, and what was reckoned anew has the terms back
/// that it had.
pub async fn undo(
    app: &App,
    actor: &Actor,
    code: LimitCode,
    version: i64,
    before: LimitInput,
) -> Result<LimitWritten, AppError> {
    let mut work = app.begin(actor, UseCase::EditLimits).await?;
    let before = checked(before)?;
    let row = find(&mut work, code).await?;
    let (since, changed) = (row.updated_at, LimitInput::of(row));
    // What came in between keeps the limit that it came under; so the table is read before it is written.
    let reckoner = Reckoner::load(&mut work.tx).await?;
    let under = running(&mut work.tx, &reckoner, code).await?;
    write(&mut work, code, version, &before).await?;
    let change = terms(code, &changed)?;
    let mut moved = 0;
    for one in under {
        if let Some(log) = one.log_before(change, since)
            && let Some(terms) = one.terms(&reckoner, &log)
        {
            moved += i64::from(one.put_under(&mut work, &reckoner, terms).await?);
        }
    }
    finish(work, "undo_limit", (code, changed, before), (moved > 0, moved)).await
}

async fn find(work: &mut Work<'_>, code: LimitCode) -> Result<store::LimitRow, AppError> {
    let row = store::all(&mut work.tx).await?.into_iter().find(|row| row.code == code.code());
    row.ok_or(AppError::NotFound { entity: Entity::Setting })
}

/// Writes the row; gives what it said before.
async fn write(
    work: &mut Work<'_>,
    code: LimitCode,
    version: i64,
    input: &LimitInput,
) -> Result<LimitInput, AppError> {
    let before = find(work, code).await?;
    let row = store::LimitRow {
        version,
        amount: input.limit.amount.into(),
        unit: input.limit.unit,
        warning_share: input.warn_at_percent,
        basis: input.basis,
        source: input.source.clone(),
        active: input.active,
        ..before.clone()
    };
    if !store::update(&mut work.tx, &row, work.actor.account_id, work.now).await? {
        let (current_version, changed_at) = (before.version, before.updated_at);
        let changed_by = "其他人".to_owned();
        return Err(AppError::Stale { entity: Entity::Setting, current_version, changed_by, changed_at });
    }
    Ok(LimitInput::of(before))
}

async fn finish(
    mut work: Work<'_>,
    verb: &str,
    (code, before, after): (LimitCode, LimitInput, LimitInput),
    (reckoned, moved): (bool, i64),
) -> Result<LimitWritten, AppError> {
    let detail = json!({
        "limit": code.term(), "before": before, "after": after, "reckoned": reckoned, "deadlines": moved,
    });
    work.record(Entity::Setting, Uuid::nil(), 1, verb, detail).await?;
    let limit: LimitShown = table(&mut work.tx)
        .await?
        .into_iter()
        .find(|row| row.code == code)
        .ok_or(AppError::NotFound { entity: Entity::Setting })?;
    work.commit().await?;
    Ok(LimitWritten { limit, before, moved })
}

fn terms(code: LimitCode, input: &LimitInput) -> Result<Terms, AppError> {
    let warn_at_percent = u8::try_from(input.warn_at_percent)
        .map_err(|_| AppError::invalid("warnAtPercent", FieldProblem::OutOfRange))?;
    Ok(Terms { code, limit: input.limit, warn_at_percent })
}

fn checked(input: LimitInput) -> Result<LimitInput, AppError> {
    let source = input.source.trim().to_owned();
    if !(1..=10_000).contains(&input.limit.amount) {
        return Err(AppError::invalid("amount", FieldProblem::OutOfRange));
    }
    if !(1..=100).contains(&input.warn_at_percent) {
        return Err(AppError::invalid("warnAtPercent", FieldProblem::OutOfRange));
    }
    match source.chars().count() {
        0 => Err(AppError::invalid("source", FieldProblem::Required)),
        n if n > LONGEST_SOURCE => Err(AppError::invalid("source", FieldProblem::TooLong)),
        _ if source.contains('\0') => Err(AppError::invalid("source", FieldProblem::WrongFormat)),
        _ => Ok(LimitInput { source, ..input }),
    }
}

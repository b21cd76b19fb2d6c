//! Editing an appeal.

use huishang_domain::access::UseCase;
use huishang_domain::ids::{AppealId, PartyId};
use huishang_domain::time::to_micros;
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord, Missing, Reckoner};
use huishang_store::parties::{self, PartyRecord};
use serde_json::{Map, Value, json};

use super::check::{self, Checked, PartyFields};
use super::dto::{AppealDetail, AppealInput};
use super::register::{new_party, refuse_taken};
use super::{compare, deadline};
use crate::sight::stale;
use crate::work::Work;
use crate::{Actor, App, AppError, duplicates};

/// Writes what was edited, if nobody else was faster. An edit that changes nothing writes nothing.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    input: AppealInput,
) -> Result<AppealDetail, AppError> {
    let mut work = app.begin(actor, UseCase::EditAppeal).await?;
    let sight = actor.sight(work.scope);
    let before = appeals::by_id(&mut work.tx, id, sight)
        .await?
        .ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    if before.version != version {
        return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
    }
    let now = work.now;
    let checked = check::check(&mut work.tx, &input, now).await?;
    if !check::covers(sight, checked.town_id, input.handler_id) {
        return Err(AppError::Forbidden { use_case: UseCase::EditAppeal });
    }
    let fields = checked.party.clone();
    let mut after = edited(&mut work, &before, input, checked).await?;
    let reckoner = Reckoner::load(&mut work.tx).await?;
    let moved = deadline::runs_otherwise(&before, &after);
    if moved {
        after.deadline = deadline::foreseen(&mut work.tx, &reckoner, &after, Missing::Refuse).await?;
    }
    let mut changed = compare::appeal(&before, &after);
    edit_party(&mut work, &before, fields, &mut changed).await?;
    if changed.is_empty() {
        drop(work);
        return super::detail(app, actor, id).await;
    }
    if !appeals::update(&mut work.tx, &after, actor.account_id, now).await? {
        return Err(stale(&mut work.tx, Entity::Appeal, id.0).await);
    }
    duplicates::refresh(&mut work.tx, id, now).await?;
    if moved {
        deadline::follow(&mut work, &reckoner, &after, Missing::Refuse).await?;
    }
    work.record(Entity::Appeal, id.0, version + 1, "edit", json!({ "changed": changed })).await?;
    work.commit().await?;
    super::detail(app, actor, id).await
}

async fn edited(
    work: &mut Work<'_>,
    before: &AppealRecord,
    input: AppealInput,
    checked: Checked,
) -> Result<AppealRecord, AppError> {
    let source = match (&before.source, &checked.source_number) {
        (_, None) => None,
        // What an import brought keeps the system that it came from.
        (Some(source), Some(_)) if before.import_id.is_some() => Some(source.clone()),
        (_, Some(_)) => Some(input.channel.code().to_owned()),
    };
    let number = checked.source_number.as_deref();
    refuse_taken(&mut work.tx, source.as_deref(), number, Some(before.id)).await?;
    let received_at = to_micros(input.received_at);
    Ok(AppealRecord {
        channel: input.channel,
        source,
        source_number: checked.source_number,
        ask_kind: input.ask_kind,
        title: checked.title,
        body: checked.text,
        category: input.category,
        division_id: input.division_id,
        town_id: checked.town_id,
        place: checked.place,
        people_concerned: input.people_concerned,
        received_at,
        handler_id: input.handler_id,
        ..before.clone()
    })
}

async fn edit_party(
    work: &mut Work<'_>,
    appeal: &AppealRecord,
    fields: PartyFields,
    changed: &mut Map<String, Value>,
) -> Result<(), AppError> {
    let known = parties::of_appeal(&mut work.tx, appeal.id).await?.into_iter().next();
    let (by, now) = (work.actor.account_id, work.now);
    match known {
        None => {
            if let Some(party) = new_party(appeal, fields, PartyId(work.new_id())) {
                compare::party(None, Some(&party), changed);
                parties::insert_many(&mut work.tx, &[party], Some(by), now).await?;
            }
        }
        Some(before) => match fields.name {
            None => {
                compare::party(Some(&before), None, changed);
                parties::remove(&mut work.tx, before.id).await?;
            }
            Some(name) => {
                let after = PartyRecord {
                    name,
                    phone: merged(fields.phone, &before.phone),
                    id_number: merged(fields.id_number, &before.id_number),
                    address: merged(fields.address, &before.address),
                    ..before.clone()
                };
                compare::party(Some(&before), Some(&after), changed);
                if after != before {
                    parties::update(&mut work.tx, &after, by, now).await?;
                }
            }
        },
    }
    Ok(())
}

/// Nothing said keeps what is there; an empty text takes it out.
pub(super) fn merged(typed: Option<String>, stored: &Option<String>) -> Option<String> {
    match typed {
        None => stored.clone(),
        Some(text) => Some(text).filter(|t| !t.is_empty()),
    }
}

//! The people of an appeal, one at a time: adding, changing, leaving out; the first one stands for all in lists.

use huishang_domain::access::UseCase;
use huishang_domain::ids::{AppealId, PartyId};
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::parties::{self, PartyRecord};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::check::{self, PartyFields};
use super::compare;
use super::dto::AppealDetail;
use super::edit::merged;
use super::judge::seen;
use crate::sight::stale;
use crate::work::Work;
use crate::{Actor, App, AppError, FieldProblem, duplicates};

/// The most people that one appeal names; whoever else is concerned is only counted.
pub const MOST_NAMED: usize = 50;

/// A person as typed in. As in [`super::AppealInput`], what still holds the mask's asterisks stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonInput {
    /// Whose data it changes; none adds somebody.
    pub id: Option<PartyId>,
    /// Their name.
    pub name: String,
    /// Empty takes it out.
    pub phone: Option<String>,
    /// Empty takes it out.
    pub id_number: Option<String>,
    /// Empty takes it out.
    pub address: Option<String>,
    /// Stands first from now on.
    pub first: bool,
}

/// Adds a person to an appeal, or writes what changed of one. What changes nothing writes nothing.
pub async fn save_person(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    input: PersonInput,
) -> Result<AppealDetail, AppError> {
    let mut work = app.begin(actor, UseCase::EditAppeal).await?;
    let appeal = seen(&mut work, id, version).await?;
    let fields = check::person(
        Some(&input.name),
        input.phone.as_deref(),
        input.id_number.as_deref(),
        input.address.as_deref(),
    )?;
    let name = fields.name.clone().ok_or_else(|| AppError::invalid("partyName", FieldProblem::Required))?;
    let mut people = parties::of_appeal(&mut work.tx, id).await?;
    let mut changed = Map::new();
    let (place, verb) = match input.id {
        None => (add(&mut work, &appeal, &mut people, (name, fields), &mut changed).await?, "add_person"),
        Some(party) => {
            let place = people.iter().position(|p| p.id == party).ok_or_else(unknown)?;
            change(&mut work, &mut people[place], (name, fields), &mut changed).await?;
            (place, "edit_person")
        }
    };
    if input.first && place > 0 {
        let one = people.remove(place);
        people.insert(0, one);
        changed.insert("party_order".to_owned(), Value::Null);
    }
    if changed.is_empty() {
        drop(work);
        return super::detail(app, actor, id).await;
    }
    order(&mut work, &people).await?;
    written(work, &appeal, verb, json!({ "person": place + 1, "changed": changed })).await?;
    super::detail(app, actor, id).await
}

/// Leaves a person out of an appeal.
pub async fn remove_person(
    app: &App,
    actor: &Actor,
    id: AppealId,
    version: i64,
    party: PartyId,
) -> Result<AppealDetail, AppError> {
    let mut work = app.begin(actor, UseCase::EditAppeal).await?;
    let appeal = seen(&mut work, id, version).await?;
    let mut people = parties::of_appeal(&mut work.tx, id).await?;
    let place = people.iter().position(|p| p.id == party).ok_or_else(unknown)?;
    let gone = people.remove(place);
    parties::remove(&mut work.tx, gone.id).await?;
    order(&mut work, &people).await?;
    let mut changed = Map::new();
    compare::party(Some(&gone), None, &mut changed);
    written(work, &appeal, "remove_person", json!({ "person": place + 1, "changed": changed })).await?;
    super::detail(app, actor, id).await
}

fn unknown() -> AppError {
    AppError::invalid("partyId", FieldProblem::UnknownReference)
}

async fn add(
    work: &mut Work<'_>,
    appeal: &AppealRecord,
    people: &mut Vec<PartyRecord>,
    (name, fields): (String, PartyFields),
    changed: &mut Map<String, Value>,
) -> Result<usize, AppError> {
    if people.len() >= MOST_NAMED {
        return Err(AppError::invalid("partyName", FieldProblem::OutOfRange));
    }
    let filled = |field: Option<String>| field.filter(|text| !text.is_empty());
    let party = PartyRecord {
        id: PartyId(work.new_id()),
        appeal_id: Some(appeal.id),
        case_id: None,
        position: i64::try_from(people.len()).unwrap_or_default() + 1,
        name,
        phone: filled(fields.phone),
        id_number: filled(fields.id_number),
        address: filled(fields.address),
    };
    compare::party(None, Some(&party), changed);
    let (by, now) = (work.actor.account_id, work.now);
    parties::insert_many(&mut work.tx, std::slice::from_ref(&party), Some(by), now).await?;
    people.push(party);
    Ok(people.len() - 1)
}

async fn change(
    work: &mut Work<'_>,
    party: &mut PartyRecord,
    (name, fields): (String, PartyFields),
    changed: &mut Map<String, Value>,
) -> Result<(), AppError> {
    let after = PartyRecord {
        name,
        phone: merged(fields.phone, &party.phone),
        id_number: merged(fields.id_number, &party.id_number),
        address: merged(fields.address, &party.address),
        ..party.clone()
    };
    compare::party(Some(party), Some(&after), changed);
    if after != *party {
        let (by, now) = (work.actor.account_id, work.now);
        parties::update(&mut work.tx, &after, by, now).await?;
        *party = after;
    }
    Ok(())
}

/// Numbers them 1, 2, 3 … as they stand.
async fn order(work: &mut Work<'_>, people: &[PartyRecord]) -> Result<(), AppError> {
    for (position, party) in (1..).zip(people) {
        if party.position != position {
            parties::set_position(&mut work.tx, party.id, position).await?;
        }
    }
    Ok(())
}

async fn written(
    mut work: Work<'_>,
    appeal: &AppealRecord,
    verb: &str,
    detail: Value,
) -> Result<(), AppError> {
    let (by, now) = (work.actor.account_id, work.now);
    if !appeals::touch(&mut work.tx, appeal.id, appeal.version, by, now).await? {
        return Err(stale(&mut work.tx, Entity::Appeal, appeal.id.0).await);
    }
    // The same phone or ID number may stand in another appeal.
    duplicates::refresh(&mut work.tx, appeal.id, now).await?;
    work.record(Entity::Appeal, appeal.id.0, appeal.version + 1, verb, detail).await?;
    work.commit().await
}

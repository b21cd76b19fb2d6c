//! Saving a sitting: once, whole, and within sight.

use huishang_domain::access::UseCase;
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::IntakeId;
use huishang_store::Tx;
use huishang_store::appeals::{self as store, AppealRecord, Reckoner};
use huishang_store::intakes::{self, IntakeItemRecord, IntakeRecord};

use super::check::{self, Sitting};
use super::dto::{IntakeDone, IntakeInput, IntakeMade, IntakePerson};
use super::sittings::{self, Taken};
use crate::{Actor, App, AppError, appeals};

/// Saves a sitting with all its matters, or nothing of it. A form that comes twice is saved once and answered alike.
pub async fn save(app: &App, actor: &Actor, input: IntakeInput) -> Result<IntakeDone, AppError> {
    let mut work = app.begin(actor, UseCase::RegisterAppeal).await?;
    let record = IntakeRecord {
        id: input.id,
        channel: input.channel,
        division_id: input.division_id,
        content_hash: check::content_hash(&input)?,
        created_by: Some(actor.account_id),
    };
    if let Some(before) = intakes::by_id(&mut work.tx, input.id).await? {
        return again(&mut work.tx, &record, &before).await;
    }
    let checked = check::check(&mut work.tx, &input).await?;
    let sight = actor.sight(work.scope);
    if !appeals::check::covers(sight, Some(checked.town_id), None) {
        return Err(AppError::Forbidden { use_case: UseCase::RegisterAppeal });
    }
    let now = work.now;
    if !intakes::begin(&mut work.tx, &record, now).await? {
        // Somebody pressed twice, and the first press was just faster.
        let before = intakes::by_id(&mut work.tx, input.id).await?.unwrap_or_else(|| record.clone());
        return again(&mut work.tx, &record, &before).await;
    }
    let common = check::whole(&mut work.tx, "person.knownId", &input.person, sight).await?;
    let choices = check::choices(&mut work.tx).await?;
    let reckoner = Reckoner::load(&mut work.tx).await?;
    let mut taken: Vec<Taken> = Vec::with_capacity(input.items.len());
    for (at, item) in input.items.iter().enumerate() {
        let named = |error| of_item(at, error);
        let own = match &item.person {
            Some(person) if *person != IntakePerson::default() => {
                Some(check::whole(&mut work.tx, "person.knownId", person, sight).await.map_err(named)?)
            }
            _ => None,
        };
        let person = own.clone().unwrap_or_else(|| common.clone());
        let filled =
            check::appeal(&input, checked.place.as_deref(), item, person.clone(), &choices).map_err(named)?;
        let of_sitting = |field: &str| field == "receivedAt" || (own.is_none() && field.starts_with("party"));
        let appeal = appeals::add(&mut work, &reckoner, filled).await.map_err(|error| match error {
            AppError::Invalid { field, problem } if of_sitting(&field) => {
                AppError::Invalid { field, problem }
            }
            other => named(other),
        })?;
        taken.push(Taken { appeal, ask_kind: item.ask_kind, own: own.is_some(), reception_id: None });
    }
    let (mut visit, mut gathering) = (None, None);
    match checked.sitting {
        Sitting::Visit => visit = Some(sittings::visit(&mut work, &input, &checked, &taken).await?),
        Sitting::Gathering(kind) => {
            gathering = Some(sittings::gathering(&mut work, &input, &checked, kind, &taken).await?);
        }
        Sitting::Reception => sittings::receptions(&mut work, &input, &checked, &mut taken).await?,
    }
    let items: Vec<IntakeItemRecord> = (1_i64..)
        .zip(&taken)
        .map(|(position, t)| IntakeItemRecord {
            position,
            appeal_id: t.appeal.id,
            reception_id: t.reception_id,
        })
        .collect();
    intakes::finish(&mut work.tx, input.id, visit, gathering, &items).await?;
    let done = done(&mut work.tx, input.id, false).await?;
    work.commit().await?;
    Ok(done)
}

/// The answer to a form that was saved before.
async fn again(tx: &mut Tx, now: &IntakeRecord, before: &IntakeRecord) -> Result<IntakeDone, AppError> {
    if before.created_by != now.created_by {
        return Err(AppError::Forbidden { use_case: UseCase::RegisterAppeal });
    }
    let done = done(tx, before.id, true).await?;
    if before.content_hash == now.content_hash {
        return Ok(done);
    }
    let numbers: Vec<&str> = done.made.iter().map(|made| made.number.as_str()).collect();
    let sentence = format!(
        "这份登记已经保存过（{}），后来改动的内容没有保存。请打开已登记的诉求修改，或清空后另行登记。",
        numbers.join("、")
    );
    Err(AppError::refused(RefusalCode::AlreadySaved, sentence))
}

async fn done(tx: &mut Tx, id: IntakeId, already: bool) -> Result<IntakeDone, AppError> {
    let ids: Vec<_> = intakes::items(tx, id).await?.into_iter().map(|item| item.appeal_id).collect();
    let records = store::records(tx, &ids).await?;
    let made = ids.iter().filter_map(|id| records.iter().find(|row| row.id == *id)).map(made).collect();
    Ok(IntakeDone { id, already, made })
}

fn made(row: &AppealRecord) -> IntakeMade {
    IntakeMade { id: row.id, number: row.number.clone(), title: row.title.clone(), deadline: row.deadline }
}

/// A field of an item bears the item's place: items.2.text.
fn of_item(at: usize, error: AppError) -> AppError {
    match error {
        AppError::Invalid { field, problem } => {
            AppError::Invalid { field: format!("items.{at}.{field}"), problem }
        }
        other => other,
    }
}

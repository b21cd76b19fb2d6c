//! Registering an appeal that came in by hand.

use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal as flow;
use huishang_domain::ids::{AppealId, PartyId};
use huishang_domain::time::to_micros;
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord, Reckoner};
use huishang_store::parties::{self, PartyRecord};
use huishang_store::{Tx, numbering};
use serde_json::json;

use super::check::{self, PartyFields};
use super::dto::{AppealDetail, AppealInput};
use super::{SERIES, number, number_year};
use crate::work::{Step, Work};
use crate::{Actor, App, AppError, FieldProblem, duplicates};

/// Registers an appeal and gives it its number.
pub async fn register(app: &App, actor: &Actor, input: AppealInput) -> Result<AppealDetail, AppError> {
    let mut work = app.begin(actor, UseCase::RegisterAppeal).await?;
    let reckoner = Reckoner::load(&mut work.tx).await?;
    let row = add(&mut work, &reckoner, input).await?;
    work.commit().await?;
    super::detail(app, actor, row.id).await
}

/// Writes a new appeal within a unit of work that was opened for registering: its number, person, clock, proposals of
/// duplicates, first step and entry of the trail.
pub(crate) async fn add(
    work: &mut Work<'_>,
    reckoner: &Reckoner,
    input: AppealInput,
) -> Result<AppealRecord, AppError> {
    let (now, actor) = (work.now, work.actor);
    let checked = check::check(&mut work.tx, &input, now).await?;
    if !check::covers(actor.sight(work.scope), checked.town_id, input.handler_id) {
        return Err(AppError::Forbidden { use_case: UseCase::RegisterAppeal });
    }
    let source = checked.source_number.as_ref().map(|_| input.channel.code().to_owned());
    refuse_taken(&mut work.tx, source.as_deref(), checked.source_number.as_deref(), None).await?;
    let received_at = to_micros(input.received_at);
    // Somebody is there to be told that a year is missing; of many rows at once it is left empty.
    reckoner.first_due(input.channel, received_at, None)?;
    let serial = numbering::take(&mut work.tx, SERIES, number_year(now)).await?;
    let row = AppealRecord {
        id: AppealId(work.new_id()),
        version: 1,
        number: number(now, serial),
        channel: input.channel,
        source,
        source_number: checked.source_number,
        ask_kind: input.ask_kind,
        level: None,
        state: flow::START,
        title: checked.title,
        body: checked.text,
        category: input.category,
        source_category: None,
        division_id: input.division_id,
        town_id: checked.town_id,
        place: checked.place,
        people_concerned: input.people_concerned,
        received_at,
        source_deadline: None,
        deadline: None,
        warn_at: None,
        closed_at: None,
        satisfaction: None,
        handler_id: input.handler_id,
        duplicate_of_id: None,
        import_id: None,
        content_hash: None,
        times_passed_on: 0,
        times_redone: 0,
        created_at: now,
        created_by: Some(actor.account_id),
        updated_at: now,
        updated_by: Some(actor.account_id),
    };
    appeals::insert(&mut work.tx, &row, reckoner).await?;
    if let Some(party) = new_party(&row, checked.party, PartyId(work.new_id())) {
        parties::insert_many(&mut work.tx, &[party], Some(actor.account_id), now).await?;
    }
    duplicates::refresh(&mut work.tx, row.id, now).await?;
    let step = Step { from: None, to: row.state.code(), mv: "register", reason: None };
    work.moved(Entity::Appeal, row.id.0, step).await?;
    let detail = json!({ "number": row.number, "channel": row.channel, "title": row.title });
    work.record(Entity::Appeal, row.id.0, 1, "register", detail).await?;
    Ok(row)
}

/// A number of the source system stands for one matter only.
pub(super) async fn refuse_taken(
    tx: &mut Tx,
    source: Option<&str>,
    number: Option<&str>,
    except: Option<AppealId>,
) -> Result<(), AppError> {
    if let (Some(source), Some(number)) = (source, number) {
        let known = appeals::known_by_number(tx, source, &[number]).await?;
        if known.iter().any(|k| Some(k.id) != except) {
            return Err(AppError::invalid("sourceNumber", FieldProblem::MustDiffer));
        }
    }
    Ok(())
}

/// The person of a new appeal; none when no name was given.
pub(super) fn new_party(appeal: &AppealRecord, fields: PartyFields, id: PartyId) -> Option<PartyRecord> {
    let filled = |field: Option<String>| field.filter(|f| !f.is_empty());
    Some(PartyRecord {
        id,
        appeal_id: Some(appeal.id),
        case_id: None,
        position: 1,
        name: fields.name?,
        phone: filled(fields.phone),
        id_number: filled(fields.id_number),
        address: filled(fields.address),
    })
}

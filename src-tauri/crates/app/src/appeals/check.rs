//! What a field of an appeal may hold.

use chrono::{DateTime, Utc};
use huishang_domain::identity::{accepted_id, normalise_phone};
use huishang_domain::ids::{AgencyId, DivisionId};
use huishang_domain::words::DivisionKind;
use huishang_store::{Sight, Tx, directory};

use super::dto::AppealInput;
use crate::{AppError, FieldProblem};

/// How many people one matter may concern.
const MOST_PEOPLE: i64 = 10_000_000;

/// Input that has been checked: blanks cut off, references followed.
pub(super) struct Checked {
    pub title: String,
    pub text: String,
    pub place: Option<String>,
    pub source_number: Option<String>,
    pub town_id: Option<DivisionId>,
    pub party: PartyFields,
}

/// A person as typed in; `None` says nothing about a field, an empty text takes it out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PartyFields {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub id_number: Option<String>,
    pub address: Option<String>,
}

/// Checks each field and follows each reference.
pub(super) async fn check(tx: &mut Tx, input: &AppealInput, now: DateTime<Utc>) -> Result<Checked, AppError> {
    let title = text("title", &input.title, 200, true)?;
    let body = text("text", &input.text, 20_000, true)?;
    let place = optional("place", input.place.as_deref(), 300)?;
    let source_number = optional("sourceNumber", input.source_number.as_deref(), 60)?;
    if !(1..=MOST_PEOPLE).contains(&input.people_concerned) {
        return Err(AppError::invalid("peopleConcerned", FieldProblem::OutOfRange));
    }
    if input.received_at > now || input.received_at.timestamp() < 0 {
        return Err(AppError::invalid("receivedAt", FieldProblem::OutOfRange));
    }
    let party = party(input)?;
    if !directory::categories(tx).await?.iter().any(|c| c.code == input.category) {
        return Err(AppError::invalid("category", FieldProblem::UnknownReference));
    }
    if let Some(id) = input.handler_id
        && directory::agency(tx, id).await?.is_none()
    {
        return Err(AppError::invalid("handlerId", FieldProblem::UnknownReference));
    }
    let town_id = match input.division_id {
        Some(id) => town_of(tx, id).await?,
        None => None,
    };
    Ok(Checked { title, text: body, place, source_number, town_id, party })
}

/// Whether a record of this town and agency would be within sight.
pub(crate) fn covers(sight: Sight, town: Option<DivisionId>, handler: Option<AgencyId>) -> bool {
    match sight {
        Sight::All => true,
        Sight::Town(own) => town == Some(own),
        Sight::Agency(own) => handler == Some(own),
        Sight::Nothing => false,
    }
}

/// The town that a division is or lies in; none for the county.
pub(crate) async fn town_of(tx: &mut Tx, id: DivisionId) -> Result<Option<DivisionId>, AppError> {
    let unknown = || AppError::invalid("divisionId", FieldProblem::UnknownReference);
    let mut division = directory::division(tx, id).await?.ok_or_else(unknown)?;
    loop {
        match (division.kind, division.parent_id) {
            (DivisionKind::Town, _) => return Ok(Some(division.id)),
            (DivisionKind::Village | DivisionKind::Grid, Some(parent)) => {
                division = directory::division(tx, parent).await?.ok_or_else(unknown)?;
            }
            _ => return Ok(None),
        }
    }
}

fn party(input: &AppealInput) -> Result<PartyFields, AppError> {
    let name = optional("partyName", input.party_name.as_deref(), 60)?;
    let phone = match kept(input.party_phone.as_deref()) {
        Some(phone) if !phone.is_empty() => Some(
            normalise_phone(phone)
                .ok_or_else(|| AppError::invalid("partyPhone", FieldProblem::WrongFormat))?,
        ),
        other => other.map(str::to_owned),
    };
    let id_number = match kept(input.party_id_number.as_deref()) {
        Some(number) if !number.is_empty() => Some(
            accepted_id(number).map_err(|_| AppError::invalid("partyIdNumber", FieldProblem::WrongFormat))?,
        ),
        other => other.map(str::to_owned),
    };
    let address = match kept(input.party_address.as_deref()) {
        Some(address) => Some(text("partyAddress", address, 300, false)?),
        None => None,
    };
    let filled = |field: &Option<String>| field.as_deref().is_some_and(|f| !f.is_empty());
    if name.is_none() && (filled(&phone) || filled(&id_number) || filled(&address)) {
        return Err(AppError::invalid("partyName", FieldProblem::Required));
    }
    Ok(PartyFields { name, phone, id_number, address })
}

/// What was really typed: a text that holds the mask's asterisks was only shown and sent back.
fn kept(typed: Option<&str>) -> Option<&str> {
    typed.map(str::trim).filter(|text| !text.contains("**"))
}

/// A text with its blanks cut off, no longer than `most`.
pub(crate) fn text(field: &str, value: &str, most: usize, required: bool) -> Result<String, AppError> {
    let value = value.trim();
    if required && value.is_empty() {
        return Err(AppError::invalid(field, FieldProblem::Required));
    }
    if value.chars().count() > most {
        return Err(AppError::invalid(field, FieldProblem::TooLong));
    }
    // PostgreSQL can't hold it, and nobody types it.
    if value.contains('\0') {
        return Err(AppError::invalid(field, FieldProblem::WrongFormat));
    }
    Ok(value.to_owned())
}

/// The same for a field that may be left empty.
pub(crate) fn optional(field: &str, value: Option<&str>, most: usize) -> Result<Option<String>, AppError> {
    let value = text(field, value.unwrap_or_default(), most, false)?;
    Ok(Some(value).filter(|v| !v.is_empty()))
}

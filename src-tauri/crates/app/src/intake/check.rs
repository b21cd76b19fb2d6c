//! What the form may hold, and what it comes to.

use huishang_domain::ids::DivisionId;
use huishang_domain::proposing::{self, Choice};
use huishang_domain::words::{Channel, GatheringKind};
use huishang_store::{Sight, Tx, directory, intakes};
use sha2::{Digest, Sha256};

use super::dto::{IntakeInput, IntakeItem, IntakePerson};
use crate::appeals::AppealInput;
use crate::appeals::check::{optional, text, town_of};
use crate::{AppError, FieldProblem};

/// The most matters of one saving.
const MOST_ITEMS: usize = 20;
/// The longest text of one matter, in characters.
const LONGEST_TEXT: usize = 2_000;
/// The longest name of a place, in characters.
const LONGEST_PLACE: usize = 300;
/// The category that stands for none.
const UNSORTED: &str = "R9901";

/// What a sitting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sitting {
    Visit,
    Gathering(GatheringKind),
    Reception,
}

/// The sitting that a channel has; none where matters come otherwise.
pub(super) fn sitting(channel: Channel) -> Option<Sitting> {
    match channel {
        Channel::HouseVisit => Some(Sitting::Visit),
        Channel::VillageForum => Some(Sitting::Gathering(GatheringKind::VillageForum)),
        Channel::NeighbourPavilion => Some(Sitting::Gathering(GatheringKind::NeighbourPavilion)),
        Channel::OpinionPoint => Some(Sitting::Gathering(GatheringKind::OpinionPoint)),
        Channel::CollectionDay => Some(Sitting::Gathering(GatheringKind::CollectionDay)),
        Channel::LeaderReception => Some(Sitting::Reception),
        _ => None,
    }
}

/// What was typed, checked as far as it isn't an appeal's.
pub(super) struct Checked {
    pub sitting: Sitting,
    pub town_id: DivisionId,
    pub place: Option<String>,
}

/// Checks what belongs to the sitting; the matters are checked as appeals are.
pub(super) async fn check(tx: &mut Tx, input: &IntakeInput) -> Result<Checked, AppError> {
    let sitting = sitting(input.channel).ok_or(AppError::invalid("channel", FieldProblem::OutOfRange))?;
    let given = match sitting {
        Sitting::Visit => input.visit.is_some(),
        Sitting::Gathering(_) => input.gathering.is_some(),
        Sitting::Reception => input.reception.is_some(),
    };
    if !given {
        return Err(AppError::invalid("channel", FieldProblem::Required));
    }
    let place = optional("place", input.place.as_deref(), LONGEST_PLACE)?;
    if place.is_none() && sitting != Sitting::Visit {
        return Err(AppError::invalid("place", FieldProblem::Required));
    }
    match input.items.len() {
        0 => return Err(AppError::invalid("items", FieldProblem::Required)),
        n if n > MOST_ITEMS => return Err(AppError::invalid("items", FieldProblem::OutOfRange)),
        _ => {}
    }
    // Nothing of this kind happens in a county as a whole.
    let town_id = town_of(tx, input.division_id)
        .await?
        .ok_or(AppError::invalid("divisionId", FieldProblem::OutOfRange))?;
    Ok(Checked { sitting, town_id, place })
}

/// A person whose masked fields are filled from what is known of them.
pub(super) async fn whole(
    tx: &mut Tx,
    field: &str,
    person: &IntakePerson,
    sight: Sight,
) -> Result<IntakePerson, AppError> {
    let Some(id) = person.known_id else { return Ok(person.clone()) };
    let known = intakes::party(tx, id, sight)
        .await?
        .ok_or_else(|| AppError::invalid(field, FieldProblem::UnknownReference))?;
    let filled = |typed: &Option<String>, known: Option<String>| match typed {
        Some(typed) if typed.contains("**") => known,
        other => other.clone(),
    };
    Ok(IntakePerson {
        known_id: None,
        name: person.name.clone(),
        phone: filled(&person.phone, known.phone),
        id_number: filled(&person.id_number, known.id_number),
        address: filled(&person.address, known.address),
    })
}

/// The categories that a matter may be given.
pub(super) async fn choices(tx: &mut Tx) -> Result<Vec<(String, String)>, AppError> {
    let rows = directory::categories(tx).await?;
    let parents: Vec<&str> = rows.iter().filter_map(|row| row.parent_code.as_deref()).collect();
    let leaves = rows.iter().filter(|row| !parents.contains(&row.code.as_str()));
    Ok(leaves.map(|row| (row.code.clone(), row.name.clone())).collect())
}

/// The category that a text speaks of.
pub(super) fn proposed<'a>(text: &str, choices: &'a [(String, String)]) -> Option<&'a str> {
    let choices: Vec<Choice<'a>> =
        choices.iter().map(|(code, name)| Choice { code: code.as_str(), name: name.as_str() }).collect();
    proposing::category(text, &choices)
}

/// The appeal of a matter.
pub(super) fn appeal(
    input: &IntakeInput,
    place: Option<&str>,
    item: &IntakeItem,
    person: IntakePerson,
    choices: &[(String, String)],
) -> Result<AppealInput, AppError> {
    let body = text("text", &item.text, LONGEST_TEXT, true)?;
    let typed = optional("title", item.title.as_deref(), 200)?;
    let category = optional("category", item.category.as_deref(), 20)?;
    Ok(AppealInput {
        channel: input.channel,
        ask_kind: item.ask_kind,
        title: typed.unwrap_or_else(|| proposing::title(&body)),
        category: category
            .or_else(|| proposed(&body, choices).map(str::to_owned))
            .unwrap_or_else(|| UNSORTED.to_owned()),
        text: body,
        division_id: Some(item.division_id.unwrap_or(input.division_id)),
        // A visit's place is where people live; a hall is not where the matter lies.
        place: place.filter(|_| input.channel == Channel::HouseVisit).map(str::to_owned),
        people_concerned: item.people_concerned,
        received_at: input.at,
        handler_id: None,
        source_number: None,
        party_name: person.name,
        party_phone: person.phone,
        party_id_number: person.id_number,
        party_address: person.address,
    })
}

/// Tells the same form from a changed one.
pub(super) fn content_hash(input: &IntakeInput) -> Result<Vec<u8>, AppError> {
    let text = serde_json::to_vec(input).map_err(|error| AppError::Internal { detail: error.to_string() })?;
    Ok(Sha256::digest(text).to_vec())
}

//! What is proposed while a person types. Each answer is bounded, whatever the database holds.

use std::collections::HashMap;

use huishang_domain::access::UseCase;
use huishang_domain::identity::{normalise_id, normalise_phone, to_half_width};
use huishang_domain::ids::DivisionId;
use huishang_domain::initials::{is_initials, match_initials};
use huishang_domain::words::DivisionKind;
use huishang_domain::{mask, proposing};
use huishang_store::directory::{self, DivisionRecord};
use huishang_store::{Sight, intakes};

use super::check;
use super::dto::{DivisionHit, KnownPerson, NumberProblems, Proposal};
use crate::{Actor, App, AppError};

/// The most that is offered at once: what a list shows without scrolling far.
const MOST: usize = 20;
/// The last savings that are looked at for what was used lately.
const LATELY: i64 = 50;
/// The characters from which people are looked for.
const SHORTEST: usize = 2;
/// The longest text that is looked for.
const LONGEST: usize = 40;
/// The longest text that a proposal reads.
const LONGEST_READ: usize = 2_000;

/// Divisions whose name holds `text`, or whose pinyin initials do; those used lately first. A town's people are offered
/// their own.
pub async fn divisions(app: &App, actor: &Actor, text: &str) -> Result<Vec<DivisionHit>, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::RegisterAppeal).await?;
    let sight = actor.sight(scope);
    let text = to_half_width(text);
    let lately = intakes::last_divisions(&mut tx, actor.account_id, LATELY).await?;
    let rows = directory::all_divisions(&mut tx).await?;
    let by_id: HashMap<DivisionId, &DivisionRecord> = rows.iter().map(|row| (row.id, row)).collect();
    let fits = |row: &&DivisionRecord| {
        row.kind != DivisionKind::County
            && in_sight(row, &by_id, sight)
            && (text.is_empty()
                || row.name.contains(&text)
                || (is_initials(&text) && match_initials(&row.name, &text)))
    };
    let mut found: Vec<(usize, bool, &DivisionRecord)> = rows
        .iter()
        .filter(fits)
        .map(|row| {
            let place = lately.iter().position(|id| *id == row.id).unwrap_or(usize::MAX);
            (place, !row.name.starts_with(&text), row)
        })
        .collect();
    found.sort_by(|a, b| (a.0, a.1, &a.2.code).cmp(&(b.0, b.1, &b.2.code)));
    let hit = |(place, _, row): (usize, bool, &DivisionRecord)| DivisionHit {
        id: row.id,
        name: row.name.clone(),
        parent: row.parent_id.and_then(|id| by_id.get(&id)).map(|parent| parent.name.clone()),
        kind: row.kind,
        recent: place != usize::MAX,
    };
    Ok(found.into_iter().take(MOST).map(hit).collect())
}

/// Whether a division is, or lies in, the town of whoever asks.
fn in_sight(row: &DivisionRecord, by_id: &HashMap<DivisionId, &DivisionRecord>, sight: Sight) -> bool {
    let Sight::Town(town) = sight else { return sight == Sight::All };
    let mut at = Some(row);
    while let Some(division) = at {
        if division.id == town {
            return true;
        }
        at = division.parent_id.and_then(|id| by_id.get(&id).copied());
    }
    false
}

/// People who raised something before, in sight, masked, by a part of the name or the phone; none below two characters.
pub async fn known_people(app: &App, actor: &Actor, text: &str) -> Result<Vec<KnownPerson>, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::RegisterAppeal).await?;
    let text = to_half_width(text);
    if !(SHORTEST..=LONGEST).contains(&text.chars().count()) || text.contains(['*', '\0']) {
        return Ok(Vec::new());
    }
    let rows = intakes::known(&mut tx, &text, actor.sight(scope)).await?;
    let names: HashMap<DivisionId, String> =
        directory::all_divisions(&mut tx).await?.into_iter().map(|d| (d.id, d.name)).collect();
    // The same person stands in the list once: by phone or ID number, else by name and address.
    let mut found: Vec<(String, KnownPerson)> = Vec::new();
    for row in rows {
        let party = &row.party;
        let mark = party.phone.as_ref().or(party.id_number.as_ref()).or(party.address.as_ref());
        let key = format!("{} {}", party.name, mark.map(String::as_str).unwrap_or_default());
        if let Some((_, person)) = found.iter_mut().find(|(known, _)| *known == key) {
            person.matters += 1;
            continue;
        }
        let person = KnownPerson {
            id: party.id,
            name: party.name.clone(),
            phone: party.phone.as_deref().map(mask::phone),
            id_number: party.id_number.as_deref().map(mask::id_number),
            address: party.address.as_deref().map(mask::address),
            division: row.division_id.and_then(|id| names.get(&id).cloned()),
            last_at: row.received_at,
            matters: 1,
        };
        found.push((key, person));
    }
    Ok(found.into_iter().map(|(_, person)| person).take(MOST).collect())
}

/// A title and a category for a matter's text.
pub async fn propose(app: &App, actor: &Actor, text: &str) -> Result<Proposal, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    let text: String = text.chars().take(LONGEST_READ).collect();
    let choices = check::choices(&mut tx).await?;
    let category = check::proposed(&text, &choices).map(str::to_owned);
    Ok(Proposal { title: proposing::title(&text), category })
}

/// What is wrong with a phone and an ID number as they are being typed; empty ones are not wrong, nor are masked ones.
pub fn number_problems(phone: &str, id_number: &str) -> NumberProblems {
    let typed = |text: &str| !text.trim().is_empty() && !text.contains("**");
    NumberProblems {
        phone: typed(phone) && normalise_phone(phone).is_none(),
        id_number: if typed(id_number) { normalise_id(id_number).err() } else { None },
    }
}

//! Finding what an appeal may repeat, and keeping the proposals of it up to date.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use huishang_domain::duplicates::{
    AGAIN_DAYS, Matter, NEIGHBOUR_DAYS, PERSON_DAYS, PROPOSE_FROM, Person, Traits, compare,
};
use huishang_domain::ids::AppealId;
use huishang_store::duplicates::{self, NearRecord, Proposal, Wanted};
use huishang_store::parties::{self, PartyRecord};
use huishang_store::{Sight, Tx};

use crate::AppError;

/// A person can look at so many.
const MOST: usize = 20;

/// The appeals in sight that `id` is probably the same matter as, the likeliest first; none for an unknown one.
pub(super) async fn find(tx: &mut Tx, id: AppealId, sight: Sight) -> Result<Vec<Proposal>, AppError> {
    let Some(subject) = duplicates::subject(tx, id).await? else { return Ok(Vec::new()) };
    let people = parties::of_appeal(tx, id).await?;
    let traits = traits(&subject, &people);
    let wanted = Wanted {
        subject: &subject,
        phones: people.iter().filter_map(|p| p.phone.as_deref()).collect(),
        id_numbers: people.iter().filter_map(|p| p.id_number.as_deref()).collect(),
        keys: traits.keys_near(),
        village: around(subject.received_at, AGAIN_DAYS),
        soon: around(subject.received_at, NEIGHBOUR_DAYS),
        person: around(subject.received_at, PERSON_DAYS),
    };
    let near = duplicates::near(tx, &wanted, sight).await?;
    let mut found = compared(tx, id, &traits, &near).await?;
    found.sort_by(|a, b| b.score.cmp(&a.score).then(b.of.1.cmp(&a.of.1)));
    found.truncate(MOST);
    Ok(found)
}

async fn compared(
    tx: &mut Tx,
    id: AppealId,
    subject: &Traits,
    near: &[NearRecord],
) -> Result<Vec<Proposal>, AppError> {
    let ids: Vec<AppealId> = near.iter().map(|row| row.id).collect();
    let mut people: HashMap<AppealId, Vec<PartyRecord>> = HashMap::new();
    for person in parties::of_appeals(tx, &ids).await? {
        if let Some(appeal) = person.appeal_id {
            people.entry(appeal).or_default().push(person);
        }
    }
    let mut found = Vec::new();
    for row in near {
        let other = traits(row, people.get(&row.id).map(Vec::as_slice).unwrap_or_default());
        let like = compare(subject, &other);
        if like.score >= PROPOSE_FROM {
            found.push(Proposal { of: (id, row.id), score: like.score, reasons: like.reasons });
        }
    }
    Ok(found)
}

/// How alike two appeals are, whatever the score; for a pair that a person has chosen.
pub(super) async fn likeness(tx: &mut Tx, of: (AppealId, AppealId)) -> Result<Proposal, AppError> {
    let (mut read, mut proposal) = (Vec::new(), Proposal { of, score: 0, reasons: Vec::new() });
    for id in [of.0, of.1] {
        if let Some(row) = duplicates::subject(tx, id).await? {
            let people = parties::of_appeal(tx, id).await?;
            read.push(traits(&row, &people));
        }
    }
    if let [one, other] = read.as_slice() {
        let like = compare(one, other);
        (proposal.score, proposal.reasons) = (like.score, like.reasons);
    }
    Ok(proposal)
}

/// Writes down what an appeal that was just written or changed may repeat, for the queue.
pub(crate) async fn refresh(tx: &mut Tx, id: AppealId, at: DateTime<Utc>) -> Result<usize, AppError> {
    let found = find(tx, id, Sight::All).await?;
    duplicates::propose(tx, &found, at).await?;
    let kept: Vec<AppealId> = found.iter().map(|proposal| proposal.of.1).collect();
    duplicates::withdraw(tx, id, &kept).await?;
    Ok(found.len())
}

fn traits(row: &NearRecord, people: &[PartyRecord]) -> Traits {
    let people: Vec<Person> = people
        .iter()
        .map(|p| Person { name: p.name.clone(), phone: p.phone.clone(), id_number: p.id_number.clone() })
        .collect();
    Traits::of(&Matter {
        title: &row.title,
        body: &row.body,
        place: row.place.as_deref(),
        division_id: row.division_id,
        town_id: row.town_id,
        category: &row.category,
        received_at: row.received_at,
        people: &people,
    })
}

fn around(at: DateTime<Utc>, days: i64) -> (DateTime<Utc>, DateTime<Utc>) {
    let span = Duration::days(days);
    (at.checked_sub_signed(span).unwrap_or(at), at.checked_add_signed(span).unwrap_or(at))
}

//! One appeal laid beside those that it may repeat.

use std::collections::HashMap;

use huishang_domain::access::UseCase;
use huishang_domain::duplicates::DuplicateState;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::AppealId;
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::duplicates::{self, PairRecord, Proposal};
use huishang_store::{Sight, Tx, parties};

use super::dto::{DuplicateCandidate, DuplicateReview, DuplicateSide};
use super::find;
use crate::appeals::{AppealRow, row};
use crate::shapes::Party;
use crate::{Actor, App, AppError};

/// What an appeal may repeat or is already merged with, as far as this person sees it.
pub async fn candidates(app: &App, actor: &Actor, id: AppealId) -> Result<DuplicateReview, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let sight = actor.sight(scope);
    let subject =
        appeals::by_id(&mut tx, id, sight).await?.ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    let pairs: HashMap<AppealId, PairRecord> =
        duplicates::of_appeal(&mut tx, id).await?.into_iter().map(|pair| (pair.other(id), pair)).collect();
    let mut listed = merged(&mut tx, &subject, &pairs).await?;
    // What was merged is no longer compared: its original is.
    if subject.duplicate_of_id.is_none() {
        for found in find::find(&mut tx, id, sight).await? {
            let pair = pairs.get(&found.of.1);
            let state = pair.map_or(DuplicateState::Proposed, |pair| pair.state);
            listed.push((state, pair.map_or(0, |pair| pair.version), found));
        }
    }
    let mut ids: Vec<AppealId> = listed.iter().map(|(_, _, found)| found.of.1).collect();
    ids.push(id);
    let mut sides = Sides::read(app, &mut tx, &ids, sight).await?;
    let place = |state: &DuplicateState| match state {
        DuplicateState::Merged => 0,
        DuplicateState::Proposed => 1,
        DuplicateState::Dismissed => 2,
    };
    listed.sort_by_key(|(state, _, _)| place(state));
    let mut candidates = Vec::with_capacity(listed.len());
    for (state, pair_version, found) in listed {
        if let Some(other) = sides.take(&mut tx, found.of.1).await? {
            candidates.push(DuplicateCandidate {
                pair_version,
                state,
                score: i64::from(found.score),
                reasons: found.reasons.into_iter().map(Into::into).collect(),
                other,
            });
        }
    }
    let subject = sides.take(&mut tx, id).await?.ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    Ok(DuplicateReview { subject, candidates })
}

/// The original of a merged appeal, and the appeals merged into an original.
async fn merged(
    tx: &mut Tx,
    subject: &AppealRecord,
    pairs: &HashMap<AppealId, PairRecord>,
) -> Result<Vec<(DuplicateState, i64, Proposal)>, AppError> {
    let mut ids = appeals::merged_into(tx, subject.id).await?;
    ids.extend(subject.duplicate_of_id);
    let mut listed = Vec::with_capacity(ids.len());
    for other in ids {
        let found = find::likeness(tx, (subject.id, other)).await?;
        let version = pairs.get(&other).map_or(0, |pair| pair.version);
        listed.push((DuplicateState::Merged, version, found));
    }
    Ok(listed)
}

/// Appeals as they are laid side by side.
struct Sides {
    rows: HashMap<AppealId, AppealRow>,
    records: HashMap<AppealId, AppealRecord>,
    people: HashMap<AppealId, Vec<Party>>,
}

impl Sides {
    async fn read(app: &App, tx: &mut Tx, ids: &[AppealId], sight: Sight) -> Result<Self, AppError> {
        let calendar = crate::calendar::current(tx).await?;
        let now = app.clock.now();
        let rows = appeals::some(tx, ids, sight).await?;
        let rows: HashMap<_, _> = rows.into_iter().map(|r| (r.id, row::shown(r, now, &calendar))).collect();
        let records = appeals::records(tx, ids).await?.into_iter().map(|r| (r.id, r)).collect();
        let mut people: HashMap<AppealId, Vec<Party>> = HashMap::new();
        for person in parties::of_appeals(tx, ids).await? {
            if let Some(appeal) = person.appeal_id {
                people.entry(appeal).or_default().push(person.into());
            }
        }
        Ok(Self { rows, records, people })
    }

    /// One of them, if it is in sight.
    async fn take(&mut self, tx: &mut Tx, id: AppealId) -> Result<Option<DuplicateSide>, AppError> {
        let (Some(row), Some(record)) = (self.rows.remove(&id), self.records.remove(&id)) else {
            return Ok(None);
        };
        let unjudged = matches!(record.state, AppealState::Registered | AppealState::Deduplicated);
        let can_merge = unjudged && appeals::merged_into(tx, id).await?.is_empty();
        Ok(Some(DuplicateSide {
            row,
            text: record.body,
            place: record.place,
            parties: self.people.remove(&id).unwrap_or_default(),
            merged_into: record.duplicate_of_id,
            can_merge,
        }))
    }
}

//! Writing what an import brings, piece by piece.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AppealId, PartyId};
use huishang_domain::words::Entity;
use huishang_store::appeals::{self, AppealRecord, Missing};
use huishang_store::imports::{self, Change, Image, PersonImage};
use huishang_store::moves::{self, NewMove};
use huishang_store::numbering;
use huishang_store::parties::{self, PartyRecord};
use serde_json::json;

use super::matching::{Batch, Matched};
use super::progress::Reporter;
use crate::AppError;
use crate::appeals::{SERIES, compare, deadline, number, number_year};
use crate::sight::stale;
use crate::work::Work;

/// Rows written between two looks at whether the person wants to stop.
const PIECE: usize = 1_000;

/// Writes the new appeals with their people and first steps.
pub(super) async fn new(
    work: &mut Work<'_>,
    batch: Batch<'_>,
    rows: &[Matched],
    reporter: &mut Reporter<'_>,
) -> Result<(), AppError> {
    if rows.is_empty() {
        return Ok(());
    }
    let now = batch.now;
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let mut serial = numbering::take_block(&mut work.tx, SERIES, number_year(now), count).await?;
    for piece in rows.chunks(PIECE) {
        reporter.check()?;
        let mut records = Vec::with_capacity(piece.len());
        let mut people = Vec::with_capacity(piece.len());
        for row in piece {
            let record = row.record(batch, number(now, serial));
            serial += 1;
            people.extend(row.party(record.id));
            records.push(record);
        }
        appeals::insert_many(&mut work.tx, &records, batch.reckoner).await?;
        parties::insert_many(&mut work.tx, &people, Some(batch.by), now).await?;
        let reasons: Vec<Option<String>> = piece.iter().map(Matched::closing_reason).collect();
        let by_name = work.actor.name.clone();
        let steps: Vec<NewMove<'_>> = records
            .iter()
            .zip(&reasons)
            .map(|(record, reason)| NewMove {
                entity: Entity::Appeal,
                entity_id: record.id.0,
                from_state: None,
                to_state: record.state.code(),
                mv: "import",
                by_account_id: batch.by,
                by_name: &by_name,
                at: now,
                reason: reason.as_deref(),
            })
            .collect();
        moves::add_many(&mut work.tx, &steps).await?;
        reporter.advance(piece.len());
    }
    Ok(())
}

/// Writes what changed of known appeals; gives how many really did.
pub(super) async fn changed(
    work: &mut Work<'_>,
    batch: Batch<'_>,
    rows: &[(AppealId, Matched)],
    reporter: &mut Reporter<'_>,
) -> Result<u32, AppError> {
    let mut updated = 0;
    for piece in rows.chunks(PIECE) {
        let ids: Vec<AppealId> = piece.iter().map(|(id, _)| *id).collect();
        let known: HashMap<AppealId, AppealRecord> =
            appeals::records(&mut work.tx, &ids).await?.into_iter().map(|r| (r.id, r)).collect();
        let people = parties::first_of_appeals(&mut work.tx, &ids).await?;
        let people: HashMap<AppealId, PartyRecord> =
            people.into_iter().filter_map(|p| p.appeal_id.map(|id| (id, p))).collect();
        let mut changes = Vec::with_capacity(piece.len());
        for (id, row) in piece {
            reporter.check()?;
            if let Some(before) = known.get(id) {
                changes.push(renew(work, batch, before, people.get(id), row).await?);
            }
        }
        updated += changes.iter().map(|c| u32::from(c.versions.0 < c.versions.1)).sum::<u32>();
        imports::add_changes(&mut work.tx, batch.import, &changes).await?;
        reporter.advance(piece.len());
    }
    Ok(updated)
}

async fn renew(
    work: &mut Work<'_>,
    batch: Batch<'_>,
    before: &AppealRecord,
    known: Option<&PartyRecord>,
    row: &Matched,
) -> Result<Change, AppError> {
    let mut after = row.renewed(before);
    let moved = deadline::runs_otherwise(before, &after);
    if moved {
        after.deadline = deadline::foreseen(&mut work.tx, batch.reckoner, &after, Missing::Empty).await?;
    }
    let party = renewed_party(known, row.party(before.id));
    let mut changed = compare::appeal(before, &after);
    compare::party(known, party.as_ref(), &mut changed);
    let versions = (before.version, before.version + i64::from(!changed.is_empty()));
    let kept = Change {
        appeal_id: before.id,
        versions,
        appeal: (Image::from(before), Image::from(&after)),
        person: (known.map(PersonImage::from), party.as_ref().map(PersonImage::from)),
    };
    if changed.is_empty() {
        // Only what the program doesn't keep differs; the hash is renewed, so that it isn't compared again.
        appeals::set_content_hash(&mut work.tx, before.id, &row.hash).await?;
        return Ok(kept);
    }
    if !appeals::renew(&mut work.tx, &after, batch.by, batch.now).await? {
        // Somebody edits it at this moment: the import begins anew rather than write over what it hasn't seen.
        return Err(stale(&mut work.tx, Entity::Appeal, before.id.0).await);
    }
    if moved {
        deadline::follow(work, batch.reckoner, &after, Missing::Empty).await?;
    }
    match (known, &party) {
        (Some(known), Some(party)) if known != party => {
            parties::update(&mut work.tx, party, batch.by, batch.now).await?;
        }
        (None, Some(party)) => {
            parties::insert_many(&mut work.tx, std::slice::from_ref(party), Some(batch.by), batch.now)
                .await?;
        }
        _ => {}
    }
    if after.state != before.state {
        let reason = row.closing_reason();
        step(work, before.id, (before.state, after.state), reason.as_deref(), batch.now).await?;
    }
    let detail = json!({ "import": batch.import, "changed": changed });
    work.record(Entity::Appeal, before.id.0, before.version + 1, "import_update", detail).await?;
    Ok(kept)
}

async fn step(
    work: &mut Work<'_>,
    id: AppealId,
    (from, to): (AppealState, AppealState),
    reason: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), AppError> {
    let row = NewMove {
        entity: Entity::Appeal,
        entity_id: id.0,
        from_state: Some(from.code()),
        to_state: to.code(),
        mv: "import_close",
        by_account_id: work.actor.account_id,
        by_name: &work.actor.name,
        at,
        reason,
    };
    Ok(moves::add(&mut work.tx, &row).await?)
}

/// A person as the newer row has them; what it leaves out stays.
fn renewed_party(known: Option<&PartyRecord>, new: Option<PartyRecord>) -> Option<PartyRecord> {
    match (known, new) {
        (Some(known), Some(new)) => {
            let id: PartyId = known.id;
            Some(PartyRecord {
                id,
                position: known.position,
                phone: new.phone.clone().or_else(|| known.phone.clone()),
                id_number: new.id_number.clone().or_else(|| known.id_number.clone()),
                address: new.address.clone().or_else(|| known.address.clone()),
                ..new
            })
        }
        (Some(known), None) => Some(known.clone()),
        (None, new) => new,
    }
}

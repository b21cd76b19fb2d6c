//! Reading the audit trail, and checking that nobody has touched it.

use chrono::{DateTime, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::audit::GENESIS;
use huishang_domain::words::Entity;
use huishang_store::audit;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::page::MAX_ROWS;
use crate::{Actor, App, AppError};

/// Entries read at a time while the chain is checked.
const PIECE: i64 = 2_000;

/// An entry as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditRow {
    /// 1, 2, 3 …
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// What kind of thing.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Option<Uuid>,
    /// What was done to it.
    pub verb: String,
    /// What changed, as JSON.
    pub detail: String,
}

/// A page of entries, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditPage {
    /// The entries.
    pub rows: Vec<AuditRow>,
    /// Where the next page begins.
    pub next: Option<i64>,
}

/// What checking the chain found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditVerdict {
    /// How many entries were read.
    pub entries: i64,
    /// The first entry that isn't what it was, or is missing.
    pub broken_at: Option<i64>,
}

/// A page of the trail.
pub async fn list(
    app: &App,
    actor: &Actor,
    text: Option<String>,
    after: Option<i64>,
    limit: i64,
) -> Result<AuditPage, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewAudit).await?;
    let limit = limit.clamp(1, MAX_ROWS);
    let text = text.filter(|t| !t.trim().is_empty());
    let mut entries = audit::page(&mut tx, text.as_deref(), after, limit + 1).await?;
    let more = entries.len() as i64 > limit;
    entries.truncate(limit as usize);
    let next = if more { entries.last().map(|e| e.seq) } else { None };
    let rows = entries
        .into_iter()
        .map(|e| AuditRow {
            seq: e.seq,
            at: e.at,
            by: e.by_name,
            entity: e.entity,
            entity_id: e.entity_id,
            verb: e.verb,
            detail: e.detail.0.to_string(),
        })
        .collect();
    Ok(AuditPage { rows, next })
}

/// Reads the whole chain and says where it breaks, if it does: an entry changed, missing, added or moved.
pub async fn verify(app: &App, actor: &Actor) -> Result<AuditVerdict, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::VerifyAudit).await?;
    let (last, head_hash) = audit::head(&mut tx).await?;
    let mut before = GENESIS.to_vec();
    let mut seq = 0;
    loop {
        let piece = audit::from_seq(&mut tx, seq + 1, PIECE).await?;
        if piece.is_empty() {
            break;
        }
        for entry in piece {
            if entry.seq != seq + 1 || !entry.holds_on(&before) {
                return Ok(AuditVerdict { entries: seq, broken_at: Some(seq + 1) });
            }
            seq = entry.seq;
            before = entry.hash;
        }
    }
    let whole = seq == last && before == head_hash;
    Ok(AuditVerdict { entries: seq, broken_at: (!whole).then_some(seq + 1) })
}

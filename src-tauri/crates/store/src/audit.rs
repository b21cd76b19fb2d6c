//! The audit trail: append-only, each entry hashed over the one before (design.md, "The audit trail").

use chrono::{DateTime, Utc};
use huishang_domain::audit::{self as chain, EntryParts};
use huishang_domain::ids::AccountId;
use huishang_domain::words::Entity;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// What is about to be written down.
#[derive(Clone, Debug)]
pub struct Draft {
    /// When, to the microsecond.
    pub at: DateTime<Utc>,
    /// Whose account.
    pub account_id: Option<AccountId>,
    /// The name that the account bore then.
    pub by_name: String,
    /// What kind of thing.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Option<Uuid>,
    /// What was done to it.
    pub verb: String,
    /// What changed; holds no whole ID number or phone.
    pub detail: Value,
}

/// One entry as it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    /// 1, 2, 3 … without gaps.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Whose account.
    pub account_id: Option<AccountId>,
    /// The name that the account bore then.
    pub by_name: String,
    /// What kind of thing.
    pub entity: Entity,
    /// Which one.
    pub entity_id: Option<Uuid>,
    /// What was done to it.
    pub verb: String,
    /// What changed.
    pub detail: Json<Value>,
    /// The hash of the entry before.
    pub prev_hash: Vec<u8>,
    /// The hash over all of the above.
    pub hash: Vec<u8>,
}

impl Entry {
    fn parts(&self) -> EntryParts<'_> {
        EntryParts {
            seq: self.seq,
            at: self.at,
            by: &self.by_name,
            entity: self.entity.code(),
            entity_id: self.entity_id,
            verb: &self.verb,
            detail: &self.detail.0,
        }
    }

    /// Whether this entry is what its hash says, on top of `before`.
    pub fn holds_on(&self, before: &[u8]) -> bool {
        self.prev_hash == before && self.hash == chain::entry_hash(before, &self.parts())
    }
}

/// Adds an entry. The head row is taken first, so that writers queue and the chain has no fork.
pub async fn append(tx: &mut Tx, draft: &Draft) -> Result<i64, StoreError> {
    let (seq, before): (i64, Vec<u8>) =
        fetch_optional!(tx, (i64, Vec<u8>), "UPDATE audit_head SET seq = seq + 1 RETURNING seq, hash")?
            .ok_or(StoreError::Broken)?;
    let hash = chain::entry_hash(
        &before,
        &EntryParts {
            seq,
            at: draft.at,
            by: &draft.by_name,
            entity: draft.entity.code(),
            entity_id: draft.entity_id,
            verb: &draft.verb,
            detail: &draft.detail,
        },
    );
    execute!(
        tx,
        "INSERT INTO audit_entries (seq, at, account_id, by_name, entity, entity_id, verb, detail, prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        seq,
        draft.at,
        draft.account_id,
        &draft.by_name,
        draft.entity,
        draft.entity_id,
        &draft.verb,
        Json(&draft.detail),
        &before,
        &hash
    )?;
    execute!(tx, "UPDATE audit_head SET hash = $1", &hash)?;
    Ok(seq)
}

/// A page of entries, newest first, that stand before `after`; `text` is looked for in names, verbs and details.
pub async fn page(
    tx: &mut Tx,
    text: Option<&str>,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>, StoreError> {
    let like = text.map(crate::text::contains);
    fetch_all!(
        tx,
        Entry,
        "SELECT seq, at, account_id, by_name, entity, entity_id, verb, detail, prev_hash, hash FROM audit_entries
         WHERE ($1 IS NULL OR seq < $1)
           AND ($2 IS NULL OR by_name LIKE $2 ESCAPE '!' OR verb LIKE $2 ESCAPE '!' OR CAST(detail AS TEXT) LIKE $2 ESCAPE '!')
         ORDER BY seq DESC LIMIT $3",
        after,
        &like,
        limit
    )
}

/// The entries from `from` on, oldest first, for checking the chain piece by piece.
pub async fn from_seq(tx: &mut Tx, from: i64, limit: i64) -> Result<Vec<Entry>, StoreError> {
    fetch_all!(
        tx,
        Entry,
        "SELECT seq, at, account_id, by_name, entity, entity_id, verb, detail, prev_hash, hash FROM audit_entries
         WHERE seq >= $1 ORDER BY seq LIMIT $2",
        from,
        limit
    )
}

/// Number and hash of the newest entry, as the head row has them.
pub async fn head(tx: &mut Tx) -> Result<(i64, Vec<u8>), StoreError> {
    fetch_optional!(tx, (i64, Vec<u8>), "SELECT seq, hash FROM audit_head")?.ok_or(StoreError::Broken)
}

/// The entries about one thing, oldest first.
pub async fn of(tx: &mut Tx, entity: Entity, id: Uuid) -> Result<Vec<Entry>, StoreError> {
    fetch_all!(
        tx,
        Entry,
        "SELECT seq, at, account_id, by_name, entity, entity_id, verb, detail, prev_hash, hash FROM audit_entries
         WHERE entity = $1 AND entity_id = $2 ORDER BY seq",
        entity,
        id
    )
}

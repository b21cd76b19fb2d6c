//! 接访下访: a leader and those who came.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AppealId, DivisionId, PersonId, ReceptionId};
use huishang_domain::words::ReceptionKind;
use uuid::Uuid;

use crate::{StoreError, Tx};

/// A visitor, or visitors who came together, with their matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceptionRecord {
    /// Its id.
    pub id: ReceptionId,
    /// Its number.
    pub number: String,
    /// Who received them.
    pub leader_id: PersonId,
    /// The leader's post then.
    pub post: String,
    /// How.
    pub kind: ReceptionKind,
    /// When.
    pub received_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// The town that the matter lies in.
    pub town_id: Option<DivisionId>,
    /// How many came.
    pub visitor_count: i64,
    /// What it is about.
    pub matter: String,
    /// Who sat with the leader.
    pub companions: Option<String>,
    /// The first appeal that became of it.
    pub appeal_id: AppealId,
    /// Who came, as far as names are known.
    pub visitors: Vec<VisitorRecord>,
}

/// Who came: sensitive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitorRecord {
    /// The name.
    pub name: String,
    /// Whole, as it was given.
    pub phone: Option<String>,
    /// Whole, as it was given.
    pub id_number: Option<String>,
    /// Whole, as it was given.
    pub address: Option<String>,
}

/// Adds a reception and its visitors.
pub async fn add_reception(
    tx: &mut Tx,
    row: &ReceptionRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO receptions (id, number, leader_id, post, kind, received_at, place, town_id, visitor_count, matter,
                companions, appeal_id, created_at, created_by, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $13, $14)",
        row.id,
        &row.number,
        row.leader_id,
        &row.post,
        row.kind,
        row.received_at,
        &row.place,
        row.town_id,
        row.visitor_count,
        &row.matter,
        &row.companions,
        row.appeal_id,
        at,
        by
    )?;
    for (position, visitor) in (1_i64..).zip(&row.visitors) {
        execute!(
            tx,
            "INSERT INTO reception_visitors (id, reception_id, position, name, phone, id_number, address,
                    created_at, created_by, updated_at, updated_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $9)",
            Uuid::now_v7(),
            row.id,
            position,
            &visitor.name,
            &visitor.phone,
            &visitor.id_number,
            &visitor.address,
            at,
            by
        )?;
    }
    Ok(())
}

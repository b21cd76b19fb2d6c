//! Writing consultations, one or many, with their items, agencies and people.

use chrono::{DateTime, Utc};
use huishang_domain::ids::AccountId;
use uuid::Uuid;

use super::{AttendeeRecord, ConsultationRecord, ItemRecord, PartRecord, columns};
use crate::{StoreError, Tx};

/// Rows of one statement: at most 21 columns each, below SQLite's 32,766 values.
const PIECE: usize = 500;

/// Writes new consultations.
pub async fn insert_many(tx: &mut Tx, rows: &[ConsultationRecord]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(concat!("INSERT INTO consultations (", columns!(), ") "));
            query.push_values(piece, |mut row, c| {
                row.push_bind(c.id).push_bind(c.version).push_bind(&c.number).push_bind(&c.topic).push_bind(c.kind);
                row.push_bind(c.state).push_bind(c.requested_by_id).push_bind(c.town_id).push_bind(c.presiding_id);
                row.push_bind(c.room_id).push_bind(&c.place).push_bind(c.starts_at).push_bind(c.minutes);
                row.push_bind(c.hold_by_on).push_bind(c.held_at).push_bind(c.closed_at).push_bind(&c.remark);
                row.push_bind(c.created_at).push_bind(c.created_by).push_bind(c.updated_at).push_bind(c.updated_by);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes what is to be talked about.
pub async fn insert_items(tx: &mut Tx, rows: &[ItemRecord]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO consultation_items (id, consultation_id, position, appeal_id, case_id) ",
            );
            query.push_values(piece, |mut row, i| {
                row.push_bind(Uuid::now_v7()).push_bind(i.consultation_id).push_bind(i.position);
                row.push_bind(i.appeal_id).push_bind(i.case_id);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes which agencies take part, and as what.
pub async fn insert_agencies(tx: &mut Tx, rows: &[PartRecord]) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO consultation_agencies (consultation_id, agency_id, part, position) ",
            );
            query.push_values(piece, |mut row, p| {
                row.push_bind(p.consultation_id).push_bind(p.agency_id).push_bind(p.part).push_bind(p.position);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

/// Writes who is to attend.
pub async fn insert_people(
    tx: &mut Tx,
    rows: &[AttendeeRecord],
    by: Option<AccountId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO consultation_people (consultation_id, person_id, attendance, notified_at, created_at, \
                 created_by, updated_at, updated_by) ",
            );
            query.push_values(piece, |mut row, p| {
                row.push_bind(p.consultation_id).push_bind(p.person_id).push_bind(p.attendance);
                row.push_bind(p.notified_at).push_bind(at).push_bind(by).push_bind(at).push_bind(by);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
    }
    Ok(())
}

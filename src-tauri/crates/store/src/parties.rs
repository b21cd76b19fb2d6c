//! The people named in appeals and cases: the sensitive columns, in a table of their own.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AppealId, CaseId, PartyId};

use crate::{StoreError, Tx, texts};

/// Rows of one statement; see the bulk writer of appeals.
const PIECE: usize = 500;

/// A person named in an appeal or a case.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PartyRecord {
    /// Its id.
    pub id: PartyId,
    /// The appeal, if it is an appeal's.
    pub appeal_id: Option<AppealId>,
    /// The case, if it is a case's.
    pub case_id: Option<CaseId>,
    /// First, second …
    pub position: i64,
    /// The person's name.
    pub name: String,
    /// Whole, as it was given.
    pub phone: Option<String>,
    /// Whole, as it was given.
    pub id_number: Option<String>,
    /// Whole, as it was given.
    pub address: Option<String>,
}

/// The people of an appeal, in order.
pub async fn of_appeal(tx: &mut Tx, id: AppealId) -> Result<Vec<PartyRecord>, StoreError> {
    fetch_all!(
        tx,
        PartyRecord,
        "SELECT id, appeal_id, case_id, position, name, phone, id_number, address FROM parties
         WHERE appeal_id = $1 ORDER BY position, id",
        id
    )
}

/// The people of a case, in order.
pub async fn of_case(tx: &mut Tx, id: CaseId) -> Result<Vec<PartyRecord>, StoreError> {
    fetch_all!(
        tx,
        PartyRecord,
        "SELECT id, appeal_id, case_id, position, name, phone, id_number, address FROM parties
         WHERE case_id = $1 ORDER BY position, id",
        id
    )
}

/// The first person of each of these appeals.
pub async fn first_of_appeals(tx: &mut Tx, ids: &[AppealId]) -> Result<Vec<PartyRecord>, StoreError> {
    let mut found = Vec::new();
    for piece in ids.chunks(PIECE) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT id, appeal_id, case_id, position, name, phone, id_number, address FROM parties \
                 WHERE position = 1 AND appeal_id IN (",
            );
            let mut separated = query.separated(", ");
            for id in piece {
                separated.push_bind(*id);
            }
            query.push(")");
            query.build_query_as::<PartyRecord>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

/// All people of these appeals, in order.
pub async fn of_appeals(tx: &mut Tx, ids: &[AppealId]) -> Result<Vec<PartyRecord>, StoreError> {
    let mut found = Vec::new();
    for piece in ids.chunks(PIECE) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT id, appeal_id, case_id, position, name, phone, id_number, address FROM parties \
                 WHERE appeal_id IN (",
            );
            let mut separated = query.separated(", ");
            for id in piece {
                separated.push_bind(*id);
            }
            query.push(") ORDER BY appeal_id, position, id");
            query.build_query_as::<PartyRecord>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

/// Writes new people.
pub async fn insert_many(
    tx: &mut Tx,
    rows: &[PartyRecord],
    by: Option<AccountId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    for piece in rows.chunks(PIECE) {
        on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO parties (id, appeal_id, case_id, position, name, phone, id_number, address, \
                 created_at, created_by, updated_at, updated_by) ",
            );
            query.push_values(piece, |mut row, p| {
                row.push_bind(p.id).push_bind(p.appeal_id).push_bind(p.case_id).push_bind(p.position);
                row.push_bind(&p.name).push_bind(&p.phone).push_bind(&p.id_number).push_bind(&p.address);
                row.push_bind(at).push_bind(by).push_bind(at).push_bind(by);
            });
            query.build().execute(conn).await.map(|_| ())
        })?;
        texts::insert_people(tx, piece).await?;
    }
    Ok(())
}

/// Writes what is known of a person anew.
pub async fn update(
    tx: &mut Tx,
    row: &PartyRecord,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    execute!(
        tx,
        "UPDATE parties SET name = $2, phone = $3, id_number = $4, address = $5, version = version + 1,
                updated_at = $6, updated_by = $7 WHERE id = $1",
        row.id,
        &row.name,
        &row.phone,
        &row.id_number,
        &row.address,
        at,
        by
    )?;
    texts::renew_person(tx, row).await
}

/// Says at which place a person stands: 1, 2, 3 …
pub async fn set_position(tx: &mut Tx, id: PartyId, position: i64) -> Result<(), StoreError> {
    execute!(tx, "UPDATE parties SET position = $2, version = version + 1 WHERE id = $1", id, position)?;
    Ok(())
}

/// Takes a person out of an appeal.
pub async fn remove(tx: &mut Tx, id: PartyId) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM parties WHERE id = $1", id)?;
    Ok(())
}

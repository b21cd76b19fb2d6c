//! Who and which room is taken when.
//!
//! A person or room can't be in two consultations at once. On SQLite whoever writes has the file to themselves; on
//! PostgreSQL those who take a slot queue on one lock, so that each sees what the one before has written.

use chrono::{DateTime, TimeDelta, Utc};
use huishang_domain::ids::{ConsultationId, PersonId, RoomId};

use crate::{StoreError, Tx};

/// The most minutes that a consultation may last, as the migration says.
const LONGEST: i64 = 1_440;

/// The lock's name on PostgreSQL: any number, as long as it is this one everywhere.
const SLOTS: i64 = 0x6875_6973_6861_6e67;

/// A consultation that occupies people and perhaps a room.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct Occupied {
    pub id: ConsultationId,
    pub topic: String,
    pub starts_at: DateTime<Utc>,
    pub minutes: i64,
    pub room_id: Option<RoomId>,
}

impl Occupied {
    /// The first instant after it.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at.checked_add_signed(TimeDelta::minutes(self.minutes)).unwrap_or(self.starts_at)
    }
}

/// Somebody who presides over or attends a consultation.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Attending {
    /// Which one.
    pub consultation_id: ConsultationId,
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// Short name of their agency; empty where they have none.
    pub agency: String,
}

/// Waits until nobody else is taking a slot, and keeps the turn until the transaction ends.
pub async fn queue(tx: &mut Tx) -> Result<(), StoreError> {
    match tx {
        // BEGIN IMMEDIATE has the file's write lock already.
        Tx::Sqlite(_) => {}
        Tx::Postgres(conn) => {
            sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(SLOTS).execute(&mut **conn).await?;
        }
    }
    Ok(())
}

/// The consultations that last into the time from `from` to `to`, but for `except`; cancelled ones occupy nobody.
pub async fn between(
    tx: &mut Tx,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    except: Option<ConsultationId>,
) -> Result<Vec<Occupied>, StoreError> {
    // No engine's date arithmetic: those that may reach so far are fetched, and reckoned here.
    let earliest = from.checked_sub_signed(TimeDelta::minutes(LONGEST)).unwrap_or(from);
    let near: Vec<Occupied> = fetch_all!(
        tx,
        Occupied,
        "SELECT id, topic, starts_at, minutes, room_id FROM consultations
         WHERE starts_at > $1 AND starts_at < $2 AND state NOT IN ('cancelled', 'declined')
         ORDER BY starts_at, id",
        earliest,
        to
    )?;
    Ok(near.into_iter().filter(|c| Some(c.id) != except && c.ends_at() > from).collect())
}

/// Who presides over or attends these consultations.
pub async fn attending(tx: &mut Tx, ids: &[ConsultationId]) -> Result<Vec<Attending>, StoreError> {
    let mut found = Vec::new();
    for piece in ids.chunks(500) {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT x.consultation_id, p.id AS person_id, p.name, coalesce(g.short_name, '') AS agency
                 FROM (SELECT consultation_id, person_id FROM consultation_people
                       UNION SELECT id, presiding_id FROM consultations WHERE presiding_id IS NOT NULL) x
                 JOIN people p ON p.id = x.person_id LEFT JOIN agencies g ON g.id = p.agency_id
                 WHERE x.consultation_id IN (",
            );
            let mut separated = query.separated(", ");
            for id in piece {
                separated.push_bind(*id);
            }
            query.push(") ORDER BY p.id");
            query.build_query_as::<Attending>().fetch_all(conn).await
        })?);
    }
    Ok(found)
}

//! What an appeal is bound to besides its consultations and cases, and what people said of it.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::whistle::WhistleState;
use huishang_domain::ids::{ActionId, AppealId, ConsultationId, WhistleId};
use huishang_domain::words::{Entity, Satisfaction};
use uuid::Uuid;

use crate::{Sight, StoreError, Tx};

/// A whistle of an appeal.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct WhistleOf {
    /// Its id.
    pub id: WhistleId,
    /// Its number; empty while it has none.
    pub number: String,
    /// What the town asks for.
    pub title: String,
    /// Where it stands.
    pub state: WhistleState,
    /// When it was sent out, or else written.
    pub since: DateTime<Utc>,
    /// When it is due.
    pub due_at: Option<DateTime<Utc>>,
}

/// The whistles of an appeal that are in sight, newest first.
pub async fn whistles_of(tx: &mut Tx, id: AppealId, sight: Sight) -> Result<Vec<WhistleOf>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT w.id, coalesce(w.number, '') AS number, substr(w.asks_for, 1, 120) AS title, w.state, \
             coalesce(w.dispatched_at, w.created_at) AS since, w.due_at FROM whistles w WHERE w.appeal_id = ",
        );
        query.push_bind(id);
        match sight {
            Sight::All => {}
            Sight::Town(town) => {
                query.push(" AND w.town_id = ").push_bind(town);
            }
            Sight::Agency(agency) => {
                query.push(" AND (w.lead_id = ").push_bind(agency);
                query.push(" OR EXISTS (SELECT 1 FROM whistle_participants p WHERE p.whistle_id = w.id AND p.agency_id = ");
                query.push_bind(agency).push("))");
            }
            Sight::Nothing => {
                query.push(" AND 1 = 0");
            }
        }
        query.push(" ORDER BY w.round DESC, w.created_at DESC, w.id DESC");
        query.build_query_as::<WhistleOf>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// Where an appeal came from, or what else it became.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OriginOf {
    /// What kind of thing.
    pub entity: Entity,
    /// Its id.
    pub id: Uuid,
    /// Its number; empty where its kind has none.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Whether it is closed.
    pub closed: bool,
}

/// The receptions, visits, suggestions and mediations of an appeal that are in sight: everybody's, or a town's own.
pub async fn origins_of(tx: &mut Tx, id: AppealId, sight: Sight) -> Result<Vec<OriginOf>, StoreError> {
    let town = match sight {
        Sight::All => None,
        Sight::Town(town) => Some(town),
        Sight::Agency(_) | Sight::Nothing => return Ok(Vec::new()),
    };
    fetch_all!(
        tx,
        OriginOf,
        "SELECT 'reception' AS entity, r.id, r.number, substr(r.matter, 1, 120) AS title, r.closed_on IS NOT NULL AS closed
         FROM receptions r WHERE r.appeal_id = $1 AND ($2 IS NULL OR r.town_id = $2)
         UNION ALL
         SELECT 'visit', v.id, '', substr(i.text, 1, 120), i.closed_on IS NOT NULL
         FROM visit_items i JOIN visits v ON v.id = i.visit_id WHERE i.appeal_id = $1 AND ($2 IS NULL OR v.town_id = $2)
         UNION ALL
         SELECT 'suggestion', s.id, s.number, s.title, s.closed_on IS NOT NULL
         FROM suggestions s WHERE s.appeal_id = $1 AND ($2 IS NULL OR s.town_id = $2)
         UNION ALL
         SELECT 'mediation', m.id, m.number, b.name, m.outcome IS NOT NULL
         FROM mediations m JOIN mediation_brands b ON b.id = m.brand_id
         WHERE m.appeal_id = $1 AND ($2 IS NULL OR m.town_id = $2)
         ORDER BY 3, 2",
        id,
        town
    )
}

/// A decided action, with the consultation that decided it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ActionOf {
    /// Its id.
    pub id: ActionId,
    /// The consultation.
    pub consultation_id: ConsultationId,
    /// What is to be done.
    pub text: String,
    /// Short name of the agency that leads it.
    pub lead: String,
    /// By when.
    pub deadline: NaiveDate,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
}

/// The decided actions of the consultations about an appeal.
pub async fn actions_of(tx: &mut Tx, id: AppealId) -> Result<Vec<ActionOf>, StoreError> {
    fetch_all!(
        tx,
        ActionOf,
        "SELECT x.id, x.consultation_id, substr(x.text, 1, 200) AS text, g.short_name AS lead, x.deadline, x.created_at
         FROM actions x JOIN agencies g ON g.id = x.lead_id
         JOIN consultation_items i ON i.consultation_id = x.consultation_id
         WHERE i.appeal_id = $1 ORDER BY x.position, x.id",
        id
    )
}

/// What somebody said of a record.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Said {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub said_at: DateTime<Utc>,
    /// Who: whoever called back, or the agency that rates.
    pub said_by: String,
    /// The agency that is rated; none for a call-back.
    pub said_of: Option<String>,
    /// Whether the person was reached; none for a rating.
    pub reached: Option<bool>,
    /// A code of the list `resolution`.
    pub resolution: Option<String>,
    /// How satisfied.
    pub satisfaction: Option<Satisfaction>,
    /// In their words.
    pub comment: Option<String>,
}

/// The call-backs of a record.
pub async fn call_backs_of(tx: &mut Tx, entity: Entity, id: Uuid) -> Result<Vec<Said>, StoreError> {
    fetch_all!(
        tx,
        Said,
        "SELECT c.id, c.called_at AS said_at, c.by_name AS said_by, CAST(NULL AS TEXT) AS said_of, c.reached, c.resolution,
                c.satisfaction, c.comment
         FROM call_backs c WHERE c.entity = $1 AND c.entity_id = $2",
        entity,
        id
    )
}

/// The ratings of a record.
pub async fn ratings_of(tx: &mut Tx, entity: Entity, id: Uuid) -> Result<Vec<Said>, StoreError> {
    fetch_all!(
        tx,
        Said,
        "SELECT r.id, r.rated_at AS said_at, a.short_name AS said_by, b.short_name AS said_of, CAST(NULL AS BOOLEAN) AS reached, r.resolution,
                r.satisfaction, r.comment
         FROM ratings r JOIN agencies a ON a.id = r.rater_id JOIN agencies b ON b.id = r.rated_id
         WHERE r.entity = $1 AND r.entity_id = $2",
        entity,
        id
    )
}

/// When pairs with other appeals were first proposed: the other appeal's number, when, and how alike.
pub async fn pairs_of(
    tx: &mut Tx,
    id: AppealId,
    sight: Sight,
) -> Result<Vec<(Uuid, AppealId, String, DateTime<Utc>, i64)>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT d.id, a.id, a.number, d.created_at, d.score FROM duplicate_pairs d JOIN appeals a \
             ON a.id = CASE WHEN d.first_id = ",
        );
        query.push_bind(id).push(" THEN d.second_id ELSE d.first_id END WHERE (d.first_id = ").push_bind(id);
        query.push(" OR d.second_id = ").push_bind(id).push(")");
        super::push_sight!(query, sight);
        query.build_query_as::<(Uuid, AppealId, String, DateTime<Utc>, i64)>().fetch_all(conn).await
    })
    .map_err(StoreError::from)
}

/// The first appeal of this title whose text names `place`.
pub async fn titled(tx: &mut Tx, title: &str, place: &str) -> Result<Option<AppealId>, StoreError> {
    let row = fetch_optional!(
        tx,
        (AppealId,),
        "SELECT id FROM appeals WHERE title = $1 AND body LIKE $2 ESCAPE '!' ORDER BY received_at DESC, id LIMIT 1",
        title,
        &crate::text::contains(place)
    )?;
    Ok(row.map(|(id,)| id))
}

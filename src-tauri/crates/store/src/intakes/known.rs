//! People who have raised something before, for whoever types a name or a phone.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{DivisionId, PartyId};

use crate::appeals::push_sight;
use crate::parties::PartyRecord;
use crate::{Sight, StoreError, Tx};

/// Index entries looked at for each way of finding: the answer to one key press must not depend on how many people bear
/// a name.
const LOOKED_AT: i64 = 300;
/// The digits at the end of a phone by which it is found.
const PHONE_END: usize = 4;

/// Somebody known before.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct KnownRecord {
    /// The person, whole.
    #[sqlx(flatten)]
    pub party: PartyRecord,
    /// Where their matter belonged.
    pub division_id: Option<DivisionId>,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// What is compared with a typed text; each stands in an index of its own.
const NAME: &str = "p.name";
const GIVEN_NAME: &str = "substr(p.name, 2)";
const PHONE: &str = "p.phone";

/// The last four digits, as each engine's index has them.
fn phone_end(postgres: bool) -> &'static str {
    if postgres {
        "p.phone IS NOT NULL AND \"right\"(p.phone, 4)"
    } else {
        "p.phone IS NOT NULL AND substr(p.phone, -4)"
    }
}

/// Those in sight whose name or phone begins with `text`, whose name goes on so after the surname, or whose phone ends
/// with it; the latest first.
pub async fn known(tx: &mut Tx, text: &str, sight: Sight) -> Result<Vec<KnownRecord>, StoreError> {
    let postgres = matches!(tx, Tx::Postgres(_));
    let digits = text.chars().all(|c| c.is_ascii_digit() || c == '-');
    let ways: &[(&'static str, bool)] = if !digits {
        &[(NAME, true), (GIVEN_NAME, true)]
    } else if text.len() == PHONE_END {
        &[(PHONE, true), (phone_end(postgres), false)]
    } else {
        &[(PHONE, true)]
    };
    // By bytes, as the indexes are ordered; a range serves where LIKE would not use one.
    let (from, below) = if postgres { (" ~>=~ ", " ~<~ ") } else { (" >= ", " < ") };
    let mut found: Vec<KnownRecord> = Vec::new();
    for &(value, begins) in ways {
        found.extend(on!(tx, conn => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT p.id, p.appeal_id, p.case_id, p.position, p.name, p.phone, p.id_number, p.address, a.division_id, \
                 a.received_at FROM (SELECT p.id, p.appeal_id, p.case_id, p.position, p.name, p.phone, p.id_number, p.address \
                 FROM parties p WHERE ",
            );
            if begins {
                query.push(value).push(from).push_bind(text);
                query.push(" AND ").push(value).push(below).push_bind(format!("{text}\u{10FFFF}"));
            } else {
                query.push(value).push(" = ").push_bind(text);
            }
            query.push(" LIMIT ").push_bind(LOOKED_AT);
            query.push(") p JOIN appeals a ON a.id = p.appeal_id WHERE 1 = 1");
            push_sight!(query, sight);
            query.build_query_as::<KnownRecord>().fetch_all(conn).await
        })?);
    }
    found.sort_by(|a, b| b.received_at.cmp(&a.received_at).then(b.party.id.cmp(&a.party.id)));
    Ok(found)
}

/// A person of an appeal in sight.
pub async fn party(tx: &mut Tx, id: PartyId, sight: Sight) -> Result<Option<PartyRecord>, StoreError> {
    on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT p.id, p.appeal_id, p.case_id, p.position, p.name, p.phone, p.id_number, p.address \
             FROM parties p JOIN appeals a ON a.id = p.appeal_id WHERE p.id = ",
        );
        query.push_bind(id);
        push_sight!(query, sight);
        query.build_query_as::<PartyRecord>().fetch_optional(conn).await
    })
    .map_err(StoreError::from)
}

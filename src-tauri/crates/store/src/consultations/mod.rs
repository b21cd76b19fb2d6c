//! Consultations: who meets about what, when and where.

mod bulk;
mod detail;
mod ledger;
mod list;
mod papers;
mod slots;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::consultation::ConsultationState;
use huishang_domain::ids::{
    AccountId, AgencyId, AppealId, CaseId, ConsultationId, DivisionId, PersonId, RoomId,
};
use huishang_domain::words::{Attendance, ConsultationKind, Participation};

pub use bulk::{insert_agencies, insert_items, insert_many, insert_people};
pub use detail::{
    AttendeeShown, ConsultationShown, LinkedItem, Tally, appeals_of, attendees, by_id, cases_of,
    live_on_appeal, live_on_case, shown_extra, tally,
};
pub use ledger::{LedgerRow, ledger};
pub use list::{
    ConsultationFilter, ConsultationListRecord, ConsultationPosition, Participant, count, one, page,
    participants,
};
pub use papers::{
    CountersignatureRecord, MinutesRecord, PresenceRecord, add_countersignature, add_minutes, note_presence,
};
pub use slots::{Attending, Occupied, attending, between, queue};
pub use write::{Slot, forget_replies, mark_notified, set_slot, set_state};

/// Everything that a consultation's own row holds.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ConsultationRecord {
    pub id: ConsultationId,
    pub version: i64,
    pub number: Option<String>,
    pub topic: String,
    pub kind: ConsultationKind,
    pub state: ConsultationState,
    pub requested_by_id: Option<AgencyId>,
    pub town_id: Option<DivisionId>,
    pub presiding_id: Option<PersonId>,
    pub room_id: Option<RoomId>,
    pub place: Option<String>,
    pub starts_at: Option<DateTime<Utc>>,
    pub minutes: i64,
    pub hold_by_on: Option<NaiveDate>,
    pub held_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub remark: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<AccountId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<AccountId>,
}

/// A matter to be talked about: one appeal or one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ItemRecord {
    pub consultation_id: ConsultationId,
    pub position: i64,
    pub appeal_id: Option<AppealId>,
    pub case_id: Option<CaseId>,
}

/// An agency's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct PartRecord {
    pub consultation_id: ConsultationId,
    pub agency_id: AgencyId,
    pub part: Participation,
    pub position: i64,
}

/// Somebody who is to attend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct AttendeeRecord {
    pub consultation_id: ConsultationId,
    pub person_id: PersonId,
    pub attendance: Attendance,
    pub notified_at: Option<DateTime<Utc>>,
}

/// The columns of [`ConsultationRecord`], in its order, for `INSERT`.
macro_rules! columns {
    () => {
        "id, version, number, topic, kind, state, requested_by_id, town_id, presiding_id, room_id, place, starts_at, \
         minutes, hold_by_on, held_at, closed_at, remark, created_at, created_by, updated_at, updated_by"
    };
}
use columns;

/// Narrows a query over `consultations c` to what a person may see: their town's, or those that their agency takes
/// part in. What was said against their own unit never reaches them.
macro_rules! push_sight {
    ($query:expr, $sight:expr) => {
        match $sight {
            $crate::Sight::All => {}
            $crate::Sight::Town(town) => {
                $query.push(" AND (c.town_id = ").push_bind(town);
                $query.push(
                    " OR EXISTS (SELECT 1 FROM consultation_agencies p JOIN agencies g ON g.id = p.agency_id \
                     WHERE p.consultation_id = c.id AND g.division_id = ",
                );
                $query.push_bind(town).push(
                    ")) AND NOT EXISTS (SELECT 1 FROM consultation_items i \
                     JOIN appeal_subjects s ON s.appeal_id = i.appeal_id JOIN agencies g ON g.id = s.agency_id \
                     WHERE i.consultation_id = c.id AND g.division_id = ",
                );
                $query.push_bind(town).push(")");
            }
            $crate::Sight::Agency(agency) => {
                $query.push(
                    " AND EXISTS (SELECT 1 FROM consultation_agencies p WHERE p.consultation_id = c.id AND p.agency_id = ",
                );
                $query.push_bind(agency).push(
                    ") AND NOT EXISTS (SELECT 1 FROM consultation_items i \
                     JOIN appeal_subjects s ON s.appeal_id = i.appeal_id \
                     WHERE i.consultation_id = c.id AND s.agency_id = ",
                );
                $query.push_bind(agency).push(")");
            }
            $crate::Sight::Nothing => {
                $query.push(" AND 1 = 0");
            }
        }
    };
}
use push_sight;

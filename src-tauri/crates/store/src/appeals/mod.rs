//! Appeals: what came in, from where, and where it stands.

/// Still to be judged: what was closed elsewhere without a level isn't.
macro_rules! unjudged {
    () => {
        "a.level IS NULL AND a.state IN ('registered', 'deduplicated')"
    };
}
pub(crate) use unjudged;

mod bulk;
mod detail;
mod due;
mod figures;
mod filter;
mod hold;
mod life;
mod list;
mod order;
mod remind;
mod remove;
mod rows;
mod search;
mod subjects;
mod walks;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AccountId, AgencyId, AppealId, DivisionId, ImportId};
use huishang_domain::words::{AskKind, Channel, Level, Satisfaction};

pub use bulk::{Known, insert_many, known_by_content, known_by_number, records, renew, set_content_hash};
pub use detail::{Linked, by_id, cases_of, consultations_of, import_name, work_on};
pub use due::{
    Drift, DueError, Missing, Reckoner, clock_log, drift, open_under, reckon_again, reckon_all, write_due,
};
pub use figures::{TownFigures, Waiting, actions_overdue, by_level, by_town, flow, waiting};
pub use filter::AppealFilter;
pub use hold::hold;
pub use life::{
    ActionOf, OriginOf, Said, WhistleOf, actions_of, call_backs_of, origins_of, pairs_of, ratings_of, titled,
    whistles_of,
};
pub use list::{ListView, count, page};
pub use order::{AppealPosition, AppealSort};
pub use remind::{DueAppeal, Remind, Urgency, remind, remind_count};
pub use remove::remove_many;
pub use rows::{AppealListRecord, one, some};
pub use subjects::add_subject;
pub use write::{Moved, insert, merged_into, set_original, set_state, touch, update};

/// Everything that an appeal's own row holds.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct AppealRecord {
    pub id: AppealId,
    pub version: i64,
    pub number: String,
    pub channel: Channel,
    pub source: Option<String>,
    pub source_number: Option<String>,
    pub ask_kind: AskKind,
    pub level: Option<Level>,
    pub state: AppealState,
    pub title: String,
    pub body: String,
    pub category: String,
    pub source_category: Option<String>,
    pub division_id: Option<DivisionId>,
    pub town_id: Option<DivisionId>,
    pub place: Option<String>,
    pub people_concerned: i64,
    pub received_at: DateTime<Utc>,
    /// The day that the source itself set.
    pub source_deadline: Option<NaiveDate>,
    /// As it was read; writing it is [`due`]'s alone, and what stands here is passed over.
    pub deadline: Option<NaiveDate>,
    /// As [`AppealRecord::deadline`].
    pub warn_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub satisfaction: Option<Satisfaction>,
    pub handler_id: Option<AgencyId>,
    pub duplicate_of_id: Option<AppealId>,
    pub import_id: Option<ImportId>,
    pub content_hash: Option<Vec<u8>>,
    pub times_passed_on: i64,
    pub times_redone: i64,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<AccountId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<AccountId>,
}

/// The columns of [`AppealRecord`], in its order, for `INSERT`.
macro_rules! columns {
    () => {
        "id, version, number, channel, source, source_number, ask_kind, level, state, title, body, category, \
         source_category, division_id, town_id, place, people_concerned, received_at, source_deadline, deadline, \
         warn_at, closed_at, satisfaction, handler_id, duplicate_of_id, import_id, content_hash, times_passed_on, times_redone, created_at, \
         created_by, updated_at, updated_by"
    };
}
use columns;

/// Narrows a query over `appeals a` to what a person may see. A report against a person's own unit never reaches them.
macro_rules! push_sight {
    ($query:expr, $sight:expr) => {
        match $sight {
            $crate::Sight::All => {}
            $crate::Sight::Town(town) => {
                $query.push(" AND a.town_id = ").push_bind(town);
                $query.push(
                    " AND NOT EXISTS (SELECT 1 FROM appeal_subjects s JOIN agencies g ON g.id = s.agency_id \
                     WHERE s.appeal_id = a.id AND g.division_id = ",
                );
                $query.push_bind(town).push(")");
            }
            $crate::Sight::Agency(agency) => {
                $query.push(" AND a.handler_id = ").push_bind(agency);
                $query.push(" AND NOT EXISTS (SELECT 1 FROM appeal_subjects s WHERE s.appeal_id = a.id AND s.agency_id = ");
                $query.push_bind(agency).push(")");
            }
            $crate::Sight::Nothing => {
                $query.push(" AND 1 = 0");
            }
        }
    };
}
pub(crate) use push_sight;

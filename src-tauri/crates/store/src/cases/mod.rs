//! Cases: a dispute that one leader has taken on.

mod closing;
mod detail;
mod ledger;
mod list;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::case::CaseState;
use huishang_domain::ids::{AccountId, AgencyId, CaseId, DivisionId, PersonId};
use huishang_domain::words::{CaseLevel, Risk};

pub use closing::{
    PlanStepRecord, ResponsibleRecord, ResultRecord, add_member, add_plan_step, add_responsible, add_tick,
    set_result,
};
pub use detail::{
    CaseShown, LeaderShown, LinkedAppeal, ProgressShown, appeals_of, by_id, leaders_of, open_on_appeal,
    parties_of, progress_of, shown_extra,
};
pub use ledger::{LedgerRow, ledger};
pub use list::{CaseFilter, CaseListRecord, CasePosition, CaseView, count, one, page};
pub use write::{
    add_leader, end_leadership, insert_leaders, insert_many, insert_progress, link_appeals, set_state,
};

/// Everything that opening a case writes into its own row.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct CaseRecord {
    pub id: CaseId,
    pub version: i64,
    pub number: String,
    pub name: String,
    pub level: CaseLevel,
    pub risk: Risk,
    pub category: String,
    pub state: CaseState,
    pub division_id: Option<DivisionId>,
    pub town_id: Option<DivisionId>,
    pub responsible_id: AgencyId,
    pub contact_id: Option<PersonId>,
    pub demand: String,
    pub plan: Option<String>,
    pub people_concerned: i64,
    pub start_on: NaiveDate,
    /// The day that people set; none where the table of limits says it.
    pub set_due_on: Option<NaiveDate>,
    pub due_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
    pub last_progress_on: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<AccountId>,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Option<AccountId>,
}

/// Who led a case when, with the post as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct LeaderRecord {
    pub case_id: CaseId,
    pub person_id: PersonId,
    pub post: String,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
}

/// An entry of a case's progress.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the columns that the migration explains")]
pub struct ProgressRecord {
    pub case_id: CaseId,
    pub at: DateTime<Utc>,
    pub by_name: String,
    /// A code of the list `case_progress`.
    pub kind: String,
    pub text: String,
}

/// The columns of [`CaseRecord`], in its order.
macro_rules! columns {
    () => {
        "id, version, number, name, level, risk, category, state, division_id, town_id, responsible_id, contact_id, \
         demand, plan, people_concerned, start_on, set_due_on, due_on, ended_on, last_progress_on, created_at, created_by, \
         updated_at, updated_by"
    };
}
use columns;

/// Whether `cases c` is still under way; the same states as `flow::case::is_open`.
macro_rules! open {
    () => {
        "c.state NOT IN ('resolved', 'concluded', 'referred', 'called_back', 'archived', 'declined')"
    };
}
use open;

/// Narrows a query over `cases c` to what a person may see: their town's, or those that their agency answers for.
/// What was said against their own unit never reaches them.
macro_rules! push_sight {
    ($query:expr, $sight:expr) => {
        match $sight {
            $crate::Sight::All => {}
            $crate::Sight::Town(town) => {
                $query.push(" AND (c.town_id = ").push_bind(town);
                $query.push(
                    " OR EXISTS (SELECT 1 FROM agencies g WHERE g.id = c.responsible_id AND g.division_id = ",
                );
                $query.push_bind(town).push(
                    ")) AND NOT EXISTS (SELECT 1 FROM case_appeals l JOIN appeal_subjects s ON s.appeal_id = l.appeal_id \
                     JOIN agencies g ON g.id = s.agency_id WHERE l.case_id = c.id AND g.division_id = ",
                );
                $query.push_bind(town).push(")");
            }
            $crate::Sight::Agency(agency) => {
                $query.push(" AND (c.responsible_id = ").push_bind(agency);
                $query.push(
                    " OR EXISTS (SELECT 1 FROM case_responsibles x WHERE x.case_id = c.id AND x.agency_id = ",
                );
                $query.push_bind(agency).push(
                    ")) AND NOT EXISTS (SELECT 1 FROM case_appeals l JOIN appeal_subjects s ON s.appeal_id = l.appeal_id \
                     WHERE l.case_id = c.id AND s.agency_id = ",
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

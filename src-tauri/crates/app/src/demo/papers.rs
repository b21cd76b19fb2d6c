//! What only the two standing examples leave behind: whistles, minutes, ratings, call-backs, a case's closing papers.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::case::PetitionEnded;
use huishang_domain::ids::{AgencyId, CaseId, PersonId, WhistleId};
use huishang_domain::numbering::first_patterns;
use huishang_store::Tx;
use huishang_store::cases::{self, PlanStepRecord, ResponsibleRecord, ResultRecord};
use huishang_store::consultations::{self, CountersignatureRecord, MinutesRecord, PresenceRecord};
use huishang_store::ratings::{self, CallBackRecord, RatingRecord};
use huishang_store::whistles::{self, ParticipantRecord, WhistleRecord};

use super::accounts::Accounts;
use super::walk::By;
use crate::{AppError, numbers};

/// The counter that whistles take their numbers from.
const WHISTLES: &str = "whistle";

/// One of them.
pub(super) enum Paper {
    Whistle(Box<WhistleRecord>, Vec<ParticipantRecord>),
    WhistleExtended {
        id: WhistleId,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        reason: &'static str,
        at: DateTime<Utc>,
    },
    Presence(PresenceRecord),
    Minutes(MinutesRecord),
    Countersigned(CountersignatureRecord),
    Rated(RatingRecord),
    CalledBack(CallBackRecord),
    CaseEnded {
        id: CaseId,
        result: &'static str,
    },
    CaseTick {
        id: CaseId,
        item: &'static str,
        evidence: &'static str,
        at: DateTime<Utc>,
    },
    CaseResponsible(ResponsibleRecord, DateTime<Utc>),
    CaseMember {
        id: CaseId,
        person: PersonId,
        duty: &'static str,
        at: DateTime<Utc>,
    },
    CaseStep {
        id: CaseId,
        position: i64,
        text: &'static str,
        agency: AgencyId,
        due_on: NaiveDate,
        done_on: NaiveDate,
        at: DateTime<Utc>,
    },
}

/// Writes them; what they belong to is written by now.
pub(super) async fn write(tx: &mut Tx, papers: Vec<Paper>, who: &Accounts) -> Result<(), AppError> {
    let by = Some(who.loader());
    let (head, _) = who.of(By::Head);
    for paper in papers {
        match paper {
            Paper::Whistle(mut row, participants) => {
                let approved = row.approved_at.unwrap_or(row.created_at);
                row.number = Some(numbers::take(tx, WHISTLES, first_patterns::WHISTLE, approved).await?);
                whistles::insert(tx, &row, by).await?;
                for participant in &participants {
                    whistles::insert_participant(tx, participant, by, row.updated_at).await?;
                }
            }
            Paper::WhistleExtended { id, from, to, reason, at } => {
                whistles::insert_extension(tx, id, (from, to), reason, (head, at)).await?;
            }
            Paper::Presence(row) => {
                let at = row.checked_in_at.unwrap_or(row.replied_at);
                consultations::note_presence(tx, &row, (who.of(By::Clerk).0, at)).await?;
            }
            Paper::Minutes(row) => consultations::add_minutes(tx, &row, by).await?,
            Paper::Countersigned(row) => consultations::add_countersignature(tx, &row, by).await?,
            Paper::Rated(row) => ratings::add_rating(tx, &row, by).await?,
            Paper::CalledBack(row) => ratings::add_call_back(tx, &row, by).await?,
            Paper::CaseEnded { id, result } => {
                let row = ResultRecord {
                    case_id: id,
                    result: result.to_owned(),
                    outcome: "success",
                    petition_ended: PetitionEnded::Yes,
                    first_reviewer_id: head,
                    second_reviewer_id: who.of(By::SecondHead).0,
                };
                cases::set_result(tx, &row).await?;
            }
            Paper::CaseTick { id, item, evidence, at } => {
                cases::add_tick(tx, id, (item, evidence), (by, at)).await?;
            }
            Paper::CaseResponsible(row, at) => cases::add_responsible(tx, &row, (by, at)).await?,
            Paper::CaseMember { id, person, duty, at } => {
                cases::add_member(tx, id, (person, duty), (by, at)).await?;
            }
            Paper::CaseStep { id, position, text, agency, due_on, done_on, at } => {
                let row = PlanStepRecord {
                    case_id: id,
                    position,
                    text: text.to_owned(),
                    agency_id: agency,
                    due_on,
                    done_on: Some(done_on),
                };
                cases::add_plan_step(tx, &row, (by, at)).await?;
            }
        }
    }
    Ok(())
}

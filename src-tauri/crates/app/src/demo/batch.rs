//! What has been invented and waits to be written, and writing it in the order that references ask for.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use huishang_domain::clock::ClockKind;
use huishang_domain::ids::{ActionId, AgencyId, AppealId, CaseId};
use huishang_store::actions::{self, ActionRecord};
use huishang_store::appeals::{self, AppealRecord, Missing, Reckoner};
use huishang_store::cases::{self, CaseRecord, LeaderRecord};
use huishang_store::clocks::{self, ClockRecord};
use huishang_store::consultations::{self, AttendeeRecord, ConsultationRecord, ItemRecord, PartRecord};
use huishang_store::moves::{self, NewMove};
use huishang_store::parties::{self, PartyRecord};
use huishang_store::{Tx, actions as action_store};

use super::accounts::Accounts;
use super::walk::{By, Taken};
use crate::AppError;

/// A consultation with all that hangs on it.
#[derive(Debug)]
pub(super) struct Meeting {
    pub record: ConsultationRecord,
    /// When it took its number; never, if it wasn't approved.
    pub numbered_at: Option<DateTime<Utc>>,
    pub items: Vec<ItemRecord>,
    pub parts: Vec<PartRecord>,
    pub people: Vec<AttendeeRecord>,
    pub actions: Vec<ActionRecord>,
    pub helping: Vec<(ActionId, AgencyId)>,
    pub progress: Vec<actions::ProgressRecord>,
}

/// A case with all that hangs on it.
#[derive(Debug)]
pub(super) struct Affair {
    pub record: CaseRecord,
    pub appeals: Vec<AppealId>,
    pub leader: LeaderRecord,
    pub progress: Vec<cases::ProgressRecord>,
    pub parties: Vec<PartyRecord>,
}

/// What is written together.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub appeals: Vec<AppealRecord>,
    /// What the clocks of these appeals are told.
    pub clocks: Vec<ClockRecord>,
    pub parties: Vec<PartyRecord>,
    pub affairs: Vec<Affair>,
    pub meetings: Vec<Meeting>,
    pub taken: Vec<Taken>,
}

impl Batch {
    /// Writes everything and is empty afterwards.
    pub async fn write(
        &mut self,
        tx: &mut Tx,
        (who, reckoner): (&Accounts, &Reckoner),
        at: DateTime<Utc>,
    ) -> Result<(), AppError> {
        let by = Some(who.loader());
        for row in &mut self.appeals {
            (row.created_by, row.updated_by) = (by, by);
        }
        appeals::insert_many(tx, &self.appeals, reckoner).await?;
        self.write_clocks(tx, who, reckoner).await?;
        self.write_affairs(tx, who, at).await?;
        parties::insert_many(tx, &self.parties, by, at).await?;
        self.write_meetings(tx, who, at).await?;
        let rows: Vec<_> = self
            .taken
            .iter()
            .map(|t| {
                let (by_account_id, by_name) = who.of(t.by);
                NewMove {
                    entity: t.entity,
                    entity_id: t.id,
                    from_state: t.from,
                    to_state: t.to,
                    mv: t.mv,
                    by_account_id,
                    by_name,
                    at: t.at,
                    reason: t.reason.as_deref(),
                }
            })
            .collect();
        moves::add_many(tx, &rows).await?;
        *self = Self::default();
        Ok(())
    }

    async fn write_clocks(
        &mut self,
        tx: &mut Tx,
        who: &Accounts,
        reckoner: &Reckoner,
    ) -> Result<(), AppError> {
        let ((clerk, clerk_name), (head, head_name)) = (who.of(By::Clerk), who.of(By::Head));
        for entry in &mut self.clocks {
            (entry.by_account_id, entry.by_name) = (Some(clerk), clerk_name.to_owned());
            if entry.kind == ClockKind::Extended {
                (entry.approved_by, entry.approver_name) = (Some(head), Some(head_name.to_owned()));
            }
        }
        clocks::add_many(tx, &self.clocks).await?;
        let moved: BTreeSet<_> = self.clocks.iter().map(|entry| AppealId(entry.entity_id)).collect();
        for id in moved {
            appeals::write_due(tx, reckoner, id, Missing::Empty).await?;
        }
        Ok(())
    }

    async fn write_affairs(
        &mut self,
        tx: &mut Tx,
        who: &Accounts,
        at: DateTime<Utc>,
    ) -> Result<(), AppError> {
        if self.affairs.is_empty() {
            return Ok(());
        }
        let by = Some(who.loader());
        let (mut records, mut links, mut leaders, mut progress) = (vec![], vec![], vec![], vec![]);
        for mut affair in self.affairs.drain(..) {
            (affair.record.created_by, affair.record.updated_by) = (by, by);
            links.extend(affair.appeals.iter().map(|appeal| (affair.record.id, *appeal)));
            leaders.push(affair.leader);
            progress.extend(affair.progress);
            self.parties.extend(affair.parties);
            records.push(affair.record);
        }
        let links: Vec<(CaseId, AppealId)> = links;
        cases::insert_many(tx, &records).await?;
        cases::link_appeals(tx, &links).await?;
        cases::insert_leaders(tx, &leaders, by, at).await?;
        cases::insert_progress(tx, &progress, by).await?;
        Ok(())
    }

    async fn write_meetings(
        &mut self,
        tx: &mut Tx,
        who: &Accounts,
        at: DateTime<Utc>,
    ) -> Result<(), AppError> {
        if self.meetings.is_empty() {
            return Ok(());
        }
        let by = Some(who.loader());
        let (mut records, mut items, mut parts, mut people) = (vec![], vec![], vec![], vec![]);
        let (mut actions, mut helping, mut progress) = (vec![], vec![], vec![]);
        for mut meeting in self.meetings.drain(..) {
            (meeting.record.created_by, meeting.record.updated_by) = (by, by);
            for action in &mut meeting.actions {
                (action.created_by, action.updated_by) = (by, by);
                action.closed_by = action.closed_on.and(by);
            }
            records.push(meeting.record);
            items.extend(meeting.items);
            parts.extend(meeting.parts);
            people.extend(meeting.people);
            actions.extend(meeting.actions);
            helping.extend(meeting.helping);
            progress.extend(meeting.progress);
        }
        consultations::insert_many(tx, &records).await?;
        consultations::insert_items(tx, &items).await?;
        consultations::insert_agencies(tx, &parts).await?;
        consultations::insert_people(tx, &people, by, at).await?;
        action_store::insert_many(tx, &actions).await?;
        action_store::insert_agencies(tx, &helping).await?;
        action_store::insert_progress(tx, &progress, by).await?;
        Ok(())
    }
}

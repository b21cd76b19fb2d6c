//! What a person should be reminded of now, by the same calendar as the deadlines themselves.
//!
//! The last working day before days off also tells of what falls due on them. On a day off only what is due at an hour
//! of that day and the cases of red risk are told [ours].

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::calendar::Calendar;
use huishang_domain::light::{WARN_AT_PERCENT, light_of_action};
use huishang_domain::limits::Decision;
use huishang_domain::time::{end_of_day, local_date};
use huishang_domain::words::{Entity, Light, Risk};
use huishang_store::appeals::{ListView, Reckoner, Remind, Urgency, remind, remind_count};
use huishang_store::cases::{self, CaseFilter};
use huishang_store::{Sight, Tx, actions, extensions};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::decides;
use super::dto::{ExtensionRequest, PendingExtension};
use super::subject::Subject;
use crate::cases::{list_view, row::warn_at_percent};
use crate::{Actor, App, AppError};

/// How many of each kind are named; the rest are counted.
const NAMED: i64 = 50;
/// How many actions and cases are looked at.
const LOOKED_AT: i64 = 1_000;

/// One thing to be reminded of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Reminder {
    /// An appeal, a case or a decided action.
    pub entity: Entity,
    /// Which.
    pub id: Uuid,
    /// Of an action, the consultation in which it was decided.
    pub consultation_id: Option<Uuid>,
    /// Its number, where it has one.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// The last day in time.
    pub deadline: NaiveDate,
    /// The first instant that is late.
    pub due_at: DateTime<Utc>,
}

/// What a person should be reminded of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Reminders {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Whether it is worked today; on a day off only what is urgent is told.
    pub working_day: bool,
    /// The last day that counts as due today: the day before the next working day.
    pub until: NaiveDate,
    /// How many are late.
    pub overdue_count: i64,
    /// How many are due today, or on the days off that follow.
    pub due_count: i64,
    /// How many are due later, with most of their time gone.
    pub soon_count: i64,
    /// The most urgent of them.
    pub overdue: Vec<Reminder>,
    /// As above.
    pub due: Vec<Reminder>,
    /// As above.
    pub soon: Vec<Reminder>,
    /// Requests that wait for this person's decision.
    pub to_decide: Vec<PendingExtension>,
    /// This person's own requests that wait for somebody else.
    pub asked: Vec<PendingExtension>,
}

/// What a person should be reminded of now, over what they may see.
pub async fn reminders(app: &App, actor: &Actor) -> Result<Reminders, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let (now, sight) = (app.clock.now(), actor.sight(scope));
    let calendar = crate::calendar::current(&mut tx).await?;
    let mut told = Reminders::on(local_date(now), &calendar);
    told.add_appeals(&mut tx, (sight, now)).await?;
    if let Ok(scope) = actor.require(UseCase::ViewCases) {
        told.add_cases(&mut tx, (actor.sight(scope), now)).await?;
    }
    if let Ok(scope) = actor.require(UseCase::ViewConsultations) {
        told.add_actions(&mut tx, (actor.sight(scope), now)).await?;
    }
    told.add_requests(&mut tx, actor, sight).await?;
    Ok(told)
}

impl Reminders {
    /// Where the calendar doesn't hold a year, every day counts as worked: better reminded once too often.
    fn on(today: NaiveDate, calendar: &Calendar) -> Self {
        let working_day = calendar.is_working_day(today).unwrap_or(true);
        let next = calendar.next_working_day(today).ok().and_then(|day| day.pred_opt());
        Self {
            today,
            working_day,
            until: next.filter(|_| working_day).unwrap_or(today),
            overdue_count: 0,
            due_count: 0,
            soon_count: 0,
            overdue: Vec::new(),
            due: Vec::new(),
            soon: Vec::new(),
            to_decide: Vec::new(),
            asked: Vec::new(),
        }
    }

    fn of(&mut self, urgency: Urgency) -> (&mut Vec<Reminder>, &mut i64) {
        match urgency {
            Urgency::Overdue => (&mut self.overdue, &mut self.overdue_count),
            Urgency::Due => (&mut self.due, &mut self.due_count),
            Urgency::Soon => (&mut self.soon, &mut self.soon_count),
        }
    }

    fn add(&mut self, urgency: Urgency, reminder: Reminder) {
        let (list, count) = self.of(urgency);
        list.push(reminder);
        *count += 1;
    }

    /// How urgent what is due on a day is, by its light.
    fn urgency(&self, light: Light, due_on: NaiveDate) -> Option<Urgency> {
        match light {
            Light::Red => Some(Urgency::Overdue),
            _ if due_on <= self.until => Some(Urgency::Due),
            Light::Yellow => Some(Urgency::Soon),
            Light::Green => None,
        }
    }

    async fn add_appeals(
        &mut self,
        tx: &mut Tx,
        (sight, now): (Sight, DateTime<Utc>),
    ) -> Result<(), AppError> {
        let view = ListView { sight, now, today: self.today };
        let by_the_hour = (!self.working_day).then(|| end_of_day(self.today));
        let wanted = Remind { view, until: self.until, by_the_hour };
        for urgency in [Urgency::Overdue, Urgency::Due, Urgency::Soon] {
            let rows = remind(tx, wanted, urgency, NAMED).await?;
            let found = remind_count(tx, wanted, urgency).await?;
            let (list, count) = self.of(urgency);
            *count += found;
            list.extend(rows.into_iter().map(|row| Reminder {
                entity: Entity::Appeal,
                id: row.id.0,
                consultation_id: None,
                number: row.number,
                title: row.title,
                deadline: row.deadline,
                due_at: row.due_at,
            }));
        }
        Ok(())
    }

    async fn add_cases(&mut self, tx: &mut Tx, (sight, now): (Sight, DateTime<Utc>)) -> Result<(), AppError> {
        let view = list_view(sight, now, warn_at_percent(tx).await?);
        for light in [Light::Red, Light::Yellow] {
            let risks = if self.working_day { Vec::new() } else { vec![Risk::Red] };
            let filter = CaseFilter { live: true, light: Some(light), risks, ..CaseFilter::default() };
            for row in cases::page(tx, &filter, view, None, LOOKED_AT).await? {
                let Some(urgency) = self.urgency(light, row.due_on) else { continue };
                let reminder = Reminder {
                    entity: Entity::Case,
                    id: row.id.0,
                    consultation_id: None,
                    number: row.number,
                    title: row.name,
                    deadline: row.due_on,
                    due_at: end_of_day(row.due_on),
                };
                self.add(urgency, reminder);
            }
        }
        Ok(())
    }

    async fn add_actions(
        &mut self,
        tx: &mut Tx,
        (sight, now): (Sight, DateTime<Utc>),
    ) -> Result<(), AppError> {
        if !self.working_day {
            return Ok(());
        }
        for row in actions::open(tx, sight, LOOKED_AT).await? {
            let reported = row.last_progress_on.is_some();
            let light = light_of_action(row.created_at, row.deadline, now, WARN_AT_PERCENT, reported);
            let Some(urgency) = self.urgency(light, row.deadline) else { continue };
            let reminder = Reminder {
                entity: Entity::Action,
                id: row.id.0,
                consultation_id: row.consultation_id.map(|id| id.0),
                number: String::new(),
                title: row.text,
                deadline: row.deadline,
                due_at: end_of_day(row.deadline),
            };
            self.add(urgency, reminder);
        }
        for list in [&mut self.overdue, &mut self.due, &mut self.soon] {
            list.sort_by_key(|reminder| (reminder.due_at, reminder.id));
        }
        Ok(())
    }

    async fn add_requests(&mut self, tx: &mut Tx, actor: &Actor, sight: Sight) -> Result<(), AppError> {
        let reckoner = Reckoner::load(tx).await?;
        for row in extensions::pending(tx).await? {
            let own = row.asked_by == actor.account_id;
            let may_decide = decides(tx, actor, own).await?;
            if !own && !may_decide {
                continue;
            }
            let subject = match Subject::find(tx, row.entity, row.entity_id, sight).await {
                Ok(found) if found.is_open() && row.decision == Decision::Pending => found,
                Ok(_) | Err(AppError::NotFound { .. } | AppError::Invalid { .. }) => continue,
                Err(other) => return Err(other),
            };
            let log = subject.log(tx).await?;
            let (number, title) = subject.name();
            let (number, title) = (number.to_owned(), title.to_owned());
            let (entity, id, deadline) = (row.entity, row.entity_id, subject.deadline());
            let request = ExtensionRequest::new(row, own, may_decide);
            let mut more = log.clone();
            more.push(subject.entry(&log, request.asked_at, request.more));
            let granted = subject.foreseen(tx, &reckoner, &more).await?;
            let list = if may_decide { &mut self.to_decide } else { &mut self.asked };
            list.push(PendingExtension { request, entity, id, number, title, deadline, granted });
        }
        Ok(())
    }
}

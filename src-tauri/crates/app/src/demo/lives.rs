//! One appeal's whole life, from the first word to the archive, or as far as it has come by now.

use std::borrow::Cow;
use std::collections::VecDeque;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use huishang_domain::clock::ClockKind;
use huishang_domain::flow::appeal::{AppealFacts, AppealMove as M, AppealState, level_of};
use huishang_domain::ids::{AccountId, AppealId, PartyId};
use huishang_domain::limits::{Limit, LimitCode, Unit, of_appeal};
use huishang_domain::time::{end_of_day, local_date};
use huishang_domain::words::{Channel, Entity, Level, Satisfaction};
use huishang_store::appeals::{AppealRecord, Reckoner};
use huishang_store::clocks::ClockRecord;
use huishang_store::parties::PartyRecord;
use uuid::Uuid;

use super::batch::{Affair, Batch, Meeting};
use super::days::OfficeDays;
use super::diary::Diary;
use super::dice::Dice;
use super::directory::Directory;
use super::matters::{Earlier, Matter, Path, REMEMBERED, channels};
use super::names;
use super::papers::Paper;
use super::walk::{By, Stop, Walk, so_far};
use crate::AppError;

/// Invents lives; what is finished waits in `batch`.
pub(super) struct Maker<'a> {
    pub directory: &'a Directory,
    pub days: &'a OfficeDays,
    pub reckoner: &'a Reckoner,
    pub dice: Dice,
    /// The moment up to which lives have come.
    pub now: DateTime<Utc>,
    /// How many appeals there will be, which says how many of them can be consulted about.
    pub appeals: usize,
    pub batch: Batch,
    pub diary: Diary,
    /// Still without their numbers, which go by the time of approval.
    pub meetings: Vec<Meeting>,
    pub affairs: Vec<Affair>,
    pub recent: VecDeque<Earlier>,
    /// Cases invented so far.
    pub cases: usize,
    /// What the examples leave behind; written when everything else is.
    pub papers: Vec<Paper>,
}

/// More time: what its clock is told, and the day that comes of it.
pub(super) struct Longer {
    log: Vec<ClockRecord>,
    last_day: Option<NaiveDate>,
}

/// An appeal on its way.
pub(super) struct Life {
    pub record: AppealRecord,
    pub walk: Walk<AppealState>,
    pub facts: AppealFacts,
    /// The longer time that it gets once it is judged to be big or hard.
    pub longer: Option<Longer>,
}

impl Life {
    /// Takes a step; the record follows, as it does in the use cases.
    pub fn step(
        &mut self,
        mv: M,
        (by, at): (By, DateTime<Utc>),
        reason: Option<Cow<'static, str>>,
        batch: &mut Batch,
    ) -> Result<(), Stop> {
        let level = level_of(mv).or(self.record.level);
        let facts = AppealFacts { has_reason: reason.is_some(), level, least_level: level, ..self.facts };
        self.walk.step(mv, &facts, (by, at), reason, &mut batch.taken)?;
        let row = &mut self.record;
        row.state = self.walk.state;
        if matches!(mv, M::JudgeBig | M::JudgeHard)
            && let Some(longer) = self.longer.take()
        {
            row.deadline = longer.last_day;
            let at = self.walk.at;
            batch.clocks.extend(longer.log.into_iter().map(|entry| ClockRecord { at, ..entry }));
        }
        row.level = if mv == M::WithdrawJudgement { None } else { level };
        match row.state {
            AppealState::Done => row.closed_at = Some(self.walk.at),
            AppealState::CalledBack => {}
            AppealState::Archived => row.closed_at = row.closed_at.or(Some(self.walk.at)),
            _ => (row.closed_at, row.satisfaction) = (None, None),
        }
        (row.version, row.updated_at) = (self.walk.steps, self.walk.at);
        Ok(())
    }
}

/// An id that goes with an appeal's, so that the same seed gives the same.
fn beside(id: AppealId, kind: ClockKind) -> Uuid {
    let mut bytes = *id.0.as_bytes();
    bytes[15] ^= 1 + kind as u8;
    Uuid::from_bytes(bytes)
}

impl Maker<'_> {
    /// Invents the life of what came at `received`.
    pub fn appeal(
        &mut self,
        received: DateTime<Utc>,
        number: impl FnMut(DateTime<Utc>) -> String,
    ) -> Result<(), AppError> {
        let path = self.path(received);
        let (matter, original) = match self.recent.is_empty() || path != Path::Repeats {
            true => (self.matter(path), None),
            false => self.repeated(),
        };
        let path = if path == Path::Repeats && original.is_none() { Path::Locally } else { path };
        let mut life = self.registered(received, path, &matter, number);
        life.record.duplicate_of_id = original;
        life.facts.is_duplicate = original.is_some();
        if original.is_none() {
            self.recent.push_back(Earlier {
                id: life.record.id,
                topic: matter.topic,
                town: matter.town,
                village: matter.village,
                title: matter.title.clone(),
                body: matter.body.clone(),
                place: matter.place.clone(),
            });
            if self.recent.len() > REMEMBERED {
                self.recent.pop_front();
            }
        }
        so_far(self.live(&mut life, path, &matter))?;
        let party = self.party_of(&life.record);
        self.batch.parties.push(party);
        self.batch.appeals.push(life.record);
        Ok(())
    }

    fn registered(
        &mut self,
        received: DateTime<Utc>,
        path: Path,
        matter: &Matter,
        mut number: impl FnMut(DateTime<Utc>) -> String,
    ) -> Life {
        let channel = self.dice.weighted(channels(path));
        let day = local_date(received);
        // On the same day, so that its number bears the month in which it came.
        let last = (end_of_day(day) - TimeDelta::seconds(1)).min(self.now);
        let created = self.dice.minutes_after(received, 2, 30).min(last).max(received);
        let id = AppealId(self.dice.id(created));
        let (source_deadline, deadline) = self.due(received, channel);
        let agreed = self.agreed(path);
        let town = &self.directory.towns[matter.town];
        let by_town = self.dice.percent(35);
        let handler = if by_town { town.office.as_str() } else { matter.topic.lead };
        let handler_id = self.directory.office(handler).ok().map(|office| office.record.id);
        let number = number(created);
        let source_number = (channel == Channel::Hotline)
            .then(|| format!("YS{}{}", day.format("%Y%m%d"), number.rsplit('-').next().unwrap_or_default()));
        let by = if channel == Channel::Hotline { By::Clerk } else { By::Town };
        let walk = Walk::begin((id.0, "register"), by, created, self.now, &mut self.batch.taken);
        let record = AppealRecord {
            id,
            version: 1,
            number,
            channel,
            source: source_number.as_ref().map(|_| channel.code().to_owned()),
            source_number,
            ask_kind: matter.topic.ask,
            level: None,
            state: walk.state,
            title: matter.title.clone(),
            body: matter.body.clone(),
            category: matter.topic.category.to_owned(),
            source_category: None,
            division_id: Some(town.villages[matter.village].id),
            town_id: Some(town.record.id),
            place: Some(format!("{}{}", town.record.name, matter.place)),
            people_concerned: matter.people,
            received_at: received,
            source_deadline,
            deadline,
            warn_at: None,
            closed_at: None,
            satisfaction: None,
            handler_id,
            duplicate_of_id: None,
            import_id: None,
            content_hash: None,
            times_passed_on: 0,
            times_redone: 0,
            created_at: created,
            created_by: None,
            updated_at: created,
            updated_by: None,
        };
        let longer = agreed.and_then(|agreed| self.longer(&record, agreed));
        Life { record, walk, facts: AppealFacts::default(), longer }
    }

    /// The day that the source set, and the last day.
    fn due(&self, received: DateTime<Utc>, channel: Channel) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self.reckoner.first_due(channel, received, None) {
            Ok(due) => (None, due.last_day()),
            // Where the calendar's next year isn't held yet, the source is taken to have said a day itself.
            Err(_) => {
                let week = local_date(received) + Days::new(7);
                (Some(week), Some(week))
            }
        }
    }

    /// The level that a matter turns out to have, and within how many days it is agreed to be done then.
    fn agreed(&mut self, path: Path) -> Option<(Level, i64)> {
        match path {
            Path::Consultation => Some((Level::Big, self.dice.between(60, 90))),
            Path::Case => Some((Level::Hard, self.dice.between(90, 120))),
            _ => None,
        }
    }

    /// The longer time that is approved for it: a hard matter comes under the limit of cases, unless it is a petition;
    /// and what is agreed on beyond the limit is an extension.
    fn longer(&self, record: &AppealRecord, (level, days): (Level, i64)) -> Option<Longer> {
        let received = record.received_at;
        let thing = (Entity::Appeal, record.id.0);
        // Whoever stands for these steps is known when they are written.
        let entry = |kind: ClockKind| ClockRecord {
            id: beside(record.id, kind),
            ..ClockRecord::new(thing, kind, received, (AccountId(record.id.0), ""))
        };
        let wanted = of_appeal(record.channel, Some(level));
        let mut log = Vec::new();
        if wanted != of_appeal(record.channel, None) {
            log.push(entry(ClockKind::LimitChanged).under(self.reckoner.limits().at(wanted, received)?));
        }
        let day = local_date(received) + Days::new(u64::try_from(days).unwrap_or_default());
        let limit = self.reckoner.due(record, &log).ok()?.last_day()?;
        let most = if wanted == LimitCode::PetitionClose { 30 } else { 365 };
        let more = u32::try_from((day - limit).num_days()).unwrap_or_default().min(most);
        if more > 0 {
            let reason = "情况复杂，须多方共同办理".to_owned();
            let by = Limit { amount: more, unit: Unit::Day };
            log.push(ClockRecord { reason: Some(reason), ..entry(ClockKind::Extended).longer(by) });
        }
        let last_day = self.reckoner.due(record, &log).ok()?.last_day();
        Some(Longer { log, last_day })
    }

    fn party_of(&mut self, appeal: &AppealRecord) -> PartyRecord {
        let today = local_date(self.now);
        PartyRecord {
            id: PartyId(self.dice.id(appeal.created_at)),
            appeal_id: Some(appeal.id),
            case_id: None,
            position: 1,
            name: names::any_name(&mut self.dice),
            phone: self.dice.percent(96).then(|| names::mobile(&mut self.dice)),
            id_number: self.dice.percent(22).then(|| names::id_number(&mut self.dice, today)),
            address: self.dice.percent(80).then(|| appeal.place.clone()).flatten(),
        }
    }

    fn live(&mut self, life: &mut Life, path: Path, matter: &Matter) -> Result<(), Stop> {
        let checked = self.days.later(&mut self.dice, life.walk.at, 5, 150);
        if self.dice.percent(70) || path == Path::Repeats {
            life.step(M::Check, (By::Clerk, checked), None, &mut self.batch)?;
        }
        let slow = self.dice.percent(4);
        let (least, most) = if slow { (1_440, 5_760) } else { (10, 360) };
        let judged = self.days.later(&mut self.dice, checked, least, most);
        let elsewhere = |mv, reason: Option<&'static str>, life: &mut Life, this: &mut Self| {
            life.step(mv, (By::Clerk, judged), reason.map(Cow::from), &mut this.batch)?;
            let done = this.end_of_work(life, judged);
            this.finish(life, done, matter)
        };
        match path {
            Path::Locally => self.locally(life, judged, matter),
            Path::Repeats => {
                let reason = Some(Cow::from("与已受理的诉求反映同一事项，并入原件办理"));
                life.step(M::Merge, (By::Clerk, judged), reason, &mut self.batch)
            }
            Path::Suggestion => elsewhere(M::ToSuggestion, None, life, self),
            Path::Mediation => elsewhere(M::ReferMediation, Some("双方同意由调解组织调解"), life, self),
            Path::Legal => elsewhere(M::ReferLegal, Some("属于诉讼、仲裁事项，引导走法定途径"), life, self),
            Path::Consultation => self.consulted(life, judged, matter),
            Path::Case => self.taken_on(life, judged, matter),
        }
    }

    pub(super) fn locally(
        &mut self,
        life: &mut Life,
        judged: DateTime<Utc>,
        matter: &Matter,
    ) -> Result<(), Stop> {
        let batch = &mut self.batch;
        life.step(M::JudgeSmall, (By::Clerk, judged), None, batch)?;
        life.step(M::HandleLocally, (By::Clerk, judged + TimeDelta::seconds(1)), None, batch)?;
        let done = self.end_of_work(life, judged);
        self.finish(life, done, matter)
    }

    /// Most are done in time, some late, a few very late.
    fn end_of_work(&mut self, life: &Life, begun: DateTime<Utc>) -> DateTime<Utc> {
        let last = life.record.deadline.map_or(begun + TimeDelta::days(7), end_of_day);
        let due_today = life.record.deadline == Some(local_date(self.now));
        let at = match self.dice.below(1_000) {
            // Whoever opens the program today has something to do before midnight.
            _ if due_today && self.dice.percent(70) => last - TimeDelta::hours(9),
            0..880 => {
                let whole = (last - begun).num_minutes().max(120);
                // Much is done shortly before it is due.
                let share = self.dice.between(8, 97).max(self.dice.between(8, 97));
                begun + TimeDelta::minutes(whole * share / 100)
            }
            880..985 => self.dice.minutes_after(last, 60, 25 * 1_440),
            _ => self.dice.minutes_after(last, 25 * 1_440, 80 * 1_440),
        };
        self.days.open_from(&mut self.dice, at.max(begun + TimeDelta::minutes(30)))
    }

    /// Done, called back, done again where the person isn't satisfied, archived.
    pub(super) fn finish(
        &mut self,
        life: &mut Life,
        done: DateTime<Utc>,
        matter: &Matter,
    ) -> Result<(), Stop> {
        let said = Cow::from(matter.topic.done);
        life.step(M::Finish, (By::Agency, done), Some(said), &mut self.batch)?;
        let called = self.days.later(&mut self.dice, done, 600, 6 * 1_440);
        let answer = self.dice.weighted(&[
            (Satisfaction::VerySatisfied, 34),
            (Satisfaction::Satisfied, 36),
            (Satisfaction::FairlySatisfied, 18),
            (Satisfaction::Dissatisfied, 6),
            (Satisfaction::Unrated, 6),
        ]);
        life.step(M::CallBack, (By::Clerk, called), None, &mut self.batch)?;
        life.record.satisfaction = Some(answer);
        let mut called = called;
        let mut reason = None;
        if answer == Satisfaction::Dissatisfied {
            life.facts.dissatisfied = true;
            if life.record.level == Some(Level::Small) && self.dice.percent(75) {
                called = self.again(life, called)?;
            } else {
                reason = Some(Cow::from("已依法依规办理并当面解释，诉求人仍不满意，不再重办"));
            }
        }
        let archived = self.days.later(&mut self.dice, called, 2 * 1_440, 15 * 1_440);
        life.step(M::Archive, (By::Clerk, archived), reason, &mut self.batch)
    }

    fn again(&mut self, life: &mut Life, called: DateTime<Utc>) -> Result<DateTime<Utc>, Stop> {
        let redo = self.days.later(&mut self.dice, called, 60, 2 * 1_440);
        let begun = self.days.later(&mut self.dice, redo, 30, 600);
        let done = self.days.later(&mut self.dice, begun, 1_440, 6 * 1_440);
        let called = self.days.later(&mut self.dice, done, 600, 3 * 1_440);
        let why = Some(Cow::from("回访不满意：问题没有彻底解决，退回重办"));
        let batch = &mut self.batch;
        life.step(M::Redo, (By::Clerk, redo), why, batch)?;
        life.record.times_redone += 1;
        life.facts.dissatisfied = false;
        life.step(M::HandleLocally, (By::Clerk, begun), None, batch)?;
        life.step(M::Finish, (By::Agency, done), Some(Cow::from("已重新办理")), batch)?;
        life.step(M::CallBack, (By::Clerk, called), None, batch)?;
        life.record.satisfaction = Some(Satisfaction::Satisfied);
        Ok(called)
    }
}

//! Cases of the demonstration: a leader takes a dispute on and follows it to its end.

use std::borrow::Cow;

use chrono::{DateTime, Months, TimeDelta, Utc};
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::flow::case::{CaseFacts, CaseMove as M, CaseState as S, Tick};
use huishang_domain::ids::{AccountId, AgencyId, CaseId};
use huishang_domain::limits::{LimitCode, last_day};
use huishang_domain::time::{local_date, start_of_day};
use huishang_domain::words::{CaseLevel, Risk};
use huishang_store::cases::{CaseRecord, LeaderRecord, ProgressRecord};
use huishang_store::directory::PersonRecord;
use uuid::Uuid;

use super::batch::Affair;
use super::lives::{Life, Maker};
use super::matters::Matter;
use super::meetings::Outcome;
use super::walk::{By, Stop, Walk};

/// How work on a case is written down: its kind, and the words.
const ENTRIES: &[(&str, &str)] = &[
    ("visit", "包案领导带队上门走访，听取诉求，当面说明政策。"),
    ("meeting", "召开协调会，各责任单位汇报进展，明确下一步分工。"),
    ("measure", "责任单位落实化解措施，完成阶段性任务。"),
    ("talk", "约谈当事人代表，通报办理进展，情绪平稳。"),
    ("measure", "督促有关单位按节点推进，解决了部分群众的实际困难。"),
    ("stabilise", "属地每周联系一次，未发现异常情况。"),
    ("note", "收到新的书面材料，已转责任单位核实。"),
];

impl Maker<'_> {
    /// An appeal that is judged hard and that a leader takes on.
    pub(super) fn taken_on(
        &mut self,
        life: &mut Life,
        judged: DateTime<Utc>,
        matter: &Matter,
    ) -> Result<(), Stop> {
        life.step(AppealMove::JudgeHard, (By::Clerk, judged), None, &mut self.batch)?;
        let opened = self.days.later(&mut self.dice, judged, 240, 3 * 1_440);
        let name = format!("{}（{}）", matter.title, matter.place);
        let why = Some(Cow::from(format!("包案《{name}》")));
        life.step(AppealMove::ToCase, (By::Clerk, opened), why, &mut self.batch)?;
        let ended = self.take_on(life, name, matter, opened)?;
        let Some(ended) = ended else { return Err(Stop::NotYet) };
        let done = self.days.later(&mut self.dice, ended, 60, 1_440);
        self.finish(life, done, matter)
    }

    /// The case's own life; gives when it ended, if it did.
    fn take_on(
        &mut self,
        life: &Life,
        name: String,
        matter: &Matter,
        opened: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, Stop> {
        let id = CaseId(self.dice.id(opened));
        let level = self.dice.weighted(&[(CaseLevel::City, 4), (CaseLevel::Town, 4), (CaseLevel::Agency, 2)]);
        let Some((leader, responsible, contact)) = self.who_answers(level, matter) else { return Ok(None) };
        let start_on = local_date(opened);
        let due_on = self
            .reckoner
            .limits()
            .at(LimitCode::Case, opened)
            .and_then(|terms| last_day(start_on, terms.limit, self.days.calendar()).ok())
            .unwrap_or(start_on + Months::new(3));
        self.cases += 1;
        // Every seventh is of the worst, so that whenever there are some cases there is one to look after first.
        let risk = match self.cases % 7 {
            3 => Risk::Red,
            _ => self.dice.weighted(&[(Risk::Orange, 30), (Risk::Yellow, 45), (Risk::Blue, 25)]),
        };
        let walk = Walk::begin((id.0, "open"), By::Clerk, opened, self.now, &mut self.batch.taken);
        let town = &self.directory.towns[matter.town];
        let mut affair = Affair {
            record: CaseRecord {
                id,
                version: 1,
                number: String::new(),
                name,
                level,
                risk,
                category: matter.topic.category.to_owned(),
                state: walk.state,
                division_id: Some(town.villages[matter.village].id),
                town_id: Some(town.record.id),
                responsible_id: responsible,
                contact_id: Some(contact.id),
                demand: matter.body.clone(),
                plan: Some(plan(matter)),
                people_concerned: life.record.people_concerned,
                start_on,
                set_due_on: None,
                due_on,
                ended_on: None,
                last_progress_on: None,
                created_at: opened,
                created_by: None,
                updated_at: opened,
                updated_by: None,
            },
            appeals: vec![life.record.id],
            leader: LeaderRecord {
                case_id: id,
                person_id: leader.id,
                post: leader.post,
                from_on: start_on,
                to_on: None,
            },
            progress: Vec::new(),
            parties: Vec::new(),
        };
        let mut walk = walk;
        let lived = self.resolve(&mut affair, &mut walk, matter, &contact.name);
        let row = &mut affair.record;
        (row.state, row.version, row.updated_at) = (walk.state, walk.steps, walk.at);
        row.last_progress_on = affair.progress.iter().map(|entry| local_date(entry.at)).max();
        let ended = row.ended_on.map(|_| walk.at);
        self.affairs.push(affair);
        match lived {
            Ok(at) => Ok(Some(at)),
            Err(Stop::NotYet) => Ok(ended),
            Err(stop) => Err(stop),
        }
    }

    /// Leader, responsible agency, contact.
    fn who_answers(
        &mut self,
        level: CaseLevel,
        matter: &Matter,
    ) -> Option<(PersonRecord, AgencyId, PersonRecord)> {
        let agency = self.directory.office(matter.topic.lead).ok()?;
        let town = self.directory.office(&self.directory.towns[matter.town].office).ok()?;
        let office = if level == CaseLevel::Town { town } else { agency };
        let leader = match level {
            // Those at the head of the list take on more than the others.
            CaseLevel::City if self.dice.percent(60) => self.dice.pick(&self.directory.leaders[..7]),
            CaseLevel::City => self.dice.pick(&self.directory.leaders),
            _ => self.dice.pick(&office.heads),
        };
        Some((leader.clone(), office.record.id, self.dice.pick(&office.staff).clone()))
    }

    fn resolve(
        &mut self,
        affair: &mut Affair,
        walk: &mut Walk<S>,
        matter: &Matter,
        contact: &str,
    ) -> Result<DateTime<Utc>, Stop> {
        let opened = walk.at;
        let submitted = self.dice.minutes_after(opened, 10, 60);
        let approved = self.days.later(&mut self.dice, submitted, 120, 1_440);
        let claimed = self.days.later(&mut self.dice, approved, 60, 2 * 1_440);
        let planned = self.days.later(&mut self.dice, claimed, 600, 5 * 1_440);
        let facts = facts();
        let taken = &mut self.batch.taken;
        walk.step(M::Submit, &facts, (By::Clerk, submitted), None, taken)?;
        walk.step(M::Approve, &facts, (By::Head, approved), None, taken)?;
        walk.step(M::Claim, &facts, (By::Clerk, claimed), None, taken)?;
        walk.step(M::AdoptPlan, &facts, (By::Clerk, planned), None, taken)?;

        let due = start_of_day(affair.record.due_on) + TimeDelta::hours(9);
        let whole = (due - planned).num_minutes().max(1_440);
        // Most end in time, some after an extension, some stay on longer than they should.
        let fate = self.dice.below(100);
        let share = match fate {
            0..66 => self.dice.between(45, 96),
            66..86 => self.dice.between(104, 130),
            _ => self.dice.between(110, 220),
        };
        let closing = self.days.open_from(&mut self.dice, planned + TimeDelta::minutes(whole * share / 100));
        let closing =
            self.consulted_about(affair, matter, planned)?.map_or(closing, |settled| closing.max(settled));
        self.entries(affair, (planned, closing), contact);

        if self.dice.percent(14) {
            let at = planned + TimeDelta::minutes(whole * 30 / 100);
            let back = self.days.open_from(&mut self.dice, planned + TimeDelta::minutes(whole * 42 / 100));
            let at = self.days.open_from(&mut self.dice, at);
            let why = Cow::from("当事人情绪激动，先转稳控，安排专人联系");
            let taken = &mut self.batch.taken;
            walk.step(M::Stabilise, &facts, (By::Clerk, at), Some(why), taken)?;
            walk.step(M::Resume, &facts, (By::Clerk, back), None, taken)?;
        }
        if (66..86).contains(&fate) {
            let asked = self.days.open_from(&mut self.dice, due - TimeDelta::days(6));
            let granted = self.days.later(&mut self.dice, asked, 240, 1_440);
            let why = Cow::from("涉及资金落实，需要延期一个月");
            walk.step(M::RequestExtension, &facts, (By::Clerk, asked), Some(why), &mut self.batch.taken)?;
            walk.step(M::GrantExtension, &facts, (By::Head, granted), None, &mut self.batch.taken)?;
            affair.record.due_on = affair.record.due_on + Months::new(1);
            affair.record.set_due_on = Some(affair.record.due_on);
        }
        let first = self.days.later(&mut self.dice, closing, 240, 2 * 1_440);
        let second = self.days.later(&mut self.dice, first, 240, 2 * 1_440);
        let (close, why) = match self.dice.below(100) {
            0..88 => (M::CloseResolved, None),
            88..94 => (M::CloseConcluded, Some(Cow::from("诉求已穷尽法定程序，依法终结"))),
            _ => (M::CloseReferred, Some(Cow::from("引导当事人向人民法院起诉"))),
        };
        let taken = &mut self.batch.taken;
        walk.step(M::RequestClosing, &facts, (By::Clerk, closing), None, taken)?;
        affair.progress.push(ProgressRecord {
            case_id: affair.record.id,
            at: walk.at,
            by_name: contact.to_owned(),
            kind: "measure".to_owned(),
            text: format!("{}，申请结案。", matter.topic.done),
        });
        walk.step(M::PassFirst, &facts, (By::Head, first), None, taken)?;
        walk.step(close, &facts, (By::SecondHead, second), why, taken)?;
        let ended = walk.at;
        affair.record.ended_on = Some(local_date(ended));
        let called = self.days.later(&mut self.dice, ended, 3 * 1_440, 15 * 1_440);
        let archived = self.days.later(&mut self.dice, called, 1_440, 10 * 1_440);
        let taken = &mut self.batch.taken;
        let after = walk
            .step(M::CallBack, &facts, (By::Clerk, called), None, taken)
            .and_then(|()| walk.step(M::Archive, &facts, (By::Clerk, archived), None, taken));
        match after {
            Ok(()) | Err(Stop::NotYet) => Ok(ended),
            Err(stop) => Err(stop),
        }
    }

    /// Some cases are consulted about; they can't end before what was decided there is done.
    fn consulted_about(
        &mut self,
        affair: &Affair,
        matter: &Matter,
        planned: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, Stop> {
        if !self.dice.percent(35) {
            return Ok(None);
        }
        let asked = self.days.later(&mut self.dice, planned, 3 * 1_440, 15 * 1_440);
        if asked > self.now {
            return Ok(None);
        }
        let Some(plan) = self.time_for(matter, asked) else { return Ok(None) };
        let topic = format!("包案推进：{}", affair.record.name);
        Ok(match self.meet((None, Some(affair.record.id)), topic, matter, plan, asked)? {
            Outcome::Settled(at) | Outcome::Cancelled(at) => Some(at),
            // It isn't over yet, so neither is the case.
            Outcome::Open => Some(self.now + TimeDelta::days(10)),
        })
    }

    /// Entries of progress from the plan to the end or to now; some cases fall silent.
    fn entries(&mut self, affair: &mut Affair, (from, to): (DateTime<Utc>, DateTime<Utc>), contact: &str) {
        let silent = self.dice.percent(14);
        let quiet_from =
            if silent { self.now - TimeDelta::days(self.dice.between(32, 50)) } else { self.now };
        let mut at = from;
        let mut nth = self.dice.below(ENTRIES.len());
        loop {
            at = self.days.later(&mut self.dice, at, 5 * 1_440, 20 * 1_440);
            if at >= to || at > quiet_from {
                return;
            }
            let (kind, text) = ENTRIES[nth % ENTRIES.len()];
            nth += 1;
            affair.progress.push(ProgressRecord {
                case_id: affair.record.id,
                at,
                by_name: contact.to_owned(),
                kind: kind.to_owned(),
                text: text.to_owned(),
            });
        }
    }
}

/// What has to hold before a case can end: the demonstration's people have done their duty.
fn facts() -> CaseFacts {
    CaseFacts {
        has_reason: true,
        has_leader: true,
        has_responsible: true,
        has_plan: true,
        ticks: [Tick::Evidenced; 4],
        petition_ended_answered: true,
        first_reviewer: Some(AccountId(Uuid::from_u128(1))),
        second_reviewer: Some(AccountId(Uuid::from_u128(2))),
        same_leader: true,
        ..CaseFacts::default()
    }
}

fn plan(matter: &Matter) -> String {
    let steps: Vec<String> =
        matter.topic.actions.iter().zip(1..).map(|(text, n)| format!("{n}．{text}")).collect();
    format!(
        "一人一策，{}个单位配合：{}。每半月向包案领导报告一次。",
        matter.topic.with.len() + 1,
        steps.join("；")
    )
}

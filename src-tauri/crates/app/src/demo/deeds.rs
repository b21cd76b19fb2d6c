//! Decided actions of the demonstration: handed out, signed for, reported on, reviewed, closed.

use chrono::{DateTime, Days, TimeDelta, Utc};
use huishang_domain::flow::action::{ActionFacts, ActionMove, ActionState};
use huishang_domain::ids::ActionId;
use huishang_domain::time::local_date;
use huishang_domain::words::Rhythm;
use huishang_store::actions::{ActionRecord, ProgressRecord};

use super::batch::Meeting;
use super::lives::Maker;
use super::matters::Matter;
use super::meetings::Parts;
use super::walk::{By, Stop, Walk};

impl Maker<'_> {
    /// One decided action; gives when it was closed, if it was.
    pub(super) fn act(
        &mut self,
        meeting: &mut Meeting,
        parts: &Parts,
        matter: &Matter,
        (nth, assigned): (usize, DateTime<Utc>),
    ) -> Result<Option<DateTime<Utc>>, Stop> {
        let id = ActionId(self.dice.id(assigned));
        let mut everybody = vec![parts.lead];
        everybody.extend(&parts.helping);
        let lead = everybody[nth % everybody.len()];
        let helping: Vec<_> =
            everybody.into_iter().filter(|a| *a != lead).take(1 + nth % 2).chain([parts.territory]).collect();
        let days = self.dice.between(6, 40);
        let due = local_date(assigned) + Days::new(u64::try_from(days).unwrap_or(14));
        let deadline = self.days.from(due);
        let walk = Walk::begin((id.0, "assign"), By::Clerk, assigned, self.now, &mut self.batch.taken);
        let mut row = ActionRecord {
            id,
            version: 1,
            number: None,
            consultation_id: Some(meeting.record.id),
            case_id: None,
            position: i64::try_from(nth + 1).unwrap_or(1),
            text: matter.topic.actions[nth % matter.topic.actions.len()].to_owned(),
            lead_id: lead,
            deadline,
            rhythm: *self.dice.pick(&[Rhythm::Once, Rhythm::Weekly, Rhythm::Weekly, Rhythm::Monthly]),
            state: walk.state,
            town_id: meeting.record.town_id,
            signed_at: None,
            last_progress_on: None,
            evidence: None,
            closed_on: None,
            closed_by: None,
            created_at: assigned,
            created_by: None,
            updated_at: assigned,
            updated_by: None,
        };
        let mut walk = walk;
        let lived = self.carry_out(&mut row, &mut walk, (meeting, parts), matter, days);
        (row.state, row.version, row.updated_at) = (walk.state, walk.steps, walk.at);
        meeting.helping.extend(helping.into_iter().map(|agency| (id, agency)));
        let closed = (walk.state == ActionState::Closed).then_some(walk.at);
        meeting.actions.push(row);
        match lived {
            Ok(()) | Err(Stop::NotYet) => Ok(closed),
            Err(stop) => Err(stop),
        }
    }

    fn carry_out(
        &mut self,
        row: &mut ActionRecord,
        walk: &mut Walk<ActionState>,
        (meeting, parts): (&mut Meeting, &Parts),
        matter: &Matter,
        days: i64,
    ) -> Result<(), Stop> {
        use ActionMove as A;
        let facts = ActionFacts {
            has_reason: true,
            has_lead: true,
            has_deadline: true,
            has_progress: true,
            has_evidence: true,
            extended_before: false,
            by_someone_else: true,
        };
        let assigned = walk.at;
        let signed = self.days.later(&mut self.dice, assigned, 30, 1_440);
        walk.step(A::Sign, &facts, (By::Agency, signed), None, &mut self.batch.taken)?;
        row.signed_at = Some(walk.at);
        let share =
            if self.dice.percent(74) { self.dice.between(40, 88) } else { self.dice.between(110, 230) };
        let whole = (days * 1_440 * share / 100).max(2 * 1_440);
        let reports = self.dice.between(1, 3);
        for n in 1..=reports {
            let at =
                self.days.open_from(&mut self.dice, signed + TimeDelta::minutes(whole * n / (reports + 1)));
            walk.step(A::Report, &facts, (By::Agency, at), None, &mut self.batch.taken)?;
            let text = match (n, reports) {
                (n, of) if n == of => format!("已基本完成：{}，正在收尾。", row.text),
                (1, _) => "已到现场核实情况，明确责任人和完成时间。".to_owned(),
                _ => format!("正在推进：{}，完成约六成。", row.text),
            };
            row.last_progress_on = Some(local_date(walk.at));
            meeting.progress.push(ProgressRecord {
                action_id: row.id,
                at: walk.at,
                by_name: parts.reporter.clone(),
                text,
            });
        }
        let ready = self.days.open_from(&mut self.dice, assigned + TimeDelta::minutes(whole));
        walk.step(A::RequestReview, &facts, (By::Agency, ready), None, &mut self.batch.taken)?;
        row.evidence = Some(format!("{}；附现场照片和属地确认单。", matter.topic.done));
        let closed = self.days.later(&mut self.dice, ready, 120, 2 * 1_440);
        walk.step(A::Close, &facts, (By::Clerk, closed), None, &mut self.batch.taken)?;
        row.closed_on = Some(local_date(walk.at));
        Ok(())
    }
}

//! Consultations of the demonstration: asked for, approved, held, their decisions carried out.

use std::borrow::Cow;

use chrono::{DateTime, Days, TimeDelta, Utc};
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::flow::consultation::{ConsultationFacts, ConsultationMove as M, ConsultationState as S};
use huishang_domain::ids::{AgencyId, AppealId, CaseId, ConsultationId, PersonId};
use huishang_domain::time::local_date;
use huishang_domain::words::{Attendance, ConsultationKind, Participation};
use huishang_store::consultations::{AttendeeRecord, ConsultationRecord, ItemRecord, PartRecord};

use super::batch::Meeting;
use super::diary::{Slot, Wanted};
use super::lives::{Life, Maker};
use super::matters::Matter;
use super::walk::{By, Stop, Walk};

/// What became of a consultation.
pub(super) enum Outcome {
    /// Everything that was decided is done.
    Settled(DateTime<Utc>),
    /// Called off.
    Cancelled(DateTime<Utc>),
    /// On its way.
    Open,
}

/// Who takes part.
pub(super) struct Parts {
    requested_by: AgencyId,
    pub lead: AgencyId,
    pub helping: Vec<AgencyId>,
    pub territory: AgencyId,
    presiding: PersonId,
    must: Vec<PersonId>,
    should: Vec<PersonId>,
    pub reporter: String,
}

impl Maker<'_> {
    /// An appeal that is judged big and consulted about; one for which no time is found is handled locally.
    pub(super) fn consulted(
        &mut self,
        life: &mut Life,
        judged: DateTime<Utc>,
        matter: &Matter,
    ) -> Result<(), Stop> {
        let asked = self.days.later(&mut self.dice, judged, 60, 1_440);
        let Some((parts, kind, slot)) = self.time_for(matter, asked) else {
            return self.locally(life, judged, matter);
        };
        life.step(AppealMove::JudgeBig, (By::Clerk, judged), None, &mut self.batch)?;
        let topic = format!("{}（{}）", matter.title, matter.place);
        let why = Some(Cow::from(format!("会商《{topic}》")));
        life.step(AppealMove::ToConsultation, (By::Clerk, asked), why, &mut self.batch)?;
        match self.meet((Some(life.record.id), None), topic, matter, (parts, kind, slot), asked)? {
            Outcome::Open => Err(Stop::NotYet),
            Outcome::Settled(at) => {
                let done = self.days.later(&mut self.dice, at, 60, 1_440);
                self.finish(life, done, matter)
            }
            Outcome::Cancelled(at) => {
                let why = Some(Cow::from("会商取消：牵头单位已先行处置，改为就地办理"));
                life.step(AppealMove::Rejudge, (By::Clerk, at), why, &mut self.batch)?;
                let judged = self.days.later(&mut self.dice, at, 30, 600);
                self.locally(life, judged, matter)
            }
        }
    }

    /// People and a time for a consultation.
    pub(super) fn time_for(&mut self, matter: &Matter, asked: DateTime<Utc>) -> Option<Plan> {
        let parts = self.parts(matter)?;
        let kind = self.dice.weighted(&[
            (ConsultationKind::OnSite, 9),
            (ConsultationKind::Room, 9),
            (ConsultationKind::Video, 2),
        ]);
        let rooms: Vec<_> = match kind {
            ConsultationKind::Room => self.directory.rooms.iter().map(|room| room.id).collect(),
            _ => Vec::new(),
        };
        let people: Vec<_> =
            parts.must.iter().chain(&parts.should).copied().chain([parts.presiding]).collect();
        let earliest = local_date(asked) + Days::new(4);
        let wanted = Wanted { people: &people, rooms: &rooms, earliest, within: 8 };
        let slot = self.diary.find(&mut self.dice, self.days, &wanted)?;
        Some((parts, kind, slot))
    }

    fn parts(&mut self, matter: &Matter) -> Option<Parts> {
        let directory = self.directory;
        let ours = directory.office("市委社会工作部").ok()?;
        let lead = directory.office(matter.topic.lead).ok()?;
        let town = directory.office(&directory.towns[matter.town].office).ok()?;
        let helping: Vec<_> =
            matter.topic.with.iter().filter_map(|name| directory.office(name).ok()).collect();
        let presiding = match self.dice.below(10) {
            0..4 => self.dice.pick(&directory.leaders).id,
            4..8 => self.dice.pick(&ours.heads).id,
            _ => lead.heads.last()?.id,
        };
        let mut must = vec![self.dice.pick(&lead.staff).id, self.dice.pick(&town.heads).id];
        for office in &helping {
            must.push(self.dice.pick(&office.staff).id);
        }
        let mut should = vec![self.dice.pick(&ours.staff).id, self.dice.pick(&town.staff).id];
        must.retain(|person| *person != presiding);
        should.retain(|person| *person != presiding && !must.contains(person));
        Some(Parts {
            requested_by: if self.dice.percent(70) { town.record.id } else { ours.record.id },
            lead: lead.record.id,
            helping: helping
                .iter()
                .map(|office| office.record.id)
                .filter(|id| *id != lead.record.id)
                .collect(),
            territory: town.record.id,
            presiding,
            must,
            should,
            reporter: lead.staff.first()?.name.clone(),
        })
    }

    /// The consultation's own life.
    pub(super) fn meet(
        &mut self,
        (appeal, case): (Option<AppealId>, Option<CaseId>),
        topic: String,
        matter: &Matter,
        (parts, kind, slot): Plan,
        asked: DateTime<Utc>,
    ) -> Result<Outcome, Stop> {
        let id = ConsultationId(self.dice.id(asked));
        let minutes = *self.dice.pick(&[60, 60, 90]);
        let town = &self.directory.towns[matter.town];
        let walk = Walk::begin((id.0, "create"), By::Clerk, asked, self.now, &mut self.batch.taken);
        let record = ConsultationRecord {
            id,
            version: 1,
            number: None,
            topic,
            kind,
            state: walk.state,
            requested_by_id: Some(parts.requested_by),
            town_id: Some(town.record.id),
            presiding_id: Some(parts.presiding),
            room_id: slot.room,
            place: (kind == ConsultationKind::OnSite)
                .then(|| format!("{}{}", town.record.name, matter.place)),
            starts_at: Some(slot.starts_at),
            minutes,
            hold_by_on: Some(local_date(slot.starts_at) + Days::new(3)),
            held_at: None,
            closed_at: None,
            remark: None,
            created_at: asked,
            created_by: None,
            updated_at: asked,
            updated_by: None,
        };
        let mut meeting = Meeting {
            record,
            numbered_at: None,
            items: vec![ItemRecord { consultation_id: id, position: 1, appeal_id: appeal, case_id: case }],
            parts: part_records(id, &parts, self),
            people: Vec::new(),
            actions: Vec::new(),
            helping: Vec::new(),
            progress: Vec::new(),
        };
        let mut walk = walk;
        let lived = self.hold(&mut meeting, &mut walk, &parts, matter);
        let row = &mut meeting.record;
        (row.state, row.version, row.updated_at) = (walk.state, walk.steps, walk.at);
        let outcome = match (row.state, row.closed_at) {
            (S::Cancelled, Some(at)) => Outcome::Cancelled(at),
            (S::Settled | S::Archived, Some(at)) => Outcome::Settled(at),
            _ => Outcome::Open,
        };
        self.meetings.push(meeting);
        match lived {
            Ok(()) | Err(Stop::NotYet) => Ok(outcome),
            Err(stop) => Err(stop),
        }
    }

    fn hold(
        &mut self,
        meeting: &mut Meeting,
        walk: &mut Walk<S>,
        parts: &Parts,
        matter: &Matter,
    ) -> Result<(), Stop> {
        let asked = walk.at;
        let starts_at = meeting.record.starts_at.unwrap_or(asked);
        let ends_at = starts_at + TimeDelta::minutes(meeting.record.minutes);
        let submitted = self.dice.minutes_after(asked, 5, 60);
        let approved = self.days.later(&mut self.dice, submitted, 60, 1_440);
        let notified =
            self.days.later(&mut self.dice, approved, 30, 600).min(starts_at - TimeDelta::hours(2));
        let mut facts = ConsultationFacts {
            has_reason: true,
            items: 1,
            leads: 1,
            has_slot: true,
            has_place: true,
            has_minutes: true,
            all_countersigned: true,
            ..ConsultationFacts::default()
        };
        people(meeting, parts, None);
        let taken = &mut self.batch.taken;
        walk.step(M::Submit, &facts, (By::Clerk, submitted), None, taken)?;
        walk.step(M::Approve, &facts, (By::Head, approved), None, taken)?;
        meeting.numbered_at = Some(walk.at);
        walk.step(M::Notify, &facts, (By::Clerk, notified), None, taken)?;
        people(meeting, parts, Some(walk.at));
        match self.dice.below(100) {
            0..4 => {
                let at =
                    self.days.later(&mut self.dice, notified, 60, 600).min(starts_at - TimeDelta::hours(1));
                let why = Cow::from("牵头单位已先行处置，问题解决，取消会商");
                walk.step(M::Cancel, &facts, (By::Clerk, at), Some(why), &mut self.batch.taken)?;
                meeting.record.closed_at = Some(walk.at);
                return Ok(());
            }
            4..10 => {
                let at = self.dice.minutes_after(notified, 20, 60);
                let why = Cow::from("主持领导临时有会，改到现在的时间");
                walk.step(M::Reschedule, &facts, (By::Clerk, at), Some(why), &mut self.batch.taken)?;
                people(meeting, parts, None);
                walk.step(
                    M::Notify,
                    &facts,
                    (By::Clerk, at + TimeDelta::minutes(15)),
                    None,
                    &mut self.batch.taken,
                )?;
                people(meeting, parts, Some(walk.at));
            }
            _ => {}
        }
        let taken = &mut self.batch.taken;
        walk.step(M::OpenSignIn, &facts, (By::Clerk, starts_at - TimeDelta::minutes(15)), None, taken)?;
        walk.step(M::Begin, &facts, (By::Clerk, starts_at), None, taken)?;
        meeting.record.held_at = Some(starts_at);
        walk.step(M::End, &facts, (By::Clerk, ends_at), None, taken)?;
        let written = self.days.later(&mut self.dice, ends_at, 60, 2 * 1_440);
        let issued = self.days.later(&mut self.dice, written, 240, 3 * 1_440);
        let assigned = self.days.later(&mut self.dice, issued, 30, 600);
        facts.actions =
            u32::try_from(self.dice.between(1, i64::try_from(matter.topic.actions.len()).unwrap_or(1)))
                .unwrap_or(1);
        let taken = &mut self.batch.taken;
        walk.step(M::Countersign, &facts, (By::Clerk, written), None, taken)?;
        walk.step(M::Issue, &facts, (By::Head, issued), None, taken)?;
        walk.step(M::Assign, &facts, (By::Clerk, assigned), None, taken)?;
        let mut last = Some(assigned);
        for nth in 0..usize::try_from(facts.actions).unwrap_or(1) {
            let closed = self.act(meeting, parts, matter, (nth, assigned))?;
            last = last.zip(closed).map(|(a, b)| a.max(b));
        }
        let Some(last) = last else { return Err(Stop::NotYet) };
        let settled = self.days.later(&mut self.dice, last, 60, 1_440);
        walk.step(M::Settle, &facts, (By::Clerk, settled), None, &mut self.batch.taken)?;
        meeting.record.closed_at = Some(walk.at);
        let archived = self.days.later(&mut self.dice, settled, 2 * 1_440, 15 * 1_440);
        walk.step(M::Archive, &facts, (By::Clerk, archived), None, &mut self.batch.taken)
    }
}

/// Who takes part, of which kind, and when.
pub(super) type Plan = (Parts, ConsultationKind, Slot);

fn people(meeting: &mut Meeting, parts: &Parts, notified_at: Option<DateTime<Utc>>) {
    let must = parts.must.iter().map(|person| (*person, Attendance::Must));
    let should = parts.should.iter().map(|person| (*person, Attendance::Should));
    meeting.people = must
        .chain(should)
        .map(|(person_id, attendance)| AttendeeRecord {
            consultation_id: meeting.record.id,
            person_id,
            attendance,
            notified_at,
        })
        .collect();
}

fn part_records(id: ConsultationId, parts: &Parts, maker: &Maker<'_>) -> Vec<PartRecord> {
    let ours = maker.directory.office("市委社会工作部").ok().map(|office| office.record.id);
    let convener = ours.into_iter().map(|agency| (agency, Participation::Convener));
    let helping = parts.helping.iter().map(|agency| (*agency, Participation::Cooperating));
    convener
        .chain([(parts.lead, Participation::Lead)])
        .chain(helping)
        .chain([(parts.territory, Participation::Territory)])
        .zip(1..)
        .map(|((agency_id, part), position)| PartRecord { consultation_id: id, agency_id, part, position })
        .collect()
}

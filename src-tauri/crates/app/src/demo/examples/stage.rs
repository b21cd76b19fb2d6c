//! What both examples are told with: their days, their appeal, their consultation, their decided actions.

use std::borrow::Cow;

use chrono::{DateTime, Days, NaiveDate, Utc};
use huishang_domain::flow::action::{ActionFacts, ActionMove};
use huishang_domain::flow::appeal::{AppealFacts, AppealMove};
use huishang_domain::flow::consultation::{ConsultationFacts, ConsultationMove as M};
use huishang_domain::ids::{ActionId, AgencyId, AppealId, CaseId, ConsultationId, PartyId, PersonId};
use huishang_domain::time::{from_local, local_date};
use huishang_domain::words::{AskKind, Attendance, Channel, Participation, Rhythm};
use huishang_store::actions::{ActionRecord, ProgressRecord};
use huishang_store::appeals::AppealRecord;
use huishang_store::consultations::{
    AttendeeRecord, ConsultationRecord, CountersignatureRecord, ItemRecord, MinutesRecord, PartRecord,
    PresenceRecord,
};
use huishang_store::directory::PersonRecord;
use huishang_store::parties::PartyRecord;

use crate::AppError;
use crate::demo::batch::Meeting;
use crate::demo::days::clock;
use crate::demo::lives::{Life, Maker};
use crate::demo::names;
use crate::demo::papers::Paper;
use crate::demo::walk::{By, Walk};

/// An example on its way: everything happens so many open days after it began.
pub(super) struct Stage<'a, 'm> {
    pub maker: &'a mut Maker<'m>,
    pub begun: NaiveDate,
}

/// What came in.
pub(super) struct Report<'a> {
    pub channel: Channel,
    pub title: &'a str,
    pub body: &'a str,
    pub category: &'a str,
    pub town: &'a str,
    pub village: &'a str,
    pub place: &'a str,
    pub people: i64,
    pub handler: &'a str,
    /// How many of them gave their names.
    pub named: usize,
}

/// Who is invited, how bindingly, and how they came.
pub(super) type Guest = (PersonRecord, Attendance, &'static str);

/// A consultation with those who come.
pub(super) struct Session {
    pub record: ConsultationRecord,
    pub parts: Vec<(&'static str, Participation)>,
    pub people: Vec<Guest>,
    pub opinions: String,
    pub minutes: String,
    pub chair: PersonId,
    pub clerk: PersonId,
}

/// Something decided.
pub(super) struct Decision {
    pub text: &'static str,
    pub lead: &'static str,
    pub helping: &'static [&'static str],
    /// Open days after the beginning.
    pub due: i64,
    pub reports: &'static [(i64, &'static str)],
    pub closed: i64,
    pub evidence: &'static str,
}

impl Stage<'_, '_> {
    pub fn day(&self, n: i64) -> NaiveDate {
        self.maker.days.after(self.begun, n)
    }

    pub fn at(&self, n: i64, hour: u32, minute: u32) -> DateTime<Utc> {
        from_local(self.day(n).and_time(clock(hour, minute)))
    }

    pub fn agency(&self, short_name: &str) -> Result<AgencyId, AppError> {
        Ok(self.maker.directory.office(short_name)?.record.id)
    }

    pub fn first_report(
        &mut self,
        report: &Report<'_>,
        received: DateTime<Utc>,
        number: &mut impl FnMut(DateTime<Utc>) -> String,
    ) -> Result<Life, AppError> {
        let registered = self.at(0, 9, 35);
        let id = AppealId(self.maker.dice.id(registered));
        let (town, village) = self.maker.directory.village(report.town, report.village)?;
        let deadline = local_date(received) + Days::new(90);
        let walk = Walk::begin(
            (id.0, "register"),
            By::Town,
            registered,
            self.maker.now,
            &mut self.maker.batch.taken,
        );
        let record = AppealRecord {
            id,
            version: 1,
            number: number(registered),
            channel: report.channel,
            source: None,
            source_number: None,
            ask_kind: AskKind::Petition,
            level: None,
            state: walk.state,
            title: report.title.to_owned(),
            body: report.body.to_owned(),
            category: report.category.to_owned(),
            source_category: None,
            division_id: Some(village.id),
            town_id: Some(town.record.id),
            place: Some(report.place.to_owned()),
            people_concerned: report.people,
            received_at: received,
            source_deadline: Some(deadline),
            deadline: Some(deadline),
            warn_at: None,
            closed_at: None,
            satisfaction: None,
            handler_id: Some(self.agency(report.handler)?),
            duplicate_of_id: None,
            import_id: None,
            content_hash: None,
            times_passed_on: 0,
            times_redone: 0,
            created_at: registered,
            created_by: None,
            updated_at: registered,
            updated_by: None,
        };
        for position in 1..=report.named {
            let today = local_date(registered);
            let dice = &mut self.maker.dice;
            let party = PartyRecord {
                id: PartyId(dice.id(registered)),
                appeal_id: Some(id),
                case_id: None,
                position: i64::try_from(position).unwrap_or(1),
                name: names::any_name(dice),
                phone: Some(names::mobile(dice)),
                id_number: Some(names::id_number(dice, today)),
                address: Some(report.place.to_owned()),
            };
            self.maker.batch.parties.push(party);
        }
        Ok(Life { record, walk, facts: AppealFacts::default(), longer: None })
    }

    pub fn step(
        &mut self,
        life: &mut Life,
        mv: AppealMove,
        (by, at): (By, DateTime<Utc>),
        reason: Option<&str>,
    ) -> Result<(), AppError> {
        let reason = reason.map(|text| Cow::from(text.to_owned()));
        Ok(life.step(mv, (by, at), reason, &mut self.maker.batch)?)
    }

    /// Asked for, approved, announced, held, written down, countersigned, issued, its decisions handed out and done.
    /// `days`: asked, held, countersigned, issued, assigned, settled, archived.
    pub fn hold(
        &mut self,
        session: Session,
        (appeal, case): (AppealId, Option<CaseId>),
        days: [i64; 7],
        decisions: &[Decision],
    ) -> Result<(), AppError> {
        let [asked, _, countersigned, issued, assigned, settled, archived] = days;
        let id = session.record.id;
        let facts = ConsultationFacts {
            has_reason: true,
            items: 2,
            leads: 1,
            has_slot: true,
            has_place: true,
            has_minutes: true,
            all_countersigned: true,
            actions: u32::try_from(decisions.len()).unwrap_or(1),
            ..ConsultationFacts::default()
        };
        let starts_at = session.record.starts_at.unwrap_or_default();
        let ends_at = starts_at + chrono::TimeDelta::minutes(session.record.minutes);
        let (now, begun) = (self.maker.now, session.record.created_at);
        let mut walk = Walk::begin((id.0, "create"), By::Clerk, begun, now, &mut self.maker.batch.taken);
        let approved = self.at(asked, 15, 0);
        let notified = self.at(asked, 16, 30);
        let early = starts_at - chrono::TimeDelta::minutes(20);
        let steps = [
            (M::Submit, By::Clerk, begun + chrono::TimeDelta::minutes(20)),
            (M::Approve, By::Head, approved),
            (M::Notify, By::Clerk, notified),
            (M::OpenSignIn, By::Clerk, early),
            (M::Begin, By::Clerk, starts_at),
            (M::End, By::Clerk, ends_at),
            (M::Countersign, By::Clerk, self.at(countersigned, 15, 0)),
            (M::Issue, By::Head, self.at(issued, 16, 0)),
            (M::Assign, By::Clerk, self.at(assigned, 9, 0)),
            (M::Settle, By::Clerk, self.at(settled, 16, 0)),
            (M::Archive, By::Clerk, self.at(archived, 10, 0)),
        ];
        for (mv, by, at) in steps {
            walk.step(mv, &facts, (by, at), None, &mut self.maker.batch.taken)?;
        }
        let mut meeting = Meeting {
            record: ConsultationRecord {
                state: walk.state,
                version: walk.steps,
                updated_at: walk.at,
                held_at: Some(starts_at),
                closed_at: Some(self.at(settled, 16, 0)),
                ..session.record
            },
            numbered_at: Some(approved),
            items: items(id, appeal, case),
            parts: Vec::new(),
            people: Vec::new(),
            actions: Vec::new(),
            helping: Vec::new(),
            progress: Vec::new(),
        };
        for ((short_name, part), position) in session.parts.iter().zip(1..) {
            let agency_id = self.agency(short_name)?;
            meeting.parts.push(PartRecord { consultation_id: id, agency_id, part: *part, position });
            if *part != Participation::Convener {
                self.maker.papers.push(Paper::Countersigned(CountersignatureRecord {
                    consultation_id: id,
                    agency_id,
                    opinion: "同意纪要内容，按分工落实。".to_owned(),
                    signed_by: self.maker.directory.office(short_name)?.heads[0].name.clone(),
                    signed_at: self.at(issued, 11, 0),
                }));
            }
        }
        for (person, attendance, presence) in session.people {
            let notified_at = Some(notified);
            meeting.people.push(AttendeeRecord {
                consultation_id: id,
                person_id: person.id,
                attendance,
                notified_at,
            });
            let office = self.maker.directory.offices.iter().find(|o| Some(o.record.id) == person.agency_id);
            let stand_in = office.and_then(|office| office.staff.get(1)).map(|person| person.name.clone());
            self.maker.papers.push(presence_of(id, &person, (presence, stand_in), notified, early));
        }
        self.maker.papers.push(Paper::Minutes(MinutesRecord {
            consultation_id: id,
            opinions: session.opinions,
            body: session.minutes,
            recorded_by_id: session.clerk,
            issued_by_id: session.chair,
            issued_at: self.at(issued, 16, 0),
        }));
        for (decision, position) in decisions.iter().zip(1..) {
            self.decide(&mut meeting, decision, position, assigned)?;
        }
        self.maker.meetings.push(meeting);
        Ok(())
    }

    fn decide(
        &mut self,
        meeting: &mut Meeting,
        decision: &Decision,
        position: i64,
        assigned: i64,
    ) -> Result<(), AppError> {
        let begun = self.at(assigned, 9, 0);
        let id = ActionId(self.maker.dice.id(begun));
        let facts = ActionFacts {
            has_reason: true,
            has_lead: true,
            has_deadline: true,
            has_progress: true,
            has_evidence: true,
            extended_before: false,
            by_someone_else: true,
        };
        let now = self.maker.now;
        let mut walk = Walk::begin((id.0, "assign"), By::Clerk, begun, now, &mut self.maker.batch.taken);
        let signed = self.at(assigned, 14, 30);
        walk.step(ActionMove::Sign, &facts, (By::Agency, signed), None, &mut self.maker.batch.taken)?;
        let by_name = self.maker.directory.office(decision.lead)?.staff[0].name.clone();
        for (n, text) in decision.reports {
            let at = self.at(*n, 10, 30);
            walk.step(ActionMove::Report, &facts, (By::Agency, at), None, &mut self.maker.batch.taken)?;
            meeting.progress.push(ProgressRecord {
                action_id: id,
                at,
                by_name: by_name.clone(),
                text: (*text).to_owned(),
            });
        }
        let closing = [
            (ActionMove::RequestReview, By::Agency, self.at(decision.closed, 9, 0)),
            (ActionMove::Close, By::Clerk, self.at(decision.closed, 15, 0)),
        ];
        for (mv, by, at) in closing {
            walk.step(mv, &facts, (by, at), None, &mut self.maker.batch.taken)?;
        }
        for short_name in decision.helping {
            meeting.helping.push((id, self.agency(short_name)?));
        }
        meeting.actions.push(ActionRecord {
            id,
            version: walk.steps,
            number: None,
            consultation_id: Some(meeting.record.id),
            case_id: None,
            position,
            text: decision.text.to_owned(),
            lead_id: self.agency(decision.lead)?,
            deadline: self.day(decision.due),
            rhythm: Rhythm::Weekly,
            state: walk.state,
            town_id: meeting.record.town_id,
            signed_at: Some(signed),
            last_progress_on: decision.reports.last().map(|(n, _)| self.day(*n)),
            evidence: Some(decision.evidence.to_owned()),
            closed_on: Some(self.day(decision.closed)),
            closed_by: None,
            created_at: begun,
            created_by: None,
            updated_at: walk.at,
            updated_by: None,
        });
        Ok(())
    }
}

fn items(id: ConsultationId, appeal: AppealId, case: Option<CaseId>) -> Vec<ItemRecord> {
    let item =
        |position, appeal_id, case_id| ItemRecord { consultation_id: id, position, appeal_id, case_id };
    let mut items = vec![item(1, Some(appeal), None)];
    items.extend(case.map(|case| item(2, None, Some(case))));
    items
}

/// Who answered what to the notice, and how they came.
fn presence_of(
    id: ConsultationId,
    person: &PersonRecord,
    (presence, stand_in): (&'static str, Option<String>),
    notified: DateTime<Utc>,
    early: DateTime<Utc>,
) -> Paper {
    let late = chrono::TimeDelta::minutes(if presence == "late" { 32 } else { 8 });
    let substituted = presence == "substituted";
    Paper::Presence(PresenceRecord {
        consultation_id: id,
        person_id: person.id,
        reply: if substituted { "delegated" } else { "attending" },
        replied_at: notified + chrono::TimeDelta::minutes(45),
        substitute_name: stand_in.filter(|_| substituted),
        checked_in_at: Some(early + late),
        presence,
    })
}

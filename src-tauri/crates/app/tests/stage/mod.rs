//! The small county with what consultations and cases need: leaders, people, rooms, a town's agency, judged appeals.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use huishang_app::appeals::{self, AppealDetail, AppealInput};
use huishang_app::cases::CaseInput;
use huishang_app::consultations::{self, ConsultationInput};
use huishang_domain::flow::consultation::ConsultationMove;
use huishang_domain::ids::{AgencyId, AppealId, ConsultationId, PersonId, RoomId};
use huishang_domain::words::{AgencyKind, CaseLevel, ConsultationKind, Level, PersonKind, Risk};
use huishang_store::directory::{self, AgencyRecord, PersonRecord, RoomRecord};
use huishang_testkit::TestDb;
use uuid::Uuid;

use crate::support::{World, at, now};

pub struct Stage {
    pub w: World,
    /// The agency of the first town.
    pub town_office: AgencyId,
    pub environment: AgencyId,
    /// A city leader.
    pub leader: PersonId,
    /// Another one.
    pub other_leader: PersonId,
    /// The head of the housing agency.
    pub head: PersonId,
    /// Somebody of the urban management agency.
    pub liaison: PersonId,
    /// Out of post since last year.
    pub retired: PersonId,
    pub room: RoomId,
    pub small_room: RoomId,
}

impl Stage {
    pub async fn new(db: &TestDb) -> Self {
        let w = World::new(db).await;
        let mut tx = w.app.db.write().await.unwrap();
        let town_office = AgencyId(Uuid::now_v7());
        let office = AgencyRecord {
            id: town_office,
            name: "示例市甲示例镇人民政府".to_owned(),
            short_name: "甲示例镇".to_owned(),
            kind: AgencyKind::Town,
            division_id: Some(w.town_a),
            contact: None,
            phone: None,
        };
        directory::add_agency(&mut tx, &office, now()).await.unwrap();
        let rooms = [("第一会议室", 40), ("小会议室", 12)].map(|(name, capacity)| RoomRecord {
            id: RoomId(Uuid::now_v7()),
            name: name.to_owned(),
            capacity,
            equipment: None,
        });
        for room in &rooms {
            directory::add_room(&mut tx, room, now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let environment = crate::support::agency(&w.app, "示例市生态环境局", "市生态环境局").await;
        let person = |name: &str, kind, agency_id, post: &str| PersonRecord {
            id: PersonId(Uuid::now_v7()),
            name: name.to_owned(),
            agency_id,
            post: post.to_owned(),
            phone: Some("13900139000".to_owned()),
            kind,
            in_post_from: None,
            in_post_to: None,
        };
        let people = [
            person("王示例", PersonKind::CityLeader, None, "副市长"),
            person("钱示例", PersonKind::CityLeader, None, "市委常委"),
            person("赵示例", PersonKind::AgencyHead, Some(w.housing), "局长"),
            person("刘示例", PersonKind::Liaison, Some(w.urban), "科长"),
            PersonRecord {
                in_post_to: Some("2025-12-31".parse().unwrap()),
                ..person("老示例", PersonKind::CityLeader, None, "原副市长")
            },
        ];
        let mut tx = w.app.db.write().await.unwrap();
        for person in &people {
            directory::add_person(&mut tx, person, now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let [leader, other_leader, head, liaison, retired] = people.map(|p| p.id);
        let [room, small_room] = rooms.map(|r| r.id);
        Self { w, town_office, environment, leader, other_leader, head, liaison, retired, room, small_room }
    }

    /// An appeal of this level; none for one that isn't judged.
    pub async fn appeal(&self, title: &str, level: Option<Level>) -> AppealId {
        self.appeal_with(self.w.input(title), level).await.row.id
    }

    pub async fn appeal_with(&self, input: AppealInput, level: Option<Level>) -> AppealDetail {
        let (app, admin) = (&self.w.app, &self.w.admin);
        let appeal = appeals::register(app, admin, input).await.unwrap();
        match level {
            Some(level) => appeals::judge(app, admin, appeal.row.id, 1, level, None).await.unwrap(),
            None => appeal,
        }
    }

    /// Tomorrow at half past two, in the first room.
    pub fn consultation(&self, topic: &str, appeals: &[AppealId]) -> ConsultationInput {
        ConsultationInput {
            topic: topic.to_owned(),
            kind: ConsultationKind::Room,
            appeal_ids: appeals.to_vec(),
            case_ids: vec![],
            requested_by_id: Some(self.town_office),
            convener_ids: vec![],
            lead_id: self.w.housing,
            cooperating_ids: vec![self.w.urban, self.environment],
            territory_id: None,
            presiding_id: Some(self.leader),
            room_id: Some(self.room),
            place: None,
            starts_at: Some(at("2026-11-25T06:30:00Z")),
            minutes: 90,
            must_be_held_by: Some("2026-12-01".parse().unwrap()),
            must_attend: vec![self.head, self.liaison],
            should_attend: vec![],
            remark: None,
        }
    }

    /// Three months from today on, taken on by the first leader.
    pub fn case(&self, name: &str, appeals: &[AppealId]) -> CaseInput {
        CaseInput {
            appeal_ids: appeals.to_vec(),
            name: name.to_owned(),
            level: CaseLevel::City,
            risk: Risk::Orange,
            category: "R0701".to_owned(),
            leader_id: self.leader,
            responsible_id: self.w.housing,
            contact_id: Some(self.head),
            division_id: None,
            demand: format!("{name}，要求解决。"),
            plan: Some("先核实，再限期整改。".to_owned()),
            start_on: "2026-11-24".parse().unwrap(),
            due_on: None,
            people_concerned: 12,
        }
    }

    pub async fn big(&self, title: &str) -> AppealId {
        self.appeal(title, Some(Level::Big)).await
    }

    /// A consultation about a matter of its own.
    pub async fn made(&self, topic: &str, change: impl FnOnce(&mut ConsultationInput)) -> ConsultationId {
        let appeal = self.big(topic).await;
        let mut input = self.consultation(topic, &[appeal]);
        change(&mut input);
        consultations::create(&self.w.app, &self.w.admin, input).await.unwrap().row.id
    }

    /// Takes steps from the version after `from`.
    pub async fn step(&self, id: ConsultationId, steps: &[ConsultationMove]) {
        let mut version = consultations::detail(&self.w.app, &self.w.admin, id).await.unwrap().row.version;
        for mv in steps {
            consultations::advance(&self.w.app, &self.w.admin, id, version, *mv, Some("测试")).await.unwrap();
            version += 1;
        }
    }
}

/// The code and sentence of a refusal.
pub fn refused<T: std::fmt::Debug>(result: Result<T, huishang_app::AppError>) -> (String, String) {
    match result.unwrap_err() {
        huishang_app::AppError::Refused { refusal, detail } => (refusal, detail),
        other => panic!("{other:?}"),
    }
}

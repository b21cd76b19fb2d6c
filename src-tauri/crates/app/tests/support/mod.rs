//! A small county for the tests of use cases: two towns with their villages, two agencies, an account for each role.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use huishang_app::announce::{Announcer, Changed, Progress};
use huishang_app::appeals::AppealInput;
use huishang_app::clock::FixedClock;
use huishang_app::deadlines::{self, ExtensionAsk};
use huishang_app::{Actor, App};
use huishang_domain::ids::{AccountId, AgencyId, AppealId, DivisionId};
use huishang_domain::limits::{Limit, Unit};
use huishang_domain::words::{AgencyKind, AskKind, Channel, DivisionKind, Entity, Role};
use huishang_store::accounts::{self, AccountRecord};
use huishang_store::directory::{self, AgencyRecord, DivisionRecord};
use huishang_testkit::TestDb;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// What a test hears.
#[derive(Default)]
pub struct Heard {
    pub changes: Mutex<Vec<Changed>>,
    pub progress: Mutex<Vec<Progress>>,
    /// Stops the work as soon as this phase is told of; writing, once a first piece is written.
    pub stop_at: Mutex<Option<(&'static str, CancellationToken)>>,
}

impl Announcer for Heard {
    fn changed(&self, change: &Changed) {
        self.changes.lock().unwrap().push(change.clone());
    }

    fn progress(&self, progress: &Progress) {
        self.progress.lock().unwrap().push(progress.clone());
        if let Some((phase, token)) = &*self.stop_at.lock().unwrap()
            && progress.phase == *phase
            && (*phase != "write" || progress.done > 0)
        {
            token.cancel();
        }
    }
}

/// The core on a fresh database.
pub struct World {
    pub app: App,
    pub heard: Arc<Heard>,
    pub admin: Actor,
    pub county: DivisionId,
    pub town_a: DivisionId,
    pub village_a: DivisionId,
    pub town_b: DivisionId,
    pub housing: AgencyId,
    pub urban: AgencyId,
}

/// Tuesday, 24 November 2026, ten in the morning in Shanghai.
pub fn now() -> DateTime<Utc> {
    "2026-11-24T02:00:00Z".parse().unwrap()
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

impl World {
    pub async fn new(db: &TestDb) -> Self {
        let clock = Arc::new(FixedClock(now()));
        App::migrate(&db.url, clock.clone()).await.unwrap();
        let heard = Arc::new(Heard::default());
        let app = App::open(&db.url, clock, heard.clone()).await.unwrap();
        let engine = match db.engine {
            huishang_testkit::Engine::Sqlite => huishang_store::Engine::Sqlite,
            huishang_testkit::Engine::Postgres => huishang_store::Engine::Postgres,
        };
        assert_eq!(app.db.engine(), engine, "the story runs on the engine that it names");
        let admin = app.sign_in().await.unwrap();
        let county = division(&app, "341181", "示例市", None, DivisionKind::County).await;
        let town_a = division(&app, "341181901", "甲示例镇", Some(county), DivisionKind::Town).await;
        let village_a =
            division(&app, "341181901201", "东示例村委会", Some(town_a), DivisionKind::Village).await;
        let town_b = division(&app, "341181902", "乙示例街道", Some(county), DivisionKind::Town).await;
        division(&app, "341181902001", "西示例社区居委会", Some(town_b), DivisionKind::Village).await;
        let housing = agency(&app, "示例市住房和城乡建设局", "市住建局").await;
        let urban = agency(&app, "示例市城市管理局", "市城管局").await;
        Self { app, heard, admin, county, town_a, village_a, town_b, housing, urban }
    }

    /// Somebody of this role, with the town or agency that goes with it.
    pub async fn actor(&self, role: Role) -> Actor {
        let record = AccountRecord {
            id: AccountId(Uuid::now_v7()),
            login: format!("login_{}", role.code()),
            name: format!("测试{}", role.term()),
            role,
            agency_id: (role == Role::Agency).then_some(self.housing),
            division_id: (role == Role::Town).then_some(self.town_a),
            active: true,
        };
        let mut tx = self.app.db.write().await.unwrap();
        accounts::add(&mut tx, &record, now()).await.unwrap();
        tx.commit().await.unwrap();
        Actor::from(record)
    }

    /// Something to register, in the first town, for the first agency.
    /// More days for an appeal: asked for by a clerk, granted by the administrator; two versions further.
    pub async fn extend(&self, app: &App, id: AppealId, version: i64, days: u32) {
        let clerk = self.actor(Role::Clerk).await;
        let more = Limit { amount: days, unit: Unit::Day };
        let ask =
            ExtensionAsk { entity: Entity::Appeal, id: id.0, version, more, reason: "情况复杂".into() };
        deadlines::ask(app, &clerk, ask).await.unwrap();
        let waiting = deadlines::reminders(app, &self.admin).await.unwrap().to_decide;
        let request = &waiting.iter().find(|request| request.id == id.0).unwrap().request;
        deadlines::decide(app, &self.admin, request.id, request.version, true, None).await.unwrap();
    }

    pub fn input(&self, title: &str) -> AppealInput {
        AppealInput {
            channel: Channel::HouseVisit,
            ask_kind: AskKind::Petition,
            title: title.to_owned(),
            text: format!("{title}，请求处理。"),
            category: "R0701".to_owned(),
            division_id: Some(self.village_a),
            place: Some("示例小区6号楼".to_owned()),
            people_concerned: 9,
            received_at: at("2026-11-20T02:00:00Z"),
            handler_id: Some(self.housing),
            source_number: None,
            party_name: Some("张示例".to_owned()),
            party_phone: Some("138-0013-8000".to_owned()),
            party_id_number: None,
            party_address: Some("甲示例镇东示例村3号".to_owned()),
        }
    }

    /// How many entries the trail has.
    pub async fn trail(&self) -> i64 {
        let mut tx = self.app.db.read().await.unwrap();
        huishang_store::audit::head(&mut tx).await.unwrap().0
    }
}

pub async fn division(
    app: &App,
    code: &str,
    name: &str,
    parent_id: Option<DivisionId>,
    kind: DivisionKind,
) -> DivisionId {
    let id = DivisionId(Uuid::now_v7());
    let row = DivisionRecord { id, code: code.to_owned(), name: name.to_owned(), parent_id, kind };
    let mut tx = app.db.write().await.unwrap();
    directory::add_division(&mut tx, &row, now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub async fn agency(app: &App, name: &str, short_name: &str) -> AgencyId {
    let id = AgencyId(Uuid::now_v7());
    let row = AgencyRecord {
        id,
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        kind: AgencyKind::Department,
        division_id: None,
        contact: None,
        phone: None,
    };
    let mut tx = app.db.write().await.unwrap();
    directory::add_agency(&mut tx, &row, now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

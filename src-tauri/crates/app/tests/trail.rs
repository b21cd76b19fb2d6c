//! The audit trail after a long and wild story, on both engines: whole, and nothing in it can be changed unseen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use huishang_app::appeals::{self, AppealInput};
use huishang_app::consultations::{self, ConsultationInput};
use huishang_app::forms::{self, ExportJob};
use huishang_app::imports::{self, ImportJob};
use huishang_app::{Actor, AppError, audit_trail, calendar, cases};
use huishang_domain::calendar::DayKind;
use huishang_domain::flow::case::CaseMove;
use huishang_domain::flow::consultation::ConsultationMove;
use huishang_domain::ids::{AppealId, CaseId, ConsultationId};
use huishang_domain::words::{ConsultationKind, Level, Role};
use huishang_testkit::{Engine, TestDb, on_both_engines};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use stage::Stage;
use tokio_util::sync::CancellationToken;

/// How many things people do.
const STEPS: usize = 240;

/// What somebody does.
#[derive(Clone, Debug)]
enum Deed {
    Register(AppealInput),
    Edit(AppealId, i64, AppealInput),
    Judge(AppealId, i64, Level),
    Withdraw(AppealId, i64),
    Reveal(AppealId),
    Consult(ConsultationInput),
    Advance(ConsultationId, i64, ConsultationMove),
    Open(huishang_app::cases::CaseInput),
    AdvanceCase(CaseId, i64, CaseMove),
    Export(Option<String>),
    Import(String),
    Holiday(bool),
}

/// What there is to act upon; versions as they were last seen, so some are old by now.
struct Story {
    s: Stage,
    dice: ChaCha8Rng,
    actors: Vec<Actor>,
    appeals: Vec<(AppealId, i64)>,
    consultations: Vec<(ConsultationId, i64)>,
    cases: Vec<(CaseId, i64)>,
    folder: tempfile::TempDir,
}

impl Story {
    async fn new(db: &TestDb, seed: u64) -> Self {
        let s = Stage::new(db).await;
        let mut actors = vec![s.w.admin.clone()];
        for role in Role::ALL {
            actors.push(s.w.actor(*role).await);
        }
        let dice = ChaCha8Rng::seed_from_u64(seed);
        let folder = tempfile::tempdir().unwrap();
        Self { s, dice, actors, appeals: vec![], consultations: vec![], cases: vec![], folder }
    }

    fn input(&mut self) -> AppealInput {
        let n = self.dice.random_range(0..1000);
        let mut input = self.s.w.input(&format!("第{n}件：“引号”与\\反斜杠、=1+1、\u{1F600}"));
        if self.dice.random_bool(0.3) {
            input.division_id = Some(self.s.w.town_b);
            input.handler_id = Some(self.s.w.urban);
        }
        input
    }

    fn deed(&mut self) -> Deed {
        let appeal = self.appeals.choose(&mut self.dice).copied();
        let consultation = self.consultations.choose(&mut self.dice).copied();
        let case = self.cases.choose(&mut self.dice).copied();
        let kind = self.dice.random_range(0..12);
        match (kind, appeal, consultation, case) {
            (1, Some((id, version)), ..) => {
                let input = self.input();
                Deed::Edit(id, version, input)
            }
            (2, Some((id, version)), ..) => {
                Deed::Judge(id, version, *Level::ALL.choose(&mut self.dice).unwrap())
            }
            (3, Some((id, version)), ..) => Deed::Withdraw(id, version),
            (4, Some((id, _)), ..) => Deed::Reveal(id),
            (5, Some((id, _)), ..) => Deed::Consult(ConsultationInput {
                kind: ConsultationKind::OnSite,
                room_id: None,
                place: Some("现场".into()),
                starts_at: None,
                must_attend: vec![],
                ..self.s.consultation("一次会商", &[id])
            }),
            (6 | 7, _, Some((id, version)), _) => {
                Deed::Advance(id, version, *ConsultationMove::ALL.choose(&mut self.dice).unwrap())
            }
            (8, ..) => Deed::Open(self.s.case("一件包案", &[])),
            (9, _, _, Some((id, version))) => {
                Deed::AdvanceCase(id, version, *CaseMove::ALL.choose(&mut self.dice).unwrap())
            }
            (10, ..) => Deed::Export(self.dice.random_bool(0.5).then(|| "核对联系电话".to_owned())),
            (11, ..) if self.dice.random_bool(0.5) => {
                let day = self.dice.random_range(1..28);
                Deed::Import(format!("工单编号,受理时间,诉求标题\n甲{day},2026-11-{day:02},路灯{day}不亮\n"))
            }
            (11, ..) => Deed::Holiday(self.dice.random_bool(0.5)),
            _ => {
                let input = self.input();
                Deed::Register(input)
            }
        }
    }

    fn somebody(&mut self) -> Actor {
        // The administrator more often than others, or little would be done.
        if self.dice.random_bool(0.4) {
            self.actors[0].clone()
        } else {
            self.actors.choose(&mut self.dice).unwrap().clone()
        }
    }

    /// Remembers what a deed made or changed.
    fn learn(&mut self, done: Done) {
        fn keep<T: PartialEq + Copy>(known: &mut Vec<(T, i64)>, id: T, version: i64) {
            match known.iter_mut().find(|(own, _)| *own == id) {
                Some(entry) => entry.1 = version,
                None => known.push((id, version)),
            }
        }
        match done {
            Done::Appeal(id, version) => keep(&mut self.appeals, id, version),
            Done::Consultation(id, version) => keep(&mut self.consultations, id, version),
            Done::Case(id, version) => keep(&mut self.cases, id, version),
            Done::Other => {}
        }
    }
}

enum Done {
    Appeal(AppealId, i64),
    Consultation(ConsultationId, i64),
    Case(CaseId, i64),
    Other,
}

async fn act(s: &Stage, folder: &std::path::Path, actor: &Actor, deed: Deed) -> Result<Done, AppError> {
    let (app, go) = (&s.w.app, CancellationToken::new());
    let appeal = |detail: appeals::AppealDetail| Done::Appeal(detail.row.id, detail.row.version);
    let consultation =
        |detail: consultations::ConsultationDetail| Done::Consultation(detail.row.id, detail.row.version);
    let case = |detail: cases::CaseDetail| Done::Case(detail.row.id, detail.row.version);
    let why = Some("随机的理由");
    match deed {
        Deed::Register(input) => appeals::register(app, actor, input).await.map(appeal),
        Deed::Edit(id, version, input) => appeals::edit(app, actor, id, version, input).await.map(appeal),
        Deed::Judge(id, version, level) => {
            appeals::judge(app, actor, id, version, level, why).await.map(appeal)
        }
        Deed::Withdraw(id, version) => appeals::withdraw_judgement(app, actor, id, version).await.map(appeal),
        Deed::Reveal(id) => appeals::reveal(app, actor, id, "核对联系电话").await.map(|_| Done::Other),
        Deed::Consult(input) => consultations::create(app, actor, input).await.map(consultation),
        Deed::Advance(id, version, mv) => {
            consultations::advance(app, actor, id, version, mv, why).await.map(consultation)
        }
        Deed::Open(input) => cases::open(app, actor, input).await.map(case),
        Deed::AdvanceCase(id, version, mv) => {
            cases::advance(app, actor, id, version, mv, why).await.map(case)
        }
        Deed::Export(reveal_reason) => {
            let job = ExportJob {
                code: "case-ledger".into(),
                period: "2026-11".into(),
                reveal_reason,
                task: "导出".into(),
            };
            forms::render(app, actor, &job, &go).await.map(|_| Done::Other)
        }
        Deed::Import(text) => {
            let path = folder.join("一行.csv");
            std::fs::write(&path, text).unwrap();
            let job = ImportJob {
                path,
                name: "一行.csv".into(),
                source: "hotline".into(),
                mapping: None,
                dry_run: false,
                task: "导入".into(),
            };
            imports::run(app, actor, job, &go).await.map(|_| Done::Other)
        }
        Deed::Holiday(on) => {
            let day = "2026-12-30".parse().unwrap();
            let kind = on.then_some(DayKind::Holiday);
            calendar::set_day(app, actor, day, kind, "测试").await.map(|_| Done::Other)
        }
    }
}

/// Lives the story; a deed that is refused leaves no entry. Gives how many were done and refused.
async fn live(story: &mut Story) -> (usize, usize) {
    let (mut done, mut refused) = (0, 0);
    let mut before = story.s.w.trail().await;
    for step in 0..STEPS {
        let (actor, deed) = (story.somebody(), story.deed());
        let folder = story.folder.path().to_owned();
        // Every fifth time two people act at the same moment, and their entries queue.
        if step % 5 == 4 {
            let (other, another) = (story.somebody(), story.deed());
            let both =
                tokio::join!(act(&story.s, &folder, &actor, deed), act(&story.s, &folder, &other, another));
            for result in [both.0, both.1] {
                match result {
                    Ok(what) => {
                        done += 1;
                        story.learn(what);
                    }
                    Err(error) => {
                        assert!(is_a_refusal(&error), "{error:?}");
                        refused += 1;
                    }
                }
            }
            before = story.s.w.trail().await;
            continue;
        }
        let told = format!("{} {deed:?}", actor.role);
        let result = act(&story.s, &folder, &actor, deed).await;
        let after = story.s.w.trail().await;
        match result {
            Ok(what) => {
                done += 1;
                story.learn(what);
            }
            Err(error) => {
                assert!(is_a_refusal(&error), "{told}: {error:?}");
                assert_eq!(after, before, "a refused deed left an entry: {told}: {error:?}");
                refused += 1;
            }
        }
        before = after;
    }
    (done, refused)
}

fn is_a_refusal(error: &AppError) -> bool {
    use AppError::{Forbidden, Invalid, NotFound, Refused, Stale};
    matches!(error, Forbidden { .. } | Invalid { .. } | NotFound { .. } | Refused { .. } | Stale { .. })
}

/// Somebody with the database's own tools, who first takes the guards away.
enum Intruder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Intruder {
    async fn new(db: &TestDb) -> Self {
        let (mut intruder, guards) = match db.engine {
            Engine::Sqlite => (
                Self::Sqlite(SqliteConnection::connect(&db.url).await.unwrap()),
                &["DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete"][..],
            ),
            Engine::Postgres => (
                Self::Postgres(PgConnection::connect(&db.url).await.unwrap()),
                &["ALTER TABLE audit_entries DISABLE TRIGGER USER"][..],
            ),
        };
        for sql in guards {
            intruder.run(sql).await;
        }
        intruder
    }

    /// Gives how many rows it touched.
    async fn run(&mut self, sql: &str) -> u64 {
        let query = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(conn) => sqlx::query(query).execute(conn).await.unwrap().rows_affected(),
            Self::Postgres(conn) => sqlx::query(query).execute(conn).await.unwrap().rows_affected(),
        }
    }
}

on_both_engines! {
    async fn a_wild_story_leaves_a_whole_chain_and_no_change_goes_unseen(db: TestDb) {
        let mut story = Story::new(&db, 20261124).await;
        let (done, refused) = live(&mut story).await;
        assert!(done > STEPS / 4 && refused > STEPS / 8, "a story of both: {done} done, {refused} refused");
        let w = &story.s.w;
        let broken = async || audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at;
        let entries = w.trail().await;
        let verdict = audit_trail::verify(&w.app, &w.admin).await.unwrap();
        assert_eq!((verdict.entries, verdict.broken_at), (entries, None));
        assert!(entries as usize > STEPS / 4, "{entries}");

        let mut intruder = Intruder::new(&db).await;
        let somewhere = story.dice.random_range(2..entries);
        for at in [1, somewhere, entries] {
            for (change, back) in [
                ("by_name = by_name || 'x'", "by_name = substr(by_name, 1, length(by_name) - 1)"),
                ("verb = verb || 'x'", "verb = substr(verb, 1, length(verb) - 1)"),
                ("seq = seq + 100000", "seq = seq - 100000"),
            ] {
                assert_eq!(intruder.run(&format!("UPDATE audit_entries SET {change} WHERE seq = {at}")).await, 1);
                assert_eq!(broken().await, Some(at), "{change} of entry {at}");
                let at = if change.starts_with("seq") { at + 100_000 } else { at };
                intruder.run(&format!("UPDATE audit_entries SET {back} WHERE seq = {at}")).await;
                assert_eq!(broken().await, None, "put back as it was");
            }
        }
        intruder.run(&format!("UPDATE audit_entries SET detail = '{{\"forged\":1}}' WHERE seq = {entries}")).await;
        assert_eq!(broken().await, Some(entries), "what was changed then is told otherwise");
        intruder.run(&format!("DELETE FROM audit_entries WHERE seq = {entries}")).await;
        assert_eq!(broken().await, Some(entries), "the newest is missing");
        intruder.run(&format!("DELETE FROM audit_entries WHERE seq = {somewhere}")).await;
        assert_eq!(broken().await, Some(somewhere), "one in the middle is missing");
    }
}

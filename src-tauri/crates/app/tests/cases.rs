//! What users rely on when a leader takes on a case, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use chrono::NaiveDate;
use huishang_app::cases::{self, CaseInput, CaseQuery};
use huishang_app::consultations::{self, ConsultationInput};
use huishang_app::{Actor, AppError, FieldProblem, appeals, audit_trail};
use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::flow::case::{CaseMove as M, CaseState as S};
use huishang_domain::ids::{AccountId, AgencyId, AppealId, CaseId, DivisionId, PersonId};
use huishang_domain::words::{CaseLevel, Entity, Level, Light, Risk, Role};
use huishang_store::StoreError;
use huishang_store::cases::LeaderRecord;
use huishang_testkit::on_both_engines;
use stage::{Stage, refused};
use support::now;
use uuid::Uuid;

const NOT_FOUND: AppError = AppError::NotFound { entity: Entity::Case };

fn invalid(field: &str, problem: FieldProblem) -> AppError {
    AppError::invalid(field, problem)
}

fn query() -> CaseQuery {
    CaseQuery { limit: 50, ..CaseQuery::default() }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Stage {
    /// A case of its own, without an appeal.
    async fn opened(&self, name: &str, change: impl FnOnce(&mut CaseInput)) -> CaseId {
        let mut input = self.case(name, &[]);
        change(&mut input);
        cases::open(&self.w.app, &self.w.admin, input).await.unwrap().row.id
    }

    async fn walk(&self, id: CaseId, steps: &[M]) {
        for (mv, version) in steps.iter().zip(1..) {
            cases::advance(&self.w.app, &self.w.admin, id, version, *mv, Some("测试")).await.unwrap();
        }
    }
}

on_both_engines! {
    async fn a_case_is_opened_for_a_hard_matter(db: TestDb) {
        let s = Stage::new(&db).await;
        let appeal = s.appeal("多年欠薪", Some(Level::Hard)).await;
        let heard = s.w.heard.changes.lock().unwrap().len();
        let case = cases::open(&s.w.app, &s.w.admin, s.case("欠薪包案", &[appeal, appeal])).await.unwrap();
        let row = &case.row;
        assert_eq!((row.number.as_str(), row.state, row.version), ("天社包案〔2026〕1号", S::Proposed, 1));
        assert_eq!((row.leader.as_str(), row.leader_post.as_str()), ("王示例", "副市长"));
        assert_eq!((row.responsible.as_str(), row.town.as_deref()), ("市住建局", Some("甲示例镇")), "it lies where its appeal lies");
        assert_eq!((row.start_on, row.due_on), (day("2026-11-24"), day("2027-02-24")), "three months by the table of limits");
        assert_eq!((row.light, row.working_days_left), (Some(Light::Green), None), "the calendar doesn't hold 2027");
        assert_eq!(row.category_name, "城乡建设-违法建设");
        assert_eq!((case.contact.as_deref(), case.plan.as_deref()), (Some("赵示例"), Some("先核实，再限期整改。")));
        assert_eq!(case.leaders.iter().map(|l| (l.name.as_str(), l.post.as_str(), l.from, l.to)).collect::<Vec<_>>(),
            [("王示例", "副市长", day("2026-11-24"), None)]);
        assert_eq!(case.parties.iter().map(|p| (p.name.as_str(), p.phone.as_deref())).collect::<Vec<_>>(), [("张示例", Some("138****8000"))]);
        assert_eq!(case.appeals.iter().map(|a| (a.title.as_str(), a.state.as_str())).collect::<Vec<_>>(), [("多年欠薪", "包案办")]);
        assert_eq!(case.open_moves, [M::Submit]);
        assert_eq!(case.timeline.iter().map(|t| t.what.as_str()).collect::<Vec<_>>(), ["提出包案"]);

        let along = appeals::detail(&s.w.app, &s.w.admin, appeal).await.unwrap();
        assert_eq!(along.row.state, AppealState::Case);
        let last = along.timeline.last().unwrap();
        assert_eq!((last.what.as_str(), last.reason.as_deref()), ("转包案", Some("包案《欠薪包案》")));
        let told: Vec<_> = s.w.heard.changes.lock().unwrap()[heard..].iter().map(|c| (c.entity, c.id)).collect();
        assert_eq!(told, [(Entity::Case, row.id.0), (Entity::Appeal, appeal.0)]);
        let trail = audit_trail::list(&s.w.app, &s.w.admin, None, None, 50).await.unwrap();
        let entry = trail.rows.iter().find(|r| r.entity == Entity::Case).unwrap();
        assert!(entry.verb == "open" && entry.detail.contains("天社包案〔2026〕1号") && !entry.detail.contains("1380013"), "{}", entry.detail);
    }

    async fn fields_have_their_limits(db: TestDb) {
        let s = Stage::new(&db).await;
        let good = s.case("一件", &[]);
        let cases_: Vec<(AppError, CaseInput)> = vec![
            (invalid("name", FieldProblem::Required), CaseInput { name: " ".into(), ..good.clone() }),
            (invalid("name", FieldProblem::TooLong), CaseInput { name: "长".repeat(201), ..good.clone() }),
            (invalid("demand", FieldProblem::Required), CaseInput { demand: "".into(), ..good.clone() }),
            (invalid("demand", FieldProblem::TooLong), CaseInput { demand: "长".repeat(20_001), ..good.clone() }),
            (invalid("plan", FieldProblem::TooLong), CaseInput { plan: Some("长".repeat(20_001)), ..good.clone() }),
            (invalid("peopleConcerned", FieldProblem::OutOfRange), CaseInput { people_concerned: 0, ..good.clone() }),
            (invalid("category", FieldProblem::UnknownReference), CaseInput { category: "没有".into(), ..good.clone() }),
            (invalid("leaderId", FieldProblem::UnknownReference), CaseInput { leader_id: PersonId(Uuid::now_v7()), ..good.clone() }),
            (invalid("responsibleId", FieldProblem::UnknownReference), CaseInput { responsible_id: AgencyId(Uuid::now_v7()), ..good.clone() }),
            (invalid("contactId", FieldProblem::UnknownReference), CaseInput { contact_id: Some(PersonId(Uuid::now_v7())), ..good.clone() }),
            (invalid("divisionId", FieldProblem::UnknownReference), CaseInput { division_id: Some(DivisionId(Uuid::now_v7())), ..good.clone() }),
            (invalid("appealIds", FieldProblem::UnknownReference), CaseInput { appeal_ids: vec![AppealId(Uuid::now_v7())], ..good.clone() }),
            (invalid("dueOn", FieldProblem::BeforeStart), CaseInput { due_on: Some(day("2026-11-23")), ..good.clone() }),
            (invalid("dueOn", FieldProblem::OutOfRange), CaseInput { due_on: Some(day("2200-01-01")), ..good.clone() }),
            (invalid("startOn", FieldProblem::OutOfRange), CaseInput { start_on: day("1999-12-31"), ..good.clone() }),
        ];
        let before = s.w.trail().await;
        for (wanted, input) in cases_ {
            let what = format!("{wanted:?}");
            assert_eq!(cases::open(&s.w.app, &s.w.admin, input).await.unwrap_err(), wanted, "{what}");
        }
        assert_eq!(s.w.trail().await, before);
        let same_day = cases::open(&s.w.app, &s.w.admin, CaseInput { due_on: Some(good.start_on), plan: None, ..good }).await.unwrap();
        assert_eq!((same_day.row.number.as_str(), same_day.row.working_days_left), ("天社包案〔2026〕1号", Some(0)), "what was refused took no number");
    }

    async fn a_case_of_the_city_has_a_city_leader_in_post(db: TestDb) {
        let s = Stage::new(&db).await;
        let open = async |level, leader_id| cases::open(&s.w.app, &s.w.admin, CaseInput { level, leader_id, ..s.case("一件", &[]) }).await;
        assert_eq!(refused(open(CaseLevel::City, s.head).await),
            ("not_entitled".into(), "市级包案须由市领导包案，赵示例是部门负责人，请另选一位市领导，或改为镇级、部门级包案。".into()));
        assert_eq!(refused(open(CaseLevel::City, s.retired).await), ("not_in_post".into(), "老示例已不在任，不能包案，请另选一位领导。".into()));
        assert!(open(CaseLevel::Agency, s.head).await.is_ok());
        assert!(open(CaseLevel::Town, s.leader).await.is_ok());
    }

    async fn only_hard_matters_become_a_case_and_only_once_at_a_time(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let big = s.appeal("大事", Some(Level::Big)).await;
        let (code, sentence) = refused(cases::open(app, admin, s.case("一", &[big])).await);
        assert_eq!((code.as_str(), sentence.contains("研判为大事，这一步只用于难事")), ("level_mismatch", true), "{sentence}");
        let hard = s.appeal("难事", Some(Level::Hard)).await;
        let case = cases::open(app, admin, s.case("难事包案", &[hard])).await.unwrap();
        assert_eq!(case.row.number, "天社包案〔2026〕1号", "what was refused took no number");
        let (code, sentence) = refused(cases::open(app, admin, s.case("再来一次", &[hard])).await);
        assert_eq!((code.as_str(), sentence.contains("已列入包案《难事包案》")), ("already_built_on", true), "{sentence}");
        s.walk(case.row.id, &[M::Submit, M::Decline]).await;
        let back = appeals::detail(app, admin, hard).await.unwrap();
        assert_eq!(back.row.state, AppealState::Judged, "what was declined is judged anew");
        assert_eq!(back.timeline.last().unwrap().reason.as_deref(), Some("包案《难事包案》不予批准：测试"));
        assert!(cases::open(app, admin, s.case("再来一次", &[hard])).await.is_ok());
    }

    async fn steps_are_taken_as_drawn(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let id = s.opened("一件", |_| {}).await;
        let advance = async |version, mv, reason| cases::advance(app, admin, id, version, mv, reason).await;
        assert_eq!(refused(advance(1, M::Claim, None).await).1, "包案现为“拟包案”，不能“领导认领”：流程没有这一步，现在可以：提交审批。");
        assert_eq!(advance(1, M::Submit, None).await.unwrap().open_moves, [M::Approve, M::SendBackProposal, M::Decline]);
        assert_eq!(refused(advance(2, M::SendBackProposal, None).await).0, "reason_missing");
        advance(2, M::SendBackProposal, Some("补充材料")).await.unwrap();
        advance(3, M::Submit, None).await.unwrap();
        advance(4, M::Approve, None).await.unwrap();
        advance(5, M::Claim, None).await.unwrap();
        let resolving = advance(6, M::AdoptPlan, None).await.unwrap();
        assert_eq!((resolving.row.state, resolving.open_moves), (S::Resolving, vec![M::Stabilise]));
        let (code, sentence) = refused(advance(7, M::RequestClosing, None).await);
        assert_eq!((code.as_str(), sentence.as_str()), ("not_in_this_version", "这个版本还不能办理“申请结案”，现在可以：转稳控。"));
        let before = s.w.trail().await;
        assert!(matches!(advance(6, M::Stabilise, Some("慢了")).await, Err(AppError::Stale { current_version: 7, .. })));
        assert_eq!(s.w.trail().await, before, "a stale write leaves no entry");
        advance(7, M::Stabilise, Some("等待判决")).await.unwrap();
        let resumed = advance(8, M::Resume, None).await.unwrap();
        assert_eq!((resumed.row.state, resumed.row.version), (S::Resolving, 9));
        let what: Vec<_> = resumed.timeline.iter().map(|t| t.what.as_str()).collect();
        assert_eq!(what, ["提出包案", "提交审批", "退回补充", "提交审批", "批准包案", "领导认领", "确定化解方案", "转稳控", "恢复化解"]);

        let planless = s.opened("没有方案", |input| input.plan = None).await;
        s.walk(planless, &[M::Submit, M::Approve, M::Claim]).await;
        assert_eq!(cases::detail(app, admin, planless).await.unwrap().open_moves, []);
        assert!(refused(cases::advance(app, admin, planless, 4, M::AdoptPlan, None).await).1.contains("还没有化解方案"));
        assert_eq!(cases::advance(app, admin, CaseId(Uuid::now_v7()), 1, M::Submit, None).await.unwrap_err(), NOT_FOUND);
    }

    async fn numbers_have_no_gaps_and_no_doubles(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let nobody = Actor { account_id: AccountId(Uuid::now_v7()), ..admin.clone() };
        let before = s.w.trail().await;
        assert!(cases::open(app, &nobody, s.case("不会留下", &[])).await.is_err());
        assert_eq!((s.w.trail().await, cases::list(app, admin, query()).await.unwrap().total), (before, Some(0)));
        for _ in 0..4 {
            let (a, b) = tokio::join!(cases::open(app, admin, s.case("甲", &[])), cases::open(app, admin, s.case("乙", &[])));
            assert!(a.is_ok() && b.is_ok());
        }
        let page = cases::list(app, admin, query()).await.unwrap();
        let mut numbers: Vec<_> = page.rows.into_iter().map(|r| r.number).collect();
        numbers.sort();
        assert_eq!(numbers, (1..=8).map(|n| format!("天社包案〔2026〕{n}号")).collect::<Vec<_>>());
    }

    async fn two_who_open_a_case_for_the_same_matter_at_once_open_one(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        for n in 1..=8 {
            let appeal = s.appeal("难事", Some(Level::Hard)).await;
            let other = CaseInput { leader_id: s.other_leader, ..s.case("乙", &[appeal]) };
            let (a, b) = tokio::join!(cases::open(app, admin, s.case("甲", &[appeal])), cases::open(app, admin, other));
            let lost = if a.is_ok() { &b } else { &a };
            assert!(matches!(lost, Err(AppError::Refused { .. } | AppError::Stale { entity: Entity::Appeal, .. })), "{lost:?}");
            assert_eq!(appeals::detail(app, admin, appeal).await.unwrap().cases.len(), 1);
            assert_eq!(cases::list(app, admin, query()).await.unwrap().total, Some(n));
        }
    }

    async fn the_database_holds_that_a_case_has_one_leader(db: TestDb) {
        let s = Stage::new(&db).await;
        let id = s.opened("一件", |_| {}).await;
        let assign = async |person_id| {
            let mut tx = s.w.app.db.write().await?;
            let row = LeaderRecord { case_id: id, person_id, post: "副市长".into(), from_on: day("2026-11-24"), to_on: None };
            huishang_store::cases::add_leader(&mut tx, &row, s.w.admin.account_id, now()).await?;
            tx.commit().await
        };
        assert!(matches!(assign(s.other_leader).await, Err(StoreError::Constraint(_))));
        end_leadership(&s, id).await;
        let (a, b) = tokio::join!(assign(s.leader), assign(s.other_leader));
        assert_eq!([&a, &b].iter().filter(|r| r.is_ok()).count(), 1, "two clerks at the same moment: {a:?} {b:?}");
        let leaders = cases::detail(&s.w.app, &s.w.admin, id).await.unwrap().leaders;
        assert_eq!((leaders.len(), leaders.iter().filter(|l| l.to.is_none()).count()), (2, 1));
    }

    async fn every_filter_narrows_the_list_and_agrees_with_the_light(db: TestDb) {
        let s = Stage::new(&db).await;
        let due = |input: &mut CaseInput, from: &str, to: &str| { input.start_on = day(from); input.due_on = Some(day(to)); };
        let red = s.opened("超期的", |i| due(i, "2026-08-23", "2026-11-23")).await;
        // Of 40 days 32 have gone at midnight; ten in the morning is later.
        let yellow = s.opened("临期100%", |i| { due(i, "2026-10-23", "2026-12-01"); i.risk = Risk::Red; i.leader_id = s.other_leader; }).await;
        let green = s.opened("正常的", |i| { due(i, "2026-11-24", "2027-02-24"); i.division_id = Some(s.w.village_a); }).await;
        let over = s.opened("不批的", |i| { due(i, "2026-08-01", "2026-08-02"); i.level = CaseLevel::Town; i.division_id = Some(s.w.town_b); }).await;
        s.walk(over, &[M::Submit, M::Decline]).await;
        let cases_: Vec<(&str, CaseQuery, Vec<CaseId>)> = vec![
            ("all", query(), vec![red, yellow, green, over]),
            ("text of a name, wildcards taken literally", CaseQuery { text: Some("0%".into()), ..query() }, vec![yellow]),
            ("text of a number", CaseQuery { text: Some("〔2026〕3号".into()), ..query() }, vec![green]),
            ("text of a leader", CaseQuery { text: Some("钱示".into()), ..query() }, vec![yellow]),
            ("state", CaseQuery { states: vec![S::Declined], ..query() }, vec![over]),
            ("level", CaseQuery { levels: vec![CaseLevel::Town], ..query() }, vec![over]),
            ("risk", CaseQuery { risks: vec![Risk::Red, Risk::Blue], ..query() }, vec![yellow]),
            ("leader", CaseQuery { leader_id: Some(s.other_leader), ..query() }, vec![yellow]),
            ("town with its villages", CaseQuery { division_id: Some(s.w.town_a), ..query() }, vec![green]),
            ("village", CaseQuery { division_id: Some(s.w.village_a), ..query() }, vec![green]),
            ("county", CaseQuery { division_id: Some(s.w.county), ..query() }, vec![red, yellow, green, over]),
            ("red", CaseQuery { light: Some(Light::Red), ..query() }, vec![red]),
            ("yellow", CaseQuery { light: Some(Light::Yellow), ..query() }, vec![yellow]),
            ("green", CaseQuery { light: Some(Light::Green), ..query() }, vec![green]),
        ];
        for (what, query, wanted) in cases_ {
            let page = cases::list(&s.w.app, &s.w.admin, query).await.unwrap();
            assert_eq!(page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), wanted, "{what}");
            assert_eq!(page.total, Some(wanted.len() as i64), "{what}");
        }
        for n in 0..30 {
            let start = day("2026-10-01") + chrono::TimeDelta::days(n);
            s.opened("边界", |i| { i.start_on = start; i.due_on = Some(start + chrono::TimeDelta::days(20 + n)); }).await;
        }
        let mut found = 0;
        for light in Light::ALL {
            let page = cases::list(&s.w.app, &s.w.admin, CaseQuery { light: Some(*light), ..query() }).await.unwrap();
            assert!(page.rows.iter().all(|r| r.light == Some(*light)), "{light}: filter and light agree");
            found += page.rows.len();
        }
        assert_eq!(found, 33, "each case under way has one light");
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = cases::list(&s.w.app, &s.w.admin, CaseQuery { after, limit: 7, ..query() }).await.unwrap();
            seen.extend(page.rows.into_iter().map(|r| r.id));
            after = page.next;
            if after.is_none() { break }
        }
        let whole = cases::list(&s.w.app, &s.w.admin, query()).await.unwrap();
        assert_eq!(seen, whole.rows.iter().map(|r| r.id).collect::<Vec<_>>());
        let bad = CaseQuery { after: Some("0|x".into()), ..query() };
        assert_eq!(cases::list(&s.w.app, &s.w.admin, bad).await.unwrap_err(), invalid("after", FieldProblem::WrongFormat));
    }

    async fn towns_and_agencies_see_their_own_only(db: TestDb) {
        let s = Stage::new(&db).await;
        let appeal = s.appeal("本镇的", Some(Level::Hard)).await;
        let own = cases::open(&s.w.app, &s.w.admin, s.case("本镇的", &[appeal])).await.unwrap().row.id;
        let foreign = s.opened("别镇的", |i| { i.division_id = Some(s.w.town_b); i.responsible_id = s.w.urban; }).await;
        for role in [Role::Town, Role::Agency] {
            let actor = s.w.actor(role).await;
            let page = cases::list(&s.w.app, &actor, query()).await.unwrap();
            assert_eq!((page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), page.total), (vec![own], Some(1)), "{role}");
            assert!(cases::detail(&s.w.app, &actor, own).await.is_ok());
            assert_eq!(cases::detail(&s.w.app, &actor, foreign).await.unwrap_err(), NOT_FOUND, "{role}");
        }
        let lost = Actor { role: Role::Town, division_id: None, ..s.w.admin.clone() };
        assert_eq!(cases::list(&s.w.app, &lost, query()).await.unwrap().total, Some(0));
        let mut tx = s.w.app.db.write().await.unwrap();
        huishang_store::appeals::add_subject(&mut tx, appeal, s.w.housing, None, now()).await.unwrap();
        tx.commit().await.unwrap();
        let accused = Actor { role: Role::Agency, agency_id: Some(s.w.housing), ..s.w.admin.clone() };
        assert_eq!(cases::detail(&s.w.app, &accused, own).await.unwrap_err(), NOT_FOUND, "what is said against a unit never reaches it");
    }

    async fn each_role_may_what_the_table_says(db: TestDb) {
        let s = Stage::new(&db).await;
        let id = s.opened("一件", |_| {}).await;
        for role in Role::ALL {
            let actor = s.w.actor(*role).await;
            let may = |use_case| huishang_domain::access::open_to(*role).contains(&use_case);
            let forbidden = |e: Option<AppError>| matches!(e, Some(AppError::Forbidden { .. }));
            assert_eq!(forbidden(cases::list(&s.w.app, &actor, query()).await.err()), !may(UseCase::ViewCases), "{role} lists");
            assert_eq!(forbidden(cases::detail(&s.w.app, &actor, id).await.err()), !may(UseCase::ViewCases), "{role} views");
            let opened = cases::open(&s.w.app, &actor, CaseInput { name: String::new(), ..s.case("", &[]) }).await;
            assert_eq!(forbidden(opened.err()), !may(UseCase::OpenCase), "{role} opens");
            assert_eq!(forbidden(cases::advance(&s.w.app, &actor, id, 99, M::Submit, None).await.err()), !may(UseCase::MoveCase), "{role} moves");
        }
    }

    async fn a_case_can_be_talked_about_in_a_consultation(db: TestDb) {
        let s = Stage::new(&db).await;
        let id = s.opened("一件", |i| i.division_id = Some(s.w.village_a)).await;
        let about = |topic| ConsultationInput { case_ids: vec![id], ..s.consultation(topic, &[]) };
        let made = consultations::create(&s.w.app, &s.w.admin, about("包案会商")).await.unwrap();
        assert_eq!(made.cases.iter().map(|c| c.id).collect::<Vec<_>>(), [id.0]);
        assert_eq!(made.row.territory.as_deref(), Some("甲示例镇"));
        let last = cases::detail(&s.w.app, &s.w.admin, id).await.unwrap().timeline.pop().unwrap();
        assert_eq!((last.what.as_str(), last.reason.as_deref()), ("列入", Some("会商《包案会商》")));
        assert_eq!(refused(consultations::create(&s.w.app, &s.w.admin, about("又一次")).await).0, "already_built_on");
        let closed = s.opened("不批的", |_| {}).await;
        s.walk(closed, &[M::Submit, M::Decline]).await;
        let input = ConsultationInput { case_ids: vec![closed], ..about("不行") };
        assert!(refused(consultations::create(&s.w.app, &s.w.admin, input).await).1.contains("现为“不予包案”，不能再列入会商"));
    }
}

/// The present leader leaves today.
async fn end_leadership(s: &Stage, id: CaseId) {
    let mut tx = s.w.app.db.write().await.unwrap();
    let ended =
        huishang_store::cases::end_leadership(&mut tx, id, day("2026-11-24"), s.w.admin.account_id, now())
            .await;
    assert!(ended.unwrap());
    tx.commit().await.unwrap();
}

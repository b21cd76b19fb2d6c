//! Who asks for more time and who approves it, and that nothing moves in between; on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use huishang_app::appeals::{self, AppealInput};
use huishang_app::cases::{self, CaseInput};
use huishang_app::deadlines::{self, Derivation, ExtensionAsk, ExtensionRequest};
use huishang_app::{Actor, AppError, Engine, FieldProblem};
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::case::{CaseMove, CaseState};
use huishang_domain::ids::{AppealId, CaseId};
use huishang_domain::limits::{Decision, Limit, Unit};
use huishang_domain::words::{Channel, Entity, Level, Role};
use huishang_testkit::on_both_engines;
use stage::Stage;
use support::World;
use uuid::Uuid;

fn code(error: &AppError) -> &str {
    match error {
        AppError::Refused { refusal, .. } => refusal,
        other => panic!("{other:?}"),
    }
}

fn days(amount: u32) -> Limit {
    Limit { amount, unit: Unit::Day }
}

fn asking(entity: Entity, id: Uuid, version: i64, more: Limit) -> ExtensionAsk {
    ExtensionAsk { entity, id, version, more, reason: "涉及多个部门，情况复杂".into() }
}

async fn ask(w: &World, who: &Actor, id: AppealId, version: i64, more: u32) -> Result<(), AppError> {
    deadlines::ask(&w.app, who, asking(Entity::Appeal, id.0, version, days(more))).await
}

async fn told(w: &World, who: &Actor, id: AppealId) -> Derivation {
    appeals::derivation(&w.app, who, id).await.unwrap()
}

async fn newest(w: &World, who: &Actor, id: AppealId) -> ExtensionRequest {
    told(w, who, id).await.requests.pop().unwrap()
}

async fn day(w: &World, id: AppealId) -> String {
    appeals::detail(&w.app, &w.admin, id).await.unwrap().row.deadline.unwrap().to_string()
}

async fn nothing_drifted(w: &World) {
    assert_eq!(deadlines::check(&w.app, &w.admin).await.unwrap().drifted, 0);
}

on_both_engines! {
    async fn the_deadline_moves_only_when_somebody_else_approves(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        let (clerk, head) = (w.actor(Role::Clerk).await, w.actor(Role::Head).await);
        let before = w.trail().await;
        ask(&w, &clerk, id, 1, 10).await.unwrap();
        assert_eq!(day(&w, id).await, "2026-11-27", "asking moves nothing");
        let waiting = newest(&w, &clerk, id).await;
        assert_eq!((waiting.decision, waiting.own, waiting.may_decide), (Decision::Pending, true, false));
        assert!(told(&w, &clerk, id).await.approvers.contains(&head.name), "who is waited for");
        let own = deadlines::reminders(&w.app, &clerk).await.unwrap();
        assert_eq!((own.asked.len(), own.to_decide.len()), (1, 0));
        let theirs = deadlines::reminders(&w.app, &head).await.unwrap().to_decide;
        assert_eq!(theirs.len(), 1);
        assert_eq!((theirs[0].deadline.unwrap().to_string(), theirs[0].granted.unwrap().to_string()), ("2026-11-27".into(), "2026-12-07".into()));
        // Twice is once too often; the one who asks may not decide, nor a clerk at all.
        assert_eq!(code(&ask(&w, &head, id, 2, 1).await.unwrap_err()), RefusalCode::AlreadyExtended.code());
        let forbidden = deadlines::decide(&w.app, &clerk, waiting.id, 1, true, None).await.unwrap_err();
        assert!(matches!(forbidden, AppError::Forbidden { .. }), "{forbidden:?}");
        deadlines::decide(&w.app, &head, waiting.id, 1, true, None).await.unwrap();
        assert_eq!(day(&w, id).await, "2026-12-07");
        let shown = told(&w, &clerk, id).await;
        assert!(shown.steps[2].sentence.ends_with(&format!("经{}批准延长10日（涉及多个部门，情况复杂） → 12月7日", head.name)), "{shown:?}");
        assert_eq!(shown.requests[0].decided_by.as_ref(), Some(&head.name));
        let timeline = appeals::detail(&w.app, &w.admin, id).await.unwrap().timeline;
        let steps: Vec<_> = timeline.iter().rev().take(2).map(|step| (step.what.as_str(), step.by.as_str())).collect();
        assert_eq!(steps, [("批准延期", head.name.as_str()), ("申请延期", clerk.name.as_str())]);
        assert_eq!(w.trail().await, before + 2, "one entry each");
        let again = deadlines::decide(&w.app, &head, waiting.id, 1, true, None).await.unwrap_err();
        assert_eq!(code(&again), RefusalCode::AlreadyExtended.code());
        nothing_drifted(&w).await;
    }

    async fn nobody_approves_their_own_unless_nobody_else_may(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        ask(&w, &w.admin, id, 1, 3).await.unwrap();
        let alone = newest(&w, &w.admin, id).await;
        assert!(alone.own && alone.may_decide, "on a desktop of one's own nobody else could");
        let head = w.actor(Role::Head).await;
        let own_file = w.app.db.engine() == Engine::Sqlite;
        assert_eq!(newest(&w, &w.admin, id).await.may_decide, own_file, "whom one's own file holds can't sign in there");
        if !own_file {
            let own = deadlines::decide(&w.app, &w.admin, alone.id, 1, true, None).await.unwrap_err();
            assert_eq!(code(&own), RefusalCode::NotEntitled.code());
        }
        assert_eq!(day(&w, id).await, "2026-11-27");
        deadlines::decide(&w.app, &head, alone.id, 1, true, Some("同意")).await.unwrap();
        assert_eq!(day(&w, id).await, "2026-11-30");
    }

    async fn a_refusal_needs_a_reason_and_moves_nothing(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        let (clerk, head) = (w.actor(Role::Clerk).await, w.actor(Role::Head).await);
        ask(&w, &clerk, id, 1, 10).await.unwrap();
        let request = newest(&w, &head, id).await;
        let wordless = deadlines::decide(&w.app, &head, request.id, 1, false, Some(" ")).await.unwrap_err();
        assert_eq!(wordless, AppError::invalid("reason", FieldProblem::Required));
        deadlines::decide(&w.app, &head, request.id, 1, false, Some("按期能办完")).await.unwrap();
        assert_eq!(day(&w, id).await, "2026-11-27");
        let refused = newest(&w, &clerk, id).await;
        assert_eq!((refused.decision, refused.decision_reason.as_deref()), (Decision::Refused, Some("按期能办完")));
        // Then it may be asked for anew, and taken back by whoever asked.
        ask(&w, &clerk, id, 3, 2).await.unwrap();
        let second = newest(&w, &clerk, id).await;
        assert_eq!(code(&deadlines::withdraw(&w.app, &head, second.id, 1).await.unwrap_err()), RefusalCode::NotEntitled.code());
        deadlines::withdraw(&w.app, &clerk, second.id, 1).await.unwrap();
        assert_eq!(newest(&w, &clerk, id).await.decision, Decision::Withdrawn);
        assert!(deadlines::reminders(&w.app, &head).await.unwrap().to_decide.is_empty());
        nothing_drifted(&w).await;
    }

    async fn what_is_asked_for_is_checked(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap().row.id;
        let clerk = w.actor(Role::Clerk).await;
        let with = |more: Limit, reason: &str| ExtensionAsk { reason: reason.into(), ..asking(Entity::Appeal, id.0, 1, more) };
        let months = Limit { amount: 1, unit: Unit::Month };
        for (wanted, given) in [
            (AppError::invalid("amount", FieldProblem::OutOfRange), with(days(0), "急")),
            (AppError::invalid("unit", FieldProblem::WrongFormat), with(months, "急")),
            (AppError::invalid("reason", FieldProblem::Required), with(days(3), "  ")),
            (AppError::invalid("entity", FieldProblem::WrongFormat), asking(Entity::Visit, id.0, 1, days(3))),
        ] {
            assert_eq!(deadlines::ask(&w.app, &clerk, given).await.unwrap_err(), wanted);
        }
        assert_eq!(code(&ask(&w, &clerk, id, 1, 366).await.unwrap_err()), RefusalCode::ExtensionTooLong.code());
        assert!(matches!(ask(&w, &clerk, id, 9, 3).await.unwrap_err(), AppError::Stale { .. }));
    }

    async fn a_petition_is_extended_once_and_by_thirty_days(db: TestDb) {
        let w = World::new(&db).await;
        let input = AppealInput { channel: Channel::Superior, ..w.input("征地补偿") };
        let id = appeals::register(&w.app, &w.admin, input).await.unwrap().row.id;
        let clerk = w.actor(Role::Clerk).await;
        assert_eq!(day(&w, id).await, "2027-01-19");
        assert_eq!(told(&w, &clerk, id).await.most, Some(days(30)));
        assert_eq!(code(&ask(&w, &clerk, id, 1, 31).await.unwrap_err()), RefusalCode::ExtensionTooLong.code());
        ask(&w, &clerk, id, 1, 30).await.unwrap();
        let request = newest(&w, &w.admin, id).await;
        deadlines::decide(&w.app, &w.admin, request.id, 1, true, None).await.unwrap();
        assert_eq!(day(&w, id).await, "2027-02-18");
        assert_eq!(code(&ask(&w, &clerk, id, 3, 1).await.unwrap_err()), RefusalCode::AlreadyExtended.code());
        assert_eq!(told(&w, &clerk, id).await.most, None);
        let judged = appeals::judge(&w.app, &w.admin, id, 3, Level::Hard, None).await.unwrap();
        assert_eq!(judged.row.deadline, Some("2027-02-18".parse().unwrap()), "the regulation's days stand");
    }

    async fn a_case_is_extended_by_one_month_once(db: TestDb) {
        let s = Stage::new(&db).await;
        let w = &s.w;
        let input = CaseInput { plan: Some("先核实，再协商".into()), ..s.case("违建拆除", &[]) };
        let id: CaseId = cases::open(&w.app, &w.admin, input).await.unwrap().row.id;
        let mut version = 1;
        for mv in [CaseMove::Submit, CaseMove::Approve, CaseMove::Claim, CaseMove::AdoptPlan] {
            cases::advance(&w.app, &w.admin, id, version, mv, None).await.unwrap();
            version += 1;
        }
        let story = |d: Derivation| d.steps.into_iter().map(|step| step.sentence).collect::<Vec<_>>();
        let derive = || deadlines::derivation(&w.app, &w.admin, Entity::Case, id.0);
        let month = Limit { amount: 1, unit: Unit::Month };
        let before = derive().await.unwrap();
        assert_eq!(before.most, Some(month));
        assert_eq!(story(before)[..2], ["包案 11月24日 00:00，当日不算，从次日起算", "包案化解 +3个月 → 2027年2月24日"]);
        let clerk = w.actor(Role::Clerk).await;
        deadlines::ask(&w.app, &clerk, asking(Entity::Case, id.0, version, month)).await.unwrap();
        let asked = cases::detail(&w.app, &w.admin, id).await.unwrap().row;
        assert_eq!((asked.state, asked.due_on.to_string()), (CaseState::ExtensionReview, "2027-02-24".into()));
        let request = derive().await.unwrap().requests.pop().unwrap();
        deadlines::decide(&w.app, &w.admin, request.id, 1, true, None).await.unwrap();
        let granted = cases::detail(&w.app, &w.admin, id).await.unwrap().row;
        assert_eq!((granted.state, granted.due_on.to_string()), (CaseState::Resolving, "2027-03-24".into()));
        let after = derive().await.unwrap();
        assert_eq!(after.most, None, "once");
        assert!(story(after)[2].ends_with("批准延长1个月（涉及多个部门，情况复杂） → 2027年3月24日"));
        let again = asking(Entity::Case, id.0, granted.version, month);
        assert_eq!(code(&deadlines::ask(&w.app, &clerk, again).await.unwrap_err()), RefusalCode::AlreadyExtended.code());
        nothing_drifted(w).await;
    }
}

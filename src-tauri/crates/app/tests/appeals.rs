//! What users rely on when they work with appeals, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use huishang_app::appeals::{self, AppealInput, AppealQuery, AppealSort};
use huishang_app::{AppError, FieldProblem, audit_trail, consultations};
use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::{AppealMove, AppealState};
use huishang_domain::flow::consultation::ConsultationMove;
use huishang_domain::ids::{AccountId, AppealId};
use huishang_domain::words::{Channel, Entity, Level, Light, Role};
use huishang_testkit::on_both_engines;
use stage::Stage;
use support::{World, at};
use uuid::Uuid;

fn query() -> AppealQuery {
    AppealQuery { limit: 50, ..AppealQuery::default() }
}

fn invalid(field: &str, problem: FieldProblem) -> AppError {
    AppError::invalid(field, problem)
}

const NOT_FOUND: AppError = AppError::NotFound { entity: Entity::Appeal };

on_both_engines! {
    async fn a_registered_appeal_has_a_number_a_deadline_and_masked_people(db: TestDb) {
        let w = World::new(&db).await;
        let appeal = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap();
        assert_eq!(appeal.row.number, "SQ202611-000001");
        assert_eq!(appeal.row.state, AppealState::Registered);
        assert_eq!((appeal.row.town.as_deref(), appeal.row.village.as_deref()), (Some("甲示例镇"), Some("东示例村委会")));
        assert_eq!(appeal.row.handler.as_deref(), Some("市住建局"));
        assert_eq!(appeal.row.category_name, "城乡建设-违法建设");
        // Friday the 20th and five working days.
        assert_eq!(appeal.row.deadline, Some("2026-11-27".parse().unwrap()));
        assert_eq!((appeal.row.light, appeal.row.working_days_left), (Some(Light::Green), Some(3)));
        assert_eq!(appeal.row.party_name.as_deref(), Some("张示例"));
        let party = &appeal.parties[0];
        assert_eq!(party.phone.as_deref(), Some("138****8000"));
        assert_eq!(party.address.as_deref(), Some("甲示例镇东示例村****"));
        assert_eq!(appeal.timeline.len(), 1);
        assert_eq!(appeal.timeline[0].what, "登记");
        assert!(appeal.open_moves.contains(&AppealMove::JudgeBig));
        let second = appeals::register(&w.app, &w.admin, w.input("道路坑洼")).await.unwrap();
        assert_eq!(second.row.number, "SQ202611-000002");
        let heard = w.heard.changes.lock().unwrap().clone();
        assert_eq!(heard.last().map(|c| (c.entity, c.id, c.version)), Some((Entity::Appeal, second.row.id.0, 1)));
    }

    async fn a_write_that_fails_leaves_nothing_not_even_a_number(db: TestDb) {
        let w = World::new(&db).await;
        let nobody = huishang_app::Actor { account_id: AccountId(Uuid::now_v7()), ..w.admin.clone() };
        let before = w.trail().await;
        assert!(appeals::register(&w.app, &nobody, w.input("不会留下")).await.is_err());
        assert_eq!(w.trail().await, before);
        assert_eq!(appeals::list(&w.app, &w.admin, query()).await.unwrap().total, Some(0));
        assert!(w.heard.changes.lock().unwrap().is_empty(), "nothing is announced");
        let next = appeals::register(&w.app, &w.admin, w.input("第一件")).await.unwrap();
        assert_eq!(next.row.number, "SQ202611-000001");
        assert_eq!(w.trail().await, before + 1);
    }

    async fn fields_have_their_limits(db: TestDb) {
        let w = World::new(&db).await;
        let good = w.input("标题");
        let cases: Vec<(AppError, AppealInput)> = vec![
            (invalid("title", FieldProblem::Required), AppealInput { title: "  ".into(), ..good.clone() }),
            (invalid("title", FieldProblem::TooLong), AppealInput { title: "长".repeat(201), ..good.clone() }),
            (invalid("text", FieldProblem::TooLong), AppealInput { text: "长".repeat(20_001), ..good.clone() }),
            (invalid("text", FieldProblem::WrongFormat), AppealInput { text: "a\0b".into(), ..good.clone() }),
            (invalid("place", FieldProblem::TooLong), AppealInput { place: Some("长".repeat(301)), ..good.clone() }),
            (invalid("peopleConcerned", FieldProblem::OutOfRange), AppealInput { people_concerned: 0, ..good.clone() }),
            (invalid("receivedAt", FieldProblem::OutOfRange), AppealInput { received_at: at("2026-11-24T02:00:01Z"), ..good.clone() }),
            (invalid("category", FieldProblem::UnknownReference), AppealInput { category: "没有".into(), ..good.clone() }),
            (invalid("divisionId", FieldProblem::UnknownReference), AppealInput { division_id: Some(huishang_domain::ids::DivisionId(Uuid::now_v7())), ..good.clone() }),
            (invalid("handlerId", FieldProblem::UnknownReference), AppealInput { handler_id: Some(huishang_domain::ids::AgencyId(Uuid::now_v7())), ..good.clone() }),
            (invalid("partyName", FieldProblem::Required), AppealInput { party_name: None, ..good.clone() }),
            (invalid("partyPhone", FieldProblem::WrongFormat), AppealInput { party_phone: Some("12".into()), ..good.clone() }),
            (invalid("partyIdNumber", FieldProblem::WrongFormat), AppealInput { party_id_number: Some("34118119900101123".into()), ..good.clone() }),
        ];
        for (wanted, input) in cases {
            assert_eq!(appeals::register(&w.app, &w.admin, input).await.unwrap_err(), wanted);
        }
        let longest = AppealInput { title: "长".repeat(200), text: "长".repeat(20_000), ..good.clone() };
        assert!(appeals::register(&w.app, &w.admin, longest).await.is_ok());
        let numbered = AppealInput { source_number: Some("A1".into()), ..good };
        appeals::register(&w.app, &w.admin, numbered.clone()).await.unwrap();
        let again = appeals::register(&w.app, &w.admin, numbered).await;
        assert_eq!(again.unwrap_err(), invalid("sourceNumber", FieldProblem::MustDiffer));
    }

    async fn every_filter_narrows_the_list(db: TestDb) {
        let w = World::new(&db).await;
        let small = appeals::register(&w.app, &w.admin, w.input("楼顶渗水")).await.unwrap();
        appeals::judge(&w.app, &w.admin, small.row.id, 1, Level::Small, None).await.unwrap();
        let other = AppealInput {
            channel: Channel::Hotline,
            category: "R0501".into(),
            division_id: Some(w.town_b),
            handler_id: Some(w.urban),
            source_number: Some("tc-50%".into()),
            received_at: at("2026-11-02T02:00:00Z"),
            party_name: Some("李示例".into()),
            ..w.input("夜间噪声")
        };
        let late = appeals::register(&w.app, &w.admin, other).await.unwrap();
        let soon = AppealInput { received_at: at("2026-11-17T02:00:00Z"), division_id: None, ..w.input("路灯不亮") };
        let soon = appeals::register(&w.app, &w.admin, soon).await.unwrap();
        let (small, late, soon) = (small.row.id, late.row.id, soon.row.id);
        let q = query;
        let text = |t: &str| AppealQuery { text: Some(t.into()), ..q() };
        let cases: Vec<(&str, AppealQuery, Vec<AppealId>)> = vec![
            ("all, newest first", q(), vec![small, soon, late]),
            ("oldest first", AppealQuery { sort: AppealSort::ReceivedAsc, ..q() }, vec![late, soon, small]),
            ("most urgent first", AppealQuery { sort: AppealSort::DeadlineAsc, ..q() }, vec![late, soon, small]),
            ("text of a title", text("渗水"), vec![small]),
            ("text of the body", text("不亮，请求"), vec![soon]),
            ("text of a name", text("李示"), vec![late]),
            ("text of our number", text("sq202611-000003"), vec![soon]),
            ("text of their number, wildcards taken literally", text("TC-50%"), vec![late]),
            ("a wildcard is no wildcard", text("%"), vec![late]),
            ("text that is nowhere", text("没有的字"), vec![]),
            ("state", AppealQuery { states: vec![AppealState::Local], ..q() }, vec![small]),
            ("level", AppealQuery { levels: vec![Level::Small, Level::Hard], ..q() }, vec![small]),
            ("unjudged", AppealQuery { unjudged: true, ..q() }, vec![soon, late]),
            ("unjudged or small", AppealQuery { unjudged: true, levels: vec![Level::Small], ..q() }, vec![small, soon, late]),
            ("channel", AppealQuery { channels: vec![Channel::Hotline], ..q() }, vec![late]),
            ("town with its villages", AppealQuery { division_id: Some(w.town_a), ..q() }, vec![small]),
            ("village", AppealQuery { division_id: Some(w.village_a), ..q() }, vec![small]),
            ("agency", AppealQuery { agency_id: Some(w.urban), ..q() }, vec![late]),
            ("category", AppealQuery { category: Some("R0501".into()), ..q() }, vec![late]),
            ("category's group", AppealQuery { category: Some("R05".into()), ..q() }, vec![late]),
            ("category's tree", AppealQuery { category: Some("R".into()), ..q() }, vec![small, soon, late]),
            ("red", AppealQuery { light: Some(Light::Red), ..q() }, vec![late]),
            ("yellow", AppealQuery { light: Some(Light::Yellow), ..q() }, vec![soon]),
            ("green", AppealQuery { light: Some(Light::Green), ..q() }, vec![small]),
            ("from a day", AppealQuery { received_from: Some("2026-11-17".parse().unwrap()), ..q() }, vec![small, soon]),
            ("to a day", AppealQuery { received_to: Some("2026-11-17".parse().unwrap()), ..q() }, vec![soon, late]),
        ];
        for (what, query, wanted) in cases {
            let light = query.light;
            let page = appeals::list(&w.app, &w.admin, query).await.unwrap();
            let ids: Vec<_> = page.rows.iter().map(|r| r.id).collect();
            assert_eq!(ids, wanted, "{what}");
            assert_eq!(page.total, Some(wanted.len() as i64), "{what}");
            assert!(light.is_none() || page.rows.iter().all(|r| r.light == light), "{what}: filter and light agree");
        }
    }

    async fn pages_follow_one_another_in_every_order(db: TestDb) {
        let w = World::new(&db).await;
        for day in [3, 3, 4, 4, 4, 9, 10] {
            let received_at = at(&format!("2026-11-{day:02}T02:00:00Z"));
            appeals::register(&w.app, &w.admin, AppealInput { received_at, ..w.input("同一天") }).await.unwrap();
        }
        for sort in [AppealSort::ReceivedDesc, AppealSort::ReceivedAsc, AppealSort::DeadlineAsc] {
            let whole = appeals::list(&w.app, &w.admin, AppealQuery { sort, ..query() }).await.unwrap();
            assert_eq!((whole.rows.len(), whole.next), (7, None));
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let first = after.is_none();
                let page = AppealQuery { sort, after, limit: 3, ..query() };
                let page = appeals::list(&w.app, &w.admin, page).await.unwrap();
                assert_eq!(page.total.is_some(), first, "counted once");
                seen.extend(page.rows.into_iter().map(|r| r.id));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(seen, whole.rows.iter().map(|r| r.id).collect::<Vec<_>>(), "{sort:?}");
        }
        let bad = AppealQuery { after: Some("'; DROP TABLE appeals".into()), ..query() };
        assert_eq!(appeals::list(&w.app, &w.admin, bad).await.unwrap_err(), invalid("after", FieldProblem::WrongFormat));
    }

    async fn towns_and_agencies_see_and_touch_their_own_only(db: TestDb) {
        let w = World::new(&db).await;
        let own = appeals::register(&w.app, &w.admin, w.input("本镇的")).await.unwrap().row.id;
        let foreign = AppealInput { division_id: Some(w.town_b), handler_id: Some(w.urban), ..w.input("别镇的") };
        let other = appeals::register(&w.app, &w.admin, foreign.clone()).await.unwrap().row.id;
        for role in [Role::Town, Role::Agency] {
            let actor = w.actor(role).await;
            let page = appeals::list(&w.app, &actor, query()).await.unwrap();
            assert_eq!(page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [own], "{role}");
            assert_eq!(page.total, Some(1), "{role}");
            assert!(appeals::detail(&w.app, &actor, own).await.is_ok());
            assert_eq!(appeals::detail(&w.app, &actor, other).await.unwrap_err(), NOT_FOUND);
            assert_eq!(appeals::edit(&w.app, &actor, other, 1, foreign.clone()).await.unwrap_err(), NOT_FOUND);
            let away = appeals::edit(&w.app, &actor, own, 1, foreign.clone()).await;
            assert_eq!(away.unwrap_err(), AppError::Forbidden { use_case: UseCase::EditAppeal }, "nothing is pushed out of sight");
            let judged = appeals::judge(&w.app, &actor, own, 1, Level::Big, None).await;
            assert_eq!(judged.unwrap_err(), AppError::Forbidden { use_case: UseCase::JudgeAppeal });
        }
        let town = huishang_app::Actor { role: Role::Town, division_id: Some(w.town_a), ..w.admin.clone() };
        assert!(appeals::register(&w.app, &town, w.input("镇里登记")).await.is_ok());
        let elsewhere = appeals::register(&w.app, &town, foreign).await;
        assert_eq!(elsewhere.unwrap_err(), AppError::Forbidden { use_case: UseCase::RegisterAppeal });
        let lost = huishang_app::Actor { role: Role::Town, division_id: None, ..w.admin.clone() };
        assert_eq!(appeals::list(&w.app, &lost, query()).await.unwrap().total, Some(0), "no town, no sight");
    }

    async fn each_role_may_what_the_table_says(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("一件")).await.unwrap().row.id;
        for role in Role::ALL {
            let actor = w.actor(*role).await;
            let may = |use_case| huishang_domain::access::open_to(*role).contains(&use_case);
            let forbidden = |e: Option<AppError>| matches!(e, Some(AppError::Forbidden { .. }));
            let list = appeals::list(&w.app, &actor, query()).await.err();
            assert_eq!(forbidden(list), !may(UseCase::ViewAppeals), "{role} views");
            let registered = appeals::register(&w.app, &actor, w.input("又一件")).await.err();
            assert_eq!(forbidden(registered), !may(UseCase::RegisterAppeal), "{role} registers");
            let edited = appeals::edit(&w.app, &actor, id, 99, w.input("改")).await.err();
            assert_eq!(forbidden(edited), !may(UseCase::EditAppeal), "{role} edits");
            let judged = appeals::judge(&w.app, &actor, id, 99, Level::Big, None).await.err();
            assert_eq!(forbidden(judged), !may(UseCase::JudgeAppeal), "{role} judges");
            let withdrawn = appeals::withdraw_judgement(&w.app, &actor, id, 99).await.err();
            assert_eq!(forbidden(withdrawn), !may(UseCase::JudgeAppeal), "{role} withdraws");
            let revealed = appeals::reveal(&w.app, &actor, id, "核对电话").await.err();
            assert_eq!(forbidden(revealed), !may(UseCase::RevealPersonal), "{role} reveals");
        }
    }

    async fn an_edit_is_written_down_and_a_stale_one_changes_nothing(db: TestDb) {
        let w = World::new(&db).await;
        let clerk = w.actor(Role::Clerk).await;
        let appeal = appeals::register(&w.app, &w.admin, w.input("原来的标题")).await.unwrap();
        let id = appeal.row.id;
        let shown = appeal.parties[0].clone();
        let edit = AppealInput {
            title: "新的标题".into(),
            party_phone: shown.phone.clone(),
            party_address: None,
            party_name: Some("张改名".into()),
            ..w.input("原来的标题")
        };
        let edit = AppealInput { text: appeal.text.clone(), ..edit };
        let edited = appeals::edit(&w.app, &clerk, id, 1, edit.clone()).await.unwrap();
        assert_eq!((edited.row.version, edited.row.title.as_str()), (2, "新的标题"));
        assert_eq!(edited.parties[0].phone, shown.phone, "a masked phone sent back keeps the whole one");
        let whole = appeals::reveal(&w.app, &w.admin, id, "核对电话").await.unwrap();
        assert_eq!(whole[0].phone.as_deref(), Some("13800138000"));
        assert_eq!(whole[0].address.as_deref(), Some("甲示例镇东示例村3号"));
        let entry = edited.timeline.last().unwrap();
        assert_eq!((entry.by.as_str(), entry.what.as_str()), ("测试经办", "修改：诉求人、标题"));
        let trail = audit_trail::list(&w.app, &w.admin, None, None, 50).await.unwrap();
        let detail = &trail.rows.iter().find(|r| r.verb == "edit").unwrap().detail;
        assert!(detail.contains("原来的标题") && detail.contains("新的标题"), "before and after: {detail}");
        assert!(!detail.contains("13800138000") && !detail.contains("张"), "no personal data: {detail}");

        let before = w.trail().await;
        let stale = appeals::edit(&w.app, &w.admin, id, 1, w.input("慢了一步")).await.unwrap_err();
        let AppError::Stale { entity, current_version, changed_by, changed_at } = stale else { panic!("{stale:?}") };
        assert_eq!((entity, current_version, changed_by.as_str()), (Entity::Appeal, 2, "测试经办"));
        assert_eq!(changed_at, support::now());
        assert!(matches!(appeals::judge(&w.app, &w.admin, id, 1, Level::Big, None).await, Err(AppError::Stale { .. })));
        assert_eq!(w.trail().await, before, "a stale write leaves no entry");
        assert_eq!(appeals::detail(&w.app, &w.admin, id).await.unwrap().row.title, "新的标题");

        let same = appeals::edit(&w.app, &w.admin, id, 2, edit).await.unwrap();
        assert_eq!(same.row.version, 2, "an edit that changes nothing writes nothing");
        assert_eq!(w.trail().await, before);
        assert_eq!(audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at, None);
    }

    async fn a_judgement_is_given_changed_and_taken_back(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("一件")).await.unwrap().row.id;
        let small = appeals::judge(&w.app, &w.admin, id, 1, Level::Small, Some("一户的事")).await.unwrap();
        assert_eq!((small.row.state, small.row.level, small.row.version), (AppealState::Local, Some(Level::Small), 2));
        let what: Vec<_> = small.timeline.iter().map(|t| t.what.as_str()).collect();
        assert_eq!(what, ["登记", "研判为小事", "就地办理"]);
        assert_eq!(small.timeline[1].reason.as_deref(), Some("一户的事"));
        let big = appeals::judge(&w.app, &w.admin, id, 2, Level::Big, None).await.unwrap();
        assert_eq!((big.row.state, big.row.level), (AppealState::Judged, Some(Level::Big)));
        assert!(big.open_moves.contains(&AppealMove::ToConsultation));
        let hard = appeals::judge(&w.app, &w.admin, id, 3, Level::Hard, None).await.unwrap();
        assert_eq!((hard.row.state, hard.row.level), (AppealState::Judged, Some(Level::Hard)));
        let back = appeals::withdraw_judgement(&w.app, &w.admin, id, 4).await.unwrap();
        assert_eq!((back.row.state, back.row.level), (AppealState::Deduplicated, None));
        let before = w.trail().await;
        let refused = appeals::withdraw_judgement(&w.app, &w.admin, id, 5).await.unwrap_err();
        assert!(matches!(&refused, AppError::Refused { refusal, .. } if refusal == "not_drawn"), "{refused:?}");
        assert_eq!(w.trail().await, before);
        let long = "长".repeat(2001);
        let too_long = appeals::judge(&w.app, &w.admin, id, 5, Level::Big, Some(&long)).await;
        assert_eq!(too_long.unwrap_err(), invalid("reason", FieldProblem::TooLong));
    }

    async fn whole_numbers_are_given_only_for_a_reason_that_is_kept(db: TestDb) {
        let w = World::new(&db).await;
        let id = appeals::register(&w.app, &w.admin, w.input("一件")).await.unwrap().row.id;
        let before = w.trail().await;
        for short in ["", "  看看  "] {
            let refused = appeals::reveal(&w.app, &w.admin, id, short).await;
            assert_eq!(refused.unwrap_err(), invalid("reason", FieldProblem::TooShort));
        }
        assert_eq!(w.trail().await, before);
        let whole = appeals::reveal(&w.app, &w.admin, id, "电话回访核实").await.unwrap();
        assert_eq!(whole[0].phone.as_deref(), Some("13800138000"));
        assert_eq!(w.trail().await, before + 1);
        let detail = appeals::detail(&w.app, &w.admin, id).await.unwrap();
        let last = detail.timeline.last().unwrap();
        assert_eq!((last.what.as_str(), last.reason.as_deref()), ("查看完整个人信息", Some("电话回访核实")));
        let nothing = appeals::reveal(&w.app, &w.admin, AppealId(Uuid::now_v7()), "电话回访核实").await;
        assert_eq!(nothing.unwrap_err(), NOT_FOUND);
    }

    async fn a_judgement_stays_while_something_is_built_on_it(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let id = s.big("噪声").await;
        let made = consultations::create(app, admin, s.consultation("噪声会商", &[id])).await.unwrap();
        let version = appeals::detail(app, admin, id).await.unwrap().row.version;
        let before = s.w.trail().await;
        let kept = appeals::withdraw_judgement(app, admin, id, version).await.unwrap_err();
        assert!(matches!(&kept, AppError::Refused { .. }), "{kept:?}");
        let kept = appeals::judge(app, admin, id, version, Level::Hard, Some("改判")).await.unwrap_err();
        assert!(matches!(&kept, AppError::Refused { .. }), "{kept:?}");
        assert_eq!(s.w.trail().await, before);
        s.step(made.row.id, &[ConsultationMove::Cancel]).await;
        let version = appeals::detail(app, admin, id).await.unwrap().row.version;
        let free = appeals::withdraw_judgement(app, admin, id, version).await.unwrap();
        assert_eq!((free.row.state, free.row.level), (AppealState::Deduplicated, None));
    }
}

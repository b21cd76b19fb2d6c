//! What users rely on when they make consultations, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use huishang_app::consultations::{self, ConsultationInput, ConsultationQuery, SlotInput};
use huishang_app::{Actor, AppError, FieldProblem, appeals, audit_trail};
use huishang_domain::access::UseCase;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::flow::consultation::{ConsultationMove as M, ConsultationState as S};
use huishang_domain::ids::{AccountId, AgencyId, AppealId, CaseId, ConsultationId, PersonId, RoomId};
use huishang_domain::words::{Attendance, ConsultationKind, Entity, Level, Participation, Role};
use huishang_testkit::on_both_engines;
use stage::{Stage, refused};
use support::at;
use uuid::Uuid;

const NOT_FOUND: AppError = AppError::NotFound { entity: Entity::Consultation };

fn invalid(field: &str, problem: FieldProblem) -> AppError {
    AppError::invalid(field, problem)
}

fn query() -> ConsultationQuery {
    ConsultationQuery { limit: 50, ..ConsultationQuery::default() }
}

on_both_engines! {
    async fn a_consultation_is_made_of_a_big_matter(db: TestDb) {
        let s = Stage::new(&db).await;
        let appeal = s.big("楼顶渗水").await;
        let heard = s.w.heard.changes.lock().unwrap().len();
        let made = consultations::create(&s.w.app, &s.w.admin, s.consultation("楼顶渗水会商", &[appeal, appeal])).await.unwrap();
        let row = &made.row;
        assert_eq!((row.state, row.version, row.number.as_deref()), (S::Requested, 1, None));
        assert_eq!((row.lead.as_str(), row.cooperating.join("、")), ("市住建局", "市城管局、市生态环境局".to_owned()));
        assert_eq!(row.territory.as_deref(), Some("甲示例镇"), "the town's own agency is proposed");
        assert_eq!((row.place.as_deref(), row.minutes), (Some("第一会议室"), 90));
        assert_eq!((row.items, row.actions, row.actions_closed), (1, 0, 0));
        assert_eq!(row.starts_at, Some(at("2026-11-25T06:30:00Z")));
        let conveners: Vec<_> = made.agencies.iter().filter(|a| a.part == Participation::Convener).map(|a| a.id).collect();
        assert_eq!(conveners, [s.w.housing], "who leads convenes when nobody else is named");
        assert_eq!(made.people.iter().map(|p| (p.name.as_str(), p.attendance)).collect::<Vec<_>>(),
            [("赵示例", Attendance::Must), ("刘示例", Attendance::Must)]);
        assert_eq!(made.presiding.as_deref(), Some("王示例"));
        assert_eq!(made.appeals.iter().map(|a| (a.title.as_str(), a.state.as_str())).collect::<Vec<_>>(), [("楼顶渗水", "会商办")]);
        assert_eq!(made.timeline.iter().map(|t| t.what.as_str()).collect::<Vec<_>>(), ["提出申请"]);
        assert_eq!(made.open_moves, [M::Submit, M::Reschedule, M::Cancel]);

        let along = appeals::detail(&s.w.app, &s.w.admin, appeal).await.unwrap();
        assert_eq!(along.row.state, AppealState::Consultation);
        let last = along.timeline.last().unwrap();
        assert_eq!((last.what.as_str(), last.reason.as_deref()), ("转会商", Some("会商《楼顶渗水会商》")));
        assert_eq!(along.consultations[0].id, row.id.0);
        let told: Vec<_> = s.w.heard.changes.lock().unwrap()[heard..].iter().map(|c| (c.entity, c.id)).collect();
        assert_eq!(told, [(Entity::Consultation, row.id.0), (Entity::Appeal, appeal.0)]);
        let trail = audit_trail::list(&s.w.app, &s.w.admin, None, None, 2).await.unwrap();
        assert_eq!(trail.rows.iter().map(|r| r.verb.as_str()).collect::<Vec<_>>(), ["to_consultation", "create"]);
        assert_eq!(audit_trail::verify(&s.w.app, &s.w.admin).await.unwrap().broken_at, None);
    }

    async fn only_big_matters_go_to_a_consultation_and_only_once_at_a_time(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let unjudged = s.appeal("没有研判", None).await;
        let (code, sentence) = refused(consultations::create(app, admin, s.consultation("一", &[unjudged])).await);
        assert_eq!(code, "not_drawn");
        assert!(sentence.starts_with("SQ202611-000001：诉求现为“登记”，不能“转会商”"), "{sentence}");
        let hard = s.appeal("难事", Some(Level::Hard)).await;
        let (code, sentence) = refused(consultations::create(app, admin, s.consultation("二", &[hard])).await);
        assert_eq!(code, "level_mismatch");
        assert!(sentence.contains("这件诉求研判为难事，这一步只用于大事"), "{sentence}");

        let appeal = s.big("噪声").await;
        let first = consultations::create(app, admin, s.consultation("噪声会商", &[appeal])).await.unwrap().row.id;
        let later = ConsultationInput { starts_at: None, ..s.consultation("再来一次", &[appeal]) };
        let (code, sentence) = refused(consultations::create(app, admin, later.clone()).await);
        assert_eq!(code, "already_built_on");
        assert!(sentence.contains("已列入会商《噪声会商》"), "{sentence}");
        s.step(first, &[M::Cancel]).await;
        let back = appeals::detail(app, admin, appeal).await.unwrap();
        assert_eq!(back.row.state, AppealState::Judged, "what was called off is judged anew");
        let last = back.timeline.last().unwrap();
        assert_eq!((last.what.as_str(), last.reason.as_deref()), ("退回研判", Some("会商《噪声会商》取消：测试")));
        assert!(consultations::create(app, admin, later).await.is_ok());
    }

    async fn fields_have_their_limits(db: TestDb) {
        let s = Stage::new(&db).await;
        let appeal = s.big("一件").await;
        let good = s.consultation("议题", &[appeal]);
        let somebody = PersonId(Uuid::now_v7());
        let nobody = AgencyId(Uuid::now_v7());
        let cases: Vec<(AppError, ConsultationInput)> = vec![
            (invalid("topic", FieldProblem::Required), ConsultationInput { topic: " ".into(), ..good.clone() }),
            (invalid("topic", FieldProblem::TooLong), ConsultationInput { topic: "长".repeat(201), ..good.clone() }),
            (invalid("topic", FieldProblem::WrongFormat), ConsultationInput { topic: "a\0".into(), ..good.clone() }),
            (invalid("appealIds", FieldProblem::Required), ConsultationInput { appeal_ids: vec![], ..good.clone() }),
            (invalid("appealIds", FieldProblem::UnknownReference), ConsultationInput { appeal_ids: vec![AppealId(Uuid::now_v7())], ..good.clone() }),
            (invalid("appealIds", FieldProblem::OutOfRange), ConsultationInput { appeal_ids: vec![appeal; 101], ..good.clone() }),
            (invalid("caseIds", FieldProblem::UnknownReference), ConsultationInput { case_ids: vec![CaseId(Uuid::now_v7())], ..good.clone() }),
            (invalid("leadId", FieldProblem::UnknownReference), ConsultationInput { lead_id: nobody, ..good.clone() }),
            (invalid("cooperatingIds", FieldProblem::MustDiffer), ConsultationInput { cooperating_ids: vec![s.w.urban, s.w.housing], ..good.clone() }),
            (invalid("cooperatingIds", FieldProblem::UnknownReference), ConsultationInput { cooperating_ids: vec![nobody], ..good.clone() }),
            (invalid("convenerIds", FieldProblem::UnknownReference), ConsultationInput { convener_ids: vec![nobody], ..good.clone() }),
            (invalid("requestedById", FieldProblem::UnknownReference), ConsultationInput { requested_by_id: Some(nobody), ..good.clone() }),
            (invalid("territoryId", FieldProblem::UnknownReference), ConsultationInput { territory_id: Some(nobody), ..good.clone() }),
            (invalid("presidingId", FieldProblem::UnknownReference), ConsultationInput { presiding_id: Some(somebody), ..good.clone() }),
            (invalid("mustAttend", FieldProblem::UnknownReference), ConsultationInput { must_attend: vec![somebody], ..good.clone() }),
            (invalid("shouldAttend", FieldProblem::UnknownReference), ConsultationInput { should_attend: vec![somebody], ..good.clone() }),
            (invalid("roomId", FieldProblem::Required), ConsultationInput { room_id: None, ..good.clone() }),
            (invalid("roomId", FieldProblem::UnknownReference), ConsultationInput { room_id: Some(RoomId(Uuid::now_v7())), ..good.clone() }),
            (invalid("place", FieldProblem::Required), ConsultationInput { kind: ConsultationKind::OnSite, place: Some("  ".into()), ..good.clone() }),
            (invalid("minutes", FieldProblem::OutOfRange), ConsultationInput { minutes: 14, ..good.clone() }),
            (invalid("minutes", FieldProblem::OutOfRange), ConsultationInput { minutes: 481, ..good.clone() }),
            (invalid("startsAt", FieldProblem::InThePast), ConsultationInput { starts_at: Some(at("2026-11-24T01:59:59Z")), ..good.clone() }),
            (invalid("mustBeHeldBy", FieldProblem::InThePast), ConsultationInput { must_be_held_by: Some("2026-11-23".parse().unwrap()), ..good.clone() }),
            (AppError::CalendarYearMissing { year: 2027 }, ConsultationInput { starts_at: Some(at("2027-01-05T02:00:00Z")), must_be_held_by: None, ..good.clone() }),
        ];
        let before = s.w.trail().await;
        for (wanted, input) in cases {
            let what = format!("{wanted:?}");
            assert_eq!(consultations::create(&s.w.app, &s.w.admin, input).await.unwrap_err(), wanted, "{what}");
        }
        let retired = ConsultationInput { must_attend: vec![s.retired], ..good.clone() };
        assert_eq!(refused(consultations::create(&s.w.app, &s.w.admin, retired).await),
            ("not_in_post".into(), "老示例已不在任，请另选一位。".into()));
        assert_eq!(s.w.trail().await, before, "what is refused leaves nothing");
        let video = ConsultationInput { kind: ConsultationKind::Video, room_id: None, minutes: 15, convener_ids: vec![s.w.housing, s.w.urban],
            should_attend: vec![s.head], must_attend: vec![s.head, s.head], territory_id: Some(s.w.urban), ..good };
        let made = consultations::create(&s.w.app, &s.w.admin, video).await.unwrap();
        assert_eq!(made.people.len(), 1, "who must attend need not also be asked to");
        assert_eq!(made.agencies.iter().filter(|a| a.part == Participation::Convener).count(), 2);
        assert_eq!(made.row.territory.as_deref(), Some("市城管局"));
    }

    async fn steps_are_taken_as_drawn(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let id = s.made("议题", |_| {}).await;
        let long = "长".repeat(2001);
        let advance = async |version, mv, reason| consultations::advance(app, admin, id, version, mv, reason).await;
        let (code, sentence) = refused(advance(1, M::Notify, None).await);
        assert_eq!((code.as_str(), sentence.as_str()),
            ("not_drawn", "会商现为“申请”，不能“发出通知”：流程没有这一步，现在可以：提交立项、改期、取消会商。"));
        let submitted = advance(1, M::Submit, None).await.unwrap();
        assert_eq!((submitted.row.state, submitted.row.version), (S::Reviewing, 2));
        assert_eq!(submitted.open_moves, [M::Approve, M::SendBack, M::Decline, M::Reschedule, M::Cancel]);
        assert_eq!(refused(advance(2, M::SendBack, Some("  ")).await).0, "reason_missing");
        let back = advance(2, M::SendBack, Some("议题不清")).await.unwrap();
        assert_eq!((back.row.state, back.row.number.as_deref()), (S::Requested, None));
        advance(3, M::Submit, None).await.unwrap();
        let approved = advance(4, M::Approve, None).await.unwrap();
        assert_eq!((approved.row.state, approved.row.number.as_deref()), (S::Scheduling, Some("天社会商〔2026〕1号")));
        let notified = advance(5, M::Notify, None).await.unwrap();
        assert_eq!((notified.row.state, notified.open_moves), (S::Notified, vec![M::Reschedule, M::Cancel]));
        assert_eq!(refused(advance(6, M::OpenSignIn, None).await),
            ("not_in_this_version".into(), "这个版本还不能办理“开始签到”，现在可以：改期、取消会商。".into()));
        let (code, sentence) = refused(advance(6, M::Reschedule, Some("换时间")).await);
        assert_eq!((code.as_str(), sentence.contains("改期须写明新的时间和地点")), ("not_in_this_version", true));
        assert_eq!(refused(advance(6, M::Cancel, None).await).0, "reason_missing");
        let before = s.w.trail().await;
        let AppError::Stale { entity, current_version, .. } = advance(5, M::Cancel, Some("慢了")).await.unwrap_err() else { panic!() };
        assert_eq!((entity, current_version), (Entity::Consultation, 6));
        assert_eq!(s.w.trail().await, before, "a stale write leaves no entry");
        let too_long = advance(6, M::Cancel, Some(&long)).await;
        assert_eq!(too_long.unwrap_err(), invalid("reason", FieldProblem::TooLong));
        let cancelled = advance(6, M::Cancel, Some("当事人已和解")).await.unwrap();
        assert_eq!((cancelled.row.state, cancelled.row.number.as_deref(), cancelled.open_moves.len()),
            (S::Cancelled, Some("天社会商〔2026〕1号"), 0), "a number that was taken stays");
        let what: Vec<_> = cancelled.timeline.iter().map(|t| t.what.as_str()).collect();
        assert_eq!(what, ["提出申请", "提交立项", "退回补充", "提交立项", "同意立项", "发出通知", "取消会商"]);
        assert_eq!(cancelled.timeline[6].reason.as_deref(), Some("当事人已和解"));
        assert_eq!(refused(advance(7, M::Submit, None).await).1, "会商现为“取消”，不能“提交立项”：流程已到终点，不能再变动。");
        assert_eq!(consultations::advance(app, admin, ConsultationId(Uuid::now_v7()), 1, M::Submit, None).await.unwrap_err(), NOT_FOUND);
    }

    async fn numbers_have_no_gaps_and_no_doubles(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let declined = s.made("不立项", |input| input.starts_at = None).await;
        s.step(declined, &[M::Submit, M::Decline]).await;
        let mut ids = Vec::new();
        for n in 0..7 {
            let id = s.made(&format!("第{n}"), |input| input.starts_at = None).await;
            s.step(id, &[M::Submit]).await;
            ids.push(id);
        }
        let nobody = Actor { account_id: AccountId(Uuid::now_v7()), ..admin.clone() };
        let before = s.w.trail().await;
        assert!(consultations::advance(app, &nobody, ids[0], 2, M::Approve, None).await.is_err(), "breaks after the number is taken");
        assert_eq!(s.w.trail().await, before);
        for pair in ids[..6].chunks(2) {
            let (a, b) = tokio::join!(
                consultations::advance(app, admin, pair[0], 2, M::Approve, None),
                consultations::advance(app, admin, pair[1], 2, M::Approve, None),
            );
            assert!(a.is_ok() && b.is_ok());
        }
        let page = consultations::list(app, admin, query()).await.unwrap();
        let mut numbers: Vec<_> = page.rows.into_iter().filter_map(|r| r.number).collect();
        numbers.sort();
        assert_eq!(numbers, (1..=6).map(|n| format!("天社会商〔2026〕{n}号")).collect::<Vec<_>>());

        let mut tx = app.db.write().await.unwrap();
        put_setting(&mut tx, "number_pattern.consultation", "示例会商〔{year}〕{n:3}号").await;
        tx.commit().await.unwrap();
        let last = consultations::advance(app, admin, ids[6], 2, M::Approve, None).await.unwrap();
        assert_eq!(last.row.number.as_deref(), Some("示例会商〔2026〕007号"));
    }

    async fn every_filter_narrows_the_list_and_pages_follow(db: TestDb) {
        let s = Stage::new(&db).await;
        let open = s.made("没有时间", |input| input.starts_at = None).await;
        let also_open = s.made("也没有时间", |input| input.starts_at = None).await;
        let early = s.made("噪声100%", |input| { input.lead_id = s.environment; input.cooperating_ids = vec![]; }).await;
        let late = s.made("违建", |input| {
            input.starts_at = Some(at("2026-11-27T16:00:00Z") - chrono::TimeDelta::seconds(1));
            input.kind = ConsultationKind::OnSite;
            input.room_id = None;
            input.place = Some("示例小区门口".into());
        }).await;
        s.step(early, &[M::Submit, M::Approve]).await;
        let day = |d: &str| Some(d.parse().unwrap());
        let text = |t: &str| ConsultationQuery { text: Some(t.into()), ..query() };
        let cases: Vec<(&str, ConsultationQuery, Vec<ConsultationId>)> = vec![
            ("all", query(), vec![also_open, open, late, early]),
            ("text of a topic", text("违"), vec![late]),
            ("wildcards taken literally", text("0%"), vec![early]),
            ("text of a number", text("〔2026〕1号"), vec![early]),
            ("text of a place", text("小区门口"), vec![late]),
            ("state", ConsultationQuery { states: vec![S::Scheduling], ..query() }, vec![early]),
            ("kind", ConsultationQuery { kinds: vec![ConsultationKind::OnSite], ..query() }, vec![late]),
            ("agency", ConsultationQuery { agency_id: Some(s.w.urban), ..query() }, vec![also_open, open, late]),
            ("from", ConsultationQuery { from: day("2026-11-27"), ..query() }, vec![late]),
            ("to", ConsultationQuery { to: day("2026-11-26"), ..query() }, vec![early]),
            ("both", ConsultationQuery { from: day("2026-11-27"), to: day("2026-11-27"), ..query() }, vec![late]),
        ];
        for (what, query, wanted) in cases {
            let page = consultations::list(&s.w.app, &s.w.admin, query).await.unwrap();
            assert_eq!(page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), wanted, "{what}");
            assert_eq!(page.total, Some(wanted.len() as i64), "{what}");
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let first = after.is_none();
            let page = consultations::list(&s.w.app, &s.w.admin, ConsultationQuery { after, limit: 1, ..query() }).await.unwrap();
            assert_eq!(page.total.is_some(), first, "counted once");
            seen.extend(page.rows.into_iter().map(|r| r.id));
            after = page.next;
            if after.is_none() { break }
        }
        assert_eq!(seen, [also_open, open, late, early]);
        let bad = ConsultationQuery { after: Some("'; DROP TABLE".into()), ..query() };
        assert_eq!(consultations::list(&s.w.app, &s.w.admin, bad).await.unwrap_err(), invalid("after", FieldProblem::WrongFormat));
    }

    async fn towns_and_agencies_see_their_own_only(db: TestDb) {
        let s = Stage::new(&db).await;
        let own = s.made("本镇的", |_| {}).await;
        let foreign_appeal = s.appeal_with(huishang_app::appeals::AppealInput { division_id: Some(s.w.town_b), handler_id: None, ..s.w.input("别镇的") }, Some(Level::Big)).await.row.id;
        let foreign = ConsultationInput { starts_at: None, lead_id: s.environment, cooperating_ids: vec![s.w.urban], requested_by_id: None, ..s.consultation("别镇的", &[foreign_appeal]) };
        let foreign = consultations::create(&s.w.app, &s.w.admin, foreign).await.unwrap().row.id;
        for role in [Role::Town, Role::Agency] {
            let actor = s.w.actor(role).await;
            let page = consultations::list(&s.w.app, &actor, query()).await.unwrap();
            assert_eq!((page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), page.total), (vec![own], Some(1)), "{role}");
            assert!(consultations::detail(&s.w.app, &actor, own).await.is_ok());
            assert_eq!(consultations::detail(&s.w.app, &actor, foreign).await.unwrap_err(), NOT_FOUND, "{role}");
        }
        let lost = Actor { role: Role::Agency, agency_id: None, ..s.w.admin.clone() };
        assert_eq!(consultations::list(&s.w.app, &lost, query()).await.unwrap().total, Some(0));
        complain_of(&s, own, s.w.housing).await;
        let accused = Actor { role: Role::Agency, agency_id: Some(s.w.housing), ..s.w.admin.clone() };
        assert_eq!(consultations::detail(&s.w.app, &accused, own).await.unwrap_err(), NOT_FOUND, "what is said against a unit never reaches it");
        let beside = Actor { role: Role::Agency, agency_id: Some(s.w.urban), ..s.w.admin.clone() };
        assert!(consultations::detail(&s.w.app, &beside, own).await.is_ok());
    }

    async fn each_role_may_what_the_table_says(db: TestDb) {
        let s = Stage::new(&db).await;
        let id = s.made("一次", |_| {}).await;
        let slot = SlotInput { starts_at: at("2026-11-26T06:30:00Z"), minutes: 60, room_id: None, place: None };
        for role in Role::ALL {
            let actor = s.w.actor(*role).await;
            let may = |use_case| huishang_domain::access::open_to(*role).contains(&use_case);
            let forbidden = |e: Option<AppError>| matches!(e, Some(AppError::Forbidden { .. }));
            assert_eq!(forbidden(consultations::list(&s.w.app, &actor, query()).await.err()), !may(UseCase::ViewConsultations), "{role} lists");
            assert_eq!(forbidden(consultations::detail(&s.w.app, &actor, id).await.err()), !may(UseCase::ViewConsultations), "{role} views");
            let made = consultations::create(&s.w.app, &actor, s.consultation("没有议题", &[])).await;
            assert_eq!(forbidden(made.err()), !may(UseCase::CreateConsultation), "{role} creates");
            let moved = consultations::advance(&s.w.app, &actor, id, 99, M::Submit, None).await;
            assert_eq!(forbidden(moved.err()), !may(UseCase::MoveConsultation), "{role} moves");
            let moved = consultations::reschedule(&s.w.app, &actor, id, 99, slot.clone(), None).await;
            assert_eq!(forbidden(moved.err()), !may(UseCase::MoveConsultation), "{role} reschedules");
        }
    }

    async fn a_write_that_fails_leaves_nothing(db: TestDb) {
        let s = Stage::new(&db).await;
        let appeal = s.big("一件").await;
        let nobody = Actor { account_id: AccountId(Uuid::now_v7()), ..s.w.admin.clone() };
        let (before, heard) = (s.w.trail().await, s.w.heard.changes.lock().unwrap().len());
        assert!(consultations::create(&s.w.app, &nobody, s.consultation("不会留下", &[appeal])).await.is_err());
        assert_eq!(s.w.trail().await, before);
        assert_eq!(s.w.heard.changes.lock().unwrap().len(), heard, "nothing is announced");
        assert_eq!(consultations::list(&s.w.app, &s.w.admin, query()).await.unwrap().total, Some(0));
        assert_eq!(appeals::detail(&s.w.app, &s.w.admin, appeal).await.unwrap().row.state, AppealState::Judged);
    }
}

/// An appeal of this consultation complains of this agency.
async fn complain_of(s: &Stage, id: ConsultationId, agency: AgencyId) {
    let appeal = consultations::detail(&s.w.app, &s.w.admin, id).await.unwrap().appeals[0].id;
    let mut tx = s.w.app.db.write().await.unwrap();
    huishang_store::appeals::add_subject(&mut tx, AppealId(appeal), agency, None, support::now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn put_setting(tx: &mut huishang_store::Tx, key: &str, value: &str) {
    huishang_store::settings::put(tx, key, &serde_json::json!(value), None, support::now()).await.unwrap();
}

//! The life of an appeal on one page, on both engines: what happened, what it is bound to, what may be done next.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use std::sync::Arc;

use chrono::TimeDelta;
use huishang_app::appeals::{self, AppealInput, LifeEntry, LifeQuery, LinkPart, NextWay, PersonInput};
use huishang_app::attachments::{self, AttachmentFile, AttachmentRef};
use huishang_app::clock::FixedClock;
use huishang_app::{App, AppError, FieldProblem, audit_trail, cases, consultations, duplicates};
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::appeal::{AppealMove, AppealState};
use huishang_domain::flow::consultation::ConsultationMove;
use huishang_domain::ids::AppealId;
use huishang_domain::words::{Entity, Level, LifeKind, Role, Satisfaction};
use huishang_store::ratings::{self, CallBackRecord, RatingRecord};
use huishang_testkit::on_both_engines;
use stage::Stage;
use support::now;
use tokio_util::sync::CancellationToken;

const NOT_FOUND: AppError = AppError::NotFound { entity: Entity::Appeal };

/// The same program, so many hours later.
fn later(s: &Stage, hours: i64) -> App {
    App { clock: Arc::new(FixedClock(now() + TimeDelta::hours(hours))), ..s.w.app.clone() }
}

fn all() -> LifeQuery {
    LifeQuery { limit: 500, ..LifeQuery::default() }
}

async fn entries(s: &Stage, id: AppealId) -> Vec<LifeEntry> {
    appeals::timeline(&s.w.app, &s.w.admin, id, all()).await.unwrap().rows
}

/// What happened, oldest first.
async fn told(s: &Stage, id: AppealId) -> Vec<(LifeKind, String)> {
    entries(s, id).await.into_iter().rev().map(|entry| (entry.kind, entry.what)).collect()
}

fn person(name: &str) -> PersonInput {
    PersonInput {
        id: None,
        name: name.to_owned(),
        phone: Some("13900139000".into()),
        id_number: None,
        address: None,
        first: false,
    }
}

async fn version(s: &Stage, id: AppealId) -> i64 {
    appeals::detail(&s.w.app, &s.w.admin, id).await.unwrap().row.version
}

on_both_engines! {
    async fn everything_stands_on_one_line_newest_first(db: TestDb) {
        let s = Stage::new(&db).await;
        let (w, admin) = (&s.w, &s.w.admin);
        let go = CancellationToken::new();
        let id = s.appeal("楼顶渗水", None).await;
        let edited = AppealInput {
            people_concerned: 12, handler_id: Some(w.urban), category: "R0501".into(),
            party_phone: Some("13700137000".into()), ..w.input("楼顶渗水")
        };
        appeals::edit(&later(&s, 1), admin, id, 1, edited).await.unwrap();
        let other = s.appeal("楼顶渗水了", None).await;
        duplicates::dismiss(&later(&s, 2), admin, id, other, pair_version(&s, id, other).await, Some("不是一处")).await.unwrap();
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        std::fs::write(&path, b"\x89PNG\r\n\x1a\n").unwrap();
        let file = AttachmentFile {
            entity: Entity::Appeal, entity_id: id.0, path, name: "现场.png".into(), purpose: None, task: "附件".into(),
        };
        let added = attachments::add(&later(&s, 3), admin, file, &go).await.unwrap().attachment;
        let which = AttachmentRef { entity: Entity::Appeal, entity_id: id.0, id: added.id };
        attachments::piece(&later(&s, 4), admin, which, 0).await.unwrap();
        let v = version(&s, id).await;
        appeals::pause(&later(&s, 5), admin, id, v, "等检测").await.unwrap();
        appeals::resume(&later(&s, 6), admin, id, v + 1).await.unwrap();
        w.extend(&later(&s, 7), id, v + 2, 3).await;
        appeals::judge(&later(&s, 8), admin, id, v + 4, Level::Big, Some("涉及三家")).await.unwrap();
        let meeting = consultations::create(&later(&s, 9), admin, s.consultation("楼顶渗水会商", &[id])).await.unwrap();
        consultations::advance(&later(&s, 10), admin, meeting.row.id, 1, ConsultationMove::Submit, None).await.unwrap();
        let said_at = now() + TimeDelta::hours(11);
        let mut tx = w.app.db.write().await.unwrap();
        let call = CallBackRecord {
            entity: Entity::Appeal, entity_id: id.0, called_at: said_at, by_name: "回访员".into(), way: "phone",
            reached: true, resolution: Some("partly"), satisfaction: Some(Satisfaction::Satisfied), comment: "还有一处".into(),
        };
        ratings::add_call_back(&mut tx, &call, None).await.unwrap();
        let rating = RatingRecord {
            entity: Entity::Consultation, entity_id: meeting.row.id.0, direction: "town_rates_agency",
            rater_id: s.town_office, rated_id: w.housing, resolution: None, satisfaction: Satisfaction::Satisfied,
            score: None, comment: String::new(), rated_at: said_at + TimeDelta::hours(1),
        };
        ratings::add_rating(&mut tx, &rating, None).await.unwrap();
        tx.commit().await.unwrap();
        appeals::reveal(&later(&s, 13), admin, id, "核对电话").await.unwrap();

        let line = entries(&s, id).await;
        assert!(line.windows(2).all(|two| two[0].at >= two[1].at), "newest first");
        let keys: std::collections::HashSet<_> = line.iter().map(|entry| &entry.key).collect();
        assert_eq!(keys.len(), line.len(), "each has its own key");
        let story: Vec<String> = told(&s, id).await.into_iter().map(|(kind, what)| format!("{} {what}", kind.code())).collect();
        let rater: Vec<_> = line.iter().filter(|e| e.kind == LifeKind::Said).map(|e| e.by.as_str()).collect();
        assert_eq!(rater.len(), 2);
        let in_order = [
            "received 登记", "edit 修改", "duplicate 认定不是重复", "attachment 添加附件“现场.png”", "look 查看附件“现场.png”",
            "clock 暂停计时", "clock 恢复计时", "clock 经", "step 研判为大事", "step 转会商", "linked 会商",
            "said 回访：部分解决、满意", "said 评价市住建局：满意", "look 查看完整个人信息",
        ];
        let mut at = 0;
        for wanted in in_order {
            let found = story[at..].iter().position(|line| line.starts_with(wanted));
            at += found.unwrap_or_else(|| panic!("{wanted} after {at} in {story:#?}"));
        }
        let edit = line.iter().find(|entry| entry.what == "修改").unwrap();
        let change = |field: &str| edit.changes.iter().find(|c| c.field == field).cloned().unwrap();
        assert_eq!((change("涉及人数").before.as_deref(), change("涉及人数").after.as_deref()), (Some("9"), Some("12")));
        assert_eq!((change("承办单位").before.as_deref(), change("承办单位").after.as_deref()), (Some("市住建局"), Some("市城管局")));
        let phone = change("联系电话");
        assert!(phone.hidden && phone.before.is_none() && phone.after.is_none());
        let text = serde_json::to_string(&line).unwrap();
        assert!(!text.contains("13700137000") && !text.contains("13800138000"), "masked");
        let step = line.iter().find(|entry| entry.what == "研判为大事").unwrap();
        assert_eq!((step.by.as_str(), step.reason.as_deref()), (admin.name.as_str(), Some("涉及三家")));
        let linked = line.iter().find(|entry| entry.kind == LifeKind::Linked).unwrap();
        assert_eq!(linked.about.as_ref().map(|a| (a.entity, a.id)), Some((Entity::Consultation, meeting.row.id.0)));

        // By the page, and of one kind.
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = appeals::timeline(&w.app, admin, id, LifeQuery { after, limit: 4, ..all() }).await.unwrap();
            paged.extend(page.rows);
            after = page.next;
            if after.is_none() { break; }
        }
        assert_eq!(paged, line);
        let clock = LifeQuery { kinds: vec![LifeKind::Clock], ..all() };
        let clock = appeals::timeline(&w.app, admin, id, clock).await.unwrap();
        assert!(clock.rows.len() >= 3 && clock.rows.iter().all(|entry| entry.kind == LifeKind::Clock));
        assert_eq!(clock.total, Some(clock.rows.len() as i64));
    }

    async fn each_sees_of_it_what_is_theirs(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let id = s.appeal("楼顶渗水", Some(Level::Hard)).await;
        let case = cases::open(app, admin, s.case("楼顶渗水包案", &[id])).await.unwrap();
        appeals::reveal(app, admin, id, "核对电话").await.unwrap();
        let looked = |rows: &[LifeEntry]| rows.iter().any(|entry| entry.kind == LifeKind::Look);
        assert!(looked(&entries(&s, id).await));
        for role in [Role::Viewer, Role::Clerk, Role::Town, Role::Agency] {
            let actor = s.w.actor(role).await;
            let rows = appeals::timeline(app, &actor, id, all()).await.unwrap().rows;
            assert!(!looked(&rows), "{role} may not see the trail");
            assert!(rows.iter().any(|entry| entry.what == "登记"));
        }
        let links = appeals::life(app, admin, id).await.unwrap().links;
        assert_eq!(links.iter().map(|l| (l.part, l.entity, l.id)).collect::<Vec<_>>(), [(LinkPart::BuiltOn, Entity::Case, case.row.id.0)]);
        let others = AppealInput { division_id: Some(s.w.town_b), handler_id: Some(s.w.urban), ..s.w.input("别处的") };
        let others = appeals::register(app, admin, others).await.unwrap().row.id;
        let town = huishang_app::Actor { division_id: Some(s.w.town_a), role: Role::Town, ..admin.clone() };
        assert_eq!(appeals::timeline(app, &town, others, all()).await.unwrap_err(), NOT_FOUND);
        assert_eq!(appeals::life(app, &town, others).await.unwrap_err(), NOT_FOUND);
    }

    async fn what_may_be_done_next_says_what_stands_in_the_way(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let id = s.appeal("楼顶渗水", Some(Level::Big)).await;
        let next = appeals::life(app, admin, id).await.unwrap().next;
        let of = |mv: AppealMove| next.iter().find(|n| n.mv == mv).cloned().unwrap();
        assert_eq!((of(AppealMove::ToConsultation).way, of(AppealMove::ToConsultation).why), (NextWay::Consultation, None));
        let case = of(AppealMove::ToCase).why.unwrap();
        assert!(case.contains("研判为大事") && case.contains("先改定级别"), "{case}");
        assert_eq!(of(AppealMove::ReferLegal).way, NextWay::StepWithReason);
        consultations::create(app, admin, s.consultation("会商", &[id])).await.unwrap();
        let next = appeals::life(app, admin, id).await.unwrap().next;
        let finish = next.iter().find(|n| n.mv == AppealMove::Finish).unwrap();
        assert!(finish.why.as_ref().is_some_and(|why| why.contains("还有1项")), "{finish:?}");
        let refused = appeals::advance(app, admin, id, version(&s, id).await, AppealMove::Finish, None).await;
        assert!(matches!(&refused, Err(AppError::Refused { refusal, .. }) if refusal == RefusalCode::StillOpen.code()), "{refused:?}");
    }

    async fn a_small_matter_goes_its_way(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let id = s.appeal("路灯不亮", Some(Level::Small)).await;
        let v = version(&s, id).await;
        let back = appeals::advance(app, admin, id, v, AppealMove::Rejudge, None).await;
        assert!(matches!(&back, Err(AppError::Refused { refusal, .. }) if refusal == RefusalCode::ReasonMissing.code()));
        let elsewhere = appeals::advance(app, admin, id, v, AppealMove::JudgeBig, None).await;
        assert!(matches!(&elsewhere, Err(AppError::Refused { refusal, .. }) if refusal == RefusalCode::NotInThisVersion.code()));
        let done = appeals::advance(app, admin, id, v, AppealMove::Finish, Some("已换灯")).await.unwrap();
        assert_eq!((done.row.state, done.row.light), (AppealState::Done, None));
        let late = appeals::advance(app, admin, id, v, AppealMove::Finish, None).await;
        assert!(matches!(late, Err(AppError::Stale { .. })));
        let call = appeals::life(app, admin, id).await.unwrap().next.remove(0);
        assert_eq!((call.mv, call.way), (AppealMove::CallBack, NextWay::NotYet));
        let open = s.appeal("路灯又不亮", None).await;
        let next = appeals::life(app, admin, open).await.unwrap().next;
        let merge = next.iter().find(|n| n.mv == AppealMove::Merge).unwrap();
        assert_eq!((merge.way, merge.why.as_ref()), (NextWay::Duplicates, None), "which one it repeats is said there");
        assert!(call.why.is_some());
        assert_eq!(told(&s, id).await.last().unwrap().1, "办理完毕");
    }

    async fn several_people_may_raise_one_matter(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let id = s.appeal("楼顶渗水", None).await;
        let two = appeals::save_person(app, admin, id, 1, person("李示例")).await.unwrap();
        let names = |d: &huishang_app::appeals::AppealDetail| d.parties.iter().map(|p| p.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&two), ["张示例", "李示例"]);
        assert_eq!(two.parties[1].phone.as_deref(), Some("139****9000"));
        let li = two.parties[1].id;
        // What is masked comes back masked, and stays.
        let masked = PersonInput { id: Some(li), phone: Some("139****9000".into()), first: true, ..person("李示例甲") };
        let first = appeals::save_person(app, admin, id, 2, masked.clone()).await.unwrap();
        assert_eq!((names(&first), first.row.party_name.as_deref()), (vec!["李示例甲".to_owned(), "张示例".into()], Some("李示例甲")));
        assert_eq!(appeals::reveal(app, admin, id, "核对电话").await.unwrap()[0].phone.as_deref(), Some("13900139000"));
        let same = appeals::save_person(app, admin, id, 3, masked).await.unwrap();
        assert_eq!(same.row.version, 3, "nothing is written");
        let late = appeals::save_person(app, admin, id, 2, person("王示例")).await;
        assert!(matches!(late, Err(AppError::Stale { .. })));
        let wrong = PersonInput { phone: Some("12".into()), ..person("王示例") };
        let wrong = appeals::save_person(app, admin, id, 3, wrong).await;
        assert_eq!(wrong.unwrap_err(), AppError::invalid("partyPhone", FieldProblem::WrongFormat));
        let left = appeals::remove_person(app, admin, id, 3, li).await.unwrap();
        assert_eq!((names(&left), left.row.party_name.as_deref()), (vec!["张示例".to_owned()], Some("张示例")));
        let lines: Vec<_> = told(&s, id).await.into_iter().map(|(_, what)| what).collect();
        assert!(lines.contains(&"增加第2位诉求人".to_owned()) && lines.contains(&"删去第1位诉求人".to_owned()), "{lines:?}");
        let text = serde_json::to_string(&entries(&s, id).await).unwrap();
        assert!(!text.contains("李示例") && !text.contains("13900139000"), "the trail names nobody");
        assert_eq!(audit_trail::verify(app, admin).await.unwrap().broken_at, None);
    }
}

async fn pair_version(s: &Stage, id: AppealId, other: AppealId) -> i64 {
    let review = duplicates::candidates(&s.w.app, &s.w.admin, id).await.unwrap();
    review.candidates.iter().find(|c| c.other.row.id == other).map_or(0, |c| c.pair_version)
}

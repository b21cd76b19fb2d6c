//! One sitting with its people and matters: what it leaves, that it is saved once, and what is offered while typing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use huishang_app::intake::{
    self, GatheringPart, IntakeInput, IntakeItem, IntakePerson, ReceptionPart, VisitPart,
};
use huishang_app::{Actor, AppError, FieldProblem, appeals, audit_trail};
use huishang_domain::access::UseCase;
use huishang_domain::identity::IdProblem;
use huishang_domain::ids::{DivisionId, IntakeId, PartyId, PersonId};
use huishang_domain::words::{AskKind, Channel, Entity, PersonKind, ReceptionKind, Role};
use huishang_store::Tx;
use huishang_store::directory::{self, PersonRecord};
use huishang_testkit::on_both_engines;
use support::{World, at};
use uuid::Uuid;

async fn person(w: &World, name: &str, kind: PersonKind) -> PersonId {
    let id = PersonId(Uuid::now_v7());
    let row = PersonRecord {
        id,
        name: name.into(),
        agency_id: Some(w.housing),
        post: "副市长".into(),
        phone: None,
        kind,
        in_post_from: None,
        in_post_to: None,
    };
    let mut tx = w.app.db.write().await.unwrap();
    directory::add_person(&mut tx, &row, support::now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn item(ask_kind: AskKind, text: &str) -> IntakeItem {
    IntakeItem {
        ask_kind,
        title: None,
        text: text.into(),
        category: None,
        people_concerned: 1,
        division_id: None,
        person: None,
    }
}

fn somebody(name: &str, phone: &str) -> IntakePerson {
    IntakePerson { name: Some(name.into()), phone: Some(phone.into()), ..IntakePerson::default() }
}

/// A visit with three matters, one of them somebody else's.
async fn visit(w: &World) -> IntakeInput {
    let visitor_id = person(w, "王示例", PersonKind::GridWorker).await;
    let other = IntakeItem {
        person: Some(somebody("邻居示例", "13900139000")),
        ..item(AskKind::Opinion, "建议在村口设一处垃圾分类点")
    };
    IntakeInput {
        id: IntakeId(Uuid::now_v7()),
        channel: Channel::HouseVisit,
        at: at("2026-11-20T02:00:00Z"),
        division_id: w.village_a,
        place: Some("东组3号".into()),
        person: IntakePerson {
            id_number: Some("11010519491231002X".into()),
            address: Some("甲示例镇东示例村东组3号".into()),
            ..somebody("张示例", "138 0013 8000")
        },
        visit: Some(VisitPart {
            visitor_id,
            companions: Some("李同行".into()),
            household: Some("张示例".into()),
        }),
        gathering: None,
        reception: None,
        items: vec![
            item(AskKind::Hardship, "一家三口生活十分困难，想申请救助。孩子还在上学。"),
            item(AskKind::Petition, "群众反映，村口路灯不亮，晚上没有照明。"),
            other,
        ],
    }
}

fn gathering(w: &World, participants: Option<i64>) -> IntakeInput {
    IntakeInput {
        id: IntakeId(Uuid::now_v7()),
        channel: Channel::NeighbourPavilion,
        at: at("2026-11-20T02:00:00Z"),
        division_id: w.village_a,
        place: Some("东示例协商亭".into()),
        person: IntakePerson::default(),
        visit: None,
        gathering: Some(GatheringPart { host_id: None, participants }),
        reception: None,
        items: vec![item(AskKind::Opinion, "停车位划线太窄")],
    }
}

async fn reception(w: &World) -> IntakeInput {
    let leader_id = person(w, "赵领导", PersonKind::CityLeader).await;
    let first = item(AskKind::Petition, "补偿安置款没有到位");
    let own = IntakeItem { person: Some(somebody("孙示例", "13700137000")), ..first.clone() };
    IntakeInput {
        id: IntakeId(Uuid::now_v7()),
        channel: Channel::LeaderReception,
        at: at("2026-11-20T02:00:00Z"),
        division_id: w.town_a,
        place: Some("市信访局一楼接访室".into()),
        person: somebody("钱示例", "13800138001"),
        visit: None,
        gathering: None,
        reception: Some(ReceptionPart {
            leader_id,
            kind: ReceptionKind::Appointed,
            visitor_count: 5,
            companions: None,
        }),
        items: vec![first, item(AskKind::Petition, "小区物业服务差"), own],
    }
}

/// One number out of the database.
async fn count(w: &World, sql: &'static str) -> i64 {
    match w.app.db.read().await.unwrap() {
        Tx::Sqlite(mut tx) => sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap(),
        Tx::Postgres(mut tx) => sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap(),
    }
}

fn invalid<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, FieldProblem) {
    match result.unwrap_err() {
        AppError::Invalid { field, problem } => (field, problem),
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn a_visit_leaves_its_items_and_an_appeal_of_each(db: TestDb) {
        let w = World::new(&db).await;
        let clerk = w.actor(Role::Clerk).await;
        let done = intake::save(&w.app, &clerk, visit(&w).await).await.unwrap();
        assert!(!done.already);
        let numbers: Vec<_> = done.made.iter().map(|m| m.number.as_str()).collect();
        assert_eq!(numbers, ["SQ202611-000001", "SQ202611-000002", "SQ202611-000003"]);
        let titles: Vec<_> = done.made.iter().map(|m| m.title.as_str()).collect();
        assert_eq!(titles, ["一家三口生活十分困难，想申请救助", "村口路灯不亮，晚上没有照明", "建议在村口设一处垃圾分类点"]);
        // Friday the 20th and five working days, as with any appeal.
        assert!(done.made.iter().all(|m| m.deadline == Some("2026-11-27".parse().unwrap())));

        let first = appeals::detail(&w.app, &clerk, done.made[0].id).await.unwrap();
        assert_eq!((first.row.channel, first.ask_kind), (Channel::HouseVisit, AskKind::Hardship));
        assert_eq!((first.row.category_name.as_str(), first.place.as_deref()), ("民政社会-生活困难", Some("东组3号")));
        assert_eq!(first.row.village.as_deref(), Some("东示例村委会"));
        assert_eq!(first.parties[0].phone.as_deref(), Some("138****8000"));
        assert_eq!(first.parties[0].id_number.as_deref(), Some("110105********002X"));
        assert_eq!(first.timeline[0].what, "登记");
        let second = appeals::detail(&w.app, &clerk, done.made[1].id).await.unwrap();
        assert_eq!((second.row.category_name.as_str(), second.parties[0].name.as_str()), ("公共服务-路灯照明", "张示例"));
        let third = appeals::detail(&w.app, &clerk, done.made[2].id).await.unwrap();
        assert_eq!((third.row.category_name.as_str(), third.parties[0].name.as_str()), ("其他-未分类", "邻居示例"));

        assert_eq!(count(&w, "SELECT count(*) FROM visits WHERE household = '张示例' AND companions = '李同行'").await, 1);
        let linked = "SELECT count(*) FROM visit_items v JOIN intake_items i ON i.appeal_id = v.appeal_id AND i.position = v.position
                      JOIN intakes n ON n.id = i.intake_id AND n.visit_id = v.visit_id";
        assert_eq!(count(&w, linked).await, 3);
        let heard = w.heard.changes.lock().unwrap().clone();
        assert_eq!(heard.iter().filter(|c| c.entity == Entity::Appeal).count(), 3);
        assert_eq!(heard.last().map(|c| c.entity), Some(Entity::Visit));
        let trail = audit_trail::list(&w.app, &w.admin, None, None, 10).await.unwrap();
        let verbs: Vec<_> = trail.rows.iter().take(4).map(|r| (r.entity, r.verb.as_str())).collect();
        assert_eq!(verbs, [(Entity::Visit, "register"), (Entity::Appeal, "register"), (Entity::Appeal, "register"), (Entity::Appeal, "register")]);
        assert!(trail.rows.iter().all(|r| !r.detail.contains("138") && !r.detail.contains("110105")), "no personal data");
        assert_eq!(audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at, None);
    }

    async fn a_double_press_saves_once_and_a_changed_form_is_told(db: TestDb) {
        let w = World::new(&db).await;
        let clerk = w.actor(Role::Clerk).await;
        let input = visit(&w).await;
        let (first, second) = tokio::join!(
            intake::save(&w.app, &clerk, input.clone()),
            intake::save(&w.app, &clerk, input.clone()),
        );
        let (first, second) = (first.unwrap(), second.unwrap());
        assert_eq!(first.made, second.made);
        assert!(first.already != second.already, "one of them wrote");
        assert_eq!(count(&w, "SELECT count(*) FROM appeals").await, 3);
        assert_eq!(count(&w, "SELECT count(*) FROM visits").await, 1);
        let trail = w.trail().await;
        let changed = IntakeInput { items: vec![item(AskKind::Opinion, "改过的")], ..input.clone() };
        let refused = intake::save(&w.app, &clerk, changed).await.unwrap_err();
        assert!(matches!(&refused, AppError::Refused { refusal, detail } if refusal == "already_saved" && detail.contains("SQ202611-000003")), "{refused:?}");
        let other = intake::save(&w.app, &w.admin, input).await.unwrap_err();
        assert_eq!(other, AppError::Forbidden { use_case: UseCase::RegisterAppeal }, "somebody else's form is not told of");
        assert_eq!(w.trail().await, trail);
    }

    async fn what_is_wrong_in_one_item_saves_none(db: TestDb) {
        let w = World::new(&db).await;
        let good = visit(&w).await;
        let before = w.trail().await;
        let with = |items: Vec<IntakeItem>| IntakeInput { items, ..good.clone() };
        let long = item(AskKind::Opinion, &"长".repeat(2001));
        let bad_phone = IntakeItem { person: Some(somebody("甲", "12")), ..good.items[0].clone() };
        let cases = [
            (with(vec![]), "items", FieldProblem::Required),
            (with(vec![good.items[0].clone(); 21]), "items", FieldProblem::OutOfRange),
            (with(vec![good.items[0].clone(), item(AskKind::Opinion, " ")]), "items.1.text", FieldProblem::Required),
            (with(vec![good.items[0].clone(), long]), "items.1.text", FieldProblem::TooLong),
            (with(vec![good.items[0].clone(), bad_phone]), "items.1.partyPhone", FieldProblem::WrongFormat),
            (IntakeInput { channel: Channel::Hotline, ..good.clone() }, "channel", FieldProblem::OutOfRange),
            (IntakeInput { channel: Channel::LeaderReception, ..good.clone() }, "channel", FieldProblem::Required),
            (IntakeInput { visit: None, ..good.clone() }, "channel", FieldProblem::Required),
            (IntakeInput { division_id: w.county, ..good.clone() }, "divisionId", FieldProblem::OutOfRange),
            (IntakeInput { division_id: DivisionId(Uuid::now_v7()), ..good.clone() }, "divisionId", FieldProblem::UnknownReference),
            (IntakeInput { at: at("2026-11-25T02:00:00Z"), ..good.clone() }, "receivedAt", FieldProblem::OutOfRange),
            (IntakeInput { place: None, ..gathering(&w, None) }, "place", FieldProblem::Required),
            (IntakeInput { person: somebody("甲", "12"), ..good.clone() }, "partyPhone", FieldProblem::WrongFormat),
            (gathering(&w, Some(-1)), "participants", FieldProblem::OutOfRange),
            (IntakeInput { person: IntakePerson { known_id: Some(PartyId(Uuid::now_v7())), ..IntakePerson::default() }, ..good.clone() }, "person.knownId", FieldProblem::UnknownReference),
        ];
        for (input, field, problem) in cases {
            assert_eq!(invalid(intake::save(&w.app, &w.admin, input).await), (field.to_owned(), problem));
        }
        assert_eq!(w.trail().await, before);
        assert_eq!(count(&w, "SELECT count(*) FROM appeals").await + count(&w, "SELECT count(*) FROM intakes").await, 0);
        let twenty = with(vec![good.items[0].clone(); 20]);
        let done = intake::save(&w.app, &w.admin, twenty).await.unwrap();
        assert_eq!(done.made[0].number, "SQ202611-000001", "what failed took no number");
        assert_eq!(done.made.len(), 20);
    }

    async fn one_gathering_holds_what_several_take_down_there(db: TestDb) {
        let w = World::new(&db).await;
        let clerk = w.actor(Role::Clerk).await;
        intake::save(&w.app, &clerk, gathering(&w, Some(12))).await.unwrap();
        intake::save(&w.app, &w.admin, gathering(&w, None)).await.unwrap();
        assert_eq!(count(&w, "SELECT count(*) FROM gatherings WHERE participants = 12 AND version = 1").await, 1);
        let evening = IntakeInput { at: at("2026-11-20T12:00:00Z"), ..gathering(&w, Some(30)) };
        intake::save(&w.app, &clerk, evening).await.unwrap();
        assert_eq!(count(&w, "SELECT count(*) FROM gatherings WHERE participants = 30 AND version = 2").await, 1);
        assert_eq!(count(&w, "SELECT count(DISTINCT gathering_id) FROM intakes").await, 1);
        let next_day = IntakeInput { at: at("2026-11-21T02:00:00Z"), ..gathering(&w, None) };
        let forum = IntakeInput { channel: Channel::VillageForum, ..gathering(&w, None) };
        intake::save(&w.app, &clerk, next_day).await.unwrap();
        intake::save(&w.app, &clerk, forum).await.unwrap();
        assert_eq!(count(&w, "SELECT count(*) FROM gatherings").await, 3);
        let kinds = "SELECT count(*) FROM gatherings g JOIN intakes i ON i.gathering_id = g.id AND i.channel = g.kind";
        assert_eq!(count(&w, kinds).await, 5, "each is the channel's own");
    }

    async fn each_who_came_to_a_leader_has_a_line_in_the_register(db: TestDb) {
        let w = World::new(&db).await;
        let done = intake::save(&w.app, &w.admin, reception(&w).await).await.unwrap();
        assert_eq!(done.made.len(), 3);
        let together = "SELECT count(*) FROM receptions r JOIN reception_visitors v ON v.reception_id = r.id
                        WHERE r.visitor_count = 5 AND r.post = '副市长' AND v.name = '钱示例' AND v.phone = '13800138001'
                          AND r.number = '天社接访〔2026〕1号' AND r.matter LIKE '1. 补偿安置%2. 小区物业%'";
        assert_eq!(count(&w, together).await, 1);
        let alone = "SELECT count(*) FROM receptions r JOIN reception_visitors v ON v.reception_id = r.id
                     WHERE r.visitor_count = 1 AND v.name = '孙示例' AND r.number = '天社接访〔2026〕2号'";
        assert_eq!(count(&w, alone).await, 1);
        assert_eq!(count(&w, "SELECT count(DISTINCT reception_id) FROM intake_items").await, 2);
        assert_eq!(count(&w, "SELECT count(*) FROM intake_items i JOIN receptions r ON r.id = i.reception_id AND r.appeal_id = i.appeal_id").await, 2);
    }

    async fn a_town_takes_down_its_own_only(db: TestDb) {
        let w = World::new(&db).await;
        let town = w.actor(Role::Town).await;
        let own = visit(&w).await;
        let elsewhere = IntakeInput { id: IntakeId(Uuid::now_v7()), division_id: w.town_b, ..own.clone() };
        let mixed = IntakeInput {
            id: IntakeId(Uuid::now_v7()),
            items: vec![IntakeItem { division_id: Some(w.town_b), ..own.items[0].clone() }],
            ..own.clone()
        };
        let forbidden = AppError::Forbidden { use_case: UseCase::RegisterAppeal };
        assert_eq!(intake::save(&w.app, &town, elsewhere).await.unwrap_err(), forbidden);
        assert_eq!(intake::save(&w.app, &town, mixed).await.unwrap_err(), forbidden);
        assert!(intake::save(&w.app, &town, own).await.is_ok());
        assert_eq!(count(&w, "SELECT count(*) FROM intakes").await, 1);
    }

    async fn somebody_known_is_taken_over_without_being_shown(db: TestDb) {
        let w = World::new(&db).await;
        let clerk = w.actor(Role::Clerk).await;
        intake::save(&w.app, &clerk, visit(&w).await).await.unwrap();
        let found = |actor: Actor, text: &'static str| {
            let app = w.app.clone();
            async move { intake::known_people(&app, &actor, text).await.unwrap() }
        };
        for text in ["张示", "张示例", "示例", "138", "13800138000", "8000"] {
            let hits = found(clerk.clone(), text).await;
            let hit = hits.iter().find(|hit| hit.name == "张示例").unwrap_or_else(|| panic!("{text}"));
            assert_eq!((hit.phone.as_deref(), hit.matters), (Some("138****8000"), 2), "{text}");
            assert_eq!(hit.division.as_deref(), Some("东示例村委会"));
            assert!(!serde_json::to_string(&hits).unwrap().contains("13800138000"));
        }
        for text in ["张", "8", "例张", "9999", "%%", "__", "138****8000", ""] {
            assert_eq!(found(clerk.clone(), text).await, [], "{text}");
        }
        let hit = found(clerk.clone(), "8000").await.remove(0);
        let again = IntakeInput {
            person: IntakePerson {
                known_id: Some(hit.id),
                name: Some("张示例".into()),
                phone: hit.phone,
                id_number: hit.id_number,
                address: Some("新的住址".into()),
            },
            ..gathering(&w, None)
        };
        let done = intake::save(&w.app, &clerk, again.clone()).await.unwrap();
        let whole = appeals::reveal(&w.app, &w.admin, done.made[0].id, "核对电话").await.unwrap();
        assert_eq!((whole[0].phone.as_deref(), whole[0].id_number.as_deref()), (Some("13800138000"), Some("11010519491231002X")));
        assert_eq!(whole[0].address.as_deref(), Some("新的住址"), "what was typed stands");

        let other_town = Actor { division_id: Some(w.town_b), ..w.actor(Role::Town).await };
        assert_eq!(found(other_town.clone(), "张示例").await, [], "not another town's people");
        let theirs = IntakeInput { id: IntakeId(Uuid::now_v7()), division_id: w.town_b, ..again };
        assert_eq!(invalid(intake::save(&w.app, &other_town, theirs).await).0, "person.knownId");
    }

    async fn divisions_are_offered_by_name_initials_and_use(db: TestDb) {
        let w = World::new(&db).await;
        let clerk = w.actor(Role::Clerk).await;
        let names = |actor: Actor, text: &'static str| {
            let app = w.app.clone();
            async move {
                let hits = intake::divisions(&app, &actor, text).await.unwrap();
                hits.into_iter().map(|hit| (hit.name, hit.recent)).collect::<Vec<_>>()
            }
        };
        let hit = |name: &str, recent| (name.to_owned(), recent);
        assert_eq!(names(clerk.clone(), "西示").await, [hit("西示例社区居委会", false)]);
        assert_eq!(names(clerk.clone(), "xsl").await, [hit("西示例社区居委会", false)]);
        assert_eq!(names(clerk.clone(), "没有").await, []);
        assert_eq!(names(clerk.clone(), "").await.len(), 4, "the county is not offered");
        intake::save(&w.app, &clerk, gathering(&w, None)).await.unwrap();
        assert_eq!(names(clerk.clone(), "").await[0], hit("东示例村委会", true));
        assert_eq!(names(w.admin.clone(), "").await[0], hit("甲示例镇", false), "one's own use only");
        let town = w.actor(Role::Town).await;
        assert_eq!(names(town, "示例").await.len(), 2, "a town is offered its own");
    }

    async fn a_text_proposes_and_numbers_are_judged_as_they_stand(db: TestDb) {
        let w = World::new(&db).await;
        let proposal = intake::propose(&w.app, &w.admin, "居民反映：楼上违法建设，漏水。请来看看。").await.unwrap();
        assert_eq!((proposal.title.as_str(), proposal.category.as_deref()), ("楼上违法建设，漏水", Some("R0701")));
        assert_eq!(intake::propose(&w.app, &w.admin, "").await.unwrap(), intake::Proposal::default());
        let problems = intake::number_problems("12", "110105194912310021");
        assert_eq!((problems.phone, problems.id_number), (true, Some(IdProblem::WrongCheckDigit)));
        assert_eq!(intake::number_problems("138****8000", "110105********002X"), intake::NumberProblems::default());
        let doubtful = IntakeInput {
            person: IntakePerson { id_number: Some("110105194912310021".into()), ..somebody("张示例", "0550-7012345") },
            ..gathering(&w, None)
        };
        assert!(intake::save(&w.app, &w.admin, doubtful).await.is_ok(), "a check digit is told, not refused");
    }
}

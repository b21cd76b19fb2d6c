//! 研判分级 of a queue: proposals with their reasons, decisions, what is passed on, undoing; on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use huishang_app::appeals::{self, AppealInput, AppealQuery, AppealSort};
use huishang_app::triage::{self, TriageCard, TriageDecision, TriageShown};
use huishang_app::{AppError, FieldProblem, audit_trail, consultations, duplicates};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AgencyId, AppealId};
use huishang_domain::words::{ConsultationKind, Level, Role};
use huishang_testkit::on_both_engines;
use stage::{Stage, refused};
use support::{World, agency, at};

const LEAK: &str = "顶楼业主违章搭建阳光房，楼下三户屋面渗水，要求拆除。";

async fn register(w: &World, input: AppealInput) -> AppealId {
    appeals::register(&w.app, &w.admin, input).await.unwrap().row.id
}

fn leak(w: &World) -> AppealInput {
    AppealInput { text: LEAK.into(), people_concerned: 3, handler_id: None, ..w.input("楼顶渗水") }
}

/// The same matter elsewhere and earlier, under another person.
fn earlier(w: &World, n: u32) -> AppealInput {
    AppealInput {
        text: format!("顶楼业主违章搭建阳光房，楼下{n}户屋面渗水，要求拆除。"),
        place: Some(format!("示例小区{n}号楼")),
        received_at: at(&format!("2026-{:02}-03T02:00:00Z", n % 9 + 1)),
        party_phone: Some(format!("1380013{n:04}")),
        ..leak(w)
    }
}

async fn card(w: &World, id: AppealId) -> TriageCard {
    triage::card(&w.app, &w.admin, id).await.unwrap()
}

/// What Enter decides: everything as proposed.
fn as_proposed(card: &TriageCard) -> TriageDecision {
    let proposal = &card.proposal;
    let level = proposal.level.value;
    let lead_id = match level {
        Level::Small => proposal.handlers.small,
        Level::Big => proposal.handlers.big,
        Level::Hard => proposal.handlers.hard,
    };
    let category = proposal.category.as_ref().map(|c| c.code.clone());
    TriageDecision {
        level,
        category: category.clone().unwrap_or(card.detail.row.category.clone()),
        lead_id,
        cooperating_ids: proposal.cooperating.iter().map(|a| a.id).collect(),
        shown: Some(TriageShown { level, category, lead_id }),
    }
}

fn sentences(notes: &[triage::TriageNote]) -> Vec<&str> {
    notes.iter().map(|note| note.sentence.as_str()).collect()
}

async fn helpers(w: &World, id: AppealId) -> Vec<AgencyId> {
    let mut tx = w.app.db.read().await.unwrap();
    huishang_store::triage::cooperating(&mut tx, id).await.unwrap()
}

on_both_engines! {
    async fn the_standing_example_is_proposed_and_accepted(db: TestDb) {
        let w = World::new(&db).await;
        let police = agency(&w.app, "示例市公安局", "市公安局").await;
        let id = register(&w, leak(&w)).await;
        let seen = card(&w, id).await;
        let p = &seen.proposal;
        assert_eq!(p.level.value, Level::Big);
        assert_eq!(sentences(&p.level.notes), ["规则“违建、楼顶漏水”：命中“违章搭建”“搭建阳光房”"]);
        assert_eq!(p.category.as_ref().unwrap().name, "城乡建设-违法建设");
        assert_eq!(p.lead.as_ref().map(|a| (a.id, a.name.as_str())), Some((w.housing, "市住建局")));
        assert_eq!(p.cooperating.iter().map(|a| a.id).collect::<Vec<_>>(), [w.urban, police]);
        assert_eq!(p.words, ["违章搭建", "搭建阳光房"]);
        assert_eq!(seen.detail.proposed_level, Some(Level::Big));
        assert_eq!(appeals::detail(&w.app, &w.admin, id).await.unwrap().proposed_level, Some(Level::Big));

        let before = w.trail().await;
        let done = triage::decide(&w.app, &w.admin, id, 1, as_proposed(&seen)).await.unwrap();
        assert_eq!((done.followed, done.version), (Some(true), 3), "its handler, then its level");
        let now = appeals::detail(&w.app, &w.admin, id).await.unwrap();
        assert_eq!((now.row.level, now.row.state, now.handler_id), (Some(Level::Big), AppealState::Judged, Some(w.housing)));
        assert_eq!(now.proposed_level, None, "a person has decided");
        assert_eq!(helpers(&w, id).await, [w.urban, police]);
        let shown: Vec<_> = now.cooperating.iter().map(|agency| agency.name.as_str()).collect();
        assert_eq!(shown, ["市城管局", "市公安局"], "for the consultation that begins with them");
        let told: Vec<_> = now.timeline.iter().map(|e| e.what.as_str()).collect();
        assert_eq!(told, ["登记", "研判为大事", "研判时改定：承办单位"]);
        let mut tx = w.app.db.read().await.unwrap();
        let since = huishang_store::audit::from_seq(&mut tx, before + 1, 10).await.unwrap();
        drop(tx);
        let entry = since.iter().find(|e| e.verb == "triage").unwrap();
        assert_eq!(entry.detail.0["followed"], true);
        assert_eq!(entry.detail.0["shown"]["level"], "big");
        assert_eq!(audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at, None);
    }

    async fn a_decision_can_be_taken_back_as_a_whole(db: TestDb) {
        let w = World::new(&db).await;
        let unsorted = AppealInput { category: "R9901".into(), ..leak(&w) };
        let id = register(&w, unsorted).await;
        let seen = card(&w, id).await;
        assert_eq!(seen.proposal.category.as_ref().unwrap().code, "R0701");
        let done = triage::decide(&w.app, &w.admin, id, 1, as_proposed(&seen)).await.unwrap();
        let now = appeals::detail(&w.app, &w.admin, id).await.unwrap();
        assert_eq!((now.row.category.as_str(), now.handler_id), ("R0701", Some(w.housing)));
        let old = triage::undo(&w.app, &w.admin, id, 1).await;
        assert!(matches!(old, Err(AppError::Stale { .. })), "{old:?}");
        let undone = triage::undo(&w.app, &w.admin, id, done.version).await.unwrap();
        let now = appeals::detail(&w.app, &w.admin, id).await.unwrap();
        assert_eq!((now.row.category.as_str(), now.handler_id, now.row.level), ("R9901", None, None));
        assert_eq!((now.row.state, now.row.version), (AppealState::Deduplicated, undone.version));
        assert!(helpers(&w, id).await.is_empty());
        assert_eq!(refused(triage::undo(&w.app, &w.admin, id, undone.version).await).0, "already_built_on");
        // It waits again, and can be judged again.
        let again = triage::decide(&w.app, &w.admin, id, undone.version, as_proposed(&card(&w, id).await)).await.unwrap();
        // What somebody else has done since isn't swept away.
        appeals::judge(&w.app, &w.admin, id, again.version, Level::Hard, None).await.unwrap();
        let late = triage::undo(&w.app, &w.admin, id, again.version + 1).await;
        assert_eq!(refused(late).0, "already_built_on");
    }

    async fn what_was_decided_before_is_a_reason(db: TestDb) {
        let s = Stage::new(&db).await;
        let w = &s.w;
        let mut judged = Vec::new();
        for n in 1..=5 {
            // Judged to be small in spite of the rule: precedents don't overrule it, but are named against it.
            let level = if n <= 4 { Level::Small } else { Level::Big };
            let id = register(w, AppealInput { handler_id: Some(w.urban), ..earlier(w, n) }).await;
            appeals::judge(&w.app, &w.admin, id, 1, level, None).await.unwrap();
            judged.push(id);
        }
        let id = register(w, leak(w)).await;
        let seen = card(w, id).await;
        assert_eq!(seen.proposal.level.value, Level::Big);
        let against = seen.proposal.level.notes.iter().find(|note| note.against).unwrap();
        assert_eq!(against.sentence, "近一年类似诉求 5 件，其中 4 件判为小事");
        assert_eq!(against.precedents.len(), 4);
        assert!(against.precedents.iter().all(|p| judged.contains(&p.id) && p.level == Level::Small));
        // One that nobody has sorted is compared with those of the kind that it is taken to be, wherever they lie.
        let elsewhere = AppealInput { category: "R9901".into(), division_id: Some(w.town_b), party_phone: None, ..leak(w) };
        let unsorted = register(w, elsewhere).await;
        let seen = card(w, unsorted).await;
        assert!(sentences(&seen.proposal.level.notes).contains(&"近一年类似诉求 5 件，其中 4 件判为小事"));
        // In another kind of matter, without a rule for its level, they decide; a consultation's lead counts for the lead.
        let lamps = |n: u32| AppealInput {
            title: "路灯不亮".into(), text: format!("主干道{n}盏路灯不亮，晚上出行不安全。"), category: "R0101".into(),
            people_concerned: 2, handler_id: None, ..earlier(w, n)
        };
        for n in 11..=13 {
            let id = register(w, lamps(n)).await;
            appeals::judge(&w.app, &w.admin, id, 1, Level::Big, None).await.unwrap();
            let input = consultations::ConsultationInput { kind: ConsultationKind::OnSite, place: Some("现场".into()), starts_at: None, room_id: None, must_attend: vec![], ..s.consultation("路灯", &[id]) };
            consultations::create(&w.app, &w.admin, input).await.unwrap();
        }
        let id = register(w, lamps(3)).await;
        let seen = card(w, id).await;
        assert_eq!(sentences(&seen.proposal.level.notes), ["近一年类似诉求 3 件，其中 3 件判为大事"]);
        let lead = seen.proposal.lead.as_ref().unwrap();
        assert_eq!(lead.id, w.housing, "precedents stand above the rule for the field: {lead:?}");
        assert!(seen.proposal.cooperating.iter().any(|a| a.id == s.environment));
    }

    async fn the_number_of_people_and_of_times_makes_it_hard(db: TestDb) {
        let w = World::new(&db).await;
        let many = register(&w, AppealInput { people_concerned: 45, ..leak(&w) }).await;
        assert_eq!(card(&w, many).await.proposal.level.value, Level::Hard);
        assert_eq!(sentences(&card(&w, many).await.proposal.level.notes)[0], "规则“三十人以上群体诉求”：涉及 45 人，达到 30 人");
        // Two merged into it: raised for the third time.
        let first = register(&w, AppealInput { place: Some("另一小区2号楼".into()), ..leak(&w) }).await;
        for _ in 0..2 {
            let id = register(&w, AppealInput { place: Some("另一小区2号楼".into()), ..leak(&w) }).await;
            duplicates::merge(&w.app, &w.admin, id, 1, first, None).await.unwrap();
        }
        let notes = card(&w, first).await.proposal.level.notes;
        assert!(sentences(&notes).iter().any(|s| s.starts_with("规则“反映三次以上”")), "{notes:?}");
    }

    async fn a_repeat_is_shown_and_merged_with_its_own_use_case(db: TestDb) {
        let w = World::new(&db).await;
        let first = register(&w, leak(&w)).await;
        let second = register(&w, leak(&w)).await;
        let seen = card(&w, second).await;
        assert_eq!(seen.repeats.iter().map(|c| c.other.row.id).collect::<Vec<_>>(), [first]);
        duplicates::merge(&w.app, &w.admin, second, 1, first, None).await.unwrap();
        let waiting = AppealQuery { unjudged: true, sort: AppealSort::DeadlineAsc, limit: 50, ..AppealQuery::default() };
        let queue = appeals::list(&w.app, &w.admin, waiting).await.unwrap();
        assert_eq!(queue.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [first]);
    }

    async fn what_is_passed_on_is_counted_and_raised_at_last(db: TestDb) {
        let w = World::new(&db).await;
        let plain = AppealInput { title: "建议".into(), text: "希望多办活动。".into(), category: "R9901".into(), people_concerned: 1, handler_id: Some(w.housing), ..w.input("建议") };
        let id = register(&w, plain).await;
        assert_eq!(refused(triage::pass_on(&w.app, &w.admin, id, 1, Some(w.urban), " ").await).0, "reason_missing");
        let same = triage::pass_on(&w.app, &w.admin, id, 1, Some(w.housing), "不属本单位").await;
        assert_eq!(same.unwrap_err(), AppError::invalid("agencyId", FieldProblem::MustDiffer));
        let nobody = triage::pass_on(&w.app, &w.admin, id, 1, Some(AgencyId(uuid::Uuid::now_v7())), "转").await;
        assert_eq!(nobody.unwrap_err(), AppError::invalid("agencyId", FieldProblem::UnknownReference));
        let mut version = 1;
        for to in [w.urban, w.housing, w.urban] {
            assert_eq!(card(&w, id).await.proposal.level.value, Level::Small);
            version = triage::pass_on(&w.app, &w.admin, id, version, Some(to), "不属本单位职责").await.unwrap().version;
        }
        let seen = card(&w, id).await;
        assert_eq!((seen.proposal.level.value, seen.detail.handler_id), (Level::Big, Some(w.urban)));
        assert!(sentences(&seen.proposal.level.notes)[0].contains("转办 3 次"));
        let last = seen.detail.timeline.last().unwrap();
        assert_eq!((last.what.as_str(), last.reason.as_deref()), ("转给另一单位", Some("不属本单位职责")));
        version = triage::undo(&w.app, &w.admin, id, version).await.unwrap().version;
        let seen = card(&w, id).await;
        assert_eq!((seen.proposal.level.value, seen.detail.handler_id), (Level::Small, Some(w.housing)));
        let back = triage::pass_on(&w.app, &w.admin, id, version, None, "缺地点，请补充").await.unwrap();
        let seen = card(&w, id).await;
        assert_eq!((seen.detail.row.version, seen.detail.handler_id), (back.version, Some(w.housing)));
        assert_eq!(seen.detail.timeline.last().unwrap().what, "退回登记补充");
    }

    async fn who_is_late_or_names_nobody_is_refused(db: TestDb) {
        let w = World::new(&db).await;
        let id = register(&w, leak(&w)).await;
        let good = as_proposed(&card(&w, id).await);
        let stale = triage::decide(&w.app, &w.admin, id, 7, good.clone()).await;
        assert!(matches!(stale, Err(AppError::Stale { current_version: 1, .. })), "{stale:?}");
        let nobody = AgencyId(uuid::Uuid::now_v7());
        for (bad, field) in [
            (TriageDecision { category: "X".into(), ..good.clone() }, "category"),
            (TriageDecision { lead_id: Some(nobody), ..good.clone() }, "leadId"),
            (TriageDecision { cooperating_ids: vec![nobody], ..good.clone() }, "cooperatingIds"),
        ] {
            let refused = triage::decide(&w.app, &w.admin, id, 1, bad).await.unwrap_err();
            assert_eq!(refused, AppError::invalid(field, FieldProblem::UnknownReference));
        }
        assert_eq!(appeals::detail(&w.app, &w.admin, id).await.unwrap().row.version, 1, "nothing was kept");
        // A small matter has nobody to help, and the lead doesn't help itself.
        let small = TriageDecision { level: Level::Small, cooperating_ids: vec![w.urban], ..good.clone() };
        let done = triage::decide(&w.app, &w.admin, id, 1, small).await.unwrap();
        assert_eq!(done.followed, Some(false));
        assert!(helpers(&w, id).await.is_empty());
        assert_eq!(refused(triage::decide(&w.app, &w.admin, id, done.version, good).await).0, "not_drawn");
        let town = w.actor(Role::Town).await;
        assert!(matches!(triage::card(&w.app, &town, id).await, Err(AppError::Forbidden { .. })));
        let theirs = register(&w, leak(&w)).await;
        assert_eq!(appeals::detail(&w.app, &town, theirs).await.unwrap().proposed_level, None, "it would tell of others' appeals");
    }
}

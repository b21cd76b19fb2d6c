//! The rules that an administrator edits, tried on past appeals before they are saved; on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use huishang_app::appeals::{self, AppealInput};
use huishang_app::triage::{self, DutyLists, TriageRuleInput};
use huishang_app::{AppError, FieldProblem};
use huishang_domain::words::{DutyList, Entity, Level, Role};
use huishang_testkit::on_both_engines;
use support::{World, at};

fn lamps() -> TriageRuleInput {
    TriageRuleInput {
        id: None,
        version: 0,
        name: "路灯".into(),
        priority: 90,
        words_any: vec![" 路灯 ".into(), "路灯".into(), String::new()],
        words_all: vec![],
        categories: vec![],
        people_from: None,
        raised_from: None,
        lists: vec![],
        level: Some(Level::Hard),
        category: None,
        lead: Some("市路灯所".into()),
        cooperating: vec!["县城管局".into()],
        active: true,
    }
}

/// Each time by somebody else: the same person again would be a reason of its own.
async fn level_of(w: &World, title: &str) -> Level {
    let input = AppealInput {
        party_phone: None,
        text: title.to_owned(),
        category: "R9901".into(),
        people_concerned: 1,
        ..w.input(title)
    };
    let id = appeals::register(&w.app, &w.admin, input).await.unwrap().row.id;
    triage::card(&w.app, &w.admin, id).await.unwrap().proposal.level.value
}

on_both_engines! {
    async fn the_first_rules_make_sense_and_say_which_agencies_are_missing(db: TestDb) {
        let w = World::new(&db).await;
        let rules = triage::rules(&w.app, &w.admin).await.unwrap();
        let leak = rules.iter().find(|r| r.rule.name == "违建、楼顶漏水").unwrap();
        assert!(leak.when.starts_with("有“违章搭建”或"), "{}", leak.when);
        assert_eq!(leak.then, "大事，归入城乡建设-违法建设，市住建局牵头，市城管局、市公安局协办");
        assert_eq!(leak.unresolved, ["市公安局"], "this county of the tests has only two agencies");
        for rule in &rules {
            let again = TriageRuleInput { id: Some(rule.id), ..rule.rule.clone() };
            let saved = triage::save_rule(&w.app, &w.admin, again).await;
            assert!(saved.is_ok(), "{}: {saved:?}", rule.rule.name);
        }
        let order: Vec<i64> = rules.iter().map(|r| r.rule.priority).collect();
        assert!(order.is_sorted_by(|a, b| a >= b));
    }

    async fn a_rule_is_made_counts_and_is_switched_off(db: TestDb) {
        let w = World::new(&db).await;
        assert_eq!(level_of(&w, "路灯不亮").await, Level::Small);
        let before = w.trail().await;
        let made = triage::save_rule(&w.app, &w.admin, lamps()).await.unwrap();
        assert_eq!((made.rule.version, made.rule.words_any.clone()), (1, vec!["路灯".to_owned()]));
        assert_eq!(made.unresolved, ["市路灯所"], "县城管局 is the 市城管局 of this county");
        assert_eq!(w.trail().await, before + 1);
        assert_eq!(level_of(&w, "路灯不亮").await, Level::Hard);
        let off = TriageRuleInput { active: false, ..made.rule.clone() };
        let off = triage::save_rule(&w.app, &w.admin, off).await.unwrap();
        assert_eq!((off.rule.version, off.rule.active), (2, false));
        assert_eq!(level_of(&w, "路灯不亮").await, Level::Small);
        let late = triage::save_rule(&w.app, &w.admin, made.rule).await;
        assert!(matches!(&late, Err(AppError::Stale { entity: Entity::Setting, current_version: 2, changed_by, .. }) if *changed_by == w.admin.name), "{late:?}");
    }

    async fn what_a_rule_may_not_hold_is_refused_at_its_field(db: TestDb) {
        let w = World::new(&db).await;
        use FieldProblem as F;
        for (bad, field, problem) in [
            (TriageRuleInput { name: " ".into(), ..lamps() }, "name", F::Required),
            (TriageRuleInput { priority: 101, ..lamps() }, "priority", F::OutOfRange),
            (TriageRuleInput { people_from: Some(0), ..lamps() }, "peopleFrom", F::OutOfRange),
            (TriageRuleInput { raised_from: Some(1), ..lamps() }, "raisedFrom", F::OutOfRange),
            (TriageRuleInput { categories: vec!["X".into()], ..lamps() }, "categories", F::UnknownReference),
            (TriageRuleInput { category: Some("X".into()), ..lamps() }, "category", F::UnknownReference),
            (TriageRuleInput { words_any: vec![" ".into()], ..lamps() }, "wordsAny", F::Required),
            (TriageRuleInput { words_any: vec!["长".repeat(61)], ..lamps() }, "wordsAny", F::TooLong),
            (TriageRuleInput { level: None, lead: None, cooperating: vec![], ..lamps() }, "level", F::Required),
        ] {
            let refused = triage::save_rule(&w.app, &w.admin, bad.clone()).await.unwrap_err();
            assert_eq!(refused, AppError::invalid(field, problem), "{bad:?}");
            assert!(triage::try_rule(&w.app, &w.admin, bad).await.is_err());
        }
    }

    async fn a_rule_is_tried_on_the_past_and_writes_nothing(db: TestDb) {
        let w = World::new(&db).await;
        let mut hit = Vec::new();
        for (title, day) in [("路灯不亮", "2026-11-20"), ("路灯坏了", "2026-09-01"), ("路灯不亮", "2026-06-01"), ("噪声", "2026-11-21")] {
            let input = AppealInput { text: title.into(), received_at: at(&format!("{day}T02:00:00Z")), party_phone: None, ..w.input(title) };
            let id = appeals::register(&w.app, &w.admin, input).await.unwrap().row.id;
            if title.contains("路灯") && day > "2026-08-26" { hit.push(id); }
        }
        let before = w.trail().await;
        let tried = triage::try_rule(&w.app, &w.admin, lamps()).await.unwrap();
        assert_eq!((tried.days, tried.looked, tried.hits, tried.cut), (90, 3, 2, false));
        assert_eq!(tried.rows.iter().map(|r| r.id).collect::<Vec<_>>(), hit);
        let again = TriageRuleInput { raised_from: Some(2), ..lamps() };
        assert_eq!(triage::try_rule(&w.app, &w.admin, again).await.unwrap().hits, 0);
        assert_eq!(w.trail().await, before);
    }

    async fn a_kind_of_matter_stands_on_a_list(db: TestDb) {
        let w = World::new(&db).await;
        let lists = triage::duty_lists(&w.app, &w.admin).await.unwrap();
        assert_eq!(lists, DutyLists { version: 1, ..DutyLists::default() });
        let named = DutyLists { withdrawn: vec!["R99".into()], ..lists.clone() };
        let saved = triage::set_duty_lists(&w.app, &w.admin, named.clone()).await.unwrap();
        assert_eq!(saved, DutyLists { version: 2, ..named.clone() });
        assert_eq!(triage::duty_lists(&w.app, &w.admin).await.unwrap(), saved);
        let late = triage::set_duty_lists(&w.app, &w.admin, named).await;
        assert!(matches!(late, Err(AppError::Stale { current_version: 2, .. })), "{late:?}");
        let unknown = DutyLists { basic: vec!["X".into()], ..saved };
        assert_eq!(triage::set_duty_lists(&w.app, &w.admin, unknown).await.unwrap_err(), AppError::invalid("lists", FieldProblem::UnknownReference));
        // Of what the superior has taken back a town can't dispose alone.
        assert_eq!(level_of(&w, "一件小事").await, Level::Big);
        let rule = TriageRuleInput { words_any: vec![], lists: vec![DutyList::Withdrawn], ..lamps() };
        assert_eq!(triage::try_rule(&w.app, &w.admin, rule).await.unwrap().hits, 1);
    }

    async fn only_an_administrator_edits_rules(db: TestDb) {
        let w = World::new(&db).await;
        for role in [Role::Viewer, Role::Clerk, Role::Head, Role::Town, Role::Agency] {
            let actor = w.actor(role).await;
            assert!(matches!(triage::rules(&w.app, &actor).await, Err(AppError::Forbidden { .. })), "{role}");
            assert!(matches!(triage::save_rule(&w.app, &actor, lamps()).await, Err(AppError::Forbidden { .. })), "{role}");
        }
    }
}

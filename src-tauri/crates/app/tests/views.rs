//! What users rely on when they keep views of lists, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use huishang_app::views::{self, ListView, ListViewInput};
use huishang_app::{Actor, AppError, FieldProblem, audit_trail};
use huishang_domain::access::UseCase;
use huishang_domain::lists::ListKind;
use huishang_domain::words::{Entity, Role};
use huishang_testkit::on_both_engines;
use support::World;

const LATE: &str = r#"{"filters":{"light":"red"},"columns":{"hidden":["number"]}}"#;

fn input(name: &str, shared: bool) -> ListViewInput {
    ListViewInput { name: name.to_owned(), shared, content: LATE.to_owned() }
}

async fn add(w: &World, actor: &Actor, name: &str, shared: bool) -> Result<ListView, AppError> {
    views::add(&w.app, actor, ListKind::Appeals, input(name, shared)).await
}

async fn names(w: &World, actor: &Actor, list: ListKind) -> Vec<String> {
    let found = views::list(&w.app, actor, list).await.unwrap();
    found.views.into_iter().map(|view| view.name).collect()
}

on_both_engines! {
    async fn a_view_is_ones_own_unless_it_is_shared(db: TestDb) {
        let w = World::new(&db).await;
        let (clerk, viewer) = (w.actor(Role::Clerk).await, w.actor(Role::Viewer).await);
        let own = add(&w, &clerk, "超期的", false).await.unwrap();
        assert!(own.own && own.editable && !own.shared);
        let kept: serde_json::Value = serde_json::from_str(&own.content).unwrap();
        assert_eq!(kept, serde_json::from_str::<serde_json::Value>(LATE).unwrap());
        add(&w, &clerk, "大家的", true).await.unwrap();
        assert_eq!(names(&w, &clerk, ListKind::Appeals).await.len(), 2);
        assert_eq!(names(&w, &viewer, ListKind::Appeals).await, ["大家的"]);
        assert!(names(&w, &clerk, ListKind::Cases).await.is_empty());
        let refused = views::edit(&w.app, &viewer, own.id, 1, input("超期的", false)).await;
        assert_eq!(refused, Err(AppError::NotFound { entity: Entity::View }));
        let shared = add(&w, &viewer, "不行", true).await;
        assert_eq!(shared, Err(AppError::Forbidden { use_case: UseCase::ShareViews }));
        assert!(add(&w, &viewer, "自己的", false).await.is_ok());
        assert_eq!(audit_trail::verify(&w.app, &w.admin).await.unwrap().broken_at, None);
    }

    async fn a_shared_view_is_changed_by_those_who_may_share(db: TestDb) {
        let w = World::new(&db).await;
        let (clerk, head, town) = (w.actor(Role::Clerk).await, w.actor(Role::Head).await, w.actor(Role::Town).await);
        let view = add(&w, &clerk, "大家的", true).await.unwrap();
        let changed = views::edit(&w.app, &head, view.id, 1, input("全部门的", true)).await.unwrap();
        assert!((changed.version, changed.own, changed.editable) == (2, false, true), "{changed:?}");
        assert_eq!(changed.owner, "测试经办", "the one who made it stays named");
        let stale = views::edit(&w.app, &clerk, view.id, 1, input("晚了", true)).await;
        assert!(matches!(stale, Err(AppError::Stale { current_version: 2, ref changed_by, .. }) if changed_by == "测试部领导"), "{stale:?}");
        for refused in [
            views::remove(&w.app, &town, view.id, 2).await,
            views::edit(&w.app, &town, view.id, 2, input("镇街的", false)).await,
        ] {
            assert_eq!(refused, Err(AppError::Forbidden { use_case: UseCase::ShareViews }));
        }
    }

    async fn what_was_taken_away_comes_back(db: TestDb) {
        let w = World::new(&db).await;
        let clerk = w.actor(Role::Clerk).await;
        let view = add(&w, &clerk, "超期的", false).await.unwrap();
        let gone = views::remove(&w.app, &clerk, view.id, 1).await.unwrap();
        assert!(names(&w, &clerk, ListKind::Appeals).await.is_empty());
        let back = views::restore(&w.app, &clerk, view.id, gone.version).await.unwrap();
        assert_eq!(ListView { version: 1, ..back }, view);
        // Its name may have been taken in between.
        let gone = views::remove(&w.app, &clerk, view.id, 3).await.unwrap();
        add(&w, &clerk, "超期的", false).await.unwrap();
        let taken = views::restore(&w.app, &clerk, view.id, gone.version).await;
        assert_eq!(taken, Err(AppError::invalid("name", FieldProblem::MustDiffer)));
    }

    async fn names_differ_where_they_stand_together(db: TestDb) {
        let w = World::new(&db).await;
        let (clerk, head) = (w.actor(Role::Clerk).await, w.actor(Role::Head).await);
        let differ = Err(AppError::invalid("name", FieldProblem::MustDiffer));
        add(&w, &clerk, "超期的", false).await.unwrap();
        assert_eq!(add(&w, &clerk, " 超期的 ", false).await, differ);
        add(&w, &head, "超期的", false).await.unwrap();
        add(&w, &head, "超期的", true).await.unwrap();
        assert_eq!(add(&w, &clerk, "超期的", true).await, differ);
    }

    async fn nonsense_is_not_kept(db: TestDb) {
        let w = World::new(&db).await;
        let big = format!("{{\"a\":\"{}\"}}", "长".repeat(10_000));
        for (name, content, field, problem) in [
            (" ", "{}", "name", FieldProblem::Required),
            (&*"长".repeat(31), "{}", "name", FieldProblem::TooLong),
            ("视图", "[]", "content", FieldProblem::WrongFormat),
            ("视图", "{", "content", FieldProblem::WrongFormat),
            ("视图", r#"{"a":"\u0000"}"#, "content", FieldProblem::WrongFormat),
            ("视图", &*big, "content", FieldProblem::TooLong),
        ] {
            let input = ListViewInput { name: name.to_owned(), shared: false, content: content.to_owned() };
            let refused = views::add(&w.app, &w.admin, ListKind::Appeals, input).await;
            assert_eq!(refused, Err(AppError::invalid(field, problem)), "{name} {content:.20}");
        }
    }

    async fn each_person_opens_a_list_with_their_own_view(db: TestDb) {
        let w = World::new(&db).await;
        let (clerk, viewer) = (w.actor(Role::Clerk).await, w.actor(Role::Viewer).await);
        let set = |view: Option<&str>| views::open_with(&w.app, &clerk, ListKind::Appeals, view.map(str::to_owned));
        assert_eq!(set(Some("late")).await.unwrap().opens_with.as_deref(), Some("late"));
        let view = add(&w, &clerk, "超期的", false).await.unwrap();
        let id = view.id.to_string();
        assert_eq!(set(Some(&id)).await.unwrap().opens_with, Some(id));
        assert_eq!(views::list(&w.app, &viewer, ListKind::Appeals).await.unwrap().opens_with, None);
        assert_eq!(views::list(&w.app, &clerk, ListKind::Cases).await.unwrap().opens_with, None);
        assert_eq!(set(None).await.unwrap().opens_with, None);
    }
}

//! What users rely on when appeals repeat one another, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use huishang_app::appeals::{self, AppealDetail, AppealInput, AppealQuery, AppealRow};
use huishang_app::audit_trail;
use huishang_app::duplicates::{self, DuplicateCandidate, DuplicateQuery, DuplicateReview, ScanOf};
use huishang_app::{Actor, AppError, FieldProblem};
use huishang_domain::duplicates::{DuplicateReason, DuplicateState};
use huishang_domain::flow::RefusalCode;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::AppealId;
use huishang_domain::words::{Entity, Level, Role};
use huishang_testkit::on_both_engines;
use support::{World, at};
use tokio_util::sync::CancellationToken;

/// A leaking roof, as somebody tells it on a day of November.
fn leak(w: &World, day: u32, name: &str, phone: &str, text: &str) -> AppealInput {
    AppealInput {
        text: text.to_owned(),
        received_at: at(&format!("2026-11-{day:02}T02:00:00Z")),
        party_name: Some(name.to_owned()),
        party_phone: Some(phone.to_owned()),
        ..w.input("楼顶漏水")
    }
}

const FIRST: &str = "示例小区6号楼顶楼住户搭建阳光房，楼下天花板漏水，请求拆除。";
const OTHER_WORDS: &str = "6号楼楼顶的阳光房把防水弄坏了，天花板一下雨就漏水，希望拆除违建。";

async fn register(w: &World, input: AppealInput) -> AppealDetail {
    appeals::register(&w.app, &w.admin, input).await.unwrap()
}

/// The same matter told twice by two neighbours.
async fn two(w: &World) -> (AppealDetail, AppealDetail) {
    let first = register(w, leak(w, 10, "张示例", "13800138000", FIRST)).await;
    let second = register(w, leak(w, 14, "李示例", "13900139000", OTHER_WORDS)).await;
    (first, second)
}

async fn review(w: &World, id: AppealId) -> DuplicateReview {
    duplicates::candidates(&w.app, &w.admin, id).await.unwrap()
}

async fn only(w: &World, id: AppealId) -> DuplicateCandidate {
    let mut found = review(w, id).await.candidates;
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

async fn row(w: &World, id: AppealId) -> AppealRow {
    appeals::detail(&w.app, &w.admin, id).await.unwrap().row
}

async fn waiting(w: &World, actor: &Actor) -> Vec<(AppealId, AppealId)> {
    let page = duplicates::queue(&w.app, actor, DuplicateQuery { limit: 50, ..DuplicateQuery::default() })
        .await
        .unwrap();
    assert_eq!(page.total, Some(page.rows.len() as i64));
    page.rows.into_iter().map(|pair| (pair.earlier.id, pair.later.id)).collect()
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    match result.unwrap_err() {
        AppError::Refused { refusal, .. } => refusal,
        other => panic!("{other:?}"),
    }
}

on_both_engines! {
    async fn a_neighbour_in_other_words_is_found_with_reasons(db: TestDb) {
        let w = World::new(&db).await;
        let (first, second) = two(&w).await;
        register(&w, AppealInput { category: "R1301".into(), party_phone: Some("13700137000".into()), ..leak(&w, 14, "王示例", "", "工厂拖欠三个月工资，请求讨要。") }).await;

        let found = only(&w, second.row.id).await;
        assert_eq!((found.other.row.id, found.state), (first.row.id, DuplicateState::Proposed));
        let codes: Vec<_> = found.reasons.iter().map(|note| note.code).collect();
        assert!(codes.contains(&DuplicateReason::SamePlace), "{codes:?}");
        assert!(codes.contains(&DuplicateReason::OtherWords), "{codes:?}");
        assert_eq!(found.reasons[0].sentence, "两件说的是同一地点。");
        assert_eq!(found.other.parties[0].phone.as_deref(), Some("138****8000"), "people stay masked");
        assert!(found.other.can_merge);
        // From the other side the same.
        assert_eq!(only(&w, first.row.id).await.score, found.score);
        assert_eq!(waiting(&w, &w.admin).await, [(first.row.id, second.row.id)]);
    }

    async fn a_merge_keeps_both_and_counts_people_once(db: TestDb) {
        let w = World::new(&db).await;
        let (first, second) = two(&w).await;
        let before = w.trail().await;
        let merged = duplicates::merge(&w.app, &w.admin, second.row.id, 1, first.row.id, None).await.unwrap();
        assert_eq!(merged.subject.merged_into, Some(first.row.id));
        assert_eq!(merged.candidates[0].state, DuplicateState::Merged);

        let (original, repeat) = (row(&w, first.row.id).await, row(&w, second.row.id).await);
        assert_eq!((original.state, repeat.state), (AppealState::Registered, AppealState::Archived));
        assert_eq!((original.people_concerned, repeat.people_concerned), (9, 9), "each keeps its number");
        assert_eq!((original.people_counted, repeat.people_counted), (9, 0), "sums count them once");
        assert_ne!(repeat.number, original.number);
        assert_eq!(repeat.light, None, "it is closed");
        let live = appeals::list(&w.app, &w.admin, AppealQuery { live: true, limit: 50, ..AppealQuery::default() }).await.unwrap();
        assert_eq!(live.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [first.row.id]);
        let detail = appeals::detail(&w.app, &w.admin, second.row.id).await.unwrap();
        assert_eq!((detail.parties.len(), detail.parties[0].name.as_str()), (1, "李示例"));
        let last = detail.timeline.last().unwrap();
        assert_eq!((last.what.as_str(), last.reason.as_deref()), ("并入原件", Some(format!("并入{}", original.number).as_str())));
        let detail = appeals::detail(&w.app, &w.admin, first.row.id).await.unwrap();
        assert_eq!(detail.timeline.last().unwrap().what, "并入一件");
        assert_eq!(detail.row.version, 1, "the original itself didn't change");

        assert_eq!(w.trail().await, before + 2);
        let told: Vec<_> = w.heard.changes.lock().unwrap().iter().rev().take(2).map(|c| (c.entity, c.id)).collect();
        assert!(told.contains(&(Entity::Appeal, first.row.id.0)) && told.contains(&(Entity::Appeal, second.row.id.0)));
        assert!(waiting(&w, &w.admin).await.is_empty());
        let state = audit_trail::verify(&w.app, &w.admin).await.unwrap();
        assert_eq!(state.broken_at, None);
    }

    async fn the_original_counts_the_most_that_is_told_and_at_least_who_is_named(db: TestDb) {
        let w = World::new(&db).await;
        let few = |input: AppealInput, n| AppealInput { people_concerned: n, ..input };
        let first = register(&w, few(leak(&w, 10, "张示例", "13800138000", FIRST), 1)).await.row.id;
        for (phone, n) in [("13900139000", 1), ("13700137000", 1)] {
            let id = register(&w, few(leak(&w, 12, "李示例", phone, OTHER_WORDS), n)).await.row.id;
            duplicates::merge(&w.app, &w.admin, id, 1, first, None).await.unwrap();
        }
        assert_eq!(row(&w, first).await.people_counted, 3, "three people called");
        let more = register(&w, few(leak(&w, 13, "孙示例", "13600136000", OTHER_WORDS), 30)).await.row.id;
        duplicates::merge(&w.app, &w.admin, more, 1, first, None).await.unwrap();
        assert_eq!(row(&w, first).await.people_counted, 30);
        assert_eq!(review(&w, first).await.candidates.len(), 3);
    }

    async fn a_merge_can_be_taken_back(db: TestDb) {
        let w = World::new(&db).await;
        let (first, second) = two(&w).await;
        duplicates::merge(&w.app, &w.admin, second.row.id, 1, first.row.id, None).await.unwrap();
        let missing = duplicates::split(&w.app, &w.admin, second.row.id, 2, " ").await;
        assert_eq!(refusal(missing), RefusalCode::ReasonMissing.code());
        let stale = duplicates::split(&w.app, &w.admin, second.row.id, 1, "另一户漏水").await;
        assert!(matches!(stale, Err(AppError::Stale { current_version: 2, .. })), "{stale:?}");
        let back = duplicates::split(&w.app, &w.admin, second.row.id, 2, "另一户漏水").await.unwrap();
        assert_eq!((back.subject.merged_into, back.subject.row.state), (None, AppealState::Deduplicated));
        assert_eq!(back.candidates[0].state, DuplicateState::Proposed);
        let (original, repeat) = (row(&w, first.row.id).await, row(&w, second.row.id).await);
        assert_eq!((original.people_counted, repeat.people_counted), (9, 9));
        assert!(repeat.light.is_some(), "its clock runs again");
        assert_eq!(waiting(&w, &w.admin).await.len(), 1);
        // It was no repeat any more.
        let twice = duplicates::split(&w.app, &w.admin, second.row.id, 3, "再来一次").await;
        assert_eq!(refusal(twice), RefusalCode::NotDrawn.code());
        // And it goes its own way.
        appeals::judge(&w.app, &w.admin, second.row.id, 3, Level::Small, None).await.unwrap();
    }

    async fn what_was_dismissed_is_not_asked_again(db: TestDb) {
        let w = World::new(&db).await;
        let (first, second) = two(&w).await;
        let seen = only(&w, second.row.id).await.pair_version;
        let after = duplicates::dismiss(&w.app, &w.admin, second.row.id, first.row.id, seen, Some("两栋楼")).await.unwrap();
        assert_eq!(after.candidates[0].state, DuplicateState::Dismissed);
        assert!(waiting(&w, &w.admin).await.is_empty());
        // Somebody who still sees the question is told that it is answered, and by whom.
        let late = duplicates::dismiss(&w.app, &w.admin, first.row.id, second.row.id, seen, None).await;
        assert!(matches!(&late, Err(AppError::Stale { changed_by, .. }) if *changed_by == w.admin.name), "{late:?}");
        // Editing the text or looking again doesn't bring it back.
        let found = duplicates::scan(&w.app, &w.admin, ScanOf::Unjudged, "查重", &CancellationToken::new()).await.unwrap();
        assert_eq!((found.checked, found.found), (2, 2));
        assert!(waiting(&w, &w.admin).await.is_empty());
        let detail = appeals::detail(&w.app, &w.admin, second.row.id).await.unwrap();
        assert_eq!(detail.timeline.last().unwrap().what, "认定不是重复");
        // A mistake is mended by merging all the same.
        duplicates::merge(&w.app, &w.admin, second.row.id, 1, first.row.id, None).await.unwrap();
    }

    async fn one_matter_has_one_original(db: TestDb) {
        let w = World::new(&db).await;
        let (first, second) = two(&w).await;
        let third = register(&w, leak(&w, 15, "赵示例", "13500135000", OTHER_WORDS)).await.row.id;
        let merge = |id, version, into| duplicates::merge(&w.app, &w.admin, id, version, into, None);
        assert_eq!(merge(third, 1, third).await.unwrap_err(), AppError::invalid("originalId", FieldProblem::MustDiffer));
        let nobody = AppealId(uuid::Uuid::now_v7());
        assert_eq!(merge(third, 1, nobody).await.unwrap_err(), AppError::invalid("originalId", FieldProblem::UnknownReference));
        let stale = merge(second.row.id, 7, first.row.id).await;
        assert!(matches!(stale, Err(AppError::Stale { current_version: 1, .. })), "{stale:?}");
        merge(second.row.id, 1, first.row.id).await.unwrap();
        assert_eq!(refusal(merge(third, 1, second.row.id).await), RefusalCode::NotADuplicate.code());
        assert_eq!(refusal(merge(first.row.id, 1, third).await), RefusalCode::AlreadyBuiltOn.code());
        assert!(!review(&w, first.row.id).await.subject.can_merge);
        assert_eq!(refusal(merge(second.row.id, 2, third).await), RefusalCode::NotDrawn.code());
        // What is judged already is worked on; it isn't put aside as a repeat.
        appeals::judge(&w.app, &w.admin, third, 1, Level::Big, None).await.unwrap();
        assert_eq!(refusal(merge(third, 2, first.row.id).await), RefusalCode::NotDrawn.code());
    }

    async fn roles_keep_to_what_they_may(db: TestDb) {
        let w = World::new(&db).await;
        let (first, second) = two(&w).await;
        let elsewhere = AppealInput { division_id: Some(w.town_b), handler_id: Some(w.urban), ..leak(&w, 15, "张示例", "13800138000", FIRST) };
        let elsewhere = register(&w, elsewhere).await.row.id;
        assert_eq!(waiting(&w, &w.admin).await.len(), 2);
        for role in [Role::Viewer, Role::Town, Role::Agency] {
            let actor = w.actor(role).await;
            let merge = duplicates::merge(&w.app, &actor, second.row.id, 1, first.row.id, None).await;
            assert!(matches!(merge, Err(AppError::Forbidden { .. })), "{role}: {merge:?}");
            let dismiss = duplicates::dismiss(&w.app, &actor, second.row.id, first.row.id, 1, None).await;
            assert!(matches!(dismiss, Err(AppError::Forbidden { .. })), "{role}: {dismiss:?}");
            let split = duplicates::split(&w.app, &actor, second.row.id, 1, "理由").await;
            assert!(matches!(split, Err(AppError::Forbidden { .. })), "{role}: {split:?}");
            let scan = duplicates::scan(&w.app, &actor, ScanOf::Unjudged, "查重", &CancellationToken::new()).await;
            assert!(matches!(scan, Err(AppError::Forbidden { .. })), "{role}: {scan:?}");
            let seen = duplicates::candidates(&w.app, &actor, first.row.id).await.unwrap();
            let ids: Vec<_> = seen.candidates.iter().map(|c| c.other.row.id).collect();
            assert_eq!(ids.contains(&elsewhere), role == Role::Viewer, "{role} sees only its own");
            assert_eq!(waiting(&w, &actor).await.len(), if role == Role::Viewer { 2 } else { 1 }, "{role}");
            let theirs = duplicates::candidates(&w.app, &actor, elsewhere).await;
            assert_eq!(theirs.is_ok(), role == Role::Viewer, "{role}");
        }
        let clerk = w.actor(Role::Clerk).await;
        duplicates::merge(&w.app, &clerk, second.row.id, 1, first.row.id, None).await.unwrap();
    }

    async fn an_edit_finds_anew(db: TestDb) {
        let w = World::new(&db).await;
        let first = register(&w, leak(&w, 10, "张示例", "13800138000", FIRST)).await;
        let other = register(&w, AppealInput { category: "R1301".into(), title: "拖欠工资".into(), ..leak(&w, 12, "李示例", "13900139000", "工厂拖欠工资三个月。") }).await;
        assert!(waiting(&w, &w.admin).await.is_empty());
        let input = leak(&w, 12, "李示例", "13900139000", OTHER_WORDS);
        appeals::edit(&w.app, &w.admin, other.row.id, 1, input.clone()).await.unwrap();
        assert_eq!(waiting(&w, &w.admin).await, [(first.row.id, other.row.id)]);
        // In another category only the text's keys lead from one to the other.
        let moved = AppealInput { category: "R1001".into(), text: format!("再次反映：{FIRST}"), ..input };
        appeals::edit(&w.app, &w.admin, other.row.id, 2, moved.clone()).await.unwrap();
        assert_eq!(waiting(&w, &w.admin).await, [(first.row.id, other.row.id)]);
        let away = AppealInput { title: "噪声".into(), text: "夜里歌厅声音太大，睡不着。".into(), ..moved };
        appeals::edit(&w.app, &w.admin, other.row.id, 3, away).await.unwrap();
        assert!(waiting(&w, &w.admin).await.is_empty(), "a proposal that no longer holds is taken back");
    }

    async fn a_closed_original_takes_a_repeat_only_with_a_reason(db: TestDb) {
        let w = World::new(&db).await;
        let (first, second) = two(&w).await;
        let mut tx = w.app.db.write().await.unwrap();
        let moved = huishang_store::appeals::Moved { state: AppealState::Done, level: None, closed_at: Some(support::now()), satisfaction: None };
        assert!(huishang_store::appeals::set_state(&mut tx, first.row.id, 1, moved, w.admin.account_id, support::now()).await.unwrap());
        tx.commit().await.unwrap();
        let merge = |reason| duplicates::merge(&w.app, &w.admin, second.row.id, 1, first.row.id, reason);
        assert_eq!(refusal(merge(None).await), RefusalCode::ReasonMissing.code());
        merge(Some("办结前来电")).await.unwrap();
    }

    async fn keys_can_be_made_anew(db: TestDb) {
        let w = World::new(&db).await;
        let (first, second) = two(&w).await;
        let twin = AppealInput { division_id: Some(w.town_a), ..leak(&w, 15, "钱示例", "13400134000", FIRST) };
        let twin = register(&w, twin).await.row.id;
        let found = |review: DuplicateReview| review.candidates.into_iter().map(|c| (c.other.row.id, c.score)).collect::<Vec<_>>();
        let before = found(review(&w, twin).await);
        assert!(before.iter().any(|(id, _)| *id == first.row.id), "by its text alone");
        let mut tx = w.app.db.write().await.unwrap();
        assert!(!huishang_store::duplicates::keys::missing(&mut tx).await.unwrap());
        assert_eq!(huishang_store::duplicates::keys::rebuild(&mut tx).await.unwrap(), 3);
        tx.commit().await.unwrap();
        assert_eq!(found(review(&w, twin).await), before);
        assert_eq!(only_second(&w, second.row.id, first.row.id).await, DuplicateState::Proposed);
    }
}

async fn only_second(w: &World, id: AppealId, other: AppealId) -> DuplicateState {
    let found = review(w, id).await.candidates;
    found.into_iter().find(|c| c.other.row.id == other).unwrap().state
}

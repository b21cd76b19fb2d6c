//! Searching appeals, on both engines: what a reader would find in the texts, the index finds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is a clear failure of a test")]

mod support;

use huishang_app::appeals::{self, AppealInput, AppealQuery, AppealSort};
use huishang_domain::ids::AppealId;
use huishang_domain::search::{HitField, fold};
use huishang_domain::words::Role;
use huishang_testkit::on_both_engines;
use support::World;

fn asked(text: &str) -> AppealQuery {
    AppealQuery { text: Some(text.into()), limit: 500, ..AppealQuery::default() }
}

/// Up to `most` signs of `from`, the same in every run (Knuth's linear congruential generator).
fn some(seed: &mut u64, from: &str, most: u64) -> String {
    let mut next = |below: u64| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) % below
    };
    let from: Vec<char> = from.chars().collect();
    (0..=next(most)).map(|_| from[next(from.len() as u64) as usize]).collect()
}

async fn found(w: &World, text: &str) -> Vec<AppealId> {
    let mut ids: Vec<_> =
        appeals::list(&w.app, &w.admin, asked(text)).await.unwrap().rows.iter().map(|r| r.id).collect();
    ids.sort_unstable();
    ids
}

on_both_engines! {
    async fn every_field_is_found_from_two_characters(db: TestDb) {
        let w = World::new(&db).await;
        let input = AppealInput {
            title: "路灯不亮，请修".into(),
            text: "红旗路３号楼前的 ＬＥＤ 灯坏了".into(),
            place: Some("示例小区东门".into()),
            source_number: Some("TC-2026/0042".into()),
            party_name: Some("欧阳示例".into()),
            party_phone: Some("138-1234-5678".into()),
            ..w.input("")
        };
        let one = appeals::register(&w.app, &w.admin, input).await.unwrap().row;
        appeals::register(&w.app, &w.admin, w.input("别的事")).await.unwrap();
        for (typed, field) in [
            ("路灯", HitField::Title),
            ("亮请", HitField::Title),
            ("亮，请", HitField::Title),
            ("３号", HitField::Text),
            ("3号楼", HitField::Text),
            ("led", HitField::Text),
            ("东门", HitField::Place),
            ("tc2026", HitField::SourceNumber),
            ("0042", HitField::SourceNumber),
            (one.number.as_str(), HitField::Number),
            ("欧阳", HitField::PartyName),
            ("13812345678", HitField::Phone),
            ("138 1234 5678", HitField::Phone),
            ("5678", HitField::Phone),
            ("红旗 楼前", HitField::Text),
            ("欧阳 路灯", HitField::Title),
        ] {
            let page = appeals::list(&w.app, &w.admin, asked(typed)).await.unwrap();
            assert_eq!(page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [one.id], "{typed}");
            assert_eq!((page.total, page.more_than_total), (Some(1), false), "{typed}");
            let hit = page.rows[0].hit.clone().unwrap();
            assert_eq!(hit.field, field, "{typed}");
            assert!(hit.snippet.iter().any(|m| m.marked), "{typed}");
            assert!(!hit.snippet.iter().any(|m| m.text.contains("1234")), "{typed}: {hit:?}");
        }
        for nothing in ["鹦鹉", "灯路", "1234", "12345", "路灯 鹦鹉", "修红", "\"路灯\" OR 1=1", "路灯' --x", "路* NEAR 灯"] {
            assert_eq!(found(&w, nothing).await, [], "{nothing}");
        }
        assert_eq!(found(&w, "\"路灯\"").await, [one.id], "signs of a query language are signs");
        assert!(appeals::list(&w.app, &w.admin, AppealQuery::default()).await.unwrap().rows[0].hit.is_none());
    }

    async fn what_is_edited_is_found_anew(db: TestDb) {
        let w = World::new(&db).await;
        let input = AppealInput { party_name: Some("赵示例".into()), ..w.input("楼道漏水") };
        let id = appeals::register(&w.app, &w.admin, input.clone()).await.unwrap().row.id;
        let other = AppealInput { party_name: Some("钱示例".into()), title: "屋顶渗水".into(), text: "渗水".into(), ..input.clone() };
        appeals::edit(&w.app, &w.admin, id, 1, other).await.unwrap();
        for (typed, there) in [("楼道", false), ("漏水", false), ("赵示", false), ("屋顶", true), ("钱示", true)] {
            assert_eq!(found(&w, typed).await, vec![id; usize::from(there)], "{typed}");
        }
        let nobody = AppealInput { title: "屋顶渗水".into(), text: "渗水".into(), party_name: None, party_phone: None, party_address: None, ..input.clone() };
        appeals::edit(&w.app, &w.admin, id, 2, nobody).await.unwrap();
        assert_eq!(found(&w, "钱示").await, []);
        appeals::edit(&w.app, &w.admin, id, 3, input).await.unwrap();
        assert_eq!(found(&w, "楼道").await, [id]);
        assert_eq!(found(&w, "赵示").await, [id]);
    }

    async fn nobody_finds_what_they_may_not_see(db: TestDb) {
        let w = World::new(&db).await;
        let own = appeals::register(&w.app, &w.admin, w.input("路灯甲")).await.unwrap().row.id;
        let foreign = AppealInput { division_id: Some(w.town_b), handler_id: Some(w.urban), ..w.input("路灯乙") };
        appeals::register(&w.app, &w.admin, foreign).await.unwrap();
        for role in [Role::Town, Role::Agency] {
            let page = appeals::list(&w.app, &w.actor(role).await, asked("路灯")).await.unwrap();
            assert_eq!(page.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [own], "{role}");
            assert_eq!(page.total, Some(1), "{role}");
        }
    }

    async fn what_a_reader_finds_the_index_finds(db: TestDb) {
        let w = World::new(&db).await;
        let mut seed = 7;
        let mut texts = Vec::new();
        for _ in 0..40 {
            let title = some(&mut seed, "路灯不亮甲乙0123abc", 12);
            let body = some(&mut seed, "路灯不亮甲乙丙0123abcＡ１，。 %_'\"-", 30);
            let input = AppealInput { text: body.clone(), party_name: None, party_phone: None, party_address: None, place: None, ..w.input(&title) };
            let row = appeals::register(&w.app, &w.admin, input).await.unwrap().row;
            texts.push((row.id, [row.title.clone(), body, row.number]));
        }
        for round in 0..120 {
            let (_, fields) = &texts[round % texts.len()];
            let chars: Vec<char> = fields[round % 2].chars().collect();
            let from = round % chars.len();
            let typed: String = chars[from..(from + 2 + round % 5).min(chars.len())].iter().collect();
            if fold(&typed).is_empty() {
                continue;
            }
            let mut wanted: Vec<_> = texts
                .iter()
                .filter(|(_, fields)| {
                    typed.split_whitespace().map(fold).all(|word| fields.iter().any(|field| fold(field).contains(&word)))
                })
                .map(|(id, _)| *id)
                .collect();
            wanted.sort_unstable();
            assert!(!wanted.is_empty());
            assert_eq!(found(&w, &typed).await, wanted, "{typed}");
            let urgent = AppealQuery { sort: AppealSort::DeadlineAsc, ..asked(&typed) };
            let page = appeals::list(&w.app, &w.admin, urgent).await.unwrap();
            assert_eq!(page.rows.len(), wanted.len(), "{typed} in another order");
        }
    }
}

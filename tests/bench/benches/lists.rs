//! Pages of the list of appeals and searches in it, among very many: `cargo bench -p huishang-bench --bench lists`, with
//! `BENCH_APPEALS` (1,000,000), `BENCH_ENGINE` (`sqlite`, `postgres`; both), and `BENCH_DB`, the address of a database
//! that stands for the large one and is loaded where it is empty.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench fails by it and tells what it saw"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use huishang_app::announce::Silent;
use huishang_app::appeals::{self, AppealQuery, AppealSort};
use huishang_app::clock::FixedClock;
use huishang_app::demo::{self, DemoOptions};
use huishang_app::{Actor, App};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::words::{Level, Light};
use huishang_testkit::{Engine, TestDb, block_on};
use tokio_util::sync::CancellationToken;

/// What the large one is compared with.
const FEW: usize = 10_000;

/// How often each page is asked for, after once to warm up.
const TIMES: usize = 40;

/// Rows of a page, as the screen asks for them.
const PAGE: i64 = 100;

/// A page must stay below this, and below so many times what it takes among few.
const MOST: Duration = Duration::from_millis(50);
const MOST_TIMES: f64 = 3.0;

/// Below this the times of two sizes say more about the machine than about the program.
const NOTHING: Duration = Duration::from_millis(5);

struct Seen {
    what: &'static str,
    p50: Duration,
    p95: Duration,
    rows: usize,
    total: Option<i64>,
}

fn queries(town: &AppealQuery, some: &Known) -> Vec<(&'static str, AppealQuery)> {
    let q = || AppealQuery { limit: PAGE, ..AppealQuery::default() };
    let text = |text: &str| AppealQuery { text: Some(text.to_owned()), ..q() };
    let town = || AppealQuery { limit: PAGE, ..town.clone() };
    let states = || vec![AppealState::Local, AppealState::Done];
    vec![
        ("newest first", q()),
        ("town and states", AppealQuery { states: states(), ..town() }),
        ("town, most urgent", AppealQuery { live: true, sort: AppealSort::DeadlineAsc, ..town() }),
        ("most urgent", AppealQuery { sort: AppealSort::DeadlineAsc, ..q() }),
        ("red, newest first", AppealQuery { light: Some(Light::Red), ..q() }),
        (
            "yellow, most urgent",
            AppealQuery { light: Some(Light::Yellow), sort: AppealSort::DeadlineAsc, ..q() },
        ),
        (
            "hard ones of a category",
            AppealQuery { levels: vec![Level::Hard], category: Some("R02".into()), ..q() },
        ),
        ("unjudged, most urgent", AppealQuery { unjudged: true, sort: AppealSort::DeadlineAsc, ..q() }),
        ("most people", AppealQuery { sort: AppealSort::PeopleDesc, ..q() }),
        ("closed last", AppealQuery { sort: AppealSort::ClosedDesc, ..q() }),
        ("by number", AppealQuery { sort: AppealSort::NumberDesc, ..q() }),
        ("a page deep in", AppealQuery { after: Some(some.deep.clone()), ..q() }),
        ("search: frequent", text("路灯")),
        ("search: frequent, urgent", AppealQuery { sort: AppealSort::DeadlineAsc, ..text("路灯") }),
        ("search: frequent, in a town", AppealQuery { text: Some("路灯".into()), ..town() }),
        ("search: rare", text("镯子")),
        ("search: none", text("鹦鹉")),
        ("search: two words", text("路灯 停水")),
        ("search: a sentence", text("晚上出行不安全")),
        ("search: name", text(&some.name)),
        ("search: phone", text(&some.phone)),
        ("search: its last four", text(&some.phone[7..])),
        ("search: our number", text(&some.number)),
        ("search: figures", text(&some.number[some.number.len() - 5..])),
        ("search: two figures", text("12")),
        ("search: one character", text("灯")),
    ]
}

/// What is held, so that it can be looked for.
struct Known {
    deep: String,
    name: String,
    phone: String,
    number: String,
}

async fn known(app: &App, admin: &Actor) -> Known {
    let mut query = AppealQuery { limit: 500, ..AppealQuery::default() };
    for _ in 0..15 {
        query.after = appeals::list(app, admin, query.clone()).await.unwrap().next;
    }
    let deep = query.after.clone().unwrap();
    let rows = appeals::list(app, admin, query).await.unwrap().rows;
    for row in rows {
        let Some(name) = row.party_name else { continue };
        let people = appeals::reveal(app, admin, row.id, "性能测试").await.unwrap();
        if let Some(phone) = people.into_iter().filter_map(|p| p.phone).find(|p| p.len() == 11) {
            return Known { deep, name, phone, number: row.number };
        }
    }
    panic!("nobody with a telephone");
}

async fn measure(url: &str, load: usize, now: DateTime<Utc>) -> Vec<Seen> {
    let clock = Arc::new(FixedClock(now));
    App::migrate(url, clock.clone()).await.unwrap();
    let app = App::open(url, clock, Arc::new(Silent)).await.unwrap();
    let admin = app.sign_in().await.unwrap();
    let first = AppealQuery { limit: 1, ..AppealQuery::default() };
    if appeals::list(&app, &admin, first).await.unwrap().rows.is_empty() {
        let options = DemoOptions { appeals: load, seed: 7, today: None, task: "bench".to_owned() };
        let loaded = demo::load(&app, &admin, &options, &CancellationToken::new()).await.unwrap();
        println!("{load} loaded in {:.1} s", loaded.seconds);
    }
    let some = known(&app, &admin).await;
    let first =
        appeals::list(&app, &admin, AppealQuery { limit: 1, ..AppealQuery::default() }).await.unwrap();
    let detail = appeals::detail(&app, &admin, first.rows[0].id).await.unwrap();
    let town = huishang_app::directory::divisions(&app, &admin).await.unwrap();
    let town = town.iter().find(|d| Some(d.name.as_str()) == detail.row.town.as_deref()).map(|d| d.id);
    let town = AppealQuery { division_id: town, ..AppealQuery::default() };
    let mut seen = Vec::new();
    for (what, query) in queries(&town, &some) {
        let page = appeals::list(&app, &admin, query.clone()).await.unwrap();
        let mut taken = Vec::new();
        for _ in 0..TIMES {
            let begun = Instant::now();
            appeals::list(&app, &admin, query.clone()).await.unwrap();
            taken.push(begun.elapsed());
            if begun.elapsed() > Duration::from_secs(1) {
                break;
            }
        }
        taken.sort_unstable();
        let at = |percent: usize| taken[(taken.len() * percent / 100).min(taken.len() - 1)];
        seen.push(Seen { what, p50: at(50), p95: at(95), rows: page.rows.len(), total: page.total });
    }
    app.db.close().await;
    seen
}

fn main() {
    let many = std::env::var("BENCH_APPEALS").ok().map_or(1_000_000, |text| text.parse().unwrap());
    let named = std::env::var("BENCH_ENGINE").ok();
    let held = std::env::var("BENCH_DB").ok();
    let now = "2026-11-24T02:00:00Z".parse().unwrap();
    let mut slow = Vec::new();
    for engine in Engine::ALL {
        if named.as_deref().is_some_and(|name| !engine.scheme().starts_with(name)) {
            continue;
        }
        let held = held.as_deref().filter(|url| url.starts_with(engine.scheme()));
        block_on(async {
            let db = TestDb::new(engine);
            let few = measure(&db.url, FEW, now).await;
            let large = match held {
                Some(url) => measure(url, many, now).await,
                None => measure(&TestDb::new(engine).url, many, now).await,
            };
            for (few, large) in few.iter().zip(&large) {
                let times = large.p95.as_secs_f64() / few.p95.as_secs_f64();
                println!(
                    "{engine:?} | {} | {:.1} / {:.1} | {:.1} / {:.1} | {times:.2} | {} of {:?}",
                    large.what,
                    few.p50.as_secs_f64() * 1e3,
                    few.p95.as_secs_f64() * 1e3,
                    large.p50.as_secs_f64() * 1e3,
                    large.p95.as_secs_f64() * 1e3,
                    large.rows,
                    large.total
                );
                if large.p95 >= MOST || (times >= MOST_TIMES && large.p95 > NOTHING) {
                    slow.push(format!("{engine:?} {}: {:?}, {times:.2} times", large.what, large.p95));
                }
            }
        });
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

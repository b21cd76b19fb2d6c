//! One new appeal checked against very many: `cargo bench -p huishang-bench --bench duplicates`, with
//! `BENCH_APPEALS` (1,000,000), `BENCH_ENGINE` (`sqlite`, `postgres`; both), and `BENCH_DB`, the address of a database
//! that stands for the large one and is loaded where it is empty; the new appeals are written into it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench fails by it and tells what it saw")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use huishang_app::announce::Silent;
use huishang_app::appeals::{self, AppealInput, AppealQuery};
use huishang_app::clock::FixedClock;
use huishang_app::demo::{self, DemoOptions};
use huishang_app::{App, duplicates};
use huishang_testkit::{Engine, TestDb, block_on};
use tokio_util::sync::CancellationToken;

/// What the large one is compared with.
const FEW: usize = 10_000;

/// New appeals that are checked.
const NEW: usize = 100;

/// A check must stay below this, and below so many times what it takes among few.
const MOST: Duration = Duration::from_millis(100);
const MOST_TIMES: f64 = 3.0;

/// The 50th, 95th and last of a hundred.
type Times = (Duration, Duration, Duration);

async fn checks(url: &str, load: usize, now: DateTime<Utc>) -> Times {
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

    // As somebody would type in again what came last, in every village where something did.
    let query = AppealQuery { limit: NEW as i64, ..AppealQuery::default() };
    let known = appeals::list(&app, &admin, query).await.unwrap().rows;
    let mut new = Vec::new();
    let mut registering = Vec::new();
    for row in known {
        let detail = appeals::detail(&app, &admin, row.id).await.unwrap();
        let whole = appeals::reveal(&app, &admin, row.id, "性能测试").await.unwrap();
        let input = AppealInput {
            channel: row.channel,
            ask_kind: detail.ask_kind,
            title: row.title,
            text: format!("再次反映：{}", detail.text),
            category: row.category,
            division_id: detail.division_id,
            place: detail.place,
            people_concerned: 1,
            received_at: now,
            handler_id: detail.handler_id,
            source_number: None,
            party_name: whole.first().map(|p| p.name.clone()),
            party_phone: whole.first().and_then(|p| p.phone.clone()),
            party_id_number: None,
            party_address: None,
        };
        let begun = Instant::now();
        new.push(appeals::register(&app, &admin, input).await.unwrap().row.id);
        registering.push(begun.elapsed());
    }
    let (mut taken, mut found) = (Vec::new(), 0);
    for id in new {
        let begun = Instant::now();
        let review = duplicates::candidates(&app, &admin, id).await.unwrap();
        taken.push(begun.elapsed());
        found += usize::from(!review.candidates.is_empty());
    }
    app.db.close().await;
    let (p50, p95, worst) = spread(taken);
    println!(
        "check p50 {p50:?}, p95 {p95:?}, worst {worst:?}; \
         registering with its check p95 {:?}; {found} of {NEW} found something",
        spread(registering).1
    );
    assert!(found * 10 >= NEW * 9, "the bench must find what it looks for");
    (p50, p95, worst)
}

fn spread(mut taken: Vec<Duration>) -> Times {
    taken.sort_unstable();
    let at = |percent: usize| taken[(taken.len() * percent / 100).min(taken.len() - 1)];
    (at(50), at(95), at(100))
}

fn main() {
    let many = std::env::var("BENCH_APPEALS").ok().map_or(1_000_000, |text| text.parse().unwrap());
    let named = std::env::var("BENCH_ENGINE").ok();
    let held = std::env::var("BENCH_DB").ok();
    let now = "2026-11-24T02:00:00Z".parse().unwrap();
    for engine in Engine::ALL {
        if named.as_deref().is_some_and(|name| !engine.scheme().starts_with(name)) {
            continue;
        }
        let held = held.as_deref().filter(|url| url.starts_with(engine.scheme()));
        block_on(async {
            println!("{engine:?}");
            let few = checks(&TestDb::new(engine).url, FEW, now).await.1;
            let many = match held {
                Some(url) => checks(url, many, now).await.1,
                None => checks(&TestDb::new(engine).url, many, now).await.1,
            };
            let times = many.as_secs_f64() / few.as_secs_f64();
            println!("{engine:?}: {times:.2} times what it takes among {FEW}");
            assert!(many < MOST, "{engine:?}: {many:?}");
            assert!(times < MOST_TIMES, "{engine:?}: {times:.2} times");
        });
    }
}

//! How often proposals are right on the demonstration data; how long one takes is told with `--nocapture`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "tests")]

use std::sync::Arc;
use std::time::Instant;

use huishang_app::announce::Silent;
use huishang_app::appeals::{self, AppealQuery, AppealSort};
use huishang_app::clock::FixedClock;
use huishang_app::demo::{self, DemoOptions};
use huishang_app::{App, triage};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::words::Level;
use huishang_testkit::on_both_engines;
use tokio_util::sync::CancellationToken;

/// How many appeals of the queue are judged.
const QUEUE: i64 = 50;

on_both_engines! {
    async fn proposals_are_mostly_what_a_sensible_clerk_decides(db: TestDb) {
        let clock = Arc::new(FixedClock("2026-11-24T02:00:00Z".parse().unwrap()));
        App::migrate(&db.url, clock.clone()).await.unwrap();
        let app = App::open(&db.url, clock, Arc::new(Silent)).await.unwrap();
        let admin = app.sign_in().await.unwrap();
        let options = DemoOptions { appeals: 3000, seed: 1, today: None, task: "演示".into() };
        demo::load(&app, &admin, &options, &CancellationToken::new()).await.unwrap();
        let list = |query: AppealQuery| appeals::list(&app, &admin, AppealQuery { sort: AppealSort::DeadlineAsc, limit: QUEUE, ..query });
        // Few of them wait at any one time: the newest that nothing is built on are put back into the queue.
        let under_way = vec![AppealState::Local, AppealState::Judged];
        for row in list(AppealQuery { states: under_way, ..AppealQuery::default() }).await.unwrap().rows {
            appeals::withdraw_judgement(&app, &admin, row.id, row.version).await.unwrap();
        }
        let queue = list(AppealQuery { unjudged: true, ..AppealQuery::default() }).await.unwrap();
        let (mut level, mut lead, mut times) = (0, 0, Vec::new());
        for row in &queue.rows {
            let begun = Instant::now();
            let card = triage::card(&app, &admin, row.id).await.unwrap();
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
            let wanted = demo::intended(&row.title, row.people_concerned).unwrap();
            let p = &card.proposal;
            let named = p.lead.as_ref().map(|a| a.name.as_str());
            level += usize::from(p.level.value == wanted.level);
            // A small matter may as well stay with the town that has it.
            let stays = wanted.level == Level::Small && card.detail.handler_id.is_some();
            lead += usize::from(named == Some(wanted.lead) || stays);
        }
        times.sort_by(f64::total_cmp);
        let n = queue.rows.len();
        let engine = app.db.engine();
        println!("{engine:?}: of {n} the level right for {level}, the lead for {lead}; a card takes {:.0} ms (median)", times[n / 2]);
        assert!(n >= 35, "{n}");
        assert!(level * 100 >= n * 85, "the level right for {level} of {n}");
        assert!(lead * 100 >= n * 90, "the lead right for {lead} of {n}");
    }
}

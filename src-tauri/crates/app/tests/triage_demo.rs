//! How often proposals are right, and how long one takes, on the demonstration data.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

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
        let (mut level, mut lead, mut slowest, mut all) = (0, 0, 0.0f64, 0.0f64);
        let (mut dup, mut det) = (0.0, 0.0);
        for row in &queue.rows {
            let begun = Instant::now();
            let card = triage::card(&app, &admin, row.id).await.unwrap();
            let took = begun.elapsed().as_secs_f64() * 1000.0;
            let b2 = Instant::now(); huishang_app::duplicates::candidates(&app, &admin, row.id).await.unwrap(); dup += b2.elapsed().as_secs_f64() * 1000.0;
            let b2 = Instant::now(); appeals::detail(&app, &admin, row.id).await.unwrap(); det += b2.elapsed().as_secs_f64() * 1000.0;
            (slowest, all) = (slowest.max(took), all + took);
            let wanted = demo::intended(&row.title, row.people_concerned).unwrap();
            let p = &card.proposal;
            let named = p.lead.as_ref().map(|a| a.name.as_str());
            level += usize::from(p.level.value == wanted.level);
            // A small matter may as well stay with the town that has it.
            let stays = wanted.level == Level::Small && card.detail.handler_id.is_some();
            lead += usize::from(named == Some(wanted.lead) || stays);
            if p.level.value != wanted.level || (named != Some(wanted.lead) && !stays) {
                eprintln!("{} {}人: {:?} {named:?}, wanted {:?} {}", row.title, row.people_concerned, p.level.value, wanted.level, wanted.lead);
                for note in &p.level.notes { eprintln!("    {}{}", if note.against { "- " } else { "+ " }, note.sentence); }
            }
        }
        let n = queue.rows.len();
        eprintln!("{:?}: of {n}: level right {level}, lead right {lead}; {:.1} ms each, slowest {slowest:.1} ms; {} wait", app.db.engine(), all / n as f64, queue.total.unwrap_or(0));
        eprintln!("dup {:.1} det {:.1}", dup / n as f64, det / n as f64);
        assert!(n >= 40, "{n}");
        assert!(level * 100 >= n * 85, "{level} of {n}");
        assert!(lead * 100 >= n * 90, "{lead} of {n}");
    }
}

//! Every figure that people see first is exactly as many as the list that it opens, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::sync::Arc;

use huishang_app::announce::Silent;
use huishang_app::appeals::{self, AppealQuery};
use huishang_app::cases::{self, CaseQuery};
use huishang_app::clock::FixedClock;
use huishang_app::consultations::{self, ConsultationQuery};
use huishang_app::demo::{self, DemoOptions};
use huishang_app::workbench::workbench;
use huishang_app::{Actor, App};
use huishang_domain::flow::action::ActionState;
use huishang_domain::words::{Level, Light};
use huishang_testkit::on_both_engines;
use support::now;
use tokio_util::sync::CancellationToken;

async fn appeals_of(app: &App, admin: &Actor, query: AppealQuery) -> i64 {
    appeals::list(app, admin, AppealQuery { limit: 1, ..query }).await.unwrap().total.unwrap()
}

async fn cases_of(app: &App, admin: &Actor, query: CaseQuery) -> i64 {
    cases::list(app, admin, CaseQuery { limit: 1, ..query }).await.unwrap().total.unwrap()
}

on_both_engines! {
    async fn each_figure_opens_just_what_it_counts(db: TestDb) {
        let clock = Arc::new(FixedClock(now()));
        App::migrate(&db.url, clock.clone()).await.unwrap();
        let app = App::open(&db.url, clock, Arc::new(Silent)).await.unwrap();
        let admin = app.sign_in().await.unwrap();
        let options = DemoOptions { appeals: 3000, seed: 1, today: None, task: "demo".into() };
        demo::load(&app, &admin, &options, &CancellationToken::new()).await.unwrap();

        let bench = workbench(&app, &admin).await.unwrap();
        let q = AppealQuery::default;
        let today = bench.today;
        for (figure, shown, query) in [
            ("待研判", bench.unjudged, AppealQuery { unjudged: true, ..q() }),
            ("今天到期", bench.due_today, AppealQuery { due_on: Some(today), ..q() }),
            ("超期", bench.overdue, AppealQuery { light: Some(Light::Red), ..q() }),
            ("新收", bench.new_since_yesterday, AppealQuery { received_from: today.pred_opt(), ..q() }),
        ] {
            assert!(shown > 0, "{figure} has something to show");
            assert_eq!(appeals_of(&app, &admin, query).await, shown, "{figure}");
        }

        let month = Some("2026-11-01".parse().unwrap());
        assert!(bench.by_level.iter().any(|level| level.level.is_none()));
        for counted in &bench.by_level {
            let query = AppealQuery {
                levels: counted.level.into_iter().collect(),
                unjudged: counted.level.is_none(),
                received_from: month,
                received_to: Some("2026-11-30".parse().unwrap()),
                ..q()
            };
            assert_eq!(appeals_of(&app, &admin, query).await, counted.count, "{:?}", counted.level);
        }

        assert!(bench.towns.len() > 10);
        for town in &bench.towns {
            let of = |query: AppealQuery| AppealQuery { live: true, division_id: Some(town.division_id), ..query };
            for (shown, query) in [
                (town.small, AppealQuery { levels: vec![Level::Small], ..q() }),
                (town.big, AppealQuery { levels: vec![Level::Big], ..q() }),
                (town.hard, AppealQuery { levels: vec![Level::Hard], ..q() }),
                (town.unjudged, AppealQuery { unjudged: true, ..q() }),
                (town.live, q()),
            ] {
                assert_eq!(appeals_of(&app, &admin, of(query)).await, shown, "{}", town.town);
            }
        }

        for (shown, query) in [
            (bench.open_cases, CaseQuery { live: true, ..CaseQuery::default() }),
            (bench.cases_overdue, CaseQuery { light: Some(Light::Red), ..CaseQuery::default() }),
        ] {
            assert!(shown > 0);
            assert_eq!(cases_of(&app, &admin, query).await, shown);
        }
        assert!(bench.open_cases < cases_of(&app, &admin, CaseQuery::default()).await);

        let late = ConsultationQuery { late_actions: true, limit: 200, ..ConsultationQuery::default() };
        let found = consultations::list(&app, &admin, late).await.unwrap();
        let mut overdue = 0;
        for row in &found.rows {
            let detail = consultations::detail(&app, &admin, row.id).await.unwrap();
            // One that was closed late stays red, and isn't overdue any more.
            let open = detail.actions.iter().filter(|a| a.state != ActionState::Closed.term());
            let late = open.filter(|a| a.light == Light::Red).count();
            assert!(late > 0, "{}", row.topic);
            overdue += late;
        }
        assert!(bench.actions_overdue > 0);
        assert_eq!(overdue as i64, bench.actions_overdue);
    }
}

//! What an import does with rows whose deadline falls in a year that the calendar doesn't hold yet, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::sync::Arc;

use huishang_app::appeals::{self, AppealQuery, AppealRow};
use huishang_app::calendar;
use huishang_app::clock::FixedClock;
use huishang_app::imports::{self, ImportJob};
use huishang_domain::words::{Level, RowProblemKind};
use huishang_testkit::on_both_engines;
use support::{World, at};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const HEAD: &str = "工单编号,受理时间,来源渠道,来电人,联系电话,诉求类别,诉求标题,诉求内容,所属镇街,村（社区）,承办单位,办理时限,办结时间,满意度";

async fn only(w: &World, text: &str) -> AppealRow {
    let query = AppealQuery { text: Some(text.to_owned()), limit: 50, ..AppealQuery::default() };
    let mut rows = appeals::list(&w.app, &w.admin, query).await.unwrap().rows;
    assert_eq!(rows.len(), 1, "{text}");
    rows.remove(0)
}

on_both_engines! {
    async fn a_year_that_the_calendar_wants_is_told_and_filled_in_later(db: TestDb) {
        let mut w = World::new(&db).await;
        w.app.clock = Arc::new(FixedClock(at("2026-12-31T02:00:00Z")));
        let dir = TempDir::new().unwrap();
        let line = |number: &str, day: &str, until: &str| format!("{number},{day},12345热线,张示例,13800138000,公共服务-路灯照明,路灯不亮,灯坏了,甲示例镇,东示例村,市城管局,{until},,");
        let path = dir.path().join("g.csv");
        let lines = [
            HEAD.to_owned(),
            line("G1", "2026-11-20 10:00", ""),
            line("G2", "2026-12-30 10:00", ""),
            line("G3", "2026-12-30 11:00", "2027-01-08"),
            line("G4", "2026-12-30 12:00", ""),
        ];
        std::fs::write(&path, lines.join("\n")).unwrap();
        let job = ImportJob {
            path,
            name: "g.csv".into(),
            source: "hotline".into(),
            mapping: None,
            dry_run: false,
            task: "导入".into(),
        };
        let report = imports::run(&w.app, &w.admin, job, &CancellationToken::new()).await.unwrap();
        assert_eq!((report.rows, report.imported), (4, 4), "one wanting year doesn't stop the file");
        let told: Vec<_> = report.warnings.iter().map(|p| (p.row, p.problem, p.value.as_deref())).collect();
        assert_eq!(told, [(3, RowProblemKind::CalendarYearMissing, Some("2027年"))], "once");
        assert!(RowProblemKind::CalendarYearMissing.term().contains("国务院"));
        assert_eq!(only(&w, "G1").await.deadline, Some("2026-11-27".parse().unwrap()));
        let waiting = only(&w, "G2").await;
        assert_eq!((waiting.deadline, waiting.light), (None, None));
        assert_eq!(only(&w, "G3").await.deadline, Some("2027-01-08".parse().unwrap()), "as the source has it");
        let why = appeals::derivation(&w.app, &w.admin, waiting.id).await.unwrap();
        assert_eq!((why.missing_year, why.steps.len()), (Some(2027), 0));
        let judged = appeals::judge(&w.app, &w.admin, waiting.id, 1, Level::Small, None).await.unwrap();
        assert_eq!(judged.row.deadline, None, "judging doesn't wait for the calendar");
        // The State Council's notice is there: invented, for a year that has none yet.
        let notice = r#"{"holidays": {"2027-01-01": "New Year,元旦,1", "2027-02-05": "S,春节,3", "2027-02-06": "S,春节,3",
            "2027-02-07": "S,春节,3", "2027-05-01": "L,劳动节,1", "2027-10-01": "N,国庆节,3", "2027-10-02": "N,国庆节,3",
            "2027-10-03": "N,国庆节,3"}, "workdays": {}, "inLieuDays": {}}"#;
        calendar::import(&w.app, &w.admin, notice).await.unwrap();
        assert_eq!(only(&w, "G2").await.deadline, Some("2027-01-07".parse().unwrap()));
        assert_eq!(only(&w, "G3").await.deadline, Some("2027-01-08".parse().unwrap()));
        let mut tx = w.app.db.read().await.unwrap();
        assert_eq!(huishang_store::appeals::drift(&mut tx).await.unwrap(), []);
    }
}

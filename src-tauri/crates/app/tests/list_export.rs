//! What users rely on when they take out a list as it is shown, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use huishang_app::appeals::{self, AppealInput, AppealQuery, AppealSort};
use huishang_app::cases::CaseQuery;
use huishang_app::consultations::{self, ConsultationQuery};
use huishang_app::lists::{self, ListExport, ListOf, Listed};
use huishang_app::{Actor, AppError, FieldProblem};
use huishang_domain::lists::{AppealColumn, CaseColumn, ConsultationColumn};
use huishang_domain::words::{Level, Role};
use huishang_testkit::on_both_engines;
use stage::Stage;
use support::{World, at};
use tokio_util::sync::CancellationToken;

fn export(list: ListOf) -> ListExport {
    ListExport {
        list, title: "诉求清单".into(), filters: "筛选：状态 登记".into(), task: "导出".into()
    }
}

async fn taken(w: &World, who: &Actor, list: ListOf) -> Result<Listed, AppError> {
    lists::render(&w.app, who, export(list), &CancellationToken::new()).await
}

fn appeals_of(query: AppealQuery, columns: &[AppealColumn]) -> ListOf {
    ListOf::Appeals { query: Box::new(query), columns: columns.to_vec(), ids: vec![] }
}

fn sheet(listed: &Listed) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(listed.bytes.clone())).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let formulas = book.worksheet_formula("诉求清单").unwrap();
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "text is never a formula");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn texts(row: &[Data]) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}

on_both_engines! {
    async fn a_list_leaves_as_it_is_shown(db: TestDb) {
        let w = World::new(&db).await;
        for (title, day) in [("=cmd|'/c calc'!A1", 18), ("井盖缺失", 20), ("道路积水", 23)] {
            let input = AppealInput { received_at: at(&format!("2026-11-{day}T02:00:00Z")), ..w.input(title) };
            appeals::register(&w.app, &w.admin, input).await.unwrap();
        }
        let query = AppealQuery { sort: AppealSort::ReceivedAsc, ..AppealQuery::default() };
        let columns = [AppealColumn::Title, AppealColumn::People, AppealColumn::Received, AppealColumn::Deadline, AppealColumn::Level];
        let listed = taken(&w, &w.admin, appeals_of(query.clone(), &columns)).await.unwrap();
        assert_eq!(listed.rows, 3);
        let rows = sheet(&listed);
        assert_eq!(rows[0][0].to_string(), "诉求清单");
        assert_eq!(rows[1][0].to_string(), "筛选：状态 登记　导出日期：2026年11月24日");
        assert_eq!(texts(&rows[2]), ["标题", "涉及人数", "受理时间", "剩余期限", "三办分级"]);
        assert_eq!(rows[3][0], Data::String("=cmd|'/c calc'!A1".into()));
        assert_eq!(rows[3][1], Data::Float(9.0));
        assert_eq!(texts(&rows[4])[2..], ["2026-11-20 10:00", "● 2026-11-27 还剩 3 个工作日", "待研判"]);
        assert_eq!(rows.len(), 6);
        let page = appeals::list(&w.app, &w.admin, AppealQuery { limit: 10, ..query }).await.unwrap();
        let shown: Vec<_> = page.rows.iter().map(|row| row.title.clone()).collect();
        assert_eq!(rows[3..].iter().map(|row| row[0].to_string()).collect::<Vec<_>>(), shown);
        let text = format!("{rows:?}");
        assert!(!text.contains("13800138000"), "no number of a person leaves unmasked");
    }

    async fn only_the_chosen_ones_and_only_what_is_in_sight(db: TestDb) {
        let w = World::new(&db).await;
        let first = appeals::register(&w.app, &w.admin, w.input("路灯不亮")).await.unwrap().row;
        appeals::register(&w.app, &w.admin, w.input("井盖缺失")).await.unwrap();
        let elsewhere = AppealInput { division_id: Some(w.town_b), ..w.input("别处的") };
        appeals::register(&w.app, &w.admin, elsewhere).await.unwrap();
        let chosen = ListOf::Appeals {
            query: Box::default(), columns: vec![AppealColumn::Title], ids: vec![first.id],
        };
        let listed = taken(&w, &w.admin, chosen).await.unwrap();
        assert_eq!((listed.rows, sheet(&listed)[3][0].to_string()), (1, "路灯不亮".to_owned()));
        let town = w.actor(Role::Town).await;
        let all = appeals_of(AppealQuery::default(), &[AppealColumn::Title]);
        let own = taken(&w, &town, all).await.unwrap();
        assert_eq!(own.rows, 2);
        assert!(!format!("{:?}", sheet(&own)).contains("别处的"));
        let nothing = AppealQuery { text: Some("没有这件".into()), ..AppealQuery::default() };
        let empty = taken(&w, &w.admin, appeals_of(nothing, &[AppealColumn::Title])).await.unwrap();
        assert_eq!(sheet(&empty)[3][0].to_string(), "没有符合条件的记录");
    }

    async fn it_is_written_down_who_took_what_and_a_stop_writes_nothing(db: TestDb) {
        let w = World::new(&db).await;
        appeals::register(&w.app, &w.admin, w.input("路灯不亮")).await.unwrap();
        let list = || appeals_of(AppealQuery::default(), &[AppealColumn::Title]);
        let before = w.trail().await;
        let stop = CancellationToken::new();
        stop.cancel();
        assert!(matches!(lists::render(&w.app, &w.admin, export(list()), &stop).await, Err(AppError::Cancelled)));
        let none = taken(&w, &w.admin, appeals_of(AppealQuery::default(), &[])).await.unwrap_err();
        assert_eq!(none, AppError::invalid("columns", FieldProblem::Required));
        assert_eq!(w.trail().await, before);
        taken(&w, &w.admin, list()).await.unwrap();
        let mut tx = w.app.db.read().await.unwrap();
        let entry = huishang_store::audit::from_seq(&mut tx, before + 1, 10).await.unwrap().remove(0);
        assert_eq!(entry.verb, "export_list");
        assert_eq!(entry.detail["rows"], 1);
        assert_eq!(entry.detail["columns"], serde_json::json!(["标题"]));
    }

    async fn consultations_and_cases_leave_in_the_same_way(db: TestDb) {
        let s = Stage::new(&db).await;
        let appeal = s.appeal_with(s.w.input("一件大事"), Some(Level::Big)).await.row.id;
        consultations::create(&s.w.app, &s.w.admin, s.consultation("一次会商", &[appeal])).await.unwrap();
        huishang_app::cases::open(&s.w.app, &s.w.admin, s.case("一件包案", &[])).await.unwrap();
        let meetings = ListOf::Consultations {
            query: Box::new(ConsultationQuery::default()), columns: ConsultationColumn::ALL.to_vec(),
        };
        let listed = taken(&s.w, &s.w.admin, meetings).await.unwrap();
        assert_eq!((listed.rows, sheet(&listed)[3][0].to_string()), (1, "一次会商".to_owned()));
        let cases = ListOf::Cases { query: Box::new(CaseQuery::default()), columns: CaseColumn::ALL.to_vec() };
        let listed = taken(&s.w, &s.w.admin, cases).await.unwrap();
        let rows = sheet(&listed);
        assert_eq!(texts(&rows[2]), CaseColumn::ALL.iter().map(|c| c.term().to_owned()).collect::<Vec<_>>());
        assert_eq!((listed.rows, rows[3][0].to_string()), (1, "一件包案".to_owned()));
    }
}

//! When and where a consultation may be held, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use huishang_app::consultations::{self, ConsultationInput, ConsultationQuery, SlotInput};
use huishang_app::{AppError, FieldProblem};
use huishang_domain::flow::consultation::{ConsultationMove as M, ConsultationState as S};
use huishang_testkit::on_both_engines;
use stage::{Stage, refused};
use support::at;

fn invalid(field: &str, problem: FieldProblem) -> AppError {
    AppError::invalid(field, problem)
}

fn query() -> ConsultationQuery {
    ConsultationQuery { limit: 50, ..ConsultationQuery::default() }
}

on_both_engines! {
    async fn a_consultation_is_held_on_a_working_day_and_in_time(db: TestDb) {
        let s = Stage::new(&db).await;
        let appeal = s.big("一件").await;
        let on = |time: &str, by: Option<&str>| ConsultationInput {
            starts_at: Some(at(time)), must_be_held_by: by.map(|d| d.parse().unwrap()), ..s.consultation("议题", &[appeal])
        };
        let create = async |input| consultations::create(&s.w.app, &s.w.admin, input).await;
        assert_eq!(refused(create(on("2026-11-28T06:30:00Z", None)).await),
            ("not_working_day".into(), "2026年11月28日（星期六）不是工作日，不能安排会商，请另选一个工作日。".into()));
        // Half past seven in the morning of the Saturday in Shanghai, still Friday in UTC.
        assert_eq!(refused(create(on("2026-11-27T23:30:00Z", None)).await).0, "not_working_day");
        assert_eq!(refused(create(on("2026-11-27T06:30:00Z", Some("2026-11-26"))).await),
            ("held_too_late".into(), "会商时间2026年11月27日超过了须召开的期限2026年11月26日，请提前会商，或先改期限。".into()));
        assert!(create(on("2026-11-26T06:30:00Z", Some("2026-11-26"))).await.is_ok(), "the last day is in time");
        huishang_app::calendar::set_day(&s.w.app, &s.w.admin, "2026-12-02".parse().unwrap(), Some(huishang_domain::calendar::DayKind::Holiday), "示例日").await.unwrap();
        let other = s.big("另一件").await;
        let input = ConsultationInput { appeal_ids: vec![other], ..on("2026-12-02T06:30:00Z", None) };
        assert!(refused(create(input).await).1.starts_with("2026年12月2日（示例日）不是工作日"));
        huishang_app::calendar::set_day(&s.w.app, &s.w.admin, "2026-12-05".parse().unwrap(), Some(huishang_domain::calendar::DayKind::Workday), "").await.unwrap();
        let input = ConsultationInput { appeal_ids: vec![other], ..on("2026-12-05T06:30:00Z", None) };
        assert!(create(input).await.is_ok(), "a Saturday that is worked");
    }

    async fn nobody_and_no_room_is_taken_twice(db: TestDb) {
        let s = Stage::new(&db).await;
        let first = s.made("第一次", |_| {}).await;
        let second = s.big("第二次").await;
        let base = ConsultationInput { room_id: Some(s.small_room), presiding_id: None, must_attend: vec![], ..s.consultation("第二次会商", &[second]) };
        let create = async |input| consultations::create(&s.w.app, &s.w.admin, input).await;
        assert_eq!(refused(create(ConsultationInput { should_attend: vec![s.liaison], ..base.clone() }).await),
            ("person_taken".into(), "市城管局 刘示例 11月25日14:30–16:00 参加《第一次》会商，请另选时间、人员或会议室。".into()));
        let (code, sentence) = refused(create(ConsultationInput { presiding_id: Some(s.leader), ..base.clone() }).await);
        assert_eq!((code.as_str(), sentence.starts_with("王示例 11月25日14:30–16:00 参加《第一次》会商")), ("person_taken", true), "{sentence}");
        let (code, sentence) = refused(create(ConsultationInput { room_id: Some(s.room), ..base.clone() }).await);
        assert_eq!((code.as_str(), sentence.as_str()), ("room_taken", "第一会议室 11月25日14:30–16:00 用于《第一次》会商，请另选时间、人员或会议室。"));
        // Overlaps by one minute at either end, lies within, and encloses.
        for (start, minutes) in [("2026-11-25T07:59:00Z", 60), ("2026-11-25T05:31:00Z", 60), ("2026-11-25T06:45:00Z", 15), ("2026-11-25T05:00:00Z", 300)] {
            let input = ConsultationInput { starts_at: Some(at(start)), minutes, room_id: Some(s.room), ..base.clone() };
            assert_eq!(refused(create(input).await).0, "room_taken", "{start}");
        }
        let whole = s.consultation("两次相接", &[second]);
        let before = ConsultationInput { starts_at: Some(at("2026-11-25T05:30:00Z")), minutes: 60, ..whole.clone() };
        assert!(create(before).await.is_ok(), "one may end when the other begins");
        let third = s.big("第三次").await;
        let after = ConsultationInput { appeal_ids: vec![third], starts_at: Some(at("2026-11-25T08:00:00Z")), ..whole.clone() };
        assert!(create(after).await.is_ok());
        let fourth = s.big("第四次").await;
        let again = ConsultationInput { appeal_ids: vec![fourth], ..whole };
        assert_eq!(refused(create(again.clone()).await).0, "person_taken");
        s.step(first, &[M::Cancel]).await;
        assert!(create(again).await.is_ok(), "a cancelled consultation occupies nobody");
    }

    async fn two_who_want_the_same_people_at_once_get_them_once(db: TestDb) {
        let s = Stage::new(&db).await;
        for day in 0..12 {
            let date = ["11-25", "11-26", "11-27", "11-30", "12-01", "12-02", "12-03", "12-04", "12-07", "12-08", "12-09", "12-10"][day];
            let starts_at = Some(at(&format!("2026-{date}T06:30:00Z")));
            let mut inputs = Vec::new();
            for side in ["甲", "乙"] {
                let appeal = s.big(side).await;
                inputs.push(ConsultationInput { starts_at, must_be_held_by: None, ..s.consultation(side, &[appeal]) });
            }
            let second = inputs.pop().unwrap();
            let first = inputs.pop().unwrap();
            let (app, admin) = (&s.w.app, &s.w.admin);
            let (a, b) = tokio::join!(consultations::create(app, admin, first), consultations::create(app, admin, second));
            let (won, lost) = if a.is_ok() { (a, b) } else { (b, a) };
            let topic = won.unwrap().row.topic;
            let (code, sentence) = refused(lost);
            assert_eq!(code, "person_taken");
            assert!(sentence.contains(&format!("参加《{topic}》会商")), "the loser is told who was first: {sentence}");
        }
        assert_eq!(consultations::list(&s.w.app, &s.w.admin, query()).await.unwrap().total, Some(12));
    }

    async fn another_time_is_checked_and_told_anew(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let other = s.made("占用", |input| input.starts_at = Some(at("2026-11-26T06:30:00Z"))).await;
        let id = s.made("没有时间", |input| input.starts_at = None).await;
        s.step(id, &[M::Submit, M::Approve]).await;
        let (code, sentence) = refused(consultations::advance(app, admin, id, 3, M::Notify, None).await);
        assert_eq!((code.as_str(), sentence.contains("还没有定会商时间")), ("incomplete", true));
        let slot = |time: &str| SlotInput { starts_at: at(time), minutes: 60, room_id: Some(s.room), place: None };
        let move_to = async |version, time, reason| consultations::reschedule(app, admin, id, version, slot(time), reason).await;
        assert_eq!(refused(move_to(3, "2026-11-28T06:30:00Z", None).await).0, "not_working_day");
        assert_eq!(refused(move_to(3, "2026-11-26T07:00:00Z", None).await).0, "person_taken");
        assert_eq!(refused(move_to(3, "2026-12-02T07:00:00Z", None).await).0, "held_too_late");
        assert_eq!(move_to(3, "2026-11-23T07:00:00Z", None).await.unwrap_err(), invalid("startsAt", FieldProblem::InThePast));
        let first = move_to(3, "2026-11-25T06:30:00Z", None).await.unwrap();
        assert_eq!((first.row.state, first.row.minutes, first.row.starts_at), (S::Scheduling, 60, Some(at("2026-11-25T06:30:00Z"))));
        assert_eq!(first.timeline.last().unwrap().reason.as_deref(), Some("首次排定时间"));
        consultations::advance(app, admin, id, 4, M::Notify, None).await.unwrap();
        assert_eq!(refused(move_to(5, "2026-11-25T07:00:00Z", None).await).0, "reason_missing");
        let moved = move_to(5, "2026-11-25T07:00:00Z", Some("牵头单位开会")).await.unwrap();
        assert_eq!((moved.row.state, moved.row.version), (S::Scheduling, 6), "it overlaps only itself, and must be told anew");
        assert!(matches!(move_to(5, "2026-11-25T07:00:00Z", Some("慢了")).await, Err(AppError::Stale { current_version: 6, .. })));
        s.step(other, &[M::Cancel]).await;
        assert!(move_to(6, "2026-11-26T06:30:00Z", Some("原会商取消")).await.is_ok());
    }
}

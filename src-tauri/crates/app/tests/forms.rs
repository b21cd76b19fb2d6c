//! What users rely on when they write a ledger, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use huishang_app::cases::{self, CaseInput};
use huishang_app::forms::{self, ExportJob};
use huishang_app::{Actor, AppError, FieldProblem, audit_trail};
use huishang_domain::access::UseCase;
use huishang_domain::flow::action::ActionState;
use huishang_domain::flow::case::CaseMove;
use huishang_domain::flow::consultation::ConsultationMove as M;
use huishang_domain::ids::{AccountId, ActionId, ConsultationId};
use huishang_domain::words::{CaseLevel, Level, Rhythm, Role};
use huishang_sheets::forms::{Cell, Part};
use huishang_store::actions::{self, ActionRecord, ProgressRecord};
use huishang_testkit::{Engine, TestDb, block_on, on_both_engines};
use stage::Stage;
use support::{at, now};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

fn job(code: &str, period: &str) -> ExportJob {
    ExportJob { code: code.into(), period: period.into(), reveal_reason: None, task: "导出".into() }
}

/// Every cell of the first sheet as text, dates as dates.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(time) => time.as_datetime().map(|t| t.date().to_string()).unwrap(),
        other => other.to_string(),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// The rows between the headers and the totals.
fn body(cells: &[Vec<String>]) -> Vec<Vec<String>> {
    let from = cells.iter().position(|row| row[0] == "1").unwrap_or(cells.len());
    cells[from..].iter().take_while(|row| !row[0].starts_with("合计")).cloned().collect()
}

fn total(cells: &[Vec<String>]) -> &str {
    &cells.iter().find(|row| row[0].starts_with("合计")).unwrap()[0]
}

/// The merged cells of the first sheet, top left and bottom right.
fn merged(path: &Path) -> Vec<((u32, u32), (u32, u32))> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.sheet_names()[0].clone();
    book.merge_cells_by_sheet_name(&sheet).unwrap().into_iter().map(|m| (m.start, m.end)).collect()
}

async fn written(s: &Stage, job: &ExportJob) -> (i64, Vec<Vec<String>>) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("台账.xlsx");
    let done = forms::export(&s.w.app, &s.w.admin, job, &out, &CancellationToken::new()).await.unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    (done.rows, cells(&out))
}

/// Three decided actions: closed in time, on its way with progress, and late.
async fn decide(s: &Stage, id: ConsultationId) {
    let record = |position, text: &str, lead_id, deadline: &str, state| ActionRecord {
        id: ActionId(Uuid::now_v7()),
        version: 1,
        number: None,
        consultation_id: Some(id),
        case_id: None,
        position,
        text: text.into(),
        lead_id,
        deadline: deadline.parse().unwrap(),
        rhythm: Rhythm::Once,
        state,
        town_id: None,
        signed_at: None,
        last_progress_on: None,
        evidence: None,
        closed_on: None,
        closed_by: None,
        created_at: at("2026-11-20T02:00:00Z"),
        created_by: None,
        updated_at: at("2026-11-20T02:00:00Z"),
        updated_by: None,
    };
    let rows = [
        ActionRecord {
            closed_on: Some("2026-11-23".parse().unwrap()),
            ..record(1, "拆除违建", s.w.urban, "2026-11-24", ActionState::Closed)
        },
        ActionRecord {
            last_progress_on: Some("2026-11-23".parse().unwrap()),
            ..record(2, "修好屋面", s.w.housing, "2026-12-20", ActionState::Handling)
        },
        record(3, "核查许可", s.environment, "2026-11-23", ActionState::Assigned),
    ];
    let mut tx = s.w.app.db.write().await.unwrap();
    actions::insert_many(&mut tx, &rows).await.unwrap();
    actions::insert_agencies(&mut tx, &[(rows[0].id, s.w.housing), (rows[0].id, s.environment)])
        .await
        .unwrap();
    let progress = |day: &str, text: &str| ProgressRecord {
        action_id: rows[1].id,
        at: at(day),
        by_name: "测试".into(),
        text: text.into(),
    };
    let entries = [progress("2026-11-21T02:00:00Z", "已进场"), progress("2026-11-23T02:00:00Z", "完成一半")];
    actions::insert_progress(&mut tx, &entries, None).await.unwrap();
    tx.commit().await.unwrap();
}

/// The same on each engine: four consultations (one next month, one cancelled), two cases.
async fn november(s: &Stage) {
    let decided = s.made("违建漏水会商", |input| input.remark = Some("=1+1".into())).await;
    s.step(decided, &[M::Submit, M::Approve]).await;
    decide(s, decided).await;
    s.made("夜间噪声会商", |input| {
        input.starts_at = Some(at("2026-11-26T01:00:00Z"));
        input.requested_by_id = None;
    })
    .await;
    s.made("下个月的", |input| {
        // The first of December in Shanghai.
        input.starts_at = Some(at("2026-11-30T16:00:00Z"));
    })
    .await;
    let cancelled = s.made("取消的", |input| input.starts_at = Some(at("2026-11-27T01:00:00Z"))).await;
    s.step(cancelled, &[M::Cancel]).await;
    s.made("没有时间的", |input| input.starts_at = None).await;

    let appeal = s.appeal("多年欠薪", Some(Level::Hard)).await;
    let open = async |input| cases::open(&s.w.app, &s.w.admin, input).await.unwrap().row.id;
    let case = open(s.case("欠薪包案", &[appeal])).await;
    for (mv, version) in [CaseMove::Submit, CaseMove::Approve].into_iter().zip(1..) {
        cases::advance(&s.w.app, &s.w.admin, case, version, mv, None).await.unwrap();
    }
    let day = |text: &str| text.parse().unwrap();
    open(CaseInput {
        level: CaseLevel::Town,
        leader_id: s.head,
        contact_id: None,
        plan: None,
        start_on: day("2026-10-08"),
        due_on: Some(day("2026-12-31")),
        ..s.case("排水包案", &[])
    })
    .await;
    open(CaseInput {
        start_on: day("2026-12-01"),
        due_on: Some(day("2026-12-31")),
        ..s.case("下个月的包案", &[])
    })
    .await;
}

on_both_engines! {
    async fn the_ledger_of_consultations_has_a_row_for_each_action(db: TestDb) {
        let s = Stage::new(&db).await;
        november(&s).await;
        let (rows, cells) = written(&s, &job("consultation-ledger", "2026-11")).await;
        assert_eq!(rows, 4);
        assert_eq!(cells[0][0], "示例市2026年11月会商事项台账");
        assert!(cells[1].iter().any(|c| c.contains("填报单位：示例市委社会工作部")), "{:?}", cells[1]);
        let header = ["序号", "会商编号", "日期", "提请单位", "议题", "牵头", "协办", "议定事项", "时限", "进展", "灯色", "销号日期", "备注"];
        assert!(cells.iter().any(|row| row[..13] == header), "{cells:?}");
        let body = body(&cells);
        let number = "天社会商〔2026〕1号";
        assert_eq!(body[0][..13], ["1", number, "2026-11-25", "甲示例镇", "违建漏水会商", "市城管局", "市住建局、市生态环境局",
            "拆除违建", "2026-11-24", "销号", "绿", "2026-11-23", "=1+1"], "what people write is never a formula");
        assert_eq!(body[1][..5], [""; 5], "what the actions of a consultation share stands once");
        assert_eq!(body[1][5..12], ["市住建局", "", "修好屋面", "2026-12-20", "完成一半", "绿", ""]);
        assert_eq!(body[2][5..12], ["市生态环境局", "", "核查许可", "2026-11-23", "交办", "红", ""]);
        assert_eq!(body[3][..13], ["2", "", "2026-11-26", "", "夜间噪声会商", "市住建局", "市城管局、市生态环境局", "", "", "", "", "", ""],
            "no action yet, so blanks");
        assert_eq!(body.len(), 4);
        assert_eq!(total(&cells), "合计　会商 2 次，议定事项 3 件");
        let signed = cells.last().unwrap().concat();
        assert!(["制表人：", "审核人：", "分管领导："].iter().all(|who| signed.contains(who)), "{signed}");
        let (rows, _) = written(&s, &job("consultation-ledger", "2026-12")).await;
        assert_eq!(rows, 1, "the month is Shanghai's");
        let (rows, cells) = written(&s, &job("consultation-ledger", "2026-09")).await;
        assert_eq!(rows, 0, "an empty month still is a form");
        assert!(cells.iter().any(|row| row[..13] == header));
        assert!(cells.iter().any(|row| row[0] == "本期没有记录"), "{cells:?}");
        assert_eq!(total(&cells), "合计　会商 0 次，议定事项 0 件");
    }

    async fn the_workbook_is_the_grid_of_the_screen(db: TestDb) {
        let s = Stage::new(&db).await;
        november(&s).await;
        let folder = tempfile::tempdir().unwrap();
        for (code, columns) in [("consultation-ledger", 13), ("case-ledger", 15)] {
            let shown = forms::preview(&s.w.app, &s.w.admin, code, "2026-11").await.unwrap();
            assert_eq!(shown.left_out, 0);
            let out = folder.path().join(code);
            let done = forms::export(&s.w.app, &s.w.admin, &job(code, "2026-11"), &out, &CancellationToken::new()).await.unwrap();
            assert_eq!(shown.rows, done.rows);
            let (cells, merges) = (cells(&out), merged(&out));
            assert_eq!(cells.len(), shown.grid.rows.len());
            let mut spans = 0;
            for (row, line) in (0..).zip(&shown.grid.rows) {
                for cell in &line.cells {
                    let text = match &cell.value {
                        Cell::Empty => String::new(),
                        Cell::Text(text) => text.clone(),
                        Cell::Number(n) => n.to_string(),
                        Cell::Date(day) => day.to_string(),
                    };
                    assert_eq!(cells[row as usize][usize::from(cell.column)], text);
                    if cell.rows > 1 || cell.columns > 1 {
                        spans += 1;
                        let end = (row + cell.rows - 1, u32::from(cell.column + cell.columns - 1));
                        assert!(merges.contains(&((row, cell.column.into()), end)), "{cell:?} of {merges:?}");
                    }
                }
            }
            assert_eq!((shown.grid.widths.len(), merges.len()), (columns, spans));
        }
        let lights = forms::preview(&s.w.app, &s.w.admin, "consultation-ledger", "2026-11").await.unwrap().grid.rows;
        let lights: Vec<_> = lights.iter().flat_map(|row| &row.cells).map(|cell| cell.style.part).filter(|p| matches!(p, Part::Green | Part::Yellow | Part::Red)).collect();
        assert_eq!(lights, [Part::Green, Part::Green, Part::Red]);
        let wrong = forms::preview(&s.w.app, &s.w.admin, "case-ledger", "2026-13").await.unwrap_err();
        assert_eq!(wrong, AppError::invalid("period", FieldProblem::WrongFormat));
    }

    async fn two_exports_at_once_do_not_spoil_one_another(db: TestDb) {
        let s = Stage::new(&db).await;
        november(&s).await;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("台账.xlsx");
        let (job, go) = (job("consultation-ledger", "2026-11"), CancellationToken::new());
        let export = || forms::export(&s.w.app, &s.w.admin, &job, &out, &go);
        let (first, second) = tokio::join!(export(), export());
        assert_eq!(first.unwrap(), second.unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no part is left");
        assert_eq!(body(&cells(&out)).len(), 4);
    }

    async fn the_ledger_of_cases_has_those_under_way_in_the_month(db: TestDb) {
        let s = Stage::new(&db).await;
        november(&s).await;
        let (rows, cells) = written(&s, &job("case-ledger", "2026-11")).await;
        assert_eq!(rows, 2);
        assert_eq!(cells[0][0], "示例市2026年11月领导包案管理台账");
        assert_eq!(total(&cells), "合计　2 件");
        let header: Vec<_> = cells.iter().map(|row| row.join("|")).collect();
        for title in ["事项名称|类型|级别", "包案领导", "姓名|职务", "责任单位|联系人|电话|主要问题|化解方案", "起始|完成", "进展|状态"] {
            assert!(header.iter().any(|row| row.contains(title)), "{title}: {header:?}");
        }
        let body = body(&cells);
        assert_eq!(body[0][..15], ["1", "排水包案", "城乡建设-违法建设", "镇级", "赵示例", "局长", "市住建局", "", "",
            "排水包案，要求解决。", "", "2026-10-08", "2026-12-31", "", "拟包案"]);
        assert_eq!(body[1][..15], ["2", "欠薪包案", "城乡建设-违法建设", "市级", "王示例", "副市长", "市住建局", "赵示例", "139****9000",
            "欠薪包案，要求解决。", "先核实，再限期整改。", "2026-11-24", "2027-02-24", "", "待领导认领"]);
        assert_eq!(written(&s, &job("case-ledger", "2026-10")).await.0, 1);
        assert_eq!(written(&s, &job("case-ledger", "2026-12")).await.0, 3);
    }

    async fn a_later_handover_changes_no_old_ledger(db: TestDb) {
        let s = Stage::new(&db).await;
        let input = CaseInput { start_on: "2026-10-08".parse().unwrap(), due_on: None, ..s.case("老包案", &[]) };
        let id = cases::open(&s.w.app, &s.w.admin, input).await.unwrap().row.id;
        let (by, mut tx) = (s.w.admin.account_id, s.w.app.db.write().await.unwrap());
        huishang_store::cases::end_leadership(&mut tx, id, "2026-11-20".parse().unwrap(), by, now()).await.unwrap();
        let next = huishang_store::cases::LeaderRecord { case_id: id, person_id: s.other_leader, post: "市委常委".into(),
            from_on: "2026-11-20".parse().unwrap(), to_on: None };
        huishang_store::cases::add_leader(&mut tx, &next, by, now()).await.unwrap();
        tx.commit().await.unwrap();
        let leader = async |month| body(&written(&s, &job("case-ledger", month)).await.1)[0][4].clone();
        assert_eq!((leader("2026-10").await.as_str(), leader("2026-11").await.as_str()), ("王示例", "钱示例"));
    }

    async fn whole_numbers_want_a_right_and_a_reason_and_leave_an_entry(db: TestDb) {
        let s = Stage::new(&db).await;
        november(&s).await;
        let whole = |reason: &str| ExportJob { reveal_reason: Some(reason.into()), ..job("case-ledger", "2026-11") };
        let before = s.w.trail().await;
        for (reason, problem) in [("看看", FieldProblem::TooShort), ("", FieldProblem::TooShort), (&*"长".repeat(501), FieldProblem::TooLong)] {
            let refused = forms::render(&s.w.app, &s.w.admin, &whole(reason), &CancellationToken::new()).await;
            assert_eq!(refused.unwrap_err(), AppError::invalid("revealReason", problem));
        }
        assert_eq!(s.w.trail().await, before);
        let (_, cells) = written(&s, &whole("报市信访局核对")).await;
        assert_eq!(body(&cells)[1][8], "13900139000");
        written(&s, &job("case-ledger", "2026-11")).await;
        let trail = audit_trail::list(&s.w.app, &s.w.admin, None, None, 2).await.unwrap();
        let details: Vec<serde_json::Value> = trail.rows.iter().map(|r| serde_json::from_str(&r.detail).unwrap()).collect();
        assert_eq!(details[1], serde_json::json!({ "form": "case-ledger", "title": "领导包案管理台账", "period": "2026-11", "rows": 2,
            "masked": false, "reason": "报市信访局核对" }));
        assert_eq!((&details[0]["masked"], &details[0]["reason"]), (&serde_json::json!(true), &serde_json::Value::Null));
        assert_eq!(audit_trail::verify(&s.w.app, &s.w.admin).await.unwrap().broken_at, None);
    }

    async fn a_wrong_order_writes_nothing(db: TestDb) {
        let s = Stage::new(&db).await;
        november(&s).await;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("台账.xlsx");
        let before = s.w.trail().await;
        let go = CancellationToken::new();
        let export = async |actor: &Actor, job: ExportJob, stop: &CancellationToken| forms::export(&s.w.app, actor, &job, &out, stop).await.unwrap_err();
        let good = job("case-ledger", "2026-11");
        assert_eq!(export(&s.w.admin, job("no-such-form", "2026-11"), &go).await, AppError::invalid("code", FieldProblem::UnknownReference));
        for period in ["2026-13", "2026", "2026-11-01", "../x"] {
            assert_eq!(export(&s.w.admin, job("case-ledger", period), &go).await, AppError::invalid("period", FieldProblem::WrongFormat));
        }
        let nobody = Actor { account_id: AccountId(Uuid::now_v7()), ..s.w.admin.clone() };
        assert!(matches!(export(&nobody, good.clone(), &go).await, AppError::Internal { .. }), "no entry, no file");
        for phase in ["read", "write"] {
            let stop = CancellationToken::new();
            *s.w.heard.stop_at.lock().unwrap() = Some((phase, stop.clone()));
            assert_eq!(export(&s.w.admin, good.clone(), &stop).await, AppError::Cancelled);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert_eq!(s.w.trail().await, before);
        let nowhere = folder.path().join("没有").join("台账.xlsx");
        let failed = forms::export(&s.w.app, &s.w.admin, &good, &nowhere, &go).await.unwrap_err();
        assert_eq!(failed, AppError::CannotOpen { path: nowhere.to_string_lossy().into_owned() });
        assert_eq!(s.w.trail().await, before, "no file, no entry");
    }

    async fn each_role_may_what_the_table_says(db: TestDb) {
        let s = Stage::new(&db).await;
        for role in Role::ALL {
            let actor = s.w.actor(*role).await;
            let may = |use_case| huishang_domain::access::open_to(*role).contains(&use_case);
            let forbidden = |e: Option<AppError>| matches!(e, Some(AppError::Forbidden { .. }));
            let shown = forms::preview(&s.w.app, &actor, "case-ledger", "2026-11").await.err();
            assert_eq!(forbidden(shown), !may(UseCase::ExportForms), "{role} looks at one");
            assert_eq!(forbidden(forms::list(&s.w.app, &actor).await.err()), !may(UseCase::ExportForms), "{role} lists");
            let go = CancellationToken::new();
            let written = forms::render(&s.w.app, &actor, &job("case-ledger", "2026-11"), &go).await;
            assert_eq!(forbidden(written.err()), !may(UseCase::ExportForms), "{role} exports");
            let whole = ExportJob { reveal_reason: Some("核对电话".into()), ..job("case-ledger", "2026-11") };
            let revealed = forms::render(&s.w.app, &actor, &whole, &go).await;
            assert_eq!(forbidden(revealed.err()), !(may(UseCase::ExportForms) && may(UseCase::RevealPersonal)), "{role} reveals");
        }
    }
}

#[test]
fn both_engines_give_the_same_ledgers_cell_for_cell() {
    block_on(async {
        let mut ledgers = Vec::new();
        for engine in Engine::ALL {
            // Held to the end: its folder goes with it.
            let db = TestDb::new(engine);
            let s = Stage::new(&db).await;
            november(&s).await;
            let consultations = written(&s, &job("consultation-ledger", "2026-11")).await;
            let cases = written(&s, &job("case-ledger", "2026-11")).await;
            // On a shared database the account bears the login's name.
            let unnamed = |(rows, mut cells): (i64, Vec<Vec<String>>)| {
                for cell in cells.iter_mut().flatten() {
                    *cell = cell.replace(&s.w.admin.name, "某人");
                }
                (rows, cells)
            };
            ledgers.push((unnamed(consultations), unnamed(cases)));
        }
        assert!(ledgers[0].0.0 > 0 && ledgers[0].1.0 > 0);
        assert_eq!(ledgers[0], ledgers[1]);
    });
}

#[test]
fn the_forms_have_their_codes() {
    let codes: Vec<_> = forms::all().into_iter().map(|f| f.code).collect();
    assert_eq!(codes, ["consultation-ledger", "case-ledger"]);
    let layouts = huishang_sheets::forms::layouts().iter().map(|layout| layout.code.as_str());
    assert_eq!(codes, layouts.collect::<Vec<_>>(), "each layout has its content, and the other way round");
}

//! The main job as the window does it, over HTTP: a hotline's export comes in, a consultation is held on it, and the
//! ledger stands on the disk.
#![allow(clippy::unwrap_used, reason = "a panic is a clear failure of a test")]

mod harness;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use calamine::{Data, Reader, Xlsx, open_workbook};
use harness::Bridge;
use huishang_app::App;
use huishang_app::clock::FixedClock;
use huishang_domain::ids::{AgencyId, DivisionId};
use huishang_domain::words::{AgencyKind, DivisionKind};
use huishang_store::Db;
use huishang_store::directory::{self, AgencyRecord, DivisionRecord};
use huishang_testkit::block_on;
use serde_json::{Value, json};
use uuid::Uuid;

const AGENCY: &str = "示例市住房和城乡建设局";

/// A county with one agency.
fn county(url: &str) {
    block_on(async {
        let now = "2026-11-24T01:00:00Z".parse().unwrap();
        App::migrate(url, Arc::new(FixedClock(now))).await.unwrap();
        let db = Db::open(url).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let division = DivisionRecord {
            id: DivisionId(Uuid::now_v7()),
            code: "341181".into(),
            name: "示例市".into(),
            parent_id: None,
            kind: DivisionKind::County,
        };
        directory::add_division(&mut tx, &division, now).await.unwrap();
        let agency = AgencyRecord {
            id: AgencyId(Uuid::now_v7()),
            name: AGENCY.into(),
            short_name: "市住建局".into(),
            kind: AgencyKind::Department,
            division_id: None,
            contact: None,
            phone: None,
        };
        directory::add_agency(&mut tx, &agency, now).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    });
}

/// Sends a file in two pieces, as the window does; gives its token.
fn stage(bridge: &Bridge, name: &str, bytes: &[u8]) -> Value {
    let (first, second) = bytes.split_at(bytes.len() / 2);
    let send = |token: Value, offset: usize, piece: &[u8]| {
        let piece = json!({
            "token": token, "name": name, "offset": offset, "size": bytes.len(), "base64": STANDARD.encode(piece),
        });
        bridge.invoke("file_stage", &piece).unwrap()
    };
    let token = send(Value::Null, 0, first)["token"].clone();
    let whole = send(token.clone(), first.len(), second);
    assert_eq!(whole["received"], bytes.len());
    token
}

/// Every cell of a workbook's first sheet.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).map(|found| found.collect::<Vec<_>>()).unwrap_or_default();
    entries.into_iter().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_hotlines_export_comes_in_and_the_ledger_goes_out() {
    let bridge = Bridge::start_on(county);
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples/hotline-12345.xlsx");
    let token = stage(&bridge, "热线.xlsx", &std::fs::read(sample).unwrap());
    let mut job = json!({ "token": token, "source": "hotline", "mapping": null, "places": [] });
    let preview = bridge.invoke("import_preview", &job).unwrap();
    assert_eq!((&preview["rows"], &preview["missing"]), (&json!(3000), &json!([])));
    job["task"] = json!("导入-1");
    job["dryRun"] = json!(true);
    assert_eq!(bridge.invoke("import_run", &job).unwrap()["imported"], 3000);
    assert_eq!(bridge.invoke("session", &json!({})).unwrap()["appeals"], 0, "a dry run keeps nothing");
    job["dryRun"] = json!(false);
    let report = bridge.invoke("import_run", &job).unwrap();
    assert_eq!((&report["imported"], &report["rejected"]), (&json!(3000), &json!(0)));
    assert_eq!(bridge.invoke("session", &json!({})).unwrap()["appeals"], 3000);

    let appeal = judged_big(&bridge);
    let agencies = bridge.invoke("agencies", &json!({})).unwrap();
    let lead = &agencies.as_array().unwrap().iter().find(|agency| agency["name"] == AGENCY).unwrap()["id"];
    let input = json!({
        "topic": "屋面漏水现场会商", "kind": "onsite", "appealIds": [appeal], "caseIds": [], "requestedById": null,
        "convenerIds": [], "leadId": lead, "cooperatingIds": [], "territoryId": null, "presidingId": null,
        "roomId": null, "place": "示例小区", "startsAt": "2026-11-25T01:00:00Z", "minutes": 60,
        "mustBeHeldBy": null, "mustAttend": [], "shouldAttend": [], "remark": null,
    });
    bridge.invoke("consultation_create", &json!({ "input": input })).unwrap();

    let form = json!({ "code": "consultation-ledger", "period": "2026-11" });
    let preview = bridge.invoke("form_preview", &form).unwrap();
    assert_eq!(preview["grid"]["title"], "示例市2026年11月会商事项台账");
    let mut order = form.clone();
    order["revealReason"] = Value::Null;
    // Two at the same moment: each has its own file.
    let files = std::thread::scope(|scope| {
        let export = || bridge.invoke("form_export", &order).unwrap();
        let (first, second) = (scope.spawn(export), scope.spawn(export));
        [first.join().unwrap(), second.join().unwrap()]
    });
    assert_ne!(files[0]["path"], files[1]["path"]);
    let exports = bridge.home.path().join("导出");
    assert_eq!(names(&exports).len(), 2, "no part is left: {:?}", names(&exports));
    for file in &files {
        assert_eq!(file["rows"], 1);
        let path = PathBuf::from(file["path"].as_str().unwrap());
        assert_eq!(path.parent().unwrap(), exports);
        let cells = cells(&path);
        assert_eq!(cells[0][0], "示例市2026年11月会商事项台账");
        assert_eq!(cells[3][4..6], ["屋面漏水现场会商", "市住建局"]);
        assert_eq!(cells[4][0], "合计　会商 1 次，议定事项 0 件");
        assert_eq!(bridge.invoke("exported_open", &json!({ "path": path })).unwrap(), Value::Null);
    }
    let verdict = bridge.invoke("audit_verify", &json!({})).unwrap();
    assert_eq!(verdict["brokenAt"], Value::Null);
}

/// The first of the appeals that came in, judged to need a consultation.
fn judged_big(bridge: &Bridge) -> Value {
    let query = json!({
        "text": null, "states": [], "levels": [], "unjudged": true, "live": false, "channels": [], "divisionId": null, "agencyId": null,
        "category": null, "light": null, "dueOn": null, "receivedFrom": null, "receivedTo": null, "sort": "received_desc", "after": null,
        "limit": 1,
    });
    let page = bridge.invoke("appeal_list", &json!({ "query": query })).unwrap();
    assert!(page["total"].as_i64().unwrap() > 0, "some are open");
    let row = &page["rows"][0];
    let judged = json!({ "id": row["id"], "version": row["version"], "level": "big", "reason": null });
    bridge.invoke("appeal_judge", &judged).unwrap()["row"]["id"].clone()
}

#[test]
fn rows_that_cannot_be_read_come_back_as_a_file_or_not_at_all() {
    let bridge = Bridge::start();
    let exports = bridge.home.path().join("导出");
    let text = "工单编号,受理时间,诉求标题\n甲1,2026-11-02,路灯不亮\n甲2,不是日期,井盖松动\n";
    let token = stage(&bridge, "两行.csv", text.as_bytes());
    let order = |token: &Value| json!({ "token": token, "source": "hotline", "mapping": null, "places": [] });
    let file = bridge.invoke("import_save_rejected", &order(&token)).unwrap();
    assert_eq!(file["rows"], 1);
    assert!(file["name"].as_str().unwrap().starts_with("未导入的行_2026-11-24_"), "{file}");
    let cells = cells(Path::new(file["path"].as_str().unwrap()));
    assert_eq!(cells[1][..3], ["甲2", "不是日期", "井盖松动"]);
    assert_eq!(names(&exports).len(), 1);

    let token = stage(&bridge, "坏.xlsx", b"PK\x03\x04 and then nothing");
    let refused = bridge.invoke("import_save_rejected", &order(&token)).unwrap_err();
    assert_eq!(refused["code"], "file_unreadable");
    assert_eq!(names(&exports).len(), 1, "no empty workbook");
}

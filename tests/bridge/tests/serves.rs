//! The bridge answers a browser as the real window's program would: commands, errors, events, and the page's policy.
#![allow(clippy::unwrap_used, reason = "a panic is a clear failure of a test")]

mod harness;

use std::path::Path;

use harness::{Bridge, next_event};
use serde_json::json;

#[test]
fn a_write_over_http_is_announced_to_every_page() {
    let bridge = Bridge::start();
    let mut events = bridge.events();
    let year = bridge
        .invoke("calendar_set_day", &json!({ "date": "2026-11-25", "kind": "holiday", "name": "测试放假" }))
        .unwrap();
    assert!(year["days"].as_array().unwrap().iter().any(|day| day["name"] == "测试放假"));
    let event = next_event(&mut events);
    assert_eq!(event["event"], "changed");
    assert_eq!(event["payload"]["entity"], "calendar");
    let trail = bridge.invoke("audit_list", &json!({ "text": null, "after": null, "limit": 5 })).unwrap();
    assert_eq!(trail["rows"][0]["verb"], "set_day");
    assert!(trail["rows"][0]["at"].as_str().unwrap().starts_with("2026-11-24T01:3"), "the given time");
}

#[test]
fn the_session_counts_what_was_registered() {
    let bridge = Bridge::start();
    let before = bridge.invoke("session", &json!({})).unwrap();
    assert_eq!((&before["engine"], &before["databaseName"]), (&json!("sqlite"), &json!("桥")));
    assert_eq!((&before["today"], &before["appeals"]), (&json!("2026-11-24"), &json!(0)));
    assert!(before["exportFolder"].as_str().unwrap().ends_with("导出"));
    let category = &bridge.invoke("categories", &json!({})).unwrap()[0]["code"];
    let mut events = bridge.events();
    let input = json!({
        "channel": "house_visit", "askKind": "opinion", "title": "路灯不亮", "text": "村口路灯不亮，请修理。",
        "category": category, "divisionId": null, "place": "村口", "peopleConcerned": 3,
        "receivedAt": "2026-11-24T01:00:00Z", "handlerId": null, "sourceNumber": null,
        "partyName": null, "partyPhone": null, "partyIdNumber": null, "partyAddress": null,
    });
    let appeal = bridge.invoke("appeal_register", &json!({ "input": input })).unwrap();
    let event = next_event(&mut events);
    assert_eq!((&event["event"], &event["payload"]["entity"]), (&json!("changed"), &json!("appeal")));
    assert_eq!(event["payload"]["id"], appeal["row"]["id"]);
    assert_eq!(bridge.invoke("session", &json!({})).unwrap()["appeals"], 1);
    let bench = bridge.invoke("workbench", &json!({})).unwrap();
    assert_eq!((&bench["unjudged"], &bench["newSinceYesterday"]), (&json!(1), &json!(1)));
    assert_eq!(bench["months"][11], json!({ "month": "2026-11", "received": 1, "done": 0 }));
    assert_eq!(bench["dueAppeals"][0]["id"], appeal["row"]["id"]);
}

#[test]
fn a_refusal_arrives_as_its_code() {
    let bridge = Bridge::start();
    let error = bridge.invoke("calendar_set_day", &json!({ "date": "1999-01-01", "kind": null, "name": "" }));
    assert_eq!(error.unwrap_err(), json!({ "code": "calendar_year_missing", "params": { "year": 1999 } }));
    let error = bridge.invoke("exported_open", &json!({ "path": "/etc/hostname" })).unwrap_err();
    assert_eq!(error["code"], "invalid", "only what was exported can be opened");
    assert!(bridge.invoke("no_such_command", &json!({})).is_err());
}

#[test]
fn the_page_runs_under_the_shipped_policy() {
    let bridge = Bridge::start();
    let (head, page) = bridge.get("/appeals");
    assert!(head.contains("content-security-policy: default-src 'self'; script-src 'self';"), "{head}");
    assert!(head.contains("connect-src 'self'") && !head.contains("unsafe-eval"), "{head}");
    assert_eq!(page, "<!doctype html><head><script src=\"/__bridge.js\"></script><title>甲</title></head>");
    assert!(bridge.get("/a.js").0.contains("text/javascript"));
    assert!(bridge.get("/missing.js").0.starts_with("http/1.1 404"));
    assert!(bridge.get("/../ui/a.js").0.starts_with("http/1.1 404"));
    // The answer waits for the database to be opened; the page itself doesn't.
    bridge.invoke("session", &json!({})).unwrap();
    assert!(Path::new(&bridge.home.path().join("桥.db")).is_file());
}

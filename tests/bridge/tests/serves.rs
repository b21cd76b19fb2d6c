//! The bridge answers a browser as the real window's program would: commands, errors, events, and the page's policy.
#![allow(clippy::unwrap_used, reason = "a panic is a clear failure of a test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// The longest that anything here may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A bridge on a database of its own; it ends with this.
struct Bridge {
    child: Child,
    address: String,
    home: tempfile::TempDir,
}

impl Bridge {
    fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let ui = home.path().join("ui");
        std::fs::create_dir(&ui).unwrap();
        std::fs::write(ui.join("index.html"), "<!doctype html><head><title>甲</title></head>").unwrap();
        std::fs::write(ui.join("a.js"), "1").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_huishang-bridge"))
            .arg("--db")
            .arg(format!("sqlite://{}", home.path().join("桥.db").display()))
            .arg("--ui")
            .arg(&ui)
            .arg("--export-dir")
            .arg(home.path().join("导出"))
            .args(["--today", "2026-11-24T09:30"])
            .env("HOME", home.path())
            .envs(["DATA", "CACHE", "CONFIG"].map(|kind| (format!("XDG_{kind}_HOME"), home.path())))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening http://").unwrap().to_owned();
        Self { child, address, home }
    }

    /// Sends a request and gives the stream that the answer comes from.
    fn send(&self, method: &str, path: &str, body: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        BufReader::new(stream)
    }

    /// Head and body of an answer.
    fn get(&self, path: &str) -> (String, String) {
        let mut text = String::new();
        self.send("GET", path, "").read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    /// What a command answers: its value, or its error.
    fn invoke(&self, cmd: &str, args: &Value) -> Result<Value, Value> {
        let mut text = String::new();
        self.send("POST", &format!("/ipc/{cmd}"), &args.to_string()).read_to_string(&mut text).unwrap();
        let mut answer: Value = serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap();
        match answer.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(answer["ok"].take()),
        }
    }

    /// Opens the stream of events; it is connected when this returns.
    fn events(&self) -> BufReader<TcpStream> {
        let mut stream = self.send("GET", "/events", "");
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            stream.read_line(&mut line).unwrap();
        }
        stream
    }
}

impl Drop for Bridge {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next event of the stream.
fn next_event(stream: &mut BufReader<TcpStream>) -> Value {
    let mut line = String::new();
    loop {
        line.clear();
        assert_ne!(stream.read_line(&mut line).unwrap(), 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).unwrap();
        }
    }
}

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

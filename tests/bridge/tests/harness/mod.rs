//! A running bridge, and how a browser would talk to it.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a panic is a clear failure of a test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// The longest that anything here may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A bridge on a database of its own; it ends with this.
pub struct Bridge {
    child: Child,
    address: String,
    pub home: tempfile::TempDir,
}

impl Bridge {
    pub fn start() -> Self {
        Self::start_on(|_| {})
    }

    /// Starts on a database that `made` fills first, given its address.
    pub fn start_on(made: impl FnOnce(&str)) -> Self {
        let home = tempfile::tempdir().unwrap();
        let db = format!("sqlite://{}", home.path().join("桥.db").display());
        made(&db);
        let ui = home.path().join("ui");
        std::fs::create_dir(&ui).unwrap();
        std::fs::write(ui.join("index.html"), "<!doctype html><head><title>甲</title></head>").unwrap();
        std::fs::write(ui.join("a.js"), "1").unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_huishang-bridge"))
            .arg("--db")
            .arg(db)
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
    pub fn get(&self, path: &str) -> (String, String) {
        let mut text = String::new();
        self.send("GET", path, "").read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    /// What a command answers: its value, or its error.
    pub fn invoke(&self, cmd: &str, args: &Value) -> Result<Value, Value> {
        let mut text = String::new();
        self.send("POST", &format!("/ipc/{cmd}"), &args.to_string()).read_to_string(&mut text).unwrap();
        let mut answer: Value = serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap();
        match answer.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(answer["ok"].take()),
        }
    }

    /// Opens the stream of events; it is connected when this returns.
    pub fn events(&self) -> BufReader<TcpStream> {
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
pub fn next_event(stream: &mut BufReader<TcpStream>) -> Value {
    let mut line = String::new();
    loop {
        line.clear();
        assert_ne!(stream.read_line(&mut line).unwrap(), 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).unwrap();
        }
    }
}

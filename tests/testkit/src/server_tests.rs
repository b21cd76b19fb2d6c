//! The server is real, and gone when its process is.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

use super::PgServer;

const CHILD: &str = "HUISHANG_TESTKIT_CHILD";

#[test]
fn it_is_postgresql_and_databases_are_separate() {
    let server = PgServer::shared().unwrap();
    assert!(server.sql("SELECT version()").unwrap().starts_with("PostgreSQL 1"));
    assert_eq!(server.sql("SHOW listen_addresses").unwrap(), "", "reached through the socket only");
    let (one, other) = (server.create_database().unwrap(), server.create_database().unwrap());
    assert_ne!(one, other);
    assert!(one.contains("?host=%2F"), "{one}");
    let name = one.split(['/', '?']).nth(3).unwrap();
    let found = server.sql(&format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'")).unwrap();
    assert_eq!(found, "1");
}

#[test]
fn a_refusal_is_told() {
    let server = PgServer::shared().unwrap();
    assert!(server.sql("SELECT * FROM nothing_here").unwrap_err().contains("nothing_here"));
}

#[test]
fn stopping_leaves_nothing() {
    let server = PgServer::start(Stdio::null()).unwrap();
    let dir = server.dir().to_owned();
    assert!(dir.join("data/PG_VERSION").exists());
    server.stop();
    assert!(!dir.exists());
}

/// Not a test of its own: what the killed process of the next test does.
#[test]
fn child_that_is_killed() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let server = PgServer::start(Stdio::inherit()).unwrap();
    println!("\nserver in {}", server.dir().display());
    // Waits until it is killed.
    std::io::stdin().read_to_string(&mut String::new()).unwrap();
}

#[test]
fn killing_the_process_removes_its_server() {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "server::tests::child_that_is_killed", "--nocapture"])
        .env(CHILD, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.map_while(Result::ok).find(|line| line.starts_with("server in ")).unwrap();
    let dir = Path::new(line.trim_start_matches("server in ").trim());
    assert!(dir.join("data/postmaster.pid").exists());

    child.kill().unwrap();
    child.wait().unwrap();
    // The keeper inherited the child's standard error: its end is the keeper's end.
    child.stderr.take().unwrap().read_to_end(&mut Vec::new()).unwrap();
    assert!(!dir.exists());
}

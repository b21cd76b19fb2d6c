//! Nobody writes the deadline of an appeal but the one function that reckons it: the sources say so themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};

/// Every statement of the sources that writes these tables, as one line of SQL, and where it stands.
fn statements(starts: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let mut files = Vec::new();
    for folder in ["src-tauri/src", "src-tauri/crates"] {
        sources(&root.join(folder), &mut files);
    }
    assert!(files.len() > 100, "the sources are found");
    let mut found = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let place = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for start in starts {
            for (at, _) in text.match_indices(*start) {
                let rest = &text[at..];
                found.push((place.clone(), rest[..rest.find('"').unwrap_or(rest.len())].to_owned()));
            }
        }
    }
    found
}

/// What is shipped, without what only tests run.
fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            sources(&path, files);
        } else if name.ends_with(".rs") && name != "tests.rs" && !name.ends_with("_tests.rs") {
            files.push(path);
        }
    }
}

/// The columns that an `UPDATE` sets.
fn set(statement: &str) -> Vec<&str> {
    let columns = statement.split(" WHERE ").next().unwrap().split(" SET ").nth(1).unwrap_or_default();
    columns.split(',').filter_map(|part| part.split('=').next()).map(str::trim).collect()
}

#[test]
fn only_one_statement_changes_a_deadline_and_only_one_inserts_it() {
    let found = statements(&["UPDATE appeals", "INSERT INTO appeals (", "INTO appeals("]);
    let (updates, inserts): (Vec<_>, Vec<_>) =
        found.iter().partition(|(_, statement)| statement.starts_with("UPDATE"));
    assert!(updates.len() >= 5, "{updates:?}");
    let changing: Vec<&str> = updates
        .iter()
        .filter(|(_, statement)| {
            set(statement).iter().any(|column| ["deadline", "warn_at", "due_at"].contains(column))
        })
        .map(|(place, _)| place.as_str())
        .collect();
    assert_eq!(changing, ["src-tauri/crates/store/src/appeals/due.rs"]);
    let inserting: Vec<&str> = inserts.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(inserting, ["src-tauri/crates/store/src/appeals/bulk.rs"], "which asks the same function");
}

#[test]
fn one_place_changes_the_last_day_of_cases_and_actions() {
    for (start, column) in [("UPDATE cases", "due_on"), ("UPDATE actions", "deadline")] {
        let found = statements(&[start]);
        let changing = found.iter().filter(|(_, statement)| set(statement).contains(&column));
        let places: Vec<&str> = changing.map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["src-tauri/crates/store/src/dues.rs"], "{start}");
    }
}

#[test]
fn the_columns_of_an_update_are_read_rightly() {
    assert_eq!(set("UPDATE appeals SET a = $1, warn_at = $2 WHERE deadline = $3"), ["a", "warn_at"]);
}

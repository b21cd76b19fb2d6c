//! The floors of the house: an import goes down only, and nothing below the shell knows Tauri.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// The floor on which each crate of the program stands.
const FLOORS: [(&str, u8); 6] = [
    ("huishang-domain", 0),
    ("huishang-sheets", 1),
    ("huishang-store", 2),
    ("huishang-app", 3),
    ("huishang-cli", 4),
    ("huishang-desktop", 4),
];

/// Crates that only tests may use.
const TEST_ONLY: [&str; 4] = ["huishang-testkit", "huishang-bridge", "huishang-tests", "huishang-bench"];

fn packages() -> BTreeMap<String, Package> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml"))
        .no_deps()
        .exec()
        .unwrap();
    metadata.packages.into_iter().map(|package| (package.name.to_string(), package)).collect()
}

/// Names of what a package needs to be built, its tests apart.
fn needs(package: &Package) -> Vec<&str> {
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development)
        .map(|dependency| dependency.name.as_str())
        .collect()
}

#[test]
fn every_import_goes_down() {
    let floors = BTreeMap::from(FLOORS);
    let packages = packages();
    for (name, floor) in FLOORS {
        for needed in needs(&packages[name]) {
            if let Some(below) = floors.get(needed) {
                assert!(*below < floor, "{name} (floor {floor}) needs {needed} (floor {below})");
            }
        }
    }
}

#[test]
fn only_the_shell_knows_tauri() {
    let packages = packages();
    for (name, _) in FLOORS.into_iter().filter(|(name, _)| *name != "huishang-desktop") {
        let tauri = needs(&packages[name]).into_iter().find(|needed| needed.starts_with("tauri"));
        assert_eq!(tauri, None, "{name} needs Tauri");
    }
    assert!(needs(&packages["huishang-desktop"]).contains(&"tauri"));
}

#[test]
fn nothing_shipped_needs_what_is_for_tests() {
    let packages = packages();
    for (name, _) in FLOORS {
        for needed in needs(&packages[name]) {
            assert!(!TEST_ONLY.contains(&needed), "{name} needs {needed}");
        }
    }
}

#[test]
fn every_crate_has_its_floor() {
    for name in packages().keys() {
        let placed = FLOORS.iter().any(|(known, _)| known == name) || TEST_ONLY.contains(&name.as_str());
        assert!(placed, "{name} stands on no floor: add it to the table");
    }
}

#[test]
fn domain_and_sheets_do_without_an_async_runtime() {
    let packages = packages();
    for name in ["huishang-domain", "huishang-sheets"] {
        assert!(!needs(&packages[name]).contains(&"tokio"), "{name} needs tokio");
    }
}

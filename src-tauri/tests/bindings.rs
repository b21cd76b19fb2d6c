//! What the UI knows of the Rust side is generated: the committed files must be what the code says today.
//! `UPDATE_BINDINGS=1 cargo test -p huishang-desktop --test bindings` rewrites them.
#![allow(clippy::unwrap_used, reason = "a panic is a clear failure of a test")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use huishang_domain::{
    access, attachments, calendar, clock, duplicates, flow, identity, limits, lists as list, search, triage,
    words,
};
use specta_typescript::Typescript;
use tauri_specta::{Builder, BuilderConfiguration, LanguageExt};

const HEADER: &str = "/* eslint-disable */\n// 由 Rust 端生成，请勿手改：UPDATE_BINDINGS=1 cargo test -p huishang-desktop --test bindings\n";

fn ipc_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc")
}

/// The committed file, which is rewritten when that is asked for.
fn check(name: &str, generated: &str) {
    let path = ipc_folder().join(name);
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::create_dir_all(ipc_folder()).unwrap();
        std::fs::write(&path, generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        committed == generated,
        "ui/src/ipc/{name} is stale: UPDATE_BINDINGS=1 cargo test -p huishang-desktop --test bindings"
    );
}

/// One closed list: its name, and each code with its Chinese term.
struct List {
    name: &'static str,
    terms: Vec<(&'static str, &'static str)>,
}

/// Collects closed lists, and tells the exporter their types even where no command mentions them.
macro_rules! lists {
    ($($path:path),+ $(,)?) => {
        fn lists() -> Vec<List> {
            vec![$({
                use $path as Listed;
                let name = stringify!($path).rsplit("::").next().unwrap().trim();
                List { name, terms: Listed::ALL.iter().map(|one| (one.code(), one.term())).collect() }
            },)+]
        }

        fn with_types(builder: Builder<tauri::Wry>) -> Builder<tauri::Wry> {
            builder$(.typ::<$path>())+
        }
    };
}

lists![
    words::Channel,
    words::AskKind,
    words::Level,
    words::Light,
    words::AgencyKind,
    words::PersonKind,
    words::DivisionKind,
    words::Role,
    words::Satisfaction,
    words::ConsultationKind,
    words::Participation,
    words::Attendance,
    words::CaseLevel,
    words::Risk,
    words::WhistleKind,
    words::DutyList,
    words::Rhythm,
    words::Entity,
    words::LifeKind,
    attachments::FileKind,
    words::GatheringKind,
    words::ReceptionKind,
    words::FileProblem,
    words::ImportField,
    words::RowProblemKind,
    access::UseCase,
    access::Scope,
    calendar::DayKind,
    clock::ClockKind,
    clock::StepKind,
    identity::IdProblem,
    limits::Basis,
    limits::Decision,
    limits::LimitCode,
    limits::Unit,
    list::ListKind,
    list::AppealColumn,
    list::ConsultationColumn,
    list::CaseColumn,
    list::BulkKind,
    flow::RefusalCode,
    search::HitField,
    duplicates::DuplicateState,
    duplicates::DuplicateReason,
    triage::TriageKind,
    flow::appeal::AppealState,
    flow::appeal::AppealMove,
    flow::whistle::WhistleState,
    flow::whistle::WhistleMove,
    flow::consultation::ConsultationState,
    flow::consultation::ConsultationMove,
    flow::action::ActionState,
    flow::action::ActionMove,
    flow::case::CaseState,
    flow::case::CaseMove,
    flow::case::TickKind,
    flow::case::PetitionEnded,
    flow::ret::ReturnState,
    flow::ret::ReturnMove,
];

/// The exporter keeps the name `Channel` for Tauri's own, which no command uses; ours goes by this one on its way through.
const CHANNEL_MEANWHILE: &str = "ChannelOfAppeals";

/// TypeScript, with the detour of [`CHANNEL_MEANWHILE`].
struct Language;

impl LanguageExt for Language {
    type Error = specta_typescript::Error;

    fn export(self, cfg: &BuilderConfiguration, path: &Path) -> Result<(), Self::Error> {
        let mut cfg = cfg.clone();
        cfg.types.iter_mut(|named| {
            if named.name == "Channel" {
                named.name = CHANNEL_MEANWHILE.into();
            }
        });
        Typescript::default().header(HEADER).export(&cfg, path)
    }
}

#[test]
fn the_types_are_fresh() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bindings.ts");
    with_types(huishang_desktop::commands::specta_builder()).export(Language, &file).unwrap();
    check("bindings.ts", &std::fs::read_to_string(file).unwrap().replace(CHANNEL_MEANWHILE, "Channel"));
}

#[test]
fn the_words_are_fresh() {
    let mut out = String::from(HEADER);
    let names: Vec<_> = lists().iter().map(|list| list.name).collect();
    writeln!(out, "import type {{\n  {},\n}} from './bindings';\n", names.join(",\n  ")).unwrap();
    out.push_str(
        "/** Every closed list: code → the Chinese word that people read. */\nexport interface Terms {\n",
    );
    for name in &names {
        writeln!(out, "  {name}: Readonly<Record<{name}, string>>;").unwrap();
    }
    out.push_str("}\n\nexport const terms: Terms = {\n");
    for list in lists() {
        writeln!(out, "  {}: {{", list.name).unwrap();
        for (code, term) in list.terms {
            writeln!(out, "    {code}: {},", serde_json::to_string(term).unwrap()).unwrap();
        }
        out.push_str("  },\n");
    }
    out.push_str("};\n");
    check("terms.ts", &out);
}

/// A new list in `domain` must not be forgotten here.
#[test]
fn every_list_of_the_domain_is_there() {
    let mut declared = BTreeSet::new();
    collect_declared(&Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/domain/src"), &mut declared);
    let listed: BTreeSet<_> = lists().iter().map(|list| list.name.to_owned()).collect();
    assert_eq!(declared, listed);
}

fn collect_declared(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_declared(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("term.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for block in text.split("terms! {").skip(1) {
                let name = block.split_once("pub enum ").unwrap().1.split_whitespace().next().unwrap();
                found.insert(name.to_owned());
            }
        }
    }
}

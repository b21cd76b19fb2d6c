//! The command line as a person or a scheduled task uses it, on both engines.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use huishang_store::{Db, Tx};
use huishang_testkit::{Engine, TestDb, block_on};

fn huishang(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huishang")).args(arguments).output().unwrap()
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/samples/hotline-12345.xlsx")
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Migrate, import, import again, export: the whole way on one engine.
fn main_job(engine: Engine) {
    let db = TestDb::new(engine);
    let scheme = if engine == Engine::Sqlite { "sqlite://" } else { "postgres://" };
    assert!(db.url.starts_with(scheme));
    let file = sample();
    let file = file.to_str().unwrap();
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));

    let tried = json(&huishang(&["import", "--db", &db.url, file, "--dry-run", "--json"]));
    assert_eq!(tried["imported"], 3000);
    let first = json(&huishang(&["import", "--db", &db.url, file, "--json"]));
    assert_eq!(
        (&first["rows"], &first["imported"], &first["rejected"]),
        (&3000.into(), &3000.into(), &0.into())
    );
    let again = json(&huishang(&["import", "--db", &db.url, file, "--json"]));
    assert_eq!((&again["imported"], &again["unchanged"]), (&0.into(), &3000.into()));

    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("会商 台账.xlsx");
    let export = ["export", "--db", &db.url, "--form", "consultation-ledger", "--period", "2026-10", "--out"];
    json(&huishang(&[&export[..], &[out.to_str().unwrap(), "--json"]].concat()));
    assert_eq!(std::fs::read(&out).unwrap()[..2], *b"PK");
}

#[test]
fn the_main_job_on_sqlite() {
    main_job(Engine::Sqlite);
}

#[test]
fn the_main_job_on_postgres() {
    main_job(Engine::Postgres);
}

#[test]
fn a_broken_file_is_refused_in_words() {
    let db = TestDb::new(Engine::Sqlite);
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("坏.xlsx");
    std::fs::write(&file, b"PK\x03\x04 and then nothing").unwrap();
    let refused = huishang(&["import", "--db", &db.url, file.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("什么都没有导入"), "{said}");
}

#[test]
fn an_unmigrated_database_is_refused_and_wrong_use_is_told_apart() {
    let db = TestDb::new(Engine::Sqlite);
    let refused = huishang(&["import", "--db", &db.url, sample().to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("huishang migrate"));
    assert_eq!(huishang(&["import", "--nonsense"]).status.code(), Some(2));
}

#[test]
fn forms_lists_every_code() {
    let listed = json(&huishang(&["forms", "--json"]));
    let codes: Vec<_> = listed.as_array().unwrap().iter().map(|form| form["code"].clone()).collect();
    assert_eq!(codes, ["consultation-ledger", "case-ledger"]);
}

#[test]
fn an_import_stands_even_if_its_rejected_rows_cannot_be_written() {
    let db = TestDb::new(Engine::Sqlite);
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("两行.csv");
    std::fs::write(&file, "工单编号,受理时间,诉求标题,诉求内容\n甲1,2026-01-04 08:23:00,路灯不亮,村口路灯不亮\n甲2,2026-13-45,路灯不亮,村口路灯不亮\n").unwrap();
    let file = file.to_str().unwrap();
    let nowhere = folder.path().join("没有这个文件夹/问题行.xlsx");
    let failed = huishang(&["import", "--db", &db.url, file, "--errors", nowhere.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("新增 1") && said.contains("以上结果有效"), "{said}");

    let told = huishang(&["import", "--db", &db.url, file, "--dry-run"]);
    let said = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(said.contains("第 3 行“受理时间”：日期不存在") && said.contains("--errors"), "{said}");

    let out = folder.path().join("问题行.xlsx");
    let again =
        json(&huishang(&["import", "--db", &db.url, file, "--errors", out.to_str().unwrap(), "--json"]));
    assert_eq!((&again["unchanged"], &again["rejected"]), (&1.into(), &1.into()));
    assert_eq!(std::fs::read(&out).unwrap()[..2], *b"PK");
}

/// Loads a demonstration, looks at what it says, and tries again.
fn demonstration(engine: Engine) {
    let db = TestDb::new(engine);
    let unmigrated = huishang(&["demo", "--db", &db.url]);
    assert_eq!(unmigrated.status.code(), Some(1));
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));
    let nothing = json(&huishang(&["demo", "--db", &db.url, "--appeals", "0", "--json"]));
    assert_eq!((&nothing["towns"], &nothing["villages"]), (&16.into(), &175.into()));
    assert_eq!((&nothing["people"], &nothing["appeals"]), (&400.into(), &0.into()));

    let load = ["demo", "--db", &db.url, "--appeals", "400", "--seed", "5", "--today", "2026-11-24"];
    let done = json(&huishang(&[&load[..], &["--json"]].concat()));
    assert_eq!(done["appeals"], 400);
    assert!(done["consultations"].as_i64() > Some(5) && done["cases"].as_i64() > Some(1), "{done}");
    let again = huishang(&load);
    assert_eq!(again.status.code(), Some(1));
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(said.contains("只能载入空的数据库") && said.contains("什么都没有改动"), "{said}");
    assert!(again.stdout.is_empty());

    let folder = tempfile::tempdir().unwrap();
    for form in ["consultation-ledger", "case-ledger"] {
        let out = folder.path().join(form).with_extension("xlsx");
        let export = ["export", "--db", &db.url, "--form", form, "--period", "2026-11", "--json", "--out"];
        let exported = json(&huishang(&[&export[..], &[out.to_str().unwrap()]].concat()));
        assert!(exported["rows"].as_i64() > Some(0), "{form}: {exported}");
    }
}

#[test]
fn a_demonstration_on_sqlite() {
    demonstration(Engine::Sqlite);
}

#[test]
fn a_demonstration_on_postgres() {
    demonstration(Engine::Postgres);
}

#[test]
fn a_demonstration_is_asked_for_in_the_right_way() {
    let db = TestDb::new(Engine::Sqlite);
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));
    for wrong in [
        ["--appeals", "-1"],
        ["--appeals", "许多"],
        ["--appeals", "1000001"],
        ["--seed", "x"],
        ["--today", "2026-11-31"],
    ] {
        let refused = huishang(&[&["demo", "--db", &db.url][..], &wrong[..]].concat());
        assert_eq!(refused.status.code(), Some(2), "{wrong:?}");
    }
    let help = huishang(&["demo", "--help"]);
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    assert!(help.contains("0 只载入区划、单位、人员和会议室") && help.contains("示范案例"), "{help}");
}

#[test]
fn a_pipe_gets_no_progress_bar() {
    let db = TestDb::new(Engine::Sqlite);
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));
    let done = huishang(&["demo", "--db", &db.url, "--appeals", "50"]);
    assert!(done.status.success() && done.stderr.is_empty());
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert_eq!(said.lines().count(), 1, "{said}");
}

/// A deadline that somebody changed behind the program's back is found, and the exit says so.
fn verified(engine: Engine) {
    let db = TestDb::new(engine);
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));
    json(&huishang(&["demo", "--db", &db.url, "--appeals", "40", "--json"]));
    let right = json(&huishang(&["verify", "--db", &db.url, "--json"]));
    assert_eq!(
        (&right["deadlines"]["drifted"], &right["audit"]["brokenAt"]),
        (&0.into(), &serde_json::Value::Null)
    );
    block_on(async {
        let store = Db::open_existing(&db.url).await.unwrap();
        let mut tx = store.write().await.unwrap();
        let sql =
            "UPDATE appeals SET deadline = '2030-01-01' WHERE number = (SELECT min(number) FROM appeals)";
        match &mut tx {
            Tx::Sqlite(conn) => drop(sqlx::query(sql).execute(&mut **conn).await.unwrap()),
            Tx::Postgres(conn) => drop(sqlx::query(sql).execute(&mut **conn).await.unwrap()),
        }
        tx.commit().await.unwrap();
        store.close().await;
    });
    let wrong = huishang(&["verify", "--db", &db.url, "--json"]);
    assert_eq!(wrong.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&wrong.stdout).unwrap();
    assert_eq!(found["deadlines"]["drifted"], 1);
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(said.contains("有 1 个期限与推算不一致") && said.contains("存 2030-01-01"), "{said}");
}

#[test]
fn deadlines_are_verified_on_sqlite() {
    verified(Engine::Sqlite);
}

#[test]
fn deadlines_are_verified_on_postgres() {
    verified(Engine::Postgres);
}

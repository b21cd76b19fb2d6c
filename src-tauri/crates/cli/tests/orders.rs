//! Orders that need more than their words: a mapping, a form; and what wrong ones are told.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::process::{Command, Output};

use huishang_testkit::{Engine, TestDb};

fn huishang(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huishang")).args(arguments).output().unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(arguments: &[&str], code: i32) -> String {
    let output = huishang(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(output.stdout.is_empty(), "a refusal is told on standard error only");
    said
}

/// A file whose headers say nothing, taken in by a mapping; then a mapping that is none.
fn mapped(engine: Engine) {
    let db = TestDb::new(engine);
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (file, map) = (path("两行.csv"), path("对应.json"));
    std::fs::write(
        &file,
        "编号,日期,甲列,乙列\n甲1,2026-01-04,路灯不亮,村口路灯不亮\n甲2,2026-01-05,井盖松动,路口井盖松动\n",
    )
    .unwrap();
    let import = |map: &str| {
        ["import", "--db", &db.url, &file, "--source", "villages", "--map", map, "--json"].map(str::to_owned)
    };
    std::fs::write(&map, r#"{"columns":["source_number","received_at","title","text"]}"#).unwrap();
    let done = json(&huishang(&import(&map).each_ref().map(String::as_str)));
    assert_eq!((&done["rows"], &done["imported"]), (&2.into(), &2.into()));
    let again = json(&huishang(&["import", "--db", &db.url, &file, "--source", "villages", "--json"]));
    assert_eq!(
        (&again["imported"], &again["unchanged"]),
        (&0.into(), &2.into()),
        "the mapping is remembered"
    );

    for (text, words) in [
        (r#"{"columns":["no_such_field"]}"#, "不是列的对应关系（--map）"),
        ("不是 JSON", "不是列的对应关系（--map）"),
        (r#"{"columns":["received_at","received_at"]}"#, "列的对应关系（--map）填写有误：有两列对应了同一项"),
        (r#"{"columns":["source_number",null,"title"]}"#, "受理日期"),
        (r#"{"columns":[null,null,null,null,"title"]}"#, "列的对应关系（--map）填写有误：列数比文件的列还多"),
    ] {
        std::fs::write(&map, text).unwrap();
        let said = refused(&import(&map).each_ref().map(String::as_str), 1);
        assert!(said.contains(words) && said.contains("没有"), "{text}: {said}");
    }
    let said = refused(&import(&path("没有.json")).each_ref().map(String::as_str), 1);
    assert!(said.contains("数据库没有改动"), "{said}");
}

#[test]
fn a_mapping_tells_the_columns_on_sqlite() {
    mapped(Engine::Sqlite);
}

#[test]
fn a_mapping_tells_the_columns_on_postgres() {
    mapped(Engine::Postgres);
}

#[test]
fn the_ledger_of_cases_is_exported_and_wrong_orders_write_nothing() {
    let db = TestDb::new(Engine::Sqlite);
    json(&huishang(&["migrate", "--db", &db.url, "--json"]));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("包案 台账.xlsx");
    let out = out.to_str().unwrap();
    let export = |form: &str, period: &str, out: &str| {
        ["export", "--db", &db.url, "--form", form, "--period", period, "--out", out, "--json"]
            .map(str::to_owned)
    };
    let wrong = |form: &str, period: &str, out: &str| {
        refused(&export(form, period, out).each_ref().map(String::as_str), 1)
    };
    let said = wrong("case-ledger", "2026-13", out);
    assert!(said.contains("期别（--period）") && said.contains("什么都没有改动"), "{said}");
    let said = wrong("no-such-form", "2026-11", out);
    assert!(said.contains("报表代码（--form）") && said.contains("huishang forms"), "{said}");
    let nowhere = folder.path().join("没有").join("台账.xlsx");
    let said = wrong("case-ledger", "2026-11", nowhere.to_str().unwrap());
    assert!(said.contains("打不开") && said.contains("没有改动"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);

    let done = json(&huishang(&export("case-ledger", "2026-11", out).each_ref().map(String::as_str)));
    assert_eq!(done, serde_json::json!({ "title": "领导包案管理台账", "rows": 0, "masked": true }));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(out).unwrap();
    let range = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    let first: Vec<String> = range.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(first[0], "2026年11月领导包案管理台账");
    assert!(
        first.contains(&"本期没有记录".to_owned()) && first.contains(&"合计　0 件".to_owned()),
        "{first:?}"
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn wrong_use_names_the_field_in_chinese() {
    for (arguments, words) in [
        (
            &["export", "--form", "case-ledger"][..],
            "还缺少：数据库地址（--db）、期别（--period）、输出文件（--out）",
        ),
        (&["import", "--db", "sqlite://a.db"], "还缺少：要导入的文件"),
        (&["migrate", "--db"], "数据库地址（--db）没有填写"),
        (&["migrate", "--base", "x"], "没有“--base”这个选项"),
        (&["exprot"], "没有“exprot”这个命令"),
    ] {
        let said = refused(arguments, 2);
        assert!(said.contains(words) && said.contains("什么都没有做") && said.contains("--help"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    assert!(refused(&["exprot"], 2).contains("是不是想写 export？"));
    assert!(refused(&["migrate", "--db", "mysql://a"], 1).contains("数据库地址（--db）"));
    let help = huishang(&["--help"]);
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("导出一张报表"));
}

#[test]
fn a_mistyped_database_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("写错.db").display());
    let out = folder.path().join("台账.xlsx");
    let said = refused(
        &[
            "export",
            "--db",
            &url,
            "--form",
            "case-ledger",
            "--period",
            "2026-11",
            "--out",
            out.to_str().unwrap(),
        ],
        1,
    );
    assert!(said.contains("什么都没有改动") && said.contains("huishang migrate"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn help_speaks_chinese_throughout() {
    for command in [&["--help"][..], &["import", "--help"], &["export", "--help"], &["demo", "--help"]] {
        let shown = huishang(command);
        assert_eq!(shown.status.code(), Some(0));
        let said = String::from_utf8(shown.stdout).unwrap();
        assert!(said.contains("用法：huishang"), "{said}");
        for english in ["Usage", "Options", "Arguments", "Commands", "Print", "default"] {
            assert!(!said.contains(english), "{english} in {said}");
        }
    }
}

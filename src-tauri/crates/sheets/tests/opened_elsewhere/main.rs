//! The forms, opened by the programs of others: openpyxl and LibreOffice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod samples;

use std::path::{Path, PathBuf};
use std::process::Command;

use huishang_sheets::forms::{Table, layout, layouts, render};
use serde_json::{Value, json};

/// Where the files stay, to be looked at.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("sheets");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn written(code: &str, name: &str, table: Table) -> PathBuf {
    let path = folder().join(name);
    std::fs::write(&path, render(layout(code).unwrap(), &samples::info(), table).unwrap()).unwrap();
    path
}

/// A Python that has openpyxl.
fn python() -> &'static str {
    let has = |python: &&str| {
        Command::new(python).args(["-c", "import openpyxl"]).output().is_ok_and(|o| o.status.success())
    };
    ["python3", "/usr/bin/python3"].into_iter().find(has).expect(
        "no Python with openpyxl: install the package python3-openpyxl (Debian, Ubuntu), or `pip install openpyxl`",
    )
}

fn facts(path: &Path) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/opened_elsewhere/facts.py");
    let out = Command::new(python()).arg(script).arg(path).env("PYTHONIOENCODING", "utf-8").output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// The pages of a workbook as LibreOffice prints it, as text.
fn printed(path: &Path) -> Vec<String> {
    let profile = tempfile::tempdir().unwrap();
    let out = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.path().display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder())
        .arg(path)
        .output()
        .expect("no LibreOffice: install the package libreoffice-calc");
    let pdf = path.with_extension("pdf");
    assert!(out.status.success() && pdf.exists(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(&pdf)
        .arg("-")
        .output()
        .expect("no pdftotext: install the package poppler-utils");
    let text = String::from_utf8(text.stdout).unwrap();
    text.split('\u{c}').map(str::to_owned).filter(|page| !page.trim().is_empty()).collect()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn merged(facts: &Value, range: &str) -> bool {
    facts["merged"].as_array().unwrap().contains(&json!(range))
}

fn values(row: &Value) -> Vec<&str> {
    row.as_array().unwrap().iter().map(|cell| cell["value"].as_str().unwrap_or_default()).collect()
}

#[test]
fn openpyxl_finds_the_ledger_of_consultations_as_it_is_meant() {
    let path = written("consultation-ledger", "会商事项台账.xlsx", samples::consultations());
    let facts = facts(&path);
    assert_eq!(
        (&facts["sheet"], &facts["title"]),
        (&json!("会商事项台账"), &json!("示例市2026年10月会商事项台账"))
    );
    assert_eq!(facts["creator"], "王示例");
    let rows = facts["rows"].as_array().unwrap();
    assert_eq!(rows[0][0]["value"], "示例市2026年10月会商事项台账");
    assert_eq!(rows[0][0]["font"], "方正小标宋简体");
    assert_eq!(rows[0][0]["size"], 22.0);
    assert_eq!(rows[0][0]["boxed"], false);
    let line: String = values(&rows[1]).concat();
    assert_eq!(line, "填报单位：示例市委社会工作部填报人：王示例审核人：填报日期：2026年11月5日单位：件");
    let headers = "序号|会商编号|日期|提请单位|议题|牵头|协办|议定事项|时限|进展|灯色|销号日期|备注";
    assert_eq!(values(&rows[2]).join("|"), headers);
    for cell in rows[2].as_array().unwrap() {
        assert_eq!(
            (&cell["font"], &cell["boxed"], &cell["align"]),
            (&json!("黑体"), &json!(true), &json!("center"))
        );
    }
    // Three actions of the first consultation: what they share stands once.
    for range in ["A1:M1", "A4:A6", "B4:B6", "C4:C6", "D4:D6", "E4:E6", "M4:M6", "A9:M9"] {
        assert!(merged(&facts, range), "{range} of {}", facts["merged"]);
    }
    assert!(!merged(&facts, "F4:F6") && !merged(&facts, "H4:H6"));
    let first = rows[3].as_array().unwrap();
    assert_eq!((&first[1]["value"], &first[1]["type"]), (&json!("示社会商〔2026〕1号"), &json!("s")));
    assert_eq!((&first[2]["format"], &first[2]["type"]), (&json!("yyyy-mm-dd"), &json!("d")));
    assert_eq!((&first[7]["font"], &first[7]["wrap"]), (&json!("仿宋_GB2312"), &json!(true)));
    for row in &rows[3..9] {
        assert!(
            row.as_array().unwrap().iter().all(|cell| cell["boxed"] == true),
            "every cell has its border"
        );
    }
    let evil = &rows[7].as_array().unwrap()[12];
    assert_eq!((&evil["value"], &evil["type"]), (&json!("=1+1"), &json!("s")), "text is never a formula");
    assert_eq!(rows[8][0]["value"], "合计　会商 3 次，议定事项 4 件");
    let signatures: String = values(&rows[9]).concat();
    assert!(
        ["制表人：", "审核人：", "分管领导："].iter().all(|who| signatures.contains(who)),
        "{signatures}"
    );
    let heights: Vec<f64> =
        facts["heights"].as_array().unwrap().iter().map(|h| h.as_f64().unwrap()).collect();
    assert!(heights[3] > heights[6], "a long text makes its row higher");
}

#[test]
fn openpyxl_finds_the_print_set_up() {
    let facts = facts(&written("case-ledger", "领导包案管理台账.xlsx", samples::cases()));
    assert_eq!(facts["titles"], "$3:$4", "the headers stand on every page");
    assert!(facts["area"].as_str().unwrap().ends_with("$A$1:$O$9"), "{}", facts["area"]);
    assert_eq!(facts["frozen"], "A5");
    assert_eq!((&facts["orientation"], &facts["paper"]), (&json!("landscape"), &json!(9)));
    assert_eq!(facts["fit"], json!([true, 1, 0]));
    assert_eq!(facts["footer"], "第 &P 页 共 &N 页");
    for range in ["A3:A4", "B3:B4", "E3:F3", "L3:M3", "O3:O4", "A8:O8"] {
        assert!(merged(&facts, range), "{range} of {}", facts["merged"]);
    }
    let rows = facts["rows"].as_array().unwrap();
    assert_eq!(values(&rows[2])[4], "包案领导");
    assert_eq!(values(&rows[3])[4..6], ["姓名", "职务"]);
    assert_eq!((&rows[4][8]["value"], &rows[4][8]["type"]), (&json!("138****8000"), &json!("s")));
    assert_eq!(rows[7][0]["value"], "合计　3 件");
}

#[test]
fn libreoffice_prints_each_form_as_wide_as_the_page() {
    let many = samples::many_consultations(40);
    for (code, name, table) in [
        ("consultation-ledger", "会商事项台账（打印）.xlsx", many),
        ("case-ledger", "领导包案管理台账（打印）.xlsx", samples::cases()),
        ("consultation-ledger", "会商事项台账（空）.xlsx", Table::default()),
    ] {
        let empty = table.is_empty();
        let pages = printed(&written(code, name, table));
        let all: Vec<String> = pages.iter().map(|page| without_blanks(page)).collect();
        let layout = layout(code).unwrap();
        assert!(all[0].contains(&format!("示例市2026年10月{}", layout.title)), "{}", pages[0]);
        let (first, last) = (layout.columns.first().unwrap(), layout.columns.last().unwrap());
        for (i, page) in all.iter().enumerate() {
            assert!(page.contains(&format!("第{}页共{}页", i + 1, all.len())), "{page}");
            if page.contains('件') || page.contains('日') {
                assert!(page.contains(&first.header) && page.contains(&last.header), "headers on {page}");
            }
        }
        assert!(all[all.len() - 1].contains("分管领导："), "signatures end it");
        if name.contains("打印") && code == "consultation-ledger" {
            assert!((3..20).contains(&all.len()), "{} pages", all.len());
        }
        if empty {
            assert!(all[0].contains("本期没有记录") && all.len() == 1);
        }
    }
    assert_eq!(layouts().len(), 2, "a new form belongs into this test");
}

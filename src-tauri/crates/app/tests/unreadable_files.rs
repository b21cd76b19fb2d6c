//! Files that can't be taken in: each says what is wrong with it, in Chinese, and leaves nothing behind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

use std::path::Path;

use huishang_app::AppError;
use huishang_app::appeals::{self, AppealQuery};
use huishang_app::imports::{self, ImportJob, ImportReport};
use huishang_domain::words::FileProblem;
use huishang_testkit::on_both_engines;
use rust_xlsxwriter::Workbook;
use support::World;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

async fn run(w: &World, path: &Path) -> Result<ImportReport, AppError> {
    let job = ImportJob {
        path: path.to_owned(),
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        source: "hotline".to_owned(),
        mapping: None,
        dry_run: false,
        task: "导入".to_owned(),
    };
    imports::run(&w.app, &w.admin, job, &CancellationToken::new()).await
}

/// How many appeals the database holds.
async fn how_many(w: &World) -> i64 {
    appeals::list(&w.app, &w.admin, AppealQuery { limit: 1, ..AppealQuery::default() })
        .await
        .unwrap()
        .total
        .unwrap()
}

on_both_engines! {
    async fn a_file_that_cannot_be_read_says_why_and_changes_nothing(db: TestDb) {
        let w = World::new(&db).await;
        let dir = TempDir::new().unwrap();
        let before = w.trail().await;
        let write = |name: &str, bytes: &[u8]| {
            let path = dir.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            path
        };
        let workbook = |name: &str, lines: &[[&str; 2]]| {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for (row, line) in (0..).zip(lines) {
                sheet.write_row(row, 0, line.iter().copied()).unwrap();
            }
            write(name, &book.save_to_buffer().unwrap())
        };
        let large = write("200MB.xlsx", b"");
        std::fs::File::create(&large).unwrap().set_len(200 * 1024 * 1024).unwrap();
        // An OLE container with this stream is what Excel makes of a workbook with a password.
        let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        use FileProblem as P;
        let cases = [
            (write("照片.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), P::WrongType, "图片"),
            (write("损坏.xlsx", b"PK\x03\x04this is no workbook"), P::Broken, "文件不完整"),
            (write("空.csv", b""), P::Empty, "空的"),
            (workbook("空表.xlsx", &[]), P::Empty, "空的"),
            (workbook("只有列名.xlsx", &[["受理时间", "诉求内容"]]), P::Empty, "“Sheet1”的列名下面没有数据"),
            (write("缺列.csv", "工单编号,诉求标题,诉求内容\nE1,标题,内容\n".as_bytes()), P::MissingColumn, "第1行的列名里没有“受理日期”"),
            (workbook("缺内容.xlsx", &[["受理时间", "联系电话"], ["2026-11-20", "1"]]), P::MissingColumn, "“Sheet1”第1行的列名里没有“内容”"),
            (workbook("没有列名.xlsx", &[["甲", "乙"], ["1", "2"]]), P::NoHeader, "受理时间"),
            (large, P::TooLarge, "200 MB"),
            (write("加密.xlsx", &locked), P::Encrypted, "去掉密码"),
        ];
        for (path, problem, said) in cases {
            match run(&w, &path).await.unwrap_err() {
                AppError::FileUnreadable { reason, detail } => {
                    assert_eq!(reason, problem, "{}", path.display());
                    assert!(detail.contains(said), "{}: {detail}", path.display());
                }
                other => panic!("{}: {other:?}", path.display()),
            }
        }
        let gone = run(&w, &dir.path().join("没有.xlsx")).await.unwrap_err();
        assert!(matches!(gone, AppError::CannotOpen { .. }), "{gone:?}");
        assert_eq!((how_many(&w).await, w.trail().await), (0, before));
    }
}

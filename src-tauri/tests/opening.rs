//! Opening the database: a person's own file is made without asking, what can't be opened is said, and trying again works.
#![allow(clippy::unwrap_used, reason = "a panic is a clear failure of a test")]

use std::path::Path;
use std::sync::Arc;

use huishang_app::announce::Silent;
use huishang_app::clock::SystemClock;
use huishang_app::{App, AppError, Engine};
use huishang_desktop::desk::{Desk, Setting};
use huishang_desktop::exports::SystemViewer;
use huishang_desktop::folders::Folders;
use huishang_domain::words::Role;

fn desk(home: &Path, url: &str) -> Desk {
    let folders =
        Folders { data: home.join("数据"), staging: home.join("暂存"), exports: home.join("导出") };
    let url = if url.is_empty() { folders.database_url() } else { url.to_owned() };
    let viewer = Arc::new(SystemViewer);
    Desk::new(Setting { url, folders, clock: Arc::new(SystemClock), viewer }, Arc::new(Silent))
}

#[tokio::test]
async fn the_first_start_makes_the_persons_own_database() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path(), "");
    desk.open().await;
    let core = desk.core().await.unwrap();
    assert_eq!(core.actor.role, Role::Admin);
    assert_eq!(desk.database_name(), "会商包案");
    assert!(home.path().join("数据/会商包案.db").is_file());
    desk.close().await;
}

#[tokio::test]
async fn a_broken_file_is_said_left_alone_and_can_be_tried_again() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path(), "");
    let file = home.path().join("数据/会商包案.db");
    std::fs::create_dir(home.path().join("数据")).unwrap();
    let rubbish = "这不是数据库。".repeat(500);
    std::fs::write(&file, &rubbish).unwrap();
    desk.open().await;
    assert_eq!(desk.core().await.err(), Some(AppError::DatabaseBroken));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), rubbish, "nothing was written into it");
    std::fs::remove_file(&file).unwrap();
    desk.open().await;
    assert!(desk.core().await.is_ok());
    desk.close().await;
}

#[tokio::test]
async fn commands_wait_until_the_database_is_open() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path(), "");
    let (core, ()) = tokio::join!(desk.core(), desk.open());
    assert!(core.is_ok());
    desk.close().await;
}

#[tokio::test]
async fn a_wrong_address_is_said() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path(), "mysql://someone:secret@nowhere/台账?x=1");
    desk.open().await;
    assert_eq!(desk.core().await.err(), Some(AppError::WrongUrl));
    assert_eq!(desk.database_name(), "台账", "and never the password");
}

#[tokio::test]
async fn a_shared_database_is_not_changed_by_opening_it() {
    let home = tempfile::tempdir().unwrap();
    let url = huishang_testkit::postgres_url();
    let desk = desk(home.path(), &url);
    desk.open().await;
    assert!(matches!(desk.core().await.err(), Some(AppError::DatabaseOutdated { database: 0, .. })));
    App::migrate(&url, Arc::new(SystemClock)).await.unwrap();
    desk.open().await;
    assert_eq!(desk.core().await.unwrap().app.db.engine(), Engine::Postgres);
    desk.close().await;
}

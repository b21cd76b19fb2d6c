//! What users rely on when they put files on records, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::TimeDelta;
use huishang_app::attachments::{self, Added, Attachment, AttachmentFile, AttachmentRef};
use huishang_app::clock::FixedClock;
use huishang_app::{Actor, App, AppError, appeals, audit_trail};
use huishang_domain::access::UseCase;
use huishang_domain::attachments::{FileKind, MAX_BYTES, PIECE_BYTES};
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::{AppealId, AttachmentId};
use huishang_domain::words::{Entity, Role};
use huishang_testkit::{TestDb, on_both_engines};
use stage::Stage;
use support::{World, now};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const NOT_FOUND: AppError = AppError::NotFound { entity: Entity::Appeal };
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

struct Desk {
    w: World,
    files: tempfile::TempDir,
}

impl Desk {
    async fn new(db: &TestDb) -> Self {
        Self { w: World::new(db).await, files: tempfile::tempdir().unwrap() }
    }

    async fn appeal(&self, title: &str) -> AppealId {
        appeals::register(&self.w.app, &self.w.admin, self.w.input(title)).await.unwrap().row.id
    }

    fn file(&self, of: AppealId, name: &str, bytes: &[u8]) -> AttachmentFile {
        let path = self.files.path().join(Uuid::now_v7().to_string());
        std::fs::write(&path, bytes).unwrap();
        AttachmentFile {
            entity: Entity::Appeal,
            entity_id: of.0,
            path,
            name: name.to_owned(),
            purpose: None,
            task: "添加附件".to_owned(),
        }
    }

    async fn try_add(&self, of: AppealId, name: &str, bytes: &[u8]) -> Result<Added, AppError> {
        let file = self.file(of, name, bytes);
        attachments::add(&self.w.app, &self.w.admin, file, &CancellationToken::new()).await
    }

    async fn add(&self, of: AppealId, name: &str, bytes: &[u8]) -> Attachment {
        self.try_add(of, name, bytes).await.unwrap().attachment
    }

    async fn names(&self, of: AppealId) -> Vec<String> {
        let rows = attachments::list(&self.w.app, &self.w.admin, Entity::Appeal, of.0).await.unwrap();
        rows.into_iter().map(|row| row.name).collect()
    }

    /// How many contents are stored, and their bytes.
    async fn stored(&self) -> (i64, i64) {
        let mut tx = self.w.app.db.read().await.unwrap();
        huishang_store::attachments::stored(&mut tx).await.unwrap()
    }

    /// The same program, so much later.
    fn later(&self, by: TimeDelta) -> App {
        App { clock: Arc::new(FixedClock(now() + by)), ..self.w.app.clone() }
    }

    async fn whole(&self, app: &App, actor: &Actor, which: AttachmentRef) -> Result<Vec<u8>, AppError> {
        let mut bytes = Vec::new();
        loop {
            let position = i64::try_from(bytes.len() / PIECE_BYTES).unwrap();
            let piece = attachments::piece(app, actor, which, position).await?;
            bytes.extend(piece.bytes);
            if bytes.len() as i64 >= piece.size {
                return Ok(bytes);
            }
        }
    }
}

fn of(appeal: AppealId, id: AttachmentId) -> AttachmentRef {
    AttachmentRef { entity: Entity::Appeal, entity_id: appeal.0, id }
}

fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> String {
    match result {
        Err(AppError::Refused { refusal, detail }) => {
            assert!(detail.ends_with('。'), "{detail}");
            refusal
        }
        other => panic!("not refused: {other:?}"),
    }
}

on_both_engines! {
    async fn a_file_comes_back_as_it_went_in(db: TestDb) {
        let d = Desk::new(&db).await;
        let appeal = d.appeal("楼顶渗水").await;
        // Two pieces and a bit.
        let long: Vec<u8> = (0..2 * PIECE_BYTES + 77).map(|i| (i % 251) as u8).collect();
        let bytes = [PNG, &long].concat();
        let added = d.add(appeal, "../渗水 现场.png", &bytes).await;
        assert_eq!((added.name.as_str(), added.kind, added.size), ("渗水 现场.png", FileKind::Picture, bytes.len() as i64));
        assert_eq!(added.by, d.w.admin.name);
        assert!(d.whole(&d.w.app, &d.w.admin, of(appeal, added.id)).await.unwrap() == bytes);
        let places = |name: &str| vec![d.files.path().join(name), d.files.path().join(format!("2-{name}"))];
        let go = CancellationToken::new();
        for wanted in ["渗水 现场.png", "2-渗水 现场.png"] {
            let saved = attachments::save(&d.w.app, &d.w.admin, of(appeal, added.id), places, &go).await.unwrap();
            assert_eq!(saved, d.files.path().join(wanted));
            assert!(std::fs::read(saved).unwrap() == bytes);
        }
        let verbs = trail_of(&d, appeal).await;
        assert_eq!(verbs, ["register", "attach", "open_attachment", "save_attachment", "save_attachment"]);
        assert_eq!(audit_trail::verify(&d.w.app, &d.w.admin).await.unwrap().broken_at, None);
        let heard = d.w.heard.progress.lock().unwrap().clone();
        assert_eq!(heard.last().map(|p| (p.done, p.total)), Some((3, 3)));
    }

    async fn the_same_content_is_stored_once(db: TestDb) {
        let d = Desk::new(&db).await;
        let (one, two) = (d.appeal("一").await, d.appeal("二").await);
        let first = d.add(one, "a.png", PNG).await;
        let again = d.try_add(one, "另一个名字.png", PNG).await.unwrap();
        assert!(again.already && again.attachment == first, "on one record once");
        let other = d.add(two, "b.png", PNG).await;
        assert_ne!(other.id, first.id);
        assert_eq!(d.stored().await, (1, PNG.len() as i64));
        assert_eq!((d.names(one).await, d.names(two).await), (vec!["a.png".to_owned()], vec!["b.png".to_owned()]));
    }

    async fn removing_keeps_what_others_share_and_can_be_taken_back(db: TestDb) {
        let d = Desk::new(&db).await;
        let (one, two) = (d.appeal("一").await, d.appeal("二").await);
        let (first, other) = (d.add(one, "a.png", PNG).await, d.add(two, "b.png", PNG).await);
        let (app, admin) = (&d.w.app, &d.w.admin);
        attachments::remove(app, admin, of(one, first.id), first.version).await.unwrap();
        assert!(d.names(one).await.is_empty());
        assert_eq!(d.whole(app, admin, of(one, first.id)).await.unwrap_err(), NOT_FOUND);
        let back = attachments::restore(app, admin, of(one, first.id)).await.unwrap();
        assert_eq!((back.name.as_str(), back.version), ("a.png", 3));
        assert_eq!(d.names(one).await, ["a.png"]);
        // For good: a day later, with the next write.
        attachments::remove(app, admin, of(one, back.id), back.version).await.unwrap();
        let two_days = d.later(TimeDelta::hours(25));
        attachments::remove(&two_days, admin, of(two, other.id), other.version).await.unwrap();
        assert_eq!(attachments::restore(&two_days, admin, of(one, first.id)).await.unwrap_err(), NOT_FOUND);
        assert_eq!(d.stored().await.0, 1, "the other record's can still be taken back");
        let third = d.file(two, "c.txt", "说明".as_bytes());
        attachments::add(&d.later(TimeDelta::hours(51)), admin, third, &CancellationToken::new()).await.unwrap();
        assert_eq!(d.stored().await, (1, "说明".len() as i64), "nothing is left of a content without a record");
        assert_eq!(trail_of(&d, one).await, ["register", "attach", "detach", "reattach", "detach"]);
    }

    async fn fifty_megabytes_and_not_one_byte_more(db: TestDb) {
        let d = Desk::new(&db).await;
        let appeal = d.appeal("一").await;
        let most = vec![7; usize::try_from(MAX_BYTES).unwrap()];
        let more = [most.as_slice(), &[7]].concat();
        assert_eq!(refused(d.try_add(appeal, "大.bin", &more).await), RefusalCode::FileTooLarge.code());
        drop(more);
        assert_eq!(d.stored().await, (0, 0));
        let added = d.add(appeal, "大.bin", &most).await;
        assert_eq!(added.size.unsigned_abs(), MAX_BYTES);
        assert_eq!(d.stored().await, (1, added.size));
        let last = attachments::piece(&d.w.app, &d.w.admin, of(appeal, added.id), 49).await.unwrap();
        assert_eq!(last.bytes.len(), PIECE_BYTES);
        let behind = attachments::piece(&d.w.app, &d.w.admin, of(appeal, added.id), 50).await.unwrap();
        assert!(behind.bytes.is_empty());
    }

    async fn what_is_empty_or_a_program_is_refused(db: TestDb) {
        let d = Desk::new(&db).await;
        let appeal = d.appeal("一").await;
        let before = d.w.trail().await;
        assert_eq!(refused(d.try_add(appeal, "空.txt", b"").await), RefusalCode::FileEmpty.code());
        let program = [b"MZ\x90\0".as_slice(), &[0; 100]].concat();
        assert_eq!(refused(d.try_add(appeal, "照片.jpg", &program).await), RefusalCode::FileNotTaken.code());
        assert_eq!(refused(d.try_add(appeal, "a.bat", b"echo").await), RefusalCode::FileNotTaken.code());
        let lost = AttachmentFile { path: PathBuf::from("/没有/这个"), ..d.file(appeal, "a.txt", b"a") };
        let lost = attachments::add(&d.w.app, &d.w.admin, lost, &CancellationToken::new()).await;
        assert!(matches!(lost, Err(AppError::CannotOpen { .. })));
        assert_eq!((d.w.trail().await, d.stored().await), (before, (0, 0)));
    }

    async fn stopping_leaves_nothing(db: TestDb) {
        let d = Desk::new(&db).await;
        let appeal = d.appeal("一").await;
        let stop = CancellationToken::new();
        *d.w.heard.stop_at.lock().unwrap() = Some(("write", stop.clone()));
        let file = d.file(appeal, "长.bin", &vec![7; 3 * PIECE_BYTES]);
        let before = d.w.trail().await;
        let stopped = attachments::add(&d.w.app, &d.w.admin, file, &stop).await;
        assert_eq!(stopped.unwrap_err(), AppError::Cancelled);
        assert!(!d.w.heard.progress.lock().unwrap().is_empty(), "it was under way");
        assert_eq!((d.w.trail().await, d.stored().await), (before, (0, 0)));
    }

    async fn who_cannot_see_the_record_cannot_reach_its_files(db: TestDb) {
        let d = Desk::new(&db).await;
        let app = &d.w.app;
        let theirs = d.appeal("本镇的").await;
        let input = huishang_app::appeals::AppealInput {
            division_id: Some(d.w.town_b), handler_id: Some(d.w.urban), ..d.w.input("别处的")
        };
        let others = appeals::register(app, &d.w.admin, input).await.unwrap().row.id;
        let secret = d.add(others, "秘密.png", PNG).await;
        for role in [Role::Town, Role::Agency] {
            let actor = d.w.actor(role).await;
            let go = CancellationToken::new();
            assert_eq!(attachments::list(app, &actor, Entity::Appeal, others.0).await.unwrap_err(), NOT_FOUND);
            for position in [0, 1] {
                let piece = attachments::piece(app, &actor, of(others, secret.id), position).await;
                assert_eq!(piece.unwrap_err(), NOT_FOUND);
                // Its id on a record that they may see.
                let piece = attachments::piece(app, &actor, of(theirs, secret.id), position).await;
                assert_eq!(piece.unwrap_err(), NOT_FOUND);
            }
            let saved = attachments::save(app, &actor, of(theirs, secret.id), |_| vec![], &go).await;
            assert_eq!(saved.unwrap_err(), NOT_FOUND);
            assert_eq!(attachments::remove(app, &actor, of(theirs, secret.id), 1).await.unwrap_err(), NOT_FOUND);
            assert_eq!(attachments::restore(app, &actor, of(theirs, secret.id)).await.unwrap_err(), NOT_FOUND);
            let file = d.file(others, "a.png", PNG);
            assert_eq!(attachments::add(app, &actor, file, &go).await.unwrap_err(), NOT_FOUND);
            // Having the same content tells nothing of who else has it: it is theirs from now on, no more.
            let name = format!("{}.png", role.code());
            let own = d.file(theirs, &name, &[PNG, role.code().as_bytes()].concat());
            assert!(!attachments::add(app, &actor, own, &go).await.unwrap().already);
        }
        let viewer = d.w.actor(Role::Viewer).await;
        assert!(d.whole(app, &viewer, of(others, secret.id)).await.is_ok());
        let file = AttachmentFile { path: PathBuf::from("/没有/这个"), ..d.file(theirs, "a.png", PNG) };
        let forbidden = AppError::Forbidden { use_case: UseCase::EditAppeal };
        let added = attachments::add(app, &viewer, file, &CancellationToken::new()).await;
        assert_eq!(added.unwrap_err(), forbidden, "before anything is read");
        assert_eq!(attachments::remove(app, &viewer, of(others, secret.id), 1).await.unwrap_err(), forbidden);
    }

    async fn a_file_can_be_described(db: TestDb) {
        let d = Desk::new(&db).await;
        let appeal = d.appeal("一").await;
        let (app, admin) = (&d.w.app, &d.w.admin);
        let file = d.add(appeal, "IMG_0001.png", PNG).await;
        let which = of(appeal, file.id);
        let named = attachments::describe(app, admin, which, 1, "渗水/处.png", Some("现场照片")).await.unwrap();
        assert_eq!((named.name.as_str(), named.purpose.as_deref(), named.version), ("处.png", Some("现场照片"), 2));
        let same = attachments::describe(app, admin, which, 2, "处.png", Some("现场照片")).await.unwrap();
        assert_eq!(same, named, "nothing is written");
        let late = attachments::describe(app, admin, which, 1, "晚了.png", None).await;
        assert!(matches!(late, Err(AppError::Stale { current_version: 2, .. })), "{late:?}");
        let program = attachments::describe(app, admin, which, 2, "a.exe", None).await;
        assert!(matches!(program, Err(AppError::Invalid { .. })));
        assert_eq!(trail_of(&d, appeal).await, ["register", "attach", "describe_attachment"]);
    }

    async fn other_records_hold_files_as_well(db: TestDb) {
        let s = Stage::new(&db).await;
        let (app, admin) = (&s.w.app, &s.w.admin);
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a");
        std::fs::write(&path, "%PDF-1.4 …").unwrap();
        let appeal = s.appeal("一件大事", Some(huishang_domain::words::Level::Big)).await;
        let meeting = huishang_app::consultations::create(app, admin, s.consultation("一次会商", &[appeal])).await.unwrap().row.id.0;
        let case = huishang_app::cases::open(app, admin, s.case("一件包案", &[])).await.unwrap().row.id.0;
        for (entity, entity_id) in [(Entity::Consultation, meeting), (Entity::Case, case)] {
            let file = AttachmentFile {
                entity, entity_id, path: path.clone(), name: "纪要.pdf".into(), purpose: None, task: "添加".into(),
            };
            let added = attachments::add(app, admin, file, &CancellationToken::new()).await.unwrap().attachment;
            assert_eq!(added.kind, FileKind::Pdf);
            assert_eq!(attachments::list(app, admin, entity, entity_id).await.unwrap(), [added]);
        }
        let nowhere = attachments::list(app, admin, Entity::Setting, case).await;
        assert_eq!(nowhere.unwrap_err(), AppError::NotFound { entity: Entity::Setting });
    }
}

async fn trail_of(d: &Desk, id: AppealId) -> Vec<String> {
    let mut tx = d.w.app.db.read().await.unwrap();
    let entries = huishang_store::audit::of(&mut tx, Entity::Appeal, id.0).await.unwrap();
    entries.into_iter().map(|entry| entry.verb).collect()
}

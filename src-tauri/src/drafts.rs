//! What a person has typed and not saved yet: a file for each form in this person's own folder, written at each change,
//! so that it outlives the window, the program and the machine, and typing goes on while a shared database is away.
//!
//! A draft may hold people's data. It never leaves this folder, is readable to this person only, is deleted when the
//! form is saved or emptied and otherwise after [`KEPT_DAYS`], and its text is never logged.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use huishang_app::{AppError, FieldProblem};
use huishang_domain::ids::AccountId;
use sha2::{Digest, Sha256};

/// A form holds far less: 1 MB.
pub const MAX_BYTES: usize = 1024 * 1024;
/// Days after which a draft that nobody came back to is deleted.
pub const KEPT_DAYS: u64 = 30;
const EXTENSION: &str = "draft";

/// The drafts of this person.
#[derive(Clone, Debug)]
pub struct Drafts {
    folder: PathBuf,
    /// One write after the other: a later one must not be overtaken.
    turn: Arc<Mutex<()>>,
}

/// Which draft: those of another database, account or form are others.
#[derive(Clone, Copy, Debug)]
pub struct DraftOf<'a> {
    /// The database's address; only its hash is kept.
    pub url: &'a str,
    /// Who types.
    pub account: AccountId,
    /// The form.
    pub name: &'a str,
}

impl Drafts {
    /// Uses `folder`, and removes from it what is too old now.
    pub fn new(folder: PathBuf, now: SystemTime) -> Self {
        remove_old(&folder, now);
        Self { folder, turn: Arc::default() }
    }

    /// Keeps a text in place of the one before.
    ///
    /// # Errors
    /// Too long, or the folder can't be written.
    pub fn keep(&self, of: DraftOf<'_>, text: &str) -> Result<(), AppError> {
        if text.len() > MAX_BYTES {
            return Err(AppError::invalid("text", FieldProblem::TooLong));
        }
        let file = self.file(of);
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        replace(&file, text.as_bytes()).map_err(|error| failed(&error, &file))
    }

    /// The text that was kept; none when there is none.
    ///
    /// # Errors
    /// It can't be read.
    pub fn read(&self, of: DraftOf<'_>) -> Result<Option<String>, AppError> {
        let file = self.file(of);
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        match fs::read(&file) {
            Ok(bytes) => Ok(String::from_utf8(bytes).ok()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error, &file)),
        }
    }

    /// Deletes the text that was kept.
    ///
    /// # Errors
    /// It can't be deleted.
    pub fn remove(&self, of: DraftOf<'_>) -> Result<(), AppError> {
        let file = self.file(of);
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(&error, &file)),
            _ => Ok(()),
        }
    }

    fn file(&self, of: DraftOf<'_>) -> PathBuf {
        let digest = Sha256::digest(format!("{}\n{}\n{}", of.url, of.account, of.name));
        let name: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(name).with_extension(EXTENSION)
    }
}

/// Writes beside the file first, so that a crash leaves the former text or the new one, never half of either.
fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = file.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&beside)?;
    out.write_all(bytes)?;
    out.sync_data()?;
    drop(out);
    fs::rename(beside, file)
}

fn failed(error: &std::io::Error, file: &Path) -> AppError {
    tracing::warn!(%error, "a draft could not be kept or read");
    match error.kind() {
        ErrorKind::StorageFull => AppError::DiskFull,
        _ => AppError::CannotOpen { path: file.to_string_lossy().into_owned() },
    }
}

fn remove_old(folder: &Path, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let oldest = now.checked_sub(Duration::from_secs(KEPT_DAYS * 24 * 3600));
    for entry in entries.flatten() {
        let written = entry.metadata().and_then(|file| file.modified());
        if written.is_ok_and(|time| oldest.is_some_and(|oldest| time < oldest))
            && let Err(error) = fs::remove_file(entry.path())
        {
            tracing::warn!(%error, "an old draft could not be deleted");
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a panic is a clear failure of a test")]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn of(name: &str) -> DraftOf<'_> {
        DraftOf { url: "sqlite://甲.db", account: AccountId(Uuid::nil()), name }
    }

    #[test]
    fn a_draft_is_there_for_another_program_on_the_same_folder() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("drafts");
        let drafts = Drafts::new(folder.clone(), SystemTime::UNIX_EPOCH);
        drafts.keep(of("intake.visit"), "一").unwrap();
        drafts.keep(of("intake.visit"), "一二").unwrap();
        drafts.keep(of("intake.reception"), "别的表").unwrap();
        let later = Drafts::new(folder.clone(), SystemTime::UNIX_EPOCH);
        assert_eq!(later.read(of("intake.visit")).unwrap().as_deref(), Some("一二"));
        let elsewhere = DraftOf { url: "sqlite://乙.db", ..of("intake.visit") };
        assert_eq!(later.read(elsewhere).unwrap(), None);
        let somebody = DraftOf { account: AccountId(Uuid::max()), ..of("intake.visit") };
        assert_eq!(later.read(somebody).unwrap(), None);
        later.remove(of("intake.visit")).unwrap();
        later.remove(of("intake.visit")).unwrap();
        assert_eq!(drafts.read(of("intake.visit")).unwrap(), None);
        assert_eq!(drafts.read(of("intake.reception")).unwrap().as_deref(), Some("别的表"));
        assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "nothing else lies there");
    }

    #[cfg(unix)]
    #[test]
    fn a_draft_is_this_persons_own() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(home.path().to_owned(), SystemTime::UNIX_EPOCH);
        drafts.keep(of("a"), "张示例 13800138000").unwrap();
        let file = drafts.file(of("a"));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!file.to_string_lossy().contains("intake"));
    }

    #[test]
    fn a_draft_that_nobody_came_back_to_is_deleted() {
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(home.path().to_owned(), SystemTime::UNIX_EPOCH);
        drafts.keep(of("a"), "旧").unwrap();
        let day = Duration::from_secs(24 * 3600);
        let written = fs::metadata(drafts.file(of("a"))).unwrap().modified().unwrap();
        remove_old(home.path(), written + day * 29);
        assert!(drafts.read(of("a")).unwrap().is_some());
        remove_old(home.path(), written + day * 31);
        assert_eq!(drafts.read(of("a")).unwrap(), None);
    }

    #[test]
    fn what_is_too_long_or_has_no_place_is_said() {
        let home = tempfile::tempdir().unwrap();
        let drafts = Drafts::new(home.path().join("drafts"), SystemTime::UNIX_EPOCH);
        let long = "a".repeat(MAX_BYTES + 1);
        assert!(matches!(drafts.keep(of("a"), &long), Err(AppError::Invalid { .. })));
        fs::write(home.path().join("drafts"), "一个文件").unwrap();
        assert!(matches!(drafts.keep(of("a"), "甲"), Err(AppError::CannotOpen { .. })));
    }
}

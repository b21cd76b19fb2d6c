//! Files that a person picked, on their way from the window into the program, piece by piece.
//!
//! The window never names a path: it gets a token, and only a token that was given out leads to a file. A window
//! takes in one file at a time, so the next one takes the place of the former, unless that one is being read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use huishang_app::{AppError, FieldProblem};
use huishang_domain::flow::RefusalCode;
use huishang_domain::words::FileProblem;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// The largest file that is taken in: 100 MB.
pub const MAX_BYTES: u64 = 100 * 1024 * 1024;
/// The most files that lie here at once: one on its way, the others being read.
pub const MOST_FILES: usize = 3;

/// A file on its way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staged {
    /// Where it lies.
    pub path: PathBuf,
    /// What the person calls it; never part of a path.
    pub name: String,
    /// How large it is to become.
    pub size: u64,
    /// How much is here.
    pub received: u64,
    /// Shared with whoever reads it, so that the next file doesn't take it away from under them.
    held: Arc<()>,
}

impl Staged {
    /// Whether anybody has it besides the staging itself.
    fn is_being_read(&self) -> bool {
        Arc::strong_count(&self.held) > 1
    }
}

/// The files on their way in.
#[derive(Clone, Debug)]
pub struct Staging {
    folder: PathBuf,
    files: Arc<Mutex<HashMap<String, Staged>>>,
}

impl Staging {
    /// Uses `folder`, and removes what an earlier run left there.
    pub fn new(folder: PathBuf) -> Self {
        clear(&folder);
        Self { folder, files: Arc::default() }
    }

    /// Takes in a piece; the first one comes without a token and announces name and size.
    ///
    /// # Errors
    /// Too large, an unknown token, a piece out of its order, or no space.
    pub async fn write(
        &self,
        token: Option<String>,
        name: &str,
        offset: u64,
        size: u64,
        bytes: &[u8],
    ) -> Result<(String, u64), AppError> {
        let token = match token {
            Some(token) => token,
            None => self.begin(name, size).await?,
        };
        let file = self.find(&token)?;
        if offset != file.received || size != file.size {
            return Err(AppError::invalid("offset", FieldProblem::OutOfRange));
        }
        let received = offset + bytes.len() as u64;
        if received > size {
            self.remove(&token).await;
            return Err(AppError::invalid("offset", FieldProblem::OutOfRange));
        }
        append(&file.path, bytes).await?;
        // In the meantime another file may have taken its place.
        self.lock(|files| files.get_mut(&token).map(|file| file.received = received)).ok_or_else(unknown)?;
        Ok((token, received))
    }

    /// The whole file behind a token; it stays as long as this is kept.
    ///
    /// # Errors
    /// Unknown, or not all of it is here.
    pub fn whole(&self, token: &str) -> Result<Staged, AppError> {
        let file = self.find(token)?;
        if file.received != file.size {
            return Err(AppError::invalid("token", FieldProblem::TooShort));
        }
        Ok(file)
    }

    /// Removes everything.
    pub fn clear(&self) {
        self.lock(HashMap::clear);
        clear(&self.folder);
    }

    /// Forgets a file and deletes it.
    pub async fn remove(&self, token: &str) {
        if let Some(file) = self.lock(|files| files.remove(token)) {
            delete(&file).await;
        }
    }

    async fn begin(&self, name: &str, size: u64) -> Result<String, AppError> {
        if size > MAX_BYTES {
            let (mb, most) = (size.div_ceil(1024 * 1024), MAX_BYTES / 1024 / 1024);
            let detail = format!("文件有 {mb} MB，最多 {most} MB，要分成几个文件才能导入");
            return Err(AppError::FileUnreadable { reason: FileProblem::TooLarge, detail });
        }
        self.make_room().await?;
        tokio::fs::create_dir_all(&self.folder).await.map_err(|error| at(&self.folder, &error))?;
        let token = Uuid::now_v7().simple().to_string();
        let path = self.folder.join(&token);
        tokio::fs::File::create_new(&path).await.map_err(|error| at(&path, &error))?;
        let file = Staged { path, name: name.to_owned(), size, received: 0, held: Arc::default() };
        self.lock(|files| files.insert(token.clone(), file));
        Ok(token)
    }

    /// Removes what nobody reads: imported or not, the next file takes its place.
    async fn make_room(&self) -> Result<(), AppError> {
        let idle: Vec<Staged> = self
            .lock(|files| files.extract_if(|_, file| !file.is_being_read()).map(|(_, file)| file).collect());
        for file in idle {
            tracing::debug!("a staged file gives way to the next one");
            delete(&file).await;
        }
        let reading = self.lock(|files| files.len());
        if reading >= MOST_FILES {
            let sentence = format!("还有 {reading} 个文件正在读取，请等其中一个读完再选新的文件。");
            return Err(AppError::refused(RefusalCode::StillOpen, sentence));
        }
        Ok(())
    }

    fn find(&self, token: &str) -> Result<Staged, AppError> {
        self.lock(|files| files.get(token).cloned()).ok_or_else(unknown)
    }

    fn lock<T>(&self, with: impl FnOnce(&mut HashMap<String, Staged>) -> T) -> T {
        with(&mut self.files.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn unknown() -> AppError {
    AppError::invalid("token", FieldProblem::UnknownReference)
}

async fn delete(file: &Staged) {
    if let Err(error) = tokio::fs::remove_file(&file.path).await {
        tracing::warn!(%error, "a staged file could not be removed");
    }
}

fn clear(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "staged files could not be removed");
    }
}

async fn append(path: &Path, bytes: &[u8]) -> Result<(), AppError> {
    let mut file =
        tokio::fs::OpenOptions::new().append(true).open(path).await.map_err(|error| at(path, &error))?;
    file.write_all(bytes).await.map_err(|error| at(path, &error))?;
    file.flush().await.map_err(|error| at(path, &error))
}

/// What a failure of the file system means to a person.
pub(crate) fn at(path: &Path, error: &std::io::Error) -> AppError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => AppError::DiskFull,
        _ => AppError::CannotOpen { path: path.to_string_lossy().into_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_arrives_in_pieces_and_is_gone_after_use() {
        let home = tempfile::tempdir().unwrap();
        let staging = Staging::new(home.path().join("staging"));
        let (token, received) = staging.write(None, "../../热线.xlsx", 0, 5, b"abc").await.unwrap();
        assert_eq!(received, 3);
        assert!(staging.whole(&token).is_err(), "not all of it is here");
        staging.write(Some(token.clone()), "热线.xlsx", 3, 5, b"de").await.unwrap();
        let file = staging.whole(&token).unwrap();
        assert_eq!(std::fs::read(&file.path).unwrap(), b"abcde");
        assert_eq!(file.path.parent().unwrap(), home.path().join("staging"));
        assert!(staging.whole(&token).is_ok(), "its rejected rows may still be asked for");
        let path = file.path.clone();
        drop(file);
        staging.write(None, "下一个.xlsx", 0, 1, b"x").await.unwrap();
        assert!(!path.exists(), "gone once the next one comes");
        assert!(staging.whole(&token).is_err());
        staging.clear();
        assert!(!home.path().join("staging").exists());
    }

    #[tokio::test]
    async fn a_file_that_was_never_imported_gives_way_to_the_next() {
        let home = tempfile::tempdir().unwrap();
        let staging = Staging::new(home.path().join("s"));
        let files = || std::fs::read_dir(home.path().join("s")).unwrap().count();
        let (whole, _) = staging.write(None, "a", 0, 1, b"a").await.unwrap();
        let (half, _) = staging.write(None, "b", 0, 2, b"b").await.unwrap();
        assert!(staging.whole(&whole).is_err());
        assert_eq!(files(), 1);
        staging.write(None, "c", 0, 1, b"c").await.unwrap();
        assert!(staging.write(Some(half), "b", 1, 2, b"b").await.is_err(), "too late for its second half");
        assert_eq!(files(), 1);
    }

    #[tokio::test]
    async fn a_file_that_is_being_read_stays_and_there_is_an_end_to_them() {
        let home = tempfile::tempdir().unwrap();
        let staging = Staging::new(home.path().join("s"));
        let mut reading = Vec::new();
        for _ in 0..MOST_FILES {
            let (token, _) = staging.write(None, "a", 0, 1, b"a").await.unwrap();
            reading.push(staging.whole(&token).unwrap());
        }
        assert!(reading.iter().all(|file| file.path.exists()));
        let refused = staging.write(None, "b", 0, 1, b"b").await;
        assert!(matches!(&refused, Err(AppError::Refused { detail, .. }) if detail.contains("3 个文件")));
        let done = reading.pop().unwrap();
        let path = done.path.clone();
        drop(done);
        staging.write(None, "b", 0, 1, b"b").await.unwrap();
        assert!(!path.exists());
        assert!(reading.iter().all(|file| file.path.exists()));
    }

    #[tokio::test]
    async fn what_does_not_fit_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let staging = Staging::new(home.path().join("staging"));
        assert!(matches!(
            staging.write(None, "a.xlsx", 0, MAX_BYTES + 1, b"").await,
            Err(AppError::FileUnreadable { reason: FileProblem::TooLarge, .. })
        ));
        assert!(staging.write(Some("../etc".into()), "a", 0, 1, b"a").await.is_err());
        let (token, _) = staging.write(None, "a.xlsx", 0, 2, b"a").await.unwrap();
        assert!(staging.write(Some(token.clone()), "a", 0, 2, b"a").await.is_err(), "out of order");
        assert!(staging.write(Some(token.clone()), "a", 1, 2, b"abc").await.is_err(), "more than announced");
        assert!(staging.whole(&token).is_err());
    }

    #[tokio::test]
    async fn nothing_outlives_a_start() {
        let home = tempfile::tempdir().unwrap();
        let (token, _) = Staging::new(home.path().join("s")).write(None, "a", 0, 1, b"a").await.unwrap();
        assert!(home.path().join("s").join(&token).exists());
        Staging::new(home.path().join("s"));
        assert!(!home.path().join("s").exists());
    }
}

//! Files that a person picked, on their way from the window into the program, piece by piece.
//!
//! The window never names a path: it gets a token, and only a token that was given out leads to a file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use huishang_app::{AppError, FieldProblem};
use huishang_domain::words::FileProblem;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// The largest file that is taken in: 100 MB.
pub const MAX_BYTES: u64 = 100 * 1024 * 1024;

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
    /// Whether it was taken in: its rejected rows may still be asked for, until the next file comes.
    pub used: bool,
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
        let mut file = self.find(&token)?;
        if offset != file.received || size != file.size {
            return Err(AppError::invalid("offset", FieldProblem::OutOfRange));
        }
        let received = offset + bytes.len() as u64;
        if received > size {
            self.remove(&token).await;
            return Err(AppError::invalid("offset", FieldProblem::OutOfRange));
        }
        append(&file.path, bytes).await?;
        file.received = received;
        self.lock(|files| files.insert(token.clone(), file));
        Ok((token, received))
    }

    /// The whole file behind a token.
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

    /// The file was taken in: it goes when the next one comes, or with the program.
    pub fn used(&self, token: &str) {
        self.lock(|files| files.get_mut(token).map(|file| file.used = true));
    }

    /// Removes everything.
    pub fn clear(&self) {
        self.lock(HashMap::clear);
        clear(&self.folder);
    }

    /// Forgets a file and deletes it.
    pub async fn remove(&self, token: &str) {
        if let Some(file) = self.lock(|files| files.remove(token))
            && let Err(error) = tokio::fs::remove_file(&file.path).await
        {
            tracing::warn!(%error, "a staged file could not be removed");
        }
    }

    async fn begin(&self, name: &str, size: u64) -> Result<String, AppError> {
        if size > MAX_BYTES {
            let detail = format!("{} MB", size / 1024 / 1024);
            return Err(AppError::FileUnreadable { reason: FileProblem::TooLarge, detail });
        }
        for old in self
            .lock(|files| files.iter().filter(|(_, f)| f.used).map(|(t, _)| t.clone()).collect::<Vec<_>>())
        {
            self.remove(&old).await;
        }
        tokio::fs::create_dir_all(&self.folder).await.map_err(|error| at(&self.folder, &error))?;
        let token = Uuid::now_v7().simple().to_string();
        let path = self.folder.join(&token);
        tokio::fs::File::create_new(&path).await.map_err(|error| at(&path, &error))?;
        let file = Staged { path, name: name.to_owned(), size, received: 0, used: false };
        self.lock(|files| files.insert(token.clone(), file));
        Ok(token)
    }

    fn find(&self, token: &str) -> Result<Staged, AppError> {
        self.lock(|files| files.get(token).cloned())
            .ok_or_else(|| AppError::invalid("token", FieldProblem::UnknownReference))
    }

    fn lock<T>(&self, with: impl FnOnce(&mut HashMap<String, Staged>) -> T) -> T {
        with(&mut self.files.lock().unwrap_or_else(PoisonError::into_inner))
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
        staging.used(&token);
        assert!(staging.whole(&token).is_ok(), "its rejected rows may still be asked for");
        staging.write(None, "下一个.xlsx", 0, 1, b"x").await.unwrap();
        assert!(!file.path.exists(), "gone once the next one comes");
        assert!(staging.whole(&token).is_err());
        staging.clear();
        assert!(!home.path().join("staging").exists());
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

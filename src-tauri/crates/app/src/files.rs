//! Putting a finished file in its place: whole, or not at all.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::AppError;

/// A file that is written under a name of its own beside its place; it is removed unless it is put there.
#[derive(Debug)]
pub struct Pending {
    part: NamedTempFile,
    place: PathBuf,
}

impl Pending {
    /// Writes the bytes beside `place`. Two that are on their way to one place don't meet before they are put there.
    ///
    /// # Errors
    /// [`AppError::CannotOpen`] or [`AppError::DiskFull`].
    pub fn write(place: &Path, bytes: &[u8]) -> Result<Self, AppError> {
        let failed = |error: std::io::Error| failed(place, &error);
        place.file_name().ok_or_else(|| cannot_open(place))?;
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let mut part = builder().tempfile_in(folder).map_err(failed)?;
        part.write_all(bytes).and_then(|()| part.as_file().sync_all()).map_err(failed)?;
        Ok(Self { part, place: place.to_owned() })
    }

    /// Writes more bytes behind those that it holds.
    ///
    /// # Errors
    /// As [`Pending::write`]; nothing is left behind then.
    pub fn append(mut self, bytes: &[u8]) -> Result<Self, AppError> {
        let written = self.part.write_all(bytes).and_then(|()| self.part.as_file().sync_data());
        written.map_err(|error| failed(&self.place, &error))?;
        Ok(self)
    }

    /// Puts it in its place, over whatever was there.
    ///
    /// # Errors
    /// As [`Pending::write`]; nothing is left behind then.
    pub fn put(self) -> Result<(), AppError> {
        self.part.persist(&self.place).map_err(|error| failed(&self.place, &error.error))?;
        Ok(())
    }

    /// Puts it at the first of `places` where nothing is yet; they lie in the folder that it was written for.
    ///
    /// # Errors
    /// As [`Pending::write`], and when each of them is taken; nothing is left behind then.
    pub fn put_beside(self, places: impl IntoIterator<Item = PathBuf>) -> Result<PathBuf, AppError> {
        let mut part = self.part;
        for place in places {
            match part.persist_noclobber(&place) {
                Ok(_) => return Ok(place),
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists => part = error.file,
                Err(error) => return Err(failed(&place, &error.error)),
            }
        }
        Err(cannot_open(&self.place))
    }
}

/// The part's name says what it is, should the program end before it is put in its place.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".huishang-").suffix(".part");
    #[cfg(unix)]
    {
        // As open as any file that this person makes, not for them alone.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

fn cannot_open(path: &Path) -> AppError {
    AppError::CannotOpen { path: path.to_string_lossy().into_owned() }
}

fn failed(path: &Path, error: &std::io::Error) -> AppError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => AppError::DiskFull,
        _ => cannot_open(path),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn two_on_their_way_to_one_place_do_not_meet() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("台账.xlsx");
        let first = Pending::write(&place, b"1").unwrap();
        let second = Pending::write(&place, b"22").unwrap();
        assert_eq!(names(home.path()).len(), 2);
        second.put().unwrap();
        assert_eq!(std::fs::read(&place).unwrap(), b"22");
        first.put().unwrap();
        assert_eq!(std::fs::read(&place).unwrap(), b"1", "the last one put there stays, whole");
        assert_eq!(names(home.path()), ["台账.xlsx"]);
    }

    #[test]
    fn beside_means_never_over_another() {
        let home = tempfile::tempdir().unwrap();
        let places = || [home.path().join("甲"), home.path().join("乙")];
        for (text, expected) in [(b"1", "甲"), (b"2", "乙")] {
            let pending = Pending::write(&places()[0], text).unwrap();
            assert_eq!(pending.put_beside(places()).unwrap(), home.path().join(expected));
        }
        let third = Pending::write(&places()[0], b"3").unwrap();
        assert!(matches!(third.put_beside(places()), Err(AppError::CannotOpen { .. })));
        assert_eq!(std::fs::read(&places()[0]).unwrap(), b"1");
        assert_eq!(names(home.path()).len(), 2, "nothing is left of the third");
    }

    #[test]
    fn what_is_not_put_anywhere_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("台账.xlsx");
        drop(Pending::write(&place, b"1").unwrap());
        std::fs::create_dir(&place).unwrap();
        assert!(Pending::write(&place, b"1").unwrap().put().is_err(), "a folder is in its place");
        assert_eq!(names(home.path()), ["台账.xlsx"]);
        let nowhere = home.path().join("没有").join("台账.xlsx");
        let error = Pending::write(&nowhere, b"1").unwrap_err();
        assert_eq!(error, AppError::CannotOpen { path: nowhere.to_string_lossy().into_owned() });
    }
}

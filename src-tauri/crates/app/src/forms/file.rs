//! Putting a finished file in its place: whole, or not at all.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::AppError;

/// A file that is written but not in its place yet; it is removed unless it is put there.
pub(super) struct Pending {
    part: PathBuf,
    place: PathBuf,
    done: bool,
}

impl Pending {
    /// Writes the bytes beside their place.
    pub fn write(place: &Path, bytes: &[u8]) -> Result<Self, AppError> {
        let name = place.file_name().ok_or_else(|| cannot_open(place))?;
        let mut part = name.to_os_string();
        part.push(".part");
        let pending = Self { part: place.with_file_name(part), place: place.to_owned(), done: false };
        std::fs::write(&pending.part, bytes).map_err(|error| failed(place, &error))?;
        Ok(pending)
    }

    /// Puts it in its place, over whatever was there.
    pub fn put(mut self) -> Result<(), AppError> {
        std::fs::rename(&self.part, &self.place).map_err(|error| failed(&self.place, &error))?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.done {
            let _ = std::fs::remove_file(&self.part);
        }
    }
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

//! Files that leave the program: one folder, names that never overwrite, and opening only what lies in it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, Utc};
use huishang_app::files::Pending;
use huishang_app::{AppError, FieldProblem};
use serde::{Deserialize, Serialize};

use crate::staging::at;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// The whole path.
    pub path: String,
    /// The file's name.
    pub name: String,
    /// How many records it holds.
    pub rows: i64,
}

impl ExportedFile {
    /// What is told of a file that was written.
    pub fn at(path: &Path, rows: i64) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { path: path.to_string_lossy().into_owned(), name, rows }
    }
}

/// Shows files with the system's own programs; the bridge for tests has none.
pub trait Viewer: Send + Sync {
    /// Opens a file with the program that the system uses for it.
    ///
    /// # Errors
    /// What the system says.
    fn open(&self, path: &Path) -> Result<(), String>;

    /// Shows a file in its folder.
    ///
    /// # Errors
    /// What the system says.
    fn reveal(&self, path: &Path) -> Result<(), String>;
}

/// The system's programs.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemViewer;

impl Viewer for SystemViewer {
    fn open(&self, path: &Path) -> Result<(), String> {
        tauri_plugin_opener::open_path(path, None::<&str>).map_err(|error| error.to_string())
    }

    fn reveal(&self, path: &Path) -> Result<(), String> {
        tauri_plugin_opener::reveal_item_in_dir(path).or_else(|_| match path.parent() {
            Some(folder) => self.open(folder),
            None => Ok(()),
        })
    }
}

/// How many files may have the same name but for a number behind it.
const MOST_COPIES: u32 = 1000;

/// The folder of everything that was exported.
#[derive(Clone, Debug)]
pub struct Exports {
    folder: PathBuf,
}

impl Exports {
    /// Uses `folder`, which is made when the first file is written.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes a file `<标题>_<期>_<时刻>.<ext>`, beside any that exists; it is there whole, or not at all.
    ///
    /// # Errors
    /// The folder can't be made or written to, or is full.
    pub async fn write(
        &self,
        title: &str,
        period: &str,
        now: DateTime<Utc>,
        extension: &str,
        bytes: &[u8],
    ) -> Result<PathBuf, AppError> {
        tokio::fs::create_dir_all(&self.folder).await.map_err(|error| at(&self.folder, &error))?;
        let stem = stem(title, period, now);
        let places = (1..MOST_COPIES).map(|copy| match copy {
            1 => format!("{stem}.{extension}"),
            n => format!("{stem}（{n}）.{extension}"),
        });
        let places: Vec<PathBuf> = places.map(|name| self.folder.join(name)).collect();
        let (first, bytes) = (self.folder.join(format!("{stem}.{extension}")), bytes.to_vec());
        let written =
            tokio::task::spawn_blocking(move || Pending::write(&first, &bytes)?.put_beside(places)).await;
        written.map_err(|error| AppError::Internal { detail: error.to_string() })?
    }

    /// Makes the folder, for whoever writes into it piece by piece.
    ///
    /// # Errors
    /// It can't be made.
    pub async fn make(&self) -> Result<(), AppError> {
        tokio::fs::create_dir_all(&self.folder).await.map_err(|error| at(&self.folder, &error))
    }

    /// Where a file of this name may go: beside any that exists. The name is no path.
    pub fn places(&self, name: &str) -> Vec<PathBuf> {
        let (stem, end) = name.rsplit_once('.').map_or((name, String::new()), |(s, e)| (s, format!(".{e}")));
        let names = (1..MOST_COPIES).map(|copy| match copy {
            1 => name.to_owned(),
            n => format!("{stem}（{n}）{end}"),
        });
        names.map(|name| self.folder.join(name)).collect()
    }

    /// The file at `path`, if it is one that was exported.
    ///
    /// # Errors
    /// It isn't there, or lies elsewhere.
    pub fn inside(&self, path: &str) -> Result<PathBuf, AppError> {
        let missing = || AppError::invalid("path", FieldProblem::UnknownReference);
        let folder = self.folder.canonicalize().map_err(|_| missing())?;
        let file = Path::new(path).canonicalize().map_err(|_| missing())?;
        if file.starts_with(&folder) && file.is_file() { Ok(file) } else { Err(missing()) }
    }
}

/// Title, period and time of day, with nothing that a file system refuses.
fn stem(title: &str, period: &str, now: DateTime<Utc>) -> String {
    let time = FixedOffset::east_opt(8 * 3600).map_or_else(
        || now.format("%H%M%S").to_string(),
        |zone| now.with_timezone(&zone).format("%H%M%S").to_string(),
    );
    let clean = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '（' | '）' | '〔' | '〕'))
            .take(60)
            .collect()
    };
    format!("{}_{}_{time}", clean(title), clean(period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 24, 1, 2, 3).unwrap()
    }

    #[tokio::test]
    async fn a_second_export_stands_beside_the_first() {
        let home = tempfile::tempdir().unwrap();
        let exports = Exports::new(home.path().join("会商包案导出"));
        let first = exports.write("会商事项台账", "2026-10", now(), "xlsx", b"1").await.unwrap();
        let second = exports.write("会商事项台账", "2026-10", now(), "xlsx", b"2").await.unwrap();
        assert_eq!(first.file_name().unwrap(), "会商事项台账_2026-10_090203.xlsx");
        assert_eq!(second.file_name().unwrap(), "会商事项台账_2026-10_090203（2）.xlsx");
        assert_eq!(std::fs::read(first).unwrap(), b"1");
    }

    #[test]
    fn a_file_keeps_its_name_and_its_ending() {
        let exports = Exports::new(PathBuf::from("导出"));
        let places = |name: &str| exports.places(name).into_iter().take(2).collect::<Vec<_>>();
        assert_eq!(
            places("现场.照片.png"),
            [Path::new("导出/现场.照片.png"), Path::new("导出/现场.照片（2）.png")]
        );
        assert_eq!(places("说明"), [Path::new("导出/说明"), Path::new("导出/说明（2）")]);
    }

    #[tokio::test]
    async fn two_exports_at_once_each_have_their_file() {
        let home = tempfile::tempdir().unwrap();
        let exports = Exports::new(home.path().join("导出"));
        let write = |bytes: &'static [u8]| exports.write("台账", "2026-10", now(), "xlsx", bytes);
        let (first, second) = tokio::join!(write(b"1"), write(b"22"));
        let (first, second) = (first.unwrap(), second.unwrap());
        assert_eq!(
            (std::fs::read(&first).unwrap(), std::fs::read(&second).unwrap()),
            (b"1".into(), b"22".into())
        );
        assert_eq!(std::fs::read_dir(exports.folder()).unwrap().count(), 2);
    }

    #[tokio::test]
    async fn what_cannot_be_written_leaves_no_empty_file() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("导出");
        std::fs::write(&folder, "a file in the folder's place").unwrap();
        let exports = Exports::new(folder);
        assert!(exports.write("台账", "2026-10", now(), "xlsx", b"1").await.is_err());
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[tokio::test]
    async fn only_what_was_exported_can_be_opened() {
        let home = tempfile::tempdir().unwrap();
        let exports = Exports::new(home.path().join("导出"));
        assert!(exports.inside("/etc/hostname").is_err());
        let file = exports.write("../../台账", "2026-10", now(), "xlsx", b"1").await.unwrap();
        assert_eq!(exports.inside(&file.to_string_lossy()).unwrap(), file.canonicalize().unwrap());
        std::fs::write(home.path().join("外面.txt"), "x").unwrap();
        let outside = home.path().join("导出/../外面.txt");
        assert!(exports.inside(&outside.to_string_lossy()).is_err());
        assert!(exports.inside(&home.path().join("导出").to_string_lossy()).is_err(), "a folder is no file");
    }
}

//! Where the program keeps things for this person.

use std::path::PathBuf;

use directories::{BaseDirs, UserDirs};

/// The folder's name among the person's data; the identifier of tauri.conf.json, so that everything lies together.
const IDENTIFIER: &str = "cn.huishang.workbench";
/// The person's own database.
const DATABASE: &str = "会商包案.db";
/// Under the person's documents.
const EXPORTS: &str = "会商包案导出";

/// The folders of this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The database.
    pub data: PathBuf,
    /// Files on their way in; nothing here outlives a start.
    pub staging: PathBuf,
    /// Files on their way out.
    pub exports: PathBuf,
}

impl Folders {
    /// As the system says; none when it knows no home folder.
    pub fn of_this_person() -> Option<Self> {
        let base = BaseDirs::new()?;
        let data = base.data_dir().join(IDENTIFIER);
        let documents = UserDirs::new().and_then(|dirs| dirs.document_dir().map(PathBuf::from));
        Some(Self {
            staging: base.cache_dir().join(IDENTIFIER).join("staging"),
            exports: documents.unwrap_or_else(|| data.clone()).join(EXPORTS),
            data,
        })
    }

    /// Where forms that aren't saved yet are kept; see [`crate::drafts`].
    pub fn drafts(&self) -> PathBuf {
        self.data.join("drafts")
    }

    /// The address of the person's own database.
    pub fn database_url(&self) -> String {
        let path = self.data.join(DATABASE).to_string_lossy().replace('\\', "/");
        format!("sqlite://{path}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_database_is_a_file_of_the_person() {
        let folders =
            Folders { data: "/家/数据".into(), staging: PathBuf::new(), exports: PathBuf::new() };
        assert_eq!(folders.database_url(), "sqlite:///家/数据/会商包案.db");
    }
}

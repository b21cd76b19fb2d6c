//! Where PostgreSQL's programs lie.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder with `initdb` and its kin: the newest of Debian's, else the one of `pg_config` or of PATH.
pub(crate) fn folder() -> Result<PathBuf, String> {
    newest(Path::new("/usr/lib/postgresql")).or_else(of_pg_config).or_else(of_path).ok_or_else(|| {
        "PostgreSQL's programs (initdb, pg_ctl, psql) were not found; install PostgreSQL".to_owned()
    })
}

fn newest(versions: &Path) -> Option<PathBuf> {
    let found = std::fs::read_dir(versions).ok()?.flatten().filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        Some((version, complete(entry.path().join("bin"))?))
    });
    found.max_by_key(|(version, _)| *version).map(|(_, bin)| bin)
}

fn of_pg_config() -> Option<PathBuf> {
    let answer = Command::new("pg_config").arg("--bindir").output().ok()?;
    complete(PathBuf::from(String::from_utf8(answer.stdout).ok()?.trim()))
}

fn of_path() -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).find_map(complete)
}

fn complete(bin: PathBuf) -> Option<PathBuf> {
    ["initdb", "pg_ctl", "psql"].iter().all(|program| bin.join(program).is_file()).then_some(bin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_complete_version_is_taken() {
        let root = tempfile::tempdir().unwrap();
        for version in ["9", "14", "15", "99"] {
            let bin = root.path().join(version).join("bin");
            std::fs::create_dir_all(&bin).unwrap();
            for program in ["initdb", "pg_ctl", "psql"] {
                // 99 lacks psql, as a server package without its client does.
                if (version, program) != ("99", "psql") {
                    std::fs::write(bin.join(program), "").unwrap();
                }
            }
        }
        assert_eq!(newest(root.path()), Some(root.path().join("15/bin")));
        assert_eq!(newest(&root.path().join("none")), None);
    }
}

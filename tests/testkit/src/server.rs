//! A PostgreSQL server that lives exactly as long as the test process.
//!
//! A keeper process makes the server, waits for the end of its standard input and then removes all of it. Its input
//! is a pipe held by the test process, so that the end comes however that process ends: passed, panicked or killed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;

use crate::programs;

/// Starts the server in `$2`, says so, waits for the end of input, removes everything. Only this script touches the
/// folder, so nothing is left behind even when the end comes while it is still starting.
const KEEPER: &str = r#"
bin=$1; dir=$2
end() { "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"; }
trap '' INT TERM HUP
if "$bin/initdb" --no-sync --no-instructions --username=postgres --auth=trust --encoding=UTF8 --locale=C \
        -D "$dir/data" >"$dir/log" 2>&1 &&
    "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -o "-k $dir -c listen_addresses='' -c fsync=off \
        -c full_page_writes=off -c synchronous_commit=off -c max_connections=200" start >>"$dir/log" 2>&1 </dev/null
then echo ready; else tail -n 5 "$dir/log"; end; exit 1; fi
read -r _
end
"#;

/// A private server, reached through a socket in a folder that only this account may enter.
#[derive(Debug)]
pub struct PgServer {
    bin: PathBuf,
    dir: PathBuf,
    keeper: Child,
    // Its closing is what tells the keeper that we are gone.
    lifeline: Option<ChildStdin>,
}

impl PgServer {
    /// This process's server, started when first asked for.
    ///
    /// # Errors
    /// Why there is none, in words for whoever runs the tests.
    pub fn shared() -> Result<&'static Self, String> {
        static SERVER: OnceLock<Result<PgServer, String>> = OnceLock::new();
        SERVER.get_or_init(|| Self::start(Stdio::null())).as_ref().map_err(Clone::clone)
    }

    fn start(errors: Stdio) -> Result<Self, String> {
        let bin = programs::folder()?;
        // Short, since a socket's path may have no more than about 100 bytes.
        let dir = tempfile::Builder::new()
            .prefix("hs-pg-")
            .tempdir()
            .map_err(|e| format!("no folder: {e}"))?
            .keep();
        let mut command = as_server_account(&dir)?;
        command.args(["sh", "-c", KEEPER, "keeper"]).arg(&bin).arg(&dir).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(errors);
        own_process_group(&mut command);
        let mut keeper = command.spawn().map_err(|e| format!("the server's keeper did not start: {e}"))?;
        let lifeline = keeper.stdin.take();
        let mut said = String::new();
        if let Some(out) = keeper.stdout.take() {
            let mut out = BufReader::new(out);
            while out.read_line(&mut said).is_ok_and(|read| read > 0) && said.trim_end() != "ready" {}
        }
        if said.trim_end() == "ready" {
            return Ok(Self { bin, dir, keeper, lifeline });
        }
        drop(lifeline);
        keeper.wait().ok();
        std::fs::remove_dir_all(&dir).ok();
        Err(format!("the private server did not start: {}", said.trim()))
    }

    /// The folder of its socket and data.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Makes an empty database and gives its address.
    ///
    /// # Errors
    /// What the server said.
    pub fn create_database(&self) -> Result<String, String> {
        let name = format!("t{}", uuid::Uuid::now_v7().simple());
        self.sql(&format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        let socket: String = self.dir.to_string_lossy().bytes().map(percent).collect();
        Ok(format!("postgres://postgres@localhost/{name}?host={socket}"))
    }

    /// Runs one statement as the server's owner and gives what it returns.
    ///
    /// # Errors
    /// What the server said.
    pub fn sql(&self, statement: &str) -> Result<String, String> {
        let done = Command::new(self.bin.join("psql"))
            .args(["-X", "-A", "-t", "-q", "-U", "postgres", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-h"])
            .arg(&self.dir)
            .args(["-c", statement])
            .output()
            .map_err(|e| format!("psql did not run: {e}"))?;
        if !done.status.success() {
            return Err(String::from_utf8_lossy(&done.stderr).trim().to_owned());
        }
        Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
    }

    /// Stops it and waits until all of it is gone.
    pub fn stop(mut self) {
        drop(self.lifeline.take());
        self.keeper.wait().ok();
    }
}

/// PostgreSQL refuses to run as root, so root hands the folder and the work to the account that Debian made for it.
#[cfg(unix)]
fn as_server_account(dir: &Path) -> Result<Command, String> {
    use std::os::unix::fs::MetadataExt;
    let made_by_root = std::fs::metadata(dir).map_err(|e| format!("no folder: {e}"))?.uid() == 0;
    let mut command = Command::new("env");
    if made_by_root {
        let given = Command::new("chown").arg("postgres").arg(dir).output();
        if !given.is_ok_and(|done| done.status.success()) {
            std::fs::remove_dir_all(dir).ok();
            return Err("running as root, and there is no account postgres to run the server".to_owned());
        }
        command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--reset-env"]);
    }
    Ok(command)
}

#[cfg(not(unix))]
fn as_server_account(dir: &Path) -> Result<Command, String> {
    std::fs::remove_dir_all(dir).ok();
    Err("the private server speaks through a Unix socket; run the PostgreSQL tests on Linux".to_owned())
}

/// Out of the terminal's group, so that Ctrl-C and a test runner's kill reach the tests and not the one who tidies up.
#[cfg(unix)]
fn own_process_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn own_process_group(_: &mut Command) {}

fn percent(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;

//! The built UI as files, under the shipped program's own content security policy.

use std::path::{Component, Path, PathBuf};

use serde_json::Value;

/// Stands in for what the real window's web view provides.
pub const SCRIPT: &str = include_str!("bridge.js");
const CONFIG: &str = include_str!("../../../src-tauri/tauri.conf.json");
const TAG: &str = "<script src=\"/__bridge.js\"></script>";

/// The built UI.
#[derive(Clone)]
pub struct Ui {
    folder: PathBuf,
    /// The policy that every page is served under.
    pub csp: String,
}

/// A file of the UI.
pub struct File {
    /// Its media type.
    pub kind: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Ui {
    /// The UI in `folder`.
    pub fn new(folder: PathBuf) -> Result<Self, String> {
        if !folder.join("index.html").is_file() {
            return Err(format!("{} holds no built UI", folder.display()));
        }
        Ok(Self { folder, csp: policy()? })
    }

    /// The file at a path of the address; a path of the UI's own router gets the page.
    pub fn file(&self, path: &str) -> Option<File> {
        let relative = Path::new(path.trim_start_matches('/'));
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let page = relative.extension().is_none_or(|kind| kind == "html");
        let relative = if page { Path::new("index.html") } else { relative };
        let bytes = std::fs::read(self.folder.join(relative)).ok()?;
        let bytes = if page { with_script(bytes) } else { bytes };
        Some(File { kind: kind_of(relative), bytes })
    }
}

/// The shipped policy, which lets the page talk to the program; here that is this server.
fn policy() -> Result<String, String> {
    let config: Value = serde_json::from_str(CONFIG).map_err(|error| error.to_string())?;
    let shipped = config["app"]["security"]["csp"].as_str().ok_or("tauri.conf.json has no policy")?;
    let ours = shipped.replace("connect-src ipc: http://ipc.localhost", "connect-src 'self'");
    if ours == shipped {
        Err("the policy's connect-src is not the expected one".to_owned())
    } else {
        Ok(ours)
    }
}

/// Puts our script before the page's own.
fn with_script(page: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&page).into_owned();
    let at = text.find("<head>").map_or_else(|| text.find("<script").unwrap_or(0), |at| at + "<head>".len());
    format!("{}{TAG}{}", &text[..at], &text[at..]).into_bytes()
}

fn kind_of(path: &Path) -> &'static str {
    match path.extension().and_then(|kind| kind.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

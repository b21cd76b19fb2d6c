//! The program on Tauri's mock runtime: the same commands, the same state, no window.

use std::path::Path;
use std::sync::Arc;

use huishang_app::clock::{Clock, SystemClock};
use huishang_desktop::desk::Setting;
use huishang_desktop::exports::Viewer;
use huishang_desktop::folders::Folders;
use huishang_desktop::{events, shell};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App, Listener, Url, WebviewWindow, WebviewWindowBuilder};
use tokio::sync::broadcast;

use crate::clock::StartedAt;
use crate::{Args, text};

/// Where the mock window believes that its page comes from: a local one, so that it may use every command.
const PAGE: &str = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
/// How many events a slow page may lag behind.
const BACKLOG: usize = 1024;

/// The running program.
#[derive(Clone)]
pub struct Core {
    window: WebviewWindow<MockRuntime>,
    url: Url,
    events: broadcast::Sender<String>,
}

/// Nobody looks at files here.
struct Nobody;

impl Viewer for Nobody {
    fn open(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }

    fn reveal(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }
}

/// Builds the program and begins to open its database.
pub fn build(args: &Args) -> Result<App<MockRuntime>, String> {
    let mut folders = Folders::of_this_person().ok_or("no home folder")?;
    // Not the person's own: what lies there is removed at the start.
    folders.staging = folders.staging.with_file_name(format!("staging-bridge-{}", std::process::id()));
    if let Some(folder) = &args.export_dir {
        folders.exports.clone_from(folder);
    }
    let clock: Arc<dyn Clock> = match args.today {
        Some(start) => Arc::new(StartedAt::new(start)),
        None => Arc::new(SystemClock),
    };
    let app = shell::configure(mock_builder()).build(mock_context(noop_assets())).map_err(text)?;
    let setting = Setting { url: args.db.clone(), folders, clock, viewer: Arc::new(Nobody) };
    shell::set_up(app.handle(), setting);
    Ok(app)
}

impl Core {
    /// Opens the mock window and listens for the program's events.
    pub fn new(app: &App<MockRuntime>) -> Result<Self, String> {
        let window =
            WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::default()).build().map_err(text)?;
        let (events, _) = broadcast::channel(BACKLOG);
        for name in events::NAMES {
            let sender = events.clone();
            app.listen_any(name, move |event| {
                // With no page connected there is nobody to tell.
                let _ = sender.send(format!(r#"{{"event":"{name}","payload":{}}}"#, event.payload()));
            });
        }
        Ok(Self { window, url: Url::parse(PAGE).map_err(text)?, events })
    }

    /// The events from now on.
    pub fn events(&self) -> broadcast::Receiver<String> {
        self.events.subscribe()
    }

    /// Runs a command to its end; blocks.
    pub fn invoke(&self, cmd: String, args: Value) -> Value {
        let request = InvokeRequest {
            cmd,
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: self.url.clone(),
            body: InvokeBody::Json(args),
            headers: axum::http::HeaderMap::new(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        match get_ipc_response(&self.window, request) {
            Ok(InvokeResponseBody::Json(text)) => serde_json::from_str::<Value>(&text)
                .map_or_else(|error| json!({ "error": error.to_string() }), |ok| json!({ "ok": ok })),
            Ok(InvokeResponseBody::Raw(bytes)) => json!({ "ok": bytes }),
            Err(error) => json!({ "error": error }),
        }
    }
}

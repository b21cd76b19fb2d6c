//! Floor 4: the shell. Windows, thin commands, events and wiring; the only crate that knows Tauri.
//!
//! [`run`] is the program. [`shell::configure`] and [`shell::set_up`] are generic over the runtime, so that the bridge
//! for tests serves the very same commands. A command takes the [`desk::Desk`], asks it for the open database and the
//! person, and calls one use case.
//!
//! The page's policy (tauri.conf.json) allows scripts from the program itself only. Styles may stand inline, since Ant
//! Design writes its rules into `<style>` elements while it runs; for the same reason Tauri must not add nonces to
//! `style-src`, which would switch `unsafe-inline` off. Plugins are used from here; the page may listen to events, no more.

pub mod commands;
pub mod desk;
pub mod drafts;
pub mod events;
pub mod exports;
pub mod folders;
pub mod logging;
mod options;
pub mod shell;
pub mod staging;
mod stops;
pub mod tasks;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use huishang_app::clock::SystemClock;
use tauri::{Manager, RunEvent};

pub use options::Options;

use crate::desk::{Desk, Setting};
use crate::exports::SystemViewer;
use crate::folders::Folders;

/// Runs the program until its window is closed.
pub fn run(options: Options) -> ExitCode {
    logging::start();
    let Some(folders) = Folders::of_this_person() else {
        tracing::error!("the system knows no home folder for this person");
        return ExitCode::FAILURE;
    };
    let setting = Setting {
        url: options.db.unwrap_or_else(|| folders.database_url()),
        folders,
        clock: Arc::new(SystemClock),
        viewer: Arc::new(SystemViewer),
    };
    match build(setting) {
        Ok(app) => {
            app.run(|handle, event| {
                if matches!(event, RunEvent::Exit) {
                    tauri::async_runtime::block_on(handle.state::<Desk>().close());
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the program could not start");
            ExitCode::FAILURE
        }
    }
}

fn build(setting: Setting) -> tauri::Result<tauri::App> {
    let mut builder = shell::configure(tauri::Builder::default());
    if window::can_find_another() {
        builder = builder.plugin(window::single_instance());
    }
    builder
        .plugin(window::state())
        .setup(|app| {
            shell::set_up(app.handle(), setting);
            Ok(window::create(app.handle())?)
        })
        .build(tauri::generate_context!())
}

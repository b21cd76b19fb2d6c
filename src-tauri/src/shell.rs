//! Putting the program together: the same for the real window and for the mock runtime that tests use.

use std::sync::Arc;

use tauri::{AppHandle, Builder, Manager, Runtime};

use crate::commands;
use crate::desk::{Desk, Setting};
use crate::events::Windows;

/// Gives a builder our commands.
pub fn configure<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(commands::specta_builder::<R>().invoke_handler())
}

/// Sets up the desk and begins to open its database; a window may be shown meanwhile.
pub fn set_up<R: Runtime>(handle: &AppHandle<R>, setting: Setting) {
    let announcer = Arc::new(Windows(handle.clone()));
    handle.manage(Desk::new(setting, announcer));
    let handle = handle.clone();
    tauri::async_runtime::spawn(async move { handle.state::<Desk>().open().await });
}

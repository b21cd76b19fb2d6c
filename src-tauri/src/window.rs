//! The one window, and that there is one program only.

use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Runtime, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

/// Its label in tauri.conf.json.
pub const MAIN: &str = "main";

/// Makes the window as tauri.conf.json describes it. It says `create: false`, so that no window can ask for anything
/// before the state that answers it is there.
///
/// # Errors
/// What the system says.
pub fn create<R: Runtime>(handle: &AppHandle<R>) -> tauri::Result<()> {
    let config = handle.config().app.windows.iter().find(|w| w.label == MAIN).cloned().unwrap_or_default();
    WebviewWindowBuilder::from_config(handle, &config)?.build()?;
    Ok(())
}

/// Remembers where the window was and how large; whether it was visible is not the person's choice.
pub fn state<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::default()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// A second start brings the first one's window to the front.
pub fn single_instance<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_single_instance::init(|handle, _, _| {
        if let Some(window) = handle.get_webview_window(MAIN) {
            for step in [window.unminimize(), window.show(), window.set_focus()] {
                if let Err(error) = step {
                    tracing::warn!(%error, "the window could not be brought to the front");
                }
            }
        }
    })
}

/// Whether another instance can be found: on Linux that takes a session bus, which a bare X server doesn't have.
pub fn can_find_another() -> bool {
    if cfg!(not(target_os = "linux")) {
        return true;
    }
    std::env::var("DBUS_SESSION_BUS_ADDRESS").is_ok_and(|bus| !bus.is_empty() && bus != "disabled:")
}

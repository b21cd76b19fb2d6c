//! What happened, on standard error, for whoever looks after the program. Never what a person typed or read.

use tracing_subscriber::EnvFilter;

/// Turns logging on; `HUISHANG_LOG` sets how much, like `debug` or `huishang_app=trace`.
pub fn start() {
    let filter =
        EnvFilter::try_from_env("HUISHANG_LOG").unwrap_or_else(|_| EnvFilter::new("warn,huishang=info"));
    let started = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
    if started.is_err() {
        tracing::debug!("logging was on already");
    }
    std::panic::set_hook(Box::new(|info| {
        let at = info.location().map(ToString::to_string).unwrap_or_default();
        // Its message could quote what a person wrote, so only the place is kept.
        tracing::error!(%at, "a defect stopped a thread");
    }));
}

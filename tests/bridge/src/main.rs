//! Serves the built UI and the shell's own commands to a browser on this machine, so that tests can drive the program in
//! Chromium, the engine of Windows' WebView2. It is for tests only: nothing that is shipped depends on it.

mod clock;
mod core;
mod page;
mod server;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// How the bridge is started.
#[derive(Debug, Parser)]
struct Args {
    /// The database: sqlite://FILE or postgres://…
    #[arg(long)]
    db: String,
    /// The built UI.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/dist"))]
    ui: PathBuf,
    /// 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Where exported files go, instead of the person's documents.
    #[arg(long)]
    export_dir: Option<PathBuf>,
    /// The time at which the program believes it was started, in Asia/Shanghai.
    #[arg(long, value_parser = clock::parse, value_name = "YYYY-MM-DDTHH:MM")]
    today: Option<chrono::DateTime<chrono::Utc>>,
}

fn main() -> ExitCode {
    huishang_desktop::logging::start();
    match start(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error, "the bridge stopped");
            ExitCode::FAILURE
        }
    }
}

fn start(args: Args) -> Result<(), String> {
    let ui = page::Ui::new(args.ui.clone())?;
    // The app stays here, on the main thread, as it does in the program.
    let app = core::build(&args)?;
    let core = core::Core::new(&app)?;
    tauri::async_runtime::block_on(async move {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", args.port)).await.map_err(text)?;
        let address = listener.local_addr().map_err(text)?;
        let mut out = std::io::stdout();
        writeln!(out, "listening http://{address}").and_then(|()| out.flush()).map_err(text)?;
        axum::serve(listener, server::routes(core, ui)).await.map_err(text)
    })
}

/// An error as people read it.
fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

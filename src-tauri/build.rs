//! Reads tauri.conf.json and the capabilities; makes sure that there is a UI folder to build in.

use std::path::Path;

const PLACEHOLDER: &str =
    "<!doctype html><meta charset=\"utf-8\"><p>界面还没有构建：npm run build --workspace ui";

fn main() {
    let dist = Path::new("../ui/dist");
    // The program takes its UI in while it is compiled; checks and unit tests must not need Node for that.
    if !dist.exists() && std::fs::create_dir_all(dist).is_ok() {
        let _ = std::fs::write(dist.join("index.html"), PLACEHOLDER);
    }
    println!("cargo:rerun-if-changed=../ui/dist");
    tauri_build::build();
}

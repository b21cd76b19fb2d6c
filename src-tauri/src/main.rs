#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
//! The desktop program.

use std::process::ExitCode;

use huishang_desktop::Options;

fn main() -> ExitCode {
    huishang_desktop::run(Options::from_process())
}

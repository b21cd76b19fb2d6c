//! `huishang`: the program's core without a window, for scheduled exports, imports and checks.
//!
//! Exits 0 on success, 1 where the work was refused (its reason in Chinese on standard error), 2 on wrong use.

mod bar;
mod commands;
mod fields;
mod help;
mod usage;
mod words;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};
use commands::Command;

/// 会商包案工作台命令行
#[derive(Parser)]
#[command(name = "huishang", version, about)]
struct Arguments {
    /// 以 JSON 输出结果
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[tokio::main]
async fn main() -> ExitCode {
    let parsed = help::in_chinese(Arguments::command()).try_get_matches();
    let arguments = match parsed.and_then(|found| Arguments::from_arg_matches(&found)) {
        Ok(arguments) => arguments,
        Err(error) => {
            match usage::sentence(&error) {
                Some(said) => eprintln!("{said}"),
                // Nothing is left to do where even this can't be shown.
                None => drop(error.print()),
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match commands::run(arguments.command, arguments.json).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(1)
        }
    }
}

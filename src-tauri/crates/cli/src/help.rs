//! The help in Chinese: clap's own words stand in English.

use clap::{Arg, ArgAction, Command};

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";

/// A command whose help, and that of those below it, speaks Chinese throughout.
pub fn in_chinese(command: Command) -> Command {
    let has_version = command.get_version().is_some();
    let usage = usage(&command);
    let command = command
        .help_template(TEMPLATE)
        .override_usage(usage)
        .subcommand_help_heading("命令")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "文件" } else { "选项" };
            let first = arg.get_default_values().first().map(|v| v.to_string_lossy().into_owned());
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let takes_value = arg.get_action().takes_values();
            let arg = arg.help_heading(heading);
            match first.filter(|_| takes_value) {
                Some(first) => arg.hide_default_value(true).help(format!("{help}（不写就是 {first}）")),
                None => arg,
            }
        })
        .arg(flag("help", 'h', "显示用法", ArgAction::Help))
        .mut_subcommands(in_chinese);
    if has_version { command.arg(flag("version", 'V', "显示版本", ArgAction::Version)) } else { command }
}

fn flag(name: &'static str, short: char, help: &'static str, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).help(help).help_heading("选项").action(action)
}

/// `huishang import --db <DB> [选项] <FILE>`
fn usage(command: &Command) -> String {
    let mut usage = match command.get_name() {
        "huishang" => "huishang <命令>".to_owned(),
        name => format!("huishang {name}"),
    };
    let value = |arg: &Arg| arg.get_value_names().and_then(|names| names.first().map(ToString::to_string));
    for arg in command.get_arguments().filter(|arg| arg.is_required_set() && !arg.is_positional()) {
        usage += &format!(" --{} <{}>", arg.get_id(), value(arg).unwrap_or_default());
    }
    usage += " [选项]";
    for arg in command.get_arguments().filter(|arg| arg.is_positional()) {
        usage += &format!(" <{}>", value(arg).unwrap_or_default());
    }
    usage
}

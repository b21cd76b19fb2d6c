//! What the command line says when it is used wrongly: which option, what is wrong with it, and where to look.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::fields;

/// The sentence for wrong use; none for help and version, which clap prints by itself.
pub fn sentence(error: &clap::Error) -> Option<String> {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return None;
    }
    let arguments = options(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("还缺少：{}", arguments.join("、")),
        ErrorKind::InvalidValue if value.is_empty() => format!("{}没有填写", arguments.join("、")),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{}不能是“{value}”", arguments.join("、"))
        }
        ErrorKind::UnknownArgument => format!("没有“{}”这个选项", arguments.join("、")),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", text(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::ArgumentConflict => format!("{}写了两次，或者不能同时使用", arguments.join("、")),
        _ => "命令写得不对".to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let near: Vec<String> = near.iter().flat_map(|kind| values(error, *kind)).collect();
    let near =
        if near.is_empty() { String::new() } else { format!("是不是想写 {}？", near.join("、")) };
    Some(format!("{what}。什么都没有做。{near}用法见 huishang --help，或在命令后加 --help。"))
}

/// The options that an error names, in Chinese: `--period <PERIOD>` is 期别（--period）.
fn options(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    let bare = |written: &String| {
        let option = written.split([' ', '=']).next().unwrap_or_default();
        fields::named(option)
    };
    values(error, kind).iter().map(bare).collect()
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    values(error, kind).join("、")
}

fn values(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

//! What the fields and options of a command are called in Chinese, and what may be wrong with them.

use huishang_app::FieldProblem as Problem;

/// Code of the field in the core, the option that fills it in (empty where there is none), its name.
const NAMES: &[(&str, &str, &str)] = &[
    ("db", "--db", "数据库地址"),
    ("path", "<文件>", "要导入的文件"),
    ("code", "--form", "报表代码"),
    ("period", "--period", "期别"),
    ("out", "--out", "输出文件"),
    ("mapping", "--map", "列的对应关系"),
    ("source", "--source", "来源渠道"),
    ("errors", "--errors", "问题行文件"),
    ("appeals", "--appeals", "诉求件数"),
    ("seed", "--seed", "随机种子"),
    ("today", "--today", "截止日期"),
    ("revealReason", "", "查看完整个人信息的理由"),
];

/// The name of a field with its option, such as 期别（--period）.
pub fn named(code: &str) -> String {
    let found = NAMES.iter().find(|(own, option, _)| *own == code || *option == code);
    match found {
        Some((_, option, name)) if option.starts_with("--") => format!("{name}（{option}）"),
        Some((_, _, name)) => (*name).to_owned(),
        None => code.to_owned(),
    }
}

/// What is wrong with a field and how to write it.
pub fn wrong(code: &str, problem: Problem) -> &'static str {
    match (code, problem) {
        ("code", Problem::UnknownReference) => "没有这张报表。可用 huishang forms 查看全部代码",
        ("period", _) => "不是一个月份。请写成 2026-10 这样",
        ("source", _) => "只能用小写字母、数字和下划线",
        ("mapping", Problem::OutOfRange) => "列数比文件的列还多。请一列写一项，不读的列写 null",
        ("mapping", Problem::MustDiffer) => "有两列对应了同一项。请只留一列，另一列写 null",
        (_, Problem::Required) => "没有填写",
        (_, Problem::TooLong) => "写得太长",
        (_, Problem::TooShort) => "写得太短",
        (_, Problem::NotADate) => "不是一个日期。请写成 2026-10-16 这样",
        (_, Problem::InThePast) => "已经过去",
        (_, Problem::BeforeStart) => "早于开始日期",
        (_, Problem::UnknownReference) => "查不到",
        (_, Problem::MustDiffer) => "与另一项重复",
        (_, Problem::OutOfRange) => "超出允许的范围",
        (_, Problem::WrongFormat) => "格式不对",
    }
}

//! What the command line says when a use case refuses: what happened, that nothing was changed, what to do.

use huishang_app::AppError;
use huishang_app::audit_trail::AuditVerdict;
use huishang_app::deadlines::DeadlineCheck;

use crate::fields;

/// How many of what differs are named.
const NAMED: usize = 20;

/// What a check found.
pub fn verified(trail: &AuditVerdict, deadlines: &DeadlineCheck) -> String {
    let mut said = match trail.broken_at {
        None => format!("操作记录完整，共 {} 条。", trail.entries),
        Some(at) => format!("操作记录从第 {at} 条起不完整：之后的记录被改过、删过或插入过。"),
    };
    if deadlines.drifted == 0 {
        said.push_str("\n期限全部与推算一致。");
        return said;
    }
    said.push_str(&format!("\n有 {} 个期限与推算不一致，可在“设置—数据库”中重算：", deadlines.drifted));
    let day = |day: Option<chrono::NaiveDate>| day.map_or("无".to_owned(), |day| day.to_string());
    for drift in deadlines.first.iter().take(NAMED) {
        said.push_str(&format!(
            "\n{} {}：存 {}，应为 {}",
            drift.entity.term(),
            drift.name,
            day(drift.stored),
            day(drift.reckoned)
        ));
    }
    said
}

/// The sentence for an error.
pub fn sentence(error: &AppError) -> String {
    match error {
        AppError::NotFound { entity } => {
            format!("没有找到这条{}，或者您无权查看；什么都没有改动。请核对后再试。", entity.term())
        }
        AppError::Forbidden { use_case } => {
            format!("您的角色不能“{}”；什么都没有改动。请联系管理员，或换有权限的账号。", use_case.term())
        }
        AppError::Stale { entity, changed_by, .. } => {
            format!("这条{}刚被{changed_by}改过，本次没有写入。请重新读取后再试。", entity.term())
        }
        AppError::Invalid { field, problem } => {
            let what = fields::wrong(field, *problem);
            format!("{}填写有误：{what}。什么都没有改动，请改正后再试。", fields::named(field))
        }
        AppError::Refused { detail, .. } => format!("{detail}什么都没有改动，请按上述原因处理后再试。"),
        AppError::CalendarYearMissing { year } => {
            format!(
                "工作日历里没有 {year} 年，什么都没有改动。请先在“设置—工作日历”导入国务院办公厅的放假通知。"
            )
        }
        AppError::FileUnreadable { reason, detail } => {
            let detail = detail.trim_end_matches('。');
            let detail = if detail.is_empty() { String::new() } else { format!("{detail}。") };
            format!("文件读不了：{}。{detail}什么都没有导入，请改好文件后再试。", reason.term())
        }
        AppError::Cancelled => "已停止，什么都没有留下。需要时请重新运行。".to_owned(),
        AppError::DatabaseLocked => "数据库正被别的程序占用，本次没有写入。请稍后再试。".to_owned(),
        AppError::DatabaseReadOnly => {
            "数据库文件是只读的，本次没有写入。请检查文件和文件夹的权限。".to_owned()
        }
        AppError::DatabaseBroken => {
            "这个文件不是本程序的数据库，或者已经损坏；它没有被改动。请核对路径，或用备份恢复。".to_owned()
        }
        AppError::DiskFull => "磁盘已满，本次没有写入。请腾出空间后再试。".to_owned(),
        AppError::NetworkShare { path } => {
            format!(
                "“{path}”在网络共享上，本机数据库不能放在那里；什么都没有改动。请改放本机硬盘，或使用共享数据库。"
            )
        }
        AppError::CannotOpen { path } => {
            format!("打不开“{path}”，数据没有改动。请检查路径是否存在、是否有权限、是否正被别的程序打开。")
        }
        AppError::Unreachable => "连不上数据库服务器，什么都没有改动。请检查网络和服务器。".to_owned(),
        AppError::LoginRefused => {
            "服务器不接受这个用户名或密码，或者没有对应的账号；什么都没有改动。请核对数据库地址，或联系管理员。"
                .to_owned()
        }
        AppError::DatabaseNewer { database, program } => {
            format!(
                "数据库是更新版本的程序建的（{database}，本程序为 {program}），没有改动它。请升级本程序。"
            )
        }
        AppError::DatabaseOutdated { database: 0, .. } => {
            "这里还没有本程序的数据库，什么都没有改动。请核对数据库地址（--db）；要新建，请先运行 huishang migrate。"
                .to_owned()
        }
        AppError::DatabaseOutdated { database, program } => {
            format!(
                "数据库的结构版本是 {database}，本程序需要 {program}；没有改动它。请先运行 huishang migrate。"
            )
        }
        AppError::WrongUrl => {
            "数据库地址（--db）写得不对，什么都没有改动。请写成 sqlite://文件 或 postgres://…。".to_owned()
        }
        AppError::NotEmpty => "数据库里已有诉求、会商、包案或自己的单位区划，演示数据只能载入空的数据库；什么都没有改动。请另建一个数据库。".to_owned(),
        AppError::Internal { detail } => {
            format!("程序内部出错，什么都没有改动：{detail}。请保留这句话并联系维护人员。")
        }
    }
}

#[cfg(test)]
mod tests {
    use huishang_app::FieldProblem;

    use super::*;

    /// One of each that needs nothing of the domain.
    fn errors() -> Vec<AppError> {
        let path = "某文件".to_owned();
        vec![
            AppError::invalid("period", FieldProblem::WrongFormat),
            AppError::invalid("something", FieldProblem::TooLong),
            AppError::Refused { refusal: "x".into(), detail: "这一步还不能走。".into() },
            AppError::CalendarYearMissing { year: 2031 },
            AppError::Cancelled,
            AppError::DatabaseLocked,
            AppError::DatabaseReadOnly,
            AppError::DatabaseBroken,
            AppError::DiskFull,
            AppError::NetworkShare { path: path.clone() },
            AppError::CannotOpen { path },
            AppError::Unreachable,
            AppError::LoginRefused,
            AppError::DatabaseNewer { database: 9, program: 1 },
            AppError::DatabaseOutdated { database: 0, program: 2 },
            AppError::DatabaseOutdated { database: 1, program: 2 },
            AppError::WrongUrl,
            AppError::NotEmpty,
            AppError::Internal { detail: "x".into() },
        ]
    }

    #[test]
    fn each_sentence_says_that_nothing_was_changed_and_what_to_do() {
        for error in errors() {
            let said = sentence(&error);
            let unchanged = ["没有改动", "没有写入", "没有被改动", "什么都没有"];
            assert!(unchanged.iter().any(|words| said.contains(words)), "{said}");
            assert!(said.contains('请') && said.ends_with('。'), "{said}");
            assert!(!said.contains("。。") && !said.contains("。，"), "{said}");
        }
    }

    #[test]
    fn a_field_has_its_chinese_name_and_its_option() {
        let said = sentence(&AppError::invalid("period", FieldProblem::WrongFormat));
        assert!(said.starts_with("期别（--period）填写有误：不是一个月份。"), "{said}");
        let said = sentence(&AppError::invalid("code", FieldProblem::UnknownReference));
        assert!(said.contains("报表代码（--form）") && said.contains("huishang forms"), "{said}");
    }
}

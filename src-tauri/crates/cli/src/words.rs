//! What the command line says when a use case refuses: what happened, that nothing was lost, what to do.

use huishang_app::AppError;

/// The sentence for an error.
pub fn sentence(error: &AppError) -> String {
    match error {
        AppError::NotFound { entity } => format!("没有找到这条{}，或者您无权查看。", entity.term()),
        AppError::Forbidden { use_case } => format!("您的角色不能“{}”。什么都没有改动。", use_case.term()),
        AppError::Stale { entity, changed_by, .. } => {
            format!("这条{}刚被{changed_by}改过，本次没有写入。请重新读取后再试。", entity.term())
        }
        AppError::Invalid { field, .. } => format!("“{field}”填写有误，什么都没有改动。请改正后再试。"),
        AppError::Refused { detail, .. } => detail.clone(),
        AppError::CalendarYearMissing { year } => {
            format!("工作日历里没有 {year} 年。请先在“设置—工作日历”导入国务院办公厅的放假通知。")
        }
        AppError::FileUnreadable { reason, detail } => {
            format!("文件读不了：{}。{detail}什么都没有导入。", reason.term())
        }
        AppError::Cancelled => "已停止，什么都没有留下。".to_owned(),
        AppError::DatabaseLocked => "数据库正被别的程序占用，本次没有写入。请稍后再试。".to_owned(),
        AppError::DatabaseReadOnly => {
            "数据库文件是只读的，本次没有写入。请检查文件和文件夹的权限。".to_owned()
        }
        AppError::DatabaseBroken => {
            "这个文件不是本程序的数据库，或者已经损坏；它没有被改动。请用备份恢复。".to_owned()
        }
        AppError::DiskFull => "磁盘已满，本次没有写入。请腾出空间后再试。".to_owned(),
        AppError::NetworkShare { path } => {
            format!("“{path}”在网络共享上，本机数据库不能放在那里。请改放本机硬盘，或使用共享数据库。")
        }
        AppError::CannotOpen { path } => format!("打不开“{path}”。请检查路径是否存在、是否有权限。"),
        AppError::Unreachable => "连不上数据库服务器，什么都没有改动。请检查网络和服务器。".to_owned(),
        AppError::LoginRefused => "服务器不接受这个用户名或密码，或者没有对应的账号。".to_owned(),
        AppError::DatabaseNewer { database, program } => {
            format!(
                "数据库是更新版本的程序建的（{database}，本程序为 {program}），没有改动它。请升级本程序。"
            )
        }
        AppError::DatabaseOutdated { database, program } => {
            format!("数据库的结构版本是 {database}，本程序需要 {program}。请先运行 huishang migrate。")
        }
        AppError::WrongUrl => "数据库地址应为 sqlite://文件 或 postgres://…。".to_owned(),
        AppError::NotEmpty => "数据库里已有诉求、会商、包案或自己的单位区划，演示数据只能载入空的数据库；什么都没有改动。请另建一个数据库。".to_owned(),
        AppError::Internal { detail } => format!("程序内部出错，什么都没有改动：{detail}"),
    }
}

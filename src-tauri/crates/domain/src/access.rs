//! Who may do what: one table of use cases × roles. `app` asks it before every use case; the screen shows it.

use crate::words::Role;

terms! {
    /// A thing that a person may be allowed to do.
    pub enum UseCase {
        ViewAppeals = "view_appeals" => "查看诉求",
        RegisterAppeal = "register_appeal" => "登记诉求",
        EditAppeal = "edit_appeal" => "修改诉求",
        ImportAppeals = "import_appeals" => "导入诉求",
        JudgeAppeal = "judge_appeal" => "研判分级",
        KeepClock = "keep_clock" => "暂停计时和登记延期",
        ApproveExtension = "approve_extension" => "批准延期",
        ViewConsultations = "view_consultations" => "查看会商",
        CreateConsultation = "create_consultation" => "新建会商",
        MoveConsultation = "move_consultation" => "办理会商",
        ViewCases = "view_cases" => "查看包案",
        OpenCase = "open_case" => "新建包案",
        MoveCase = "move_case" => "办理包案",
        ExportForms = "export_forms" => "导出报表",
        RevealPersonal = "reveal_personal" => "查看完整个人信息",
        ViewDirectory = "view_directory" => "查看单位人员",
        EditDirectory = "edit_directory" => "维护单位人员",
        EditCalendar = "edit_calendar" => "维护工作日历",
        EditRules = "edit_rules" => "维护研判规则",
        EditLimits = "edit_limits" => "维护办理时限",
        ViewAudit = "view_audit" => "查看操作记录",
        VerifyAudit = "verify_audit" => "核验操作记录",
        LoadDemo = "load_demo" => "装入演示数据",
        ManageAccounts = "manage_accounts" => "管理账号",
        ExportLists = "export_lists" => "导出清单",
        KeepViews = "keep_views" => "保存自己的视图",
        ShareViews = "share_views" => "共享视图",
    }
}

terms! {
    /// How much of it.
    pub enum Scope {
        None = "none" => "无",
        Own = "own" => "本单位",
        All = "all" => "全部",
    }
}

/// The order of the table's columns.
pub const ROLES: [Role; 6] = [Role::Viewer, Role::Clerk, Role::Head, Role::Admin, Role::Town, Role::Agency];

/// The table; `·` is nothing, `○` the own town's or agency's, `●` everything.
#[rustfmt::skip]
const TABLE: &[(UseCase, [char; 6])] = &[
    //                             查看 经办 部领导 管理员 镇街 部门
    (UseCase::ViewAppeals,        ['●', '●', '●', '●', '○', '○']),
    (UseCase::RegisterAppeal,     ['·', '●', '●', '●', '○', '·']),
    (UseCase::EditAppeal,         ['·', '●', '●', '●', '○', '○']),
    (UseCase::ImportAppeals,      ['·', '●', '●', '●', '·', '·']),
    (UseCase::JudgeAppeal,        ['·', '●', '●', '●', '·', '·']),
    (UseCase::KeepClock,          ['·', '●', '●', '●', '·', '·']),
    (UseCase::ApproveExtension,   ['·', '·', '●', '●', '·', '·']),
    (UseCase::ViewConsultations,  ['●', '●', '●', '●', '○', '○']),
    (UseCase::CreateConsultation, ['·', '●', '●', '●', '·', '·']),
    (UseCase::MoveConsultation,   ['·', '●', '●', '●', '·', '·']),
    (UseCase::ViewCases,          ['●', '●', '●', '●', '○', '○']),
    (UseCase::OpenCase,           ['·', '●', '●', '●', '·', '·']),
    (UseCase::MoveCase,           ['·', '●', '●', '●', '·', '·']),
    (UseCase::ExportForms,        ['·', '●', '●', '●', '·', '·']),
    (UseCase::RevealPersonal,     ['·', '●', '●', '●', '·', '·']),
    (UseCase::ViewDirectory,      ['●', '●', '●', '●', '●', '●']),
    (UseCase::EditDirectory,      ['·', '●', '●', '●', '·', '·']),
    (UseCase::EditCalendar,       ['·', '·', '·', '●', '·', '·']),
    (UseCase::EditRules,          ['·', '·', '·', '●', '·', '·']),
    (UseCase::EditLimits,         ['·', '·', '·', '●', '·', '·']),
    (UseCase::ViewAudit,          ['·', '·', '●', '●', '·', '·']),
    (UseCase::VerifyAudit,        ['·', '·', '·', '●', '·', '·']),
    (UseCase::LoadDemo,           ['·', '·', '·', '●', '·', '·']),
    (UseCase::ManageAccounts,     ['·', '·', '·', '●', '·', '·']),
    (UseCase::ExportLists,        ['●', '●', '●', '●', '○', '○']),
    (UseCase::KeepViews,          ['●', '●', '●', '●', '●', '●']),
    (UseCase::ShareViews,         ['·', '●', '●', '●', '·', '·']),
];

/// How much of `use_case` is open to `role`; what the table doesn't name is open to nobody.
pub fn scope(role: Role, use_case: UseCase) -> Scope {
    let mark = TABLE
        .iter()
        .find(|(named, _)| *named == use_case)
        .and_then(|(_, marks)| ROLES.iter().position(|r| *r == role).and_then(|column| marks.get(column)));
    match mark {
        Some('●') => Scope::All,
        Some('○') => Scope::Own,
        _ => Scope::None,
    }
}

/// Everything of which at least a part is open to `role`.
pub fn open_to(role: Role) -> Vec<UseCase> {
    UseCase::ALL.iter().copied().filter(|use_case| scope(role, *use_case) != Scope::None).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_total() {
        let named: Vec<_> = TABLE.iter().map(|(use_case, _)| *use_case).collect();
        assert_eq!(named, UseCase::ALL, "each use case once, in order");
        assert_eq!(ROLES.as_slice(), Role::ALL, "each role has its column");
        for (use_case, marks) in TABLE {
            assert!(marks.iter().all(|mark| ['·', '○', '●'].contains(mark)), "{use_case}");
        }
    }

    #[test]
    fn a_viewer_only_views_and_takes_along_what_is_seen() {
        let views = [
            UseCase::ViewAppeals,
            UseCase::ViewConsultations,
            UseCase::ViewCases,
            UseCase::ViewDirectory,
            UseCase::ExportLists,
            UseCase::KeepViews,
        ];
        assert_eq!(open_to(Role::Viewer), views);
    }

    #[test]
    fn an_administrator_may_everything() {
        assert!(UseCase::ALL.iter().all(|use_case| scope(Role::Admin, *use_case) == Scope::All));
    }

    #[test]
    fn a_head_may_what_a_clerk_may_and_approves_and_sees_the_trail() {
        let mut more = open_to(Role::Head);
        more.retain(|use_case| !open_to(Role::Clerk).contains(use_case));
        assert_eq!(more, [UseCase::ApproveExtension, UseCase::ViewAudit]);
        assert!(open_to(Role::Clerk).iter().all(|u| scope(Role::Head, *u) == Scope::All));
    }

    #[test]
    fn towns_and_agencies_stay_with_their_own() {
        for role in [Role::Town, Role::Agency] {
            for use_case in UseCase::ALL {
                let all = scope(role, *use_case) == Scope::All;
                let everybodys = [UseCase::ViewDirectory, UseCase::KeepViews];
                assert_eq!(all, everybodys.contains(use_case), "{role} {use_case}");
            }
            assert_eq!(scope(role, UseCase::RevealPersonal), Scope::None);
        }
        assert_eq!(scope(Role::Town, UseCase::RegisterAppeal), Scope::Own);
        assert_eq!(scope(Role::Agency, UseCase::RegisterAppeal), Scope::None);
    }
}

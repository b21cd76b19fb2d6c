//! 诉求: 登记 → 查重 → 研判分级 → 办理 → 办结 → 回访 → 归档 (domain.md §3). Drawing: `appeal.md`.

use super::{Block, RefusalCode, block, require};
use crate::words::Level;

terms! {
    /// Where an appeal stands.
    pub enum AppealState {
        Registered = "registered" => "登记",
        Deduplicated = "deduplicated" => "已查重",
        Judged = "judged" => "已研判",
        Local = "local" => "就地办",
        Consultation = "consultation" => "会商办",
        Case = "case" => "包案办",
        Suggestion = "suggestion" => "转建议",
        Mediation = "mediation" => "转调解",
        Legal = "legal" => "导入法定途径",
        Done = "done" => "办结",
        CalledBack = "called_back" => "已回访",
        Archived = "archived" => "归档",
    }
}

terms! {
    /// What can be done with an appeal.
    pub enum AppealMove {
        Check = "check" => "查重",
        Merge = "merge" => "并入原件",
        Split = "split" => "撤销并案",
        JudgeSmall = "judge_small" => "研判为小事",
        JudgeBig = "judge_big" => "研判为大事",
        JudgeHard = "judge_hard" => "研判为难事",
        WithdrawJudgement = "withdraw_judgement" => "撤回研判",
        HandleLocally = "handle_locally" => "就地办理",
        ToConsultation = "to_consultation" => "转会商",
        ToCase = "to_case" => "转包案",
        ToSuggestion = "to_suggestion" => "转为建议",
        ReferMediation = "refer_mediation" => "转调解组织",
        ReferLegal = "refer_legal" => "引导走法定途径",
        Rejudge = "rejudge" => "退回研判",
        Finish = "finish" => "办理完毕",
        CallBack = "call_back" => "回访",
        Redo = "redo" => "重办",
        Archive = "archive" => "存档",
    }
}

/// What the guards want to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AppealFacts {
    /// A reason was given with the move.
    pub has_reason: bool,
    /// The level that the appeal bears once the move is made.
    pub level: Option<Level>,
    /// The level that it must at least have, since it became a 问题工单; see [`least_level`].
    pub least_level: Option<Level>,
    /// Consultations and cases that were made from it and not cancelled.
    pub built_on: u32,
    /// Consultations, decided actions and cases of it that aren't closed yet.
    pub still_open: u32,
    /// It repeats an earlier appeal.
    pub is_duplicate: bool,
    /// The last call-back found the person dissatisfied, or the matter unsolved.
    pub dissatisfied: bool,
}

machine! {
    thing "诉求", state AppealState, moves AppealMove, facts AppealFacts, start Registered,
    Registered + Check => Deduplicated,
    Registered + Merge => Archived,
    Registered + JudgeSmall => Judged,
    Registered + JudgeBig => Judged,
    Registered + JudgeHard => Judged,
    Registered + ToSuggestion => Suggestion,
    Registered + ReferMediation => Mediation,
    Registered + ReferLegal => Legal reason,
    Deduplicated + Merge => Archived,
    Deduplicated + JudgeSmall => Judged,
    Deduplicated + JudgeBig => Judged,
    Deduplicated + JudgeHard => Judged,
    Deduplicated + ToSuggestion => Suggestion,
    Deduplicated + ReferMediation => Mediation,
    Deduplicated + ReferLegal => Legal reason,
    Judged + JudgeSmall => Judged,
    Judged + JudgeBig => Judged,
    Judged + JudgeHard => Judged,
    Judged + WithdrawJudgement => Deduplicated,
    Judged + HandleLocally => Local,
    Judged + ToConsultation => Consultation,
    Judged + ToCase => Case,
    Judged + ToSuggestion => Suggestion,
    Judged + ReferMediation => Mediation,
    Judged + ReferLegal => Legal reason,
    Local + WithdrawJudgement => Deduplicated,
    Local + Rejudge => Judged reason,
    Local + Finish => Done,
    Consultation + Rejudge => Judged reason,
    Consultation + Finish => Done,
    Case + Rejudge => Judged reason,
    Case + Finish => Done,
    Suggestion + Rejudge => Judged reason,
    Suggestion + Finish => Done,
    Mediation + Rejudge => Judged reason,
    Mediation + Finish => Done,
    Legal + Rejudge => Judged reason,
    Legal + Finish => Done,
    Done + CallBack => CalledBack,
    CalledBack + CallBack => CalledBack,
    CalledBack + Redo => Judged reason,
    CalledBack + Archive => Archived,
    Archived + Split => Deduplicated reason,
}

/// Times of being done again, or passed on with no lead, that make a 问题工单 (domain.md §3, practice elsewhere).
pub const PROBLEM_AFTER: u32 = 3;

/// The level that an appeal must at least have: one above its own once it was done again or passed on too often.
pub fn least_level(level: Level, redone: u32, passed_on: u32) -> Level {
    if redone < PROBLEM_AFTER && passed_on < PROBLEM_AFTER {
        return level;
    }
    match level {
        Level::Small => Level::Big,
        Level::Big | Level::Hard => Level::Hard,
    }
}

/// The level that a move stands for, if it stands for one.
pub const fn level_of(mv: AppealMove) -> Option<Level> {
    match mv {
        AppealMove::JudgeSmall | AppealMove::HandleLocally => Some(Level::Small),
        AppealMove::JudgeBig | AppealMove::ToConsultation => Some(Level::Big),
        AppealMove::JudgeHard | AppealMove::ToCase => Some(Level::Hard),
        _ => None,
    }
}

/// The move that judges an appeal to be of `level`.
pub const fn judge_as(level: Level) -> AppealMove {
    match level {
        Level::Small => AppealMove::JudgeSmall,
        Level::Big => AppealMove::JudgeBig,
        Level::Hard => AppealMove::JudgeHard,
    }
}

fn guard(state: AppealState, mv: AppealMove, facts: &AppealFacts) -> Result<(), Block> {
    use AppealMove as M;
    if let Some(wanted) = level_of(mv) {
        level_fits(wanted, facts)?;
    }
    match mv {
        M::JudgeSmall | M::JudgeBig | M::JudgeHard if state == AppealState::Judged => nothing_built(facts),
        M::WithdrawJudgement | M::Rejudge => nothing_built(facts),
        M::Merge => require(
            facts.is_duplicate,
            RefusalCode::NotADuplicate,
            "还没有指明它与哪一件重复，请先选定原件。",
        ),
        M::Split => require(
            facts.is_duplicate,
            RefusalCode::NotADuplicate,
            "它不是因重复而归档的，如有新情况请另行登记。",
        ),
        M::Finish if facts.still_open > 0 => block(
            RefusalCode::StillOpen,
            format!("名下还有{}项会商、议定事项或包案没有办完，请先逐项办结销号。", facts.still_open),
        ),
        M::Redo => require(
            facts.dissatisfied,
            RefusalCode::NotDissatisfied,
            "最近一次回访没有登记为不满意或未解决，请先如实登记回访结果。",
        ),
        M::Archive if facts.dissatisfied && !facts.has_reason => {
            block(RefusalCode::Dissatisfied, "回访结果为不满意，请安排重办；确实不再重办的，写明理由后归档。")
        }
        _ => Ok(()),
    }
}

fn level_fits(wanted: Level, facts: &AppealFacts) -> Result<(), Block> {
    match facts.level {
        Some(level) if level != wanted => block(
            RefusalCode::LevelMismatch,
            format!("这件诉求研判为{}，这一步只用于{}，请先改定级别。", level.term(), wanted.term()),
        ),
        None => block(RefusalCode::LevelMismatch, "还没有研判级别，请先研判为小事、大事或难事。"),
        Some(level) => match facts.least_level {
            Some(least) if level < least => block(
                RefusalCode::LevelTooLow,
                format!("它多次重办或多次转办无人牵头，属问题工单，至少按{}办理。", least.term()),
            ),
            _ => Ok(()),
        },
    }
}

fn nothing_built(facts: &AppealFacts) -> Result<(), Block> {
    if facts.built_on == 0 {
        return Ok(());
    }
    block(
        RefusalCode::AlreadyBuiltOn,
        format!("已据此建立{}项会商或包案，请先取消它们，再改变研判。", facts.built_on),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::check;
    use proptest::prelude::*;

    fn facts() -> impl Strategy<Value = AppealFacts> {
        let level = || proptest::option::of(proptest::sample::select(Level::ALL));
        (any::<[bool; 3]>(), level(), level(), 0..3u32, 0..3u32).prop_map(
            |([has_reason, is_duplicate, dissatisfied], level, least_level, built_on, still_open)| {
                AppealFacts {
                    has_reason,
                    level,
                    least_level,
                    built_on,
                    still_open,
                    is_duplicate,
                    dissatisfied,
                }
            },
        )
    }

    machine_tests!(AppealState, AppealMove, "appeal.md", facts());

    #[test]
    fn a_judgement_carries_the_level_of_its_move() {
        let big = AppealFacts { level: Some(Level::Big), ..AppealFacts::default() };
        assert_eq!(apply(AppealState::Registered, AppealMove::JudgeBig, &big), Ok(AppealState::Judged));
        assert_eq!(
            apply(AppealState::Judged, AppealMove::ToConsultation, &big),
            Ok(AppealState::Consultation)
        );
        let refused = apply(AppealState::Judged, AppealMove::ToCase, &big).unwrap_err();
        assert_eq!(refused.code, RefusalCode::LevelMismatch);
        assert_eq!(
            refused.to_string(),
            "诉求现为“已研判”，不能“转包案”：这件诉求研判为大事，这一步只用于难事，请先改定级别。"
        );
    }

    #[test]
    fn a_judgement_is_withdrawn_only_while_nothing_is_built_on_it() {
        let free = AppealFacts { level: Some(Level::Big), ..AppealFacts::default() };
        let taken = AppealFacts { built_on: 1, ..free };
        let mv = AppealMove::WithdrawJudgement;
        assert_eq!(apply(AppealState::Judged, mv, &free), Ok(AppealState::Deduplicated));
        assert_eq!(apply(AppealState::Judged, mv, &taken).unwrap_err().code, RefusalCode::AlreadyBuiltOn);
        assert_eq!(
            apply(AppealState::Judged, AppealMove::JudgeBig, &taken).unwrap_err().code,
            RefusalCode::AlreadyBuiltOn
        );
    }

    #[test]
    fn a_move_that_is_not_drawn_says_what_can_be_done() {
        let refused = apply(AppealState::Done, AppealMove::Archive, &AppealFacts::default()).unwrap_err();
        assert_eq!(refused.code, RefusalCode::NotDrawn);
        assert_eq!(refused.to_string(), "诉求现为“办结”，不能“存档”：流程没有这一步，现在可以：回访。");
    }

    #[test]
    fn done_again_three_times_is_raised_one_level() {
        assert_eq!(least_level(Level::Small, 2, 2), Level::Small);
        assert_eq!(least_level(Level::Small, 3, 0), Level::Big);
        assert_eq!(least_level(Level::Big, 0, 3), Level::Hard);
        assert_eq!(least_level(Level::Hard, 9, 9), Level::Hard);
        let facts = AppealFacts {
            level: Some(Level::Small),
            least_level: Some(Level::Big),
            ..AppealFacts::default()
        };
        assert_eq!(
            apply(AppealState::Judged, AppealMove::JudgeSmall, &facts).unwrap_err().code,
            RefusalCode::LevelTooLow
        );
    }

    #[test]
    fn redo_needs_dissatisfaction_and_a_reason() {
        let mut facts = AppealFacts { dissatisfied: true, ..AppealFacts::default() };
        let from = AppealState::CalledBack;
        assert_eq!(apply(from, AppealMove::Redo, &facts).unwrap_err().code, RefusalCode::ReasonMissing);
        assert_eq!(apply(from, AppealMove::Archive, &facts).unwrap_err().code, RefusalCode::Dissatisfied);
        facts.has_reason = true;
        assert_eq!(apply(from, AppealMove::Redo, &facts), Ok(AppealState::Judged));
        facts.dissatisfied = false;
        assert_eq!(apply(from, AppealMove::Redo, &facts).unwrap_err().code, RefusalCode::NotDissatisfied);
    }

    #[test]
    fn judge_as_and_level_of_agree() {
        for level in Level::ALL {
            assert_eq!(level_of(judge_as(*level)), Some(*level));
        }
    }
}

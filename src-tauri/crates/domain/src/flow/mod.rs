//! The state machines of domain.md §3: one file each, its drawing in the Markdown file beside it.
//!
//! Every machine is declared by the one macro here, so all of them behave alike: a move that its table doesn't draw
//! is refused, then a move that needs a reason is refused without one, then the machine's own guard is asked.
//! `apply` only decides; writing the new state down, with who, when and why, is the caller's.

terms! {
    /// Why a move was refused.
    pub enum RefusalCode {
        NotDrawn = "not_drawn" => "没有这一步",
        ReasonMissing = "reason_missing" => "没有写明理由",
        LevelMismatch = "level_mismatch" => "三办级别不符",
        LevelTooLow = "level_too_low" => "须提级办理",
        AlreadyBuiltOn = "already_built_on" => "已有后续办理",
        StillOpen = "still_open" => "尚有未办结事项",
        NotADuplicate = "not_a_duplicate" => "不是重复件",
        NotDissatisfied = "not_dissatisfied" => "回访没有不满意",
        Dissatisfied = "dissatisfied" => "回访不满意",
        NotEntitled = "not_entitled" => "不是有权办理的人",
        Incomplete = "incomplete" => "要件不齐",
        ActionIncomplete = "action_incomplete" => "议定事项缺牵头单位或时限",
        AlreadyObjected = "already_objected" => "本次派单已提过异议",
        TooLate = "too_late" => "已过期限",
        AlreadyExtended = "already_extended" => "已延期一次",
        ExtensionTooLong = "extension_too_long" => "延期超过规定",
        ClockPaused = "clock_paused" => "计时已暂停",
        ClockRunning = "clock_running" => "计时没有暂停",
        NoClock = "no_clock" => "没有在计的期限",
        RoundMismatch = "round_mismatch" => "吹哨次数不符",
        TicksMissing = "ticks_missing" => "四个到位未全部落实",
        SameReviewer = "same_reviewer" => "两级审核须为不同的人",
        HandoverIncomplete = "handover_incomplete" => "移交手续不全",
        OtherLeader = "other_leader" => "须由原包案领导继续包案",
        PeriodLocked = "period_locked" => "该期已锁定",
        NotWorkingDay = "not_working_day" => "不是工作日",
        HeldTooLate = "held_too_late" => "超过须召开的期限",
        PersonTaken = "person_taken" => "人员时间冲突",
        RoomTaken = "room_taken" => "会议室已被占用",
        NotInPost = "not_in_post" => "人员不在任",
        FileEmpty = "file_empty" => "文件是空的",
        FileTooLarge = "file_too_large" => "文件过大",
        FileNotTaken = "file_not_taken" => "不收的文件",
        AlreadySaved = "already_saved" => "已经保存过",
        NotInThisVersion = "not_in_this_version" => "本版本不能办理",
        ListChanged = "list_changed" => "列表已有变化",
        TooMany = "too_many" => "一次办理过多",
        AlreadyUndone = "already_undone" => "已经撤销",
    }
}

/// A refused move. Its text is a Chinese sentence: where the matter stands, which move, why not, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Refusal {
    /// Why, as a code.
    pub code: RefusalCode,
    /// Chinese term of the state that the matter is in.
    pub from: &'static str,
    /// Chinese term of the move that was tried.
    pub mv: &'static str,
    /// The sentence.
    pub detail: String,
}

/// What a guard answers: the code, and the two halves of the sentence, "why" and "what to do".
type Block = (RefusalCode, String);

/// A guard's "no".
fn block(code: RefusalCode, why_and_what_to_do: impl Into<String>) -> Result<(), Block> {
    Err((code, why_and_what_to_do.into()))
}

/// A guard's answer from a condition: refused unless it holds.
fn require(holds: bool, code: RefusalCode, why_and_what_to_do: &str) -> Result<(), Block> {
    if holds { Ok(()) } else { block(code, why_and_what_to_do) }
}

/// Whether a person gave a reason at all; blanks are none.
pub fn reason_given(reason: Option<&str>) -> bool {
    reason.is_some_and(|text| !text.trim().is_empty())
}

fn refusal(thing: &str, from: &'static str, mv: &'static str, (code, why): Block) -> Refusal {
    Refusal { code, from, mv, detail: format!("{thing}现为“{from}”，不能“{mv}”：{why}") }
}

fn not_drawn(thing: &str, from: &'static str, mv: &'static str, open: &[&str]) -> Refusal {
    let hint = if open.is_empty() {
        "流程已到终点，不能再变动。".to_owned()
    } else {
        format!("流程没有这一步，现在可以：{}。", open.join("、"))
    };
    refusal(thing, from, mv, (RefusalCode::NotDrawn, hint))
}

/// Declares a machine from its drawing: one line a transition, `reason` behind those that want one.
///
/// Gives `START`, `TABLE`, `NEED_REASON`, `needs_reason`, `open_moves` and `apply`; the module itself supplies
/// `fn guard(state, move, &facts) -> Result<(), Block>` and a facts struct with the field `has_reason`.
macro_rules! machine {
    (
        thing $thing:literal, state $State:ident, moves $Move:ident, facts $Facts:ident, start $start:ident,
        $($from:ident + $mv:ident => $to:ident $($reason:ident)?,)+
    ) => {
        /// The state in which everything begins.
        pub const START: $State = $State::$start;

        /// Every transition that is drawn: from, move, to.
        pub const TABLE: &[($State, $Move, $State)] =
            &[$(($State::$from, $Move::$mv, $State::$to),)+];

        /// The moves for which a person must say why.
        pub const NEED_REASON: &[$Move] = &[$($(machine!(@$reason $Move::$mv),)?)+];

        /// Whether a person must say why.
        pub fn needs_reason(mv: $Move) -> bool {
            NEED_REASON.contains(&mv)
        }

        /// The moves that are drawn from `state`, whatever their conditions; none from a final state.
        pub fn open_moves(state: $State) -> Vec<$Move> {
            TABLE.iter().filter(|(from, ..)| *from == state).map(|(_, mv, _)| *mv).collect()
        }

        /// The state after `mv`.
        ///
        /// # Errors
        /// A [`Refusal`] when the move isn't drawn from here, lacks its reason, or a condition isn't met.
        pub fn apply(state: $State, mv: $Move, facts: &$Facts) -> Result<$State, $crate::flow::Refusal> {
            let drawn = TABLE.iter().find(|(from, m, _)| *from == state && *m == mv);
            let Some((_, _, to)) = drawn else {
                let open: Vec<_> = open_moves(state).into_iter().map($Move::term).collect();
                return Err($crate::flow::not_drawn($thing, state.term(), mv.term(), &open));
            };
            let refused = |why| $crate::flow::refusal($thing, state.term(), mv.term(), why);
            if needs_reason(mv) && !facts.has_reason {
                let why = "没有写明理由，请填写理由后再办。".to_owned();
                return Err(refused(($crate::flow::RefusalCode::ReasonMissing, why)));
            }
            guard(state, mv, facts).map_err(refused)?;
            Ok(*to)
        }
    };
    (@reason $mv:expr) => { $mv };
}

#[cfg(test)]
#[macro_use]
mod check;

pub mod action;
pub mod appeal;
pub mod case;
pub mod consultation;
pub mod ret;
pub mod whistle;

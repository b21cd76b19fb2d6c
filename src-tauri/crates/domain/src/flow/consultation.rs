//! 会商: from the request to the last decided action closed (domain.md §3). Drawing: `consultation.md`.
//!
//! That minutes can't be issued while an action lacks its one lead or its deadline is this program's own rule.

use super::{Block, RefusalCode, block, require};

terms! {
    /// Where a consultation stands.
    pub enum ConsultationState {
        Requested = "requested" => "申请",
        Reviewing = "reviewing" => "立项审核",
        Scheduling = "scheduling" => "排期",
        Notified = "notified" => "已通知",
        SigningIn = "signing_in" => "签到",
        InSession = "in_session" => "会中",
        Minutes = "minutes" => "纪要",
        Countersigning = "countersigning" => "会签",
        Issued = "issued" => "签发",
        Assigned = "assigned" => "事项交办",
        Settled = "settled" => "全部销号",
        Archived = "archived" => "归档",
        Cancelled = "cancelled" => "取消",
        Declined = "declined" => "不予立项",
    }
}

terms! {
    /// What can be done with a consultation.
    pub enum ConsultationMove {
        Submit = "submit" => "提交立项",
        Approve = "approve" => "同意立项",
        SendBack = "send_back" => "退回补充",
        Decline = "decline" => "不同意立项",
        Notify = "notify" => "发出通知",
        Reschedule = "reschedule" => "改期",
        Cancel = "cancel" => "取消会商",
        OpenSignIn = "open_sign_in" => "开始签到",
        Begin = "begin" => "开会",
        End = "end" => "散会",
        Countersign = "countersign" => "送会签",
        ReturnMinutes = "return_minutes" => "退回修改纪要",
        Issue = "issue" => "签发纪要",
        Assign = "assign" => "交办事项",
        Settle = "settle" => "全部事项销号",
        Archive = "archive" => "存档",
    }
}

/// What the guards want to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsultationFacts {
    /// A reason was given with the move.
    pub has_reason: bool,
    /// Appeals and cases that are to be talked about.
    pub items: u32,
    /// Agencies marked as lead; it must be one.
    pub leads: u32,
    /// Day and time are set.
    pub has_slot: bool,
    /// A place, a room or a video conference is set.
    pub has_place: bool,
    /// The minutes have been written.
    pub has_minutes: bool,
    /// Every agency that takes part has countersigned.
    pub all_countersigned: bool,
    /// Decided actions.
    pub actions: u32,
    /// Decided actions without exactly one lead agency.
    pub actions_without_lead: u32,
    /// Decided actions without a deadline.
    pub actions_without_deadline: u32,
    /// Decided actions that aren't closed.
    pub actions_open: u32,
}

machine! {
    thing "会商", state ConsultationState, moves ConsultationMove, facts ConsultationFacts, start Requested,
    Requested + Submit => Reviewing,
    Requested + Reschedule => Requested reason,
    Requested + Cancel => Cancelled reason,
    Reviewing + Approve => Scheduling,
    Reviewing + SendBack => Requested reason,
    Reviewing + Decline => Declined reason,
    Reviewing + Reschedule => Reviewing reason,
    Reviewing + Cancel => Cancelled reason,
    Scheduling + Notify => Notified,
    Scheduling + Reschedule => Scheduling reason,
    Scheduling + Cancel => Cancelled reason,
    Notified + OpenSignIn => SigningIn,
    Notified + Reschedule => Scheduling reason,
    Notified + Cancel => Cancelled reason,
    SigningIn + Begin => InSession,
    SigningIn + Reschedule => Scheduling reason,
    SigningIn + Cancel => Cancelled reason,
    InSession + End => Minutes,
    Minutes + Countersign => Countersigning,
    Countersigning + ReturnMinutes => Minutes reason,
    Countersigning + Issue => Issued,
    Issued + Assign => Assigned,
    Issued + Settle => Settled,
    Assigned + Settle => Settled,
    Settled + Archive => Archived,
}

/// Whether everyone who was invited must be told of this move: the notice had already gone out.
pub const fn must_tell_the_invited(state: ConsultationState, mv: ConsultationMove) -> bool {
    matches!(mv, ConsultationMove::Reschedule | ConsultationMove::Cancel)
        && matches!(state, ConsultationState::Notified | ConsultationState::SigningIn)
}

fn guard(state: ConsultationState, mv: ConsultationMove, facts: &ConsultationFacts) -> Result<(), Block> {
    use ConsultationMove as M;
    use RefusalCode as C;
    match mv {
        M::Submit => {
            require(facts.items > 0, C::Incomplete, "还没有议题，请先选定至少一件诉求或包案。")?;
            one_lead(facts)
        }
        M::Notify => {
            one_lead(facts)?;
            require(facts.has_slot, C::Incomplete, "还没有定会商时间，请先排定日期和时间。")?;
            require(facts.has_place, C::Incomplete, "还没有定会商地点，请先选会议室、现场或视频方式。")
        }
        M::Countersign => {
            require(facts.has_minutes, C::Incomplete, "纪要还没有起草，请先写好纪要。")?;
            actions_complete(facts)
        }
        M::Issue => {
            require(facts.has_minutes, C::Incomplete, "纪要还没有起草，请退回补写。")?;
            require(facts.all_countersigned, C::Incomplete, "参会单位还没有全部会签，请催办会签。")?;
            actions_complete(facts)
        }
        M::Assign => {
            require(facts.actions > 0, C::Incomplete, "没有议定事项可以交办，请直接办理“全部事项销号”。")?;
            actions_complete(facts)
        }
        M::Settle if state == ConsultationState::Issued && facts.actions > 0 => {
            block(C::StillOpen, format!("有{}项议定事项还没有交办，请先交办。", facts.actions))
        }
        M::Settle if facts.actions_open > 0 => {
            block(C::StillOpen, format!("还有{}项议定事项没有销号，请先逐项复核销号。", facts.actions_open))
        }
        _ => Ok(()),
    }
}

fn one_lead(facts: &ConsultationFacts) -> Result<(), Block> {
    match facts.leads {
        1 => Ok(()),
        0 => block(RefusalCode::Incomplete, "还没有牵头单位，请先确定一个牵头单位。"),
        n => block(RefusalCode::Incomplete, format!("现有{n}个牵头单位，请只保留一个，其余改为召集或协办。")),
    }
}

fn actions_complete(facts: &ConsultationFacts) -> Result<(), Block> {
    let mut missing = Vec::new();
    if facts.actions_without_lead > 0 {
        missing.push(format!("{}项没有唯一的牵头单位", facts.actions_without_lead));
    }
    if facts.actions_without_deadline > 0 {
        missing.push(format!("{}项没有办理时限", facts.actions_without_deadline));
    }
    if missing.is_empty() {
        return Ok(());
    }
    block(RefusalCode::ActionIncomplete, format!("议定事项中{}，请补齐。", missing.join("，")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::check;
    use proptest::prelude::*;

    fn facts() -> impl Strategy<Value = ConsultationFacts> {
        (any::<[bool; 5]>(), [0..2u32, 0..3u32, 0..3u32, 0..2u32, 0..2u32, 0..3u32]).prop_map(|(b, n)| {
            ConsultationFacts {
                has_reason: b[0],
                items: n[0],
                leads: n[1],
                has_slot: b[1],
                has_place: b[2],
                has_minutes: b[3],
                all_countersigned: b[4],
                actions: n[2],
                actions_without_lead: n[3].min(n[2]),
                actions_without_deadline: n[4].min(n[2]),
                actions_open: n[5].min(n[2]),
            }
        })
    }

    machine_tests!(ConsultationState, ConsultationMove, "consultation.md", facts());

    fn ready() -> ConsultationFacts {
        ConsultationFacts {
            has_reason: true,
            items: 1,
            leads: 1,
            has_slot: true,
            has_place: true,
            has_minutes: true,
            all_countersigned: true,
            actions: 2,
            ..ConsultationFacts::default()
        }
    }

    proptest! {
        #[test]
        fn minutes_are_never_issued_with_an_incomplete_action(facts in facts()) {
            let issued = apply(ConsultationState::Countersigning, ConsultationMove::Issue, &facts).is_ok();
            prop_assert!(!issued || (facts.actions_without_lead == 0 && facts.actions_without_deadline == 0));
            prop_assert!(!issued || (facts.has_minutes && facts.all_countersigned));
        }
    }

    #[test]
    fn the_refusal_counts_what_is_missing() {
        let facts = ConsultationFacts { actions_without_lead: 1, actions_without_deadline: 2, ..ready() };
        let refused = apply(ConsultationState::Countersigning, ConsultationMove::Issue, &facts).unwrap_err();
        assert_eq!(refused.code, RefusalCode::ActionIncomplete);
        assert_eq!(
            refused.to_string(),
            "会商现为“会签”，不能“签发纪要”：议定事项中1项没有唯一的牵头单位，2项没有办理时限，请补齐。"
        );
    }

    #[test]
    fn before_it_is_held_it_can_be_put_off_and_cancelled_with_a_reason() {
        use ConsultationState as S;
        for state in [S::Requested, S::Reviewing, S::Scheduling, S::Notified, S::SigningIn] {
            for mv in [ConsultationMove::Reschedule, ConsultationMove::Cancel] {
                assert!(apply(state, mv, &ready()).is_ok(), "{state} {mv}");
                let silent = ConsultationFacts { has_reason: false, ..ready() };
                assert_eq!(apply(state, mv, &silent).unwrap_err().code, RefusalCode::ReasonMissing);
            }
        }
        for state in [S::InSession, S::Minutes, S::Issued, S::Assigned, S::Archived] {
            assert_eq!(
                apply(state, ConsultationMove::Cancel, &ready()).unwrap_err().code,
                RefusalCode::NotDrawn
            );
        }
    }

    #[test]
    fn exactly_one_lead_is_called_in() {
        for leads in [0, 2] {
            let facts = ConsultationFacts { leads, ..ready() };
            let refused = apply(ConsultationState::Scheduling, ConsultationMove::Notify, &facts);
            assert_eq!(refused.unwrap_err().code, RefusalCode::Incomplete);
        }
    }

    #[test]
    fn without_actions_it_settles_at_once_with_actions_not() {
        let none = ConsultationFacts { actions: 0, ..ready() };
        let settle = ConsultationMove::Settle;
        assert!(apply(ConsultationState::Issued, settle, &none).is_ok());
        assert!(apply(ConsultationState::Issued, settle, &ready()).is_err());
        assert!(apply(ConsultationState::Assigned, settle, &ready()).is_ok());
        let open = ConsultationFacts { actions_open: 1, ..ready() };
        assert_eq!(
            apply(ConsultationState::Assigned, settle, &open).unwrap_err().code,
            RefusalCode::StillOpen
        );
    }
}

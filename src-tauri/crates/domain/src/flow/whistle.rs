//! 吹哨: the town whistles, the departments report in (domain.md §3). Drawing: `whistle.md`.
//!
//! The right to object and its 5 working days come from 信访工作条例 Art. 23; approval by the town's head from practice
//! elsewhere; the clock that starts at dispatch and the one objection per dispatch are this program's own.

use super::{Block, RefusalCode, block, require};

terms! {
    /// Where a whistle stands.
    pub enum WhistleState {
        Draft = "draft" => "拟稿",
        HeadReview = "head_review" => "镇街负责人审核",
        Dispatching = "dispatching" => "待分哨",
        AwaitingSign = "awaiting_sign" => "待签收",
        Objected = "objected" => "退单待裁定",
        Signed = "signed" => "已签收",
        Reported = "reported" => "已报到",
        Handling = "handling" => "办理中",
        ExtensionReview = "extension_review" => "延期待批",
        Confirming = "confirming" => "待吹哨方确认",
        Closed = "closed" => "办结",
        Rated = "rated" => "已双向评价",
        CalledBack = "called_back" => "已回访",
        Archived = "archived" => "归档",
        Escalated = "escalated" => "升级联席",
        Cancelled = "cancelled" => "已撤销",
    }
}

terms! {
    /// What can be done with a whistle.
    pub enum WhistleMove {
        Submit = "submit" => "提交审核",
        SendBack = "send_back" => "退回修改",
        Approve = "approve" => "审核通过",
        Cancel = "cancel" => "撤销",
        Dispatch = "dispatch" => "分哨",
        Sign = "sign" => "签收",
        Object = "object" => "申请退单",
        Uphold = "uphold" => "裁定维持",
        Reassign = "reassign" => "裁定改派",
        Report = "report" => "报到",
        Start = "start" => "开始办理",
        RequestExtension = "request_extension" => "申请延期",
        GrantExtension = "grant_extension" => "同意延期",
        RefuseExtension = "refuse_extension" => "不同意延期",
        Finish = "finish" => "报告办理结果",
        Confirm = "confirm" => "认可",
        WhistleAgain = "whistle_again" => "不认可，再次吹哨",
        Escalate = "escalate" => "不认可，升级联席",
        Settle = "settle" => "联席议定办结",
        Rate = "rate" => "双向评价",
        CallBack = "call_back" => "回访",
        Archive = "archive" => "存档",
    }
}

/// What the guards want to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WhistleFacts {
    /// A reason was given with the move.
    pub has_reason: bool,
    /// The town's head is the one who approves.
    pub by_town_head: bool,
    /// The dispatcher is the one who rules.
    pub by_dispatcher: bool,
    /// The whistling town is the one who answers.
    pub by_whistler: bool,
    /// A lead agency has been named.
    pub has_lead: bool,
    /// 1, 2 or 3.
    pub round: u8,
    /// The present dispatch has been objected to before.
    pub objected_before: bool,
    /// The 5 working days since the present dispatch are not over.
    pub objection_in_time: bool,
    /// The time was extended before.
    pub extended_before: bool,
    /// What was done has been written down.
    pub has_result: bool,
    /// Town and agency have each rated the other.
    pub both_rated: bool,
}

/// After this round a result that isn't accepted goes to the joint meeting.
pub const LAST_ROUND: u8 = 3;

machine! {
    thing "哨单", state WhistleState, moves WhistleMove, facts WhistleFacts, start Draft,
    Draft + Submit => HeadReview,
    Draft + Cancel => Cancelled reason,
    HeadReview + SendBack => Draft reason,
    HeadReview + Approve => Dispatching,
    HeadReview + Cancel => Cancelled reason,
    Dispatching + SendBack => Draft reason,
    Dispatching + Dispatch => AwaitingSign,
    AwaitingSign + Sign => Signed,
    AwaitingSign + Object => Objected reason,
    Objected + Uphold => AwaitingSign reason,
    Objected + Reassign => Dispatching reason,
    Signed + Report => Reported,
    Reported + Start => Handling,
    Handling + RequestExtension => ExtensionReview reason,
    Handling + Finish => Confirming,
    ExtensionReview + GrantExtension => Handling,
    ExtensionReview + RefuseExtension => Handling reason,
    Confirming + Confirm => Closed,
    Confirming + WhistleAgain => Dispatching reason,
    Confirming + Escalate => Escalated reason,
    Escalated + Settle => Closed reason,
    Closed + Rate => Rated,
    Rated + CallBack => CalledBack,
    CalledBack + Archive => Archived,
}

fn guard(_: WhistleState, mv: WhistleMove, facts: &WhistleFacts) -> Result<(), Block> {
    use RefusalCode as C;
    use WhistleMove as M;
    match mv {
        M::Approve => require(facts.by_town_head, C::NotEntitled, "须由镇街主要负责人审核，请转其办理。"),
        M::Dispatch => require(facts.has_lead, C::Incomplete, "还没有确定牵头单位，请先选定一个牵头单位。"),
        M::Object => {
            require(
                !facts.objected_before,
                C::AlreadyObjected,
                "这次派单已经提过一次异议，裁定维持后请按要求签收办理。",
            )?;
            require(
                facts.objection_in_time,
                C::TooLate,
                "自分哨之日起已满5个工作日，不再受理异议，请签收办理。",
            )
        }
        M::Uphold | M::Reassign => {
            require(facts.by_dispatcher, C::NotEntitled, "异议须由分哨单位裁定，请等待裁定。")
        }
        M::RequestExtension => {
            require(!facts.extended_before, C::AlreadyExtended, "已经延期一次，不能再延，请按期办结。")
        }
        M::GrantExtension | M::RefuseExtension => {
            require(facts.by_dispatcher, C::NotEntitled, "延期须由分哨单位批准，请等待答复。")
        }
        M::Finish => require(facts.has_result, C::Incomplete, "还没有填写办理结果，请填写后再报告。"),
        M::Confirm => by_whistler(facts),
        M::WhistleAgain => {
            by_whistler(facts)?;
            require(facts.round < LAST_ROUND, C::RoundMismatch, "已经吹哨三次，不能再吹，请升级到联席会议。")
        }
        M::Escalate => {
            by_whistler(facts)?;
            if facts.round >= LAST_ROUND {
                return Ok(());
            }
            block(
                C::RoundMismatch,
                format!("现在是第{}次吹哨，三次仍不认可才升级联席，请先再次吹哨。", facts.round),
            )
        }
        M::Rate => require(facts.both_rated, C::Incomplete, "双方评价还没有都填写，请等双方评完。"),
        _ => Ok(()),
    }
}

fn by_whistler(facts: &WhistleFacts) -> Result<(), Block> {
    require(facts.by_whistler, RefusalCode::NotEntitled, "须由吹哨的镇街答复是否认可，请等待其答复。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::check;
    use proptest::prelude::*;

    fn facts() -> impl Strategy<Value = WhistleFacts> {
        (any::<[bool; 10]>(), 1..=4u8).prop_map(|(b, round)| WhistleFacts {
            has_reason: b[0],
            by_town_head: b[1],
            by_dispatcher: b[2],
            by_whistler: b[3],
            has_lead: b[4],
            round,
            objected_before: b[5],
            objection_in_time: b[6],
            extended_before: b[7],
            has_result: b[8],
            both_rated: b[9],
        })
    }

    machine_tests!(WhistleState, WhistleMove, "whistle.md", facts());

    #[test]
    fn one_objection_a_dispatch_within_its_time_and_with_a_reason() {
        let mut facts = WhistleFacts { objection_in_time: true, has_reason: true, ..WhistleFacts::default() };
        let from = WhistleState::AwaitingSign;
        assert_eq!(apply(from, WhistleMove::Object, &facts), Ok(WhistleState::Objected));
        facts.objected_before = true;
        assert_eq!(apply(from, WhistleMove::Object, &facts).unwrap_err().code, RefusalCode::AlreadyObjected);
        facts = WhistleFacts { objected_before: false, objection_in_time: false, ..facts };
        assert_eq!(apply(from, WhistleMove::Object, &facts).unwrap_err().code, RefusalCode::TooLate);
        facts = WhistleFacts { objection_in_time: true, has_reason: false, ..facts };
        assert_eq!(apply(from, WhistleMove::Object, &facts).unwrap_err().code, RefusalCode::ReasonMissing);
    }

    #[test]
    fn three_rounds_then_the_joint_meeting() {
        for round in 1..=3u8 {
            let facts =
                WhistleFacts { round, by_whistler: true, has_reason: true, ..WhistleFacts::default() };
            let again = apply(WhistleState::Confirming, WhistleMove::WhistleAgain, &facts);
            let up = apply(WhistleState::Confirming, WhistleMove::Escalate, &facts);
            assert_eq!(again.is_ok(), round < 3, "round {round}");
            assert_eq!(up.is_ok(), round == 3, "round {round}");
        }
    }
}

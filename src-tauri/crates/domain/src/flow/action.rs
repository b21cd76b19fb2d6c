//! 议定事项: assigned, signed for, reported on, reviewed, closed (domain.md §3). Drawing: `action.md`.
//!
//! An extension and a return are records of their own with an approver; here is only where they lead.

use super::{Block, RefusalCode, require};

terms! {
    /// Where a decided action stands.
    pub enum ActionState {
        Assigned = "assigned" => "交办",
        Signed = "signed" => "已签收",
        Handling = "handling" => "办理中",
        ExtensionReview = "extension_review" => "延期待批",
        ReturnReview = "return_review" => "退回待批",
        Returned = "returned" => "已退回",
        Reviewing = "reviewing" => "复核",
        Closed = "closed" => "销号",
    }
}

terms! {
    /// What can be done with a decided action.
    pub enum ActionMove {
        Sign = "sign" => "签收",
        Report = "report" => "反馈进展",
        RequestExtension = "request_extension" => "申请延期",
        GrantExtension = "grant_extension" => "同意延期",
        RefuseExtension = "refuse_extension" => "不同意延期",
        RequestReturn = "request_return" => "申请退回",
        AcceptReturn = "accept_return" => "同意退回",
        RefuseReturn = "refuse_return" => "不同意退回",
        Reassign = "reassign" => "重新交办",
        RequestReview = "request_review" => "提请复核",
        SendBack = "send_back" => "复核不通过",
        Close = "close" => "复核销号",
        Reopen = "reopen" => "重新办理",
    }
}

/// What the guards want to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionFacts {
    /// A reason was given with the move.
    pub has_reason: bool,
    /// There is exactly one lead agency.
    pub has_lead: bool,
    /// There is a deadline.
    pub has_deadline: bool,
    /// Something has been reported.
    pub has_progress: bool,
    /// What shows that it is done.
    pub has_evidence: bool,
    /// The time was extended before.
    pub extended_before: bool,
    /// The one who decides isn't of the agency that does the work.
    pub by_someone_else: bool,
}

machine! {
    thing "议定事项", state ActionState, moves ActionMove, facts ActionFacts, start Assigned,
    Assigned + Sign => Signed,
    Assigned + RequestReturn => ReturnReview reason,
    Signed + Report => Handling,
    Signed + RequestReturn => ReturnReview reason,
    Signed + RequestExtension => ExtensionReview reason,
    Handling + Report => Handling,
    Handling + RequestExtension => ExtensionReview reason,
    Handling + RequestReview => Reviewing,
    ExtensionReview + GrantExtension => Handling,
    ExtensionReview + RefuseExtension => Handling reason,
    ReturnReview + AcceptReturn => Returned,
    ReturnReview + RefuseReturn => Assigned reason,
    Returned + Reassign => Assigned,
    Reviewing + SendBack => Handling reason,
    Reviewing + Close => Closed,
    Closed + Reopen => Handling reason,
}

fn guard(_: ActionState, mv: ActionMove, facts: &ActionFacts) -> Result<(), Block> {
    use ActionMove as M;
    use RefusalCode as C;
    match mv {
        M::Sign | M::Reassign => {
            require(facts.has_lead, C::ActionIncomplete, "没有唯一的牵头单位，请先确定牵头单位。")?;
            require(facts.has_deadline, C::ActionIncomplete, "没有办理时限，请先确定时限。")
        }
        M::RequestExtension => {
            require(!facts.extended_before, C::AlreadyExtended, "已经延期一次，不能再延，请按期办结。")
        }
        M::RequestReview => {
            require(facts.has_progress, C::Incomplete, "还没有反馈过进展，请先填写办理情况。")?;
            evidence(facts)
        }
        M::Close => {
            by_someone_else(facts)?;
            evidence(facts)
        }
        M::GrantExtension | M::RefuseExtension | M::AcceptReturn | M::RefuseReturn | M::SendBack => {
            by_someone_else(facts)
        }
        _ => Ok(()),
    }
}

fn evidence(facts: &ActionFacts) -> Result<(), Block> {
    require(facts.has_evidence, RefusalCode::Incomplete, "没有办结依据，请附上佐证材料或写明依据。")
}

fn by_someone_else(facts: &ActionFacts) -> Result<(), Block> {
    require(facts.by_someone_else, RefusalCode::NotEntitled, "承办单位不能审批自己的事项，请由交办单位办理。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::check;
    use proptest::prelude::*;

    fn facts() -> impl Strategy<Value = ActionFacts> {
        any::<[bool; 7]>().prop_map(|b| ActionFacts {
            has_reason: b[0],
            has_lead: b[1],
            has_deadline: b[2],
            has_progress: b[3],
            has_evidence: b[4],
            extended_before: b[5],
            by_someone_else: b[6],
        })
    }

    machine_tests!(ActionState, ActionMove, "action.md", facts());

    proptest! {
        #[test]
        fn nothing_closes_without_evidence_or_by_the_agency_itself(facts in facts(), state in proptest::sample::select(ActionState::ALL)) {
            if apply(state, ActionMove::Close, &facts).is_ok() {
                prop_assert!(facts.has_evidence && facts.by_someone_else);
            }
        }
    }

    #[test]
    fn the_time_is_extended_once() {
        let facts = ActionFacts { has_reason: true, ..ActionFacts::default() };
        let mv = ActionMove::RequestExtension;
        assert_eq!(apply(ActionState::Handling, mv, &facts), Ok(ActionState::ExtensionReview));
        let again = ActionFacts { extended_before: true, ..facts };
        assert_eq!(apply(ActionState::Handling, mv, &again).unwrap_err().code, RefusalCode::AlreadyExtended);
    }
}

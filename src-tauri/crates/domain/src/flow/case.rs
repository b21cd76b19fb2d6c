//! 包案: a leader takes a hard matter until it is closed (domain.md §3; 信访工作条例 Art. 18). Drawing: `case.md`.
//!
//! The four ticks at closing are those of Art. 27. The handover's contents and both signatures, and the two reviewers
//! who must differ, are this program's own; reopening to the same leader is a rule of other provinces.

use super::{Block, RefusalCode, block, require};
use crate::ids::AccountId;

terms! {
    /// Where a case stands.
    pub enum CaseState {
        Proposed = "proposed" => "拟包案",
        Approving = "approving" => "审批",
        Claiming = "claiming" => "待领导认领",
        Planning = "planning" => "定方案",
        Resolving = "resolving" => "化解中",
        Stable = "stable" => "稳控",
        ExtensionReview = "extension_review" => "延期待批",
        HandingOver = "handing_over" => "移交中",
        FirstReview = "first_review" => "结案一级审核",
        SecondReview = "second_review" => "结案二级审核",
        Resolved = "resolved" => "化解",
        Concluded = "concluded" => "依法终结",
        Referred = "referred" => "导入法定途径",
        CalledBack = "called_back" => "已回访",
        Archived = "archived" => "销号归档",
        Declined = "declined" => "不予包案",
    }
}

terms! {
    /// What can be done with a case.
    pub enum CaseMove {
        Submit = "submit" => "提交审批",
        Approve = "approve" => "批准包案",
        SendBackProposal = "send_back_proposal" => "退回补充",
        Decline = "decline" => "不予批准",
        Claim = "claim" => "领导认领",
        AdoptPlan = "adopt_plan" => "确定化解方案",
        Stabilise = "stabilise" => "转稳控",
        Resume = "resume" => "恢复化解",
        RequestExtension = "request_extension" => "申请延期",
        GrantExtension = "grant_extension" => "同意延期",
        RefuseExtension = "refuse_extension" => "不同意延期",
        StartHandover = "start_handover" => "启动移交",
        CancelHandover = "cancel_handover" => "取消移交",
        CompleteHandover = "complete_handover" => "完成移交",
        RequestClosing = "request_closing" => "申请结案",
        PassFirst = "pass_first" => "一级审核通过",
        SendBack = "send_back" => "审核退回",
        CloseResolved = "close_resolved" => "以化解结案",
        CloseConcluded = "close_concluded" => "以依法终结结案",
        CloseReferred = "close_referred" => "以导入法定途径结案",
        CallBack = "call_back" => "回访",
        Archive = "archive" => "存档销号",
        Reopen = "reopen" => "重新启动",
    }
}

terms! {
    /// The four things that closing wants (信访工作条例 Art. 27).
    pub enum TickKind {
        Reasonable = "reasonable" => "诉求合理的解决到位",
        Unreasonable = "unreasonable" => "诉求无理的思想教育到位",
        Hardship = "hardship" => "生活困难的帮扶救助到位",
        Unlawful = "unlawful" => "行为违法的依法处理",
    }
}

terms! {
    /// Whether petitioning has ended; anything but yes wants a reason.
    pub enum PetitionEnded {
        Yes = "yes" => "是",
        Partly = "partly" => "部分",
        No = "no" => "否",
    }
}

/// How one of the four is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tick {
    /// Not at all, or ticked without evidence, or "not applicable" without a reason.
    #[default]
    Missing,
    /// Ticked, with evidence.
    Evidenced,
    /// Said not to apply, with the reason why.
    NotApplicable,
}

impl Tick {
    /// Reads what a person entered.
    pub const fn read(ticked: bool, has_evidence: bool, has_reason_why_not_applicable: bool) -> Self {
        match (ticked && has_evidence, has_reason_why_not_applicable) {
            (true, _) => Self::Evidenced,
            (false, true) if !ticked => Self::NotApplicable,
            _ => Self::Missing,
        }
    }
}

/// What the guards want to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseFacts {
    /// A reason was given with the move.
    pub has_reason: bool,
    /// A leader has been named who is in post.
    pub has_leader: bool,
    /// A responsible agency has been named.
    pub has_responsible: bool,
    /// A plan has been written.
    pub has_plan: bool,
    /// The time was extended before.
    pub extended_before: bool,
    /// What was done, what was promised and what comes next are all written down.
    pub handover_written: bool,
    /// The leader who leaves and the one who follows have both signed.
    pub handover_signed_by_both: bool,
    /// The four ticks, in the order of [`TickKind::ALL`].
    pub ticks: [Tick; 4],
    /// "Has petitioning ended" is answered, with its reason unless it is yes.
    pub petition_ended_answered: bool,
    /// Who passed the first review.
    pub first_reviewer: Option<AccountId>,
    /// Who passes the second.
    pub second_reviewer: Option<AccountId>,
    /// The leader is the one who had the case when it was closed.
    pub same_leader: bool,
    /// That one is no longer in post.
    pub former_leader_left: bool,
}

machine! {
    thing "包案", state CaseState, moves CaseMove, facts CaseFacts, start Proposed,
    Proposed + Submit => Approving,
    Approving + Approve => Claiming,
    Approving + SendBackProposal => Proposed reason,
    Approving + Decline => Declined reason,
    Claiming + Claim => Planning,
    Planning + AdoptPlan => Resolving,
    Planning + StartHandover => HandingOver reason,
    Resolving + Stabilise => Stable reason,
    Resolving + RequestExtension => ExtensionReview reason,
    Resolving + StartHandover => HandingOver reason,
    Resolving + RequestClosing => FirstReview,
    Stable + Resume => Resolving,
    Stable + RequestExtension => ExtensionReview reason,
    Stable + StartHandover => HandingOver reason,
    Stable + RequestClosing => FirstReview,
    ExtensionReview + GrantExtension => Resolving,
    ExtensionReview + RefuseExtension => Resolving reason,
    HandingOver + CancelHandover => Planning reason,
    HandingOver + CompleteHandover => Planning,
    FirstReview + PassFirst => SecondReview,
    FirstReview + SendBack => Resolving reason,
    SecondReview + SendBack => Resolving reason,
    SecondReview + CloseResolved => Resolved,
    SecondReview + CloseConcluded => Concluded reason,
    SecondReview + CloseReferred => Referred reason,
    Resolved + CallBack => CalledBack,
    Resolved + Reopen => Resolving reason,
    Concluded + CallBack => CalledBack,
    Concluded + Reopen => Resolving reason,
    Referred + CallBack => CalledBack,
    Referred + Reopen => Resolving reason,
    CalledBack + Archive => Archived,
    CalledBack + Reopen => Resolving reason,
    Archived + Reopen => Resolving reason,
}

/// Whether the case is under way, so that its leader can't be retired without a handover.
pub const fn is_open(state: CaseState) -> bool {
    use CaseState as S;
    !matches!(state, S::Resolved | S::Concluded | S::Referred | S::CalledBack | S::Archived | S::Declined)
}

fn guard(_: CaseState, mv: CaseMove, facts: &CaseFacts) -> Result<(), Block> {
    use CaseMove as M;
    use RefusalCode as C;
    match mv {
        M::Submit | M::Approve => {
            leader(facts)?;
            require(facts.has_responsible, C::Incomplete, "还没有责任单位，请先选定责任单位。")
        }
        M::Claim => leader(facts),
        M::AdoptPlan => require(facts.has_plan, C::Incomplete, "还没有化解方案，请先填写方案。"),
        M::RequestExtension => require(
            !facts.extended_before,
            C::AlreadyExtended,
            "已经延期一次，不能再延，请按期结案或转稳控。",
        ),
        M::CompleteHandover => handover(facts),
        M::RequestClosing => ready_to_close(facts),
        M::PassFirst => {
            ready_to_close(facts)?;
            require(facts.first_reviewer.is_some(), C::Incomplete, "没有记录一级审核人，请由审核人本人办理。")
        }
        M::CloseResolved | M::CloseConcluded | M::CloseReferred => {
            ready_to_close(facts)?;
            two_reviewers(facts)
        }
        M::Reopen => require(
            facts.has_leader && (facts.same_leader || facts.former_leader_left),
            C::OtherLeader,
            "反弹的案件由原包案领导继续包案；原领导已离任的，先指定接任领导。",
        ),
        _ => Ok(()),
    }
}

fn leader(facts: &CaseFacts) -> Result<(), Block> {
    require(facts.has_leader, RefusalCode::Incomplete, "还没有在任的包案领导，请先选定一位领导。")
}

fn handover(facts: &CaseFacts) -> Result<(), Block> {
    let code = RefusalCode::HandoverIncomplete;
    require(facts.has_leader, code, "还没有指定接任领导，请先选定。")?;
    require(facts.handover_written, code, "移交单没有写全，请写明已做工作、已作承诺和下步措施。")?;
    require(facts.handover_signed_by_both, code, "移交和接任双方没有都签字，请双方签字。")
}

fn ready_to_close(facts: &CaseFacts) -> Result<(), Block> {
    let missing: Vec<_> = TickKind::ALL
        .iter()
        .zip(facts.ticks)
        .filter(|(_, tick)| *tick == Tick::Missing)
        .map(|(kind, _)| kind.term())
        .collect();
    if !missing.is_empty() {
        return block(
            RefusalCode::TicksMissing,
            format!("“{}”还没有附依据，请逐项附上依据；不适用的写明理由。", missing.join("”“")),
        );
    }
    require(
        facts.petition_ended_answered,
        RefusalCode::Incomplete,
        "没有填写是否息诉罢访，请选择；选“否”或“部分”的写明理由。",
    )
}

fn two_reviewers(facts: &CaseFacts) -> Result<(), Block> {
    match (facts.first_reviewer, facts.second_reviewer) {
        (Some(first), Some(second)) if first != second => Ok(()),
        (Some(_), Some(_)) => {
            block(RefusalCode::SameReviewer, "两级审核不能是同一个人，请换一位审核人办理。")
        }
        _ => block(RefusalCode::Incomplete, "两级审核还没有都完成，请由审核人本人办理。"),
    }
}

#[cfg(test)]
#[path = "case_tests.rs"]
mod tests;

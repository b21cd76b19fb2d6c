//! 报表: filled in, signed by three, submitted with its rows frozen (domain.md §3). Drawing: `ret.md`.

use super::{Block, RefusalCode, require};

terms! {
    /// Where a return stands.
    pub enum ReturnState {
        Filling = "filling" => "填报",
        Checking = "checking" => "待审核人审核",
        Approving = "approving" => "待分管领导审签",
        Ready = "ready" => "待报送",
        Submitted = "submitted" => "已报送",
        Withdrawn = "withdrawn" => "已撤回",
    }
}

terms! {
    /// What can be done with a return.
    pub enum ReturnMove {
        Sign = "sign" => "制表人签字",
        Check = "check" => "审核人签字",
        Approve = "approve" => "分管领导签字",
        SendBack = "send_back" => "退回修改",
        Submit = "submit" => "报送",
        Withdraw = "withdraw" => "撤回",
        Refill = "refill" => "重新填报",
    }
}

/// What the guards want to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReturnFacts {
    /// A reason was given with the move.
    pub has_reason: bool,
    /// The period is over and locked.
    pub period_locked: bool,
    /// Who signs now has not signed this return in another part.
    pub signer_is_new: bool,
    /// The rows have been copied and can't change any more.
    pub rows_frozen: bool,
}

machine! {
    thing "报表", state ReturnState, moves ReturnMove, facts ReturnFacts, start Filling,
    Filling + Sign => Checking,
    Checking + Check => Approving,
    Checking + SendBack => Filling reason,
    Approving + Approve => Ready,
    Approving + SendBack => Filling reason,
    Ready + Submit => Submitted,
    Ready + SendBack => Filling reason,
    Submitted + Withdraw => Withdrawn reason,
    Withdrawn + Refill => Filling,
}

fn guard(_: ReturnState, mv: ReturnMove, facts: &ReturnFacts) -> Result<(), Block> {
    require(
        !facts.period_locked,
        RefusalCode::PeriodLocked,
        "该期已过并锁定，确需更正的请管理员解锁，写明理由。",
    )?;
    match mv {
        ReturnMove::Check | ReturnMove::Approve => require(
            facts.signer_is_new,
            RefusalCode::SameReviewer,
            "制表人、审核人、分管领导须是不同的人，请由本人签字。",
        ),
        ReturnMove::Submit => {
            require(facts.rows_frozen, RefusalCode::Incomplete, "报送数据还没有定格，请重新生成后报送。")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::check;
    use proptest::prelude::*;

    fn facts() -> impl Strategy<Value = ReturnFacts> {
        any::<[bool; 4]>().prop_map(|b| ReturnFacts {
            has_reason: b[0],
            period_locked: b[1],
            signer_is_new: b[2],
            rows_frozen: b[3],
        })
    }

    machine_tests!(ReturnState, ReturnMove, "ret.md", facts());

    #[test]
    fn withdrawn_only_with_a_reason() {
        let mut facts = ReturnFacts::default();
        let withdraw = |facts: &ReturnFacts| apply(ReturnState::Submitted, ReturnMove::Withdraw, facts);
        assert_eq!(withdraw(&facts).unwrap_err().code, RefusalCode::ReasonMissing);
        facts.has_reason = true;
        assert_eq!(withdraw(&facts), Ok(ReturnState::Withdrawn));
        facts.period_locked = true;
        assert_eq!(withdraw(&facts).unwrap_err().code, RefusalCode::PeriodLocked);
    }

    #[test]
    fn three_people_sign() {
        let facts = ReturnFacts::default();
        assert_eq!(apply(ReturnState::Filling, ReturnMove::Sign, &facts), Ok(ReturnState::Checking));
        assert_eq!(
            apply(ReturnState::Checking, ReturnMove::Check, &facts).unwrap_err().code,
            RefusalCode::SameReviewer
        );
    }
}

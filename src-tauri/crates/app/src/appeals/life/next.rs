//! What may be done next, and what stands in the way.

use huishang_domain::flow::appeal::{self as flow, AppealMove, level_of, needs_reason};
use huishang_store::Tx;
use huishang_store::appeals::AppealRecord;

use super::dto::{NextMove, NextWay};
use crate::AppError;
use crate::appeals::steps::facts;

/// How a move is made in this version.
pub(in crate::appeals) fn way(mv: AppealMove) -> NextWay {
    use AppealMove as M;
    match mv {
        M::JudgeSmall | M::JudgeBig | M::JudgeHard | M::WithdrawJudgement => NextWay::Judge,
        M::Check | M::Merge | M::Split => NextWay::Duplicates,
        M::ToConsultation => NextWay::Consultation,
        M::ToCase => NextWay::Case,
        M::HandleLocally | M::ToSuggestion | M::ReferMediation | M::Finish | M::Archive => NextWay::Step,
        M::ReferLegal | M::Rejudge => NextWay::StepWithReason,
        M::CallBack | M::Redo => NextWay::NotYet,
    }
}

/// Every move that is drawn from where the appeal stands.
pub(super) async fn next(tx: &mut Tx, appeal: &AppealRecord) -> Result<Vec<NextMove>, AppError> {
    // The reason is asked for when the move is made.
    let facts = facts(tx, appeal, true).await?;
    let moves = flow::open_moves(appeal.state).into_iter().map(|mv| {
        let way = way(mv);
        let judged = way == NextWay::Judge;
        let level = if judged { level_of(mv).or(appeal.level) } else { appeal.level };
        // Comparing is always possible; which one it repeats is said there.
        let refused = (!matches!(mv, AppealMove::Check | AppealMove::Merge))
            .then(|| flow::apply(appeal.state, mv, &flow::AppealFacts { level, ..facts }).err())
            .flatten();
        let why = match way {
            NextWay::NotYet => Some(format!("“{}”在评价模块登记，本版本还不能在这里办理。", mv.term())),
            _ => refused.map(|refusal| refusal.detail),
        };
        debug_assert!(way != NextWay::Step || !needs_reason(mv), "{mv} wants a reason");
        NextMove { mv, way, why }
    });
    Ok(moves.collect())
}

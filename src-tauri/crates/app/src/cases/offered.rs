//! The steps that this version can take with a case.

use huishang_domain::flow::case::{self as flow, CaseMove, CaseState};

/// The steps that need nothing but a reason. The others need what a later version brings: an extension's date, the
/// handover's papers, the four ticks, the reviews, the call-back, another leader.
pub(super) const OFFERED: &[CaseMove] = &[
    CaseMove::Submit,
    CaseMove::Approve,
    CaseMove::SendBackProposal,
    CaseMove::Decline,
    CaseMove::Claim,
    CaseMove::AdoptPlan,
    CaseMove::Stabilise,
    CaseMove::Resume,
    CaseMove::Archive,
];

/// What may be done next, of that which this version can carry out: a plan that was left out at the opening can't be
/// written yet, so it can't be adopted either.
pub(super) fn offered(state: CaseState, has_plan: bool) -> Vec<CaseMove> {
    flow::open_moves(state)
        .into_iter()
        .filter(|mv| OFFERED.contains(mv) && (has_plan || *mv != CaseMove::AdoptPlan))
        .collect()
}

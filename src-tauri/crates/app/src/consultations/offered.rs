//! The steps that this version can take with a consultation.

use huishang_domain::flow::consultation::{self as flow, ConsultationMove, ConsultationState};

/// The steps that need nothing but a reason. The others need what a later version brings: another time (see
/// [`reschedule`]), who came, the minutes, the countersignatures.
pub(super) const OFFERED: &[ConsultationMove] = &[
    ConsultationMove::Submit,
    ConsultationMove::Approve,
    ConsultationMove::SendBack,
    ConsultationMove::Decline,
    ConsultationMove::Notify,
    ConsultationMove::Cancel,
    ConsultationMove::Settle,
    ConsultationMove::Archive,
];

/// What may be done next, of that which this version can carry out.
pub(super) fn offered(state: ConsultationState) -> Vec<ConsultationMove> {
    let carried_out = |mv: &ConsultationMove| *mv == ConsultationMove::Reschedule || OFFERED.contains(mv);
    flow::open_moves(state).into_iter().filter(carried_out).collect()
}

//! Tests of [`super`].

use super::*;
use crate::flow::check;
use proptest::prelude::*;
use uuid::Uuid;

fn tick() -> impl Strategy<Value = Tick> {
    proptest::sample::select(vec![Tick::Missing, Tick::Evidenced, Tick::NotApplicable, Tick::Evidenced])
}

fn reviewer() -> impl Strategy<Value = Option<AccountId>> {
    proptest::option::of((1..3u128).prop_map(|n| AccountId(Uuid::from_u128(n))))
}

fn facts() -> impl Strategy<Value = CaseFacts> {
    (any::<[bool; 10]>(), [tick(), tick(), tick(), tick()], reviewer(), reviewer()).prop_map(
        |(b, ticks, first_reviewer, second_reviewer)| CaseFacts {
            has_reason: b[0],
            has_leader: b[1],
            has_responsible: b[2],
            has_plan: b[3],
            extended_before: b[4],
            handover_written: b[5],
            handover_signed_by_both: b[6],
            ticks,
            petition_ended_answered: b[7],
            first_reviewer,
            second_reviewer,
            same_leader: b[8],
            former_leader_left: b[9],
        },
    )
}

machine_tests!(CaseState, CaseMove, "case.md", facts());

const CLOSINGS: [CaseMove; 3] = [CaseMove::CloseResolved, CaseMove::CloseConcluded, CaseMove::CloseReferred];

fn closable() -> CaseFacts {
    CaseFacts {
        has_reason: true,
        ticks: [Tick::Evidenced, Tick::NotApplicable, Tick::Evidenced, Tick::NotApplicable],
        petition_ended_answered: true,
        first_reviewer: Some(AccountId(Uuid::from_u128(1))),
        second_reviewer: Some(AccountId(Uuid::from_u128(2))),
        ..CaseFacts::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_case_closes_without_the_four_ticks_and_two_reviewers(
        facts in facts(),
        state in prop_oneof![3 => Just(CaseState::SecondReview), 1 => proptest::sample::select(CaseState::ALL)],
        mv in prop_oneof![3 => proptest::sample::select(&CLOSINGS[..]), 1 => proptest::sample::select(CaseMove::ALL)],
    ) {
        let closed = matches!(
            apply(state, mv, &facts),
            Ok(CaseState::Resolved | CaseState::Concluded | CaseState::Referred)
        );
        if closed {
            prop_assert!(CLOSINGS.contains(&mv));
            prop_assert!(!facts.ticks.contains(&Tick::Missing));
            prop_assert!(facts.first_reviewer.is_some() && facts.second_reviewer.is_some());
            prop_assert_ne!(facts.first_reviewer, facts.second_reviewer);
        }
    }
}

#[test]
fn each_tick_counts() {
    assert!(apply(CaseState::SecondReview, CaseMove::CloseResolved, &closable()).is_ok());
    for (i, kind) in TickKind::ALL.iter().enumerate() {
        let mut facts = closable();
        facts.ticks[i] = Tick::Missing;
        let refused = apply(CaseState::SecondReview, CaseMove::CloseResolved, &facts).unwrap_err();
        assert_eq!(refused.code, RefusalCode::TicksMissing);
        assert!(refused.detail.contains(kind.term()), "{refused}");
    }
}

#[test]
fn one_person_is_not_two_reviewers() {
    let facts = CaseFacts { second_reviewer: closable().first_reviewer, ..closable() };
    let refused = apply(CaseState::SecondReview, CaseMove::CloseResolved, &facts).unwrap_err();
    assert_eq!(refused.code, RefusalCode::SameReviewer);
}

#[test]
fn a_tick_needs_its_evidence_and_not_applicable_its_reason() {
    assert_eq!(Tick::read(true, true, false), Tick::Evidenced);
    assert_eq!(Tick::read(true, false, false), Tick::Missing);
    assert_eq!(Tick::read(true, false, true), Tick::Missing);
    assert_eq!(Tick::read(false, false, true), Tick::NotApplicable);
    assert_eq!(Tick::read(false, true, false), Tick::Missing);
}

#[test]
fn a_handover_wants_its_contents_and_both_signatures() {
    let whole = CaseFacts {
        has_leader: true,
        handover_written: true,
        handover_signed_by_both: true,
        ..CaseFacts::default()
    };
    let mv = CaseMove::CompleteHandover;
    assert_eq!(apply(CaseState::HandingOver, mv, &whole), Ok(CaseState::Planning));
    for facts in [
        CaseFacts { has_leader: false, ..whole },
        CaseFacts { handover_written: false, ..whole },
        CaseFacts { handover_signed_by_both: false, ..whole },
    ] {
        assert_eq!(
            apply(CaseState::HandingOver, mv, &facts).unwrap_err().code,
            RefusalCode::HandoverIncomplete
        );
    }
}

#[test]
fn it_reopens_to_the_same_leader_unless_that_one_has_left() {
    let facts = CaseFacts { has_reason: true, has_leader: true, ..CaseFacts::default() };
    let reopen = |facts: CaseFacts| apply(CaseState::Archived, CaseMove::Reopen, &facts);
    assert_eq!(reopen(facts).unwrap_err().code, RefusalCode::OtherLeader);
    assert_eq!(reopen(CaseFacts { same_leader: true, ..facts }), Ok(CaseState::Resolving));
    assert_eq!(reopen(CaseFacts { former_leader_left: true, ..facts }), Ok(CaseState::Resolving));
}

#[test]
fn closed_cases_are_not_open() {
    assert!(is_open(CaseState::HandingOver));
    assert!(!is_open(CaseState::Archived));
}

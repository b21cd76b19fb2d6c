//! Walking a matter through its state machine at planned moments, as far as its life has come by now.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use huishang_domain::flow::{Refusal, action, appeal, case, consultation, whistle};
use huishang_domain::words::Entity;
use uuid::Uuid;

use crate::AppError;

/// One of the machines.
pub(super) trait Machine: Copy {
    type Move: Copy;
    type Facts;
    const ENTITY: Entity;
    const START: Self;
    fn apply(self, mv: Self::Move, facts: &Self::Facts) -> Result<Self, Refusal>;
    fn state_code(self) -> &'static str;
    fn move_code(mv: Self::Move) -> &'static str;
}

macro_rules! machine {
    ($module:ident, $state:ident, $mv:ident, $facts:ident, $entity:ident) => {
        impl Machine for $module::$state {
            type Move = $module::$mv;
            type Facts = $module::$facts;
            const ENTITY: Entity = Entity::$entity;
            const START: Self = $module::START;
            fn apply(self, mv: Self::Move, facts: &Self::Facts) -> Result<Self, Refusal> {
                $module::apply(self, mv, facts)
            }
            fn state_code(self) -> &'static str {
                self.code()
            }
            fn move_code(mv: Self::Move) -> &'static str {
                mv.code()
            }
        }
    };
}

machine!(appeal, AppealState, AppealMove, AppealFacts, Appeal);
machine!(consultation, ConsultationState, ConsultationMove, ConsultationFacts, Consultation);
machine!(action, ActionState, ActionMove, ActionFacts, Action);
machine!(case, CaseState, CaseMove, CaseFacts, Case);
machine!(whistle, WhistleState, WhistleMove, WhistleFacts, Whistle);

/// Who took a step; an index into the demonstration's accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Clerk,
    Head,
    SecondHead,
    Town,
    Agency,
}

/// A step as it will be written down.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub entity: Entity,
    pub id: Uuid,
    pub from: Option<&'static str>,
    pub to: &'static str,
    pub mv: &'static str,
    pub by: By,
    pub at: DateTime<Utc>,
    pub reason: Option<Cow<'static, str>>,
}

/// Why a walk ends before its plan does.
#[derive(Debug)]
pub(super) enum Stop {
    /// The next step lies in the future.
    NotYet,
    /// The state machine refuses the plan: a defect of the demonstration.
    Broken(Refusal),
}

impl From<Stop> for AppError {
    fn from(stop: Stop) -> Self {
        let detail = match stop {
            Stop::NotYet => "a step of the demonstration lies in the future".to_owned(),
            Stop::Broken(refusal) => refusal.to_string(),
        };
        Self::Internal { detail }
    }
}

/// How a life went: to the end of its plan, or as far as today.
pub(super) fn so_far(life: Result<(), Stop>) -> Result<(), AppError> {
    match life {
        Ok(()) | Err(Stop::NotYet) => Ok(()),
        Err(stop) => Err(stop.into()),
    }
}

/// A matter on its way.
pub(super) struct Walk<S: Machine> {
    pub id: Uuid,
    pub state: S,
    /// When the last step was taken.
    pub at: DateTime<Utc>,
    /// Steps taken so far, which is also the version.
    pub steps: i64,
    now: DateTime<Utc>,
}

impl<S: Machine> Walk<S> {
    /// Begins with a step that has no state before it.
    pub fn begin(
        (id, mv): (Uuid, &'static str),
        by: By,
        at: DateTime<Utc>,
        now: DateTime<Utc>,
        taken: &mut Vec<Taken>,
    ) -> Self {
        let to = S::START.state_code();
        taken.push(Taken { entity: S::ENTITY, id, from: None, to, mv, by, at, reason: None });
        Self { id, state: S::START, at, steps: 1, now }
    }

    /// Takes a step at its moment, unless that lies in the future.
    pub fn step(
        &mut self,
        mv: S::Move,
        facts: &S::Facts,
        (by, at): (By, DateTime<Utc>),
        reason: Option<Cow<'static, str>>,
        taken: &mut Vec<Taken>,
    ) -> Result<(), Stop> {
        if at > self.now {
            return Err(Stop::NotYet);
        }
        let next = self.state.apply(mv, facts).map_err(Stop::Broken)?;
        taken.push(Taken {
            entity: S::ENTITY,
            id: self.id,
            from: Some(self.state.state_code()),
            to: next.state_code(),
            mv: S::move_code(mv),
            by,
            at: at.max(self.at),
            reason,
        });
        self.at = self.at.max(at);
        self.state = next;
        self.steps += 1;
        Ok(())
    }
}

//! 研判分级 of a queue: what is proposed for each appeal and why, what a person decides of it, and the rules that an
//! administrator edits. Proposals are made when somebody looks; only decisions are stored.

mod card;
mod decide;
mod dto;
mod gather;
mod known;
mod pass_on;
mod rules;
mod trial;
mod undo;

pub use card::card;
pub use decide::decide;
pub use dto::{
    DutyLists, TriageAgency, TriageCard, TriageCategory, TriageDecision, TriageDone, TriageHandlers,
    TriageLevel, TriageNote, TriagePrecedent, TriageProposal, TriageRule, TriageRuleInput, TriageShown,
    TriageTrial,
};
pub(crate) use gather::proposed_level;
pub use pass_on::pass_on;
pub use rules::{duty_lists, rules, save_rule, set_duty_lists};
pub use trial::try_rule;
pub use undo::undo;

//! 研判分级: the rules, the similar appeals that were decided before, and what people decided in triage.

mod decisions;
mod precedents;
mod rules;

pub use decisions::{
    DecisionRecord, Passed, add_decision, cooperating, cooperating_named, last_decision, mark_undone,
    pass_on, put_cooperating,
};
pub use precedents::{PrecedentRecord, Wanted, cooperating_of, duty_lists_of_whistles, looked_back, similar};
pub use rules::{RuleRecord, add_rule, duty_lists, put_duty_lists, rule, rules, update_rule};

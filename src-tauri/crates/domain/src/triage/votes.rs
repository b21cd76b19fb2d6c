//! Votes for the parts of a proposal, and how they are counted.

use std::cmp::Ordering;

use super::{
    AGREED_PERCENT, Decided, Hit, LEAST_PRECEDENTS, PRECEDENT_PRIORITY, Part, Precedent, Reason, Rule,
    SETTLED_FROM, SETTLED_PERCENT, SETTLED_PRIORITY,
};
use crate::ids::AppealId;

/// How sure a proposal is that nothing speaks for.
pub(super) const UNFOUNDED: u8 = 30;

/// What a rule counts in the measure of certainty.
const RULE_WEIGHT: u32 = 300;

/// What is never certain; it keeps a single rule at 75 percent.
const DOUBT: u32 = 100;

/// So many precedents are named as examples.
const EXAMPLES: usize = 5;

/// One voice for a value.
#[derive(Clone, Debug)]
pub(super) struct Vote<T> {
    pub value: T,
    priority: i64,
    weight: u32,
    reason: Reason,
}

impl<T> Vote<T> {
    pub fn new(value: T, priority: i64, reason: Reason) -> Self {
        Self { value, priority, weight: RULE_WEIGHT, reason }
    }

    pub fn of_rule(value: T, rule: &Rule, hits: &[Hit]) -> Self {
        let reason = Reason::Rule { id: rule.id, name: rule.name.clone(), hits: hits.to_vec() };
        Self::new(value, rule.priority, reason)
    }

    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Vote<U> {
        Vote { value: to(self.value), priority: self.priority, weight: self.weight, reason: self.reason }
    }
}

/// All voices for one part.
#[derive(Clone, Debug)]
pub(super) struct Votes<T>(Vec<Vote<T>>);

impl<T> Default for Votes<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone + PartialEq> Votes<T> {
    pub fn add(&mut self, vote: Vote<T>) {
        self.0.push(vote);
    }

    pub fn extend(&mut self, votes: Option<Vote<T>>) {
        self.0.extend(votes);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of the highest priority; `order` says which of two of the same priority stands higher.
    pub fn decide(&self, order: impl Fn(&T, &T) -> Ordering) -> Option<Part<T>> {
        let highest =
            self.0.iter().max_by(|a, b| a.priority.cmp(&b.priority).then(order(&a.value, &b.value)))?;
        let value = highest.value.clone();
        let mut votes: Vec<&Vote<T>> = self.0.iter().collect();
        votes.sort_by_key(|vote| std::cmp::Reverse(vote.priority));
        let (supporting, other): (Vec<&Vote<T>>, Vec<&Vote<T>>) =
            votes.into_iter().partition(|vote| vote.value == value);
        let sum = |votes: &[&Vote<T>]| votes.iter().fold(0u32, |all, vote| all.saturating_add(vote.weight));
        let pro = sum(&supporting);
        let all = pro.saturating_add(sum(&other)).saturating_add(DOUBT);
        let confidence = u8::try_from(u64::from(pro) * 100 / u64::from(all)).unwrap_or(100);
        let reasons = |votes: Vec<&Vote<T>>| votes.into_iter().map(|vote| vote.reason.clone()).collect();
        Some(Part { value, confidence, reasons: reasons(supporting), against: reasons(other) })
    }
}

/// What precedents have in common, if there are enough of them and enough agree.
pub(super) fn agreed<T: Ord + Clone>(
    precedents: &[&Precedent],
    value: impl Fn(&Precedent) -> Option<T>,
    decided: impl Fn(T) -> Decided,
) -> Option<Vote<T>> {
    let told: Vec<(T, AppealId)> = precedents.iter().filter_map(|p| Some((value(p)?, p.id))).collect();
    if told.len() < LEAST_PRECEDENTS {
        return None;
    }
    let mut values: Vec<&T> = told.iter().map(|(value, _)| value).collect();
    values.sort_unstable();
    values.dedup();
    let count = |wanted: &T| told.iter().filter(|(value, _)| value == wanted).count();
    let most = values.into_iter().max_by_key(|value| count(value))?;
    let agreed = count(most);
    if agreed * 100 < told.len() * AGREED_PERCENT {
        return None;
    }
    let examples = told.iter().filter(|(value, _)| value == most).map(|(_, id)| *id).take(EXAMPLES).collect();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let weight = number(agreed * RULE_WEIGHT as usize / told.len());
    let reason = Reason::Precedents {
        like: number(told.len()),
        agreed: number(agreed),
        decided: decided(most.clone()),
        examples,
    };
    let settled = agreed >= SETTLED_FROM && agreed * 100 >= told.len() * SETTLED_PERCENT;
    let priority = if settled { SETTLED_PRIORITY } else { PRECEDENT_PRIORITY };
    Some(Vote { value: most.clone(), priority, weight, reason })
}

/// Rules by priority, precedents by likeness; what is alike by id, so that the order given says nothing.
pub(super) fn sorted<'a>(
    rules: &'a [Rule],
    precedents: &'a [Precedent],
) -> (Vec<&'a Rule>, Vec<&'a Precedent>) {
    let mut rules: Vec<&Rule> = rules.iter().collect();
    rules.sort_by(|a, b| b.priority.cmp(&a.priority).then(a.id.cmp(&b.id)));
    let mut precedents: Vec<&Precedent> = precedents.iter().collect();
    precedents.sort_by(|a, b| b.likeness.cmp(&a.likeness).then(b.id.cmp(&a.id)));
    (rules, precedents)
}

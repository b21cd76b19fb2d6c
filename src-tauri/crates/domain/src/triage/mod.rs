//! 研判分级: what level, category and agencies are proposed for an appeal, and why. A person decides.
//!
//! Each part is a vote: rules that an administrator edits, and what was decided of similar matters before, which
//! counts as a rule of [`PRECEDENT_PRIORITY`], or of [`SETTLED_PRIORITY`] where it was always the same. The highest
//! priority wins; among equals the higher level does (`docs/decisions/0013-votes-for-a-proposal.md`).

mod reason;
mod rule;
#[cfg(test)]
mod tests;
mod votes;

use std::collections::BTreeMap;

pub use reason::{Decided, Names, Reason};
pub use rule::{Conclusions, Conditions, Hit, Rule};

use crate::flow::appeal::{PROBLEM_AFTER, least_level};
use crate::ids::{AgencyId, AppealId};
use crate::words::{DutyList, Level};
use votes::{Vote, Votes, agreed, sorted};

terms! {
    /// What was decided in triage.
    pub enum TriageKind {
        Judged = "judged" => "研判",
        PassedOn = "passed_on" => "转办",
        Returned = "returned" => "退回登记",
    }
}

/// What precedents weigh beside rules: those above overrule them, those below are overruled.
pub const PRECEDENT_PRIORITY: i64 = 50;

/// What they weigh once a kind of matter has always been decided alike: above a rule that goes by one sign only.
pub const SETTLED_PRIORITY: i64 = 65;

/// So many decided alike settle a kind of matter.
pub const SETTLED_FROM: usize = 10;

/// So many of a hundred must be among them.
pub const SETTLED_PERCENT: usize = 95;

/// What the category weighs that an appeal came with.
pub const STANDING_PRIORITY: i64 = 40;

/// So many similar matters are needed before they say anything.
pub const LEAST_PRECEDENTS: usize = 3;

/// So many of a hundred of them must have been decided alike.
pub const AGREED_PERCENT: usize = 60;

/// Each category's code with that of the one above it.
pub type Parents = BTreeMap<String, String>;

/// What is known of an appeal that is to be judged.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// Code of the category that it came with.
    pub category: &'a str,
    /// That category only says that nobody has chosen one.
    pub unclassified: bool,
    /// How many people it concerns.
    pub people: u32,
    /// How often it was raised, this time included.
    pub raised: u32,
    /// The duty lists that it stands on.
    pub lists: &'a [DutyList],
    /// Who handles it by now.
    pub handler: Option<AgencyId>,
    /// How often it was done again.
    pub redone: u32,
    /// How often it was passed on.
    pub passed_on: u32,
}

/// A similar appeal and what was decided of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precedent {
    /// Which.
    pub id: AppealId,
    /// How much the two texts have in common, in percent.
    pub likeness: u8,
    /// 三办
    pub level: Level,
    /// Code of its category; none where nobody has chosen one.
    pub category: Option<String>,
    /// Who led, or handled it; none where that goes by the place.
    pub lead: Option<AgencyId>,
    /// Who helped.
    pub cooperating: Vec<AgencyId>,
}

/// One part of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<T> {
    /// What is proposed.
    pub value: T,
    /// How sure that is, in percent: 75 for one rule and nothing against it.
    pub confidence: u8,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
    /// What speaks for something else.
    pub against: Vec<Reason>,
}

/// What is proposed for an appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// 三办
    pub level: Part<Level>,
    /// Code of a category; none while nothing speaks for one.
    pub category: Option<Part<String>>,
    /// Whose field it is.
    pub lead: Option<Part<AgencyId>>,
    /// Who has to help when it is more than small; never the lead.
    pub cooperating: Vec<Part<AgencyId>>,
}

impl Proposal {
    /// Who would handle it at this level: a small matter stays with whoever has it.
    pub fn handler_at(&self, level: Level, current: Option<AgencyId>) -> Option<AgencyId> {
        let lead = self.lead.as_ref().map(|part| part.value);
        match level {
            Level::Small => current.or(lead),
            Level::Big | Level::Hard => lead.or(current),
        }
    }
}

/// Proposes what to decide; the same whatever order rules and precedents are given in.
pub fn propose(facts: &Facts<'_>, rules: &[Rule], precedents: &[Precedent], parents: &Parents) -> Proposal {
    let (rules, precedents) = sorted(rules, precedents);
    let text = rule::Text::of(facts);
    let category = category(facts, &rules, &precedents, &text, parents);
    // A rule for a kind of matter holds for the kind that it is taken to be.
    let taken_as = category.as_ref().map_or(facts.category, |part| part.value.as_str());
    let hits: Vec<(&Rule, Vec<Hit>)> = rules
        .iter()
        .filter_map(|rule| Some((*rule, rule.conditions.hits(facts, &text, taken_as, parents)?)))
        .collect();
    let level = level(facts, &hits, &precedents);
    let lead = lead(facts, &hits, &precedents);
    let cooperating = cooperating(&hits, &precedents, lead.as_ref().map(|part| part.value));
    Proposal { level, category, lead, cooperating }
}

fn category(
    facts: &Facts<'_>,
    rules: &[&Rule],
    precedents: &[&Precedent],
    text: &rule::Text,
    parents: &Parents,
) -> Option<Part<String>> {
    let mut votes = Votes::default();
    for rule in rules {
        if let Some(code) = &rule.conclusions.category
            && let Some(hits) = rule.conditions.hits(facts, text, facts.category, parents)
        {
            votes.add(Vote::of_rule(code.clone(), rule, &hits));
        }
    }
    votes.extend(agreed(precedents, |p| p.category.clone(), Decided::Category));
    if !facts.unclassified {
        votes.add(Vote::new(facts.category.to_owned(), STANDING_PRIORITY, Reason::Standing));
    }
    // Among equals the code that comes first, so that it is always the same.
    votes.decide(|a, b| b.cmp(a))
}

fn level(facts: &Facts<'_>, hits: &[(&Rule, Vec<Hit>)], precedents: &[&Precedent]) -> Part<Level> {
    let mut votes = Votes::default();
    for (rule, hits) in hits {
        if let Some(level) = rule.conclusions.level {
            votes.add(Vote::of_rule(level, rule, hits));
        }
    }
    votes.extend(agreed(precedents, |p| Some(p.level), Decided::Level));
    let mut part = votes.decide(Level::cmp).unwrap_or(Part {
        value: Level::Small,
        confidence: votes::UNFOUNDED,
        reasons: vec![Reason::Nothing],
        against: Vec::new(),
    });
    let least = least_level(part.value, facts.redone, facts.passed_on);
    if least > part.value {
        part.value = least;
        part.reasons.insert(0, Reason::Problem { redone: facts.redone, passed_on: facts.passed_on });
    } else if facts.redone >= PROBLEM_AFTER || facts.passed_on >= PROBLEM_AFTER {
        part.reasons.push(Reason::Problem { redone: facts.redone, passed_on: facts.passed_on });
    }
    part
}

fn lead(facts: &Facts<'_>, hits: &[(&Rule, Vec<Hit>)], precedents: &[&Precedent]) -> Option<Part<AgencyId>> {
    let mut votes = Votes::default();
    for (rule, hits) in hits {
        if let Some(lead) = rule.conclusions.lead {
            votes.add(Vote::of_rule(lead, rule, hits));
        }
    }
    votes.extend(agreed(precedents, |p| p.lead, Decided::Lead));
    if votes.is_empty()
        && let Some(handler) = facts.handler
    {
        votes.add(Vote::new(handler, 0, Reason::Handler));
    }
    votes.decide(|a, b| b.cmp(a))
}

fn cooperating(
    hits: &[(&Rule, Vec<Hit>)],
    precedents: &[&Precedent],
    lead: Option<AgencyId>,
) -> Vec<Part<AgencyId>> {
    let mut order: Vec<AgencyId> = Vec::new();
    let mut found: BTreeMap<AgencyId, Votes<AgencyId>> = BTreeMap::new();
    let mut put = |vote: Vote<AgencyId>| {
        if !order.contains(&vote.value) {
            order.push(vote.value);
        }
        found.entry(vote.value).or_default().add(vote);
    };
    for (rule, hits) in hits {
        // Whoever would help another lead has nothing to do here.
        if rule.conclusions.lead.is_none() || rule.conclusions.lead == lead {
            for agency in &rule.conclusions.cooperating {
                put(Vote::of_rule(*agency, rule, hits));
            }
        }
    }
    let mut named: Vec<AgencyId> = precedents.iter().flat_map(|p| p.cooperating.clone()).collect();
    named.sort_unstable();
    named.dedup();
    for agency in named {
        let helped =
            agreed(precedents, |p| Some(p.cooperating.contains(&agency)), |_| Decided::Cooperating(agency));
        if let Some(vote) = helped.filter(|vote| vote.value) {
            put(vote.map(|_| agency));
        }
    }
    order
        .into_iter()
        .filter(|agency| Some(*agency) != lead)
        .filter_map(|agency| found.get(&agency).and_then(|votes| votes.decide(|a, b| b.cmp(a))))
        .collect()
}

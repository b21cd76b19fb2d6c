//! The rules as an administrator sees and edits them.

use huishang_domain::access::UseCase;
use huishang_domain::ids::RuleId;
use huishang_domain::triage::Names as _;
use huishang_domain::words::{DutyList, Entity};
use huishang_store::triage::{self, RuleRecord};
use serde_json::json;
use uuid::Uuid;

use super::dto::{DutyLists, TriageRule, TriageRuleInput};
use super::known::{Known, read_lists};
use crate::appeals::check::{optional, text};
use crate::sight::stale;
use crate::{Actor, App, AppError, FieldProblem};

/// The longest name of a rule, of an agency, and a word.
const LONGEST_NAME: usize = 60;
/// The most words of a rule, and categories, and agencies.
const MOST_WORDS: usize = 100;
/// The highest priority.
const HIGHEST: i64 = 100;

/// All rules, those of the highest priority first.
pub async fn rules(app: &App, actor: &Actor) -> Result<Vec<TriageRule>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::EditRules).await?;
    let known = Known::read(&mut tx).await?;
    Ok(triage::rules(&mut tx).await?.into_iter().map(|row| shown(&known, row)).collect())
}

/// Writes a rule; with no id a new one.
pub async fn save_rule(app: &App, actor: &Actor, input: TriageRuleInput) -> Result<TriageRule, AppError> {
    let mut work = app.begin(actor, UseCase::EditRules).await?;
    let known = Known::read(&mut work.tx).await?;
    let id = input.id.unwrap_or_else(|| RuleId(work.new_id()));
    let (new, seen) = (input.id.is_none(), input.version);
    let row = checked(&known, input, id)?;
    let (by, now) = (work.actor.account_id, work.now);
    let version = if new {
        triage::add_rule(&mut work.tx, &row, by, now).await?;
        1
    } else if triage::update_rule(&mut work.tx, &row, by, now).await? {
        seen + 1
    } else {
        return Err(stale(&mut work.tx, Entity::Setting, id.0).await);
    };
    let row = RuleRecord { version, ..row };
    let rule = shown(&known, row);
    let detail = json!({
        "rule": rule.rule.name, "priority": rule.rule.priority, "when": rule.when, "then": rule.then,
        "active": rule.rule.active,
    });
    work.record(Entity::Setting, id.0, version, "save_rule", detail).await?;
    work.commit().await?;
    Ok(rule)
}

/// Which kinds of matters stand on which duty list.
pub async fn duty_lists(app: &App, actor: &Actor) -> Result<DutyLists, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::EditRules).await?;
    Ok(Known::read(&mut tx).await?.lists)
}

/// Says which kinds of matters stand on which duty list.
pub async fn set_duty_lists(app: &App, actor: &Actor, lists: DutyLists) -> Result<DutyLists, AppError> {
    let mut work = app.begin(actor, UseCase::EditRules).await?;
    let known = Known::read(&mut work.tx).await?;
    for list in [&lists.basic, &lists.cooperating, &lists.withdrawn] {
        categories(&known, "lists", list)?;
    }
    let value = json!({
        (DutyList::Basic.code()): lists.basic,
        (DutyList::Cooperating.code()): lists.cooperating,
        (DutyList::Withdrawn.code()): lists.withdrawn,
    });
    let (by, now) = (work.actor.account_id, work.now);
    if !triage::put_duty_lists(&mut work.tx, &value, lists.version, by, now).await? {
        return Err(AppError::Stale {
            entity: Entity::Setting,
            current_version: known.lists.version,
            changed_by: String::new(),
            changed_at: now,
        });
    }
    work.record(Entity::Setting, Uuid::nil(), lists.version + 1, "set_duty_lists", json!({ "to": value }))
        .await?;
    work.commit().await?;
    Ok(read_lists(&value, lists.version + 1))
}

/// A rule whose every field holds what it may.
pub(super) fn checked(known: &Known, input: TriageRuleInput, id: RuleId) -> Result<RuleRecord, AppError> {
    let name = text("name", &input.name, LONGEST_NAME, true)?;
    if !(0..=HIGHEST).contains(&input.priority) {
        return Err(AppError::invalid("priority", FieldProblem::OutOfRange));
    }
    let people = input.people_from.is_none_or(|n| (1..=10_000_000).contains(&n));
    if !people || input.raised_from.is_some_and(|n| !(2..=1000).contains(&n)) {
        let field = if people { "raisedFrom" } else { "peopleFrom" };
        return Err(AppError::invalid(field, FieldProblem::OutOfRange));
    }
    categories(known, "categories", &input.categories)?;
    if let Some(code) = &input.category {
        categories(known, "category", std::slice::from_ref(code))?;
    }
    let row = RuleRecord {
        id,
        name,
        priority: input.priority,
        words_any: words("wordsAny", input.words_any)?.into(),
        words_all: words("wordsAll", input.words_all)?.into(),
        categories: input.categories.into(),
        people_from: input.people_from.map(i64::from),
        raised_from: input.raised_from.map(i64::from),
        lists: input.lists.into(),
        level: input.level,
        category: input.category,
        lead: optional("lead", input.lead.as_deref(), LONGEST_NAME)?,
        cooperating: words("cooperating", input.cooperating)?.into(),
        active: input.active,
        version: input.version,
    };
    let rule = known.rule(&row);
    // One that asks for nothing would never hit, and one that says nothing would change nothing.
    if rule.conditions.is_empty() {
        return Err(AppError::invalid("wordsAny", FieldProblem::Required));
    }
    let says = row.level.is_some() || row.category.is_some() || row.lead.is_some();
    if !says && row.cooperating.0.is_empty() {
        return Err(AppError::invalid("level", FieldProblem::Required));
    }
    Ok(row)
}

/// Words with their blanks cut off, each once, without empty ones.
fn words(field: &str, given: Vec<String>) -> Result<Vec<String>, AppError> {
    let mut words: Vec<String> = Vec::new();
    for word in given {
        let word = text(field, &word, LONGEST_NAME, false)?;
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    if words.len() > MOST_WORDS {
        return Err(AppError::invalid(field, FieldProblem::TooLong));
    }
    Ok(words)
}

fn categories(known: &Known, field: &str, codes: &[String]) -> Result<(), AppError> {
    if codes.len() > MOST_WORDS {
        return Err(AppError::invalid(field, FieldProblem::TooLong));
    }
    match codes.iter().all(|code| known.has_category(code)) {
        true => Ok(()),
        false => Err(AppError::invalid(field, FieldProblem::UnknownReference)),
    }
}

fn shown(known: &Known, row: RuleRecord) -> TriageRule {
    let named = row.lead.iter().chain(&row.cooperating.0);
    let unresolved = named.filter(|name| known.agency_named(name).is_none()).cloned().collect();
    let number = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok());
    TriageRule {
        id: row.id,
        when: when(known, &row),
        then: then(known, &row),
        unresolved,
        rule: TriageRuleInput {
            id: Some(row.id),
            version: row.version,
            name: row.name,
            priority: row.priority,
            words_any: row.words_any.0,
            words_all: row.words_all.0,
            categories: row.categories.0,
            people_from: number(row.people_from),
            raised_from: number(row.raised_from),
            lists: row.lists.0,
            level: row.level,
            category: row.category,
            lead: row.lead,
            cooperating: row.cooperating.0,
            active: row.active,
        },
    }
}

fn when(known: &Known, row: &RuleRecord) -> String {
    let quoted = |words: &[String], between: &str| {
        words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(between)
    };
    let mut parts = Vec::new();
    if !row.words_any.0.is_empty() {
        parts.push(format!("有{}", quoted(&row.words_any.0, "或")));
    }
    if !row.words_all.0.is_empty() {
        parts.push(format!("同时有{}", quoted(&row.words_all.0, "、")));
    }
    if !row.categories.0.is_empty() {
        let names: Vec<String> = row.categories.0.iter().map(|code| known.category(code)).collect();
        parts.push(format!("类别属{}", names.join("或")));
    }
    if let Some(people) = row.people_from {
        parts.push(format!("涉及 {people} 人以上"));
    }
    if let Some(times) = row.raised_from {
        parts.push(format!("反映 {times} 次以上"));
    }
    if !row.lists.0.is_empty() {
        let names: Vec<&str> = row.lists.0.iter().map(|list| list.term()).collect();
        parts.push(format!("列入{}清单", names.join("或")));
    }
    parts.join("，")
}

fn then(known: &Known, row: &RuleRecord) -> String {
    let mut parts = Vec::new();
    if let Some(level) = row.level {
        parts.push(level.term().to_owned());
    }
    if let Some(code) = &row.category {
        parts.push(format!("归入{}", known.category(code)));
    }
    if let Some(lead) = &row.lead {
        parts.push(format!("{lead}牵头"));
    }
    if !row.cooperating.0.is_empty() {
        parts.push(format!("{}协办", row.cooperating.0.join("、")));
    }
    parts.join("，")
}

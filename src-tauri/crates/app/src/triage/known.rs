//! What is the same for every proposal: the rules, the agencies by their names, the tree of categories.

use std::collections::{BTreeMap, HashMap};

use huishang_domain::ids::AgencyId;
use huishang_domain::triage::{Conclusions, Conditions, Names, Parents, Rule};
use huishang_domain::words::DutyList;
use huishang_store::Tx;
use huishang_store::directory::{self, AgencyRecord, CategoryRecord};
use huishang_store::triage::{self, RuleRecord};
use serde_json::Value;

use super::dto::DutyLists;
use crate::AppError;

/// The name of the category that only says that nobody has chosen one.
const UNSORTED: &str = "未分类";

/// What rules and their words refer to.
pub(super) struct Known {
    agencies: Vec<AgencyRecord>,
    categories: HashMap<String, CategoryRecord>,
    /// Each category with the one above it.
    pub parents: Parents,
    /// Which categories stand on which list.
    pub lists: DutyLists,
}

impl Known {
    pub async fn read(tx: &mut Tx) -> Result<Self, AppError> {
        let agencies = directory::agencies(tx).await?.into_iter().map(|row| row.agency).collect();
        let rows = directory::categories(tx).await?;
        let parents: Parents =
            rows.iter().filter_map(|row| Some((row.code.clone(), row.parent_code.clone()?))).collect();
        let categories = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
        let (value, version) = triage::duty_lists(tx).await?;
        Ok(Self { agencies, categories, parents, lists: read_lists(&value, version) })
    }

    /// The rules that count, as this county can follow them: an agency that it doesn't have is left out.
    pub async fn rules(&self, tx: &mut Tx) -> Result<Vec<Rule>, AppError> {
        let stored = triage::rules(tx).await?;
        Ok(stored.iter().filter(|row| row.active).map(|row| self.rule(row)).collect())
    }

    /// One rule with its agencies found.
    pub fn rule(&self, row: &RuleRecord) -> Rule {
        let number = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok());
        Rule {
            id: row.id,
            name: row.name.clone(),
            priority: row.priority,
            conditions: Conditions {
                any: row.words_any.0.clone(),
                all: row.words_all.0.clone(),
                categories: row.categories.0.clone(),
                people_from: number(row.people_from),
                raised_from: number(row.raised_from),
                lists: row.lists.0.clone(),
            },
            conclusions: Conclusions {
                level: row.level,
                category: row.category.clone(),
                lead: row.lead.as_deref().and_then(|name| self.agency_named(name)),
                cooperating: row.cooperating.0.iter().filter_map(|name| self.agency_named(name)).collect(),
            },
        }
    }

    /// The agency that bears a name: as its short or whole name, or but for the word of its rank (市, 县, 区) in front.
    pub fn agency_named(&self, name: &str) -> Option<AgencyId> {
        let exact = self.agencies.iter().find(|a| a.short_name == name || a.name == name);
        if let Some(agency) = exact {
            return Some(agency.id);
        }
        let mut like = self.agencies.iter().filter(|a| without_rank(&a.short_name) == without_rank(name));
        like.next().filter(|_| like.next().is_none()).map(|agency| agency.id)
    }

    /// Whether there is such an agency.
    pub fn has_agency(&self, id: AgencyId) -> bool {
        self.agencies.iter().any(|agency| agency.id == id)
    }

    /// Whether there is such a category.
    pub fn has_category(&self, code: &str) -> bool {
        self.categories.contains_key(code)
    }

    /// Whether a category only says that nobody has chosen one.
    pub fn unsorted(&self, code: &str) -> bool {
        self.categories.get(code).is_some_and(|row| row.name == UNSORTED)
    }

    /// The lists on which a kind of matter stands.
    pub fn lists_of(&self, category: &str) -> Vec<DutyList> {
        let of = |list: &DutyList| match list {
            DutyList::Basic => &self.lists.basic,
            DutyList::Cooperating => &self.lists.cooperating,
            DutyList::Withdrawn => &self.lists.withdrawn,
        };
        DutyList::ALL
            .iter()
            .filter(|list| of(list).iter().any(|head| self.lies_in(category, head)))
            .copied()
            .collect()
    }

    fn lies_in(&self, category: &str, head: &str) -> bool {
        let mut at = Some(category);
        // Three levels.
        for _ in 0..4 {
            match at {
                Some(code) if code == head => return true,
                Some(code) => at = self.parents.get(code).map(String::as_str),
                None => return false,
            }
        }
        false
    }
}

impl Names for Known {
    fn category(&self, code: &str) -> String {
        let Some(row) = self.categories.get(code) else { return code.to_owned() };
        // The name of the whole tree says nothing.
        let above = row.parent_code.as_ref().and_then(|code| self.categories.get(code));
        match above.filter(|above| above.parent_code.is_some()) {
            Some(above) => format!("{}-{}", above.name, row.name),
            None => row.name.clone(),
        }
    }

    fn agency(&self, id: AgencyId) -> String {
        let found = self.agencies.iter().find(|agency| agency.id == id);
        found.map(|agency| agency.short_name.clone()).unwrap_or_default()
    }
}

fn without_rank(name: &str) -> &str {
    name.strip_prefix(['市', '县', '区']).unwrap_or(name)
}

/// The setting as it is stored: a list of codes for each code of a list.
pub(super) fn read_lists(value: &Value, version: i64) -> DutyLists {
    let mut held: BTreeMap<String, Vec<String>> = serde_json::from_value(value.clone()).unwrap_or_default();
    let mut take = |list: DutyList| held.remove(list.code()).unwrap_or_default();
    DutyLists {
        version,
        basic: take(DutyList::Basic),
        cooperating: take(DutyList::Cooperating),
        withdrawn: take(DutyList::Withdrawn),
    }
}

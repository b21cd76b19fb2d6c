//! A rule: under which conditions it hits, and what it concludes then.

use serde::{Deserialize, Serialize};

use super::{Facts, Parents};
use crate::duplicates::text::normalise;
use crate::ids::{AgencyId, RuleId};
use crate::words::{DutyList, Level};

/// When a rule hits: every kind of condition that it sets must hold. One that sets none never hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// One of these words stands in the title or the text.
    pub any: Vec<String>,
    /// All of these do.
    pub all: Vec<String>,
    /// It is of one of these categories, or of one below.
    pub categories: Vec<String>,
    /// It concerns at least so many people.
    pub people_from: Option<u32>,
    /// It was raised at least so often.
    pub raised_from: Option<u32>,
    /// It stands on one of these lists.
    pub lists: Vec<DutyList>,
}

/// What a rule says of an appeal that it hits; nothing of what is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the proposal")]
pub struct Conclusions {
    pub level: Option<Level>,
    pub category: Option<String>,
    pub lead: Option<AgencyId>,
    pub cooperating: Vec<AgencyId>,
}

/// A rule that an administrator has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Which.
    pub id: RuleId,
    /// What people call it.
    pub name: String,
    /// The higher overrules the lower; see [`super::PRECEDENT_PRIORITY`].
    pub priority: i64,
    /// When.
    pub conditions: Conditions,
    /// What then.
    pub conclusions: Conclusions,
}

impl Rule {
    /// What of an appeal the rule hits, as it came; none where it doesn't.
    pub fn hits(&self, facts: &Facts<'_>, parents: &Parents) -> Option<Vec<Hit>> {
        self.conditions.hits(facts, &Text::of(facts), facts.category, parents)
    }
}

/// Why a rule hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Hit {
    /// A word, as the rule writes it.
    Word {
        /// Which.
        word: String,
    },
    /// A category.
    Category {
        /// Code of the one that the rule names.
        code: String,
    },
    /// Enough people.
    People {
        /// How many there are.
        people: u32,
        /// How many the rule asks for.
        from: u32,
    },
    /// Raised often enough.
    Raised {
        /// How often.
        times: u32,
        /// How often the rule asks for.
        from: u32,
    },
    /// A list.
    List {
        /// Which.
        list: DutyList,
    },
}

/// Title and text made ready for looking for words.
pub(super) struct Text {
    title: String,
    body: String,
}

impl Text {
    pub fn of(facts: &Facts<'_>) -> Self {
        Self { title: normalise(facts.title), body: normalise(facts.text) }
    }

    fn holds(&self, word: &str) -> bool {
        let word = normalise(word);
        !word.is_empty() && (self.title.contains(&word) || self.body.contains(&word))
    }
}

impl Conditions {
    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What of an appeal that is taken to be of `category` meets the conditions; none where one isn't met.
    pub(super) fn hits(
        &self,
        facts: &Facts<'_>,
        text: &Text,
        category: &str,
        parents: &Parents,
    ) -> Option<Vec<Hit>> {
        let mut hits = Vec::new();
        let mut words: Vec<&String> = self.any.iter().filter(|word| text.holds(word)).collect();
        let all = self.all.iter().all(|word| text.holds(word));
        if (words.is_empty() && !self.any.is_empty()) || !all {
            return None;
        }
        words.extend(&self.all);
        hits.extend(words.into_iter().map(|word| Hit::Word { word: word.clone() }));
        if !self.categories.is_empty() {
            let code = self.categories.iter().find(|head| lies_in(category, head, parents))?;
            hits.push(Hit::Category { code: code.clone() });
        }
        if let Some(from) = self.people_from {
            hits.push(Hit::People { people: at_least(facts.people, from)?, from });
        }
        if let Some(from) = self.raised_from {
            hits.push(Hit::Raised { times: at_least(facts.raised, from)?, from });
        }
        if !self.lists.is_empty() {
            let list = *self.lists.iter().find(|list| facts.lists.contains(list))?;
            hits.push(Hit::List { list });
        }
        Some(hits).filter(|hits| !hits.is_empty())
    }
}

fn at_least(number: u32, from: u32) -> Option<u32> {
    (number >= from).then_some(number)
}

/// Whether a category is `head` or lies below it. Three levels, so a chain that is longer has a circle in it.
fn lies_in(code: &str, head: &str, parents: &Parents) -> bool {
    let mut at = Some(code);
    for _ in 0..4 {
        match at {
            Some(code) if code == head => return true,
            Some(code) => at = parents.get(code).map(String::as_str),
            None => return false,
        }
    }
    false
}

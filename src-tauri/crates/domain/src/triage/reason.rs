//! Why something is proposed: as data, and in words. The words stand here and nowhere else.

use serde::{Deserialize, Serialize};

use super::{Hit, LEAST_PRECEDENTS};
use crate::ids::{AgencyId, AppealId, RuleId};
use crate::words::Level;

/// What precedents have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", content = "value", rename_all = "snake_case")]
pub enum Decided {
    /// They were judged so.
    Level(Level),
    /// They are of this category.
    Category(String),
    /// This agency led or handled them.
    Lead(AgencyId),
    /// This agency helped.
    Cooperating(AgencyId),
}

/// One reason for a part of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// A rule hit.
    Rule {
        /// Which.
        id: RuleId,
        /// Its name.
        name: String,
        /// What of the appeal it hit.
        hits: Vec<Hit>,
    },
    /// Similar matters of the last year were decided so.
    Precedents {
        /// How many similar ones there are.
        like: u32,
        /// How many of them were decided so.
        agreed: u32,
        /// How.
        decided: Decided,
        /// The likest of those.
        examples: Vec<AppealId>,
    },
    /// It came with this category.
    Standing,
    /// It came with this agency.
    Handler,
    /// A 问题工单: done again or passed on too often.
    Problem {
        /// Times done again.
        redone: u32,
        /// Times passed on.
        passed_on: u32,
    },
    /// Nothing speaks for anything.
    Nothing,
}

/// What things are called that a reason only knows by their keys.
pub trait Names {
    /// A category as people read it.
    fn category(&self, code: &str) -> String;
    /// The short name of an agency.
    fn agency(&self, id: AgencyId) -> String;
}

impl Reason {
    /// The reason as a sentence.
    pub fn sentence(&self, names: &impl Names) -> String {
        match self {
            Self::Rule { name, hits, .. } => {
                let words: String = hits.iter().filter_map(Hit::word).map(|w| format!("“{w}”")).collect();
                let words = Some(words).filter(|words| !words.is_empty()).map(|words| format!("命中{words}"));
                let others = hits.iter().filter(|hit| hit.word().is_none()).map(|hit| hit.words(names));
                let hits: Vec<String> = words.into_iter().chain(others).collect();
                format!("规则“{name}”：{}", hits.join("，"))
            }
            Self::Precedents { like, agreed, decided, .. } => {
                let how = match decided {
                    Decided::Level(level) => format!("判为{}", level.term()),
                    Decided::Category(code) => format!("归入{}", names.category(code)),
                    Decided::Lead(id) => format!("由{}牵头或承办", names.agency(*id)),
                    Decided::Cooperating(id) => format!("有{}协办", names.agency(*id)),
                };
                format!("近一年类似诉求 {like} 件，其中 {agreed} 件{how}")
            }
            Self::Standing => "来件已归入这一类别".to_owned(),
            Self::Handler => "来件已写明承办单位".to_owned(),
            Self::Problem { redone, passed_on } => {
                format!("已重办 {redone} 次、转办 {passed_on} 次，属问题工单，提高一级办理")
            }
            Self::Nothing => {
                format!("没有规则命中，类似的先例也不足 {LEAST_PRECEDENTS} 件或判法不一，先按小事提出")
            }
        }
    }
}

impl Hit {
    /// The word that was hit, if it was one.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Word { word } => Some(word),
            _ => None,
        }
    }

    /// What was hit, in words.
    pub fn words(&self, names: &impl Names) -> String {
        match self {
            Self::Word { word } => format!("命中“{word}”"),
            Self::Category { code } => format!("类别属{}", names.category(code)),
            Self::People { people, from } => format!("涉及 {people} 人，达到 {from} 人"),
            Self::Raised { times, from } => format!("已反映 {times} 次，达到 {from} 次"),
            Self::List { list } => format!("列入{}清单", list.term()),
        }
    }
}

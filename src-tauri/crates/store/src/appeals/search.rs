//! How searched words are put into SQL: from the hits, where they are few, else along the list's own order.

use huishang_domain::search::Search;
use serde_json::Value;
use sqlx::types::Json;

use crate::texts::spelled;
use crate::{StoreError, Tx, text};

/// Up to so many hits are read and put in order; with more of them, the order is walked until a page is full, since one
/// row in every few is a hit then.
pub(super) const FEW: i64 = 5_000;

/// What is looked for, and the way to it.
#[derive(Clone, Debug)]
pub(super) enum Sought {
    /// Anything.
    Nothing,
    /// What holds no letter and no figure stands in no index.
    Signs(String),
    /// Words, found as `Way` says.
    Words(Search, Way),
}

/// Where one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// With the hits of this word, which are few; the others are looked for in those.
    From(usize),
    /// With what all words have in common: each has many hits, all of them together few.
    FromAll,
    /// With the rows of the list.
    Along,
}

impl Sought {
    /// Whether all can be counted in about the time of a page; not where rows would be looked at one by one.
    pub(super) fn countable(&self) -> bool {
        !matches!(self, Self::Signs(_) | Self::Words(_, Way::Along))
    }

    /// Whether rows are walked for their own sake: nothing is looked for in them that a second walk would look for again.
    pub(super) fn walks(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// Whether the query begins with hits.
    pub(super) fn begins(&self) -> bool {
        matches!(self, Self::Words(_, Way::From(_) | Way::FromAll))
    }

    /// Reads what somebody typed and looks how often it is found.
    pub(super) async fn read(tx: &mut Tx, typed: Option<&str>) -> Result<Self, StoreError> {
        let Some(typed) = typed.filter(|t| !t.trim().is_empty()) else { return Ok(Self::Nothing) };
        let Some(search) = Search::read(typed) else { return Ok(Self::Signs(text::contains(typed))) };
        let mut together = Vec::new();
        for (at, word) in search.words.iter().enumerate() {
            if word.grams.is_empty() {
                continue;
            }
            if held(tx, &word.grams).await? < FEW {
                return Ok(Self::Words(search, Way::From(at)));
            }
            together.extend_from_slice(&word.grams);
        }
        let many = search.words.len() == 1 || together.is_empty() || held(tx, &together).await? >= FEW;
        let way = if many { Way::Along } else { Way::FromAll };
        Ok(Self::Words(search, way))
    }
}

/// `appeal_texts t` that hold all of some grams, or any.
macro_rules! push_texts {
    ($query:expr, $sqlite:expr, $grams:expr, $how:literal) => {
        if $sqlite {
            $query.push("appeal_grams g JOIN appeal_texts t ON t.id = g.rowid WHERE g.appeal_grams MATCH ");
            $query.push_bind($crate::texts::spelled($grams, $how));
        } else {
            $query.push(if $how == " AND " {
                "appeal_texts t WHERE t.grams @> ARRAY["
            } else {
                "appeal_texts t WHERE t.grams && ARRAY["
            });
            let mut separated = $query.separated(", ");
            for gram in $grams {
                separated.push_bind(*gram);
            }
            $query.push("]");
        }
    };
}

/// In how many texts all of these stand: on SQLite as far as [`FEW`], on PostgreSQL as its planner reckons, since there
/// even the first few cost reading all.
async fn held(tx: &mut Tx, grams: &[i64]) -> Result<i64, StoreError> {
    match tx {
        Tx::Sqlite(conn) => {
            let query =
                "SELECT count(*) FROM (SELECT rowid FROM appeal_grams WHERE appeal_grams MATCH $1 LIMIT $2)";
            let query = sqlx::query_scalar::<_, i64>(query).bind(spelled(grams, " AND ")).bind(FEW);
            Ok(query.fetch_one(&mut **conn).await?)
        }
        Tx::Postgres(conn) => {
            let mut query = sqlx::QueryBuilder::new("EXPLAIN (FORMAT JSON) SELECT 1 FROM ");
            push_texts!(query, false, grams, " AND ");
            let plan = query.build_query_scalar::<Json<Value>>().fetch_one(&mut **conn).await?;
            Ok(plan.0.pointer("/0/Plan/Plan Rows").and_then(Value::as_i64).unwrap_or(FEW))
        }
    }
}

/// The ids of appeals in which one word stands, or whose person's number it is.
macro_rules! push_hits {
    ($query:expr, $sqlite:expr, $word:expr) => {
        $query.push("SELECT t.appeal_id FROM ");
        $crate::appeals::search::push_texts!($query, $sqlite, &$word.grams, " AND ");
        if !$word.is_gram() {
            $crate::appeals::search::push_holds!($query, $sqlite, $word);
        }
        if !$word.people.is_empty() {
            $query.push(" UNION ALL SELECT t.appeal_id FROM ");
            $crate::appeals::search::push_texts!($query, $sqlite, &$word.people, " OR ");
        }
    };
}

/// ` AND` the text `t` holds the word itself.
macro_rules! push_holds {
    ($query:expr, $sqlite:expr, $word:expr) => {
        $query.push(if $sqlite { " AND instr(t.words, " } else { " AND strpos(t.words, " });
        $query.push_bind($word.folded.clone()).push(") > 0");
    };
}

/// ` AND` the appeal `a` is found, row by row. An offset keeps PostgreSQL from reading all texts instead.
macro_rules! push_found {
    ($query:expr, $sqlite:expr, $word:expr) => {
        $query.push(" AND (EXISTS (SELECT 1 FROM appeal_texts t WHERE t.appeal_id = a.id");
        $crate::appeals::search::push_holds!($query, $sqlite, $word);
        $query.push(if $sqlite { ")" } else { " OFFSET 0)" });
        if !$word.people.is_empty() {
            $query.push(" OR a.id IN (SELECT t.appeal_id FROM ");
            $crate::appeals::search::push_texts!($query, $sqlite, &$word.people, " OR ");
            $query.push(")");
        }
        $query.push(")");
    };
}

/// What stands in front of `SELECT`: the hits that the query begins with, as `hits`.
macro_rules! push_begin {
    ($query:expr, $sqlite:expr, $sought:expr) => {
        if let $crate::appeals::search::Sought::Words(search, way) = $sought {
            let first = match way {
                $crate::appeals::search::Way::From(at) => search.words.get(*at..=*at).unwrap_or_default(),
                $crate::appeals::search::Way::FromAll => search.words.as_slice(),
                $crate::appeals::search::Way::Along => &[],
            };
            let mut between = "WITH hits AS MATERIALIZED (SELECT DISTINCT appeal_id FROM (";
            for word in first.iter().filter(|word| !word.grams.is_empty()) {
                $query.push(between).push("SELECT appeal_id FROM (");
                $crate::appeals::search::push_hits!($query, $sqlite, word);
                $query.push(") found");
                between = " INTERSECT ";
            }
            if !first.is_empty() {
                $query.push(") found) ");
            }
        }
    };
}

/// ` AND` for what the hits don't say yet.
macro_rules! push_sought {
    ($query:expr, $sqlite:expr, $sought:expr) => {
        match $sought {
            $crate::appeals::search::Sought::Nothing => {}
            $crate::appeals::search::Sought::Signs(like) => {
                for (sql, end) in [
                    (" AND (a.title LIKE ", ""),
                    (" ESCAPE '!' OR a.body LIKE ", ""),
                    (" ESCAPE '!' OR a.place LIKE ", ""),
                    (" ESCAPE '!' OR a.source_number LIKE ", ""),
                    (
                        " ESCAPE '!' OR EXISTS (SELECT 1 FROM parties p WHERE p.appeal_id = a.id AND p.name LIKE ",
                        " ESCAPE '!'))",
                    ),
                ] {
                    $query.push(sql).push_bind(like.clone()).push(end);
                }
            }
            $crate::appeals::search::Sought::Words(search, way) => {
                for (at, word) in search.words.iter().enumerate() {
                    let done = match way {
                        $crate::appeals::search::Way::From(first) => *first == at,
                        $crate::appeals::search::Way::FromAll => !word.grams.is_empty(),
                        $crate::appeals::search::Way::Along => false,
                    };
                    if !done {
                        $crate::appeals::search::push_found!($query, $sqlite, word);
                    }
                }
            }
        }
    };
}

pub(super) use {push_begin, push_found, push_hits, push_holds, push_sought, push_texts};

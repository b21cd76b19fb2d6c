//! Sorting the rows of a file into new, changed, unchanged and repeated ones.

use std::collections::{HashMap, HashSet};

use huishang_domain::ids::AppealId;
use huishang_domain::words::{ImportField, RowProblemKind};
use huishang_store::{Tx, appeals};

use super::dto::RowProblem;
use super::matching::{Doubts, Matched};
use crate::AppError;

/// What is to be done with the rows of a file.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// To be written anew.
    pub new: Vec<Matched>,
    /// To be written over what is known.
    pub changed: Vec<(AppealId, Matched)>,
    /// Known just so.
    pub unchanged: u32,
    /// Earlier in the same file.
    pub duplicates: u32,
}

/// A row's own name: the source's number, or its content where it has none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Number(String),
    Content(Vec<u8>),
}

fn key(row: &Matched) -> Key {
    row.incoming.source_number.clone().map_or_else(|| Key::Content(row.hash.clone()), Key::Number)
}

/// Compares the rows with one another and with what is known.
pub(super) async fn plan(
    tx: &mut Tx,
    source: &str,
    rows: Vec<Matched>,
    doubts: &mut Doubts,
) -> Result<Plan, AppError> {
    let mut plan = Plan::default();
    let mut seen = HashSet::new();
    let mut once = Vec::with_capacity(rows.len());
    for row in rows {
        if seen.insert(key(&row)) {
            once.push(row);
        } else {
            plan.duplicates += 1;
            doubts.add(RowProblem {
                row: row.incoming.row,
                column: row
                    .incoming
                    .source_number
                    .is_some()
                    .then(|| ImportField::SourceNumber.term().to_owned()),
                value: row.incoming.source_number,
                problem: RowProblemKind::Duplicate,
                candidates: Vec::new(),
            });
        }
    }
    drop(seen);
    let numbers: Vec<&str> = once.iter().filter_map(|r| r.incoming.source_number.as_deref()).collect();
    let nameless = once.iter().filter(|r| r.incoming.source_number.is_none());
    let hashes: Vec<&[u8]> = nameless.map(|r| r.hash.as_slice()).collect();
    let mut known: HashMap<Key, (AppealId, Option<Vec<u8>>)> = HashMap::new();
    for found in appeals::known_by_number(tx, source, &numbers).await? {
        if let Some(number) = found.source_number {
            known.insert(Key::Number(number), (found.id, found.content_hash));
        }
    }
    for found in appeals::known_by_content(tx, &hashes).await? {
        if let Some(hash) = found.content_hash {
            known.insert(Key::Content(hash.clone()), (found.id, Some(hash)));
        }
    }
    for row in once {
        match known.get(&key(&row)) {
            None => plan.new.push(row),
            Some((_, Some(hash))) if *hash == row.hash => plan.unchanged += 1,
            Some((id, _)) => plan.changed.push((*id, row)),
        }
    }
    Ok(plan)
}

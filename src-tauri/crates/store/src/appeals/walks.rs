//! A list of several states, levels or categories as several walks, one of each. An index gives rows of one state in the
//! order that is wanted; of two it gives first the one, then the other, and all of both would have to be read and put in
//! order.

use huishang_domain::flow::appeal::AppealState;
use huishang_domain::words::Level;

use super::filter::AppealFilter;
use crate::{StoreError, Tx};

/// More walks side by side cost more than one that passes over rows.
const MOST: usize = 32;

/// The filter with its category as the codes of it and of those below, which the engine needn't look up for each row.
pub(super) async fn with_categories(tx: &mut Tx, filter: &AppealFilter) -> Result<AppealFilter, StoreError> {
    let Some(code) = &filter.category else { return Ok(filter.clone()) };
    let codes = fetch_all!(
        tx,
        (String,),
        "SELECT code FROM categories WHERE code = $1 OR parent_code = $1
            OR parent_code IN (SELECT code FROM categories WHERE parent_code = $1)
         ORDER BY code",
        code
    )?;
    let codes: Vec<String> = codes.into_iter().map(|(code,)| code).collect();
    // What isn't a category holds nothing, and is asked for as it stands.
    let category = if codes.is_empty() { filter.category.clone() } else { None };
    Ok(AppealFilter { category, categories: codes, ..filter.clone() })
}

/// The walks whose rows together are those of `filter`, none of them in two.
pub(super) fn walks(filter: &AppealFilter) -> Vec<AppealFilter> {
    let levels = if filter.unjudged { one_of_none() } else { one_of(&filter.levels) };
    let (states, categories) = (one_of(&filter.states), one_of(&filter.categories));
    if states.len() * levels.len() * categories.len() > MOST {
        return vec![filter.clone()];
    }
    let mut walks = Vec::new();
    for state in &states {
        for level in &levels {
            for category in &categories {
                walks.push(of(filter, *state, *level, category.as_ref()));
            }
        }
    }
    walks
}

fn of(
    filter: &AppealFilter,
    state: Option<AppealState>,
    level: Option<Level>,
    category: Option<&String>,
) -> AppealFilter {
    let mut walk = filter.clone();
    walk.states = state.map_or_else(|| filter.states.clone(), |state| vec![state]);
    walk.levels = level.map_or_else(|| filter.levels.clone(), |level| vec![level]);
    walk.categories = category.map_or_else(|| filter.categories.clone(), |category| vec![category.clone()]);
    walk
}

fn one_of_none<T>() -> Vec<Option<T>> {
    vec![None]
}

/// Each alone and once; what asks for none stays one walk.
fn one_of<T: Clone + PartialEq>(list: &[T]) -> Vec<Option<T>> {
    let mut each: Vec<Option<T>> = Vec::new();
    for item in list {
        if !each.contains(&Some(item.clone())) {
            each.push(Some(item.clone()));
        }
    }
    if each.is_empty() { one_of_none() } else { each }
}

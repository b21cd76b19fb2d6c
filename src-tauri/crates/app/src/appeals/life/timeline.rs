//! Everything that happened to an appeal, on one line, newest first, by the page.

use chrono::{DateTime, Utc};
use huishang_domain::access::UseCase;
use huishang_domain::ids::AppealId;
use huishang_domain::words::Entity;
use huishang_store::appeals;

use super::dto::{LifeEntry, LifeQuery};
use super::{linked, links, own};
use crate::page::{MAX_ROWS, Page};
use crate::{Actor, App, AppError, FieldProblem};

/// Everything that happened to an appeal and to what was built on it, as far as this person sees it. One appeal's life
/// is short beside a list, so it is gathered from all its sources and cut into pages here.
pub async fn timeline(
    app: &App,
    actor: &Actor,
    id: AppealId,
    query: LifeQuery,
) -> Result<Page<LifeEntry>, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewAppeals).await?;
    let sight = actor.sight(scope);
    let appeal =
        appeals::by_id(&mut tx, id, sight).await?.ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    let after = query.after.as_deref().map(Place::read).transpose()?;
    let links = links::all(&mut tx, actor, &appeal, app.clock.now()).await?;
    let with_looks = actor.require(UseCase::ViewAudit).is_ok();
    let mut entries = own::steps(&mut tx, id).await?;
    entries.extend(own::trail(&mut tx, id, with_looks).await?);
    entries.extend(own::clock(&mut tx, id).await?);
    entries.extend(own::likenesses(&mut tx, id, sight).await?);
    entries.extend(own::said(&mut tx, Entity::Appeal, id.0).await?);
    entries.extend(linked::steps(&mut tx, id, &links).await?);
    if !query.kinds.is_empty() {
        entries.retain(|entry| query.kinds.contains(&entry.kind));
    }
    Ok(cut(entries, after, query.limit))
}

/// Where an entry stands: by time, and within one moment by its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place(DateTime<Utc>, String);

impl Place {
    fn of(entry: &LifeEntry) -> Self {
        Self(entry.at, entry.key.clone())
    }

    fn write(&self) -> String {
        format!("{}~{}", self.0.timestamp_micros(), self.1)
    }

    fn read(text: &str) -> Result<Self, AppError> {
        let parts = text.split_once('~').and_then(|(at, key)| Some((at.parse().ok()?, key)));
        let place =
            parts.and_then(|(at, key)| Some(Self(DateTime::from_timestamp_micros(at)?, key.to_owned())));
        place.ok_or_else(|| AppError::invalid("after", FieldProblem::WrongFormat))
    }
}

/// A page of entries, newest first.
fn cut(mut entries: Vec<LifeEntry>, after: Option<Place>, limit: i64) -> Page<LifeEntry> {
    let limit = usize::try_from(limit.clamp(1, MAX_ROWS)).unwrap_or(1);
    let total = after.is_none().then_some(entries.len() as i64);
    if let Some(after) = after {
        entries.retain(|entry| Place::of(entry) < after);
    }
    entries.sort_by_cached_key(|entry| std::cmp::Reverse(Place::of(entry)));
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().filter(|_| more).map(|entry| Place::of(entry).write());
    Page { rows: entries, next, total, more_than_total: false }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use huishang_domain::words::LifeKind;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_pages_together_are_the_whole(
            moments in proptest::collection::vec(0i64..6, 0..40),
            limit in 1i64..9,
        ) {
            let at = |m: i64| DateTime::from_timestamp(1_700_000_000 + m, 0).unwrap();
            let all: Vec<LifeEntry> = moments
                .iter()
                .enumerate()
                .map(|(n, m)| own::entry(format!("x{n:03}~{n}"), (at(*m), String::new()), LifeKind::Step, "一步"))
                .collect();
            let whole = cut(all.clone(), None, 500);
            prop_assert_eq!(whole.total, Some(all.len() as i64));
            let mut paged = Vec::new();
            let mut after = None;
            loop {
                let page = cut(all.clone(), after, limit);
                paged.extend(page.rows);
                match page.next {
                    Some(next) => after = Some(Place::read(&next).unwrap()),
                    None => break,
                }
            }
            prop_assert!(paged.windows(2).all(|two| two[0].at >= two[1].at));
            prop_assert_eq!(paged, whole.rows);
        }
    }

    #[test]
    fn a_place_that_nobody_gave_is_refused() {
        for text in ["", "x", "1", "~", "a~b", "99999999999999999999~m1"] {
            assert!(Place::read(text).is_err(), "{text}");
        }
    }
}

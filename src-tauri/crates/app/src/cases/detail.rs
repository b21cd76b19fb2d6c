//! One case with everything that belongs to it.

use huishang_domain::access::UseCase;
use huishang_domain::flow::case::CaseMove;
use huishang_domain::ids::CaseId;
use huishang_domain::words::Entity;
use huishang_store::cases;

use super::dto::{CaseDetail, CaseLeader, CaseProgress};
use super::offered::offered;
use super::row;
use crate::shapes::{LinkedRef, Party, timeline};
use crate::{Actor, App, AppError};

/// The most entries that the detail shows; the rest come with the case's own page.
const MOST_ENTRIES: i64 = 200;

/// One case; people are masked.
pub async fn detail(app: &App, actor: &Actor, id: CaseId) -> Result<CaseDetail, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::ViewCases).await?;
    let not_found = || AppError::NotFound { entity: Entity::Case };
    let shown = cases::one(&mut tx, id, actor.sight(scope)).await?.ok_or_else(not_found)?;
    let extra = cases::shown_extra(&mut tx, id).await?.ok_or_else(not_found)?;
    let appeals = cases::appeals_of(&mut tx, id).await?;
    let parties = cases::parties_of(&mut tx, id).await?;
    let progress = cases::progress_of(&mut tx, id, MOST_ENTRIES).await?;
    let leaders = cases::leaders_of(&mut tx, id).await?;
    let warn = row::warn_at_percent(&mut tx).await?;
    let calendar = crate::calendar::current(&mut tx).await?;
    let term = |code: &str| match code {
        "open" => Some("提出包案"),
        _ => CaseMove::from_code(code).map(CaseMove::term),
    };
    Ok(CaseDetail {
        timeline: timeline(&mut tx, Entity::Case, id.0, term).await?,
        open_moves: offered(shown.state, extra.plan.is_some()),
        row: row::shown(shown, app.clock.now(), warn, &calendar),
        demand: extra.demand,
        plan: extra.plan,
        contact: extra.contact,
        parties: parties.into_iter().map(Party::from).collect(),
        appeals: appeals
            .into_iter()
            .map(|a| LinkedRef {
                id: a.id.0,
                number: a.number,
                title: a.title,
                state: a.state.term().to_owned(),
            })
            .collect(),
        progress: progress
            .into_iter()
            .map(|e| CaseProgress { at: e.at, by: e.by_name, kind: e.kind, text: e.text })
            .collect(),
        leaders: leaders
            .into_iter()
            .map(|l| CaseLeader { name: l.name, post: l.post, from: l.from_on, to: l.to_on })
            .collect(),
    })
}

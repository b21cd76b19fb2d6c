//! What is known of one appeal, and the proposal that follows from it.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use huishang_domain::duplicates::{DuplicateReason, DuplicateState, text};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AgencyId, AppealId};
use huishang_domain::triage::{self as rules, Facts, Precedent, Proposal};
use huishang_domain::words::{AgencyKind, DutyList, Level};
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::triage::{self, PrecedentRecord, Wanted};
use huishang_store::{Sight, Tx, duplicates};

use super::known::Known;
use crate::AppError;

/// So far back matters are similar ones.
const DAYS: i64 = 365;

/// So much of two texts must be the same, in percent (Dice of their pairs of characters). Set on the demonstration,
/// where two appeals about one kind of thing lie above it and two of one category about different things below.
const LIKE_FROM: u8 = 30;

/// A proposal with the similar appeals that it names.
pub(super) struct Made {
    pub proposal: Proposal,
    pub similar: HashMap<AppealId, PrecedentRecord>,
}

/// Whether an appeal waits to be judged.
pub(super) fn waits(appeal: &AppealRecord) -> bool {
    appeal.level.is_none() && matches!(appeal.state, AppealState::Registered | AppealState::Deduplicated)
}

/// The level that would be proposed for an appeal that waits to be judged.
pub(crate) async fn proposed_level(
    tx: &mut Tx,
    id: AppealId,
    now: DateTime<Utc>,
) -> Result<Option<Level>, AppError> {
    match appeals::by_id(tx, id, Sight::All).await?.filter(waits) {
        None => Ok(None),
        Some(appeal) => {
            let known = Known::read(tx).await?;
            Ok(Some(propose(tx, &known, &appeal, now).await?.proposal.level.value))
        }
    }
}

/// The proposal for an appeal, whatever was decided of it.
pub(super) async fn propose(
    tx: &mut Tx,
    known: &Known,
    appeal: &AppealRecord,
    now: DateTime<Utc>,
) -> Result<Made, AppError> {
    let rules = known.rules(tx).await?;
    let mut lists = known.lists_of(&appeal.category);
    lists.extend(triage::duty_lists_of_whistles(tx, appeal.id).await?);
    let raised = raised(tx, appeal).await?;
    let facts = facts(known, appeal, &lists, raised);
    // What nobody has sorted yet is compared with those of the kind that the rules take it to be.
    let taken_as = match facts.unclassified {
        false => Some(appeal.category.clone()),
        true => rules::propose(&facts, &rules, &[], &known.parents).category.map(|part| part.value),
    };
    let (precedents, similar) = precedents(tx, known, appeal, taken_as.as_deref(), now).await?;
    let proposal = rules::propose(&facts, &rules, &precedents, &known.parents);
    Ok(Made { proposal, similar })
}

/// What rules ask of an appeal.
pub(super) fn facts<'a>(
    known: &Known,
    appeal: &'a AppealRecord,
    lists: &'a [DutyList],
    raised: u32,
) -> Facts<'a> {
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Facts {
        title: &appeal.title,
        text: &appeal.body,
        category: &appeal.category,
        unclassified: known.unsorted(&appeal.category),
        people: number(appeal.people_concerned),
        raised,
        lists,
        handler: appeal.handler_id,
        redone: number(appeal.times_redone),
        passed_on: number(appeal.times_passed_on),
    }
}

/// How often a matter was raised: this time, what was merged into it, what was done again, and earlier appeals that are
/// proposed as the same because the person is or because it says so itself.
pub(super) async fn raised(tx: &mut Tx, appeal: &AppealRecord) -> Result<u32, AppError> {
    use DuplicateReason as R;
    let merged = appeals::merged_into(tx, appeal.id).await?.len();
    let pairs = duplicates::of_appeal(tx, appeal.id).await?;
    let again = pairs
        .iter()
        .filter(|pair| pair.state == DuplicateState::Proposed)
        .filter(|pair| pair.reasons.0.iter().any(|r| matches!(r, R::SameId | R::SamePhone | R::SaysAgain)))
        .count();
    let redone = usize::try_from(appeal.times_redone).unwrap_or(0);
    Ok(u32::try_from(1 + merged + again + redone).unwrap_or(u32::MAX))
}

/// Appeals of the last year with a like text that were judged.
async fn precedents(
    tx: &mut Tx,
    known: &Known,
    appeal: &AppealRecord,
    category: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(Vec<Precedent>, HashMap<AppealId, PrecedentRecord>), AppError> {
    let grams = grams(&appeal.title, &appeal.body);
    let keys = text::keys_near(&grams, appeal.town_id.map(|town| town.0), appeal.received_at, DAYS);
    let wanted = Wanted {
        id: appeal.id,
        category,
        keys: &keys,
        since: now.checked_sub_signed(Duration::days(DAYS)).unwrap_or(now),
    };
    let mut like = Vec::new();
    for row in triage::similar(tx, &wanted).await? {
        let percent = (text::likeness(&grams, &self::grams(&row.title, &row.body)) * 100.0).round();
        let percent = percent.clamp(0.0, 100.0) as u8;
        if percent >= LIKE_FROM {
            like.push((percent, row));
        }
    }
    let ids: Vec<AppealId> = like.iter().map(|(_, row)| row.id).collect();
    let mut helpers: HashMap<AppealId, Vec<AgencyId>> = HashMap::new();
    for (id, agency) in triage::cooperating_of(tx, &ids).await? {
        helpers.entry(id).or_default().push(agency);
    }
    let mut precedents = Vec::with_capacity(like.len());
    let mut similar = HashMap::with_capacity(like.len());
    for (likeness, row) in like {
        let anywhere = matches!(row.handler_kind, Some(AgencyKind::Department | AgencyKind::Stationed));
        precedents.push(Precedent {
            id: row.id,
            likeness,
            level: row.level,
            category: Some(row.category.clone()).filter(|code| !known.unsorted(code)),
            // A town's office or a village handled it because it lay there.
            lead: row.lead_id.or(row.handler_id.filter(|_| anywhere)),
            cooperating: helpers.remove(&row.id).unwrap_or_default(),
        });
        similar.insert(row.id, row);
    }
    Ok((precedents, similar))
}

fn grams(title: &str, body: &str) -> Vec<u64> {
    let mut grams = text::grams(&text::normalise(title));
    grams.extend(text::grams(&text::normalise(body)));
    grams.sort_unstable();
    grams.dedup();
    grams
}

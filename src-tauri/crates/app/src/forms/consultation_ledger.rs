//! 会商事项台账: a group of rows for each consultation, one for each decided action; blanks where it has none yet.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use huishang_domain::flow::action::ActionState;
use huishang_domain::ids::{ActionId, ConsultationId};
use huishang_domain::time::{Month, local_date};
use huishang_domain::words::{Light, Participation};
use huishang_sheets::forms::{Cell, Group, Row, Table};
use huishang_store::consultations::{self, LedgerRow, Participant};
use huishang_store::{Sight, Tx, actions};

use crate::AppError;
use crate::consultations::row;

/// Everything that was or is to be held in a month.
pub(super) async fn content(
    tx: &mut Tx,
    month: Month,
    sight: Sight,
    now: DateTime<Utc>,
) -> Result<Table, AppError> {
    let (from, to) = month.span();
    let rows = consultations::ledger(tx, from, to, sight).await?;
    let mut ids: Vec<_> = rows.iter().map(|r| r.id).collect();
    ids.dedup();
    let agencies = by_owner(consultations::participants(tx, &ids).await?, |p| p.consultation_id);
    let action_ids: Vec<_> = rows.iter().filter_map(|r| r.action_id).collect();
    let helping = by_owner(actions::cooperating(tx, &action_ids).await?, |(action, _)| *action);
    let mut groups: Vec<(ConsultationId, Group)> = Vec::new();
    for r in rows {
        let (lead, cooperating) = who(&r, &agencies, &helping);
        let (id, row) = (r.id, line(r, lead, &cooperating, now));
        match groups.last_mut().filter(|(held, _)| *held == id) {
            Some((_, group)) => group.rows.push(row),
            None => groups.push((id, Group { rows: vec![row] })),
        }
    }
    Ok(Table { groups: groups.into_iter().map(|(_, group)| group).collect() })
}

/// What belongs to whom, in the order given; a month may have thousands.
fn by_owner<K: Eq + Hash, T>(all: Vec<T>, owner: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut found: HashMap<K, Vec<T>> = HashMap::new();
    for one in all {
        found.entry(owner(&one)).or_default().push(one);
    }
    found
}

/// Those of the action; of the consultation where it has none yet.
fn who(
    row: &LedgerRow,
    agencies: &HashMap<ConsultationId, Vec<Participant>>,
    helping: &HashMap<ActionId, Vec<(ActionId, String)>>,
) -> (String, Vec<String>) {
    match row.action_id {
        Some(id) => (
            row.action_lead.clone().unwrap_or_default(),
            helping.get(&id).into_iter().flatten().map(|(_, name)| name.clone()).collect(),
        ),
        None => {
            let own = agencies.get(&row.id).map(Vec::as_slice).unwrap_or_default();
            (
                row::named(own, row.id, Participation::Lead).join("、"),
                row::named(own, row.id, Participation::Cooperating),
            )
        }
    }
}

fn line(r: LedgerRow, lead: String, cooperating: &[String], now: DateTime<Utc>) -> Row {
    let closed_on = r.closed_on.filter(|_| r.action_state == Some(ActionState::Closed));
    let light = r
        .assigned_at
        .zip(r.deadline)
        .map(|span| row::action_light(span, closed_on, r.last_progress_on.is_some(), now));
    let progress = r.progress.or_else(|| r.action_state.map(|state| state.term().to_owned()));
    Row::new([("number", Cell::from(r.number)), ("date", local_date(r.starts_at).into())])
        .with("requested_by", r.requested_by)
        .with("topic", r.topic)
        .with("lead", lead)
        .with("cooperating", cooperating.join("、"))
        .with("action", r.action)
        .with("deadline", r.deadline)
        .with("progress", progress)
        .with("light", light.map_or(Cell::Empty, |light| colour(light).into()))
        .with("closed_on", r.closed_on)
        .with("remark", r.remark)
}

/// A ledger names the colour; the screen says what it means.
const fn colour(light: Light) -> &'static str {
    match light {
        Light::Green => "绿",
        Light::Yellow => "黄",
        Light::Red => "红",
    }
}

//! 会商事项台账: one row for each decided action; a consultation without one stands with its blanks.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use huishang_domain::flow::action::ActionState;
use huishang_domain::ids::{ActionId, ConsultationId};
use huishang_domain::time::{Month, local_date};
use huishang_domain::words::{Light, Participation};
use huishang_sheets::writing::{Cell, Column};
use huishang_store::consultations::{self, LedgerRow, Participant};
use huishang_store::{Sight, Tx, actions};

use super::content::Content;
use crate::AppError;
use crate::consultations::row;

const COLUMNS: &[Column] = &[
    Column::centre("序号", 4),
    Column::centre("会商编号", 13),
    Column::centre("日期", 11),
    Column::centre("提请单位", 9),
    Column::left("议题", 17),
    Column::centre("牵头", 10),
    Column::left("协办", 12),
    Column::left("议定事项", 24),
    Column::centre("时限", 11),
    Column::left("进展", 17),
    Column::centre("灯色", 5),
    Column::centre("销号日期", 11),
    Column::left("备注", 8),
];

/// Everything that was or is to be held in a month.
pub(super) async fn content(
    tx: &mut Tx,
    month: Month,
    sight: Sight,
    now: DateTime<Utc>,
) -> Result<Content, AppError> {
    let (from, to) = month.span();
    let rows = consultations::ledger(tx, from, to, sight).await?;
    let mut ids: Vec<_> = rows.iter().map(|r| r.id).collect();
    ids.dedup();
    let agencies = by_owner(consultations::participants(tx, &ids).await?, |p| p.consultation_id);
    let action_ids: Vec<_> = rows.iter().filter_map(|r| r.action_id).collect();
    let helping = by_owner(actions::cooperating(tx, &action_ids).await?, |(action, _)| *action);
    let rows = rows
        .into_iter()
        .zip(1..)
        .map(|(r, n)| {
            let (lead, cooperating) = who(&r, &agencies, &helping);
            line(n, r, lead, cooperating, now)
        })
        .collect();
    Ok(Content { columns: COLUMNS, rows })
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

fn line(n: i64, r: LedgerRow, lead: String, cooperating: Vec<String>, now: DateTime<Utc>) -> Vec<Cell> {
    let closed_on = r.closed_on.filter(|_| r.action_state == Some(ActionState::Closed));
    let light = r
        .assigned_at
        .zip(r.deadline)
        .map(|span| row::action_light(span, closed_on, r.last_progress_on.is_some(), now));
    let progress = r.progress.or_else(|| r.action_state.map(|state| state.term().to_owned()));
    vec![
        Cell::Number(n),
        r.number.into(),
        Cell::Date(local_date(r.starts_at)),
        r.requested_by.into(),
        r.topic.into(),
        lead.into(),
        cooperating.join("、").into(),
        r.action.into(),
        r.deadline.into(),
        progress.into(),
        light.map_or(Cell::Empty, |light| colour(light).into()),
        r.closed_on.into(),
        r.remark.into(),
    ]
}

/// A ledger names the colour; the screen says what it means.
const fn colour(light: Light) -> &'static str {
    match light {
        Light::Green => "绿",
        Light::Yellow => "黄",
        Light::Red => "红",
    }
}

//! From stored rows to the rows that are shown.

use chrono::{DateTime, Utc};
use huishang_domain::flow::action::ActionState;
use huishang_domain::light::{WARN_AT_PERCENT, light_of_action};
use huishang_domain::words::{Light, Participation};
use huishang_store::actions::ActionShown;
use huishang_store::consultations::{ConsultationListRecord, Participant};

use super::dto::{ActionRow, ConsultationRow};

/// The row as it is shown.
pub(crate) fn shown(row: ConsultationListRecord, agencies: &[Participant]) -> ConsultationRow {
    let names = |part| named(agencies, row.id, part);
    ConsultationRow {
        lead: names(Participation::Lead).into_iter().next().unwrap_or_default(),
        cooperating: names(Participation::Cooperating),
        territory: names(Participation::Territory).into_iter().next(),
        id: row.id,
        version: row.version,
        number: row.number,
        topic: row.topic,
        kind: row.kind,
        state: row.state,
        starts_at: row.starts_at,
        minutes: row.minutes,
        place: row.place,
        must_be_held_by: row.hold_by_on,
        items: row.items,
        actions: row.actions,
        actions_closed: row.actions_closed,
    }
}

/// Short names of the agencies that have this part in a consultation.
pub(crate) fn named(
    agencies: &[Participant],
    id: huishang_domain::ids::ConsultationId,
    part: Participation,
) -> Vec<String> {
    agencies
        .iter()
        .filter(|a| a.consultation_id == id && a.part == part)
        .map(|a| a.short_name.clone())
        .collect()
}

/// An action as it is shown now.
pub(super) fn action(row: ActionShown, now: DateTime<Utc>) -> ActionRow {
    ActionRow {
        light: action_light(
            (row.created_at, row.deadline),
            (row.state == ActionState::Closed).then_some(row.closed_on).flatten(),
            row.last_progress_on.is_some(),
            now,
        ),
        id: row.id,
        text: row.text,
        lead: row.lead,
        deadline: row.deadline,
        state: row.state.term().to_owned(),
        progress: row.progress,
    }
}

/// The light of an action; once closed, green or red says whether that was in time.
pub(crate) fn action_light(
    (from, deadline): (DateTime<Utc>, chrono::NaiveDate),
    closed_on: Option<chrono::NaiveDate>,
    has_progress: bool,
    now: DateTime<Utc>,
) -> Light {
    match closed_on {
        Some(day) if day > deadline => Light::Red,
        Some(_) => Light::Green,
        None => light_of_action(from, deadline, now, WARN_AT_PERCENT, has_progress),
    }
}

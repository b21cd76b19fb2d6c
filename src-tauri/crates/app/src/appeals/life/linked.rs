//! What happened to whatever was built on the appeal: its whistles, consultations with their decided actions, cases.

use huishang_domain::flow::action::ActionMove;
use huishang_domain::flow::case::CaseMove;
use huishang_domain::flow::consultation::ConsultationMove;
use huishang_domain::flow::whistle::WhistleMove;
use huishang_domain::ids::AppealId;
use huishang_domain::words::{Entity, LifeKind};
use huishang_store::{Tx, appeals, moves};
use uuid::Uuid;

use super::dto::{LifeAbout, LifeEntry, LinkPart, RecordLink};
use super::own::{entry, said};
use super::values::day;
use crate::AppError;

/// The steps of those of `links` that were built on the appeal.
pub(super) async fn steps(
    tx: &mut Tx,
    id: AppealId,
    links: &[RecordLink],
) -> Result<Vec<LifeEntry>, AppError> {
    let mut entries = Vec::new();
    for link in links.iter().filter(|link| link.part == LinkPart::BuiltOn) {
        let about = about(link);
        entries.extend(moves_of(tx, (link.entity, link.id), &about, None).await?);
        for mut word in said(tx, link.entity, link.id).await? {
            word.about = Some(about.clone());
            entries.push(word);
        }
    }
    for action in appeals::actions_of(tx, id).await? {
        let meeting = links.iter().find(|link| link.id == action.consultation_id.0);
        // Of a consultation that is out of sight nothing is told.
        let Some(about) = meeting.map(about) else { continue };
        let what = format!("议定：{}（{}，{}前）", action.text, action.lead, day(action.deadline));
        let key = format!("a{}", action.id);
        let made = entry(key, (action.created_at, String::new()), LifeKind::Linked, what);
        entries.push(LifeEntry { about: Some(about.clone()), ..made });
        let short: String = action.text.chars().take(20).collect();
        let of = (Entity::Action, action.id.0);
        entries.extend(moves_of(tx, of, &about, Some(&short)).await?);
    }
    Ok(entries)
}

fn about(link: &RecordLink) -> LifeAbout {
    let name = if link.number.is_empty() { link.title.clone() } else { link.number.clone() };
    LifeAbout { entity: link.entity, id: link.id, name }
}

async fn moves_of(
    tx: &mut Tx,
    (entity, id): (Entity, Uuid),
    about: &LifeAbout,
    action: Option<&str>,
) -> Result<Vec<LifeEntry>, AppError> {
    let rows = moves::of(tx, entity, id).await?;
    let made = rows.into_iter().enumerate().map(|(n, row)| {
        let step = term(entity, &row.move_code);
        let what = match action {
            Some(text) => format!("议定事项“{text}”{step}"),
            None => format!("{}{step}", entity.term()),
        };
        let key = format!("n{id}{n:06}");
        let made = super::own::entry(key, (row.at, row.by_name), LifeKind::Linked, what);
        LifeEntry { about: Some(about.clone()), reason: row.reason, ..made }
    });
    Ok(made.collect())
}

fn term(entity: Entity, code: &str) -> &'static str {
    let known = match (entity, code) {
        (Entity::Case, "open") => Some("提出"),
        (Entity::Consultation, "create") => Some("提出"),
        (Entity::Whistle, _) => WhistleMove::from_code(code).map(WhistleMove::term),
        (Entity::Consultation, _) => ConsultationMove::from_code(code).map(ConsultationMove::term),
        (Entity::Case, _) => CaseMove::from_code(code).map(CaseMove::term),
        (Entity::Action, _) => ActionMove::from_code(code).map(ActionMove::term),
        _ => None,
    };
    known.unwrap_or("变动")
}

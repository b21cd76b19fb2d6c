//! One appeal as it is laid before whoever judges it.

use std::collections::HashMap;

use huishang_domain::access::UseCase;
use huishang_domain::duplicates::DuplicateState;
use huishang_domain::ids::{AgencyId, AppealId};
use huishang_domain::triage::{Hit, Names as _, Part, Proposal, Reason};
use huishang_domain::words::{Entity, Level};
use huishang_store::appeals::{self, AppealRecord};
use huishang_store::triage::PrecedentRecord;

use super::dto::{
    TriageAgency, TriageCard, TriageCategory, TriageHandlers, TriageLevel, TriageNote, TriagePrecedent,
    TriageProposal,
};
use super::gather::{self, Made};
use super::known::Known;
use crate::appeals::detail;
use crate::{Actor, App, AppError, duplicates};

/// An appeal with what is proposed for it and what it may repeat. People are masked.
pub async fn card(app: &App, actor: &Actor, id: AppealId) -> Result<TriageCard, AppError> {
    let (mut tx, scope) = app.reading(actor, UseCase::JudgeAppeal).await?;
    let sight = actor.sight(scope);
    let appeal =
        appeals::by_id(&mut tx, id, sight).await?.ok_or(AppError::NotFound { entity: Entity::Appeal })?;
    let known = Known::read(&mut tx).await?;
    let made = gather::propose(&mut tx, &known, &appeal, app.clock.now()).await?;
    let mut detail = detail::read(app, &mut tx, sight, id).await?;
    drop(tx);
    if gather::waits(&appeal) {
        detail.proposed_level = Some(made.proposal.level.value);
    }
    let review = duplicates::candidates(app, actor, id).await?;
    let open = |state| state == DuplicateState::Proposed && review.subject.can_merge;
    let repeats = review.candidates.into_iter().filter(|candidate| open(candidate.state)).collect();
    Ok(TriageCard { detail, proposal: told(&known, &made, &appeal), repeats })
}

fn told(known: &Known, made: &Made, appeal: &AppealRecord) -> TriageProposal {
    let teller = Teller { known, similar: &made.similar };
    let Proposal { level, category, lead, cooperating } = &made.proposal;
    let at = |level| made.proposal.handler_at(level, appeal.handler_id);
    TriageProposal {
        words: words(&made.proposal),
        level: TriageLevel { value: level.value, confidence: level.confidence, notes: teller.notes(level) },
        category: category.as_ref().map(|part| TriageCategory {
            code: part.value.clone(),
            name: known.category(&part.value),
            confidence: part.confidence,
            notes: teller.notes(part),
        }),
        lead: lead.as_ref().map(|part| teller.agency(part)),
        cooperating: cooperating.iter().map(|part| teller.agency(part)).collect(),
        handlers: TriageHandlers { small: at(Level::Small), big: at(Level::Big), hard: at(Level::Hard) },
    }
}

/// Says reasons in words.
struct Teller<'a> {
    known: &'a Known,
    similar: &'a HashMap<AppealId, PrecedentRecord>,
}

impl Teller<'_> {
    fn agency(&self, part: &Part<AgencyId>) -> TriageAgency {
        TriageAgency {
            id: part.value,
            name: self.known.agency(part.value),
            confidence: part.confidence,
            notes: self.notes(part),
        }
    }

    fn notes<T>(&self, part: &Part<T>) -> Vec<TriageNote> {
        let speaking = part.reasons.iter().map(|reason| (reason, false));
        speaking
            .chain(part.against.iter().map(|reason| (reason, true)))
            .map(|(reason, against)| TriageNote {
                sentence: reason.sentence(self.known),
                precedents: self.precedents(reason),
                against,
            })
            .collect()
    }

    fn precedents(&self, reason: &Reason) -> Vec<TriagePrecedent> {
        let Reason::Precedents { examples, .. } = reason else { return Vec::new() };
        examples
            .iter()
            .filter_map(|id| self.similar.get(id))
            .map(|row| TriagePrecedent {
                id: row.id,
                number: row.number.clone(),
                title: row.title.clone(),
                level: row.level,
            })
            .collect()
    }
}

/// The words that rules hit, each once.
fn words(proposal: &Proposal) -> Vec<String> {
    let Proposal { level, category, lead, .. } = proposal;
    let mut reasons: Vec<&Reason> = level.reasons.iter().chain(&level.against).collect();
    reasons.extend(category.iter().flat_map(|part| part.reasons.iter().chain(&part.against)));
    reasons.extend(lead.iter().flat_map(|part| part.reasons.iter().chain(&part.against)));
    let mut words: Vec<String> = Vec::new();
    for reason in reasons {
        let Reason::Rule { hits, .. } = reason else { continue };
        for hit in hits {
            if let Hit::Word { word } = hit
                && !words.contains(word)
            {
                words.push(word.clone());
            }
        }
    }
    words
}

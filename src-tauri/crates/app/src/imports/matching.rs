//! Matching a row with the directory, the categories, the limits and the calendar.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Utc};
use huishang_domain::calendar::CalendarError;
use huishang_domain::flow::appeal::{self as flow, AppealState};
use huishang_domain::ids::{AccountId, AgencyId, AppealId, ImportId, PartyId};
use huishang_domain::time::local_date;
use huishang_domain::words::{AskKind, Channel, ImportField, RowProblemKind, Satisfaction};
use huishang_store::appeals::{AppealRecord, Reckoner};
use huishang_store::parties::PartyRecord;
use huishang_store::{Tx, directory};
use uuid::Uuid;

use super::dto::RowProblem;
use super::incoming::{Incoming, content_hash};
use super::lookup::{self, Agencies, Categories};
use super::places::{Named, Place, Places};
use crate::{AppError, FieldProblem};

/// What somebody is called who gave a number but no name.
const NAMELESS: &str = "未留姓名";

/// The most doubts and the most rejected rows that a report carries.
pub(super) const MOST_TOLD: usize = 200;

/// All that a row is matched with.
pub(super) struct Matcher {
    places: Places,
    categories: Categories,
    agencies: Agencies,
    pub reckoner: Reckoner,
    /// The channel of rows that name none.
    channel: Channel,
    now: DateTime<Utc>,
}

/// A row with what its words mean here.
#[derive(Clone, Debug)]
pub(super) struct Matched {
    pub incoming: Incoming,
    pub hash: Vec<u8>,
    pub channel: Channel,
    pub ask_kind: AskKind,
    pub category: String,
    /// The category is what the file says, not the one that stands for none.
    pub category_known: bool,
    pub place: Place,
    pub handler: Option<AgencyId>,
    pub satisfaction: Option<Satisfaction>,
}

/// What was doubtful, each value once.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    seen: HashSet<(RowProblemKind, Option<String>)>,
    /// The first of each.
    pub told: Vec<RowProblem>,
}

impl Doubts {
    /// Notes a doubt.
    pub fn add(&mut self, doubt: RowProblem) {
        if self.told.len() < MOST_TOLD && self.seen.insert((doubt.problem, doubt.value.clone())) {
            self.told.push(doubt);
        }
    }

    fn note(&mut self, row: u32, field: ImportField, value: Option<&str>, problem: RowProblemKind) {
        self.add(RowProblem {
            row,
            column: Some(field.term().to_owned()),
            value: value.map(str::to_owned),
            problem,
            candidates: Vec::new(),
        });
    }
}

impl Matcher {
    /// Reads what the database knows.
    pub async fn load(tx: &mut Tx, source: &str, now: DateTime<Utc>) -> Result<Self, AppError> {
        let divisions = directory::divisions(tx).await?;
        let categories = directory::categories(tx).await?;
        let agencies: Vec<_> = directory::agencies(tx).await?.into_iter().map(|a| a.agency).collect();
        let former = directory::former_names(tx).await?;
        Ok(Self {
            places: Places::new(&divisions),
            categories: Categories::new(&categories),
            agencies: Agencies::new(&agencies, &former),
            reckoner: Reckoner::load(tx).await?,
            channel: Channel::from_code(source).unwrap_or(Channel::Other),
            now,
        })
    }

    /// What a row's words mean here; what is doubtful about them goes to `doubts`.
    pub fn matched(&self, incoming: Incoming, doubts: &mut Doubts) -> Result<Matched, AppError> {
        use ImportField as F;
        use RowProblemKind as P;
        let row = incoming.row;
        let mut doubt = |field, value: Option<&str>, problem| doubts.note(row, field, value, problem);
        let received_on = local_date(incoming.received_at);
        let future = incoming.received_at > self.now;
        if future {
            doubt(F::ReceivedAt, Some(&received_on.to_string()), P::InTheFuture);
        }
        let channel = match incoming.channel.as_deref() {
            None => self.channel,
            Some(word) => lookup::channel(word).unwrap_or_else(|| {
                doubt(F::Channel, Some(word), P::UnknownChannel);
                Channel::Other
            }),
        };
        let words = incoming.category.as_deref();
        let known = words.and_then(|words| self.categories.find(words));
        if known.is_none() && words.is_some() {
            doubt(F::Category, words, P::UnknownCategory);
        }
        let category = known
            .or_else(|| self.categories.unsorted())
            .ok_or_else(|| AppError::invalid("category", FieldProblem::Required))?;
        let named = Named {
            town: incoming.town.as_deref(),
            village: incoming.village.as_deref(),
            place: incoming.place.as_deref(),
        };
        let place = self.places.find(named);
        for told in &place.doubts {
            let value = match told.field {
                F::Town => named.town,
                F::Village => named.village,
                _ => named.place,
            };
            doubts.add(RowProblem {
                row,
                column: Some(told.field.term().to_owned()),
                value: value.map(str::to_owned),
                problem: told.problem,
                candidates: told.candidates.iter().filter_map(|id| self.places.called(*id)).collect(),
            });
        }
        let mut doubt = |field, value: Option<&str>, problem| doubts.note(row, field, value, problem);
        let handler = incoming.handler.as_deref().and_then(|name| self.agencies.find(name));
        if handler.is_none() && incoming.handler.is_some() {
            doubt(F::Handler, incoming.handler.as_deref(), P::UnknownAgency);
        }
        let satisfaction = incoming.satisfaction.as_deref().and_then(lookup::satisfaction);
        if satisfaction.is_none() && incoming.satisfaction.is_some() {
            doubt(F::Satisfaction, incoming.satisfaction.as_deref(), P::UnknownSatisfaction);
        }
        match self.reckoner.first_due(channel, incoming.received_at, incoming.deadline) {
            // A slip in the year, told above: the row has no deadline until the source corrects it.
            Err(CalendarError::YearMissing(year)) if future && year == received_on.year() => {}
            // One year that isn't announced yet must not stop a whole file; once it is imported, the deadline follows.
            Err(CalendarError::YearMissing(year)) => {
                doubt(F::Deadline, Some(&format!("{year}年")), P::CalendarYearMissing);
            }
            due => {
                due?;
            }
        }
        Ok(Matched {
            hash: content_hash(&incoming),
            channel,
            ask_kind: lookup::ask_kind(channel, words.unwrap_or_default(), &incoming.title),
            category: category.to_owned(),
            category_known: known.is_some(),
            place,
            handler,
            satisfaction,
            incoming,
        })
    }
}

/// What all appeals of one import have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Batch<'a> {
    pub reckoner: &'a Reckoner,
    pub import: ImportId,
    pub source: &'a str,
    pub by: AccountId,
    pub now: DateTime<Utc>,
}

impl Matched {
    /// Where a matter stands that the source has closed; called back where the source says how satisfied they were.
    pub fn state(&self) -> AppealState {
        match (self.incoming.closed_at, self.satisfaction) {
            (None, _) => flow::START,
            (Some(_), None | Some(Satisfaction::Unrated)) => AppealState::Done,
            (Some(_), Some(_)) => AppealState::CalledBack,
        }
    }

    /// A new appeal.
    pub fn record(&self, batch: Batch<'_>, number: String) -> AppealRecord {
        let new = &self.incoming;
        AppealRecord {
            id: AppealId(Uuid::now_v7()),
            version: 1,
            number,
            channel: self.channel,
            source: new.source_number.as_ref().map(|_| batch.source.to_owned()),
            source_number: new.source_number.clone(),
            ask_kind: self.ask_kind,
            level: None,
            state: self.state(),
            title: new.title.clone(),
            body: new.text.clone(),
            category: self.category.clone(),
            source_category: source_category(new),
            division_id: self.place.division,
            town_id: self.place.town,
            place: new.place.clone(),
            people_concerned: new.people_concerned.unwrap_or(1),
            received_at: new.received_at,
            source_deadline: new.deadline,
            deadline: None,
            warn_at: None,
            closed_at: new.closed_at,
            satisfaction: self.satisfaction.filter(|_| new.closed_at.is_some()),
            handler_id: self.handler,
            duplicate_of_id: None,
            import_id: Some(batch.import),
            content_hash: Some(self.hash.clone()),
            times_passed_on: 0,
            times_redone: 0,
            created_at: batch.now,
            created_by: Some(batch.by),
            updated_at: batch.now,
            updated_by: Some(batch.by),
        }
    }

    /// A known appeal as this row has it. What couldn't be found here, or isn't in the file, stays as it is; so does
    /// the state of a matter that people have already taken further than the source has.
    pub fn renewed(&self, before: &AppealRecord) -> AppealRecord {
        let new = &self.incoming;
        let open = matches!(
            before.state,
            AppealState::Registered | AppealState::Deduplicated | AppealState::Judged | AppealState::Local
        );
        let rated_now = before.state == AppealState::Done && self.state() == AppealState::CalledBack;
        let closes = new.closed_at.is_some() && (open || rated_now);
        AppealRecord {
            channel: self.channel,
            title: new.title.clone(),
            body: new.text.clone(),
            category: if self.category_known { self.category.clone() } else { before.category.clone() },
            source_category: source_category(new).or_else(|| before.source_category.clone()),
            division_id: self.place.division.or(before.division_id),
            town_id: if self.place.division.is_some() { self.place.town } else { before.town_id },
            place: new.place.clone().or_else(|| before.place.clone()),
            people_concerned: new.people_concerned.unwrap_or(before.people_concerned),
            received_at: new.received_at,
            source_deadline: new.deadline.or(before.source_deadline),
            handler_id: self.handler.or(before.handler_id),
            state: if closes { self.state() } else { before.state },
            closed_at: if closes { new.closed_at } else { before.closed_at },
            satisfaction: if closes {
                self.satisfaction.or(before.satisfaction)
            } else {
                before.satisfaction
            },
            content_hash: Some(self.hash.clone()),
            ..before.clone()
        }
    }

    /// Who raised it.
    pub fn party(&self, appeal: AppealId) -> Option<PartyRecord> {
        let new = &self.incoming;
        let anything = [&new.party_name, &new.party_phone, &new.party_id_number, &new.party_address];
        anything.iter().any(|field| field.is_some()).then(|| PartyRecord {
            id: PartyId(Uuid::now_v7()),
            appeal_id: Some(appeal),
            case_id: None,
            position: 1,
            name: new.party_name.clone().unwrap_or_else(|| NAMELESS.to_owned()),
            phone: new.party_phone.clone(),
            id_number: new.party_id_number.clone(),
            address: new.party_address.clone(),
        })
    }

    /// Why it begins closed, where it does.
    pub fn closing_reason(&self) -> Option<String> {
        let closed = huishang_domain::time::local(self.incoming.closed_at?).format("%Y-%m-%d %H:%M");
        let rated = self.satisfaction.map(|s| format!("，满意度：{}", s.term())).unwrap_or_default();
        Some(format!("来源系统已于{closed}办结{rated}"))
    }
}

fn source_category(new: &Incoming) -> Option<String> {
    new.category.as_deref().map(|c| c.chars().take(130).collect())
}

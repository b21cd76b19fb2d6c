//! What an entry of the trail says was changed, in words. Sensitive fields have only their name in the trail.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::ids::{AgencyId, DivisionId};
use huishang_domain::time::local_date;
use huishang_domain::words::{AskKind, Channel, Satisfaction};
use huishang_store::{Tx, directory};
use serde_json::Value;
use uuid::Uuid;

use super::dto::LifeChange;
use crate::AppError;
use crate::shapes::field_term;

/// Names that were looked up already.
#[derive(Default)]
pub(super) struct Names {
    categories: Option<HashMap<String, String>>,
    units: HashMap<Uuid, String>,
}

impl Names {
    /// The fields that an entry says were changed.
    pub async fn changes(&mut self, tx: &mut Tx, detail: &Value) -> Result<Vec<LifeChange>, AppError> {
        let Some(changed) = detail.get("changed").and_then(Value::as_object) else { return Ok(Vec::new()) };
        let mut changes = Vec::with_capacity(changed.len());
        for (field, sides) in changed {
            let Some(term) = term(field) else { continue };
            let hidden = sides.is_null();
            let before = self.word(tx, field, sides.get("before")).await?;
            let after = self.word(tx, field, sides.get("after")).await?;
            changes.push(LifeChange { field: term.to_owned(), before, after, hidden });
        }
        Ok(changes)
    }

    async fn word(
        &mut self,
        tx: &mut Tx,
        field: &str,
        value: Option<&Value>,
    ) -> Result<Option<String>, AppError> {
        let Some(value) = value.filter(|v| !v.is_null()) else { return Ok(None) };
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let id = || Uuid::parse_str(&text).ok();
        let word = match field {
            "channel" => Channel::from_code(&text).map(Channel::term).map(str::to_owned),
            "ask_kind" => AskKind::from_code(&text).map(AskKind::term).map(str::to_owned),
            "satisfaction" => Satisfaction::from_code(&text).map(Satisfaction::term).map(str::to_owned),
            "deadline" => text.parse().ok().map(day),
            "received_at" | "closed_at" => text.parse::<DateTime<Utc>>().ok().map(|at| day(local_date(at))),
            "category" => self.category(tx, &text).await?,
            "division" => match id() {
                Some(id) => self.division(tx, DivisionId(id)).await?,
                None => None,
            },
            "handler" => match id() {
                Some(id) => self.agency(tx, AgencyId(id)).await?,
                None => None,
            },
            _ => None,
        };
        Ok(Some(word.unwrap_or(text)))
    }

    async fn category(&mut self, tx: &mut Tx, code: &str) -> Result<Option<String>, AppError> {
        if self.categories.is_none() {
            let all = directory::categories(tx).await?;
            self.categories = Some(all.into_iter().map(|c| (c.code, c.name)).collect());
        }
        Ok(self.categories.as_ref().and_then(|all| all.get(code).cloned()))
    }

    async fn division(&mut self, tx: &mut Tx, id: DivisionId) -> Result<Option<String>, AppError> {
        if !self.units.contains_key(&id.0)
            && let Some(found) = directory::division(tx, id).await?
        {
            self.units.insert(id.0, found.name);
        }
        Ok(self.units.get(&id.0).cloned())
    }

    async fn agency(&mut self, tx: &mut Tx, id: AgencyId) -> Result<Option<String>, AppError> {
        if !self.units.contains_key(&id.0)
            && let Some(found) = directory::agency(tx, id).await?
        {
            self.units.insert(id.0, found.short_name);
        }
        Ok(self.units.get(&id.0).cloned())
    }
}

fn term(field: &str) -> Option<&'static str> {
    match field {
        "file_name" => Some("附件名称"),
        "purpose" => Some("附件用途"),
        "party_order" => Some("诉求人顺序"),
        other => field_term(other),
    }
}

/// 2026年11月24日
pub(super) fn day(day: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

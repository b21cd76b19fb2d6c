//! What an edit or a newer import changes: names of fields, and before and after of those that aren't sensitive.

use chrono::NaiveDate;
use huishang_store::appeals::AppealRecord;
use huishang_store::parties::PartyRecord;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The most characters of a text that the trail keeps on each side.
const KEPT: usize = 200;

/// The fields that differ.
pub(crate) fn appeal(before: &AppealRecord, after: &AppealRecord) -> Map<String, Value> {
    let mut changed = Map::new();
    note(&mut changed, "channel", &before.channel, &after.channel);
    note(&mut changed, "ask_kind", &before.ask_kind, &after.ask_kind);
    text(&mut changed, "title", &before.title, &after.title);
    text(&mut changed, "text", &before.body, &after.body);
    note(&mut changed, "category", &before.category, &after.category);
    note(&mut changed, "division", &before.division_id, &after.division_id);
    note(&mut changed, "people_concerned", &before.people_concerned, &after.people_concerned);
    note(&mut changed, "received_at", &before.received_at, &after.received_at);
    note(&mut changed, "deadline", &before.deadline, &after.deadline);
    note(&mut changed, "handler", &before.handler_id, &after.handler_id);
    note(&mut changed, "source_number", &before.source_number, &after.source_number);
    note(&mut changed, "closed_at", &before.closed_at, &after.closed_at);
    note(&mut changed, "satisfaction", &before.satisfaction, &after.satisfaction);
    // A place is where somebody lives as often as not.
    sensitive(&mut changed, "place", &before.place, &after.place);
    changed
}

/// The deadline, where it differs.
pub(crate) fn deadline(before: Option<NaiveDate>, after: Option<NaiveDate>) -> Map<String, Value> {
    let mut changed = Map::new();
    note(&mut changed, "deadline", &before, &after);
    changed
}

/// Takes one column of a person.
type Get = fn(&PartyRecord) -> &Option<String>;

/// The fields of a person that differ: their names only.
pub(crate) fn party(
    before: Option<&PartyRecord>,
    after: Option<&PartyRecord>,
    changed: &mut Map<String, Value>,
) {
    let name = |p: Option<&PartyRecord>| p.map(|p| p.name.clone());
    sensitive(changed, "party_name", &name(before), &name(after));
    let of = |p: Option<&PartyRecord>, get: Get| p.and_then(|p| get(p).clone());
    let fields: [(&str, Get); 3] = [
        ("party_phone", |p| &p.phone),
        ("party_id_number", |p| &p.id_number),
        ("party_address", |p| &p.address),
    ];
    for (field, get) in fields {
        sensitive(changed, field, &of(before, get), &of(after, get));
    }
}

fn note<T: PartialEq + Serialize>(changed: &mut Map<String, Value>, field: &str, before: &T, after: &T) {
    if before != after {
        changed.insert(field.to_owned(), json!({ "before": before, "after": after }));
    }
}

fn text(changed: &mut Map<String, Value>, field: &str, before: &str, after: &str) {
    if before != after {
        let cut = |t: &str| t.chars().take(KEPT).collect::<String>();
        changed.insert(field.to_owned(), json!({ "before": cut(before), "after": cut(after) }));
    }
}

fn sensitive<T: PartialEq>(changed: &mut Map<String, Value>, field: &str, before: &T, after: &T) {
    if before != after {
        changed.insert(field.to_owned(), Value::Null);
    }
}

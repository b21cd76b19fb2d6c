//! Where in each row of a page the searched words stand.

use std::collections::HashMap;

use huishang_domain::ids::AppealId;
use huishang_domain::search::{Field, Hit, HitField, Search, hit};
use huishang_store::appeals::{self, AppealListRecord};
use huishang_store::{Tx, parties};

use crate::AppError;

/// The hits of a page's rows. Only the mask of a phone or an ID number leaves this.
pub(super) async fn of(
    tx: &mut Tx,
    typed: Option<&str>,
    rows: &[AppealListRecord],
) -> Result<HashMap<AppealId, Hit>, AppError> {
    let Some(search) = typed.and_then(Search::read) else { return Ok(HashMap::new()) };
    let ids: Vec<AppealId> = rows.iter().map(|row| row.id).collect();
    let mut people = HashMap::<_, Vec<_>>::new();
    for person in parties::of_appeals(tx, &ids).await? {
        people.entry(person.appeal_id).or_default().push(person);
    }
    let records = appeals::records(tx, &ids).await?;
    Ok(records
        .iter()
        .filter_map(|a| {
            let mut fields = Vec::new();
            let mut add =
                |field, text: Option<&'_ str>| fields.extend(text.map(|text| (field, text.to_owned())));
            add(HitField::Title, Some(&a.title));
            add(HitField::Number, Some(&a.number));
            add(HitField::SourceNumber, a.source_number.as_deref());
            for person in people.get(&Some(a.id)).into_iter().flatten() {
                add(HitField::PartyName, Some(&person.name));
                add(HitField::Phone, person.phone.as_deref());
                add(HitField::IdNumber, person.id_number.as_deref());
            }
            add(HitField::Place, a.place.as_deref());
            add(HitField::Text, Some(&a.body));
            let fields: Vec<_> = fields.iter().map(|(field, text)| Field { field: *field, text }).collect();
            hit(&search, &fields).map(|hit| (a.id, hit))
        })
        .collect())
}

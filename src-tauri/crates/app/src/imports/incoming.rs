//! A row of a file, read but not yet matched with what the database knows.

pub(super) use huishang_sheets::reading::MatterRow as Incoming;
use sha2::{Digest, Sha256};

/// What tells whether a row says the same as the last time: all that the source says, nothing that the directory adds,
/// so that a new village or agency doesn't make every matter look changed.
pub(super) fn content_hash(row: &Incoming) -> Vec<u8> {
    let mut hash = Sha256::new();
    let mut part = |text: Option<&str>| {
        let text = text.unwrap_or_default();
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    part(row.source_number.as_deref());
    part(Some(&row.received_at.timestamp().to_string()));
    part(row.channel.as_deref());
    part(row.party_name.as_deref());
    part(row.party_phone.as_deref());
    part(row.party_id_number.as_deref());
    part(row.party_address.as_deref());
    part(row.category.as_deref());
    part(Some(&row.title));
    part(Some(&row.text));
    part(row.town.as_deref());
    part(row.village.as_deref());
    part(row.place.as_deref());
    part(row.handler.as_deref());
    part(row.deadline.map(|d| d.to_string()).as_deref());
    part(row.closed_at.map(|t| t.timestamp().to_string()).as_deref());
    part(row.satisfaction.as_deref());
    part(row.people_concerned.map(|n| n.to_string()).as_deref());
    hash.finalize().to_vec()
}

//! The hash of an entry of the audit trail: each is taken over the one before, so that no entry can be changed,
//! left out or slipped in unnoticed (design.md, "The audit trail").
//!
//! The encoding is canonical and every part carries its length: the same entry gives the same hash whichever engine
//! kept it, and no two entries can be read as one another. It must never change; a new form needs a new [`FORM`].

use chrono::{DateTime, Utc};
use serde_json::{Number, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The hash that stands before the first entry.
pub const GENESIS: [u8; 32] = [0; 32];

/// Which form of encoding the hash is taken over.
const FORM: &[u8] = b"huishang-audit-1";

/// What an entry's hash is taken over, besides the hash before it.
#[derive(Clone, Copy, Debug)]
pub struct EntryParts<'a> {
    /// 1, 2, 3 … without gaps.
    pub seq: i64,
    /// When; only its microseconds count, which is what both engines keep.
    pub at: DateTime<Utc>,
    /// The name of who did it.
    pub by: &'a str,
    /// Code of the kind of thing.
    pub entity: &'a str,
    /// Which one.
    pub entity_id: Option<Uuid>,
    /// What was done to it.
    pub verb: &'a str,
    /// What changed.
    pub detail: &'a Value,
}

/// The hash of an entry on top of the hash before it; 32 bytes.
pub fn entry_hash(prev: &[u8], entry: &EntryParts<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    text(&mut bytes, FORM);
    text(&mut bytes, prev);
    bytes.extend_from_slice(&entry.seq.to_be_bytes());
    bytes.extend_from_slice(&entry.at.timestamp_micros().to_be_bytes());
    text(&mut bytes, entry.by.as_bytes());
    text(&mut bytes, entry.entity.as_bytes());
    text(&mut bytes, entry.entity_id.as_ref().map_or(&[], |id| id.as_bytes().as_slice()));
    text(&mut bytes, entry.verb.as_bytes());
    value(&mut bytes, entry.detail);
    Sha256::digest(&bytes).to_vec()
}

fn length(out: &mut Vec<u8>, n: usize) {
    out.extend_from_slice(&(n as u64).to_be_bytes());
}

fn text(out: &mut Vec<u8>, part: &[u8]) {
    length(out, part.len());
    out.extend_from_slice(part);
}

/// One byte for the kind, then the value; members in the order of their names, since PostgreSQL keeps no order.
fn value(out: &mut Vec<u8>, detail: &Value) {
    match detail {
        Value::Null => out.push(b'n'),
        Value::Bool(yes) => out.push(if *yes { b't' } else { b'f' }),
        Value::Number(n) => number(out, n),
        Value::String(s) => {
            out.push(b's');
            text(out, s.as_bytes());
        }
        Value::Array(items) => {
            out.push(b'a');
            length(out, items.len());
            items.iter().for_each(|item| value(out, item));
        }
        Value::Object(members) => {
            let mut names: Vec<_> = members.iter().collect();
            names.sort_by_key(|(name, _)| *name);
            out.push(b'o');
            length(out, names.len());
            for (name, member) in names {
                text(out, name.as_bytes());
                value(out, member);
            }
        }
    }
}

/// A whole number is the same whether it was written 100, 100.0 or 1e2: jsonb writes it in its own way.
fn number(out: &mut Vec<u8>, n: &Number) {
    const WHOLE: f64 = 1e18;
    let whole = n.as_i64().map(i128::from).or_else(|| n.as_u64().map(i128::from)).or_else(|| {
        let f = n.as_f64()?;
        (f.fract() == 0.0 && f.abs() <= WHOLE).then_some(f as i128)
    });
    match whole {
        Some(whole) => {
            out.push(b'i');
            out.extend_from_slice(&whole.to_be_bytes());
        }
        None => {
            out.push(b'd');
            out.extend_from_slice(&n.as_f64().unwrap_or(f64::NAN).to_bits().to_be_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn entry(detail: &Value) -> EntryParts<'_> {
        EntryParts {
            seq: 1,
            at: DateTime::from_timestamp_micros(1_790_000_000_000_001).unwrap(),
            by: "张示例",
            entity: "appeal",
            entity_id: Some(Uuid::from_u128(7)),
            verb: "judge",
            detail,
        }
    }

    /// The expected hash was computed by another program from the description at the head of this file.
    #[test]
    fn the_encoding_never_changes() {
        let detail = json!({"level": "big", "n": 2, "ratio": 0.5, "none": null, "list": [true, false]});
        let hash = entry_hash(&GENESIS, &entry(&detail));
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "94f1d32b00068f11cd6c039fb0029a6bac5441f4d1482de44a8daaa47b1d9506");
    }

    #[test]
    fn the_order_of_members_and_the_spelling_of_numbers_do_not_matter() {
        let a: Value = serde_json::from_str(r#"{"b":100,"a":{"y":1,"x":0.5}}"#).unwrap();
        let b: Value = serde_json::from_str(r#"{"a":{"x":5e-1,"y":1.0},"b":1e2}"#).unwrap();
        assert_eq!(entry_hash(&GENESIS, &entry(&a)), entry_hash(&GENESIS, &entry(&b)));
    }

    #[test]
    fn every_part_counts() {
        let (detail, other) = (json!({"a": 1}), json!({"a": 2}));
        let base = entry(&detail);
        let whole = entry_hash(&GENESIS, &base);
        let later = base.at + chrono::TimeDelta::microseconds(1);
        for changed in [
            EntryParts { seq: 2, ..base },
            EntryParts { at: later, ..base },
            EntryParts { by: "李示例", ..base },
            EntryParts { entity: "case", ..base },
            EntryParts { entity_id: None, ..base },
            EntryParts { verb: "edit", ..base },
            EntryParts { detail: &other, ..base },
        ] {
            assert_ne!(entry_hash(&GENESIS, &changed), whole, "{changed:?}");
        }
        assert_ne!(entry_hash(&[1; 32], &base), whole);
    }

    #[test]
    fn finer_than_a_microsecond_does_not_count() {
        let detail = json!(null);
        let base = entry(&detail);
        let finer = EntryParts { at: base.at + chrono::TimeDelta::nanoseconds(999), ..base };
        assert_eq!(entry_hash(&GENESIS, &base), entry_hash(&GENESIS, &finer));
    }

    proptest! {
        #[test]
        fn text_cannot_move_from_one_part_to_the_next(by in "[a-z]{0,6}", verb in "[a-z]{0,6}", cut in 0..6usize) {
            let joined = format!("{by}{verb}");
            let cut = cut.min(joined.len());
            let detail = json!({});
            let one = EntryParts { by: &by, verb: &verb, ..entry(&detail) };
            let two = EntryParts { by: &joined[..cut], verb: &joined[cut..], ..one };
            let same = entry_hash(&GENESIS, &one) == entry_hash(&GENESIS, &two);
            prop_assert_eq!(same, cut == by.len());
        }
    }
}

//! The editable table of time limits.

use huishang_domain::limits::{Limit, LimitCode, Unit};

use crate::{StoreError, Tx};

/// A limit as an administrator keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitRecord {
    /// How long.
    pub limit: Limit,
    /// Yellow from this share of the time on, in percent.
    pub warn_at_percent: u8,
}

/// The limit with this code; none when it was taken out of use.
pub async fn find(tx: &mut Tx, code: LimitCode) -> Result<Option<LimitRecord>, StoreError> {
    let row: Option<(i64, Unit, i64)> = fetch_optional!(
        tx,
        (i64, Unit, i64),
        "SELECT CAST(amount AS BIGINT), unit, CAST(warning_share AS BIGINT) FROM limits WHERE code = $1 AND active",
        code
    )?;
    Ok(row.map(|(amount, unit, share)| LimitRecord {
        limit: Limit { amount: u32::try_from(amount).unwrap_or_default(), unit },
        warn_at_percent: u8::try_from(share).unwrap_or(100),
    }))
}

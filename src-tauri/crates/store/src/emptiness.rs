//! Whether a database holds anybody's work yet.

use crate::{StoreError, Tx};

/// Whether there is an appeal, a consultation or a case.
pub async fn holds_work(tx: &mut Tx) -> Result<bool, StoreError> {
    let found: i64 = scalar!(
        tx,
        i64,
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM appeals LIMIT 1) a)
              + (SELECT count(*) FROM (SELECT 1 FROM consultations LIMIT 1) c)
              + (SELECT count(*) FROM (SELECT 1 FROM cases LIMIT 1) k)"
    )?;
    Ok(found > 0)
}

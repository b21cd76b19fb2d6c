//! The table of time limits as an administrator keeps it: what stands in it, what it once said, and what changing it
//! does. What comes in from then on follows the new value; what is under way keeps its own unless it is reckoned anew.

mod change;
mod dto;
mod running;

pub use change::{change, preview, undo};
pub use dto::{LimitInput, LimitPreview, LimitShown, LimitThen, LimitWritten, MovedDeadline};

use huishang_domain::access::UseCase;
use huishang_domain::limits::LimitCode;
use huishang_store::Tx;
use huishang_store::limits as store;

use crate::{Actor, App, AppError};

/// The whole table with its history.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<LimitShown>, AppError> {
    let (mut tx, _) = app.reading(actor, UseCase::ViewDirectory).await?;
    table(&mut tx).await
}

async fn table(tx: &mut Tx) -> Result<Vec<LimitShown>, AppError> {
    let mut then = store::then(tx).await?;
    let mut shown = Vec::new();
    for row in store::all(tx).await? {
        let Some(code) = LimitCode::from_code(&row.code) else { continue };
        let (own, rest) = then.into_iter().partition(|entry| entry.limit_code == row.code);
        then = rest;
        shown.push(LimitShown::new(code, row, own));
    }
    Ok(shown)
}

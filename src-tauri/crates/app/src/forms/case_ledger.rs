//! 领导包案管理台账: one row for each case that was under way at some time of the month.

use huishang_domain::mask;
use huishang_domain::time::{Month, end_of_day};
use huishang_sheets::forms::{Cell, Row, Table};
use huishang_store::cases::{self, LedgerRow};
use huishang_store::{Sight, Tx};

use crate::AppError;

/// The cases of a month, as they stood in it. `whole` shows telephone numbers whole.
pub(super) async fn content(tx: &mut Tx, month: Month, sight: Sight, whole: bool) -> Result<Table, AppError> {
    let last = month.last_day();
    let rows = cases::ledger(tx, (month.first_day(), last), end_of_day(last), sight).await?;
    Ok(Table::of_rows(rows.into_iter().map(|row| line(row, month, whole))))
}

fn line(r: LedgerRow, month: Month, whole: bool) -> Row {
    let phone = r.phone.map(|phone| if whole { phone } else { mask::phone(&phone) });
    let ended = r.ended_on.filter(|day| *day <= month.last_day());
    Row::new([("name", Cell::from(r.name)), ("category", r.category_path.into())])
        .with("level", r.level.term())
        .with("leader_name", r.leader)
        .with("leader_post", r.leader_post)
        .with("responsible", r.responsible)
        .with("contact", r.contact)
        .with("phone", phone)
        .with("problem", r.demand)
        .with("plan", r.plan)
        .with("start_on", r.start_on)
        .with("end_on", ended.unwrap_or(r.due_on))
        .with("progress", r.progress)
        .with("state", r.state.term())
}

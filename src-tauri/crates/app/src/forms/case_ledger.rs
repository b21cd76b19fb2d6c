//! 领导包案管理台账: one row for each case that was under way at some time of the month.

use huishang_domain::mask;
use huishang_domain::time::{Month, end_of_day};
use huishang_sheets::writing::{Cell, Column};
use huishang_store::cases::{self, LedgerRow};
use huishang_store::{Sight, Tx};

use super::content::Content;
use crate::AppError;

const COLUMNS: &[Column] = &[
    Column::centre("序号", 4),
    Column::left("事项名称", 15),
    Column::centre("类型", 10),
    Column::centre("级别", 6),
    Column::centre("姓名", 7).under("包案领导"),
    Column::centre("职务", 9).under("包案领导"),
    Column::centre("责任单位", 10),
    Column::centre("联系人", 7),
    Column::centre("电话", 13),
    Column::left("主要问题", 20),
    Column::left("化解方案", 18),
    Column::centre("起始", 11).under("起止时间"),
    Column::centre("完成", 11).under("起止时间"),
    Column::left("进展", 17),
    Column::centre("状态", 8),
];

/// The cases of a month, as they stood in it. `whole` shows telephone numbers whole.
pub(super) async fn content(
    tx: &mut Tx,
    month: Month,
    sight: Sight,
    whole: bool,
) -> Result<Content, AppError> {
    let last = month.last_day();
    let rows = cases::ledger(tx, (month.first_day(), last), end_of_day(last), sight).await?;
    let rows = rows.into_iter().zip(1..).map(|(row, n)| line(n, row, month, whole)).collect();
    Ok(Content { columns: COLUMNS, rows })
}

fn line(n: i64, r: LedgerRow, month: Month, whole: bool) -> Vec<Cell> {
    let phone = r.phone.map(|phone| if whole { phone } else { mask::phone(&phone) });
    let ended = r.ended_on.filter(|day| *day <= month.last_day());
    vec![
        Cell::Number(n),
        r.name.into(),
        r.category_path.into(),
        r.level.term().into(),
        r.leader.into(),
        r.leader_post.into(),
        r.responsible.into(),
        r.contact.into(),
        phone.into(),
        r.demand.into(),
        r.plan.into(),
        Cell::Date(r.start_on),
        Cell::Date(ended.unwrap_or(r.due_on)),
        r.progress.into(),
        r.state.term().into(),
    ]
}

//! Reading a list page after page.

use std::collections::HashSet;

use huishang_sheets::forms::ListCell;
use uuid::Uuid;

use super::{ListOf, cells};
use crate::page::{MAX_ROWS, Page};
use crate::{Actor, App, AppError, appeals, cases, consultations};

/// A list that is being read.
pub(super) struct Reading {
    list: ListOf,
    /// Where the next page begins; none once there is no other.
    next: Option<Option<String>>,
    /// Those that were given: one that moves down the list meanwhile comes once.
    given: HashSet<Uuid>,
}

/// Rows as they are written.
pub(super) struct Piece {
    pub rows: Vec<Vec<ListCell>>,
    /// How many there are in all; told with the first.
    pub total: Option<u64>,
}

impl Reading {
    pub fn new(list: ListOf) -> Self {
        Self { list, next: Some(None), given: HashSet::new() }
    }

    /// The next rows; none after the last.
    pub async fn page(&mut self, app: &App, actor: &Actor) -> Result<Option<Piece>, AppError> {
        let Some(after) = self.next.take() else { return Ok(None) };
        match &mut self.list {
            ListOf::Appeals { query, columns, ids } => {
                (query.after, query.limit) = (after, MAX_ROWS);
                let page = appeals::list(app, actor, (**query).clone()).await?;
                let all = ids.is_empty();
                let chosen: HashSet<Uuid> = ids.iter().map(|id| id.0).collect();
                let columns = columns.clone();
                let total = if all { page.total } else { i64::try_from(chosen.len()).ok() };
                let page = Page { total, ..page };
                let piece = self.take(
                    page,
                    |row| Some(row.id.0).filter(|id| all || chosen.contains(id)),
                    |row| columns.iter().map(|column| cells::appeal(*column, row)).collect(),
                );
                if !all && self.given.len() == chosen.len() {
                    self.next = None;
                }
                Ok(Some(piece))
            }
            ListOf::Consultations { query, columns } => {
                (query.after, query.limit) = (after, MAX_ROWS);
                let page = consultations::list(app, actor, (**query).clone()).await?;
                let columns = columns.clone();
                Ok(Some(self.take(
                    page,
                    |row| Some(row.id.0),
                    |row| columns.iter().map(|column| cells::consultation(*column, row)).collect(),
                )))
            }
            ListOf::Cases { query, columns } => {
                (query.after, query.limit) = (after, MAX_ROWS);
                let page = cases::list(app, actor, (**query).clone()).await?;
                let columns = columns.clone();
                Ok(Some(self.take(
                    page,
                    |row| Some(row.id.0),
                    |row| columns.iter().map(|column| cells::case(*column, row)).collect(),
                )))
            }
        }
    }

    fn take<R>(
        &mut self,
        page: Page<R>,
        id: impl Fn(&R) -> Option<Uuid>,
        cells: impl Fn(&R) -> Vec<ListCell>,
    ) -> Piece {
        let total = page.total.and_then(|n| u64::try_from(n).ok());
        let new = page.rows.iter().filter(|row| id(row).is_some_and(|id| self.given.insert(id)));
        let rows = new.map(cells).collect();
        self.next = page.next.map(Some);
        Piece { rows, total }
    }
}

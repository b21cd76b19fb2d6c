//! What a column is by what stands in it, where its header doesn't tell.

use huishang_domain::identity::{normalise_id, normalise_phone, to_half_width};
use huishang_domain::words::ImportField as F;

use super::columns::{field_of, propose};
use super::{Cell, Table, values};

/// How many rows are looked at.
pub(super) const LOOKED_AT: usize = 50;
/// With how many characters on average a column is one of sentences.
const SENTENCES: usize = 15;

/// Whether cells are what a field holds.
type Test<'a> = &'a dyn Fn(&[Cell]) -> bool;

/// What each column is: by its header, else by its content as far as a field that matters is still without one.
pub fn propose_for(table: &Table) -> Vec<Option<F>> {
    let mut columns = propose(&table.headers);
    let seen = |i: usize| -> Vec<Cell> {
        let cells = table.rows.iter().take(LOOKED_AT).filter_map(|row| row.cells.get(i));
        cells.filter(|cell| !cell.is_empty()).cloned().collect()
    };
    let all = columns.len();
    dates_under_dates(&table.headers, &mut columns, &seen);
    // A column headed 时间 that holds whole dates is when it came, unless another one says so.
    if !columns.contains(&Some(F::ReceivedAt)) {
        for (i, column) in columns.iter_mut().enumerate().filter(|(_, c)| **c == Some(F::ReceivedTime)) {
            if mostly(&seen(i), is_date) {
                *column = Some(F::ReceivedAt);
            }
        }
    }
    // The time of day in a column of its own matters only where the day's column holds none.
    let day_only = columns
        .iter()
        .position(|column| *column == Some(F::ReceivedAt))
        .is_some_and(|i| mostly(&seen(i), |cell| matches!(values::date_time(cell), Ok(Some((_, None))))));
    let tests: [(F, Test<'_>); 5] = [
        (F::PartyIdNumber, &|cells| mostly(cells, |c| normalise_id(&c.shown()).is_ok())),
        (F::PartyPhone, &|cells| mostly(cells, is_mobile)),
        (F::ReceivedAt, &|cells| mostly(cells, is_date)),
        (F::ReceivedTime, &|cells| {
            day_only && mostly(cells, |c| !matches!(c, Cell::Number(_)) && is_time(c))
        }),
        (F::Text, &is_sentences),
    ];
    for (field, test) in tests {
        let told = columns.contains(&Some(field)) || (field == F::Text && columns.contains(&Some(F::Title)));
        let mut free = (0..all).filter(|i| columns.get(*i) == Some(&None));
        if told {
            continue;
        }
        if let Some(column) = free.find(|i| test(&seen(*i))).and_then(|i| columns.get_mut(i)) {
            *column = Some(field);
        }
    }
    columns
}

/// Where several headers name one date, the one that holds dates has it; a time of day beside the day it came on is the
/// time of that day, whatever it is called: 受理日期 and 受理时间.
fn dates_under_dates(headers: &[String], columns: &mut [Option<F>], seen: &dyn Fn(usize) -> Vec<Cell>) {
    for field in [F::ReceivedAt, F::ClosedAt, F::Deadline] {
        let Some(chosen) = columns.iter().position(|column| *column == Some(field)) else { continue };
        if half(&seen(chosen), is_date_or_number) || !half(&seen(chosen), is_time) {
            continue;
        }
        let named = |i: &usize| headers.get(*i).is_some_and(|header| field_of(header) == Some(field));
        let other = (0..columns.len()).filter(named).find(|i| half(&seen(*i), is_date_or_number));
        let Some(other) = other else { continue };
        let time_has_a_column = columns.contains(&Some(F::ReceivedTime));
        if let Some(column) = columns.get_mut(chosen) {
            *column = (field == F::ReceivedAt && !time_has_a_column).then_some(F::ReceivedTime);
        }
        if let Some(column) = columns.get_mut(other) {
            *column = Some(field);
        }
    }
}

/// Enough where the header already says half of it; a few rows may be the wrong ones.
fn half(cells: &[Cell], is: impl Fn(&Cell) -> bool) -> bool {
    !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 2 >= cells.len()
}

fn mostly(cells: &[Cell], is: impl Fn(&Cell) -> bool) -> bool {
    !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 10 >= cells.len() * 8
}

fn is_date(cell: &Cell) -> bool {
    // A bare number may be anything.
    matches!(cell, Cell::Date(_) | Cell::Text(_)) && matches!(values::date_time(cell), Ok(Some(_)))
}

fn is_date_or_number(cell: &Cell) -> bool {
    matches!(values::date_time(cell), Ok(Some(_)))
}

fn is_time(cell: &Cell) -> bool {
    matches!(values::time(cell), Ok(Some(_)))
}

fn is_mobile(cell: &Cell) -> bool {
    normalise_phone(&cell.shown()).is_some_and(|phone| phone.len() == 11 && phone.starts_with('1'))
}

fn is_sentences(cells: &[Cell]) -> bool {
    let long = |cell: &Cell| match cell {
        Cell::Text(text) => to_half_width(text).chars().filter(|c| !c.is_ascii()).count(),
        Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Error(_) => 0,
    };
    !cells.is_empty() && cells.iter().map(long).sum::<usize>() >= SENTENCES * cells.len()
}

#[cfg(test)]
mod tests {
    use super::super::TableRow;
    use super::*;

    #[test]
    fn columns_with_odd_headers_are_known_by_what_they_hold() {
        let line =
            |cells: [&str; 6]| TableRow { row: 2, cells: cells.map(|c| Cell::Text(c.into())).to_vec() };
        let table = Table {
            sheet: "表".into(),
            header_row: 1,
            headers: ["姓名", "证", "机主", "时间", "情况", "别的"].map(str::to_owned).to_vec(),
            rows: vec![
                line([
                    "王示例",
                    "11010519491231002X",
                    "138 0013 8000",
                    "2026年1月4日 8:23",
                    "示例路路口的路灯已经坏了半个月没有人修",
                    "甲",
                ]),
                line([
                    "李示例",
                    "11010519491231002x",
                    "13900139000",
                    "2026/1/5",
                    "楼上住户违建造成屋面漏水，多次反映没有解决",
                    "乙",
                ]),
            ],
        };
        let found = propose_for(&table);
        let expected = [F::PartyName, F::PartyIdNumber, F::PartyPhone, F::ReceivedAt, F::Text];
        assert_eq!(found[..5], expected.map(Some));
        assert_eq!(found[5], None);
    }
}

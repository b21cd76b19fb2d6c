//! From a form's content to its grid.

use chrono::NaiveDate;

use super::frame::{FrameInfo, Span, spread};
use super::grid::{Grid, GridCell, GridRow, Part, Style};
use super::layout::{Align, Column, Counted, Kind, Layout, Paper};
use super::measure::{HIGHEST, LINE, PADDING, height, lines, units};
use super::table::{Table, TableError, in_order};
use crate::cell::Cell;

/// What stands under the headers of a form without a row.
const NOTHING: &str = "本期没有记录";

/// A form before it is laid out: every text of its frame, every cell in its place.
struct Sheet<'a> {
    name: String,
    title: String,
    author: String,
    unit: String,
    made_on: NaiveDate,
    paper: Paper,
    line: Vec<String>,
    columns: &'a [Column],
    groups: Vec<Vec<Vec<Cell>>>,
    total: Option<String>,
    foot: Vec<String>,
}

/// Lays a form out.
///
/// # Errors
/// Rows that don't fit the form.
pub fn grid(layout: &Layout, frame: &FrameInfo, table: Table) -> Result<Grid, TableError> {
    let mut groups = in_order(layout, table)?;
    number(layout, &mut groups);
    let total = (!layout.total.is_empty()).then(|| total(layout, &groups));
    let blank = "　".repeat(6);
    Ok(lay_out(Sheet {
        name: layout.title.clone(),
        title: frame.title(layout),
        author: frame.reporter.clone(),
        unit: frame.unit.clone(),
        made_on: frame.reported_on,
        paper: layout.paper,
        line: frame.line(layout),
        columns: &layout.columns,
        groups,
        total,
        foot: layout.signatures.iter().map(|who| format!("{who}：{blank}")).collect(),
    }))
}

/// Gives the running number: one for each group where the column merges, else one for each row.
fn number(layout: &Layout, groups: &mut [Vec<Vec<Cell>>]) {
    for (i, column) in layout.columns.iter().enumerate().filter(|(_, c)| c.kind == Kind::Index) {
        let mut n = 0;
        for group in &mut *groups {
            n += i64::from(column.merge_by_group);
            for row in group {
                n += i64::from(!column.merge_by_group);
                if let Some(cell) = row.get_mut(i) {
                    *cell = Cell::Number(n);
                }
            }
        }
    }
}

/// 合计　会商 2 次，议定事项 5 件
fn total(layout: &Layout, groups: &[Vec<Vec<Cell>>]) -> String {
    let rows = || groups.iter().flatten();
    let parts = layout.total.iter().map(|part| {
        let count = match part.count {
            Counted::Rows => rows().count(),
            Counted::Groups => groups.iter().filter(|group| !group.is_empty()).count(),
            Counted::Filled => {
                let at = layout.columns.iter().position(|c| Some(&c.key) == part.key.as_ref());
                rows().filter(|row| at.and_then(|i| row.get(i)).is_some_and(|cell| !cell.is_empty())).count()
            }
        };
        format!("{}{count}{}", part.before, part.after)
    });
    format!("合计　{}", parts.collect::<Vec<_>>().join("，"))
}

/// Gives everything its place.
fn lay_out(sheet: Sheet<'_>) -> Grid {
    let columns = sheet.columns;
    let all = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let mut rows = vec![
        title(&sheet.title, columns, all),
        line(spread(&sheet.line, columns, Align::Right), columns, 22.0),
    ];
    let first_header = place(&rows);
    rows.extend(headers(columns));
    let body = place(&rows);
    for group in sheet.groups {
        rows.extend(group_rows(columns, group));
    }
    if place(&rows) == body {
        rows.push(GridRow {
            height: 28.0,
            cells: vec![GridCell::over(0, all, NOTHING, Style::new(Part::Nothing, Align::Center))],
        });
    }
    let tail = 1 + u32::from(sheet.total.is_some());
    rows.extend(sheet.total.map(|text| totals(columns, text, &rows, body)));
    rows.push(line(spread(&sheet.foot, columns, Align::Left), columns, 34.0));
    Grid {
        sheet: sheet.name,
        title: sheet.title,
        author: sheet.author,
        unit: sheet.unit,
        made_on: sheet.made_on,
        paper: sheet.paper,
        widths: columns.iter().map(|c| c.width).collect(),
        first_header,
        body,
        tail,
        rows,
    }
}

fn place(rows: &[GridRow]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}

fn title(text: &str, columns: &[Column], all: u16) -> GridRow {
    // Its characters are about twice as wide as those of the body.
    let lines = lines(text, room(columns) / 2);
    GridRow {
        height: (f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * 38.0).min(HIGHEST),
        cells: vec![GridCell::over(0, all, text, Style::new(Part::Title, Align::Center))],
    }
}

fn room(columns: &[Column]) -> usize {
    columns.iter().map(|c| usize::from(c.width)).sum()
}

fn line(spans: Vec<Span>, columns: &[Column], least: f64) -> GridRow {
    let needed = match spans.as_slice() {
        [(_, _, text, _)] => height(lines(text, room(columns))),
        _ => 0.0,
    };
    let cells = spans
        .into_iter()
        .map(|(first, width, text, align)| GridCell::over(first, width, text, Style::new(Part::Line, align)));
    GridRow { height: needed.max(least), cells: cells.collect() }
}

/// The headers, in two rows where columns are grouped.
fn headers(columns: &[Column]) -> Vec<GridRow> {
    let style = Style::new(Part::Header, Align::Center);
    let grouped = columns.iter().any(|c| c.group.is_some());
    let (mut top, mut bottom) = (Vec::new(), Vec::new());
    let mut at = 0;
    for run in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let width = u16::try_from(run.len()).unwrap_or(1);
        let group = run.first().and_then(|c| c.group.as_deref());
        top.extend(group.map(|group| GridCell::over(at, width, group, style)));
        for (column, own) in (at..).zip(run) {
            let header = GridCell::over(column, 1, own.header.as_str(), style);
            match group {
                Some(_) => bottom.push(header),
                None => top.push(GridCell { rows: if grouped { 2 } else { 1 }, ..header }),
            }
        }
        at += width;
    }
    let broken = columns.iter().map(|c| lines(&c.header, usize::from(c.width)));
    let needed = height(broken.max().unwrap_or(1));
    if grouped {
        let each = (needed / 2.0).max(22.0);
        vec![GridRow { height: each, cells: top }, GridRow { height: each, cells: bottom }]
    } else {
        vec![GridRow { height: needed.max(30.0), cells: top }]
    }
}

/// The rows of a group; like cells that stand on each other are one where the column merges.
fn group_rows(columns: &[Column], group: Vec<Vec<Cell>>) -> Vec<GridRow> {
    let mut rows: Vec<GridRow> =
        group.iter().map(|_| GridRow { height: height(1), cells: Vec::new() }).collect();
    let mut tall = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        let cell = |row: usize| group.get(row).and_then(|cells| cells.get(i));
        let mut from = 0;
        while from < group.len() {
            let like = |row: usize| column.merge_by_group && cell(row) == cell(from);
            let until = (from + 1..group.len()).find(|row| !like(*row)).unwrap_or(group.len());
            let value = cell(from).cloned().unwrap_or(Cell::Empty);
            let needed = match &value {
                Cell::Text(text) => lines(text, usize::from(column.width)),
                Cell::Empty | Cell::Number(_) | Cell::Date(_) => 1,
            };
            let style = style(column, &value);
            let at = u16::try_from(i).unwrap_or(u16::MAX);
            let span = u32::try_from(until - from).unwrap_or(u32::MAX);
            if let Some(row) = rows.get_mut(from) {
                if span == 1 {
                    row.height = row.height.max(height(needed));
                } else {
                    tall.push((from, until, needed));
                }
                row.cells.push(GridCell { rows: span, ..GridCell::one(at, value, style) });
            }
            from = until;
        }
    }
    for (from, until, needed) in tall {
        let wanted = f64::from(u32::try_from(needed).unwrap_or(u32::MAX)) * LINE + PADDING;
        let Some(covered) = rows.get_mut(from..until) else { continue };
        let lacking = wanted - covered.iter().map(|row| row.height).sum::<f64>();
        if lacking > 0.0 {
            let each = lacking / f64::from(u32::try_from(until - from).unwrap_or(1));
            for row in covered {
                row.height = (row.height + each).min(HIGHEST);
            }
        }
    }
    rows
}

fn style(column: &Column, value: &Cell) -> Style {
    let part = match value {
        Cell::Text(light) if column.kind == Kind::Light => match light.chars().next() {
            Some('绿') => Part::Green,
            Some('黄') => Part::Yellow,
            Some('红') => Part::Red,
            _ => Part::Body,
        },
        _ => Part::Body,
    };
    Style::new(part, column.align)
}

/// The row of totals: its words over the columns up to the first that counts, then the sums.
fn totals(columns: &[Column], text: String, rows: &[GridRow], body: u32) -> GridRow {
    let style = Style::new(Part::Total, Align::Center);
    let summed = columns.iter().position(|c| c.kind == Kind::Count).unwrap_or(columns.len());
    let label = u16::try_from(summed).unwrap_or(u16::MAX);
    let mut cells = Vec::new();
    if label > 0 {
        cells.push(GridCell::over(0, label, text.clone(), style));
    }
    for (at, column) in (label..).zip(columns.iter().skip(summed)) {
        let own = rows.iter().skip(body as usize).flat_map(|row| &row.cells).filter(|c| c.column == at);
        let sum = own.fold(0_i64, |sum, cell| match cell.value {
            Cell::Number(n) => sum.saturating_add(n),
            _ => sum,
        });
        let value = if column.kind == Kind::Count { Cell::Number(sum) } else { Cell::Empty };
        cells.push(GridCell::one(at, value, style));
    }
    let room = columns.iter().take(summed).map(|c| usize::from(c.width)).sum::<usize>();
    let broken = if units(&text) < room { 1 } else { lines(&text, room) };
    GridRow { height: height(broken).max(26.0), cells }
}

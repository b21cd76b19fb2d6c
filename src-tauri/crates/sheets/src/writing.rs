//! A form whose frame and columns the caller gives, laid out and written as all [`forms`](crate::forms) are.

use chrono::NaiveDate;

pub use crate::cell::Cell;
pub use crate::forms::{Paper, RenderError};

use crate::forms::{self, Align, Kind, Sheet, lay_out, xlsx};

/// One column; those of one group that stand side by side share a header above their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header that it shares with its neighbours.
    pub group: Option<&'static str>,
    /// Its own header.
    pub title: &'static str,
    /// In digits of the sheet's font.
    pub width: u16,
    /// How its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of short things.
    pub const fn centre(title: &'static str, width: u16) -> Self {
        Self { group: None, title, width, align: Align::Center }
    }

    /// A column of sentences.
    pub const fn left(title: &'static str, width: u16) -> Self {
        Self { group: None, title, width, align: Align::Left }
    }

    /// The same under a shared header.
    #[must_use]
    pub const fn under(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    fn in_layout(&self) -> forms::Column {
        forms::Column {
            key: String::new(),
            header: self.title.to_owned(),
            group: self.group.map(str::to_owned),
            width: self.width,
            align: self.align,
            kind: Kind::Text,
            merge_by_group: false,
        }
    }
}

/// A whole form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet.
    pub sheet: String,
    /// The title over everything.
    pub title: String,
    /// The line under it: 填报单位, 填报人 …
    pub line: String,
    /// The columns.
    pub columns: &'static [Column],
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// The line at the foot, for signatures.
    pub foot: String,
    /// What it is printed on.
    pub paper: Paper,
    /// The day that the file says it was made on.
    pub made_on: NaiveDate,
}

/// The workbook of a table, as the bytes of its file; the same table gives the same bytes.
///
/// # Errors
/// What can't be written: no column, more rows than a sheet holds, a sheet's name that isn't allowed.
pub fn render(table: &Table) -> Result<Vec<u8>, RenderError> {
    let columns: Vec<_> = table.columns.iter().map(Column::in_layout).collect();
    xlsx(&lay_out(Sheet {
        name: table.sheet.clone(),
        title: table.title.clone(),
        author: String::new(),
        unit: String::new(),
        made_on: table.made_on,
        paper: table.paper,
        line: vec![table.line.clone()],
        columns: &columns,
        groups: table.rows.iter().map(|row| vec![row.clone()]).collect(),
        total: None,
        foot: vec![table.foot.clone()],
    }))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    #[test]
    fn a_given_form_looks_as_all_do() {
        const COLUMNS: &[Column] = &[Column::centre("序号", 5), Column::left("姓名", 20).under("领导")];
        let table = Table {
            sheet: "台账".into(),
            title: "示例台账".into(),
            line: "填报单位：示例".into(),
            columns: COLUMNS,
            rows: vec![vec![Cell::Number(1), "=1+1".into()]],
            foot: "制表人：".into(),
            paper: Paper::A4,
            made_on: "2026-11-24".parse().unwrap(),
        };
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render(&table).unwrap())).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let text: Vec<Vec<String>> =
            range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
        let expected = [
            ["示例台账", ""],
            ["填报单位：示例", ""],
            ["序号", "领导"],
            ["", "姓名"],
            ["1", "=1+1"],
            ["制表人：", ""],
        ];
        assert_eq!(text, expected);
    }
}

//! A list as a workbook: as many rows as there are, written as they come, so that no more than one is held.

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, Workbook};

use super::grid::{GridCell, Part, Style};
use super::layout::Align;
use super::look::Looks;
use super::measure;
use super::xlsx::{RenderError, excel_day, write};
use crate::cell::Cell;

/// The most rows of a list that a sheet holds beside its heading.
pub const MOST_ROWS: u32 = 1_048_576 - HEADING;
/// Title, line and headers.
const HEADING: u32 = 3;
/// Points that the title takes.
const TITLE_HEIGHT: f64 = 36.0;

/// What stands around a list.
#[derive(Clone, Debug)]
pub struct ListHead {
    /// The title over everything; also the name of the sheet, as far as it can be.
    pub title: String,
    /// What is left out of the list, in words.
    pub filters: String,
    /// Who took it out.
    pub author: String,
    /// When.
    pub made_on: NaiveDate,
    /// From the left.
    pub columns: Vec<ListColumn>,
}

/// A column of a list.
#[derive(Clone, Debug)]
pub struct ListColumn {
    /// Its header.
    pub header: String,
    /// Its width in digits of the sheet's font.
    pub width: u16,
    /// How its content stands.
    pub align: Align,
}

/// A workbook that rows are written into.
pub struct ListWriter {
    book: Workbook,
    looks: Looks,
    head: ListHead,
    next: u32,
}

impl ListWriter {
    /// Writes the heading.
    ///
    /// # Errors
    /// See [`RenderError`].
    pub fn begin(head: ListHead) -> Result<Self, RenderError> {
        let last = u16::try_from(head.columns.len()).ok().and_then(|n| n.checked_sub(1));
        let last = last.ok_or(RenderError::NoColumn)?;
        let (mut book, mut looks) = (Workbook::new(), Looks::default());
        let properties = DocProperties::new()
            .set_title(&head.title)
            .set_author(&head.author)
            .set_creation_datetime(&excel_day(head.made_on)?);
        book.set_properties(&properties);
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(&head.title))?;
        for (at, column) in (0..).zip(&head.columns) {
            sheet.set_column_width(at, f64::from(column.width))?;
        }
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        sheet.set_repeat_rows(HEADING - 1, HEADING - 1)?;
        sheet.set_footer("&C第 &P 页 共 &N 页");
        sheet.set_freeze_panes(HEADING, 1)?;
        let room = head.columns.iter().map(|column| usize::from(column.width)).sum();
        let title = GridCell::over(0, last + 1, head.title.as_str(), Style::new(Part::Title, Align::Center));
        let line = format!("{}　导出日期：{}", head.filters, head.made_on.format("%Y年%-m月%-d日"));
        sheet.set_row_height(0, TITLE_HEIGHT)?;
        write(sheet, 0, &title, &mut looks)?;
        sheet.set_row_height(1, measure::height(measure::lines(&line, room)))?;
        let line = GridCell::over(0, last + 1, line, Style::new(Part::Line, Align::Left));
        write(sheet, 1, &line, &mut looks)?;
        let mut high = 1;
        for (at, column) in (0..).zip(&head.columns) {
            high = high.max(measure::lines(&column.header, usize::from(column.width)));
            let header = Cell::from(column.header.as_str());
            let cell = GridCell::one(at, header, Style::new(Part::Header, Align::Center));
            write(sheet, HEADING - 1, &cell, &mut looks)?;
        }
        sheet.set_row_height(HEADING - 1, measure::height(high))?;
        Ok(Self { book, looks, head, next: HEADING })
    }

    /// Writes the next row.
    ///
    /// # Errors
    /// See [`RenderError`].
    pub fn row(&mut self, cells: Vec<ListCell>) -> Result<(), RenderError> {
        let sheet = self.book.worksheet_from_index(0)?;
        let mut lines = 1;
        for ((at, column), cell) in (0..).zip(&self.head.columns).zip(cells) {
            if let Cell::Text(text) = &cell.value {
                lines = lines.max(measure::lines(text, usize::from(column.width)));
            }
            let cell = GridCell::one(at, cell.value, Style::new(cell.part, column.align));
            write(sheet, self.next, &cell, &mut self.looks)?;
        }
        sheet.set_row_height(self.next, measure::height(lines))?;
        self.next += 1;
        Ok(())
    }

    /// The bytes of the workbook, with a word where it has no row.
    ///
    /// # Errors
    /// See [`RenderError`].
    pub fn finish(mut self) -> Result<Vec<u8>, RenderError> {
        let last = u16::try_from(self.head.columns.len()).unwrap_or(1).saturating_sub(1);
        let sheet = self.book.worksheet_from_index(0)?;
        if self.next == HEADING {
            let style = Style::new(Part::Nothing, Align::Center);
            write(
                sheet,
                HEADING,
                &GridCell::over(0, last + 1, "没有符合条件的记录", style),
                &mut self.looks,
            )?;
            sheet.set_row_height(HEADING, measure::height(1))?;
        } else {
            sheet.autofilter(HEADING - 1, 0, self.next - 1, last)?;
        }
        Ok(self.book.save_to_buffer()?)
    }
}

/// What stands in a cell of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCell {
    /// Its content.
    pub value: Cell,
    /// Its look: of the body, or of a light.
    pub part: Part,
}

impl<T: Into<Cell>> From<T> for ListCell {
    fn from(value: T) -> Self {
        Self { value: value.into(), part: Part::Body }
    }
}

/// The title as far as a sheet can be called so.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if name.trim().is_empty() { "清单".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_called_as_the_list_as_far_as_it_can_be() {
        assert_eq!(sheet_name("诉求清单（今天到期）"), "诉求清单（今天到期）");
        assert_eq!(sheet_name("[甲]/乙:丙*?\\'"), "甲乙丙");
        assert_eq!(sheet_name("//"), "清单");
        assert_eq!(sheet_name(&"长".repeat(40)).chars().count(), 31);
    }
}

//! The look that all forms share: fonts, sizes, borders.
//!
//! Fonts are those of official papers (GB/T 9704); where one isn't installed the system's own stands in for it.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::Align;

const TITLE_FONT: &str = "方正小标宋简体";
const HEADER_FONT: &str = "黑体";
const TEXT_FONT: &str = "宋体";

/// One format for each kind of cell.
pub(super) struct Look {
    pub title: Format,
    pub line: Format,
    pub header: Format,
    pub centre: Format,
    pub left: Format,
    pub centre_date: Format,
    pub left_date: Format,
    pub none: Format,
}

impl Look {
    pub fn new() -> Self {
        let line =
            Format::new().set_font_name(TEXT_FONT).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let boxed = |format: Format| {
            format
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::Black)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
        };
        let text = |align| boxed(Format::new().set_font_name(TEXT_FONT).set_font_size(10)).set_align(align);
        let day = |format: Format| format.set_num_format("yyyy-mm-dd");
        Self {
            title: Format::new()
                .set_font_name(TITLE_FONT)
                .set_font_size(20)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            header: boxed(Format::new().set_font_name(HEADER_FONT).set_font_size(11))
                .set_align(FormatAlign::Center),
            centre_date: day(text(FormatAlign::Center)),
            left_date: day(text(FormatAlign::Left)),
            none: text(FormatAlign::Center).set_font_color(Color::Gray),
            centre: text(FormatAlign::Center),
            left: text(FormatAlign::Left),
            line,
        }
    }

    pub fn text(&self, align: Align) -> &Format {
        match align {
            Align::Centre => &self.centre,
            Align::Left => &self.left,
        }
    }

    pub fn date(&self, align: Align) -> &Format {
        match align {
            Align::Centre => &self.centre_date,
            Align::Left => &self.left_date,
        }
    }
}

//! The look that all forms share: fonts, sizes, borders.
//!
//! Fonts are those of official papers (GB/T 9704); where one isn't installed the system's own stands in for it.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::grid::{Part, Style};
use super::layout::Align;
use crate::cell::Cell;

const TITLE_FONT: &str = "方正小标宋简体";
const HEADER_FONT: &str = "黑体";
const TEXT_FONT: &str = "仿宋_GB2312";
/// Tells a program without the font that it is a Chinese one.
const GB2312: u8 = 134;

/// The formats made so far, one for each look.
#[derive(Default)]
pub(super) struct Looks(HashMap<(Style, bool), Format>);

impl Looks {
    pub fn of(&mut self, style: Style, value: &Cell) -> &Format {
        let dated = matches!(value, Cell::Date(_));
        self.0.entry((style, dated)).or_insert_with(|| {
            let format = format(style);
            if dated { format.set_num_format("yyyy-mm-dd") } else { format }
        })
    }
}

fn format(style: Style) -> Format {
    let font = |name, size| {
        Format::new()
            .set_font_name(name)
            .set_font_size(size)
            .set_font_charset(GB2312)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap()
    };
    let format = match style.part {
        Part::Title => font(TITLE_FONT, 22.0),
        Part::Line => font(TEXT_FONT, 11.0),
        Part::Header => font(HEADER_FONT, 10.5),
        Part::Body => font(TEXT_FONT, 10.5),
        Part::Green => font(TEXT_FONT, 10.5).set_background_color(Color::RGB(0xC6_EF_CE)),
        Part::Yellow => font(TEXT_FONT, 10.5).set_background_color(Color::RGB(0xFF_EB_9C)),
        Part::Red => font(TEXT_FONT, 10.5).set_background_color(Color::RGB(0xFF_C7_CE)),
        Part::Total => font(HEADER_FONT, 10.5),
        Part::Nothing => font(TEXT_FONT, 10.5).set_font_color(Color::Gray),
    };
    let format = match style.align {
        Align::Left => format.set_align(FormatAlign::Left),
        Align::Center => format.set_align(FormatAlign::Center),
        Align::Right => format.set_align(FormatAlign::Right),
    };
    if style.part.boxed() {
        format.set_border(FormatBorder::Thin).set_border_color(Color::Black)
    } else {
        format
    }
}

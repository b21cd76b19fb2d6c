//! What a workbook can't hold of people's text.

use std::borrow::Cow;

/// The most characters that a cell may hold; what is longer is cut, with a mark.
const MOST: usize = 32_767;
/// The mark.
const CUT: &str = "……（内容过长，已截断）";

/// The text as a cell can hold it: no sign that XML forbids, one kind of line end, not too long.
pub(crate) fn fitting(text: &str) -> Cow<'_, str> {
    let text = if text.contains(forbidden) {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace(forbidden, ""))
    } else {
        Cow::Borrowed(text)
    };
    // The limit is counted in UTF-16 units, of which no character has fewer than one.
    if text.len() <= MOST || text.encode_utf16().count() <= MOST {
        return text;
    }
    let mut room = MOST - CUT.encode_utf16().count();
    let kept = text.chars().take_while(|c| match room.checked_sub(c.len_utf16()) {
        Some(left) => {
            room = left;
            true
        }
        None => false,
    });
    Cow::Owned(kept.chain(CUT.chars()).collect())
}

fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out_and_what_is_too_long_is_cut() {
        assert_eq!(fitting("路灯\u{1}不\u{FFFE}亮\r\n三盏\t"), "路灯不亮\n三盏\t");
        assert!(matches!(fitting("路灯不亮"), Cow::Borrowed(_)));
        assert_eq!(fitting(&"长".repeat(MOST)).chars().count(), MOST);
        let cut = fitting(&"𠮷".repeat(20_000)).into_owned();
        assert!(cut.ends_with(CUT) && (MOST - 1..=MOST).contains(&cut.encode_utf16().count()));
    }
}
